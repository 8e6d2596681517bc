"""The painter's table: a place is painted with this, in world units, and comes out as a display list in pixels.

`Scenery` knows the camera and the light. Flat things (sky, ground, walls) go straight into `back`; things that stand on the
ground are kept with their depth, so that the actors can be sorted in between. `Pen` draws one standing thing in figure
coordinates (ground at 0, y downwards).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from comics.drawing import ink
from comics.drawing.displaylist import Blend, Group, Item, Linear, Paint, Path, Radial, Stop
from comics.drawing.geometry import Box, Point
from comics.engines.storyboard.camera import Camera
from comics.engines.storyboard.light import INK, Mood

Spot = tuple[float, float, float]
# Far outlines melt into the air: ink takes on this part of the haze that the fill takes.
INK_FADE: Final = 0.75
# Half the width of the widest standing thing (a mast with its sail).
WIDEST: Final = 1750.0
SNOW: Final = "#f2f5ff"


class Pen:
    """Draws one thing in figure coordinates, in the light of its depth. `draw` functions get one and leave items in it."""

    def __init__(self, mood: Mood, *, z: float, seed: str, line: float = 9.0) -> None:
        self.mood, self.z, self.seed, self.line = mood, z, seed, line
        self.items: list[Item] = []
        self.ink = self.tint(INK, keep=1 - INK_FADE)

    def tint(self, colour: str, *, keep: float = 0.0) -> str:
        """The colour in this light; `keep` saves that part of it from the air."""
        painted = self.mood.paint(colour, self.z)
        return ink.mix(painted, colour, keep) if keep else painted

    def rand(self, key: str | int, low: float = 0.0, high: float = 1.0) -> float:
        """A seeded number from low to high."""
        return low + (high - low) * ink.chance(self.seed, key)

    def fill(self, d: str, colour: Paint, *, alpha: float = 1.0) -> None:
        """A shape without outline; plain colours are tinted."""
        self.items.append(Path(d, fill=self.tint(colour) if isinstance(colour, str) else colour, fill_alpha=alpha))

    def shine(self, d: str, colour: Paint, *, alpha: float = 1.0) -> None:
        """A shape that gives light itself: its colour is taken as it is."""
        self.items.append(Path(d, fill=colour, fill_alpha=alpha))

    def shape(
        self, d: str, colour: str, *, shade: tuple[float, float] = (0, 0), inside: Sequence[Item] = (), line: float = 0
    ) -> None:
        """An inked shape; `shade` is how far the lit part is pushed up and to the light, which leaves a crescent of shadow."""
        width = line or self.line
        lit = self.tint(colour)
        if shade == (0, 0):
            self.items.extend(ink.outlined(d, lit, ink=self.ink, width=width, inside=inside))
            return
        side = -1 if self.mood.light.side == "left" else 1
        dark = ink.mix(lit, self.mood.light.shadow, self.mood.light.shadow_mix)
        fill = cel(ink.bounds(d), lit, dark, (side * shade[0], -shade[1]))
        self.items.extend(ink.outlined(d, fill, ink=self.ink, width=width, inside=inside))

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str = "", *, curve: bool = True) -> None:
        """A line of even width; in ink where no colour is given."""
        d = ink.smooth(points, closed=False) if curve else ink.polygon(points, closed=False)
        self.items.append(Path(d, stroke=self.tint(colour) if colour else self.ink, width=width))

    def box(
        self, x: float, y: float, w: float, h: float, colour: str, *, radius: float = 0, shade: tuple[float, float] = (0, 0)
    ) -> None:
        """An inked rectangle."""
        self.shape(ink.rectangle(Box(x, y, w, h), radius=radius), colour, shade=shade)

    def halo(self, x: float, y: float, radius: float, *, alpha: float = 0.7, colour: str = "", least: float = 0.0) -> None:
        """A soft light around a lamp, scaled by how much lamps shine now; `least` is for what shines by day too."""
        strength = alpha * max(least, self.mood.lamps)
        if strength > 0.03:
            self.items.append(glow_group(Point(x, y), radius, colour or self.mood.glow, strength))


Draw = Callable[..., None]


class Scenery:
    """One place being painted. `seed` keeps its chance the same in every panel that shows the place."""

    def __init__(self, camera: Camera, mood: Mood, seed: str) -> None:
        self.cam, self.mood, self.seed = camera, mood, seed
        self.back: list[Item] = []
        self.standing: list[tuple[float, Item]] = []
        self.over: list[Item] = []

    def rand(self, key: str | int, low: float = 0.0, high: float = 1.0) -> float:
        """A seeded number from low to high."""
        return low + (high - low) * ink.chance(self.seed, key)

    def tint(self, colour: str, z: float = 0.0) -> str:
        """The colour in this light at depth z."""
        return self.mood.paint(colour, z)

    def ink_at(self, z: float) -> str:
        """The colour of ink at depth z."""
        return ink.mix(self.mood.paint(INK, z), INK, 1 - INK_FADE)

    def sees(self, x: float, z: float, reach: float) -> bool:
        """Whether anything within `reach` units beside (x, z) lies in the picture."""
        return self.cam.left(z) - reach <= x <= self.cam.right(z) + reach

    def poly(self, spots: Sequence[Spot], colour: Paint, *, line: float = 0.0, alpha: float = 1.0, soft: bool = False) -> None:
        """A flat shape in space. Plain colours are tinted by its farthest spot's half depth; `line` is in usual ink widths."""
        z = sum(spot[2] for spot in spots) / len(spots)
        points = [self.cam.at(*spot) for spot in spots]
        d = ink.smooth(points) if soft else ink.polygon(points)
        fill = self.tint(colour, z) if isinstance(colour, str) else colour
        width = line * self.cam.stroke
        self.back.append(Path(d, fill=fill, fill_alpha=alpha, stroke=self.ink_at(z) if line else None, width=width))

    def shine(self, spots: Sequence[Spot], colour: Paint, *, alpha: float = 1.0, line: float = 0.0) -> None:
        """A flat shape that gives light itself."""
        z = sum(spot[2] for spot in spots) / len(spots)
        d = ink.polygon([self.cam.at(*spot) for spot in spots])
        stroke = self.ink_at(z) if line else None
        self.back.append(Path(d, fill=colour, fill_alpha=alpha, stroke=stroke, width=line * self.cam.stroke))

    def lines(
        self, pairs: Sequence[tuple[Spot, Spot]], colour: str, *, width: float = 0.5, alpha: float = 0.35, z: float = 0.0
    ) -> None:
        """Many straight lines as one path: joints, planks, tiles."""
        parts = []
        for first, second in pairs:
            a, b = self.cam.at(*first), self.cam.at(*second)
            parts.append(f"M {a.x:.1f} {a.y:.1f} L {b.x:.1f} {b.y:.1f}")
        if parts:
            tinted = self.tint(colour, z)
            self.back.append(Path(" ".join(parts), stroke=tinted, width=width * self.cam.stroke, stroke_alpha=alpha))

    def patches(self, quads: Sequence[Sequence[Spot]], colour: str, *, alpha: float = 0.25, z: float = 0.0) -> None:
        """Many flat shapes of one colour as one path."""
        d = " ".join(ink.polygon([self.cam.at(*spot) for spot in quad]) for quad in quads)
        if d:
            self.back.append(Path(d, fill=self.tint(colour, z), fill_alpha=alpha))

    def stand(
        self, draw: Draw, x: float, z: float, *, y: float = 0.0, size: float = 1.0, flip: bool = False, **how: object
    ) -> None:
        """Put a thing drawn by `draw(pen, **how)` on the ground at (x, z). Nothing is kept that lies outside the picture."""
        if z <= self.cam.near * 0.999 or not self.sees(x, z, WIDEST * size):
            return
        pen = Pen(self.mood, z=z, seed=f"{self.seed}:{x:.0f}:{z:.0f}", line=max(7.0, 2.2 / (self.cam.scale(z) * size)))
        draw(pen, **how)
        self.standing.append((z, Group(tuple(pen.items), transform=self.cam.standing(x, z, y=y, size=size, flip=flip))))

    def hang(self, draw: Draw, x: float, z: float, **how: object) -> None:
        """Like `stand`, painted at once: for what belongs to the backdrop."""
        self.stand(draw, x, z, **how)  # type: ignore[arg-type]
        if self.standing:
            self.back.append(self.standing.pop()[1])

    def snowed(self, colour: str, *, deep: float = 0.78) -> str:
        """The colour of something flat out of doors: mostly white when it snows."""
        return ink.mix(colour, SNOW, deep) if self.mood.weather == "snow" else colour

    def ground(self, near: str, far: str) -> None:
        """The ground from the horizon to the lower edge, fading from colour `near` to `far`."""
        box = self.cam.frame
        top = max(self.cam.horizon, box.y)
        if top >= box.bottom:
            return
        low, high = self.tint(self.snowed(near)), self.tint(self.snowed(far, deep=0.85), 6000)
        paint = Linear(Point(0, top), Point(0, box.bottom), (Stop(0, high), Stop(0.35, ink.mix(high, low, 0.6)), Stop(1, low)))
        self.back.append(Path(ink.rectangle(Box(box.x, top - 1, box.w, box.bottom - top + 1)), fill=paint))

    def glow(
        self, x: float, y: float, z: float, radius: float, *, colour: str = "", alpha: float = 0.6, over: bool = False
    ) -> None:
        """A soft light in space, `radius` in world units."""
        group = glow_group(self.cam.at(x, y, z), radius * self.cam.scale(z), colour or self.mood.glow, alpha)
        (self.over if over else self.back).append(group)

    def wash(self, paint: Paint, *, alpha: float = 1.0, blend: Blend = "normal", over: bool = False) -> None:
        """A tone over the whole frame."""
        item: Item = Path(ink.rectangle(self.cam.frame), fill=paint, fill_alpha=alpha)
        item = item if blend == "normal" else Group((item,), blend=blend)
        (self.over if over else self.back).append(item)


