"""Balloons that are too long are divided: which words become several balloons, joined, and by what keys they go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from comics.composition.breaking import split
from comics.composition.model import Words
from comics.vocabulary import LetteringKind as Kind

PART = ":"  # Between a key and the number of a part: key:2.


def parted(words: Sequence[Words], *, too_long: Callable[[Words], bool], whole: Collection[str]) -> list[Words]:
    """The words, those that are too long in two halves; `whole` are the keys as they were before anything was divided.

    A piece has its own key, its further parts key:2, key:3.
    """
    found: list[Words] = []
    for one in words:
        found += _halves(one) if one.kind != Kind.SFX and too_long(one) else [one]
    seen: dict[str, int] = {}
    numbered = []
    for one in found:
        stem = stem_of(one.key, whole)
        seen[stem] = seen.get(stem, 0) + 1
        part = "" if seen[stem] == 1 else f"{PART}{seen[stem]}"
        seed = one.seed and one.seed.partition(PART)[0] + part
        numbered.append(replace(one, key=stem + part, seed=seed))
    return numbered


def stem_of(key: str, whole: Collection[str]) -> str:
    """The key of the piece that a part belongs to."""
    return key if key in whole else key.rpartition(PART)[0]


def _halves(words: Words) -> list[Words]:
    """The two halves of the words, joined; only the first keeps the centre and the tail that were set by hand."""
    first, *rest = split(words.text)
    return [replace(words, text=first), *(replace(words, text=part, at=None, tail=None, joined=True) for part in rest)]
