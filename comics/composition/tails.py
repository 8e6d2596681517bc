"""Tails: where a tail leaves the balloon, and how balloon and tail become one outline.

Positions are relative to the balloon's centre, in the unit of the ring.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from comics.drawing.geometry import Point
from comics.drawing.ink import ellipse, polygon, smooth

_THIN = 3  # A soft curve needs only every third point of a ring.
_BUBBLES = ((0.3, 1.0), (0.66, 0.64), (0.93, 0.4))  # Where on the way the thought's bubbles float, and how big they are.
_FEW_BUBBLES = ((0.38, 1.0), (0.84, 0.55))


class Root(NamedTuple):
    """Where a tail leaves the outline, and the direction outwards there (a unit vector)."""

    at: Point
    out: Point


def anchor(half_width: float, half_height: float, tip: Point) -> Point:
    """The point inside the balloon that its tail seems to come from: the middle, moved towards the tip along the balloon."""
    along = 0.55 * half_width if abs(tip.y) > 0.8 * half_height else max(0.0, half_width - half_height) * 0.8
    down = 0.3 * half_height
    return Point(max(-along, min(along, tip.x * 0.75)), max(-down, min(down, tip.y)))


def root(ring: Sequence[Point], tip: Point, *, half_width: float, half_height: float) -> Root:
    """Where the tail to `tip` leaves the ring."""
    start = anchor(half_width, half_height, tip)
    way = _unit(tip.x - start.x, tip.y - start.y)
    best, found = -math.inf, 0
    for at, point in enumerate(ring):
        middle = _middle(point, ring[(at + 1) % len(ring)])
        towards = _unit(middle.x - start.x, middle.y - start.y)
        facing = towards.x * way.x + towards.y * way.y
        if facing > best:
            best, found = facing, at
    first, second = ring[found], ring[(found + 1) % len(ring)]
    side = _unit(second.x - first.x, second.y - first.y)
    return Root(_middle(first, second), Point(side.y, -side.x))


def join(ring: Sequence[Point], tip: Point | None, *, width: float, half: tuple[float, float]) -> str:
    """The path of the ring with its tail as one soft outline.

    `width` is the tail's width where it leaves the balloon, `half` the balloon's half width and height. A tip that lies inside
    the balloon gives no tail.
    """
    if tip is None or _inside(ring, tip):
        return smooth(ring[::_THIN])
    base = root(ring, tip, half_width=half[0], half_height=half[1])
    kept = _opened(ring, base.at, width)
    return f"{smooth([*kept[:-1:_THIN], kept[-1]], closed=False)} {_tail(kept[-1], kept[0], base, tip)} Z"


def spike(ring: Sequence[Point], tip: Point | None, *, half: tuple[float, float]) -> str:
    """The path of a star (valley, peak, valley, …) whose peak nearest to the tip is drawn out to it."""
    if tip is None or _inside(ring, tip):
        return polygon(ring)
    start = anchor(*half, tip)
    way = _unit(tip.x - start.x, tip.y - start.y)

    def facing(at: int) -> float:
        towards = _unit(ring[at].x - start.x, ring[at].y - start.y)
        return towards.x * way.x + towards.y * way.y

    peak = max(range(1, len(ring), 2), key=facing)
    return polygon([tip if at == peak else point for at, point in enumerate(ring)])


def lightning(ring: Sequence[Point], tip: Point | None, *, width: float, half: tuple[float, float]) -> str:
    """The path of a toothed ring with a tail like a flash."""
    if tip is None or _inside(ring, tip):
        return polygon(ring)
    base = root(ring, tip, half_width=half[0], half_height=half[1])
    kept = _opened(ring, base.at, width)
    way = Point(tip.x - base.at.x, tip.y - base.at.y)
    across = _unit(-way.y, way.x)
    side = (kept[-1].x - base.at.x) * across.x + (kept[-1].y - base.at.y) * across.y
    wide = math.copysign(width, side)

    def bend(along: float, aside: float) -> Point:
        return Point(base.at.x + way.x * along + across.x * aside * wide, base.at.y + way.y * along + across.y * aside * wide)

    return polygon([*kept, bend(0.58, 0.42), bend(0.5, 0.08), tip, bend(0.36, -0.5), bend(0.44, -0.1)])


def bubbles(ring: Sequence[Point], tip: Point | None, *, size: float, half: tuple[float, float]) -> str:
    """The bubbles that lead from a thinker to the thought, as further parts of the body's path.

    `size` is the radius of the largest; on a short way they are smaller, so that they never touch.
    """
    if tip is None or _inside(ring, tip):
        return ""
    base = root(ring, tip, half_width=half[0], half_height=half[1])
    way = Point(tip.x - base.at.x, tip.y - base.at.y)
    far = math.hypot(way.x, way.y)
    parts = []
    short = far < 2.2 * size
    for along, share in _FEW_BUBBLES if short else _BUBBLES:
        radius = min(size, far * (0.26 if short else 0.2)) * share
        x, y = base.at.x + way.x * along, base.at.y + way.y * along
        parts.append(ellipse(x, y, radius * 1.12, radius))
    return " ".join(parts)


def _tail(start: Point, end: Point, base: Root, tip: Point) -> str:
    """From the outline's end to the tip and back to its start: two curves that lean into the outward direction."""
    way = Point(tip.x - base.at.x, tip.y - base.at.y)
    far = math.hypot(way.x, way.y) or 1.0
    lean = 0.3 * far
    middle = Point(base.at.x + way.x * 0.3 + base.out.x * lean * 0.7, base.at.y + way.y * 0.3 + base.out.y * lean * 0.7)
    side = math.copysign(0.07 * far, way.x * base.out.y - way.y * base.out.x or way.x or 1.0)
    middle = Point(middle.x + way.y / far * side, middle.y - way.x / far * side)
    there, back = _leant(start, base.at, middle), _leant(end, base.at, middle)
    return f"Q {there.x:.1f} {there.y:.1f} {tip.x:.1f} {tip.y:.1f} Q {back.x:.1f} {back.y:.1f} {end.x:.1f} {end.y:.1f}"


