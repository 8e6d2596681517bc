"""Arms, legs, hands and feet of a figure."""

from __future__ import annotations

import itertools
import math

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Point
from comics.engines.storyboard.body import Limb
from comics.engines.storyboard.pen import FINE, Pen, placed


def tube(limb: Limb, radii: tuple[float, float, float], *, start: float = 0.0, end: float = 1.0) -> str:
    """The outline of a bent limb from a share of its length to another, as overlapping pieces to be filled together.

    `radii` are those at the trunk, the middle joint and the tip.
    """

    def radius(share: float) -> float:
        first, middle, last = radii
        return first + (middle - first) * share * 2 if share <= 0.5 else middle + (last - middle) * (share * 2 - 1)

    cuts = [start, *([0.5] if start < 0.5 < end else []), end]
    pieces = [ink.capsule(limb.along(a), limb.along(b), radius(a), radius(b)) for a, b in itertools.pairwise(cuts)]
    return " ".join(pieces)


def crease(pen: Pen, limb: Limb, colour: str, radius: float) -> list[Item]:
    """Folds of cloth on the inner side of a bent joint; none on a straight limb."""
    (ax, ay), (jx, jy), (bx, by) = limb.root, limb.joint, limb.tip
    ux, uy, vx, vy = ax - jx, ay - jy, bx - jx, by - jy
    lengths = (math.hypot(ux, uy) or 1) * (math.hypot(vx, vy) or 1)
    bend = math.acos(max(-1.0, min(1.0, (ux * vx + uy * vy) / lengths)))
    if bend > math.radians(150):
        return []
    inner = math.atan2(uy + vy, ux + vx)
    ix, iy = jx + math.cos(inner) * radius * 0.75, jy + math.sin(inner) * radius * 0.75
    line = pen.line(colour)
    items: list[Item] = []
    for spread in (-0.5, 0.45):
        way = inner + math.pi + spread
        end = (ix + math.cos(way) * radius * 1.05, iy + math.sin(way) * radius * 1.05)
        items.append(pen.stroke(ink.arc((ix, iy), end, radius * 0.12 * (1 if spread > 0 else -1), steps=4), line, FINE))
    return items


def hand(pen: Pen, limb: Limb, colour: str, size: float, *, way: float = 1.0) -> list[Item]:
    """The hand at the end of an arm: its shape is the limb's `end`; `way` +1 has the thumb on the right as the arm hangs.

    `size` is 1 for an adult. A tucked hand draws nothing.
    """
    if limb.end == "tuck":
        return []
    turn = -math.radians(limb.turn)
    drawn = _HANDS[limb.end](pen, colour)
    return [Group(tuple(drawn), transform=placed(limb.tip.x, limb.tip.y, turn=turn, scale=size, flip=way < 0))]


def palm(limb: Limb, size: float) -> Point:
    """The middle of the hand at the end of an arm."""
    turn = math.radians(limb.turn)
    return Point(limb.tip.x + math.sin(turn) * 26 * size, limb.tip.y + math.cos(turn) * 26 * size)


def _relaxed(pen: Pen, colour: str) -> list[Item]:
    d = ink.smooth([(-19, -8), (-27, 16), (-23, 44), (-8, 58), (12, 54), (24, 36), (26, 12), (19, -8)])
    thumb = ink.capsule((17, 10), (25, 34), 10, 8)
    items = pen.shape(f"{d} {thumb}", colour, depth=8)
    line = pen.line(colour)
    items += [pen.stroke(ink.arc((x, 52 - abs(x) * 0.3), (x * 0.8, 34), 1.5, steps=3), line, 4) for x in (-9, 4)]
    return items


def _fist(pen: Pen, colour: str) -> list[Item]:
    d = ink.smooth([(-22, -6), (-30, 14), (-28, 38), (-12, 50), (12, 50), (28, 38), (30, 14), (21, -6)])
    items = pen.shape(d, colour, depth=8)
    line = pen.line(colour)
    items += [pen.stroke(ink.arc((x, 47 - abs(x) * 0.25), (x, 30), 1.5, steps=3), line, 4) for x in (-11, 2)]
    items.append(pen.stroke([(26, 8), (8, 16), (0, 25), (10, 30)], line, 6))
    return items


def _open(pen: Pen, colour: str) -> list[Item]:
    return _fingers(pen, colour, ((-17, 26, -19, 60), (-5, 28, -5, 69), (8, 28, 10, 66), (19, 22, 23, 55)), (24, 4, 42, 26))


