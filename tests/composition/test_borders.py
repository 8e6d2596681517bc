"""The ink line around a panel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.composition.borders import frame, reach
from comics.composition.formats import FORMATS, spread_of
from comics.composition.model import PanelArt
from comics.drawing import extent, raster, svg
from comics.drawing.displaylist import Group, Path
from comics.drawing.geometry import Box

COMIC = FORMATS["us_comic"]
BOX = Box(60, 70, 200, 300)


def panel(border, box=BOX):
    return PanelArt("1", box, border=border)


def ink(border, page=COMIC, scale=4):
    """How dark each pixel is, from 0 to 255."""
    text = svg.write(Group(frame(panel(border), page)), width=page.width, height=page.height)
    size = round(page.width * scale), round(page.height * scale)
    return raster.image(text, *size).getchannel("A")


def thickness(line, x, y, *, scale=4):
    """How thick the upright line through a place is, in points."""
    strip = line.crop((round((x - 8) * scale), round(y * scale), round((x + 8) * scale), round(y * scale) + 1))
    return sum(strip.tobytes()) / 255 / scale


def test_lines_are_thin_thick_or_none():
    assert frame(panel("none"), COMIC) == ()
    assert thickness(ink("line"), 60, 200) == pytest.approx(0.004 * COMIC.width, abs=0.1)
    assert thickness(ink("thick"), 60, 200) == pytest.approx(0.0105 * COMIC.width, abs=0.1)


def test_a_spread_has_lines_no_thicker_than_a_page():
    assert thickness(ink("line", spread_of(COMIC)), 60, 200) == pytest.approx(0.004 * COMIC.width, abs=0.1)


def test_a_rough_line_swells_and_sways_and_leaves_no_gap_beside_the_picture():
    line = ink("rough")
    widths = [thickness(line, 60, y) for y in range(80, 360, 10)]
    assert min(widths) > 0.9
    assert max(widths) > 1.25 * min(widths)
    for y in range(72, 368, 4):
        assert line.getpixel((60 * 4, y * 4)) > 200, "the picture's edge must lie under the ink"


def test_a_rough_line_runs_past_its_corners_and_tapers():
    line = ink("rough", scale=8)
    above = line.crop((50 * 8, 50 * 8, 70 * 8, 68 * 8)).getbbox()
    assert above is not None
    assert 70 - (50 + above[1] / 8) < reach(panel("rough"), COMIC)
    tip = line.crop((50 * 8, 50 * 8 + above[1], 70 * 8, 50 * 8 + above[1] + 4)).getbbox()
    assert (tip[2] - tip[0]) / 8 < 0.6 * thickness(line, 60, 200, scale=8)


def test_the_same_box_has_the_same_line_and_another_box_another():
    assert frame(panel("rough"), COMIC) == frame(panel("rough"), COMIC)
    (group,), (other,) = frame(panel("rough"), COMIC), frame(panel("rough", BOX._replace(w=201)), COMIC)
    assert isinstance(group, Group)
    assert group.items[0] != other.items[0]
    assert len({item.d for item in group.items if isinstance(item, Path)}) == 4


@given(st.floats(1, 200), st.floats(1, 300), st.floats(1, 270), st.floats(1, 430), st.sampled_from(["line", "thick", "rough"]))
def test_the_line_stays_within_its_reach(x, y, w, h, border):
    one = panel(border, Box(x, y, w, h))
    # The bounds hold handles of curves and count the whole width of a stroke on either side.
    around = Box(x, y, w, h).grown(reach(one, COMIC) + 0.006 * COMIC.leaf)
    for item in frame(one, COMIC):
        bounds = extent.bounds(item)
        assert around.x <= bounds.x
        assert around.y <= bounds.y
        assert bounds.right <= around.right
        assert bounds.bottom <= around.bottom
