"""Snouts, beaks and markings of the heads of `muzzles`."""

from __future__ import annotations

from collections.abc import Callable

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Box
from comics.engines.storyboard.look_model import Look
from comics.engines.storyboard.pen import Pen


def box_at(x: float, y: float, w: float, h: float) -> Box:
    """A box, told in numbers."""
    return Box(x, y, w, h)


def markings(pen: Pen, look: Look, turn: float) -> list[Item]:
    """Markings of the fur, clipped to the skull."""
    c = 34 * turn
    light = pen.base(look.second)
    kind = look.species
    if kind in ("fox", "wolf"):
        mask = ink.bows([(-190, 60, 0.0), (-120 + c * 0.3, 34, -0.06), (-52 + c, 66, -0.06), (-20 + c * 1.4, 40, -0.04),
            (20 + c * 1.4, 40, 0.1), (52 + c, 66, -0.04), (128, 34, -0.06), (190, 60, -0.06), (170, 180, 0.0),
            (-170, 180, 0.0)])  # fmt: skip
        return [Path(mask, fill=light)]
    if kind == "monkey":
        return [Path(" ".join(ink.ellipse(x + 28 * turn, 14, 58, 62) for x in (-46, 46)), fill=light)]
    if kind == "raccoon":
        dark = ink.mix("#3a3744", pen.light.shadow, 0.2)
        band = ink.bows([(-190, 40, 0.0), (-110 + c * 0.4, -22, 0.06), (-14 + c, -14, 0.02), (14 + c, -14, 0.0),
            (120, -22, 0.02), (190, 40, 0.06), (100 + c * 0.3, 62, 0.1), (30 + c, 40, 0.1), (-30 + c, 40, -0.1),
            (-100 + c * 0.3, 62, 0.1)])  # fmt: skip
        return [Path(ink.ellipse(c, 110, 130, 52), fill=light), Path(band, fill=dark)]
    if kind == "panda":
        dark = ink.mix("#33303a", pen.light.shadow, 0.2)
        return [Path(ink.ellipse(way * 62 + 28 * turn, 8, 42, 50, turn=0.5 * way), fill=dark) for way in (-1, 1)]
    if kind == "cat" and "stripes" in look.marks:
        dark = ink.mix(look.skin, pen.ink, 0.45)
        lines: list[Item] = [
            pen.stroke([(x + c * 0.5, -140), (x * 0.9 + c * 0.5, -104), (x * 0.8 + c * 0.5, -74)], dark, 13)
            for x in (-34, 0, 34)
        ]
        lines += [
            pen.stroke([(way * 150, y), (way * 118, y + 4), (way * 96, y)], dark, 12) for way in (-1, 1) for y in (22, 52)
        ]
        return lines
    if kind == "dog" and "patch" in look.marks:
        return [Path(ink.ellipse(-62 + 26 * turn, 4, 50, 60), fill=ink.mix(look.skin, "#3a1f12", 0.45))]
    return []


def _nose(pen: Pen, x: float, y: float, wide: float, colour: str) -> list[Item]:
    d = ink.smooth(
        [
            (x - wide, y - wide * 0.5),
            (x, y - wide * 0.72),
            (x + wide, y - wide * 0.5),
            (x + wide * 0.62, y + wide * 0.4),
            (x, y + wide * 0.78),
            (x - wide * 0.62, y + wide * 0.4),
        ]
    )
    return [
        Path(d, fill=colour),
        Path(
            ink.ellipse(x + wide * 0.25 * pen.sun, y - wide * 0.36, wide * 0.34, wide * 0.17), fill="#ffffff", fill_alpha=0.75
        ),
    ]


def _snout(
    size: tuple[float, float], nose: float, *, y: float = 92.0, whiskers: bool = False
) -> Callable[[Pen, Look, float], list[Item]]:
    """A snout of half width and half height (0: none, only a nose) around the height y, and a nose of half width `nose`."""

    def draw(pen: Pen, look: Look, turn: float) -> list[Item]:
        x, top = 46 * turn, y - (size[1] * 0.62 if size[1] else 20)
        dark = "#d9697a" if look.species in ("rabbit", "cat", "mouse") else ink.mix("#2a1c28", pen.ink, 0.5)
        philtrum = [(x + 6 * turn, top + nose * 0.6), (x + 4 * turn, top + nose + 4), (x + 2 * turn, top + nose + 12)]
        items = _bump(pen, look, x, y, size) if size[0] else []
        items += [*_nose(pen, x + 6 * turn, top, nose, dark), pen.stroke(philtrum, pen.ink, 5)]
        return items + _whiskers(pen, look, x, y) if whiskers else items

    return draw


