"""Recipes for pages: tiers of cells as shares of the live area, and the named grids that people choose from.

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
MOST_TIERS: Final = 7

_EVERYTHING: Final = Box(0.0, 0.0, 1.0, 1.0)
_BIG: Final = 0.46  # The share of the page's height that a "big" panel takes,
_BIGGER: Final = 0.64  # and with only one tier beside it.


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a tier: its share of the width, and the shares of the tier's height of the panels stacked in it."""

    width: float = 1.0
    rows: tuple[float, ...] = (1.0,)


@dataclass(frozen=True, slots=True)
class Tier:
    """A row of the page: its share of the height, and its cells from the side read first."""

    height: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A page without a size. `area` is the part of the live area that it fills, in fractions; one that `bleeds` fills the
    whole sheet instead, beyond where it will be trimmed."""

    key: str
    label: str
    tiers: tuple[Tier, ...]
    area: Box = _EVERYTHING
    bleeds: bool = False


def place(recipe: Recipe, page: PageFormat, *, direction: str = "ltr") -> tuple[Box, ...]:
    """The recipe's boxes on the page, in points and in reading order; "rtl" mirrors x."""
    whole = Box(0.0, 0.0, page.width, page.height).grown(page.bleed) if recipe.bleeds else page.live
    part = recipe.area
    area = Box(whole.x + part.x * whole.w, whole.y + part.y * whole.h, part.w * whole.w, part.h * whole.h)
    gutter = GUTTER * page.leaf
    between = gutter * TIER_GUTTER
    boxes = []
    heights = spans(area.y, area.h, between, [t.height for t in recipe.tiers], least=LEAST_HEIGHT * page.height)
    for tier, (top, height) in zip(recipe.tiers, heights, strict=True):
        widths = spans(area.x, area.w, gutter, [c.width for c in tier.cells], least=LEAST_WIDTH * page.leaf)
        for cell, (left, width) in zip(tier.cells, widths, strict=True):
            rows = spans(top, height, between, list(cell.rows), least=LEAST_HEIGHT * page.height)
            boxes += [Box(left, y, width, h) for y, h in rows]
    if direction == "rtl":
        boxes = [b._replace(x=whole.x + whole.right - b.right) for b in boxes]
    return tuple(Box(*(round(v, 3) for v in b)) for b in boxes)


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


def even(counts: Sequence[int], *, key: str, label: str) -> Recipe:
    """Tiers of equal height with so many equal panels each."""
    return Recipe(key, label, tuple(Tier(1.0, _row(count)) for count in counts))


def grids(count: int) -> tuple[Recipe, ...]:
    """The named grids for so many panels, the plainest first."""
    return (*_single(count), *_uniform(count), *_with_tall(count), *_with_big(count), *_rhythms(count))


@lru_cache(maxsize=64)
def patterns(count: int, most_tiers: int = MOST_TIERS) -> tuple[tuple[int, ...], ...]:
    """Every way to share so many panels out to tiers of at most four."""
    return tuple(_patterns(count, most_tiers))


def _patterns(count: int, tiers: int) -> Iterator[tuple[int, ...]]:
    if count == 0:
        yield ()
        return
    for first in range(1, min(MOST_IN_TIER, count) + 1):
        if count - first <= (tiers - 1) * MOST_IN_TIER:
            yield from ((first, *rest) for rest in _patterns(count - first, tiers - 1))


def _row(count: int) -> tuple[Cell, ...]:
    return (Cell(),) * count


def _single(count: int) -> Iterator[Recipe]:
    if count == 1:
        alone = (Tier(1.0, _row(1)),)
        yield Recipe("splash", "Splash", alone)
        yield Recipe("splash-bleed", "Splash to the edge of the paper", alone, bleeds=True)
        yield Recipe("poster", "Poster with a margin", alone, Box(0.09, 0.07, 0.82, 0.8))
        yield Recipe("square", "Square in the middle", alone, Box(0.0, 0.18, 1.0, 0.64))
        yield Recipe("cinema", "Wide screen", alone, Box(0.0, 0.3, 1.0, 0.36))
        yield Recipe("upper", "Upper two thirds", alone, Box(0.0, 0.0, 1.0, 0.66))
        yield Recipe("lower", "Lower two thirds", alone, Box(0.0, 0.34, 1.0, 0.66))


