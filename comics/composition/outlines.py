"""The bodies of balloons as closed rings of points around the origin, clockwise, y downwards, in any unit.

A ring is dense enough that a tail can be let into it anywhere. What is irregular is seeded by the balloon's key: the outline of
a balloon is drawn by a hand, but always by the same hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from comics.drawing.geometry import Point
from comics.drawing.ink import chance

POWER = 2.6
_STEPS = 96
_WOBBLE = ((2, 0.006), (3, 0.006), (5, 0.0035))  # Waves round the outline, and how far they reach as a share of the radius.
_SLANT = 0.16


def superellipse(half_width: float, half_height: float, *, seed: str = "", wobble: float = 1.0) -> list[Point]:
    """The curve |x/a|^2.6 + |y/b|^2.6 = 1, evenly spaced, with the slight unevenness of a drawn line kept inside it."""
    phases = [(waves, reach * wobble, math.tau * chance(seed, "wobble", waves)) for waves, reach in _WOBBLE]
    slack = 1.0 - sum(reach for _, reach, _ in phases)
    ring = []
    for step in range(_STEPS * 2):
        angle = math.tau * step / (_STEPS * 2)
        cos, sin = math.cos(angle), math.sin(angle)
        radius = slack + sum(reach * math.sin(waves * angle + phase) for waves, reach, phase in phases)
        x = math.copysign(abs(cos) ** (2 / POWER), cos) * half_width * radius
        y = math.copysign(abs(sin) ** (2 / POWER), sin) * half_height * radius
        ring.append(Point(x, y))
    return evenly(ring, _STEPS)


def burst(half_width: float, half_height: float, *, spike: float, spacing: float, seed: str = "") -> list[Point]:
    """A star of uneven spikes: `spike` is how far the longest reach beyond the words, `spacing` their distance."""
    inner = superellipse(half_width - spike, half_height - spike, wobble=0.0)
    count = max(9, round(length(inner) / spacing))
    valleys = evenly(inner, count)
    outer = evenly(superellipse(half_width, half_height, wobble=0.0), count * 2)
    ring = []
    for at in range(count):
        reach = 0.55 + 0.45 * chance(seed, "spike", at)
        lean = 0.28 * (chance(seed, "lean", at) - 0.5)
        valley, following = valleys[at], valleys[(at + 1) % count]
        base = _between(valley, following, 0.5 + lean)
        peak = outer[(2 * at + 1) % len(outer)]
        ring += [valley, _between(base, peak, reach)]
    return ring


def zigzag(half_width: float, half_height: float, *, depth: float, spacing: float) -> list[Point]:
    """Even teeth, as a voice from a loudspeaker has: `depth` from valley to peak, `spacing` from peak to peak."""
    outer = superellipse(half_width, half_height, wobble=0.0)
    count = max(12, round(length(outer) / spacing))
    peaks = evenly(outer, count * 2)
    inner = evenly(superellipse(half_width - depth, half_height - depth, wobble=0.0), count * 2)
    return [point for at in range(0, count * 2, 2) for point in (peaks[at], inner[at + 1])]


def box(half_width: float, half_height: float, *, seed: str = "", slanted: bool = False) -> list[Point]:
    """A box whose corners miss the right angle by a hair; slanted it leans to the right like italics, within the same width."""
    lean = min(_SLANT * half_height, half_width / 2) if slanted else 0.0
    hair = 0.025 * half_height
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    off = [hair * chance(seed, "corner", at) for at in range(8)]
    return [
        Point(sx * (half_width - off[2 * at]) - sy * lean - sx * lean, sy * (half_height - off[2 * at + 1]))
        for at, (sx, sy) in enumerate(corners)
    ]


def length(ring: Sequence[Point]) -> float:
    """The way once round the ring."""
    return sum(math.dist(point, ring[at - 1]) for at, point in enumerate(ring))


def evenly(ring: Sequence[Point], count: int) -> list[Point]:
    """`count` points at equal distances along the ring, starting at its first point."""
    step = length(ring) / count
    points: list[Point] = []
    travelled = wanted = 0.0
    for at, start in enumerate(ring):
        end = ring[(at + 1) % len(ring)]
        stretch = math.dist(start, end)
        while stretch and wanted <= travelled + stretch + 1e-9 and len(points) < count:
            points.append(_between(start, end, (wanted - travelled) / stretch))
            wanted += step
        travelled += stretch
    return points


def _between(start: Point, end: Point, share: float) -> Point:
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
