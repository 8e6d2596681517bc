"""Hair: the mass behind the head, the mass over it, strands and shine.

Coordinates are the head's own (see `face`). A cut is told by its outline over the skull and the window that it leaves for the
face; in three quarters (`turn` 1) the window moves with the face and the outline stays with the skull.
"""

from __future__ import annotations

from typing import NamedTuple

from comics.drawing import ink
from comics.drawing.displaylist import Item, Path
from comics.engines.storyboard.pen import Pen

Corner = tuple[float, float, float]


class Cut(NamedTuple):
    """One cut in path data: `behind` is drawn behind head and trunk, `over` on the head, `nape` covers the head from behind.

    `strands` are lines of (x, y) points within `over`; `shine` lies on the crown.
    """

    behind: str
    over: str
    nape: str
    strands: tuple[tuple[tuple[float, float], ...], ...] = ()
    shine: bool = True


def hair_behind(pen: Pen, cut: Cut, colour: str) -> list[Item]:
    """The mass behind the head."""
    return pen.shape(cut.behind, ink.mix(colour, pen.light.shadow, 0.16), depth=16) if cut.behind else []


def hair_over(pen: Pen, cut: Cut, colour: str, *, turn: float) -> list[Item]:
    """The mass on the head: fringe, crown, strands, shine."""
    if not cut.over:
        return []
    inside: list[Item] = []
    if cut.shine:
        x = pen.sun * 26 + 10 * turn
        band = [(x - 70, -112), (x - 30, -138), (x + 20, -142), (x + 66, -120), (x + 24, -118), (x - 26, -112)]
        inside.append(Path(ink.smooth(band), fill=pen.glow(colour), fill_alpha=0.75))
    line = pen.line(colour)
    inside += [pen.stroke(points, line, 6) for points in cut.strands]
    return pen.shape(cut.over, colour, depth=20, rim=6, inside=inside)


def hair_nape(pen: Pen, cut: Cut, colour: str) -> list[Item]:
    """The whole head seen from behind."""
    if not cut.nape:
        return []
    line = pen.line(colour)
    inside: list[Item] = [
        pen.stroke(ink.arc((x * 0.3, -120), (x, 60 - abs(x) * 0.2), 10 if x > 0 else -10), line, 6) for x in (-80, -34, 20, 72)
    ]
    x = pen.sun * 34
    band = [(x - 60, -104), (x - 20, -130), (x + 30, -132), (x + 66, -108), (x + 24, -108), (x - 22, -102)]
    inside.append(Path(ink.smooth(band), fill=pen.glow(colour), fill_alpha=0.7))
    return pen.shape(cut.nape, colour, depth=20, rim=6, inside=inside)
