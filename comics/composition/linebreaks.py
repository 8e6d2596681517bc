"""Breaks measured text into lines that follow a shape, by dynamic programming.

Breaks at punctuation are rewarded, stray short words punished (craft.md, "Lettering rules", 7). Lengths are ems.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from comics.composition.breaking import Token, tokens
from comics.composition.casing import plain
from comics.composition.columns import shape_column
from comics.composition.hands import PLAIN, Hand
from comics.composition.shaping import cap_height, is_rtl, shape_line, width

_LEADING, _STACKED_LEADING, _COLUMN_LEADING = 1.12, 1.22, 1.26


@dataclass(frozen=True, slots=True)
class Text:
    """Tokens with their widths in ems; `starts[i]` is where token i starts if all stood on one line. Lines may be columns.

    `breaks[i]` is what a line break before token i costs, `strays[i]` what it costs that token i stands alone.
    """

    tokens: tuple[Token, ...]
    widths: tuple[float, ...]
    starts: tuple[float, ...]
    cap: float
    leading: float
    vertical: bool
    breaks: tuple[float, ...]
    strays: tuple[float, ...]

    def line(self, start: int, end: int) -> float:
        """The length of a line of these tokens."""
        return self.starts[end - 1] + self.widths[end - 1] - self.starts[start]

    def height(self, lines: int) -> float:
        """The height of so many lines, from the top of the first one's letters to the last one's baseline."""
        return self.cap + (lines - 1) * self.leading


def leading(text: str, hand: Hand = PLAIN) -> float:
    """Line distance in ems: 1.12, more where accents are stacked on capitals, as in Vietnamese, and between columns."""
    if hand.vertical:
        return _COLUMN_LEADING
    stacked = any(sum(map(unicodedata.combining, unicodedata.normalize("NFD", sign)[1:])) > 230 for sign in set(text))
    return _STACKED_LEADING if stacked else _LEADING


def height_of_letters(text: str, hand: Hand) -> float:
    """The height of a line's letters in ems: that of capitals, or about the whole body of scripts that have no case."""
    cased = any(sign.upper() != sign.lower() for sign in text)
    return cap_height(hand.font) if cased or not text.strip() else 0.9


@lru_cache(maxsize=1024)
def measure(text: str, hand: Hand) -> Text:
    """The text's tokens with their lengths in a hand."""
    rtl = is_rtl(text)
    parts = tokens(text, language=hand.language)
    long = (shape_column(part.text, hand) if hand.vertical else shape_line(part.text, hand, rtl=rtl) for part in parts)
    widths = tuple(line.width for line in long)
    space = width("n n", hand) - width("nn", hand)
    starts, pen = [], 0.0
    for part, advance in zip(parts, widths, strict=True):
        starts.append(pen)
        pen += advance + (space if part.space else 0.0)
    breaks = tuple(_break_cost(parts, at) for at in range(len(parts) + 1))
    strays = tuple(map(_stray_cost, parts))
    cap, step = height_of_letters(text, hand), leading(text, hand)
    return Text(parts, widths, tuple(starts), cap, step, hand.vertical, breaks, strays)


def broken(text: Text, shape: Sequence[float]) -> tuple[list[int], float]:
    """The ends of the lines (token indices) that follow the shape best, and the mean cost of a line."""
    count, lines = len(text.tokens), len(shape)
    target = max(text.line(0, count) / sum(shape), max(text.widths), 0.1)
    best: list[list[tuple[float, int]]] = [[(inf, 0)] * (count + 1) for _ in range(lines + 1)]
    best[0][0] = (0.0, 0)
    for line in range(1, lines + 1):
        room = target * shape[line - 1]
        for end in range(line, count - (lines - line) + 1):
            for start in range(end - 1, line - 2, -1):
                used = text.line(start, end)
                off = (used - room) / target
                if off > 0.9 and end - start > 1:
                    break
                cost = best[line - 1][start][0] + off * off * (3.0 if off > 0 else 1.0) + text.breaks[end]
                if end - start == 1 and lines > 1:
                    cost += text.strays[start]
                if cost < best[line][end][0]:
                    best[line][end] = (cost, start)
    return _ends(best, count, lines), best[lines][count][0] / lines


def _ends(best: list[list[tuple[float, int]]], count: int, lines: int) -> list[int]:
    if best[lines][count][0] == inf:
        return [*range(1, lines), count]
    ends, at = [], count
    for line in range(lines, 0, -1):
        ends.append(at)
        at = best[line][at][1]
    return ends[::-1]


def _break_cost(parts: Sequence[Token], end: int) -> float:
    """What a line break before token `end` costs: less after punctuation, more after short words and inside words."""
    if end in (0, len(parts)):
        return 0.0
    word = plain(parts[end - 1].text)
    if parts[end - 1].hyphen or (word.endswith("-") and not word.endswith("--")):
        return 0.25
    if word[-1:] in ".!?…。！？":
        return -0.14
    if word[-1:] in ",;:，、；：" or word.endswith("--"):
        return -0.08
    before = plain(parts[end - 2].text) if end > 1 else "."
    starts_sentence = before[-1:] in ".!?…" and len(word) <= 4
    return 0.05 if starts_sentence else 0.025 if len(word) <= 2 else 0.0


def _stray_cost(part: Token) -> float:
    letters = sum(sign.isalnum() for sign in part.text)
    return 0.2 if letters <= 3 else 0.14 if letters <= 5 else 0.03
