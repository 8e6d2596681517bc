"""The named grids that people choose from, family by family: what comic artists rule their pages with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from comics.composition.grids import (
    MOST_ACROSS,
    MOST_IN_TIER,
    MOST_TIERS,
    MOST_TIERS_ACROSS,
    Cell,
    Recipe,
    Tier,
    even,
    patterns,
    row,
)
from comics.drawing.geometry import Box

_BIG: Final = 0.46  # The share of the page's height that a "big" panel takes,
_BIGGER: Final = 0.64  # and with only one tier beside it.
_UPRIGHT: Final = 0.65  # width to height of a usual page
_STAIR: Final = 0.68  # the width of a step of a staircase, as a share of the page's
_EDGE: Final = 0.035  # how far insets lie from the edges of the panel they lie over, as a share of the live area
_INSET_HEIGHT: Final = 0.24


@lru_cache(maxsize=64)
def grids(count: int, sides: int = 1) -> tuple[Recipe, ...]:
    """The named grids for so many panels on a page, or on a spread of two sides; those of different kinds take turns."""
    if count == 1:
        return tuple(_single())
    families = [_uniform(count, sides), _with_big(count, sides), _with_insets(count), _in_an_l(count), _bleeding(count)]
    if sides == 1:
        # Tall panels and staircases need the shape of an upright page.
        families[2:2] = [_with_tall(count)]
        families.append(_staircases(count))
    families.append(_rhythms(count, sides))
    return tuple(recipe for turn in zip_longest(*families) for recipe in turn if recipe)


def balanced(count: int, tiers: int) -> tuple[int, ...]:
    """So many panels shared out as evenly as can be, the fuller tiers last."""
    return tuple((count + place) // tiers for place in range(tiers))


def _single() -> Iterator[Recipe]:
    alone = (Tier(1.0, row(1)),)
    yield Recipe("splash", "Splash", alone)
    yield Recipe("splash-bleed", "Splash to the edge of the paper", alone, bleeds=True)
    yield Recipe("poster", "Poster with a margin", alone, Box(0.09, 0.07, 0.82, 0.8))
    yield Recipe("square", "Square in the middle", alone, Box(0.0, 0.18, 1.0, 0.64))
    yield Recipe("cinema", "Wide screen", alone, Box(0.0, 0.3, 1.0, 0.36))
    yield Recipe("upper", "Upper two thirds", alone, Box(0.0, 0.0, 1.0, 0.66))
    yield Recipe("lower", "Lower two thirds", alone, Box(0.0, 0.34, 1.0, 0.66))


def _uniform(count: int, sides: int = 1) -> Iterator[Recipe]:
    """Grids of equal panels, named columns × rows."""
    for columns in range(1, (MOST_IN_TIER if sides == 1 else MOST_ACROSS) + 1):
        rows, left = divmod(count, columns)
        if left == 0 and rows <= MOST_TIERS:
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
        yield Recipe("tall-first-tiers", "Tall panel over a tier", (tall, Tier(1.0, row(rest))))
        yield Recipe("tier-tall", "Tier over a tall panel", (Tier(1.0, row(rest)), tall))
    if 8 <= count <= 11:
        upper, lower = (count - 3) // 2, (count - 2) // 2
        tall = Tier(2.0, (Cell(1.0), Cell(1.2, (1.0, 1.0))))
        yield Recipe("tall-between", "Tall panel in the middle", (Tier(1.1, row(upper)), tall, Tier(1.1, row(lower))))


def _with_big(count: int, sides: int = 1) -> Iterator[Recipe]:
    """A big panel over or under the others."""
    most = MOST_IN_TIER if sides == 1 else MOST_ACROSS
    if not 2 <= count <= 1 + 3 * most:
        return
    rest = balanced(count - 1, max(1, min(3, round((count - 1) / (0.65 * most)))))
    share = _BIG if len(rest) > 1 else _BIGGER
    others = tuple(Tier((1 - share) / len(rest), row(n)) for n in rest)
    big = Tier(share, row(1))
    yield Recipe("big-first", "Big first panel", (big, *others))
    yield Recipe("big-last", "Big last panel", (*others[::-1], big))


def _in_an_l(count: int) -> Iterator[Recipe]:
    """The others around two sides of a big panel, in the shape of an L."""
    if not 5 <= count <= 8:
        return
    stack = 2 if count < 8 else 3
    beside, along = Cell(1.0, (1.0,) * stack), row(count - 1 - stack)
    yield Recipe("l-first", "Big panel in the corner of an L", (Tier(0.67, (Cell(2.0), beside)), Tier(0.33, along)))
    yield Recipe("l-last", "An L around a big last panel", (Tier(0.33, along), Tier(0.67, (beside, Cell(2.0)))))


def _staircases(count: int) -> Iterator[Recipe]:
    """Panels that step across the page, and tiers whose gutters do."""
    if 3 <= count <= 5:
        starts = [(1 - _STAIR) * place / (count - 1) for place in range(count)]
        yield Recipe("staircase", "Staircase", tuple(Tier(1.0, row(1), start, start + _STAIR) for start in starts))
    if count in (4, 6, 8):
        rows = count // 2
        cuts = [0.36 + 0.28 * place / (rows - 1) for place in range(rows)]
        yield Recipe("stepped", "Stepped gutters", tuple(Tier(1.0, (Cell(cut), Cell(1 - cut))) for cut in cuts))
        turns = [(0.62, 0.38) if place % 2 == 0 else (0.38, 0.62) for place in range(rows)]
        yield Recipe("zigzag", "Zigzag", tuple(Tier(1.0, (Cell(a), Cell(b))) for a, b in turns))


def _with_insets(count: int) -> Iterator[Recipe]:
    """Small panels over a big one, in its lower corner on the side read last."""
    if 2 <= count <= 4:
        yield Recipe("inset", "Small over big", (Tier(1.0, row(1)),), insets=_insets(count - 1))
        yield Recipe("inset-bleed", "Small over a full bleed", (Tier(1.0, row(1)),), bleeds=True, insets=_insets(count - 1))
    if 3 <= count <= 8:
        rest = balanced(count - 2, 1 if count < 6 else 2)
        tiers = tuple(Tier(0.4 / len(rest), row(n)) for n in rest)
        inset = Box(1 - 0.3 - _EDGE, 0.6 - _EDGE - 0.2, 0.3, 0.17)
        yield Recipe("inset-tiers", "Small over big, and tiers", (Tier(0.6, row(1)), *tiers), insets=(inset,))


def _insets(count: int) -> tuple[Box, ...]:
    """So many insets in a row along the bottom; one or two of them keep to the side read last."""
    width = 0.38 if count == 1 else (1 - 2 * _EDGE - 0.06) / 3
    lefts = [1 - _EDGE - width - (width + 0.03) * place for place in reversed(range(count))]
    return tuple(Box(left, 1 - _EDGE - _INSET_HEIGHT, width, _INSET_HEIGHT) for left in lefts)


def _rhythms(count: int, sides: int = 1) -> Iterator[Recipe]:
    """Tiers of equal height whose counts read the same from both ends, such as 2-3-2: the three calmest."""
    across = sides > 1
    ways = patterns(count, MOST_TIERS_ACROSS, MOST_ACROSS) if across else patterns(count)
    symmetric = [p for p in ways if p == p[::-1] and len(set(p)) > 1]
    for pattern in sorted(symmetric, key=lambda p: _unrest(p, _UPRIGHT * sides))[:3]:
        name = "-".join(map(str, pattern))
        yield even(pattern, key=f"grid-{name}", label=f"{name} grid")


def _unrest(pattern: tuple[int, ...], shape: float) -> tuple[float, tuple[int, ...]]:
    """How far the panels are from a good shape on a page of this shape (about 1.15 times as wide as high), and from one
    another."""
    off = sum(abs(len(pattern) * shape / n - 1.15) * n for n in pattern) / sum(pattern)
    return (round(off + 0.15 * (max(pattern) - min(pattern)), 6), pattern)


def _bleeding(count: int) -> Iterator[Recipe]:
    """Tiers that run off the paper on every side."""
    if 2 <= count <= 6:
        tiers = balanced(count, (count + 1) // 2)[::-1] if count > 3 else (1,) * count
        yield Recipe("bleed", "Full bleed", tuple(Tier(1.0, row(n)) for n in tiers), bleeds=True)
