"""The mark that pictures carry which are given away on a plan for trying out."""

from __future__ import annotations

import io
import math
from functools import cache
from typing import Any, Final

import uharfbuzz as hb
from PIL import Image

from comics.drawing import fonts, raster, svg
from comics.drawing.displaylist import Glyphs, Group
from comics.drawing.geometry import Affine

WORDS: Final = "Panelwright demo"
FONT: Final = "display"
# All as parts of the picture's diagonal: how long the words are, how far apart beside and behind one another.
_LENGTH, _BESIDE, _BEHIND = 0.36, 0.2, 0.48
_LINES: Final = range(-2, 3)
_ALPHA: Final = 0.48
_FILL: Final = "#ffffff"
_OUTLINE: Final = "#221c2e"  # keeps the white words to be seen on paper, as they keep it to be seen at night
_SAVED: Final[dict[str, dict[str, Any]]] = {
    "image/png": {"format": "PNG", "compress_level": 4},
    "image/jpeg": {"format": "JPEG", "quality": 92},
    "image/webp": {"format": "WEBP", "quality": 92},
}


def stamped(data: bytes, media_type: str) -> bytes:
    """The picture, a PNG, JPEG or WebP that was checked before, with the mark over it, in the same format and size.

    It runs from the lower left to the upper right, half transparent, and is as large beside a large picture as beside a small
    one. Transparency stays where it was.
    """
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        under = image.convert("RGBA" if image.has_transparency_data else "RGB")
    drawn = svg.write(_mark(*under.size), width=under.width, height=under.height, glyph=fonts.outline, units=fonts.units)
    marked = raster.overlay(under, drawn)
    if under.mode == "RGBA":
        marked.putalpha(under.getchannel("A"))
    out = io.BytesIO()
    marked.save(out, **_SAVED[media_type])
    return out.getvalue()


def _mark(width: int, height: int) -> Group:
    """The words in pixels of the picture, in lines along its diagonal, every other one moved on by half a step."""
    diagonal, turn = math.hypot(width, height), -math.atan2(height, width)
    glyphs, length = _shaped()
    size = _LENGTH * diagonal / length
    drop = fonts.metrics(FONT).cap_height / fonts.units(FONT) / 2
    placed = tuple((glyph, (x - length / 2) * size, drop * size) for glyph, x in glyphs)
    words = Glyphs(FONT, size, placed, "", _FILL, stroke=_OUTLINE, width=size * 0.07)
    cos, sin = math.cos(turn), math.sin(turn)
    copies = []
    for line in _LINES:
        for step in (-1, 0, 1):
            along, away = (step + line % 2 / 2) * _BEHIND * diagonal, line * _BESIDE * diagonal
            x, y = width / 2 + cos * along - sin * away, height / 2 + sin * along + cos * away
            copies.append(Group((words,), transform=Affine(cos, sin, -sin, cos, x, y)))
    return Group(tuple(copies), alpha=_ALPHA)


@cache
def _shaped() -> tuple[tuple[tuple[int, float], ...], float]:
    """The glyphs of the words with their places along the line, and its length, in ems."""
    buffer = hb.Buffer()
    buffer.add_str(WORDS)
    buffer.guess_segment_properties()
    hb.shape(fonts.shaper(FONT), buffer)
    glyphs, along, unit = [], 0.0, fonts.units(FONT)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append((int(info.codepoint), along + position.x_offset / unit))
        along += position.x_advance / unit
    return tuple(glyphs), along
