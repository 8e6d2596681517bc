"""How much room a drawing takes, read from its outlines."""

from __future__ import annotations

from collections.abc import Iterator

from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Affine, Box, Point

_STEPS = (0.25, 0.5, 0.75)


def extent(*items: Item) -> Box:
    """The upright box around every stroked outline of the items, clipped parts left out. Raises `ValueError` without any."""
    spots = [spot for item in items for spot in _spots(item, Affine())]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)


def _spots(item: Item, frame: Affine) -> Iterator[tuple[float, float]]:
    if isinstance(item, Group):
        if item.clip is None:
            inner = item.transform.then(frame) if item.transform else frame
            for part in item.items:
                yield from _spots(part, inner)
    elif isinstance(item, Path) and item.stroke:
        half = item.width / 2 * abs(frame.a * frame.d - frame.b * frame.c) ** 0.5
        for spot in _curve(item.d):
            x, y = frame.point(spot)
            yield x - half, y - half
            yield x + half, y + half


def _curve(d: str) -> Iterator[Point]:
    """Points on the path: its corners and three more on every curve."""
    words = d.split()
    at, here = 0, Point(0, 0)
    while at < len(words):
        letter = words[at]
        count = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}[letter]
        numbers = [float(word) for word in words[at + 1 : at + 1 + count]]
        at += 1 + count
        if not numbers:
            continue
        corners = [here, *(Point(*numbers[i : i + 2]) for i in range(0, count, 2))]
        if len(corners) > 2:
            for t in _STEPS:
                yield _bezier(corners, t)
        here = corners[-1]
        yield here


def _bezier(corners: list[Point], t: float) -> Point:
    u = 1 - t
    weights = (u * u, 2 * u * t, t * t) if len(corners) == 3 else (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    return Point(
        sum(w * p.x for w, p in zip(weights, corners, strict=True)), sum(w * p.y for w, p in zip(weights, corners, strict=True))
    )