def _bump(pen: Pen, look: Look, x: float, y: float, size: tuple[float, float]) -> list[Item]:
    d = ink.ellipse(x, y, *size)
    low = Path(ink.ellipse(x - pen.sun * 14, y + 16, *size), fill=pen.shade(look.second), even_odd=True, fill_alpha=0.35)
    lit = Path(ink.ellipse(x + pen.sun * 4, y - 8, *size), fill=pen.base(look.second))
    return [Path(d, fill=pen.base(look.second)), Group((low, lit), clip=d)]


def _whiskers(pen: Pen, look: Look, x: float, y: float) -> list[Item]:
    tone = ink.mix(look.second, pen.ink, 0.55)
    return [
        pen.stroke(ink.arc((x + way * 64, y - 6 + dy), (x + way * 132, y - 20 + dy * 2.4), 5 * way, steps=4), tone, 4.5)
        for way in (-1, 1)
        for dy in (-4, 6, 16)
    ]


def _pig_snout(pen: Pen, look: Look, turn: float) -> list[Item]:
    x = 44 * turn
    items = pen.shape(ink.ellipse(x, 66, 40, 28), ink.mix(look.skin, "#e0707a", 0.3), depth=7, width=8)
    return items + [Path(ink.ellipse(x + dx, 66, 6, 10), fill=pen.line(look.skin)) for dx in (-13, 13)]


def _screen(pen: Pen, look: Look, turn: float) -> list[Item]:
    d = ink.superellipse(box_at(-104 + 16 * turn, -58, 208, 176), power=4)
    items = pen.shape(d, ink.mix(look.second, "#ffffff", 0.3), depth=8, width=8)
    items += [Path(ink.ellipse(x, -100, 7, 7), fill=pen.line(look.skin)) for x in (-96, 96)]
    return items


def draw_beak(pen: Pen, look: Look, turn: float, *, opened: bool) -> list[Item]:
    """A beak, open or closed."""
    x = 46 * turn
    colour = "#f2a33a"
    gape = 22 if opened else 5
    lower = ink.bows([(x - 30, 74, 0.0), (x + 26 * turn, 100 + gape, -0.1), (x + 32, 74, -0.1)])
    upper = ink.bows(
        [(x - 42, 72, 0.0), (x + 4 * turn, 40, 0.14), (x + 44, 72, 0.14), (x + 30 * turn, 100, 0.08), (x - 42, 72, 0.08)]
    )
    return pen.shape(lower, ink.mix(colour, "#a03a1a", 0.35), depth=0, width=8) + pen.shape(upper, colour, depth=8, width=8)


def _owl_disc(pen: Pen, look: Look, turn: float) -> list[Item]:
    items: list[Item] = [Path(ink.ellipse(way * 58 + 26 * turn, 6, 62, 66), fill=pen.base(look.second)) for way in (-1, 1)]
    x = 36 * turn
    return items + pen.shape(
        ink.bows([(x - 18, 44, 0.0), (x + 18, 44, 0.1), (x, 86, 0.14), (x - 18, 44, 0.14)]), "#f2a33a", depth=6, width=7
    )


def _nothing(pen: Pen, look: Look, turn: float) -> list[Item]:
    return []


SNOUTS: dict[str, Callable[[Pen, Look, float], list[Item]]] = {"fox": _snout((0, 0), 19, y=86), "wolf": _snout((0, 0),
    22, y=88), "cat": _snout((52, 34), 14, whiskers=True), "dog": _snout((64, 46), 24, y=94), "rabbit": _snout((48, 34),
    13, whiskers=True), "mouse": _snout((44, 32), 14, whiskers=True), "bear": _snout((62, 46), 23, y=92),
    "monkey": _snout((76, 50), 13, y=98), "beak": _nothing, "owl": _owl_disc, "frog": _nothing, "pig": _pig_snout,
    "screen": _screen}  # fmt: skip
