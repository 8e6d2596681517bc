import base64
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.drawing import extent, raster, svg
from comics.drawing.displaylist import Glyphs, Group, Linear, Path, Radial, Raster, Stop
from comics.drawing.geometry import Affine, Box, Point

SQUARE = "M 0 0 L 10 0 L 10 10 L 0 10 Z"
RED = Path(SQUARE, fill="#ff0000")


def written(*items, **options):
    return svg.write(Group(items), **{"width": 20, "height": 20, **options})


def pixel(x, y, *items, **options):
    """The colour of the pixel in the middle of the unit square at (x, y)."""
    return raster.image(written(*items, **options), 20, 20).getpixel((x, y))


def square_font(font, glyph_id):
    return {1: "M 0 0 L 500 0 L 500 500 L 0 500 Z", 2: ""}[glyph_id]


def test_paths_are_painted_in_order_where_they_say():
    blue = Path("M 5 5 L 15 5 L 15 15 L 5 15 Z", fill="#0000ff")
    assert pixel(2, 2, RED, blue) == (255, 0, 0, 255)
    assert pixel(7, 7, RED, blue) == (0, 0, 255, 255)
    assert pixel(7, 7, blue, RED) == (255, 0, 0, 255)
    assert pixel(18, 2, RED, blue)[3] == 0


def test_a_path_without_fill_is_not_filled_with_black():
    assert pixel(5, 5, Path(SQUARE, stroke="#00ff00", width=2))[3] == 0
    assert pixel(0, 5, Path(SQUARE, stroke="#00ff00", width=2)) == (0, 255, 0, 255)


def test_even_odd_leaves_the_hole_open():
    ring = "M 0 0 L 20 0 L 20 20 L 0 20 Z M 5 5 L 15 5 L 15 15 L 5 15 Z"
    assert pixel(10, 10, Path(ring, fill="#ff0000", even_odd=True))[3] == 0
    assert pixel(10, 10, Path(ring, fill="#ff0000"))[3] == 255


def test_alpha_of_fill_stroke_and_group():
    assert pixel(5, 5, Path(SQUARE, fill="#ff0000", fill_alpha=0.5))[3] in (127, 128)
    assert pixel(5, 5, Group((RED,), alpha=0.5))[3] in (127, 128)
    assert pixel(0, 5, Path(SQUARE, stroke="#ff0000", width=2, stroke_alpha=0.5))[3] in (127, 128)


def test_dashes_leave_gaps():
    line = Path("M 0 10 L 20 10", stroke="#000000", width=1, dash=(2, 8))
    image = raster.image(written(line), 20, 20)
    covered = [image.getpixel((x, 10))[3] for x in range(20)]
    assert max(covered) > 100
    assert covered[6] == 0


def test_a_group_is_moved_and_then_clipped_in_its_own_coordinates():
    moved = Group((RED,), transform=Affine(e=10, f=10), clip="M 0 0 L 5 0 L 5 5 L 0 5 Z")
    assert pixel(12, 12, moved) == (255, 0, 0, 255)
    assert pixel(17, 17, moved)[3] == 0
    assert pixel(2, 2, moved)[3] == 0


def test_a_multiplied_group_darkens_what_is_beneath():
    grey = Group((Path(SQUARE, fill="#808080"),), blend="multiply")
    red, green, blue, _ = pixel(5, 5, RED, grey)
    assert (round(red / 10), green, blue) == (13, 0, 0)


def test_blends_for_pages_with_a_content_security_policy_are_classes():
    grey = Group((RED,), blend="soft-light")
    assert "style" not in written(grey, classes=True)
    assert 'class="blend-soft-light"' in written(grey, classes=True)
    assert "class" not in written(grey)


def test_a_blur_spreads_beyond_the_outline_even_of_a_line():
    image = raster.image(written(Group((Path("M 2 10 L 18 10", stroke="#000000", width=1),), blur=2)), 20, 20)
    assert 0 < image.getpixel((10, 13))[3] < 255
    assert image.getpixel((10, 1))[3] == 0


