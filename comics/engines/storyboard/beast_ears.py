"""Ears, manes, crests and eye mounds of the heads of `muzzles`: what is drawn behind the skull."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.engines.storyboard.face import Set
from comics.engines.storyboard.look_model import Look
from comics.engines.storyboard.pen import Pen, placed
from comics.engines.storyboard.snouts import box_at

# Each ear is told for the left side: outer outline, inner patch, and how much it narrows on the far side.
_EARS: dict[str, tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = {"fox": ([(-120, -40, 0.0),
    (-134, -236, 0.07), (-22, -112, 0.1)], [(-104, -80, 0.0), (-120, -196, 0.05), (-54, -112, 0.08)]),
    "wolf": ([(-116, -56, 0.0), (-120, -222, 0.07), (-30, -114, 0.1)], [(-100, -90, 0.0), (-108, -186, 0.05),
    (-56, -112, 0.08)]), "cat": ([(-128, -28, 0.0), (-128, -206, 0.05), (-26, -118, 0.07)], [(-110, -70, 0.0),
    (-114, -168, 0.04), (-56, -114, 0.06)]), "dog": ([(-70, -124, 0.0), (-156, -116, -0.2), (-186, 10, -0.12),
    (-150, 64, -0.2), (-112, -40, -0.12)], []), "rabbit": ([(-92, -90, 0.0), (-130, -330, 0.12), (-62, -336, 0.3),
    (-26, -118, 0.12)], [(-78, -120, 0.0), (-108, -300, 0.1), (-76, -306, 0.3), (-48, -124, 0.1)]),
    "mouse": ([(-60, -96, 0.0), (-128, -204, -0.24), (-204, -120, -0.24), (-116, -44, -0.26)], [(-80, -96, 0.0),
    (-128, -176, -0.24), (-178, -116, -0.24), (-112, -70, -0.26)]), "bear": ([(-52, -116, 0.0), (-96, -172, -0.26),
    (-148, -112, -0.24), (-112, -62, -0.24)], [(-70, -110, 0.0), (-98, -146, -0.24), (-126, -108, -0.24),
    (-108, -82, -0.2)]), "monkey": ([(-112, -30, 0.0), (-186, -40, -0.22), (-186, 44, -0.2), (-112, 50, -0.22)],
    [(-122, -16, 0.0), (-168, -22, -0.22), (-168, 28, -0.2), (-122, 34, -0.22)]), "pig": ([(-112, -60, 0.0),
    (-150, -168, 0.05), (-40, -124, 0.1)], [(-108, -92, 0.0), (-128, -144, 0.05), (-70, -122, 0.08)]),
    "owl": ([(-116, -60, 0.0), (-118, -196, 0.06), (-36, -132, 0.05)], [])}  # fmt: skip


def ears_of(pen: Pen, look: Look, kind: str, turn: float, *, back: bool) -> list[Item]:
    """Both ears (or crest, or antenna) of the kind of head; the far one narrower in three quarters."""
    if kind not in _EARS:
        return _crest(pen, look, turn) if kind == "bird" else _antenna(pen, look, turn) if kind == "robot" else []
    outer, inner = _EARS[kind]
    items: list[Item] = []
    for way in (-1.0, 1.0):
        narrow = 1 - 0.14 * turn if way > 0 else 1.0
        drawn = pen.shape(ink.bows(outer), _ear_tone(look, kind), depth=12, rim=0)
        if inner and not back:
            tone = ink.mix(look.second, "#d9706a", 0.5)
            drawn.append(Path(ink.bows(inner), fill=ink.mix(tone, pen.light.shadow, 0.18)))
        if kind == "fox":
            tip = [(-140, -250, 0.0), (-60, -250, 0.0), (-84, -180, 0.0), (-108, -192, 0.0), (-136, -168, 0.0)]
            drawn.append(Group((Path(ink.bows(tip), fill=ink.mix(look.skin, pen.ink, 0.7)),), clip=ink.bows(outer)))
        items.append(Group(tuple(drawn), transform=placed(6 * turn * way, 0)._replace(a=-way * narrow)))
    return items


def eye_mounds(pen: Pen, look: Look, spots: Set, turn: float) -> list[Item]:
    """The bulges on which a frog's eyes sit."""
    places = [(way * spots.eye_x * (1 - 0.1 * turn) + spots.shift * turn * 0.8, spots.eye_y + 6) for way in (-1, 1)]
    return [item for x, y in places for item in pen.shape(ink.ellipse(x, y, 50, 52), look.skin, depth=10, rim=4)]


def mane_of(pen: Pen, look: Look) -> list[Item]:
    """A lion's mane, behind everything of the head."""
    ring = [(math.cos(math.tau * at / 12) * 196, -4 + math.sin(math.tau * at / 12) * 182, 0.24) for at in range(12)]
    return pen.shape(ink.bows(ring), ink.mix(look.skin, "#8a3f16", 0.62), depth=20, rim=6)


def _ear_tone(look: Look, kind: str) -> str:
    if kind == "dog":
        return ink.mix(look.skin, "#3a1f12", 0.45)
    return "#33303a" if look.species == "panda" else look.skin


def _crest(pen: Pen, look: Look, turn: float) -> list[Item]:
    x = -8 * turn
    d = ink.bows([(x - 40, -130, 0.0), (x - 66, -196, 0.1), (x - 20, -176, 0.06), (x - 4, -222, 0.1), (x + 24, -176, 0.06),
        (x + 60, -192, 0.1), (x + 40, -130, 0.1)])  # fmt: skip
    return pen.shape(d, look.skin, depth=10)


def _antenna(pen: Pen, look: Look, turn: float) -> list[Item]:
    x = 4 * turn
    items: list[Item] = []
    for way in (-1, 1):
        items += pen.shape(ink.rectangle(box_at(way * 138 - 18, -30, 36, 80), radius=12), look.second, depth=8)
    items += pen.shape(ink.capsule((x, -134), (x, -190), 7, 7), look.second, depth=0, width=8)
    return items + pen.shape(ink.ellipse(x, -204, 20, 20), "#ffcf4a", depth=7)
