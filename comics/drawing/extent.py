"""How far what a display list paints reaches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from comics.drawing.displaylist import Glyphs, Item, Path, Raster
from comics.drawing.geometry import Box

NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
BLUR_REACH: Final = 3.0  # A Gaussian has faded out at three standard deviations.


def bounds(item: Item) -> Box | None:
    """An upright box, in the coordinates around the item, that surely holds what it paints; None where it paints nothing."""
    if isinstance(item, Raster):
        return item.box
    if isinstance(item, Path):
        values = [float(v) for v in NUMBER.findall(item.d)]
        return _around(values[::2], values[1::2], item.width if item.stroke else 0.0) if values else None
    if isinstance(item, Glyphs):
        xs, ys = [x for _, x, _ in item.glyphs], [y for _, _, y in item.glyphs]
        return _around(xs, ys, item.size * 1.5 + item.width) if xs else None
    box = together(item.items, item.blur * BLUR_REACH)
    if box and item.clip is not None:
        box = _common(box, bounds(Path(item.clip, fill="#000000")))
    return item.transform.box(box) if box and item.transform else box


def together(items: Iterable[Item], margin: float) -> Box | None:
    """The bounds of all of them, grown by a margin on each side; None where they paint nothing."""
    inner = [box for box in map(bounds, items) if box]
    if not inner:
        return None
    xs, ys = [v for b in inner for v in (b.x, b.right)], [v for b in inner for v in (b.y, b.bottom)]
    return _around(xs, ys, margin)


def _common(one: Box, other: Box | None) -> Box | None:
    if other is None:
        return None
    left, top = max(one.x, other.x), max(one.y, other.y)
    wide, high = min(one.right, other.right) - left, min(one.bottom, other.bottom) - top
    return Box(left, top, wide, high) if wide >= 0 and high >= 0 else None


def _around(xs: list[float], ys: list[float], margin: float) -> Box:
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(margin)
