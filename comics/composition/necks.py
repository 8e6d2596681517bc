"""Joined balloons: the necks that hold them together, and the ink that makes a chain of balloons one outline.

The ink of a whole chain is drawn first, and every body and neck is filled over it; so ink stays only where the chain ends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from comics.composition.fit import POWER
from comics.composition.model import Balloon
from comics.drawing.geometry import Box, Point

# A neck's width at its ends in ems, and in its middle as a share of that: in a short one, and in the longest.
_WIDE, _NARROW, _THINNEST = 1.5, 0.66, 0.36
_INTO = 0.45  # Ems that a neck reaches into each balloon.
_MERGED = 0.9  # Balloons that overlap by so many ems along the way need no neck.


def neck(first: Balloon, second: Balloon) -> str:
    """The neck between two balloons as path data in page points; empty where they overlap so far that none is needed."""
    a, b = first.box.centre, second.box.centre
    far = math.dist(a, b)
    em = min(first.size, second.size)
    if far < 1e-6:
        return ""
    way = Point((b.x - a.x) / far, (b.y - a.y) / far)
    leaves, enters = _reach(first.box, way), far - _reach(second.box, way)
    if enters < leaves - _MERGED * em:
        return ""
    start, end = leaves - _INTO * em, enters + _INTO * em
    half = min(_WIDE * em, 0.42 * min(first.box.w, first.box.h, second.box.w, second.box.h)) / 2
    long = (end - start) / (2 * half)
    thin = half * (0.9 if long <= 1 else max(_THINNEST, _NARROW - 0.04 * long))
    across = Point(-way.y, way.x)

    def spot(along: float, aside: float) -> str:
        return f"{a.x + way.x * along + across.x * aside:.2f} {a.y + way.y * along + across.y * aside:.2f}"

    bend = (end - start) * 0.3
    middle = (start + end) / 2
    return (
        f"M {spot(start, half)} Q {spot(start + bend, thin)} {spot(middle, thin)} Q {spot(end - bend, thin)} {spot(end, half)} "
        f"L {spot(end, -half)} Q {spot(end - bend, -thin)} {spot(middle, -thin)} Q {spot(start + bend, -thin)} "
        f"{spot(start, -half)} Z"
    )


def chains(balloons: Sequence[Balloon]) -> list[list[Balloon]]:
    """The balloons in their order, each chain of joined ones together at the place of its first."""
    found: list[list[Balloon]] = []
    home: dict[str, list[Balloon]] = {}
    for one in balloons:
        chain = home.get(one.joined) if one.joined else None
        if chain is None:
            chain = []
            found.append(chain)
        chain.append(one)
        home[one.key] = chain
    return found


def _reach(box: Box, way: Point) -> float:
    """How far it is from the box's middle to the superellipse in it, in that direction."""
    return float((abs(way.x / (box.w / 2)) ** POWER + abs(way.y / (box.h / 2)) ** POWER) ** (-1 / POWER))
