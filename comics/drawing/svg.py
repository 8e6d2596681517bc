"""Writes a display list as SVG 1.1 text: deterministic, compact, without `<text>` and without system fonts.

Strokes have round caps and joins. Blends are CSS (Compositing and Blending Level 1) and have no presentation attribute:
`classes=False` writes them as `style`, which resvg reads; `classes=True` writes `class="blend-multiply"` for pages whose
content security policy forbids inline style, with the rule in the page's style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Final

from comics.drawing.displaylist import Glyphs, Group, Item, Linear, Paint, Path, Radial, Raster
from comics.drawing.extent import BLUR_REACH, NUMBER, together
from comics.drawing.geometry import Affine, Box

Picture = Callable[[str], str]
Outline = Callable[[str, int], str]
Units = Callable[[str], float]

_TAIL: Final = re.compile(r"(?<=\.\d\d)\d+")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write(
    drawing: Group,
    *,
    width: float,
    height: float,
    view: Box | None = None,
    picture: Picture | None = None,
    glyph: Outline | None = None,
    units: Units | None = None,
    names: bool = False,
    classes: bool = False,
    prefix: str = "",
) -> str:
    """The drawing as one SVG document of `width` × `height` pixels that shows `view` (by default 0, 0, width, height).

    `picture` turns a raster's key into an address (rasters are left out without it, or where it answers an empty one);
    `glyph(font, glyph id)` gives an outline in font units with y upwards and `units(font)` the units per em (1000 without
    it); runs of glyphs are left out without `glyph`. `names` writes the groups' names as `data-name` and their alt text as
    `aria-label`. `prefix` starts every id, so that several drawings may stand in one HTML page.
    """
    view = view or Box(0.0, 0.0, width, height)
    writer = _Writer(picture, glyph, units, names, classes, prefix)
    writer.group(drawing)
    defs = f"<defs>{''.join(writer.defs)}</defs>" if writer.defs else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" '
        f'viewBox="{" ".join(number(v) for v in view)}" preserveAspectRatio="none" '
        f'stroke-linecap="round" stroke-linejoin="round">'
        f"{defs}{''.join(writer.out)}</svg>"
    )


def number(value: float, places: int = 2) -> str:
    """The number with at most `places` decimals and no trailing zeros."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _trimmed(d: str) -> str:
    """The path with two decimals at most; they are cut, not rounded, which is ten times as fast and never seen."""
    if "e" in d:
        d = NUMBER.sub(lambda found: number(float(found[0])), d)
    return _TAIL.sub("", d)


@lru_cache(maxsize=4096)
def _attribute(text: str) -> str:
    return escape(_CONTROL.sub("", text))


def _rectangle(box: Box) -> str:
    left, top, right, bottom = (number(v) for v in (box.x, box.y, box.right, box.bottom))
    return f"M{left} {top} L{right} {top} L{right} {bottom} L{left} {bottom} Z"


