"""Contact sheets: small pictures of pages in rows, each with its number, on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from comics.composition.casing import plain
from comics.composition.formats import FORMATS
from comics.composition.hands import Hand
from comics.composition.model import PageFormat
from comics.composition.page import PAPER, rectangle
from comics.composition.shaping import shape_line
from comics.drawing import fonts
from comics.drawing.displaylist import Glyphs, Group, Item, Path, Raster
from comics.drawing.geometry import Box

# Columns and rows by how many pages there are at most: few pages are shown larger.
_GRIDS: Final = ((2, 2), (3, 3), (4, 5))
PER_SHEET: Final = 20
THUMB_PIXELS: Final = 720  # across a page: 200 dots an inch and more at the sizes that it is shown
_INK: Final = "#1d1233"
_LINE: Final = "#b9b4c4"
_TITLE, _LABEL = 13.0, 9.0  # type sizes in points
_HEAD: Final = 26.0  # above the first row
_GAP: Final = 12.0
_UNDER: Final = 16.0  # for the number under a picture


@dataclass(frozen=True, slots=True)
class Thumb:
    """One page: its picture's key, its shape (width to height), its label."""

    key: str
    ratio: float
    label: str


def contact_paper() -> PageFormat:
    """The paper of the sheets."""
    return FORMATS["a4"]


def contact_drawing(thumbs: Sequence[Thumb], *, title: str, direction: str = "ltr") -> Group:
    """One sheet with up to `PER_SHEET` pages, row by row from the side that is read first, in points."""
    paper = contact_paper()
    live, sheet = paper.live, Box(0.0, 0.0, paper.width, paper.height)
    across, down = next(grid for grid in _GRIDS if grid[0] * grid[1] >= min(len(thumbs), PER_SHEET))
    wide = (live.w - (across - 1) * _GAP) / across
    high = (live.h - _HEAD - (down - 1) * _GAP) / down
    items: list[Item] = [Path(rectangle(sheet), fill=PAPER), *_text(title, live.x, live.y + _TITLE, _TITLE, live.w)]
    for place, thumb in enumerate(thumbs):
        row, at = divmod(place, across)
        at = across - 1 - at if direction == "rtl" else at
        cell = Box(live.x + at * (wide + _GAP), live.y + _HEAD + row * (high + _GAP), wide, high)
        items.append(_thumb(thumb, cell))
    return Group(tuple(items))


def _thumb(thumb: Thumb, cell: Box) -> Group:
    """The picture as large as its cell allows, centred over its number."""
    room = cell.h - _UNDER
    wide = min(cell.w, room * thumb.ratio)
    high = wide / thumb.ratio
    box = Box(cell.x + (cell.w - wide) / 2, cell.y + room - high, wide, high)
    frame = Path(rectangle(box), stroke=_LINE, width=0.5)
    label = _text(thumb.label, cell.x, cell.bottom - _UNDER / 4, _LABEL, cell.w, centred=True)
    return Group((Group((Raster(thumb.key, box), frame), name=f"panel:{thumb.key}", alt=thumb.label), *label))


def _text(text: str, x: float, y: float, size: float, room: float, *, centred: bool = False) -> list[Glyphs]:
    """One line of words, smaller where it would be wider than its room."""
    hand = Hand(fonts.font_for(plain(text)), upper=False)
    line = shape_line(text, hand)
    if not line.pieces:
        return []
    size = min(size, room / line.width)
    x += (room - line.width * size) / 2 if centred else 0.0
    return [
        Glyphs(
            piece.font,
            piece.scale * size,
            tuple((glyph, x + at * size, y + down * size) for glyph, at, down in piece.glyphs),
            piece.text,
            _INK,
        )
        for piece in line.pieces
    ]
