"""The column of a webtoon, and where it is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.composition.model import Manner, PanelArt, PanelShape, Words
from comics.composition.slices import LIMIT, slices
from comics.composition.webtoon import (
    BEAT,
    DISTANCE,
    SCENE_CHANGE,
    WIDTH,
    Span,
    column,
    distance,
    letter,
    lettered,
    panel_size,
    part,
)
from comics.drawing.geometry import Box, Point
from comics.vocabulary import Shot

SHAPES = st.builds(
    PanelShape,
    shot=st.sampled_from(list(Shot)),
    importance=st.sampled_from([0.6, 1.0, 2.0]),
    words=st.integers(0, 30),
    scene_start=st.booleans(),
)
PIXELS = st.sampled_from([(0, 0), (1024, 1024), (1024, 1536), (2048, 512), (64, 2048)])
TALKING, SILENT = PanelShape(words=5), PanelShape(words=0)


@given(st.lists(st.tuples(SHAPES, PIXELS), min_size=1, max_size=12), st.sampled_from(["ltr", "rtl"]))
def test_panels_follow_one_another_inside_the_column_and_fit_into_a_slice(given_panels, direction):
    shapes, pixels = [one for one, _ in given_panels], [size for _, size in given_panels]
    boxes = column(shapes, pixels, top=120, direction=direction)
    assert boxes[0].y == 120
    for at, box in enumerate(boxes):
        assert box.x >= 0
        assert box.right <= WIDTH
        assert 0 < box.h < LIMIT
        if at:
            assert box.y - boxes[at - 1].bottom == pytest.approx(distance(shapes[at - 1], shapes[at]))


@pytest.mark.parametrize(
    ("before", "panel", "white"),
    [
        (TALKING, TALKING, DISTANCE),
        (SILENT, SILENT, DISTANCE),
        (TALKING, SILENT, BEAT),
        (SILENT, PanelShape(words=4, importance=2.0), BEAT),
        (SILENT, PanelShape(scene_start=True, words=3), SCENE_CHANGE),
    ],
)
def test_white_tells_time(before, panel, white):
    assert distance(before, panel) == white


def test_a_shot_takes_the_column_that_it_needs():
    wide, tall = (panel_size(PanelShape(shot=shot), (1024, 1024)) for shot in (Shot.ESTABLISHING, Shot.FULL))
    assert wide[0] == WIDTH
    assert tall[0] < WIDTH
    assert tall[1] > tall[0]
    assert panel_size(PanelShape(shot=Shot.FULL, importance=2.0), (1024, 1024))[0] == WIDTH


def test_narrow_panels_begin_on_the_side_read_first():
    shapes, pixels = [PanelShape(shot=Shot.FULL)] * 2, [(1024, 1024)] * 2
    for direction, first_is_left in (("ltr", True), ("rtl", False)):
        first, second = column(shapes, pixels, direction=direction)
        assert (first.x < second.x) is first_is_left


def art(*words: Words, y: float = 3000.0) -> PanelArt:
    return PanelArt("1", Box(0, y, 800, 600), words, "art", (800, 600))


def test_what_hands_set_stays_at_its_share_of_the_frame():
    words = Words("1", "speech", "Here.", "Ren", at=Point(0.25, 0.3), tail=Point(0.5, 0.5))
    (balloon,) = letter(art(words), Manner())
    assert balloon.box.centre == pytest.approx((200, 3180), abs=2)
    assert balloon.tail == pytest.approx((400, 3300), abs=2)


def test_lettering_is_the_same_wherever_the_panel_stands_in_the_column():
    words = (Words("1", "speech", "Who goes there?", "Ren"), Words("2", "narration", "Dusk."))
    high, low = letter(art(*words, y=0.0), Manner()), letter(art(*words, y=50_000.0), Manner())
    for one, other in zip(high, low, strict=True):
        assert other.size == pytest.approx(one.size)
        assert other.box.y - one.box.y == pytest.approx(50_000, abs=0.1)


def test_a_part_shows_what_reaches_into_it():
    panels = [art(y=0.0), art(y=900.0), art(y=2000.0)]
    paper, shown, _ = part(panels, [], 1000, 1900)
    assert (paper.width, paper.height) == (800, 900)
    assert [panel.box.y for panel in shown] == [-100]


SPANS = st.lists(st.tuples(st.integers(60, 1700), st.integers(5, 1000)), max_size=12)


@given(SPANS, st.lists(st.tuples(st.integers(0, 9000), st.integers(20, 600)), max_size=12))
def test_slices_cover_the_column_and_cut_only_where_they_may(rows, spoken):
    panels, y = [], 0
    for high, white in rows:
        panels.append(Span(y + white, y + white + high))
        y += white + high
    height = y + 120
    lettering = [Span(top, min(height, top + high)) for top, high in spoken if top < height]
    parts = slices(height, panels=panels, lettering=lettering)
    assert parts[0][0] == 0
    assert parts[-1][1] == height
    for at, (top, bottom) in enumerate(parts):
        assert 0 < bottom - top <= LIMIT
        assert at == 0 or parts[at - 1][1] == top
    for top, cut in parts[:-1]:
        if inside(cut, lettering):
            assert not any(free(at, lettering) for at in range(top + 1, top + LIMIT + 1))
        elif inside(cut, panels):
            assert not any(free(at, [*panels, *lettering]) for at in range(top + 1, top + LIMIT + 1))


def inside(cut, spans):
    return any(span.top <= cut <= span.bottom for span in spans)


def free(at, spans):
    return not inside(at, spans)


def test_a_balloon_with_its_tail_is_not_cut():
    (balloon,) = letter(art(Words("1", "speech", "Here.", "Ren", at=Point(0.5, 0.2), tail=Point(0.5, 0.8)), y=0.0), Manner())
    span = lettered(balloon)
    assert span.bottom > balloon.tail.y - 2
    assert span.top <= balloon.box.y


def test_no_column_no_slices():
    with pytest.raises(ValueError, match="without height"):
        slices(0, panels=[], lettering=[])
