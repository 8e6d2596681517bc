"""Automatic tiers: which panels share a row, and how big each gets, from their shots and how much they matter.

Every panel is first given a share of the page by its importance, shot and words; a tier is as high as its panels' shares ask
for, softened by the height at which their shots would have their natural shape. A tier's cost then depends on its own panels
alone, so one table of tier costs prices every way to break the page into tiers.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from comics.composition.grids import (
    GUTTER,
    LEAST_HEIGHT,
    LEAST_WIDTH,
    MOST_TIERS,
    MOST_TIERS_ACROSS,
    TIER_GUTTER,
    Cell,
    Recipe,
    Tier,
    most_in_tier,
    patterns,
)
from comics.composition.model import PageFormat, PanelShape

COLUMNS: Final = 12  # Widths are twelfths, so that gutters of two tiers meet exactly or lie well apart.
STEP: Final = 1.2  # Heights are steps of a ladder, so that tiers of nearly one height get one height.

# Width to height that suits the shot (craft.md, "Page rules", 3), and its area beside an ordinary panel's.
_ASPECT: Final = {
    "establishing": 2.1,
    "long": 1.5,
    "full": 0.62,
    "medium": 1.15,
    "close": 0.95,
    "extreme_close": 1.6,
    "over_shoulder": 1.2,
    "birds_eye": 1.35,
    "worms_eye": 0.8,
}
_AREA: Final = {"establishing": 2.0, "long": 1.15, "close": 0.9, "extreme_close": 0.72, "birds_eye": 1.15}
# The flattest and the narrowest shapes that still show what the shot is about; most pictures are as wide as high.
_FLATTEST: Final = {"establishing": 2.7, "long": 2.6, "extreme_close": 2.6, "birds_eye": 2.3}
_NARROWEST: Final = {"establishing": 1.0, "long": 0.8, "full": 0.4}
_TWO_ABREAST: Final = 1.0  # The narrowest shape for two people side by side,
_ONE_MORE: Final = 0.2  # and what each further one needs.
_VIEW: Final = 2.0  # A scene that opens on so wide a shot opens on a tier of its own (craft.md, "Page rules", 4).
_WORD_AREA: Final = 0.0045  # The share of a page that a panel needs for each word lettered in it.
_HOOK: Final = 1.15  # The last panel of a right-hand page makes the reader turn it.


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one panel would like: its share of the page's area, width to height from narrowest to flattest, and whether it
    opens a scene."""

    share: float
    aspect: float
    narrowest: float
    flattest: float
    scene_start: bool


def ranked(
    shapes: Sequence[PanelShape], page: PageFormat, *, right_hand: bool, most: int
) -> list[tuple[float, tuple[int, ...]]]:
    """The best ways to break the panels into tiers, cheapest first, as (cost, panels per tier)."""
    wishes, most_across = _wishes(shapes, right_hand=right_hand), most_in_tier(page)
    costs = {
        (start, count): _tier_cost(wishes[start : start + count], page)
        for start in range(len(wishes))
        for count in range(1, min(most_across, len(wishes) - start) + 1)
    }
    # On a page too flat for the tiers that the panels need, the tiers are as flat as they have to be.
    tiers = max(_tiers_that_fit(page), math.ceil(len(wishes) / most_across))
    ways = patterns(len(wishes), tiers, most_across)
    return heapq.nsmallest(most, ((_cost(way, costs), way) for way in ways))


def recipe(
    shapes: Sequence[PanelShape], page: PageFormat, counts: Sequence[int], *, right_hand: bool, key: str, label: str
) -> Recipe:
    """The page with so many panels in each tier, sized to what the panels wish for."""
    wishes, start, rows = _wishes(shapes, right_hand=right_hand), 0, []
    for count in counts:
        rows.append(wishes[start : start + count])
        start += count
    heights = _laddered([_height(row, page) for row in rows])
    cells = [tuple(Cell(columns) for columns in _columns(row, page)) for row in rows]
    return Recipe(key, label, tuple(Tier(h, c) for h, c in zip(heights, cells, strict=True)))


def _wishes(shapes: Sequence[PanelShape], *, right_hand: bool) -> tuple[_Wish, ...]:
    weights = [shape.importance * _AREA.get(shape.shot, 1.0) for shape in shapes]
    if right_hand and len(shapes) > 2:
        weights[-1] *= _HOOK
    total = sum(weights)
    shares = [weight / total for weight in weights]
    # Words take their room only in part, or a talkative panel would starve the picture beside it.
    shares = [s + 0.5 * max(0.0, shape.words * _WORD_AREA - s) for s, shape in zip(shares, shapes, strict=True)]
    total = sum(shares)
    return tuple(_wish(shape, share / total) for share, shape in zip(shares, shapes, strict=True))


