import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.formats import FORMATS, page_format, spread_of
from comics.composition.layout import layout, layouts
from comics.composition.model import PanelShape
from comics.drawing.geometry import Box
from comics.vocabulary import Shot

COMIC = FORMATS["us_comic"]
NEAR = 0.01

shapes_ = st.builds(
    PanelShape,
    shot=st.sampled_from([shot.value for shot in Shot] + ["no such shot"]),
    importance=st.sampled_from([0.7, 1.0, 1.5, 2.0]),
    words=st.integers(0, 60),
    scene_start=st.booleans(),
    people=st.integers(0, 6),
)
FLAT, SLIM = page_format("custom:300x100mm;bleed=3;margin=60x20"), page_format("custom:100x300mm;bleed=0;margin=20x60")
pages = st.sampled_from([*FORMATS.values(), spread_of(COMIC), spread_of(FORMATS["square"])])
odd_pages = st.sampled_from([FLAT, SLIM, spread_of(FLAT), spread_of(SLIM), spread_of(COMIC)])


def ordinary(count):
    return [PanelShape()] * count


@settings(max_examples=40, deadline=None)
@given(st.lists(shapes_, min_size=1, max_size=20), pages, st.sampled_from(["ltr", "rtl"]), st.booleans(), st.booleans())
def test_layouts_keep_the_rules_of_the_page(shapes, page, direction, right_hand, splash):
    found = layouts(shapes, page, direction=direction, right_hand=right_hand, splash=splash)
    assert len(found) >= 5
    assert found[0].key == "auto-1"
    assert len({choice.key for choice in found}) == len(found)
    for choice in found:
        assert len(choice.boxes) == len(shapes)
        keeps_to_live_area(choice, page)
        keeps_sizes(choice, page)
        keeps_gutters(choice, page)
        keeps_order(choice, direction)


@settings(max_examples=30, deadline=None)
@given(st.lists(shapes_, min_size=1, max_size=20), odd_pages, st.sampled_from(["ltr", "rtl"]))
def test_pages_of_any_shape_have_five_layouts_without_a_panel_in_the_way(shapes, page, direction):
    found = layouts(shapes, page, direction=direction)
    assert len(found) >= 5
    for choice in found:
        assert len(choice.boxes) == len(shapes)
        assert all(box.w > 0 and box.h > 0 for box in choice.boxes)
        keeps_order(choice, direction)
        assert all(inset_in(a, b) or a.grown(-NEAR).overlap(b) == 0 for a, b in combinations(choice.boxes, 2))


def keeps_to_live_area(choice, page):
    room = Box(0, 0, page.width, page.height).grown(page.bleed) if "bleed" in choice.key else page.live
    for box in choice.boxes:
        assert box.x >= room.x - NEAR
        assert box.y >= room.y - NEAR
        assert box.right <= room.right + NEAR
        assert box.bottom <= room.bottom + NEAR


def keeps_sizes(choice, page):
    for box in choice.boxes:
        assert box.w >= 0.2 * page.leaf - NEAR
        assert box.h >= 0.11 * page.height - NEAR


def inset_in(big, small):
    """Whether the later panel lies over the earlier one, with room around it."""
    edge = 5.0
    across, down = big.x + edge < small.x and small.right < big.right - edge, big.y + edge < small.y
    return across and down and small.bottom < big.bottom - edge and small.area < big.area / 3


def keeps_gutters(choice, page):
    """Any two panels lie a gutter apart, side by side, or a tier's gutter apart, one over the other; insets lie inside."""
    for one, other in combinations(choice.boxes, 2):
        across = max(one.x, other.x) - min(one.right, other.right)
        down = max(one.y, other.y) - min(one.bottom, other.bottom)
        apart = across >= 0.016 * page.leaf - NEAR or down >= 1.3 * 0.016 * page.leaf - NEAR
        assert apart or inset_in(one, other)


def keeps_order(choice, direction):
    """A later panel is never wholly above an earlier one, nor before it in the same row."""
    for earlier, later in combinations(choice.boxes, 2):
        assert later.bottom > earlier.y
        if later.y < earlier.bottom and earlier.y < later.bottom and not inset_in(earlier, later):
            beside = later.x >= earlier.right if direction == "ltr" else later.right <= earlier.x
            assert beside, "panels of one row must follow the reading direction"


@settings(max_examples=25, deadline=None)
@given(st.lists(shapes_, min_size=1, max_size=20), pages)
def test_right_to_left_is_the_mirror_image(shapes, page):
    for there, back in zip(layouts(shapes, page), layouts(shapes, page, direction="rtl"), strict=True):
        assert there.key == back.key
        for one, other in zip(there.boxes, back.boxes, strict=True):
            assert one.x == pytest.approx(page.width - other.right, abs=0.03)
            assert (one.y, one.w, one.h) == pytest.approx((other.y, other.w, other.h), abs=NEAR)


@settings(max_examples=25, deadline=None)
@given(st.lists(shapes_, min_size=1, max_size=20), pages, st.sampled_from(["ltr", "rtl"]))
def test_every_choice_can_be_had_again_by_its_key(shapes, page, direction):
    for choice in layouts(shapes, page, direction=direction):
        assert layout(choice.key, shapes, page, direction=direction) == choice


