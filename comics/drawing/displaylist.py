"""The display list: what every craft hands to a writer (SVG for the raster, PDF for the book).

A drawing is a `Group` of items in painting order. Paths are absolute SVG path data limited to `M L C Q Z` with
space-separated numbers, which both writers understand. Colours are `#rrggbb`. Coordinates are the drawing's own units, y
downwards. Items are plain frozen data: equal drawings write equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comics.drawing.geometry import Affine, Box, Point

Blend = Literal["normal", "multiply", "screen", "overlay", "soft-light"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a gradient: offset 0–1, colour, alpha 0–1."""

    offset: float
    colour: str
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear gradient between two points, in the coordinates of the path that it fills."""

    start: Point
    end: Point
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Radial:
    """A radial gradient around a centre, in the coordinates of the path that it fills."""

    centre: Point
    radius: float
    stops: tuple[Stop, ...]


Paint = str | Linear | Radial


@dataclass(frozen=True, slots=True)
class Path:
    """One filled or stroked outline. `fill` or `stroke` may be missing, not both."""

    d: str
    fill: Paint | None = None
    stroke: str | None = None
    width: float = 1.0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    dash: tuple[float, ...] = ()
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One shaped run of text on one line, in one font.

    `glyphs` holds (glyph id, x, y) with the pen positions in the drawing's units; `text` is the source text that the run
    stands for (with a trailing space where a line goes on), which the PDF keeps as real, selectable text. `font` is a
    name of `comics.drawing.fonts`. `slant` shears upright glyphs (0.2 is a usual oblique). A `stroke` is drawn under the fill.
    """

    font: str
    size: float
    glyphs: tuple[tuple[int, float, float], ...]
    text: str
    fill: str
    stroke: str | None = None
    width: float = 0.0
    slant: float = 0.0


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture by key: the writer asks its caller for the bytes. `crop` is the part shown, as fractions of the picture."""

    key: str
    box: Box
    crop: Box = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Group:
    """Items painted together: mapped by `transform`, clipped by the path data `clip`, blended as one.

    `name` tells what the group is in the book's structure ("panel 3", "balloon"); `alt` is its description for people who do
    not see it. Writers that keep no structure ignore both. `blur` is a Gaussian standard deviation in the group's units; use
    it seldom.
    """

    items: tuple[Item, ...]
    transform: Affine | None = None
    clip: str | None = None
    alpha: float = 1.0
    blend: Blend = "normal"
    blur: float = 0.0
    name: str = ""
    alt: str = ""


Item = Path | Glyphs | Raster | Group
