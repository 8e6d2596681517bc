"""Frames that hands set survive another format, another direction, and being written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.composition.formats import page_format, spread_of
from comics.composition.hand import bled, frames_of, hand_layout
from comics.drawing.geometry import Box

PAPER = page_format("us_comic")
fractions = st.floats(0.0, 0.7)
boxes = st.lists(
    st.builds(
        lambda x, y, w, h: Box(x * PAPER.width, y * PAPER.height, w * PAPER.width, h * PAPER.height),
        fractions,
        fractions,
        st.floats(0.05, 0.3),
        st.floats(0.05, 0.3),
    ),
    min_size=1,
    max_size=20,
)


@given(boxes, st.sampled_from(["ltr", "rtl"]))
def test_frames_come_back_as_they_were(given_boxes, direction):
    back = hand_layout(frames_of(given_boxes, PAPER, direction), PAPER, direction).boxes
    for was, is_ in zip(given_boxes, back, strict=True):
        assert is_ == pytest.approx(was, abs=0.02)


def test_another_direction_mirrors_the_page():
    left = Box(30, 40, 100, 200)
    mirrored = hand_layout(frames_of([left], PAPER, "ltr"), PAPER, "rtl").boxes[0]
    assert mirrored.right == pytest.approx(PAPER.width - 30, abs=0.02)
    assert (mirrored.w, mirrored.y) == pytest.approx((100, 40), abs=0.02)


def test_another_format_keeps_the_shares_of_the_page():
    manga = page_format("manga")
    box = hand_layout(frames_of([Box(0, 0, PAPER.width / 2, PAPER.height / 4)], PAPER, "ltr"), manga, "ltr").boxes[0]
    assert (box.w, box.h) == pytest.approx((manga.width / 2, manga.height / 4), abs=0.02)


@pytest.mark.parametrize("page", [PAPER, spread_of(PAPER)])
def test_only_sides_at_the_edge_of_the_live_area_bleed(page):
    live = page.live
    corner = bled(Box(live.x, live.y, 100, 120), page)
    assert (corner.x, corner.y) == (-page.bleed, -page.bleed)
    assert (corner.right, corner.bottom) == pytest.approx((live.x + 100, live.y + 120))
    inner = Box(live.x + 50, live.y + 60, 100, 120)
    assert bled(inner, page) == inner
    assert bled(live, page) == pytest.approx(Box(0, 0, page.width, page.height).grown(page.bleed))
