"""Points, boxes and affine maps. Units are the caller's; y grows downwards."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """A place on a plane."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle: left, top, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.h

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point(self.x + self.w / 2, self.y + self.h / 2)

    @property
    def area(self) -> float:
        """Width times height."""
        return self.w * self.h

    def overlap(self, other: Box) -> float:
        """The area that both boxes cover; 0 when they only touch."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return wide * high if wide > 0 and high > 0 else 0.0

    def grown(self, by: float) -> Box:
        """The box with `by` added on every side (taken off where negative)."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def holds(self, point: Point) -> bool:
        """Whether the point lies in the box or on its edge."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom


class Affine(NamedTuple):
    """The map x' = a·x + c·y + e, y' = b·x + d·y + f, in SVG's and PDF's order of letters."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, point: Point) -> Point:
        """Where the point goes."""
        return Point(self.a * point.x + self.c * point.y + self.e, self.b * point.x + self.d * point.y + self.f)

    def box(self, box: Box) -> Box:
        """The upright box around where the box's corners go."""
        corners = [self.point(Point(x, y)) for x in (box.x, box.right) for y in (box.y, box.bottom)]
        left, top = min(c.x for c in corners), min(c.y for c in corners)
        return Box(left, top, max(c.x for c in corners) - left, max(c.y for c in corners) - top)

    def then(self, after: Affine) -> Affine:
        """This map, followed by `after`."""
        return Affine(
            after.a * self.a + after.c * self.b,
            after.b * self.a + after.d * self.b,
            after.a * self.c + after.c * self.d,
            after.b * self.c + after.d * self.d,
            after.a * self.e + after.c * self.f + after.e,
            after.b * self.e + after.d * self.f + after.f,
        )
