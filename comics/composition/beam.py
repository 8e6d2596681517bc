"""Beam search over the places of all pieces of a panel.

Placing one balloon after the other visibly fails: the first takes the room that the second needs. So partial placements are
carried on side by side, the best 160 of them (craft.md, "Lettering rules", 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from comics.composition.candidates import Piece
from comics.composition.costs import Place, behind, distance, together
from comics.vocabulary import LetteringKind as Kind

BEAM = 160
_MISREAD = 18.0  # A later balloon nearer than the next one is likely to be read first.


@dataclass(frozen=True, slots=True)
class _State:
    """A partial placement: the place taken by every piece so far, by its index, and what they cost together."""

    taken: tuple[int, ...]
    cost: float


def search(pieces: Sequence[tuple[Piece, Sequence[Place]]], *, rtl: bool) -> tuple[tuple[Place, ...], float]:
    """A place for every piece, in the order of the pieces, and what they cost together.

    Pieces are given in reading order. Sound effects are placed last, into what the balloons leave.
    """
    order = sorted(range(len(pieces)), key=lambda at: (pieces[at][0].words.kind == Kind.SFX, at))
    options = [pieces[at][1] for at in order]
    spoken = sum(pieces[at][0].words.kind != Kind.SFX for at in order)
    pairs = _Pairs(options, spoken, rtl=rtl)
    states = [_State((), 0.0)]
    for step, places in enumerate(options):
        grown = [
            _State((*state.taken, index), state.cost + place.cost + pairs.added(state.taken, step, index))
            for state in states
            for index, place in enumerate(places)
        ]
        states = nsmallest(BEAM, grown, key=lambda state: state.cost)
    best = states[0]
    by_piece = dict(zip(order, (options[step][index] for step, index in enumerate(best.taken)), strict=True))
    return tuple(by_piece[at] for at in range(len(pieces))), best.cost


class _Pairs:
    """What places cost beside each other; every pair is looked at once."""

    def __init__(self, options: Sequence[Sequence[Place]], spoken: int, *, rtl: bool) -> None:
        self.options, self.spoken, self.rtl = options, spoken, rtl
        self.known: dict[tuple[int, int, int, int], float] = {}

    def added(self, taken: tuple[int, ...], step: int, index: int) -> float:
        """What place `index` of piece `step` adds beside the places taken so far."""
        cost = 0.0
        for earlier, at in enumerate(taken):
            key = (earlier, at, step, index)
            found = self.known.get(key)
            if found is None:
                found = self.known[key] = self._cost(earlier, at, step, index)
            cost += found
        return cost + (self._misread(taken, step, index) if 1 < step < self.spoken else 0.0)

    def _cost(self, earlier: int, at: int, step: int, index: int) -> float:
        first, second = self.options[earlier][at], self.options[step][index]
        if step < self.spoken:
            return together(first, second, rtl=self.rtl)
        return behind(second, first) if earlier < self.spoken else behind(second, first) + behind(first, second)

    def _misread(self, taken: tuple[int, ...], step: int, index: int) -> float:
        """What it costs if, after the last piece but one, the eye would jump to this one instead of the last."""
        before, last = self.options[step - 2][taken[-2]].box, self.options[step - 1][taken[-1]].box
        return _MISREAD if distance(before, self.options[step][index].box) < distance(before, last) else 0.0