def _wave(pen: Pen, colour: str) -> list[Item]:
    return _fingers(pen, colour, ((-18, 26, -34, 58), (-6, 28, -11, 70), (7, 28, 13, 68), (19, 22, 34, 54)), (22, 2, 50, 16))


def _fingers(
    pen: Pen, colour: str, fingers: tuple[tuple[float, float, float, float], ...], thumb: tuple[float, float, float, float]
) -> list[Item]:
    base = ink.smooth([(-18, -8), (-28, 12), (-26, 34), (-8, 44), (12, 42), (26, 30), (27, 8), (18, -8)])
    parts = [base, *(ink.capsule((a, b), (c, d), 8.5, 7.5) for a, b, c, d in fingers)]
    parts.append(ink.capsule(thumb[:2], thumb[2:], 10, 8))
    items = pen.shape(" ".join(parts), colour, depth=7)
    items.append(pen.stroke(ink.arc((-12, 8), (14, 16), 5, steps=4), pen.line(colour), 3.5))
    return items


def _point(pen: Pen, colour: str) -> list[Item]:
    finger = ink.capsule((-12, 24), (-14, 76), 10, 8)
    d = ink.smooth([(-22, -6), (-28, 14), (-26, 36), (-8, 48), (14, 48), (28, 36), (30, 14), (21, -6)])
    items = pen.shape(f"{finger} {d}", colour, depth=8)
    line = pen.line(colour)
    items += [pen.stroke([(x, 45), (x, 36), (x, 28)], line, 4) for x in (2, 13)]
    items.append(pen.stroke([(26, 6), (10, 14), (0, 24), (8, 30)], line, 6))
    return items


_HANDS = {"relaxed": _relaxed, "fist": _fist, "open": _open, "wave": _wave, "point": _point}


def foot(pen: Pen, limb: Limb, colour: str, size: float, *, kind: str = "shoes", front: bool = False) -> list[Item]:
    """The shoe (or bare foot, or paw) at the end of a leg, seen from the side or from the front."""
    if front and abs(limb.foot) <= 60:
        drawn = _shoe_front(pen, colour, kind)
        return [Group(tuple(drawn), transform=placed(limb.tip.x, limb.tip.y, scale=size, flip=limb.foot < 0))]
    turn = math.radians(90 - limb.foot)
    drawn = _shoe_side(pen, colour, kind)
    return [Group(tuple(drawn), transform=placed(limb.tip.x, limb.tip.y, turn=turn, scale=size))]


def _shoe_side(pen: Pen, colour: str, kind: str) -> list[Item]:
    d = ink.smooth([(-30, -22), (-36, 8), (-32, 33), (10, 35), (62, 34), (72, 22), (60, 4), (34, -4), (28, -22)])
    items = pen.shape(d, colour, depth=8)
    line = pen.line(colour)
    if kind in ("barefoot", "paws"):
        return items + [pen.stroke([(x, 32), (x - 4, 24), (x - 3, 16)], line, 4) for x in (52, 62)]
    sole = ink.smooth([(-35, 24), (10, 27), (72, 24), (72, 36), (10, 38), (-35, 36)], tension=0.6)
    tone = pen.base("#f6efe4") if kind == "sneakers" else pen.shade(colour)
    items.append(Group((Path(sole, fill=tone), pen.stroke([(-36, 25), (10, 27), (74, 23)], line, 5)), clip=d))
    if kind == "sneakers":
        items += [pen.stroke([(x, y), (x + 9, y + 8)], pen.base("#f6efe4"), 5) for x, y in ((28, -6), (40, 0))]
    if kind == "sandals":
        items.append(pen.stroke(ink.arc((8, 26), (44, 0), -6, steps=4), line, 8))
    return items


def _shoe_front(pen: Pen, colour: str, kind: str) -> list[Item]:
    d = ink.smooth([(-28, -22), (-30, 6), (-34, 26), (-16, 37), (18, 38), (40, 28), (36, 8), (27, -22)])
    items = pen.shape(d, colour, depth=8)
    line = pen.line(colour)
    if kind in ("barefoot", "paws"):
        return items + [pen.stroke([(x, 36), (x, 26), (x - 1, 18)], line, 4) for x in (-8, 6, 20)]
    tone = pen.base("#f6efe4") if kind == "sneakers" else pen.shade(colour)
    sole = ink.smooth([(-36, 26), (2, 31), (42, 26), (42, 42), (-36, 42)], tension=0.5)
    items.append(Group((Path(sole, fill=tone), pen.stroke([(-36, 26), (2, 31), (42, 26)], line, 5)), clip=d))
    items.append(pen.stroke(ink.arc((-16, 8), (20, 8), 6, steps=4), line, 4))
    return items