@settings(max_examples=25, deadline=None)
@given(st.lists(shapes_, min_size=4, max_size=20), pages)
def test_no_panel_of_the_automatic_layout_is_far_too_big_or_too_small(shapes, page):
    boxes = layouts([PanelShape(shape.shot) for shape in shapes], page)[0].boxes
    mean = sum(box.area for box in boxes) / len(boxes)
    assert max(box.area for box in boxes) < 3 * mean
    assert min(box.area for box in boxes) > mean / 4


@pytest.mark.parametrize(
    "key", ["", "nonsense", "grid-9x9", "tiers-", "tiers-9", "tiers-1-1", "tiers-²-1", "tiers--3", "splash"]
)
def test_an_unknown_or_unfitting_key_gives_the_automatic_layout(key):
    assert layout(key, ordinary(5), COMIC) == layouts(ordinary(5), COMIC)[0]


def test_tiers_can_be_asked_for_by_number():
    boxes = layout("tiers-1-3-1", ordinary(5), COMIC).boxes
    assert boxes[0].w == boxes[4].w == pytest.approx(COMIC.live.w, abs=NEAR)
    assert boxes[1].y == boxes[2].y == boxes[3].y


@pytest.mark.parametrize(
    ("count", "keys"),
    [
        (1, {"splash", "splash-bleed", "cinema"}),
        (2, {"inset", "inset-bleed", "bleed"}),
        (4, {"grid-2x2", "tall-first", "stepped", "staircase"}),
        (5, {"l-first", "inset-tiers", "big-first", "bleed"}),
        (6, {"grid-2x3", "zigzag", "l-first"}),
        (9, {"grid-3x3", "big-first"}),
    ],
)
def test_what_a_comic_artist_expects_is_offered(count, keys):
    offered = [choice.boxes for choice in layouts(ordinary(count), COMIC)]
    for key in keys:
        wanted = layout(key, ordinary(count), COMIC)
        assert wanted.key == key
        # The automatic layout may be just that grid, which then is not offered twice.
        assert any(all(near(a, b) for a, b in zip(wanted.boxes, boxes, strict=True)) for boxes in offered), key


def near(one, other):
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 0.12 * COMIC.width


def test_a_spread_has_more_panels_across_and_gutters_no_wider():
    spread = spread_of(COMIC)
    boxes = layouts(ordinary(12), spread)[0].boxes
    rows = {box.y for box in boxes}
    assert len(rows) <= 3
    first, second = boxes[:2]
    assert second.x - first.right == pytest.approx(0.018 * COMIC.width, abs=0.01)
    assert layout("tiers-6-6", ordinary(12), spread).key == "tiers-6-6"
    assert layout("tiers-6-6", ordinary(12), COMIC).key == "auto-1"


@pytest.mark.parametrize("count", [4, 5, 6, 7])
def test_an_establishing_shot_gets_a_wide_tier_of_its_own(count):
    shapes = [PanelShape("establishing", scene_start=True), *ordinary(count - 1)]
    first, second, *_ = layouts(shapes, COMIC)[0].boxes
    assert first.w == pytest.approx(COMIC.live.w, abs=NEAR)
    assert second.w < first.w


def test_what_matters_more_and_what_says_more_gets_more_room():
    def area(shape):
        return layout("grid", [PanelShape(), shape, PanelShape(), PanelShape(), PanelShape()], COMIC).boxes[1].area

    assert area(PanelShape(importance=2.0)) > 1.3 * area(PanelShape())
    assert area(PanelShape(words=75)) > 1.1 * area(PanelShape())


def test_people_who_are_seen_together_get_no_narrow_frame():
    narrow = [PanelShape("full") for _ in range(9)]
    box = layouts(narrow, COMIC)[0].boxes[3]
    assert box.w / box.h < 0.85
    narrow[3] = PanelShape("full", people=3)
    box = layouts(narrow, COMIC)[0].boxes[3]
    assert box.w / box.h > 1.0


def test_a_scene_starts_a_tier():
    shapes = [PanelShape() for _ in range(9)]
    shapes[4] = PanelShape(scene_start=True)
    boxes = layouts(shapes, COMIC)[0].boxes
    assert boxes[4].x == pytest.approx(COMIC.live.x, abs=NEAR)


def test_the_great_panel_of_a_splash_page_takes_about_half_of_it():
    shapes = [PanelShape(), PanelShape(importance=1.5), PanelShape(), PanelShape(), PanelShape()]
    boxes = layouts(shapes, COMIC, splash=True)[0].boxes
    share = boxes[1].area / sum(box.area for box in boxes)
    assert 0.38 < share < 0.7


def test_no_panels_and_too_many():
    assert layouts([], COMIC) == ()
    assert layout("auto-1", [], COMIC).boxes == ()
    with pytest.raises(ValueError, match="at most 20"):
        layouts(ordinary(21), COMIC)
    with pytest.raises(ValueError, match="at most 20"):
        layout("auto-1", ordinary(21), COMIC)


def test_twenty_panels_are_laid_out_in_good_time():
    layouts(ordinary(20), COMIC)
    taken = []
    for shot in list(Shot)[:5]:
        begun = time.process_time()
        layouts([PanelShape(shot.value), *ordinary(19)], COMIC)
        taken.append(time.process_time() - begun)
    # About 12 ms were measured and 42 ms are the aim; the rest is for slow machines.
    assert min(taken) < 0.12
