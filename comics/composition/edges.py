"""Where a picture is full of detail: a map of 32 × 32 cells, for pictures that came without a staging.

Faces, hands and whatever else an artist lingers over have many edges; skies and walls have few. Lettering keeps off what is
detailed, and crops keep it (craft.md, "Lettering rules", 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from PIL import Image, ImageChops

from comics.drawing.geometry import Box

CELLS: Final = 32  # along each side of the map
_SIDE: Final = CELLS * 4  # Edges are looked for in a picture of this many pixels a side: grain is gone, outlines are not.
_GAIN: Final = 4.0  # A cell where brightness changes by a quarter of its range from pixel to pixel is as detailed as can be.

Table = tuple[tuple[float, ...], ...]


def edge_map(image: Image.Image) -> str:
    """The density of edges in the picture's cells, row by row: two hexadecimal digits a cell, 2,048 characters in all.

    About 2 ms from a small picture such as the thumb beside every stored one; a large one is scaled down first.
    """
    grey = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=2.0)
    across = ImageChops.difference(grey, _shifted(grey, 1, 0))
    down = ImageChops.difference(grey, _shifted(grey, 0, 1))
    edges = ImageChops.lighter(across, down).point([min(255, round(value * _GAIN)) for value in range(256)])
    return edges.resize((CELLS, CELLS), Image.Resampling.BOX).tobytes().hex()


def density(edges: str, box: Box) -> float:
    """How detailed the picture is within the box (fractions of the picture), from 0 for an even tone to 1; "" gives 0.

    What of the box lies outside the picture does not count; a box wholly outside gives 0. Raises `ValueError` for text that
    is no edge map.
    """
    if not edges:
        return 0.0
    left, right = _within(box.x), _within(box.right)
    top, bottom = _within(box.y), _within(box.bottom)
    area = (right - left) * (bottom - top)
    if area <= 0:
        return 0.0
    sums = summed(edges)
    inside = _upto(sums, right, bottom) - _upto(sums, left, bottom) - _upto(sums, right, top) + _upto(sums, left, top)
    return min(1.0, max(0.0, inside / area))


@lru_cache(maxsize=256)
def summed(edges: str) -> Table:
    """The summed-area table of the map: at [row][column], all cells above and to the left, each between 0 and 1.

    Raises `ValueError` for text that is no edge map.
    """
    cells = bytes.fromhex(edges)
    if len(cells) != CELLS * CELLS:
        raise ValueError(f"an edge map has {CELLS * CELLS} cells, not {len(cells)}")
    rows: list[tuple[float, ...]] = [(0.0,) * (CELLS + 1)]
    for start in range(0, len(cells), CELLS):
        along = accumulate((value / 255 for value in cells[start : start + CELLS]), initial=0.0)
        rows.append(tuple(above + here for above, here in zip(rows[-1], along, strict=True)))
    return tuple(rows)


def _shifted(grey: Image.Image, x: int, y: int) -> Image.Image:
    """The picture moved by some pixels; what comes in from outside repeats the border, which so has no edge."""
    moved = grey.copy()
    moved.paste(grey, (x, y))
    return moved


def _within(fraction: float) -> float:
    """A fraction of the picture in cells, held to the picture."""
    return min(max(fraction, 0.0), 1.0) * CELLS


def _upto(sums: Sequence[Sequence[float]], x: float, y: float) -> float:
    """The sum of all cells above and to the left of a place, parts of cells by their share."""
    column, row = min(int(x), CELLS - 1), min(int(y), CELLS - 1)
    aside, below = x - column, y - row
    upper = sums[row][column] * (1 - aside) + sums[row][column + 1] * aside
    lower = sums[row + 1][column] * (1 - aside) + sums[row + 1][column + 1] * aside
    return upper * (1 - below) + lower * below