def test_gradients_run_in_the_coordinates_of_their_path_and_stand_once():
    paint = Linear(Point(0, 0), Point(20, 0), (Stop(0, "#000000"), Stop(1, "#ffffff")))
    wide = Path("M 0 0 L 20 0 L 20 20 L 0 20 Z", fill=paint)
    assert pixel(1, 10, wide)[0] < 40
    assert pixel(18, 10, wide)[0] > 215
    assert written(wide, wide, RED).count("<linearGradient") == 1


def test_a_radial_gradient_fades_with_its_stops_alpha():
    glow = Radial(Point(10, 10), 10, (Stop(0, "#ffffff", 1.0), Stop(1, "#ffffff", 0.0)))
    light = Path("M 0 0 L 20 0 L 20 20 L 0 20 Z", fill=glow)
    assert pixel(10, 10, light)[3] > 200
    assert pixel(0, 0, light)[3] == 0


def test_glyphs_stand_on_their_pen_position_scaled_by_the_units_of_their_font():
    run = Glyphs("plain", 10, ((1, 2, 12), (2, 8, 12), (1, 12, 12)), "a b", "#ff0000")
    options = {"glyph": square_font, "units": lambda font: 1000}
    # Half an em of ten pixels: five pixels up and to the right of the pen.
    assert pixel(4, 9, run, **options) == (255, 0, 0, 255)
    assert pixel(14, 9, run, **options) == (255, 0, 0, 255)
    assert pixel(9, 9, run, **options)[3] == 0
    assert pixel(4, 13, run, **options)[3] == 0
    assert pixel(4, 6, run, **options)[3] == 0
    assert pixel(4, 6, run, glyph=square_font, units=lambda font: 500) == (255, 0, 0, 255)


def test_a_slant_leans_each_glyph_to_the_right_about_its_own_foot():
    run = Glyphs("plain", 20, ((1, 2, 18),), "a", "#ff0000", slant=0.4)
    options = {"glyph": square_font}
    assert pixel(2, 17, run, **options)[3] > 200
    assert pixel(14, 9, run, **options)[3] > 100
    assert pixel(2, 9, run, **options)[3] == 0


def test_the_stroke_of_a_run_lies_under_all_of_its_fills():
    run = Glyphs("plain", 10, ((1, 2, 12), (1, 7.5, 12)), "aa", "#ffffff", stroke="#000000", width=4)
    assert pixel(6, 9, run, glyph=square_font) == (255, 255, 255, 255)
    assert pixel(1, 9, run, glyph=square_font) == (0, 0, 0, 255)


def test_each_outline_stands_once_and_text_never():
    run = Glyphs("plain", 10, ((1, 2, 12), (1, 7, 12)), "aa", "#ffffff")
    text = written(run, run, glyph=square_font)
    assert text.count("M 0 0 L 500 0") == 1
    assert "<text" not in text
    assert "<use" not in written(run)


def test_a_raster_shows_its_crop_in_its_box():
    picture = written(RED, Path("M 10 0 L 20 0 L 20 20 L 10 20 Z", fill="#0000ff"))
    data = raster.png(picture, 20, 20)

    def shown(crop):
        item = Raster("key", Box(5, 5, 10, 10), crop)
        return raster.image(written(item, picture=lambda key: f"data:image/png;base64,{encoded(data)}"), 20, 20)

    right_half = shown(Box(0.5, 0, 0.5, 1))
    assert right_half.getpixel((6, 10)) == (0, 0, 255, 255)
    assert right_half.getpixel((3, 10))[3] == 0
    assert right_half.getpixel((16, 10))[3] == 0
    assert shown(Box(0, 0, 0.5, 0.5)).getpixel((10, 10)) == (255, 0, 0, 255)
    assert "<image" not in written(Raster("key", Box(0, 0, 1, 1)))
    assert "<image" not in written(Raster("key", Box(0, 0, 1, 1)), picture=lambda key: "")


def encoded(data):
    return base64.b64encode(data).decode()


