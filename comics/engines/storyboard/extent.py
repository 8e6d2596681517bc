"""How much room a drawing takes, read from its outlines."""

from __future__ import annotations

import math
from collections.abc import Iterator

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Affine, Box

_NO_LETTERS = str.maketrans("MLCQZ", "     ")
_COUNTS = {"M": 1, "L": 1, "Q": 2, "C": 3}
_STEPS = (0.2, 0.4, 0.6, 0.8)


def extent(*items: Item) -> Box:
    """The upright box around every stroked outline of the items, clipped parts left out. Raises `ValueError` without any."""
    room = _Room()
    for item in items:
        room.add(item, Affine())
    if room.right < room.left:
        raise ValueError("Nothing with an outline was drawn.")
    right, foot = room.right + ink.PRESS[0], room.bottom + ink.PRESS[1]
    return Box(room.left, room.top, right - room.left, foot - room.top)


def joined(*boxes: Box) -> Box:
    """The box around boxes."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


class _Room:
    """A box that grows with every outline it is shown; the second, pressed stroke of an outline is left to the caller."""

    def __init__(self) -> None:
        self.left = self.top = math.inf
        self.right = self.bottom = -math.inf
        self.last = ""

    def add(self, item: Item, frame: Affine) -> None:
        """Grow by an item in a frame."""
        if isinstance(item, Group):
            if item.clip is None:
                inner = item.transform.then(frame) if item.transform else frame
                for part in item.items:
                    self.add(part, inner)
        elif isinstance(item, Path) and item.stroke and item.d is not self.last:
            self.last = item.d
            half = item.width / 2 * math.sqrt(abs(frame.a * frame.d - frame.b * frame.c))
            self._outline(item.d, frame, half)

    def _outline(self, d: str, frame: Affine, half: float) -> None:
        """Handles surely hold their curve: only where they reach beyond the box is the curve itself followed."""
        numbers = [float(word) for word in d.translate(_NO_LETTERS).split()]
        xs, ys = numbers[0::2], numbers[1::2]
        corners = [(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]
        if all(self._holds(x, y, frame, half) for x, y in corners):
            return
        a, b, c, e, f, g = frame
        for x, y in _curve(d, numbers):
            px, py = a * x + c * y + f, b * x + e * y + g
            self.left, self.right = min(self.left, px - half), max(self.right, px + half)
            self.top, self.bottom = min(self.top, py - half), max(self.bottom, py + half)

    def _holds(self, x: float, y: float, frame: Affine, half: float) -> bool:
        px, py = frame.a * x + frame.c * y + frame.e, frame.b * x + frame.d * y + frame.f
        return self.left <= px - half and px + half <= self.right and self.top <= py - half and py + half <= self.bottom


def _curve(d: str, numbers: list[float]) -> Iterator[tuple[float, float]]:
    """Points on the path: its corners and some on every curve."""
    at, x, y = 0, 0.0, 0.0
    for letter in d:
        count = _COUNTS.get(letter, 0)
        if not count:
            continue
        spots = numbers[at : at + 2 * count]
        at += 2 * count
        if count == 2:
            qx, qy, ex, ey = spots
            for t in _STEPS:
                u = 1 - t
                yield u * u * x + 2 * u * t * qx + t * t * ex, u * u * y + 2 * u * t * qy + t * t * ey
        elif count == 3:
            bx, by, cx, cy, ex, ey = spots
            for t in _STEPS:
                u = 1 - t
                k0, k1, k2, k3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
                yield k0 * x + k1 * bx + k2 * cx + k3 * ex, k0 * y + k1 * by + k2 * cy + k3 * ey
        x, y = spots[-2], spots[-1]
        yield x, y
