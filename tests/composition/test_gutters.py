"""Hands on a layout: gutters, merging, splitting, taking out."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.formats import FORMATS, spread_of
from comics.composition.grids import place
from comics.composition.gutters import find, gutters, merge, move, split, without
from comics.composition.layout import layouts
from comics.composition.model import PanelShape
from comics.composition.named_grids import grids
from comics.drawing.geometry import Box

COMIC = FORMATS["us_comic"]
GAP, BETWEEN = 0.018 * COMIC.width, 1.3 * 0.018 * COMIC.width


def grid(key, count, page=COMIC, direction="ltr"):
    return place(next(recipe for recipe in grids(count) if recipe.key == key), page, direction=direction)


def pinwheel():
    """Four panels around a fifth: no straight cut goes through this page."""
    return (
        Box(20, 30, 280, 200),
        Box(310, 30, 140, 380),
        Box(20, 240, 140, 460),
        Box(170, 240, 130, 170),
        Box(170, 420, 280, 280),
    )


def staircase():
    """Two columns of two panels each whose horizontal gutters lie at different heights."""
    return (Box(20, 30, 200, 300), Box(230, 30, 220, 200), Box(20, 340, 200, 360), Box(230, 240, 220, 460))


def inset():
    return (Box(20, 30, 430, 400), Box(40, 50, 140, 120), Box(20, 440, 430, 260))


@st.composite
def pages_of_panels(draw):
    """Layouts as they are offered, then cut, moved and merged by hands a few times."""
    page = draw(st.sampled_from([FORMATS["us_comic"], FORMATS["manga"], FORMATS["square"], spread_of(COMIC)]))
    count = draw(st.integers(1, 9))
    direction = draw(st.sampled_from(["ltr", "rtl"]))
    choices = layouts([PanelShape()] * count, page, direction=direction)
    boxes = choices[draw(st.integers(0, len(choices) - 1))].boxes
    for _ in range(draw(st.integers(0, 4))):
        boxes = hand(draw, boxes, page)
    return boxes, page


def hand(draw, boxes, page):
    """What some hand does to the page; what cannot be done changes nothing."""
    at, across = draw(st.integers(0, len(boxes) - 1)), draw(st.booleans())
    lines = gutters(boxes, page)
    deeds = [lambda: split(boxes, at, across=across, page=page), lambda: merge(boxes, at, (at + 1) % len(boxes))]
    if lines:
        by = draw(st.floats(-200, 200))
        gutter = lines[draw(st.integers(0, len(lines) - 1))]
        deeds.append(lambda: move(boxes, page, gutter, by))
    try:
        return deeds[draw(st.integers(0, len(deeds) - 1))]()
    except ValueError:
        return boxes


def overlapping(boxes):
    return {(a, b) for a, b in combinations(range(len(boxes)), 2) if boxes[a].grown(-0.1).overlap(boxes[b].grown(-0.1)) > 0}


class TestGutters:
    def test_tiers_share_one_line_and_keep_their_own_gutters_between_panels(self):
        across, *upright = gutters(grid("grid-2x2", 4), COMIC)
        assert (across.before, across.after, across.upright) == ((0, 1), (2, 3), False)
        assert across.strip.w == pytest.approx(COMIC.live.w, abs=0.1)
        assert across.strip.h == pytest.approx(BETWEEN, abs=0.1)
        assert [(g.before, g.after, g.upright) for g in upright] == [((0,), (1,), True), ((2,), (3,), True)]
        assert all(g.strip.w == pytest.approx(GAP, abs=0.1) for g in upright)

    def test_a_tall_panel_shares_its_gutter_with_the_stack_beside_it(self):
        found = gutters(grid("tall-first", 3), COMIC)
        assert [(g.before, g.after, g.upright) for g in found] == [((1,), (2,), False), ((0,), (1, 2), True)]
        assert found[0].strip.x > COMIC.live.x + 50

    def test_right_to_left_gutters_lie_between_what_stands_left_and_right(self):
        boxes = grid("grid-2x2", 4, direction="rtl")
        assert [(g.before, g.after) for g in gutters(boxes, COMIC) if g.upright] == [((1,), (0,)), ((3,), (2,))]

    def test_a_staircase_has_one_upright_gutter_and_two_steps(self):
        found = gutters(staircase(), COMIC)
        assert [(g.before, g.after, g.upright) for g in found] == [
            ((1,), (3,), False),
            ((0,), (2,), False),
            ((0, 2), (1, 3), True),
        ]

    def test_a_pinwheel_has_a_gutter_along_each_arm(self):
        found = gutters(pinwheel(), COMIC)
        assert [(g.before, g.after) for g in found if not g.upright] == [((0,), (2, 3)), ((1, 3), (4,))]
        assert [(g.before, g.after) for g in found if g.upright] == [((0, 3), (1,)), ((2,), (3, 4))]

    def test_an_inset_has_no_gutter_and_panels_far_apart_have_none(self):
        assert [(g.before, g.after) for g in gutters(inset(), COMIC)] == [((0,), (2,))]
        assert gutters((Box(20, 30, 430, 100), Box(20, 500, 430, 100)), COMIC) == ()
        assert gutters((), COMIC) == gutters((Box(0, 0, 9, 9),), COMIC) == ()

    @settings(max_examples=40, deadline=None)
    @given(pages_of_panels())
    def test_every_gutter_can_be_found_by_its_key(self, made):
        boxes, page = made
        lines = gutters(boxes, page)
        assert len({line.key for line in lines}) == len(lines)
        assert all(find(boxes, page, line.key) == line for line in lines)
        with pytest.raises(ValueError, match="no such gutter"):
            find(boxes, page, "x98_99")


class TestMove:
    def test_both_sides_follow_and_the_gutter_keeps_its_width(self):
        boxes = grid("tall-first", 3)
        line = next(g for g in gutters(boxes, COMIC) if g.upright)
        moved = move(boxes, COMIC, line, 30)
        assert moved[0].w == pytest.approx(boxes[0].w + 30)
        assert [b.x for b in moved[1:]] == [pytest.approx(b.x + 30) for b in boxes[1:]]
        assert [b.right for b in moved[1:]] == [pytest.approx(b.right) for b in boxes[1:]]
        assert find(moved, COMIC, line.key).strip.w == pytest.approx(GAP, abs=0.1)

    @pytest.mark.parametrize("by", [-9999, 9999])
    def test_panels_keep_their_least_sizes(self, by):
        boxes = grid("grid-2x2", 4)
        across, beside, _ = gutters(boxes, COMIC)
        assert min(b.h for b in move(boxes, COMIC, across, by)) == pytest.approx(0.11 * COMIC.height)
        assert min(b.w for b in move(boxes, COMIC, beside, by)) == pytest.approx(0.2 * COMIC.width)

    def test_a_panel_that_is_smaller_already_shrinks_no_further(self):
        boxes = (Box(20, 30, 40, 300), Box(70, 30, 380, 300))
        (line,) = gutters(boxes, COMIC)
        assert move(boxes, COMIC, line, -20) == boxes
        assert move(boxes, COMIC, line, 20)[0].w == 60

    @settings(max_examples=120, deadline=None)
    @given(pages_of_panels(), st.floats(-500, 500), st.data())
    def test_nothing_overlaps_that_did_not_and_all_stays_on_the_page(self, made, by, data):
        boxes, page = made
        lines = gutters(boxes, page)
        if not lines:
            return
        line = data.draw(st.sampled_from(lines))
        moved = move(boxes, page, line, by)
        assert overlapping(moved) <= overlapping(boxes)
        for before, after in zip(boxes, moved, strict=True):
            assert -page.bleed - 0.1 <= after.x <= after.right <= page.width + page.bleed + 0.1
            assert -page.bleed - 0.1 <= after.y <= after.bottom <= page.height + page.bleed + 0.1
            assert after.w >= min(before.w, 0.2 * page.leaf) - 0.1
            assert after.h >= min(before.h, 0.11 * page.height) - 0.1
        assert [i for i, (b, a) in enumerate(zip(boxes, moved, strict=True)) if b != a] in (
            [],
            sorted((*line.before, *line.after)),
        )


class TestMerge:
    def test_two_of_a_tier_become_one_in_the_earlier_place(self):
        boxes = grid("grid-2x2", 4)
        merged = merge(boxes, 3, 2)
        assert merged[:2] == boxes[:2]
        assert merged[2].w == pytest.approx(COMIC.live.w, abs=0.1)
        assert len(merged) == 3

    def test_a_third_panel_in_the_way_forbids_it(self):
        boxes = grid("grid-2x2", 4)
        for first, second in ((0, 3), (1, 2)):
            with pytest.raises(ValueError, match="cover another"):
                merge(boxes, first, second)
        with pytest.raises(ValueError, match="cover another"):
            merge(grid("tall-first", 3), 0, 1)

    def test_an_inset_over_one_of_them_stays_where_it_is(self):
        assert merge(inset(), 0, 2) == (Box(20, 30, 430, 670), Box(40, 50, 140, 120))

    @pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 4), (-1, 0)])
    def test_two_panels_are_needed(self, first, second):
        with pytest.raises(ValueError, match="two panels"):
            merge(grid("grid-2x2", 4), first, second)


class TestSplit:
    def test_upper_comes_before_lower_and_left_before_right(self):
        boxes = grid("grid-1x2", 2)
        first, upper, lower = split(boxes, 1, across=True, page=COMIC)
        assert first == boxes[0]
        assert lower.y - upper.bottom == pytest.approx(BETWEEN, abs=0.1)
        left, right, _ = split(boxes, 0, across=False, page=COMIC)
        assert right.x - left.right == pytest.approx(GAP, abs=0.1)

    def test_reading_from_right_to_left_the_right_half_comes_first(self):
        right, left = split(grid("splash", 1), 0, across=False, page=COMIC, direction="rtl")
        assert left.right < right.x

    def test_what_would_be_too_small_is_not_split(self):
        with pytest.raises(ValueError, match="not wide enough"):
            split(grid("grid-4x1", 4), 0, across=False, page=COMIC)
        with pytest.raises(ValueError, match="not high enough"):
            split(grid("grid-1x7", 7), 0, across=True, page=COMIC)
        with pytest.raises(ValueError, match="no such panel"):
            split(grid("splash", 1), 1, across=True, page=COMIC)

    @settings(max_examples=60, deadline=None)
    @given(pages_of_panels(), st.booleans(), st.data())
    def test_what_is_split_can_be_merged_again(self, made, across, data):
        boxes, page = made
        at = data.draw(st.integers(0, len(boxes) - 1))
        try:
            cut = split(boxes, at, across=across, page=page)
        except ValueError:
            return
        assert overlapping(cut) == overlapping(boxes) or overlapping(boxes)
        assert [tuple(b) for b in merge(cut, at, at + 1)] == [pytest.approx(tuple(b)) for b in boxes]


class TestWithout:
    def test_the_neighbour_in_the_tier_takes_its_room(self):
        boxes = grid("grid-2x2", 4)
        rest = without(boxes, 1, COMIC)
        assert rest[0].w == pytest.approx(COMIC.live.w, abs=0.1)
        assert rest[1:] == boxes[2:]

    def test_a_stack_takes_the_tall_panels_room(self):
        rest = without(grid("tall-first", 3), 0, COMIC)
        assert [b.w for b in rest] == [pytest.approx(COMIC.live.w, abs=0.1)] * 2

    def test_a_whole_tier_leaves_its_room_to_the_tier_beside_it(self):
        rest = without(grid("grid-1x3", 3), 1, COMIC)
        assert sum(b.h for b in rest) == pytest.approx(COMIC.live.h - BETWEEN, abs=0.2)

    def test_room_that_suits_nobody_stays_empty(self):
        boxes = pinwheel()
        assert without(boxes, 3, COMIC) == (*boxes[:3], boxes[4])
        with pytest.raises(ValueError, match="no such panel"):
            without(boxes, 5, COMIC)

    @settings(max_examples=60, deadline=None)
    @given(pages_of_panels(), st.data())
    def test_nothing_overlaps_that_did_not(self, made, data):
        boxes, page = made
        at = data.draw(st.integers(0, len(boxes) - 1))
        rest = without(boxes, at, page)
        assert len(rest) == len(boxes) - 1
        if not overlapping(boxes):
            assert not overlapping(rest)
