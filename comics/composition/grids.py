"""Recipes for pages: tiers of cells as shares of the live area; `named_grids` has those that people choose from.

A recipe says nothing of points; `place` gives it gutters and a page. Gutters and least sizes are those of craft.md, "Page
rules", 2: gutters 1.6–2 % of a page's width, 1.3 times wider between tiers, panels at least 0.2 of the page wide and tiers
at least 0.11 of it high.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from comics.composition.model import PageFormat
from comics.drawing.geometry import Box

GUTTER: Final = 0.018  # of a page's width
TIER_GUTTER: Final = 1.3  # times the gutter
LEAST_WIDTH: Final = 0.2  # of a page's width
LEAST_HEIGHT: Final = 0.11  # of the page's height
MOST_IN_TIER: Final = 4
MOST_ACROSS: Final = 6  # in a tier that runs over both sides of a spread
MOST_TIERS: Final = 7
MOST_TIERS_ACROSS: Final = 5

_EVERYTHING: Final = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a tier: its share of the width, and the shares of the tier's height of the panels stacked in it."""

    width: float = 1.0
    rows: tuple[float, ...] = (1.0,)


@dataclass(frozen=True, slots=True)
class Tier:
    """A row of the page: its share of the height, its cells from the side read first, and from where to where along the width
    it runs (fractions)."""

    height: float
    cells: tuple[Cell, ...]
    start: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A page without a size. `area` is the part of the live area that it fills, in fractions; one that `bleeds` fills the
    whole sheet instead, beyond where it will be trimmed. `insets` are small panels over others, in fractions of the live area;
    they are read right after the first panel."""

    key: str
    label: str
    tiers: tuple[Tier, ...]
    area: Box = _EVERYTHING
    bleeds: bool = False
    insets: tuple[Box, ...] = ()


def place(recipe: Recipe, page: PageFormat, *, direction: str = "ltr") -> tuple[Box, ...]:
    """The recipe's boxes on the page, in points and in reading order; "rtl" mirrors x."""
    whole = Box(0.0, 0.0, page.width, page.height).grown(page.bleed) if recipe.bleeds else page.live
    area = _part(recipe.area, whole)
    gutter = GUTTER * page.leaf
    between = gutter * TIER_GUTTER
    boxes = []
    heights = spans(area.y, area.h, between, [t.height for t in recipe.tiers], least=LEAST_HEIGHT * page.height)
    for tier, (top, height) in zip(recipe.tiers, heights, strict=True):
        start, length = area.x + tier.start * area.w, (tier.end - tier.start) * area.w
        widths = spans(start, length, gutter, [c.width for c in tier.cells], least=LEAST_WIDTH * page.leaf)
        for cell, (left, width) in zip(tier.cells, widths, strict=True):
            rows = spans(top, height, between, list(cell.rows), least=LEAST_HEIGHT * page.height)
            boxes += [Box(left, y, width, h) for y, h in rows]
    boxes[1:1] = [_part(inset, page.live) for inset in recipe.insets]
    if direction == "rtl":
        boxes = [b._replace(x=whole.x + whole.right - b.right) for b in boxes]
    return tuple(Box(*(round(v, 3) for v in b)) for b in boxes)


def _part(fractions: Box, whole: Box) -> Box:
    return Box(whole.x + fractions.x * whole.w, whole.y + fractions.y * whole.h, fractions.w * whole.w, fractions.h * whole.h)


def spans(start: float, length: float, gutter: float, shares: Sequence[float], *, least: float) -> list[tuple[float, float]]:
    """Starts and lengths of the parts of a line by share, with gutters between; none under `least` where there is room.

    Gutters are counted into the parts, so that equal shares of different rows end at the same place.
    """
    whole = length + gutter
    least = min(least + gutter, whole / len(shares))
    parts = [whole * share / sum(shares) for share in shares]
    # What the small ones lack is taken from the others by what they can spare; one pass is exact.
    lack = sum(max(0.0, least - part) for part in parts)
    spare = sum(max(0.0, part - least) for part in parts)
    keep = 1 - lack / spare if spare > 0 else 1.0
    parts = [least + (part - least) * keep if part > least else least for part in parts]
    found = []
    for part in parts:
        found.append((start, part - gutter))
        start += part
    return found


def row(count: int) -> tuple[Cell, ...]:
    """So many cells of equal width."""
    return (Cell(),) * count


def even(counts: Sequence[int], *, key: str, label: str) -> Recipe:
    """Tiers of equal height with so many equal panels each."""
    return Recipe(key, label, tuple(Tier(1.0, row(count)) for count in counts))


def most_in_tier(page: PageFormat) -> int:
    """How many panels a tier of this page holds: more where it runs over both sides of a spread."""
    return MOST_ACROSS if page.sides > 1 else MOST_IN_TIER


@lru_cache(maxsize=64)
def patterns(count: int, most_tiers: int = MOST_TIERS, most: int = MOST_IN_TIER) -> tuple[tuple[int, ...], ...]:
    """Every way to share so many panels out to tiers of at most so many."""
    return tuple(_patterns(count, most_tiers, most))


def _patterns(count: int, tiers: int, most: int) -> Iterator[tuple[int, ...]]:
    if count == 0:
        yield ()
        return
    for first in range(1, min(most, count) + 1):
        if count - first <= (tiers - 1) * most:
            yield from ((first, *rest) for rest in _patterns(count - first, tiers - 1, most))
