"""Letters as shapes: where the letters of a sound effect stand on their arc, and what a rough or wet hand makes of them.

Everything is in hundredths of an em around the effect's centre, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from comics.composition.shaping import Line
from comics.drawing import fonts
from comics.drawing.geometry import Affine, Box, Point
from comics.drawing.ink import chance, mapped, polygon

EM = 100.0
_BEND = 1.5  # The angle in radians that the letters go round at the strongest arc.
_FLAT = 0.01  # Arcs of less than this are straight lines.
_CURVE_STEPS = 5
_DRIP_EDGE = 0.06  # Drips hang from what is this near to the foot of its letter, as a share of the letter's height.


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in its place: which glyph of which font, the map from font units (y upwards), its outline, its type size."""

    font: str
    glyph: int
    place: Affine
    d: str
    size: float


@dataclass(frozen=True, slots=True)
class Arc:
    """The bow on which lines stand: its radius in the drawing's units (negative for a valley, 0 for none), and its rise."""

    radius: float
    rise: float

    def spot(self, along: float, base: float) -> Affine:
        """The map that puts what stands at (0, 0) upright to `along` the line whose baseline is `base`."""
        if not self.radius:
            return Affine(e=along, f=base)
        turn = along / self.radius
        cos, sin = math.cos(turn), math.sin(turn)
        far = self.radius - base
        return Affine(cos, sin, -sin, cos, sin * far, self.radius - cos * far - self.rise / 2)


def arc(bend: float, length: float) -> Arc:
    """The arc for lines of that length; `bend` goes from -1 (a valley) to 1 (a hill)."""
    if abs(bend) < _FLAT or not length:
        return Arc(0.0, 0.0)
    round_ = _BEND * max(-1.0, min(1.0, bend))
    radius = length / round_
    return Arc(radius, radius * (1 - math.cos(round_ / 2)))


def extent(bend: float, width: float, height: float) -> tuple[float, float]:
    """Width and height of lines of that size once they stand on the arc."""
    bow = arc(bend, width)
    if not bow.radius:
        return width, height
    half = abs(width / bow.radius / 2)
    reach = math.sin(half)
    return max(width * 0.7, 2 * abs(bow.radius) * reach + height * reach), height + abs(bow.rise)


def letters(line: Line, base: float, bow: Arc) -> list[Letter]:
    """The letters of a line, each turned as the arc runs under its middle; spaces have none."""
    found = []
    for piece in line.pieces:
        shaper, scale = fonts.shaper(piece.font), piece.scale * EM / fonts.units(piece.font)
        for glyph, x, y in piece.glyphs:
            outline = fonts.outline(piece.font, glyph)
            if not outline:
                continue
            half = shaper.get_glyph_h_advance(glyph) * scale / 2
            middle = (x - line.width / 2) * EM + half
            upright = Affine(scale, 0.0, 0.0, -scale, -half, y * EM)
            place = upright.then(bow.spot(middle, base))
            found.append(Letter(piece.font, glyph, place, mapped(outline, place), piece.scale * EM))
    return found