def test_view_shows_a_part_of_the_drawing():
    assert pixel(19, 19, RED, view=Box(0, 0, 10, 10)) == (255, 0, 0, 255)


def test_names_are_for_editors_only():
    group = Group((RED,), name='balloon:"1"', alt="<b> & \x00")
    assert "balloon" not in written(group)
    root = ElementTree.fromstring(written(group, names=True))  # noqa: S314
    found = root.find("{http://www.w3.org/2000/svg}g")
    assert found.attrib["data-name"] == 'balloon:"1"'
    assert found.attrib["aria-label"] == "<b> & "


def test_a_prefix_keeps_the_ids_of_two_drawings_apart():
    clipped = Group((RED,), clip=SQUARE)
    assert 'id="one-c0"' in written(clipped, prefix="one-")
    assert "url(#one-c0)" in written(clipped, prefix="one-")


def test_numbers_are_short():
    assert 'd="M 0.12 1 L 10.25 -3.99 Z"' in written(Path("M 0.123456 1 L 10.25 -3.999 Z", fill="#ff0000"))
    assert 'd="M 0 1.5 L 20000 2.35 Z"' in written(Path("M 1e-05 1.5 L 2e4 2.345678 Z", fill="#ff0000"))


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (-0.001, "0"), (1.005, "1"), (12.5, "12.5"), (100, "100"), (-3.14159, "-3.14")]
)
def test_number(value, text):
    assert svg.number(value) == text


numbers = st.floats(-500, 500).map(lambda value: round(value, 3))


@st.composite
def paths(draw):
    points = draw(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=5))
    d = "M " + " L ".join(f"{x} {y}" for x, y in points)
    return Path(d, fill="#123456", stroke=draw(st.sampled_from([None, "#ff0000"])), width=draw(st.floats(0.1, 9)))


drawings = st.recursive(
    paths(),
    lambda inner: st.builds(
        Group,
        st.lists(inner, max_size=3).map(tuple),
        transform=st.sampled_from([None, Affine(0.5, 0.1, -0.2, 0.5, 3, 4)]),
        clip=st.sampled_from([None, SQUARE]),
        alpha=st.floats(0, 1),
        blend=st.sampled_from(["normal", "multiply", "screen", "overlay", "soft-light"]),
        blur=st.sampled_from([0.0, 1.5]),
        name=st.text(max_size=5),
    ),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(drawings)
def test_every_drawing_is_well_formed_drawable_and_written_the_same_way_twice(drawing):
    text = svg.write(Group((drawing,)), width=32, height=32, names=True)
    ElementTree.fromstring(text)  # noqa: S314
    assert raster.image(text, 32, 32).size == (32, 32)
    assert text == svg.write(Group((drawing,)), width=32, height=32, names=True)


@settings(max_examples=40, deadline=None)
@given(paths())
def test_bounds_hold_every_painted_pixel(path):
    box = extent.bounds(path)
    view = Box(-600, -600, 1200, 1200)
    painted = raster.image(svg.write(Group((path,)), width=300, height=300, view=view), 300, 300).getbbox()
    if painted:
        left, top, right, bottom = (value * 4 - 600 for value in painted)
        assert box.x - 8 <= left  # A pixel is four units; hairlines are smeared over two.
        assert box.y - 8 <= top
        assert right <= box.right + 8
        assert bottom <= box.bottom + 8


def test_bounds_of_a_group_follow_its_clip_blur_and_transform():
    assert extent.bounds(Group((RED,), clip="M 5 5 L 30 5 L 30 8 L 5 8 Z")) == Box(5, 5, 5, 3)
    assert extent.bounds(Group((RED,), clip="M 50 50 L 60 50 L 60 60 Z")) is None
    assert extent.bounds(Group((RED,), blur=2)) == Box(-6, -6, 22, 22)
    assert extent.bounds(Group((RED,), transform=Affine(2, 0, 0, 2, 5, 5))) == Box(5, 5, 20, 20)
    assert extent.bounds(Group(())) is None