class _Writer:
    """Collects the body and the shared definitions of one document."""

    def __init__(
        self, picture: Picture | None, glyph: Outline | None, units: Units | None, names: bool, classes: bool, prefix: str
    ) -> None:
        self.picture, self.glyph, self.units = picture, glyph, units
        self.names, self.classes, self.prefix = names, classes, prefix
        self.out: list[str] = []
        self.defs: list[str] = []
        self.ids: dict[object, str] = {}

    def define(self, kind: str, key: object, body: str) -> str:
        """The id of the definition with this key; `body` has `{}` where the id goes."""
        found = self.ids.get((kind, key))
        if found is None:
            found = self.ids[kind, key] = f"{self.prefix}{kind}{len(self.defs)}"
            self.defs.append(body.replace("{}", found, 1))
        return found

    def item(self, item: Item) -> None:
        if isinstance(item, Path):
            self.path(item)
        elif isinstance(item, Group):
            self.group(item)
        elif isinstance(item, Glyphs):
            self.glyphs(item)
        else:
            self.raster(item)

    def group(self, group: Group) -> None:
        attributes = self.attributes(group)
        if attributes:
            self.out.append(f"<g{attributes}>")
        for item in group.items:
            self.item(item)
        if attributes:
            self.out.append("</g>")

    def attributes(self, group: Group) -> str:
        parts = []
        if self.names and group.name:
            parts.append(f' data-name="{_attribute(group.name)}"')
            if group.alt:
                parts.append(f' role="img" aria-label="{_attribute(group.alt)}"')
        if group.transform:
            parts.append(f' transform="{_matrix(group.transform)}"')
        if group.clip is not None:
            parts.append(f' clip-path="url(#{self.clip(group.clip)})"')
        if group.blur > 0:
            parts.append(self.blur(group))
        if group.alpha < 1:
            parts.append(f' opacity="{number(group.alpha, 3)}"')
        if group.blend != "normal":
            rule = f'class="blend-{group.blend}"' if self.classes else f'style="mix-blend-mode:{group.blend}"'
            parts.append(f" {rule}")
        return "".join(parts)

    def clip(self, d: str) -> str:
        d = _trimmed(d)
        return self.define("c", d, f'<clipPath id="{{}}"><path d="{d}"/></clipPath>')

    def blur(self, group: Group) -> str:
        """The filter's region is given in full, because one relative to the bounding box would cut a blurred line away."""
        region = together(group.items, group.blur * BLUR_REACH)
        if region is None:
            return ""
        x, y, w, h = (number(v) for v in region)
        body = (
            f'<filter id="{{}}" filterUnits="userSpaceOnUse" x="{x}" y="{y}" width="{w}" height="{h}" '
            f'color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="{number(group.blur)}"/></filter>'
        )
        return f' filter="url(#{self.define("b", body, body)})"'

    def paint(self, paint: Paint) -> str:
        if isinstance(paint, str):
            return _attribute(paint)
        return f"url(#{self.define('p', paint, _gradient(paint))})"

    def path(self, path: Path) -> None:
        parts = [f'<path d="{_trimmed(path.d)}"']
        parts.append(f' fill="{self.paint(path.fill)}"' if path.fill is not None else ' fill="none"')
        if path.fill is not None and path.fill_alpha < 1:
            parts.append(f' fill-opacity="{number(path.fill_alpha, 3)}"')
        if path.fill is not None and path.even_odd:
            parts.append(' fill-rule="evenodd"')
        if path.stroke is not None:
            parts.append(f' stroke="{_attribute(path.stroke)}" stroke-width="{number(path.width)}"')
            if path.stroke_alpha < 1:
                parts.append(f' stroke-opacity="{number(path.stroke_alpha, 3)}"')
            if path.dash:
                parts.append(f' stroke-dasharray="{" ".join(number(v) for v in path.dash)}"')
        parts.append("/>")
        self.out.append("".join(parts))

    def glyphs(self, run: Glyphs) -> None:
        """Each outline stands once in the definitions; a run is placed in font units inside one scaled, sheared group."""
        if self.glyph is None or not run.glyphs:
            return
        scale = run.size / (self.units(run.font) if self.units else 1000.0)
        uses = "".join(filter(None, (self.use(run, scale, *placed) for placed in run.glyphs)))
        map_ = f"matrix({number(scale, 6)} 0 {number(scale * run.slant, 6)} {number(-scale, 6)} 0 0)"
        if run.stroke is not None and run.width > 0:
            stroke = f'fill="none" stroke="{_attribute(run.stroke)}" stroke-width="{number(run.width / scale, 1)}"'
            self.out.append(f'<g transform="{map_}" {stroke}>{uses}</g>')
        self.out.append(f'<g transform="{map_}" fill="{_attribute(run.fill)}">{uses}</g>')

    def use(self, run: Glyphs, scale: float, glyph_id: int, x: float, y: float) -> str:
        key = (run.font, glyph_id)
        if ("g", key) not in self.ids:
            outline = self.glyph(*key) if self.glyph else ""
            if not outline:
                return ""
            self.define("g", key, f'<path id="{{}}" d="{_trimmed(outline)}"/>')
        place = f'x="{number((x + run.slant * y) / scale, 1)}" y="{number(-y / scale, 1)}"'
        return f'<use href="#{self.ids["g", key]}" {place}/>'

    def raster(self, raster: Raster) -> None:
        href = self.picture(raster.key) if self.picture else ""
        if not href:
            return
        box, crop = raster.box, raster.crop
        wide, high = box.w / crop.w, box.h / crop.h
        x, y = box.x - crop.x * wide, box.y - crop.y * high
        image = (
            f'<image x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}" '
            f'preserveAspectRatio="none" href="{_attribute(href)}"/>'
        )
        whole = crop == Box(0.0, 0.0, 1.0, 1.0)
        self.out.append(image if whole else f'<g clip-path="url(#{self.clip(_rectangle(box))})">{image}</g>')


def _matrix(affine: Affine) -> str:
    a, b, c, d = (number(v, 5) for v in affine[:4])
    return f"matrix({a} {b} {c} {d} {number(affine.e)} {number(affine.f)})"


def _gradient(paint: Linear | Radial) -> str:
    stops = "".join(
        f'<stop offset="{number(s.offset, 3)}" stop-color="{_attribute(s.colour)}"'
        + (f' stop-opacity="{number(s.alpha, 3)}"/>' if s.alpha < 1 else "/>")
        for s in paint.stops
    )
    if isinstance(paint, Linear):
        names = zip(("x1", "y1", "x2", "y2"), (*paint.start, *paint.end), strict=True)
        kind = "linearGradient"
    else:
        names = zip(("cx", "cy", "r"), (*paint.centre, paint.radius), strict=True)
        kind = "radialGradient"
    place = " ".join(f'{name}="{number(value)}"' for name, value in names)
    return f'<{kind} id="{{}}" gradientUnits="userSpaceOnUse" {place}>{stops}</{kind}>'
