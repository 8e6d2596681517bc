"""The pen that draws figures: tones of one light, shapes with brush-like outlines, cel shade and rim.

Every palette entry is mixed with the same shadow and the same lamp (craft.md, "Drawing in code", 2), so that a red scarf and a
green coat stand in the same light.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Affine
from comics.drawing.ink import Points
from comics.engines.storyboard.parts import Light

OUTLINE = 10.0
FINE = 5.0


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws in one light. `sun` is +1 where the light comes from the drawing's right, -1 from its left; `weight` scales
    lines."""

    light: Light
    sun: float = 1.0
    weight: float = 1.0

    @property
    def ink(self) -> str:
        """The colour of outlines: never quite black."""
        return self.light.ink

    def base(self, colour: str) -> str:
        """The colour where the light falls on it."""
        return ink.mix(colour, self.light.lamp, 0.3 * self.light.lamp_mix)

    def shade(self, colour: str) -> str:
        """The colour on the side away from the light."""
        return ink.mix(colour, self.light.shadow, min(0.75, 0.12 + 0.8 * self.light.shadow_mix))

    def glow(self, colour: str) -> str:
        """The colour along the lit edge and in highlights."""
        return ink.mix(colour, self.light.lamp, min(0.8, 0.35 + 0.7 * self.light.lamp_mix))

    def line(self, colour: str) -> str:
        """The colour of a fine line on this colour: between the colour and ink."""
        return ink.mix(colour, self.light.ink, 0.72)

    def shape(
        self, d: str, colour: str, *, depth: float = 14.0, rim: float = 0.0, width: float = OUTLINE, inside: Sequence[Item] = ()
    ) -> list[Item]:
        """An outlined shape; the crescent of shade is `depth` units, the rim of light `rim` units wide (0: none)."""
        items = self.outline(d, width=width)
        if depth <= 0:
            items.append(Path(d, fill=self.base(colour)))
            if inside:
                items.append(Group(tuple(inside), clip=d))
            return items
        toward = (self.sun * depth, -0.45 * depth)
        items.append(Path(d, fill=self.shade(colour)))
        lit = Path(d, fill=self.base(colour))
        if rim <= 0:
            items.append(Group((self.moved([lit], *toward), *inside), clip=d))
            return items
        glow = self.moved([Path(d, fill=ink.mix(self.base(colour), self.glow(colour), 0.85))], *toward)
        away = Affine(e=-self.sun * rim, f=0.4 * rim)
        core = Group((self.moved([lit], toward[0] - away.e, toward[1] - away.f),), transform=away, clip=d)
        items.append(Group((glow, core, *inside), clip=d))
        return items

    def outline(self, d: str, *, width: float = OUTLINE) -> list[Item]:
        """The brush-like outline that goes under a fill."""
        stroke = Path(d, stroke=self.light.ink, width=width * self.weight)
        return [stroke, Group((stroke,), transform=Affine(e=ink.PRESS[0] * self.weight, f=ink.PRESS[1] * self.weight))]

    def stroke(self, points: Points, colour: str, width: float = FINE, *, alpha: float = 1.0) -> Path:
        """A tapered line."""
        return Path(ink.brush(points, width * self.weight), fill=colour, fill_alpha=alpha)

    @staticmethod
    def moved(items: Iterable[Item], x: float, y: float) -> Group:
        """The items shifted."""
        return Group(tuple(items), transform=Affine(e=x, f=y))


def placed(x: float, y: float, *, turn: float = 0.0, scale: float = 1.0, flip: bool = False) -> Affine:
    """The map of a part's own frame: flipped left to right, scaled, turned clockwise by `turn` radians, moved to (x, y)."""
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    way = -1.0 if flip else 1.0
    return Affine(cos * way, sin * way, -sin, cos, x, y)
