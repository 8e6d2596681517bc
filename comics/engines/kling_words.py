"""Text in the length that Kling takes: cleaned, counted and cut between words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ENDS = tuple(".!?…。！？")
_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")  # kana and Han stand without spaces


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to tell. `what` names it to a person; `share` is the room in characters that it has a right to."""

    what: str
    text: str
    share: int = 0


@dataclass(frozen=True, slots=True)
class Composed:
    """The words that are sent, and what had to be shortened or left out of them, the most important first."""

    text: str
    short: tuple[str, ...] = ()


def clean(text: str) -> str:
    """One line without control characters and halves of surrogate pairs."""
    return " ".join("".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text).split())


def length(text: str) -> int:
    """Characters as services count them: a sign beyond the basic plane counts twice (UTF-16), which is never too few."""
    return len(text.encode("utf-16-le")) // 2


def sentence(text: str) -> str:
    """The cleaned text with a mark at its end; empty for nothing."""
    text = clean(text).rstrip(" ,;:-–—(")
    return text if not text or text.endswith(_ENDS) else f"{text}."


def cut(text: str, room: int) -> str:
    """The beginning of a clean text that fits into so many characters with a mark at its end, cut between words.

    Empty when not even the first word fits.
    """
    whole = sentence(text)
    if length(whole) <= room:
        return whole
    for at in range(min(len(text), room), 0, -1):
        if _between_words(text, at) and length(head := sentence(text[:at])) <= room:
            return head
    return ""


def _between_words(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at : at + 1]
    if not after or after.isspace() or before.isspace():
        return True
    # Kana carry marks of their own (U+3099), which belong to the sign before them.
    apart = not unicodedata.category(after).startswith("M")
    return bool(apart and _UNSPACED.match(before) and _UNSPACED.match(after))


def compose(parts: Iterable[Part], most: int) -> Composed:
    """The parts as sentences, the most important first, in at most `most` characters.

    Every part gets its share, as far as it needs it; what is left then goes to the parts in their order.
    """
    told = [(part, text) for part in parts if (text := sentence(part.text))]
    pieces = [cut(text, room - 1) for (_, text), room in zip(told, _rooms(told, most + 1), strict=True)]
    short = tuple(part.what for (part, text), piece in zip(told, pieces, strict=True) if piece != text)
    return Composed(" ".join(piece for piece in pieces if piece), short)


def _rooms(told: Sequence[tuple[Part, str]], room: int) -> list[int]:
    """How many characters each part gets, the space after it included."""
    needs = [length(text) + 1 for _, text in told]
    rooms = []
    for (part, _), need in zip(told, needs, strict=True):
        rooms.append(min(need, part.share, room))
        room -= rooms[-1]
    for index, need in enumerate(needs):
        more = min(need - rooms[index], room)
        rooms[index] += more
        room -= more
    return rooms
