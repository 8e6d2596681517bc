"""What a place for a piece of lettering costs: by itself, and beside another piece (craft.md, "Lettering rules", 5, 6 and 8).

One unit is roughly what a letterer would give to save a tail one em of length. What costs `FAULT` or more is a fault that a
reader would see; a placement takes it on only where there is no other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from comics.composition.fit import BOXES, Fit
from comics.composition.model import Words
from comics.composition.stage import Figure, Stage
from comics.drawing.geometry import Box, Point
from comics.vocabulary import LetteringKind as Kind

FAULT = 100.0
_FACE, _HEAD, _BODY = 900.0, 46.0, 5.0
_DETAIL = 60.0  # For a balloon over nothing but edges; half as dear as a fault.
_CLOSE = 0.5  # How much of the head's price is asked in close shots.
_STRAIN = 7.0
_LEAST_TAIL, _LEAST_BUBBLES = 0.9, 1.5  # Lengths of tails that are well seen, in ems.
_NO_TAIL = 200.0  # The balloon stands on the speaker's own head.
_APART = 0.3  # The least gap between balloons in ems, a little more than a tangent.
# Joined balloons: how far apart and how deep in ems is well, from where on words are hidden, and the price of an em more.
_NECK, _DEEP, _HIDING, _LOOSE = 0.7, 0.4, 0.75, 6.0
_CORNER = 0.13  # Superellipses may meet with the corners of their boxes by this share.


@dataclass(frozen=True, slots=True)
class Place:
    """A place for one piece of lettering: its box, how its words are set and how large, where its tail runs, what it costs.

    `strain` says how much worse the words are set than in their best shape, as a share. `linked` places hang together with the
    piece read before; those that are not `tailed` want no tail of their own.
    """

    box: Box
    fit: Fit
    size: float
    root: Point | None = None
    tip: Point | None = None
    turn: float = 0.0
    cost: float = 0.0
    fixed: bool = False
    strain: float = 0.0
    linked: bool = False
    tailed: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """When a piece is read among those of its panel: the how-manieth of how many, and the direction of reading."""

    at: int
    of: int
    rtl: bool

    @property
    def late(self) -> float:
        """0 for the first piece, 1 for the last; 0 for one alone."""
        return self.at / (self.of - 1) if self.of > 1 else 0.0


def alone(place: Place, words: Words, stage: Stage, speaker: Figure | None, turn: Turn) -> float:
    """What the place costs by itself."""
    covered = _covering(place.box, stage, place.size) + _DETAIL * stage.detail(place.box)
    if words.kind == Kind.SFX:
        return covered * 0.8 + _from_source(place, stage)
    lead = stage.room.right - place.box.right if turn.rtl else place.box.x - stage.room.x
    low = (place.box.y - stage.room.y) / stage.room.h
    cost = covered + _STRAIN * place.strain
    if words.kind in BOXES:
        return cost + _in_corner(place.box, stage.room, lead, turn)
    cost += 10.0 * low * (1 - 0.6 * turn.late) + 4.0 * lead / stage.room.w * (1 - turn.late) * (0.4 if turn.of == 1 else 1.0)
    if not place.tailed:
        return cost
    if place.tip is None or place.root is None:
        return cost + _NO_TAIL
    return cost + _tail(place, stage, speaker, least=_LEAST_BUBBLES if words.kind == Kind.THOUGHT else _LEAST_TAIL)


def together(first: Place, second: Place, *, rtl: bool, linked: bool = False) -> float:
    """What two pieces cost beside each other, the first being read first; `linked` ones want to touch."""
    a, b = first.box, second.box
    size = min(first.size, second.size)
    across = max(a.x, b.x) - min(a.x + a.w, b.x + b.w)
    down = max(a.y, b.y) - min(a.y + a.h, b.y + b.h)
    cost = 0.12 * math.hypot(max(0.0, across), max(0.0, down)) / size
    if linked:
        cost = _loose(across / size, down / size)
    elif across < _APART * size and down < _APART * size:
        cost += _overlap(a, b, _APART * size - across, _APART * size - down)
    if _misordered(a, b, size, down, rtl=rtl):
        return cost + 3 * FAULT + max(0.0, a.y - b.y) / size
    if first.root and first.tip:
        if enters(first.root, first.tip, b):
            cost += 2.5 * FAULT
        if second.root and second.tip and crosses(first.root, first.tip, second.root, second.tip):
            cost += 2 * FAULT
    if second.root and second.tip and enters(second.root, second.tip, a):
        cost += 2.5 * FAULT
    return cost


def behind(effect: Place, balloon: Place) -> float:
    """What a sound effect costs behind a balloon: the share of its letters that is hidden."""
    hidden = effect.box.overlap(balloon.box) / (effect.box.area or 1.0)
    crossed = balloon.tip and balloon.root and enters(balloon.root, balloon.tip, effect.box)
    return 400.0 * hidden + (4.0 if hidden else 0.0) + (6.0 if crossed else 0.0)


def distance(first: Box, second: Box) -> float:
    """The gap between two boxes; 0 where they touch."""
    across = max(0.0, first.x - second.right, second.x - first.right)
    down = max(0.0, first.y - second.bottom, second.y - first.bottom)
    return math.hypot(across, down)


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the stretch from a to b crosses the one from c to d."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def enters(start: Point, end: Point, box: Box) -> float | None:
    """How far along the way from start to end (0–1) a box is entered; None where the way misses it (Liang and Barsky)."""
    (sx, sy), (ex, ey), (x, y, w, h) = start, end, box
    if (sx < x and ex < x) or (sy < y and ey < y) or (sx > x + w and ex > x + w) or (sy > y + h and ey > y + h):
        return None
    low, high = 0.0, 1.0
    for step, near, far in ((ex - sx, x - sx, x + w - sx), (ey - sy, y - sy, y + h - sy)):
        if step == 0:
            if near > 0 or far < 0:
                return None
            continue
        first, last = (near / step, far / step) if step > 0 else (far / step, near / step)
        low, high = max(low, first), min(high, last)
        if low > high:
            return None
    return low or 1e-6


def _covering(box: Box, stage: Stage, size: float) -> float:
    cost = 0.0
    for figure in stage.figures:
        if box.overlap(figure.face.grown(0.12 * size)):
            cost += stage.certainty * (_FACE + _FACE * box.overlap(figure.face) / (figure.face.area or 1.0))
        if hidden := box.overlap(figure.head):
            share = _CLOSE if figure.close else 1.0
            cost += stage.certainty * share * (5.0 + _HEAD * hidden / (figure.head.area or 1.0))
        cost += stage.certainty * _BODY * box.overlap(figure.body) / (figure.body.area or 1.0)
    return cost


def _from_source(place: Place, stage: Stage) -> float:
    """Sound effects want to be large, and at their source; without one, in the middle of the panel's upper half."""
    room = stage.room
    source = stage.source or Point(room.centre.x, room.y + 0.35 * room.h)
    away = math.dist(place.box.centre, source) / math.hypot(room.w, room.h)
    return 26.0 * away + 30.0 * (1.0 - min(1.0, place.box.area / (0.14 * room.area)))


