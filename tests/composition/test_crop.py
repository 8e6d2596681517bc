import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from comics.composition.crop import WHOLE, crop_for, on_page, staging_on_page
from comics.composition.model import PanelArt
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Actor, Staging

EPS = 1e-6


def actor(x, y, size=0.1, name="Ann"):
    """Somebody whose head is `size` wide and high, with its upper left corner at (x, y)."""
    head = Box(x, y, size, size)
    face = Box(x + size * 0.2, y + size * 0.4, size * 0.6, size * 0.5)
    return Actor(name, face, head, Box(x - size / 2, y, size * 2, size * 3), face.centre)


actors = st.builds(actor, st.floats(-0.05, 0.9), st.floats(-0.05, 0.9), st.floats(0.03, 0.5))
stagings = st.lists(actors, max_size=4).map(lambda found: Staging(tuple(found)))
pixels_ = st.sampled_from([(1024, 1024), (512, 768), (1024, 512), (512, 1024)])
frames = st.builds(Box, st.floats(0, 200), st.floats(0, 200), st.floats(40, 500), st.floats(40, 500))


@settings(max_examples=150, deadline=None)
@given(stagings, pixels_, frames)
def test_a_crop_lies_in_the_picture_has_the_frames_shape_and_is_as_large_as_can_be(staging, pixels, frame):
    crop = crop_for(staging, pixels, frame)
    assert crop.x >= -EPS
    assert crop.y >= -EPS
    assert crop.right <= 1 + EPS
    assert crop.bottom <= 1 + EPS
    assert crop.w * pixels[0] / (crop.h * pixels[1]) == pytest.approx(frame.w / frame.h)
    assert max(crop.w, crop.h) == pytest.approx(1)


@settings(max_examples=200, deadline=None)
@given(stagings, pixels_, frames)
def test_heads_are_whole_wherever_the_shape_of_the_frame_allows(staging, pixels, frame):
    heads = [seen(each.head) for each in staging.actors if each.head.overlap(WHOLE)]
    assume(heads)
    crop = crop_for(staging, pixels, frame)
    wide = max(head.right for head in heads) - min(head.x for head in heads)
    high = max(head.bottom for head in heads) - min(head.y for head in heads)
    if wide <= crop.w and high <= crop.h:
        assert all(inside(head, crop) for head in heads)


@settings(max_examples=200, deadline=None)
@given(st.lists(actors, min_size=1, max_size=4), pixels_, frames)
@example([actor(0.0, 0.875, 0.5), actor(0.5, 0.0, 0.484375)], (1024, 1024), Box(0.0, 0.0, 40.0, 51.0))
def test_at_least_one_face_is_whole_where_one_can_be(found, pixels, frame):
    faces = [seen(each.face) for each in found if each.face.overlap(WHOLE)]
    crop = crop_for(Staging(tuple(found)), pixels, frame)
    if any(face.w <= crop.w and face.h <= crop.h for face in faces):
        assert any(inside(face, crop) for face in faces)


def seen(box):
    """The part of the box that lies in the picture."""
    left, top = max(0.0, box.x), max(0.0, box.y)
    return Box(left, top, min(1.0, box.right) - left, min(1.0, box.bottom) - top)


def inside(box, crop):
    return box.x >= crop.x - EPS and box.y >= crop.y - EPS and box.right <= crop.right + EPS and box.bottom <= crop.bottom + EPS


def test_without_staging_the_middle_is_shown_or_slightly_above():
    assert crop_for(Staging(), (1000, 1000), Box(0, 0, 100, 200)) == Box(0.25, 0.0, 0.5, 1.0)
    wide = crop_for(Staging(), (1000, 1000), Box(0, 0, 200, 100))
    assert (wide.x, wide.w, wide.h) == (0.0, 1.0, 0.5)
    assert 0.15 < wide.y < 0.25


def test_without_pixels_or_a_frame_everything_is_shown():
    assert crop_for(Staging(), (0, 0), Box(0, 0, 100, 200)) == WHOLE
    assert crop_for(Staging(), (10, 10), Box(0, 0, 0, 200)) == WHOLE


def test_a_head_high_up_keeps_air_above_for_the_lettering():
    crop = crop_for(Staging((actor(0.4, 0.3, 0.2),)), (1000, 1000), Box(0, 0, 200, 100))
    assert 0.3 - crop.y >= 0.25 * crop.h
    assert crop.bottom > 0.5


def test_a_lonely_figure_stands_in_the_middle_of_a_narrow_frame():
    crop = crop_for(Staging((actor(0.6, 0.3, 0.1),)), (1000, 1000), Box(0, 0, 100, 200))
    assert crop.centre.x == pytest.approx(0.65)


def test_where_not_all_heads_fit_the_largest_face_wins():
    near, far = actor(0.0, 0.2, 0.35, "Near"), actor(0.9, 0.3, 0.08, "Far")
    crop = crop_for(Staging((near, far)), (1000, 1000), Box(0, 0, 100, 200))
    assert inside(near.face, crop)
    assert not inside(far.face, crop)


def test_staging_goes_through_the_crop_to_the_page():
    staging = Staging((actor(0.5, 0.25, 0.1),), source=Point(0.75, 0.5), shot="close", alt="Ann waits.")
    panel = PanelArt("1", Box(100, 200, 50, 100), picture="p", pixels=(1000, 1000), crop=Box(0.5, 0, 0.5, 1), staging=staging)
    found = staging_on_page(panel)
    assert found.actors[0].head == pytest.approx(Box(100, 225, 10, 10))
    assert found.source == pytest.approx(Point(125, 250))
    assert (found.shot, found.alt, found.actors[0].name) == ("close", "Ann waits.", "Ann")
    assert on_page(panel).box(panel.crop) == pytest.approx(panel.box)


def test_where_not_all_heads_fit_those_left_out_are_not_cut_in_two():
    left, right = actor(0.1, 0.3, 0.3, "Left"), actor(0.6, 0.3, 0.31, "Right")
    crop = crop_for(Staging((left, right)), (1000, 1000), Box(0, 0, 100, 200))
    assert inside(right.face, crop)
    assert left.face.overlap(crop) == 0
