"""The camera: one staged scene in world units, seen through a lens whose shots are only different places to stand.

World units are figure units (`parts.ADULT_HEIGHT` is a grown person). x goes right, y goes up from the ground, z goes away
from the reader; the actors stand at z = 0. The lens may be shifted, so uprights stay upright and only the horizon moves, as in
drawn comics. Pixels are those of the picture, y downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from comics.drawing.geometry import Affine, Box, Point
from comics.vocabulary import Shot

# Nothing nearer than this part of the distance to the actors is drawn: it would be behind the lens or far too big.
NEAR: Final = 0.22
# How much more than the picture is painted; what a tilted camera needs comes on top.
SPILL: Final = 0.03


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the picture is taken from. `focal` is in pixels; `x` and `eye` in world units; `horizon` is a pixel row."""

    width: float
    height: float
    x: float
    eye: float
    distance: float
    focal: float
    horizon: float
    roll: float = 0.0
    shot: Shot = Shot.MEDIUM

    def scale(self, z: float = 0.0) -> float:
        """Pixels per world unit at depth z (depths before the near limit count as the limit)."""
        return self.focal / (self.distance + max(z, self.near))

    @property
    def near(self) -> float:
        """The smallest depth that is drawn."""
        return -self.distance * (1 - NEAR)

    def at(self, x: float, y: float, z: float) -> Point:
        """The pixel of a place in the world."""
        scale = self.scale(z)
        return Point(self.width / 2 + (x - self.x) * scale, self.horizon + (self.eye - y) * scale)

    def standing(self, x: float, z: float, *, y: float = 0.0, size: float = 1.0, flip: bool = False) -> Affine:
        """The map from figure coordinates to pixels for something that stands at (x, z), `y` above the ground."""
        scale = self.scale(z) * size
        foot = self.at(x, y, z)
        return Affine(-scale if flip else scale, 0.0, 0.0, scale, foot.x, foot.y)

    @property
    def frame(self) -> Box:
        """The part of the plane that must be painted: the picture and a margin for the tilt, in pixels."""
        lean = math.sin(math.radians(abs(self.roll))) / 2
        wide, high = self.width * SPILL + self.height * lean, self.height * SPILL + self.width * lean
        return Box(-wide, -high, self.width + 2 * wide, self.height + 2 * high)

    def left(self, z: float = 0.0) -> float:
        """The world's x at the left edge of the frame at depth z."""
        return self.x - (self.width / 2 - self.frame.x) / self.scale(z)

    def right(self, z: float = 0.0) -> float:
        """The world's x at the right edge of the frame at depth z."""
        return self.x + (self.width / 2 - self.frame.x) / self.scale(z)

    @property
    def stroke(self) -> float:
        """The usual width of an ink line, in pixels, for a picture of this size."""
        return max(1.4, 3.4 * (self.width * self.height) ** 0.5 / 1024)


@dataclass(frozen=True, slots=True)
class Framing:
    """What a shot means for a figure: world units over the picture's height, where the tallest head's top lies (0 is the
    upper edge, 1 the lower), how high the eye is, how long the lens is in picture heights, and the tilt in degrees."""

    span: float
    headroom: float
    eye: float
    lens: float = 1.15
    roll: float = 0.0


FRAMINGS: Final[dict[Shot, Framing]] = {
    Shot.ESTABLISHING: Framing(3500, 0.60, 900, 1.0),
    Shot.LONG: Framing(2200, 0.44, 800, 1.05),
    Shot.FULL: Framing(1620, 0.33, 760, 1.15),
    Shot.MEDIUM: Framing(1010, 0.32, 760, 1.2),
    Shot.CLOSE: Framing(690, 0.30, 760, 1.35),
    Shot.EXTREME_CLOSE: Framing(350, 0.03, 780, 1.6),
    Shot.OVER_SHOULDER: Framing(1000, 0.34, 800, 1.2),
    Shot.BIRDS_EYE: Framing(1900, 0.38, 3300, 1.3),
    Shot.WORMS_EYE: Framing(1190, 0.22, 70, 0.8, roll=-5.0),
}


def frame(
    shot: Shot,
    width: float,
    height: float,
    *,
    tallest: float,
    head: float,
    lowest: float,
    group: float,
    nearer: float = 1.0,
    above: float = -1.0,
) -> Camera:
    """The camera for a shot of a group that is `group` world units wide and `tallest` tall.

    Its biggest head is `head` tall, and its lowest chin lies `lowest` above the ground; no chin is cut off by the lower edge.

    The span grows where the group would not fit in the width; tall pictures leave more room above and below, wide ones
    show more of the place. `nearer` above 1 moves in (another take); `above` sets another headroom than the shot's.
    """
    framing = FRAMINGS[shot]
    span, headroom = framing.span, framing.headroom if above < 0 else above
    if shot in (Shot.CLOSE, Shot.EXTREME_CLOSE):
        span *= min(1.25, max(0.55, head / 330))
    elif shot in (Shot.MEDIUM, Shot.FULL, Shot.OVER_SHOULDER, Shot.WORMS_EYE):
        span *= min(1.3, max(0.62, tallest / 1000))
    if shot is not Shot.EXTREME_CLOSE:
        span = max(span, (tallest - lowest + head * 0.3) / (1 - headroom))
    span /= nearer
    fit = group * height / (width * 0.94)
    if fit > span:
        headroom = min(0.52, headroom + 0.10 * (fit / span - 1))
        span = fit
    scale = height / span
    distance = framing.lens * height / scale
    foot = headroom * height + tallest * scale
    if shot not in (Shot.CLOSE, Shot.EXTREME_CLOSE) and foot < 0.88 * height:
        # A group that had to be shown smaller still stands near the lower edge, not in the middle of the air.
        foot = foot * 0.45 + 0.88 * height * 0.55
    horizon = foot - framing.eye * scale
    return Camera(width, height, 0.0, framing.eye, distance, framing.lens * height, horizon, framing.roll, shot)
