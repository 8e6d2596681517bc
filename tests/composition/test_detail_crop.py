"""Crops of pictures that published nobody's place, and crops that a person chose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from comics.composition.crop import MOST_ZOOM, crop_for, view_of
from comics.composition.edges import CELLS, edge_map
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Actor, Staging

NOBODY = Staging()
EPS = 1e-6
share = st.floats(0, 1)
frames = st.builds(Box, st.just(0.0), st.just(0.0), st.floats(40, 500), st.floats(40, 500))
pixels_ = st.sampled_from([(1024, 1024), (512, 768), (1024, 512)])


def picture(subject, *, size=(480, 480), busy=()):
    """A calm gradient with something very detailed in one part, and less detailed things in others."""
    image = Image.linear_gradient("L").resize(size).point([140 + value // 3 for value in range(256)]).convert("RGB")
    pen = ImageDraw.Draw(image)
    for box, step, ink in ((subject, 9, "#101010"), *((part, 30, "#606060") for part in busy)):
        left, top, right, bottom = (v * s for v, s in zip((box.x, box.y, box.right, box.bottom), size * 2, strict=True))
        for at in range(int(left), int(right), step):
            pen.line([(at, top), (at + step, bottom)], fill=ink, width=3)
        for at in range(int(top), int(bottom), step):
            pen.line([(left, at), (right, at + 4)], fill=ink, width=2)
    return edge_map(image)


@pytest.mark.parametrize("left", [0.0, 0.2, 0.45, 0.7])
def test_a_subject_off_centre_is_whole_in_a_narrow_frame(left):
    edges = picture(Box(left, 0.3, 0.28, 0.5))
    crop = crop_for(NOBODY, (480, 480), Box(0, 0, 40, 100), edges=edges)
    assert crop.w == pytest.approx(0.4)
    assert crop.x <= left + 0.02
    assert crop.right >= left + 0.28 - 0.02


@pytest.mark.parametrize("top", [0.0, 0.3, 0.65])
def test_a_subject_high_or_low_is_whole_in_a_wide_frame(top):
    edges = picture(Box(0.3, top, 0.3, 0.33))
    crop = crop_for(NOBODY, (480, 480), Box(0, 0, 100, 40), edges=edges)
    assert crop.y <= top + 0.02
    assert crop.bottom >= top + 0.33 - 0.02


def test_of_a_figure_too_tall_for_the_frame_the_head_stays():
    edges = picture(Box(0.4, 0.1, 0.2, 0.85))
    crop = crop_for(NOBODY, (480, 480), Box(0, 0, 100, 30), edges=edges)
    assert 0.0 <= crop.y <= 0.12


def test_what_is_less_detailed_is_kept_where_there_is_room_for_it():
    edges = picture(Box(0.1, 0.3, 0.2, 0.4), busy=[Box(0.42, 0.3, 0.2, 0.4)])
    crop = crop_for(NOBODY, (480, 480), Box(0, 0, 60, 100), edges=edges)
    assert crop.x <= 0.12
    assert crop.right >= 0.6


def test_an_even_picture_and_one_without_a_map_are_cropped_as_ever():
    plain = edge_map(Image.new("RGB", (480, 480), "#8899bb"))
    for frame in (Box(0, 0, 100, 40), Box(0, 0, 40, 100)):
        assert crop_for(NOBODY, (480, 480), frame, edges=plain) == crop_for(NOBODY, (480, 480), frame)


def test_heads_that_were_published_count_before_the_map():
    edges = picture(Box(0.7, 0.2, 0.28, 0.6))
    head = Box(0.05, 0.2, 0.2, 0.2)
    actor = Actor("Ann", head.grown(-0.04), head, Box(0.0, 0.2, 0.3, 0.8), Point(0.15, 0.35))
    crop = crop_for(Staging((actor,)), (480, 480), Box(0, 0, 40, 100), edges=edges)
    assert crop.x <= head.x
    assert crop.right >= head.right


@settings(max_examples=80, deadline=None)
@given(st.binary(min_size=CELLS * CELLS, max_size=CELLS * CELLS), pixels_, frames)
def test_a_crop_by_detail_lies_in_the_picture_and_fills_the_frame(cells, pixels, frame):
    fills(crop_for(NOBODY, pixels, frame, edges=cells.hex()), pixels, frame)


def fills(crop, pixels, frame):
    assert -EPS <= crop.x <= crop.right <= 1 + EPS
    assert -EPS <= crop.y <= crop.bottom <= 1 + EPS
    assert crop.w * pixels[0] / (crop.h * pixels[1]) == pytest.approx(frame.w / frame.h)


class TestView:
    @settings(max_examples=100, deadline=None)
    @given(share, share, st.floats(0.1, 20), pixels_, frames)
    def test_whatever_is_asked_the_picture_fills_the_frame(self, x, y, zoom, pixels, frame):
        crop = crop_for(NOBODY, pixels, frame, view=(x, y, zoom))
        fills(crop, pixels, frame)
        assert 1 / MOST_ZOOM - EPS <= max(crop.w, crop.h) <= 1 + EPS

    @settings(max_examples=100, deadline=None)
    @given(share, share, st.floats(1, MOST_ZOOM), pixels_, frames)
    def test_what_is_shown_can_be_asked_for_again(self, x, y, zoom, pixels, frame):
        crop = crop_for(NOBODY, pixels, frame, view=(x, y, zoom))
        again = crop_for(NOBODY, pixels, frame, view=view_of(crop))
        assert tuple(again) == pytest.approx(tuple(crop), abs=1e-6)

    def test_the_centre_is_shown_enlarged(self):
        crop = crop_for(NOBODY, (1000, 1000), Box(0, 0, 100, 100), view=(0.3, 0.6, 2.0))
        assert tuple(crop) == pytest.approx((0.05, 0.35, 0.5, 0.5))

    @pytest.mark.parametrize("nothing", [(), [], (0.5,)])
    def test_without_a_view_the_studio_decides(self, nothing):
        frame = Box(0, 0, 100, 40)
        assert crop_for(NOBODY, (480, 480), frame, view=nothing) == crop_for(NOBODY, (480, 480), frame)
