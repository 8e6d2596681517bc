"""Which pieces of a panel hang together, and which of them have a tail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comics.composition.candidates import Piece
from comics.composition.stage import SPOKEN
from comics.vocabulary import LetteringKind as Kind


def chained(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with their links and tails: a joined balloon hangs on the balloon read before it, and each chain has one
    tail, at its first balloon unless a hand set one at another. Captions and sound effects join nothing."""
    made: list[Piece] = []
    head: int | None = None
    for at, piece in enumerate(pieces):
        spoken = piece.words.kind in SPOKEN
        linked = spoken and piece.words.joined and head is not None
        by_hand = piece.words.tail is not None
        made.append(replace(piece, linked=linked, tailed=spoken and (by_hand or not linked)))
        if linked and by_hand and head is not None and made[head].words.tail is None:
            made[head] = replace(made[head], tailed=False)
        if piece.words.kind != Kind.SFX and not linked:
            head = at if spoken else None
    return made


def read_before(pieces: Sequence[Piece], at: int) -> int:
    """The piece read before this one."""
    return max(other for other in range(at) if pieces[other].words.kind != Kind.SFX)