def _leant(edge: Point, middle_of_root: Point, middle: Point) -> Point:
    """The handle of one edge of the tail: beside the centre line by half of what the edge has at the root."""
    return Point(middle.x + (edge.x - middle_of_root.x) * 0.45, middle.y + (edge.y - middle_of_root.y) * 0.45)


def _opened(ring: Sequence[Point], at: Point, width: float) -> list[Point]:
    """The ring as an open line that starts and ends beside the root, `width` apart along the outline."""
    nearest = min(range(len(ring)), key=lambda index: math.dist(ring[index], at))
    turned = [*ring[nearest:], *ring[:nearest]]
    reach = width / 2
    kept = [point for point in turned if math.dist(point, at) > reach]
    if len(kept) < 3:
        return turned
    return [_on(kept[0], at, reach), *kept, _on(kept[-1], at, reach)]


def _on(point: Point, centre: Point, reach: float) -> Point:
    far = math.dist(point, centre) or 1.0
    return Point(centre.x + (point.x - centre.x) * reach / far, centre.y + (point.y - centre.y) * reach / far)


def _inside(ring: Sequence[Point], point: Point) -> bool:
    """Whether the ring runs round the point (even-odd rule)."""
    inside = False
    for at, start in enumerate(ring):
        end = ring[at - 1]
        if (start.y > point.y) != (end.y > point.y):
            inside ^= point.x < (end.x - start.x) * (point.y - start.y) / (end.y - start.y) + start.x
    return inside


def _middle(first: Point, second: Point) -> Point:
    return Point((first.x + second.x) / 2, (first.y + second.y) / 2)


def _unit(x: float, y: float) -> Point:
    far = math.hypot(x, y) or 1.0
    return Point(x / far, y / far)
