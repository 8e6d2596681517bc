"""The palette of a style, laid over every colour of a finished drawing ("noir", "pastel", "warm dusk palette" …)."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from comics.drawing.displaylist import Group, Item, Linear, Paint, Path, Radial, Stop
from comics.drawing.ink import luminance, mix


def _mono(colour: str) -> str:
    light = luminance(colour)
    # An S-curve, so that a night keeps its whites and a day its blacks.
    light = min(1.0, light * 1.14) ** 0.92
    light = light * light * (3 - 2 * light) * 0.7 + light * 0.3
    tone = f"{round(light * 255):02x}"
    return "#" + tone * 3


def _sepia(colour: str) -> str:
    light = luminance(colour)
    aged = mix("#2e1a16", "#f6e6c4", light) if light < 0.97 else "#faf0d8"
    return mix(colour, aged, 0.72)


def _pastel(colour: str) -> str:
    light = luminance(colour)
    return mix(colour, "#fff4ee", 0.30 * min(1.0, light * 1.8) + 0.04)


def _neon(colour: str) -> str:
    return _saturated(colour, 1.45, lean="#ff2fd0", amount=0.05)


def _warm(colour: str) -> str:
    return _scaled(colour, 1.05, 1.0, 0.88)


def _cool(colour: str) -> str:
    return _scaled(_saturated(colour, 0.92), 0.86, 0.97, 1.08)


def _scaled(colour: str, red: float, green: float, blue: float) -> str:
    """Every channel by its own factor, which keeps the darks dark."""
    parts = (int(colour[at : at + 2], 16) * by for at, by in ((1, red), (3, green), (5, blue)))
    return "#" + "".join(f"{min(255, round(part)):02x}" for part in parts)


def _grim(colour: str) -> str:
    return mix(_saturated(colour, 0.55), "#2a2f3a", 0.14)


def _saturated(colour: str, by: float, *, lean: str = "", amount: float = 0.0) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    parts = colorsys.hls_to_rgb(hue, light, min(1.0, full * by))
    made = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
    return mix(made, lean, amount) if lean else made


_GRADES: Final[dict[str, Callable[[str], str]]] = {
    "mono": _mono, "sepia": _sepia, "pastel": _pastel, "neon": _neon, "warm": _warm, "cool": _cool, "grim": _grim,
}  # fmt: skip


@lru_cache(maxsize=16384)
def graded_colour(colour: str, palettes: tuple[str, ...]) -> str:
    """The colour after all grades of `palettes` (keys of `words.PALETTES`), in order."""
    for palette in palettes:
        if palette in _GRADES:
            colour = _GRADES[palette](colour)
    return colour


def graded(drawing: Group, palettes: Sequence[str]) -> Group:
    """The drawing with every colour graded; itself where there is nothing to do."""
    keys = tuple(palette for palette in palettes if palette in _GRADES)
    return _group(drawing, keys) if keys else drawing


def _group(group: Group, keys: tuple[str, ...]) -> Group:
    return replace(group, items=tuple(_item(item, keys) for item in group.items))


def _item(item: Item, keys: tuple[str, ...]) -> Item:
    if isinstance(item, Group):
        return _group(item, keys)
    if isinstance(item, Path):
        stroke = graded_colour(item.stroke, keys) if item.stroke else None
        return replace(item, fill=_paint(item.fill, keys), stroke=stroke)
    return item


def _paint(paint: Paint | None, keys: tuple[str, ...]) -> Paint | None:
    if paint is None:
        return None
    if isinstance(paint, str):
        return graded_colour(paint, keys)
    stops = tuple(Stop(stop.offset, graded_colour(stop.colour, keys), stop.alpha) for stop in paint.stops)
    if isinstance(paint, Linear):
        return Linear(paint.start, paint.end, stops)
    return Radial(paint.centre, paint.radius, stops)
