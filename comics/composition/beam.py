"""Beam search over the places of all pieces of a panel.

Placing one balloon after the other visibly fails: the first takes the room that the second needs. So partial placements are
carried on side by side, the best 160 of them (craft.md, "Lettering rules", 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest

from comics.composition.candidates import Piece
from comics.composition.costs import Place, behind, distance, together
from comics.drawing.geometry import Box
from comics.vocabulary import LetteringKind as Kind

BEAM = 160
_MISREAD = 18.0  # A later balloon nearer than the next one is likely to be read first.

_State = tuple[float, tuple[int, ...]]  # What the places taken so far cost, and the index of each.


def search(
    pieces: Sequence[tuple[Piece, Sequence[Place]]], *, rtl: bool, before: Box | None = None
) -> tuple[tuple[Place, ...], float]:
    """A place for every piece, in the order of the pieces, and what they cost together.

    Pieces are given in reading order; `before` is where the eye comes from. Sound effects are placed last, into what the
    balloons leave.
    """
    order = sorted(range(len(pieces)), key=lambda at: (pieces[at][0].words.kind == Kind.SFX, at))
    options = [pieces[at][1] for at in order]
    pairs = _Pairs(options, sum(piece.words.kind != Kind.SFX for piece, _ in pieces), rtl=rtl, before=before)
    states: list[_State] = [(0.0, ())]
    for step in range(len(options)):
        grown = [(cost + added, taken, index) for cost, taken in states for index, added in enumerate(pairs.added(taken, step))]
        states = [(cost, (*taken, index)) for cost, taken, index in nsmallest(BEAM, grown)]
    best, taken = states[0]
    by_piece = dict(zip(order, (options[step][index] for step, index in enumerate(taken)), strict=True))
    return tuple(by_piece[at] for at in range(len(pieces))), best


class _Pairs:
    """What places cost beside each other, row by row, so that every pair is looked at once."""

    def __init__(self, options: Sequence[Sequence[Place]], spoken: int, *, rtl: bool, before: Box | None) -> None:
        self.options, self.spoken, self.rtl, self.before = options, spoken, rtl, before
        self.own = [[place.cost for place in places] for places in options]
        self.rows: dict[tuple[int, int, int], list[float]] = {}
        self.gaps: dict[tuple[int, int, int], list[float]] = {}

    def added(self, taken: tuple[int, ...], step: int) -> list[float]:
        """What each place of piece `step` adds to the places taken so far."""
        rows = [self.own[step], *(self._row(earlier, at, step) for earlier, at in enumerate(taken))]
        if step == 1 < self.spoken and self.before:
            reach = distance(self.before, self.options[0][taken[0]].box)
            rows.append([_MISREAD if distance(self.before, place.box) < reach else 0.0 for place in self.options[1]])
        if 1 < step < self.spoken:
            rows.append(self._misread(taken, step))
        return list(map(sum, zip(*rows, strict=True)))

    def _row(self, earlier: int, at: int, step: int) -> list[float]:
        key = (earlier, at, step)
        if key not in self.rows:
            first = self.options[earlier][at]
            self.rows[key] = [self._pair(first, second, earlier, step) for second in self.options[step]]
        return self.rows[key]

    def _pair(self, first: Place, second: Place, earlier: int, step: int) -> float:
        if step < self.spoken:
            return together(first, second, rtl=self.rtl, linked=second.linked and earlier == step - 1)
        return behind(second, first) if earlier < self.spoken else behind(second, first) + behind(first, second)

    def _misread(self, taken: tuple[int, ...], step: int) -> list[float]:
        """What it costs if, after the last piece but one, the eye would jump to this one instead of the last."""
        before = (step - 2, taken[-2])
        reach = self._gaps(*before, step - 1)[taken[-1]]
        return [_MISREAD if gap < reach else 0.0 for gap in self._gaps(*before, step)]

    def _gaps(self, earlier: int, at: int, step: int) -> list[float]:
        key = (earlier, at, step)
        if key not in self.gaps:
            box = self.options[earlier][at].box
            self.gaps[key] = [distance(box, place.box) for place in self.options[step]]
        return self.gaps[key]