def glow_group(centre: Point, radius: float, colour: str, alpha: float) -> Group:
    """A radial glow with screen blending, which is far cheaper than a blur."""
    stops = (Stop(0, colour, alpha), Stop(0.25, colour, alpha * 0.5), Stop(0.6, colour, alpha * 0.13), Stop(1, colour, 0))
    disc = Path(ink.ellipse(centre.x, centre.y, radius, radius), fill=Radial(centre, radius, stops))
    return Group((disc,), blend="screen")


def cel(box: Box, lit: str, dark: str, light: tuple[float, float]) -> Paint:
    """A hard-edged cel shade as a gradient (far cheaper for the raster than a clip): the side away from `light` is dark.

    `light` is how far the lit part is pushed towards the lamp, in the shape's units. Roundish shapes get a bowed edge, long
    ones a straight one.
    """
    dx, dy = light
    along = math.hypot(dx, dy) or 1.0
    ux, uy = dx / along, dy / along
    reach = (abs(ux) * box.w + abs(uy) * box.h) / 2
    centre = box.centre
    if max(box.w, box.h) < 1.7 * min(box.w, box.h):
        radius = max(box.w, box.h) * 0.5 + along * 0.9
        at = Point(centre.x + dx * 1.7, centre.y + dy * 1.7)
        return Radial(at, radius * 1.3, (Stop(0, lit), Stop(0.765, lit), Stop(0.77, dark), Stop(1, dark)))
    edge = Point(centre.x - ux * (reach - along), centre.y - uy * (reach - along))
    end = Point(edge.x - ux * along, edge.y - uy * along)
    return Linear(edge, end, (Stop(0, lit), Stop(0.02, dark)))
