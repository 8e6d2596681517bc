"""What things in the hand are made of: rods, boxes, flames, glow."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Box
from comics.engines.storyboard.pen import Pen, placed

BRASS = "#e0b04a"


STEEL = "#c3ccd8"


WOOD = "#9a6a3e"


PAPER = "#f6e7c4"


def box(x: float, y: float, w: float, h: float, radius: float = 0.0) -> str:
    """An upright rectangle, told in numbers."""
    return ink.rectangle(Box(x, y, w, h), radius=radius)


def rod(pen: Pen, top: float, foot: float, colour: str, width: float = 8.0) -> list[Item]:
    """A round rod along the y axis."""
    return pen.shape(ink.capsule((0, top), (0, foot), width, width), colour, depth=3, width=8)


def turned(items: list[Item], turn: float) -> list[Item]:
    """The items turned clockwise around the grip by so many radians."""
    return [Group(tuple(items), transform=placed(0, 0, turn=turn))]


def glow(x: float, y: float, radius: float) -> list[Item]:
    """The light around a flame, in two steps."""
    return [
        Path(ink.ellipse(x, y, radius * share, radius * share), fill="#ffd98a", fill_alpha=alpha)
        for share, alpha in ((1.0, 0.12), (0.66, 0.18))
    ]


def flame(pen: Pen, y: float, size: float) -> list[Item]:
    """A flame that stands on the height y."""
    outer = ink.bows(
        [
            (0, y, 0.0),
            (-26 * size, y - 34 * size, 0.2),
            (-6 * size, y - 92 * size, 0.16),
            (26 * size, y - 34 * size, 0.2),
            (0, y, 0.2),
        ]
    )
    inner = ink.smooth([(0, y - 4), (-12 * size, y - 28 * size), (0, y - 58 * size), (12 * size, y - 28 * size)])
    return [*glow(0, y - 40 * size, 96 * size), *pen.shape(outer, "#f7872f", depth=0, width=7), Path(inner, fill="#ffe58a")]