def _in_corner(box: Box, room: Box, lead: float, turn: Turn) -> float:
    """Captions open a panel in its first corner and close it at the foot."""
    top = (box.y - room.y) / room.h
    foot = (room.bottom - box.bottom) / room.h
    edge = min(lead, room.w - box.w - lead) / room.w
    if turn.of == 1 or turn.late < 0.5:
        return 26.0 * top + 14.0 * lead / room.w
    return min(24.0 * top + 10.0 * edge, 12.0 * foot + 10.0 * edge)


def _tail(place: Place, stage: Stage, speaker: Figure | None, *, least: float) -> float:
    root, tip, size = place.root, place.tip, place.size
    if root is None or tip is None:
        return 0.0
    long = math.dist(root, tip) / size
    cost = 12.0 * max(0.0, least - long) + 1.1 * max(0.0, long - 2.5)
    for other in stage.figures:
        if other is speaker:
            continue
        if enters(root, tip, other.face):
            cost += 2 * FAULT * stage.certainty
        elif enters(root, tip, other.head):
            cost += 40.0 * stage.certainty
    if speaker is None:
        return cost + 0.6 * long + (3.0 if tip.y >= stage.frame.bottom else 0.0)
    way = math.dist(root, speaker.mouth) / size
    cost += 0.7 * max(0.0, way - 4.0)
    if place.box.centre.y > speaker.mouth.y:
        cost += 7.0
    return cost + _doubt(place.box, stage, speaker)


def _doubt(box: Box, stage: Stage, speaker: Figure) -> float:
    """What it costs that another figure is nearer to the balloon than the one who speaks."""
    own = distance(box, speaker.head) + 0.3 * math.dist(box.centre, speaker.mouth)
    others = [
        distance(box, other.head) + 0.3 * math.dist(box.centre, other.mouth) for other in stage.figures if other is not speaker
    ]
    nearest = min(others, default=math.inf)
    return 4.0 + 14.0 * (1.0 - nearest / own) if nearest < own else 0.0


def _overlap(first: Box, second: Box, across: float, down: float) -> float:
    """What it costs that two boxes overlap, the gap between balloons included, by so much in each direction."""
    if across < _CORNER * min(first.w, second.w) and down < _CORNER * min(first.h, second.h):
        return 1.0
    return 1.5 * FAULT + 9 * FAULT * across * down / min(first.area, second.area)


def loose(first: Place, second: Place) -> bool:
    """Whether joined balloons are farther apart than a short neck, or too deep in one another."""
    a, b, size = first.box, second.box, min(first.size, second.size)
    across, down = max(a.x, b.x) - min(a.right, b.right), max(a.y, b.y) - min(a.bottom, b.bottom)
    return _loose(across / size, down / size) > 0


def _loose(across: float, down: float) -> float:
    """What it costs that joined balloons are so far apart, or overlap so deeply, in ems."""
    gap = math.hypot(max(0.0, across), max(0.0, down))
    deep = min(-across, -down)
    hidden = 1.5 * FAULT if deep > _HIDING else 40.0 * max(0.0, deep - _DEEP)
    return _LOOSE * max(0.0, gap - _NECK) + hidden


def _misordered(first: Box, second: Box, size: float, down: float, *, rtl: bool) -> bool:
    """Whether the later piece is higher, or stands beside the earlier one on the side that is read before it.

    `down` is the gap between the two, negative by the height that they share.
    """
    if first.y - second.y > 0.2 * size:
        return True
    onward = second.x + second.w / 2 - first.x - first.w / 2
    return -down > 0.3 * min(first.h, second.h) and (onward >= 0 if rtl else onward <= 0)