def _wish(shape: PanelShape, share: float) -> _Wish:
    aspect, narrowest = _ASPECT.get(shape.shot, 1.15), _NARROWEST.get(shape.shot, 0.66)
    if shape.people > 1:
        # A narrow frame would cut one of them away.
        together = min(1.5, _TWO_ABREAST + _ONE_MORE * (shape.people - 2))
        aspect, narrowest = max(aspect, together * 1.2), max(narrowest, together)
    return _Wish(share, aspect, narrowest, max(narrowest, _FLATTEST.get(shape.shot, 1.9)), shape.scene_start)


def _height(row: Sequence[_Wish], page: PageFormat) -> float:
    """The height that the tier asks for, as a share of the live height."""
    by_area = sum(wish.share for wish in row)
    by_shape = page.live.w / sum(wish.aspect for wish in row) / page.live.h
    return by_area**0.65 * min(by_shape, 1.0) ** 0.35


def _laddered(heights: Sequence[float]) -> list[float]:
    mean = math.exp(sum(map(math.log, heights)) / len(heights))
    return [mean * STEP ** round(math.log(height / mean) / math.log(STEP)) for height in heights]


def _columns(row: Sequence[_Wish], page: PageFormat) -> tuple[int, ...]:
    """The twelfths of the width that suit the panels best, between their wishes for area and for shape."""
    wanted = [math.sqrt(wish.share * wish.aspect) for wish in row]
    total = sum(wanted)

    def off(widths: tuple[int, ...]) -> float:
        return sum(math.log(w / COLUMNS / (want / total)) ** 2 for w, want in zip(widths, wanted, strict=True))

    return min(_splits(len(row), _least_columns(page)), key=off)


def _least_columns(page: PageFormat) -> int:
    gutter = GUTTER * page.leaf
    return math.ceil((LEAST_WIDTH * page.leaf + gutter) / (page.live.w + gutter) * COLUMNS - 1e-9)


@lru_cache(maxsize=16)
def _splits(count: int, least: int) -> tuple[tuple[int, ...], ...]:
    """Every way to share the twelfths out to so many panels, equal widths first."""
    found = _shared_out(COLUMNS, count, min(least, COLUMNS // count))
    return tuple(sorted(found, key=lambda split: (max(split) - min(split), split)))


def _shared_out(columns: int, count: int, least: int) -> Iterator[tuple[int, ...]]:
    if count == 1:
        yield (columns,)
        return
    for first in range(least, columns - least * (count - 1) + 1):
        yield from ((first, *rest) for rest in _shared_out(columns - first, count - 1, least))


def _tier_cost(row: Sequence[_Wish], page: PageFormat) -> float:
    """How far the tier's panels would be from the shape and size they wish for, and whether a scene starts inside it."""
    height = _height(row, page) * page.live.h - GUTTER * TIER_GUTTER * page.leaf
    cost = 4.0 * max(0.0, LEAST_HEIGHT * page.height - height) / page.live.h * 10
    for wish, columns in zip(row, _columns(row, page), strict=True):
        width = page.live.w * columns / COLUMNS - GUTTER * page.leaf
        aspect, area = width / max(height, 1.0), width * max(height, 1.0) / (wish.share * page.live.area)
        cost += math.log(aspect / wish.aspect) ** 2 + 0.8 * math.log(area) ** 2
        cost += 3.0 * max(0.0, math.log(aspect / wish.flattest), math.log(wish.narrowest / aspect))
    shared_view = len(row) > 1 and row[0].scene_start and row[0].aspect > _VIEW
    return cost + 0.4 * sum(wish.scene_start for wish in row[1:]) + 0.35 * shared_view


def _cost(way: tuple[int, ...], costs: dict[tuple[int, int], float]) -> float:
    """The tiers' costs and the page's: two tiers of one count in a row are a little dull, three of one panel a list."""
    start, cost = 0, 0.0
    for count in way:
        cost += costs[start, count]
        start += count
    cost += 0.2 * sum(a == b for a, b in pairwise(way))
    cost += 0.3 * sum(a == b == c == 1 for a, b, c in zip(way, way[1:], way[2:], strict=False))
    return cost


def _tiers_that_fit(page: PageFormat) -> int:
    between = GUTTER * TIER_GUTTER * page.leaf
    return min(
        MOST_TIERS_ACROSS if page.sides > 1 else MOST_TIERS,
        int((page.live.h + between) / (LEAST_HEIGHT * page.height + between)),
    )
