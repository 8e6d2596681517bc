"""Where to crop a picture that published nobody's place: by its edge map, so that what is detailed stays whole.

Along the free side, the map's rows or columns give a profile of detail. What stands out from the rest of the picture is its
subject; it is kept whole where the frame has room for it, its upper end where it has not, since heads are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from comics.composition.edges import CELLS

_GROUND: Final = 0.12  # So many of the rows or columns, the quietest, are the background that the subject stands out from.
_STANDS_OUT: Final = 0.3  # What reaches this share of the most detailed place belongs to the subject with it.
_FAINT: Final = 0.015  # A picture that nowhere stands out by more than this has no subject.
_AIR: Final = 0.1  # of the crop's side, over a subject that is too large for it,
_UPPER: Final = 0.55  # whose upper end counts more than its lower one by this share
_FULLEST: Final = 10  # cells of a row or column that tell how detailed it is
_STEPS: Final = 96  # places tried along the free side


@lru_cache(maxsize=1024)
def start_by_detail(edges: str, *, across: bool, length: float, wish: float) -> float:
    """Where a crop of this length (a fraction of the free side) starts: its left edge if `across`, else its upper edge.

    `edges` is an edge map, "" for none. The start nearest to `wish` that keeps the subject whole, then as much of the other
    detail as there is; the wish itself where nothing stands out.
    """
    last = 1 - length
    wish = min(max(wish, 0.0), last)
    profile = _standing_out(edges, across=across)
    if not profile or last <= 0:
        return wish
    start, end = _subject(profile)
    middle = min(max((start + end - length) / 2, 0.0), last)
    weights = profile if across else [value * (1 - _UPPER * at / CELLS) for at, value in enumerate(profile)]
    sums = list(accumulate(weights, initial=0.0))
    places = [last * step / _STEPS for step in range(_STEPS + 1)]
    if end - start <= length:
        places = [place for place in places if place <= start and end <= place + length] or [middle]

    def merit(place: float) -> tuple[float, float, float]:
        kept = (_upto(sums, place + length) - _upto(sums, place)) / sums[-1]
        return round(kept, 2), -abs(place - (middle if across else wish)), -place

    best = max(places, key=merit)
    return best if end - start <= length or across else max(0.0, best - _AIR * length)


def _standing_out(edges: str, *, across: bool) -> list[float]:
    """How far each column (or row) stands out from the background; nothing where the picture is even."""
    if not edges:
        return []
    cells = bytes.fromhex(edges)
    slices = [cells[at::CELLS] if across else cells[at * CELLS : (at + 1) * CELLS] for at in range(CELLS)]
    # A head fills only a part of the rows that it stands in, so that a row is as detailed as its fullest cells are.
    raw = [sum(sorted(piece)[-_FULLEST:]) / _FULLEST / 255 for piece in slices]
    ground = sorted(raw)[int(_GROUND * CELLS)]
    profile = [max(0.0, value - ground) for value in raw]
    return profile if max(profile) > _FAINT else []


def _subject(profile: Sequence[float]) -> tuple[float, float]:
    """From where to where what stands out most reaches, as fractions; a single quiet row or column does not end it."""
    peak = max(range(CELLS), key=profile.__getitem__)
    least = _STANDS_OUT * profile[peak]
    first = last = peak
    while first > 0 and max(profile[max(0, first - 2) : first]) >= least:
        first -= 1
    while last < CELLS - 1 and max(profile[last + 1 : last + 3]) >= least:
        last += 1
    return first / CELLS, (last + 1) / CELLS


def _upto(sums: Sequence[float], place: float) -> float:
    """The sum of the profile up to a place, parts of a cell by their share."""
    at = min(max(place, 0.0), 1.0) * CELLS
    cell = min(int(at), CELLS - 1)
    return sums[cell] + (sums[cell + 1] - sums[cell]) * (at - cell)
