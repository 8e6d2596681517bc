"""The trunk and what hangs from it: tops, coats, skirts, trousers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from comics.drawing import ink
from comics.drawing.displaylist import Item
from comics.drawing.geometry import Point
from comics.engines.storyboard.body import Limb, Skeleton
from comics.engines.storyboard.pen import FINE, Pen

LONG_COATS = {"coat", "trench", "raincoat", "robe", "lab coat", "kimono", "parka"}


def on_trunk(bones: Skeleton, points: ink.Points) -> list[Point]:
    """Points of the trunk's frame in figure coordinates: x in body units, y as a share of the trunk (0 pelvis, -1 neck)."""
    scale, length = bones.build.scale, bones.length
    return [bones.trunk.point(Point(x * scale, y * length)) for x, y in points]


def half_widths(bones: Skeleton) -> tuple[float, float, float]:
    """Half widths of shoulders, waist and hips in body units (before the age's scale)."""
    scale = bones.build.scale
    shoulder, hip = bones.build.shoulder / scale, bones.build.hip / scale
    return shoulder, min(shoulder, hip) * 0.9, hip


def trunk_outline(bones: Skeleton, *, grow: float = 0.0, hem: float = 0.06) -> str:
    """The outline of the trunk from the neck to `hem` (a share of the trunk below the pelvis), `grow` units wider."""
    s, w, h = (width + grow for width in half_widths(bones))
    near, far = (1.0, 1.0) if bones.front else (0.92, 0.84)
    belly = 0.0 if bones.front else 8.0
    points = [
        (-40, -1.03), (-s * 0.76 * near, -0.95), (-s * 0.97 * near, -0.8), (-w * 1.02 * near, -0.42), (-h * near, -0.06),
        (-h * near, hem), (0, hem + 0.035), (h * far, hem), (h * far + belly * 0.4, -0.06), (w * far + belly, -0.42),
        (s * 0.97 * far + belly * 0.4, -0.8), (s * 0.76 * far, -0.95), (40, -1.03),
    ]  # fmt: skip
    return ink.smooth(on_trunk(bones, points))


def hull(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The convex hull, turning as the other outlines of the trunk do (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(run: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for p in run:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return (half(ordered) + half(ordered[::-1]))[::-1]


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _ring(spot: Point, radius: float) -> list[tuple[float, float]]:
    return [
        (spot.x + radius * math.cos(math.tau * step / 8), spot.y + radius * math.sin(math.tau * step / 8)) for step in range(8)
    ]


def skirt_outline(bones: Skeleton, *, hem: float, flare: float, grow: float = 0.0) -> str:
    """The cloth that hangs from the waist over both legs, down to a share of the legs' length (0.5 is the knee)."""
    build = bones.build
    _, waist, hip = half_widths(bones)
    near = 1.0 if bones.front else 0.9
    points = [tuple(p) for p in on_trunk(bones, [(-(waist + grow) * near, -0.36), ((waist + grow) * near, -0.36)])]
    points += [tuple(p) for p in on_trunk(bones, [(-(hip + grow) * near, -0.04), ((hip + grow) * near, -0.04)])]
    for leg, way in ((bones.near_leg, -1), (bones.far_leg, 1)):
        spot = leg.along(hem)
        spread = flare * build.scale * way
        points += _ring(Point(spot.x + spread, spot.y), build.limb * 1.15 + grow * 0.5)
        if hem > 0.5:
            points += _ring(leg.joint, build.limb * 1.35 + grow * 0.4)
    points += _fullness(bones, hem, (hip * 0.9 + grow) * build.scale + flare * 0.6)
    return ink.smooth(hull([(round(x, 1), round(y, 1)) for x, y in points]), tension=0.8)


def _fullness(bones: Skeleton, hem: float, wide: float) -> list[tuple[float, float]]:
    """Cloth keeps its width where legs cross in walking: points at the hem on both sides, none when the legs are raised."""
    spots = [leg.along(hem) for leg in (bones.near_leg, bones.far_leg)]
    roots = [bones.near_leg.root, bones.far_leg.root]
    if any(spot.y - root.y < abs(spot.x - root.x) for spot, root in zip(spots, roots, strict=True)):
        return []
    x, y = (spots[0].x + spots[1].x) / 2, max(spots[0].y, spots[1].y) + bones.build.limb * 0.7
    return [(x - wide, y), (x + wide, y)]


def leg_outline(bones: Skeleton, leg: Limb, *, grow: float = 0.0, start: float = 0.0, end: float = 1.0) -> str:
    """The outline of a leg, as wide as its cloth: `grow` units more than the leg."""
    radius = bones.build.limb
    pieces = []
    cuts = [start, *([0.5] if start < 0.5 < end else []), end]
    for a, b in itertools.pairwise(cuts):
        ra, rb = (radius * (1.32 - 0.42 * share) + grow for share in (a, b))
        pieces.append(ink.capsule(leg.along(a), leg.along(b), ra, rb))
    return " ".join(pieces)


def pelvis_outline(bones: Skeleton) -> str:
    """The seat of the trousers."""
    _, _, h = half_widths(bones)
    near = 0.98 if bones.front else 0.88
    points = [(-h * near, -0.16), (-h * near, 0.1), (0, 0.2), (h * near, 0.1), (h * near, -0.16)]
    return ink.smooth(on_trunk(bones, points))


def seam(pen: Pen, bones: Skeleton, points: ink.Points, colour: str, width: float = FINE) -> Item:
    """A tapered line on the trunk; points as for `on_trunk`."""
    return pen.stroke(on_trunk(bones, points), pen.line(colour), width)
