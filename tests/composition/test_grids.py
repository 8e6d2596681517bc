from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.formats import FORMATS
from comics.composition.grids import even, patterns, place, spans
from comics.composition.named_grids import balanced, grids
from comics.drawing.geometry import Box

COMIC = FORMATS["us_comic"]


@pytest.mark.parametrize("count", range(1, 21))
def test_every_named_grid_has_the_panels_it_is_for_and_a_name_of_its_own(count):
    found = grids(count)
    assert all(len(place(recipe, COMIC)) == count for recipe in found)
    assert len({recipe.key for recipe in found}) == len(found)
    assert all(recipe.label for recipe in found)


def test_a_uniform_grid_is_uniform_and_named_columns_by_rows():
    boxes = place(next(recipe for recipe in grids(6) if recipe.key == "grid-2x3"), COMIC)
    assert {(box.w, box.h) for box in boxes} == {(boxes[0].w, boxes[0].h)}
    assert boxes[0].y == boxes[1].y < boxes[2].y
    assert (boxes[0].x, boxes[0].y) == (COMIC.live.x, COMIC.live.y)
    assert (boxes[5].right, boxes[5].bottom) == pytest.approx((COMIC.live.right, COMIC.live.bottom), abs=0.01)
    assert boxes[1].x - boxes[0].right == pytest.approx(0.018 * COMIC.width, abs=0.01)
    assert boxes[2].y - boxes[0].bottom == pytest.approx(1.3 * 0.018 * COMIC.width, abs=0.01)


def test_a_tall_panel_is_read_before_the_stack_beside_it():
    tall, upper, lower = place(next(recipe for recipe in grids(3) if recipe.key == "tall-first"), COMIC)
    assert tall.h == COMIC.live.h
    assert tall.right < upper.x == lower.x
    assert upper.bottom < lower.y
    assert lower.bottom == pytest.approx(tall.bottom, abs=0.01)


def test_right_to_left_mirrors_places_but_not_the_order():
    recipe = even((2, 3), key="x", label="x")
    there, back = place(recipe, COMIC), place(recipe, COMIC, direction="rtl")
    assert [box.y for box in there] == [box.y for box in back]
    for one, other in zip(there, back, strict=True):
        assert COMIC.live.x + COMIC.live.right - one.right == pytest.approx(other.x, abs=0.01)


def test_a_single_panel_may_leave_paper_around_it():
    boxes = {recipe.key: place(recipe, COMIC)[0] for recipe in grids(1)}
    assert boxes["splash"] == Box(*COMIC.live)
    assert boxes["cinema"].w > 2 * boxes["cinema"].h * 0.85
    assert boxes["upper"].y < boxes["lower"].y


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.05, 10), min_size=1, max_size=7), st.floats(0, 10), st.floats(0, 60))
def test_spans_fill_the_line_and_keep_the_least_where_there_is_room(shares, gutter, least):
    found = spans(5.0, 400.0, gutter, shares, least=least)
    assert found[0][0] == 5.0
    assert sum(found[-1]) == pytest.approx(405.0)
    for (start, length), (after, _) in pairwise(found):
        assert after - start - length == pytest.approx(gutter)
    room = (400.0 + gutter) / len(shares) - gutter
    assert all(length >= min(least, room) - 1e-6 for _, length in found)


def test_patterns_are_every_way_once():
    assert patterns(3) == ((1, 1, 1), (1, 2), (2, 1), (3,))
    assert all(sum(p) == 17 and len(p) <= 6 and max(p) <= 4 for p in patterns(17, 6))
    assert len(set(patterns(17))) == len(patterns(17))


@pytest.mark.parametrize(("count", "tiers", "shared"), [(7, 3, (2, 2, 3)), (6, 3, (2, 2, 2)), (5, 2, (2, 3)), (1, 1, (1,))])
def test_balanced(count, tiers, shared):
    assert balanced(count, tiers) == shared