@lru_cache(maxsize=256)
def rings(d: str) -> tuple[tuple[Point, ...], ...]:
    """The outlines of path data (M L C Q Z) as rings of points."""
    found: list[list[Point]] = []
    words, at = d.split(), 0
    while at < len(words):
        command = words[at]
        count = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}[command]
        values = [float(word) for word in words[at + 1 : at + 1 + count]]
        at += 1 + count
        spots = [Point(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
        if command == "M":
            found.append(spots)
        elif command == "L":
            found[-1] += spots
        elif command != "Z":
            found[-1] += _curve([found[-1][-1], *spots])
    return tuple(tuple(ring) for ring in found if len(ring) > 2)


def _curve(handles: Sequence[Point]) -> list[Point]:
    """Points of a Bézier curve of any degree (de Casteljau), without the first."""
    points = []
    for step in range(1, _CURVE_STEPS + 1):
        share, left = step / _CURVE_STEPS, list(handles)
        while len(left) > 1:
            left = [Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share) for a, b in pairwise(left)]
        points.append(left[0])
    return points


def bounds(d: str) -> Box:
    """The box around the outline; empty around the origin where there is none."""
    points = [point for ring in rings(d) for point in ring]
    if not points:
        return Box(0.0, 0.0, 0.0, 0.0)
    left, top = min(p.x for p in points), min(p.y for p in points)
    return Box(left, top, max(p.x for p in points) - left, max(p.y for p in points) - top)


def rough(d: str, *, reach: float, spacing: float, seed: str) -> str:
    """The outline as a dry brush leaves it: points at that spacing, each off its place by up to `reach`."""
    made = []
    for number, ring in enumerate(rings(d)):
        spots = _spaced(ring, spacing)
        out = []
        for at, spot in enumerate(spots):
            before, after = spots[at - 1], spots[(at + 1) % len(spots)]
            dx, dy = after.x - before.x, after.y - before.y
            far = math.hypot(dx, dy) or 1.0
            off = reach * (2 * chance(seed, number, at) - 1)
            out.append(Point(spot.x + dy / far * off, spot.y - dx / far * off))
        made.append(polygon(out))
    return " ".join(made)


def _spaced(ring: Sequence[Point], spacing: float) -> list[Point]:
    """The ring's corners, and points between them where they are far apart."""
    spots = []
    for at, start in enumerate(ring):
        end = ring[(at + 1) % len(ring)]
        steps = max(1, round(math.dist(start, end) / spacing))
        spots += [
            Point(start.x + (end.x - start.x) * step / steps, start.y + (end.y - start.y) * step / steps)
            for step in range(steps)
        ]
    kept = [spots[0]]
    for spot in spots[1:]:
        if math.dist(spot, kept[-1]) > spacing / 2:
            kept.append(spot)
    return kept if len(kept) > 2 else list(ring)


def jagged(d: str, *, reach: float, step: float) -> str:
    """The outline in bands that lean to and fro, as lightning does: by up to `reach` aside, a band being `step` high."""

    def aside(y: float) -> float:
        band = y / step
        return reach * (4 * abs(band - math.floor(band + 0.5)) - 1)

    return " ".join(polygon([Point(spot.x + aside(spot.y), spot.y) for spot in _spaced(ring, step / 4)]) for ring in rings(d))


def drips(d: str, *, wide: float, most: int, seed: str) -> str:
    """Drops that run down from the foot of the letter, as further rings that turn as the letter's do; no wider than `wide`."""
    box = bounds(d)
    inside = (box.x + wide * 0.6, box.right - wide * 0.6)
    low = box.bottom - box.h * _DRIP_EDGE
    feet = [at for ring in rings(d) for at in _spaced(ring, wide * 0.4) if at.y > low and inside[0] < at.x < inside[1]]
    clockwise = max((_area(ring) for ring in rings(d)), key=abs, default=0.0) > 0
    made: list[str] = []
    taken: list[float] = []
    for number in range(most if feet else 0):
        foot = feet[int(chance(seed, "drip", number) * len(feet))]
        if any(abs(foot.x - other) < wide * 1.5 for other in taken):
            continue
        taken.append(foot.x)
        long = box.h * (0.14 + 0.3 * chance(seed, "long", number))
        drop = _drop(foot, wide * (0.36 + 0.2 * chance(seed, "wide", number)), long)
        made.append(polygon(drop if clockwise else drop[::-1]))
    return " ".join(made)


def _area(ring: Sequence[Point]) -> float:
    """The ring's area, positive where it runs clockwise."""
    return sum(ring[at - 1].x * spot.y - spot.x * ring[at - 1].y for at, spot in enumerate(ring)) / 2


def _drop(foot: Point, half: float, long: float) -> list[Point]:
    """A drop that hangs by a neck, clockwise: wide at the letter, thin in the middle, round at its end."""
    top, end, bulb = foot.y - half, foot.y + long, half * 0.86
    right = [(1.9 * half, top), (0.8 * half, foot.y), (0.5 * half, foot.y + 0.4 * long), (0.62 * half, end - 2 * bulb)]
    round_ = [(bulb * math.sin(turn), end - bulb - bulb * math.cos(turn)) for turn in (math.pi * at / 8 for at in range(3, 9))]
    side = [*right, *round_]
    return [*(Point(foot.x + x, y) for x, y in side), *(Point(foot.x - x, y) for x, y in side[::-1])]
