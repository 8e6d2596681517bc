"""The word that is laid over every page of a draft."""

from __future__ import annotations

import math
from typing import Final

from comics.composition.hands import Hand
from comics.composition.model import PageFormat
from comics.composition.shaping import cap_height, shape_line
from comics.drawing.displaylist import Glyphs, Group
from comics.drawing.geometry import Affine

WORD: Final = "DRAFT"
FONT: Final = "display"
_SHARE: Final = 0.62  # of the page's diagonal
_ALPHA: Final = 0.3
_FILL: Final = "#8a8494"
_OUTLINE: Final = "#ffffff"  # Keeps the word to be seen on dark art.


def watermark(page: PageFormat) -> Group:
    """The word from the lower left to the upper right corner, half transparent, in page points.

    Its letters are outlines without text, so that neither a search nor a screen reader meets them.
    """
    line = shape_line(WORD, Hand(FONT))
    size = _SHARE * math.hypot(page.width, page.height) / line.width
    drop = cap_height(FONT) / 2
    runs = tuple(
        Glyphs(
            piece.font,
            size * piece.scale,
            tuple((glyph, (x - line.width / 2) * size, (y + drop) * size) for glyph, x, y in piece.glyphs),
            "",
            _FILL,
            stroke=_OUTLINE,
            width=size * 0.06,
        )
        for piece in line.pieces
    )
    turn = -math.atan2(page.height, page.width)
    cos, sin = math.cos(turn), math.sin(turn)
    place = Affine(cos, sin, -sin, cos, page.width / 2, page.height / 2)
    return Group(runs, transform=place, alpha=_ALPHA)
