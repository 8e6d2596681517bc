"""Ink and colour: path data for brush strokes, blobs and plain shapes, outlines under fills, cel shade, seeded chance.

Path data are absolute SVG path data (see `displaylist`) with one decimal place, which is finer than a pixel at the scales in
use. Functions that take points accept any (x, y) pairs. Sources of the recipes: craft.md, "Drawing in code", 1, 2 and 5.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from comics.drawing.displaylist import Group, Item, Paint, Path
from comics.drawing.geometry import Affine, Box, Point

_T = TypeVar("_T")
Points = Sequence[tuple[float, float]]

# The second, shifted outline that makes the lower right of every shape heavier, as a pressed brush does.
PRESS = (2.0, 3.0)
# How far a cubic's handles reach for a quarter of a circle.
KAPPA = 0.5523


@lru_cache(maxsize=4096)
def mix(colour: str, other: str, amount: float) -> str:
    """`colour` with `amount` (0–1) of `other` mixed in, both "#rrggbb"."""
    keep = 1.0 - amount
    parts = (round(int(colour[at : at + 2], 16) * keep + int(other[at : at + 2], 16) * amount) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)


@lru_cache(maxsize=1024)
def luminance(colour: str) -> float:
    """How light "#rrggbb" looks, 0 (black) to 1 (white), by the weights of Rec. 709 without its gamma."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def chance(*seeds: str | int) -> float:
    """A number from 0 up to 1, the same for the same seeds on every machine."""
    digest = hashlib.blake2b("\x1f".join(map(str, seeds)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def pick(options: Sequence[_T], *seeds: str | int) -> _T:
    """One of the options, the same for the same seeds. Raises `IndexError` without options."""
    return options[int(chance(*seeds) * len(options))]


def polygon(points: Points, *, closed: bool = True) -> str:
    """Straight lines from point to point."""
    body = " L ".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M {body} Z" if closed else f"M {body}"


def rectangle(box: Box, *, radius: float = 0.0) -> str:
    """An upright rectangle, its corners rounded by `radius`."""
    x, y, w, h = box
    if radius <= 0:
        return polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
    r = min(radius, w / 2, h / 2)
    k = r * (1 - KAPPA)
    right, foot = x + w, y + h
    return (
        f"M {x + r:.1f} {y:.1f} L {right - r:.1f} {y:.1f} C {right - k:.1f} {y:.1f} {right:.1f} {y + k:.1f} "
        f"{right:.1f} {y + r:.1f} L {right:.1f} {foot - r:.1f} C {right:.1f} {foot - k:.1f} {right - k:.1f} {foot:.1f} "
        f"{right - r:.1f} {foot:.1f} L {x + r:.1f} {foot:.1f} C {x + k:.1f} {foot:.1f} {x:.1f} {foot - k:.1f} "
        f"{x:.1f} {foot - r:.1f} L {x:.1f} {y + r:.1f} C {x:.1f} {y + k:.1f} {x + k:.1f} {y:.1f} {x + r:.1f} {y:.1f} Z"
    )


def ellipse(x: float, y: float, rx: float, ry: float, *, turn: float = 0.0) -> str:
    """An ellipse around (x, y), turned clockwise by `turn` radians."""
    cos, sin = math.cos(turn), math.sin(turn)
    ring = (
        (1, 0), (1, KAPPA), (KAPPA, 1), (0, 1), (-KAPPA, 1), (-1, KAPPA), (-1, 0),
        (-1, -KAPPA), (-KAPPA, -1), (0, -1), (KAPPA, -1), (1, -KAPPA), (1, 0),
    )  # fmt: skip
    spots = [f"{x + u * rx * cos - v * ry * sin:.1f} {y + u * rx * sin + v * ry * cos:.1f}" for u, v in ring]
    curves = " ".join("C " + " ".join(spots[at : at + 3]) for at in (1, 4, 7, 10))
    return f"M {spots[0]} {curves} Z"


def superellipse(box: Box, *, power: float = 2.6, steps: int = 24) -> str:
    """The curve |x/a|^p + |y/b|^p = 1 inside the box; 2 is an ellipse, larger powers are squarer (balloons, heads)."""
    centre, a, b = box.centre, box.w / 2, box.h / 2
    points = []
    for step in range(steps):
        angle = math.tau * step / steps
        cos, sin = math.cos(angle), math.sin(angle)
        x = math.copysign(abs(cos) ** (2 / power), cos)
        y = math.copysign(abs(sin) ** (2 / power), sin)
        points.append((centre.x + a * x, centre.y + b * y))
    return smooth(points)


def smooth(points: Points, *, closed: bool = True, tension: float = 1.0) -> str:
    """A soft curve through every point, written as cubics; `tension` 0 gives straight lines.

    The direction at a point is that of Catmull and Rom (from the point before to the point after); the handles are a third of
    their own segment long, so that unevenly spaced points do not overshoot. Raises `ValueError` for fewer than two points.
    """
    count = len(points)
    if count < 2:
        raise ValueError("A curve needs two points.")
    ways = _directions(points, closed=closed)
    parts = [f"M {points[0][0]:.1f} {points[0][1]:.1f}"]
    for at in range(count if closed else count - 1):
        (ax, ay), (bx, by) = points[at], points[(at + 1) % count]
        (ux, uy), (vx, vy) = ways[at], ways[(at + 1) % count]
        reach = math.hypot(bx - ax, by - ay) * tension / 3
        parts.append(
            f"C {ax + ux * reach:.1f} {ay + uy * reach:.1f} {bx - vx * reach:.1f} {by - vy * reach:.1f} {bx:.1f} {by:.1f}"
        )
    return " ".join(parts) + (" Z" if closed else "")


def _directions(points: Points, *, closed: bool) -> list[tuple[float, float]]:
    """The unit vector of the way through every point."""
    last = len(points) - 1
    ways = []
    for at in range(last + 1):
        if closed:
            (ax, ay), (bx, by) = points[at - 1], points[at + 1 if at < last else 0]
        else:
            (ax, ay), (bx, by) = points[max(at - 1, 0)], points[min(at + 1, last)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        ways.append(((bx - ax) / length, (by - ay) / length))
    return ways


def bows(points: Sequence[tuple[float, float, float]], *, closed: bool = True) -> str:
    """Corners joined by bowed sides, for locks, tufts, petals and flames.

    A point is (x, y, bend): the side that leads *to* it rises `bend` of its own length to the left of its way (to the right
    where negative, straight at 0). The first point's bend belongs to the closing side.
    """
    x, y, _ = points[0]
    parts = [f"M {x:.1f} {y:.1f}"]
    for nx, ny, bend in (*points[1:], points[0]) if closed else points[1:]:
        cx = (x + nx) / 2 + (ny - y) * bend * 2
        cy = (y + ny) / 2 - (nx - x) * bend * 2
        parts.append(f"Q {cx:.1f} {cy:.1f} {nx:.1f} {ny:.1f}")
        x, y = nx, ny
    return " ".join(parts) + (" Z" if closed else "")


def swell(along: float) -> float:
    """The usual width profile of a brush stroke: thin at both ends, full a little before the middle."""
    return math.sin(math.pi * along**0.85) ** 0.7 if 0 < along < 1 else 0.0


def fade(along: float) -> float:
    """A profile that starts full and runs out, as the end of a strand or a raindrop's trail does."""
    return max(0.0, 1.0 - along) ** 0.8


def brush(points: Points, width: float, *, profile: Callable[[float], float] = swell) -> str:
    """A tapered stroke along the points: a closed outline `width` wide where the profile (of 0–1 along) is 1."""
    left, right = [], []
    last = len(points) - 1
    for at, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(at - 1, 0)], points[min(at + 1, last)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        half = width / 2 * profile(at / last)
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return smooth(left + right[::-1])


def arc(start: tuple[float, float], end: tuple[float, float], bend: float, *, steps: int = 6) -> list[Point]:
    """Points of a bow from start to end that rises `bend` units to the left of the way (negative: to the right)."""
    (ax, ay), (bx, by) = start, end
    length = math.hypot(bx - ax, by - ay) or 1.0
    mx = (ax + bx) / 2 + (by - ay) / length * bend * 2
    my = (ay + by) / 2 - (bx - ax) / length * bend * 2
    spots = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        spots.append(Point(u * u * ax + 2 * u * t * mx + t * t * bx, u * u * ay + 2 * u * t * my + t * t * by))
    return spots


def heading(degrees: float) -> Point:
    """The unit vector that hangs straight down at 0 degrees, points right at 90 and up at 180."""
    angle = math.radians(degrees)
    return Point(math.sin(angle), math.cos(angle))


def capsule(start: tuple[float, float], end: tuple[float, float], first: float, second: float) -> str:
    """A tapered limb: radius `first` at the start, `second` at the end, both ends round."""
    (ax, ay), (bx, by) = start, end
    length = math.hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / length, (by - ay) / length

    def spot(x: float, y: float, radius: float, along: float, across: float) -> str:
        return f"{x + radius * (ux * along - uy * across):.1f} {y + radius * (uy * along + ux * across):.1f}"

    def half(x: float, y: float, radius: float, way: float) -> str:
        ring = ((KAPPA, way), (1, KAPPA * way), (1, 0), (1, -KAPPA * way), (KAPPA, -way), (0, -way))
        spots = [spot(x, y, radius, along * -way, across) for along, across in ring]
        return f"C {' '.join(spots[:3])} C {' '.join(spots[3:])}"

    return (
        f"M {spot(ax, ay, first, 0, 1)} {half(ax, ay, first, 1)} L {spot(bx, by, second, 0, -1)} {half(bx, by, second, -1)} Z"
    )


def outlined(
    d: str, fill: Paint, *, ink: str, width: float = 7.0, inside: Sequence[Item] = (), press: tuple[float, float] = PRESS
) -> tuple[Item, ...]:
    """The shape in fill over a brush-like outline: stroked, stroked again shifted by `press`, then filled.

    `inside` is painted over the fill, clipped to the shape: shade, pattern, seams.
    """
    items: list[Item] = [
        Path(d, stroke=ink, width=width),
        Group((Path(d, stroke=ink, width=width),), transform=Affine(e=press[0], f=press[1])),
        Path(d, fill=fill),
    ]
    if inside:
        items.append(Group(tuple(inside), clip=d))
    return tuple(items)


def bounds(d: str) -> Box:
    """The box around a path's points and handles: never too small, a little too big on strong curves."""
    numbers = [float(word) for word in d.split() if word not in "MLCQZ"]
    xs, ys = numbers[0::2], numbers[1::2]
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)


def mapped(d: str, affine: Affine) -> str:
    """The path data with every point sent through the map."""
    out: list[str] = []
    x: float | None = None
    for word in d.split():
        if word in "MLCQZ":
            out.append(word)
        elif x is None:
            x = float(word)
        else:
            spot = affine.point(Point(x, float(word)))
            out.append(f"{spot.x:.1f} {spot.y:.1f}")
            x = None
    return " ".join(out)
