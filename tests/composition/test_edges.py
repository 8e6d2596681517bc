"""Edge maps: where a picture is full of detail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from comics.composition.edges import CELLS, density, edge_map
from comics.drawing.geometry import Box

WHOLE = Box(0.0, 0.0, 1.0, 1.0)
part = st.floats(0.0, 1.0)


def scribbled(box: Box, size: tuple[int, int] = (480, 640)) -> Image.Image:
    """A picture of one even tone with a scribble in one part of it."""
    image = Image.new("RGB", size, "#8899bb")
    pen = ImageDraw.Draw(image)
    # Steps of two irrational numbers fill the part evenly and in no order, the same in every run.
    spots = [
        ((box.x + step * 0.6180 % 1 * box.w) * size[0], (box.y + step * 0.7549 % 1 * box.h) * size[1]) for step in range(120)
    ]
    pen.line(spots, fill="#1d1233", width=4)
    return image


def made_of(cells: bytes) -> str:
    return cells.hex()


class TestEdgeMap:
    def test_what_is_drawn_is_detailed_and_what_is_even_is_not(self):
        scribble = Box(0.6, 0.1, 0.3, 0.3)
        edges = edge_map(scribbled(scribble))
        assert len(edges) == CELLS * CELLS * 2
        assert density(edges, scribble) > 0.3
        assert density(edges, Box(0.0, 0.5, 0.5, 0.5)) == 0

    @pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "CMYK", "1"])
    def test_pictures_of_every_mode_have_a_map(self, mode):
        assert density(edge_map(scribbled(Box(0.2, 0.2, 0.5, 0.5)).convert(mode)), Box(0.2, 0.2, 0.5, 0.5)) > 0.2

    def test_a_sharp_border_of_the_picture_is_no_edge(self):
        assert edge_map(Image.new("RGB", (16, 900), "#ffffff")) == "00" * CELLS * CELLS

    def test_the_same_picture_gives_the_same_map(self):
        picture = scribbled(Box(0.1, 0.1, 0.5, 0.5))
        assert edge_map(picture) == edge_map(picture.copy())


class TestDensity:
    def test_no_map_has_no_detail(self):
        assert density("", WHOLE) == 0

    def test_parts_of_cells_count_by_their_share(self):
        edges = made_of(bytes([255] + [0] * (CELLS * CELLS - 1)))
        cell = 1 / CELLS
        assert density(edges, Box(0, 0, cell, cell)) == pytest.approx(1)
        assert density(edges, Box(cell / 2, 0, cell, cell)) == pytest.approx(0.5)
        assert density(edges, Box(-cell, -cell, 1.5 * cell, 1.5 * cell)) == pytest.approx(1)

    def test_a_box_outside_the_picture_has_none(self):
        edges = made_of(bytes([255] * CELLS * CELLS))
        assert density(edges, Box(1.2, 0.0, 0.5, 0.5)) == 0
        assert density(edges, Box(0.2, 0.2, 0.0, 0.5)) == 0

    @pytest.mark.parametrize("text", ["00", "zz" * CELLS * CELLS])
    def test_text_that_is_no_map_is_refused(self, text):
        with pytest.raises(ValueError, match=r"edge map|hexadecimal"):
            density(text, WHOLE)

    @given(st.binary(min_size=CELLS * CELLS, max_size=CELLS * CELLS), part, part, part)
    def test_two_halves_make_the_whole(self, cells, x, y, cut):
        edges = made_of(cells)
        left, right = Box(x * 0.5, y * 0.5, 0.25, 0.5), Box(x * 0.5 + 0.25, y * 0.5, 0.25, 0.5)
        both = Box(left.x, left.y, 0.5, 0.5)
        assert density(edges, both) == pytest.approx((density(edges, left) + density(edges, right)) / 2, abs=1e-9)
        assert 0 <= density(edges, Box(x, y, cut, cut)) <= 1