def _uniform(count: int) -> Iterator[Recipe]:
    """Grids of equal panels, named columns × rows."""
    for columns in range(1, MOST_IN_TIER + 1):
        rows, left = divmod(count, columns)
        if left == 0 and rows <= MOST_TIERS and count > 1:
            label = f"{rows} strips" if columns == 1 else f"{columns} columns" if rows == 1 else f"{columns} × {rows} grid"
            yield even((columns,) * rows, key=f"grid-{columns}x{rows}", label=label)


def _with_tall(count: int) -> Iterator[Recipe]:
    """One tall panel on the side read first with a stack beside it; the stack on the other side would confuse the reader."""
    if count == 2:
        yield Recipe("wide-first", "Wide and narrow column", (Tier(1.0, (Cell(1.5), Cell(1.0))),))
        yield Recipe("wide-last", "Narrow and wide column", (Tier(1.0, (Cell(1.0), Cell(1.5))),))
    if 3 <= count <= 4:
        yield Recipe("tall-first", "Tall panel and a stack", (Tier(1.0, (Cell(1.1), Cell(1.0, (1.0,) * (count - 1)))),))
    if 4 <= count <= 7:
        rest = count - 3
        tall = Tier(2.0, (Cell(1.0), Cell(1.2, (1.0, 1.0))))
        yield Recipe("tall-first-tiers", "Tall panel over a tier", (tall, Tier(1.0, _row(rest))))
        yield Recipe("tier-tall", "Tier over a tall panel", (Tier(1.0, _row(rest)), tall))
    if 8 <= count <= 11:
        upper, lower = (count - 3) // 2, (count - 2) // 2
        tall = Tier(2.0, (Cell(1.0), Cell(1.2, (1.0, 1.0))))
        yield Recipe("tall-between", "Tall panel in the middle", (Tier(1.1, _row(upper)), tall, Tier(1.1, _row(lower))))


def _with_big(count: int) -> Iterator[Recipe]:
    """A big panel over or under the others."""
    if not 2 <= count <= 1 + 3 * MOST_IN_TIER:
        return
    rest = balanced(count - 1, max(1, min(3, round((count - 1) / 2.6))))
    share = _BIG if len(rest) > 1 else _BIGGER
    others = tuple(Tier((1 - share) / len(rest), _row(n)) for n in rest)
    big = Tier(share, _row(1))
    yield Recipe("big-first", "Big first panel", (big, *others))
    yield Recipe("big-last", "Big last panel", (*others[::-1], big))


def balanced(count: int, tiers: int) -> tuple[int, ...]:
    """So many panels shared out as evenly as can be, the fuller tiers last."""
    return tuple((count + place) // tiers for place in range(tiers))


def _rhythms(count: int) -> Iterator[Recipe]:
    """Tiers of equal height whose counts read the same from both ends, such as 2-3-2: the three calmest."""
    symmetric = [p for p in patterns(count) if p == p[::-1] and len(set(p)) > 1]
    for pattern in sorted(symmetric, key=_unrest)[:3]:
        name = "-".join(map(str, pattern))
        yield even(pattern, key=f"grid-{name}", label=f"{name} grid")


def _unrest(pattern: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
    """How far the panels are from a good shape on an upright page (about 1.15 times as wide as high), and from one another."""
    off = sum(abs(len(pattern) * 0.65 / n - 1.15) * n for n in pattern) / sum(pattern)
    return (round(off + 0.15 * (max(pattern) - min(pattern)), 6), pattern)
