"""Where a column is cut into pictures: in its gutters; through a panel only where that is taller than a picture may be, and
never through lettering that would fit into one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comics.composition.webtoon import Span

LIMIT: Final = 1280  # pixels; what webtoon platforms take


def slices(height: int, *, panels: Sequence[Span], lettering: Sequence[Span], limit: int = LIMIT) -> list[tuple[int, int]]:
    """The parts (top, bottom) of a column, from its upper end to its lower one without a gap, none higher than the limit.

    Each part is as high as it can be. Raises ValueError for a column without height.
    """
    if height < 1:
        raise ValueError("A column without height cannot be cut.")
    gutters, quiet = _free([*panels, *lettering], height), _free(lettering, height)
    parts, top = [], 0
    while height - top > limit:
        cut = _last(gutters, top, top + limit) or _last(quiet, top, top + limit) or top + limit
        parts.append((top, cut))
        top = cut
    return [*parts, (top, height)]


def _free(taken: Sequence[Span], height: int) -> list[tuple[int, int]]:
    """Whole heights from y to y, both included, at which nothing is cut."""
    free, at = [], 0
    for span in sorted(taken, key=lambda each: each.top):
        first, after = -int(-span.top // 1) - 1, int(span.bottom // 1) + 1
        if first >= at:
            free.append((at, first))
        at = max(at, after)
    return [*free, (at, height)] if at <= height else free


def _last(free: Sequence[tuple[int, int]], after: int, until: int) -> int | None:
    """The last free height after one and not beyond another."""
    found = [min(end, until) for start, end in free if start <= until and min(end, until) > after]
    return max(found, default=None)
