"""Crop marks: hairlines around a printed page that show where it is cut. They stand outside the bleed, so that none is seen
on a page that was cut a little off."""

from __future__ import annotations

from typing import Final

from comics.drawing.displaylist import Group, Path
from comics.publishing.book import Sheet

GAP: Final = 3.0  # points between the bleed and a mark
LENGTH: Final = 15.0  # points
ROOM: Final = GAP + LENGTH + 3.0  # points of paper around the bleed that marks need
_HAIR: Final = 0.25  # points; the finest line that printers promise to keep


def crop_marks(sheet: Sheet) -> Group:
    """The eight marks of the sheet in its own coordinates."""
    near = sheet.bleed + GAP
    far = near + LENGTH
    lines = []
    for y in (0.0, sheet.height):
        lines += [(-far, y, -near, y), (sheet.width + near, y, sheet.width + far, y)]
    for x in (0.0, sheet.width):
        lines += [(x, -far, x, -near), (x, sheet.height + near, x, sheet.height + far)]
    return Group(tuple(Path(f"M {a:.3f} {b:.3f} L {c:.3f} {d:.3f}", stroke="#000000", width=_HAIR) for a, b, c, d in lines))
