"""Fits words into the smallest good balloon (craft.md, "Lettering rules", 7).

Everything is in ems of the lettering size, so that a fit is found once and serves every size. For each number of lines the
breaks are chosen by dynamic programming against the width profile of a superellipse |x/a|^p + |y/b|^p = 1 with p = 2.6:
breaks at punctuation are rewarded, stray short words punished; then the smallest balloon of a good aspect wins.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, sqrt

from comics.composition.breaking import Token, join, tokens
from comics.composition.casing import plain
from comics.composition.columns import shape_column
from comics.composition.hands import Hand
from comics.composition.letterforms import extent
from comics.composition.shaping import cap_height, is_rtl, shape_line, width
from comics.vocabulary import LetteringKind as Kind

POWER = 2.6
MOST_LINES = 9
PAD_X, PAD_Y = 0.7, 0.5  # Between the letters and the outline.
BOX_PAD_X, BOX_PAD_Y = 0.55, 0.42
BOXES = frozenset({Kind.NARRATION, Kind.TIME_PLACE, Kind.EDITOR_NOTE})
SFX_EDGE = 0.4  # Ink and halo around the letters of a sound effect, both sides together.
# How far bumps, spikes and teeth stand out beyond the superellipse that holds the words.
OUTSET = {Kind.THOUGHT: 0.5, Kind.SHOUT: 0.95, Kind.RADIO: 0.3}
_LEADING, _STACKED_LEADING, _COLUMN_LEADING = 1.12, 1.22, 1.26
_PLAIN = Hand()
_LONGEST_SOUND = 9.0  # Ems: a longer noise is set in two lines and more.
_MANY = 60  # Beyond this many tokens a simple fill is as good to the eye as the best breaks.
_STRETCHES = (1.1, 1.2, 1.34, 1.55, 1.9)  # Heights of the balloon against the height of the words.


@dataclass(frozen=True, slots=True)
class Fit:
    """Words broken into lines, and the width and height of the outline around them, in ems; a lower score is better."""

    lines: tuple[str, ...]
    width: float
    height: float
    score: float


@dataclass(frozen=True, slots=True)
class _Text:
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
        return self.starts[end - 1] + self.widths[end - 1] - self.starts[start]

    def height(self, lines: int) -> float:
        return self.cap + (lines - 1) * self.leading


def leading(text: str, hand: Hand = _PLAIN) -> float:
    """Line distance in ems: 1.12, more where accents are stacked on capitals, as in Vietnamese, and between columns."""
    if hand.vertical:
        return _COLUMN_LEADING
    stacked = any(sum(map(unicodedata.combining, unicodedata.normalize("NFD", sign)[1:])) > 230 for sign in set(text))
    return _STACKED_LEADING if stacked else _LEADING


def height_of_letters(text: str, hand: Hand) -> float:
    """The height of a line's letters in ems: that of capitals, or about the whole body of scripts that have no case."""
    cased = any(sign.upper() != sign.lower() for sign in text)
    return cap_height(hand.font) if cased or not text.strip() else 0.9


def profile(y: float) -> float:
    """Half the width of the superellipse at height `y`, both as shares of its half axes."""
    return (1.0 - min(1.0, abs(y)) ** POWER) ** (1.0 / POWER)


@lru_cache(maxsize=2048)
def fits(text: str, *, kind: str = Kind.SPEECH, hand: Hand = _PLAIN, bend: float = 0.0) -> tuple[Fit, ...]:
    """The good ways to set the text, the best first, one for each number of lines; never empty, even for an empty text.

    `bend` is how far a sound effect's lines are bent, -1 to 1.
    """
    if kind == Kind.SFX:
        return (_sound(_measure(text, hand), bend),)
    measured = _measure(text, hand)
    if not measured.tokens:
        return (_finish(measured, [0], 0.0, kind=kind),)
    if len(measured.tokens) > _MANY:
        found = [_filled(measured, kind, shape) for shape in (1.3, 1.9, 2.8)]
    else:
        found = [_best(measured, lines, kind) for lines in _line_counts(measured, kind)]
    return tuple(sorted(found, key=lambda one: one.score))


def fit(
    text: str,
    *,
    kind: str = Kind.SPEECH,
    hand: Hand = _PLAIN,
    limit: tuple[float, float] = (inf, inf),
) -> Fit | None:
    """The best way to set the text inside `limit` (width and height in ems); None where there is none: then split it."""
    return next((one for one in fits(text, kind=kind, hand=hand) if within(one, limit)), None)


def within(one: Fit, limit: tuple[float, float]) -> bool:
    """Whether the fit keeps to a width and height in ems, and to the nine lines of a balloon."""
    return one.width <= limit[0] and one.height <= limit[1] and len(one.lines) <= MOST_LINES


@lru_cache(maxsize=1024)
def _measure(text: str, hand: Hand) -> _Text:
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
    return _Text(parts, widths, tuple(starts), cap, step, hand.vertical, breaks, strays)


def _line_counts(text: _Text, kind: str) -> range:
    """The numbers of lines worth trying: around the one that gives the words a pleasing shape."""
    whole = text.line(0, len(text.tokens))
    shape = 3.4 if kind in BOXES else 2.3
    natural = sqrt(whole / (shape * text.leading))
    low, high = int(natural * 0.55), int(natural * 1.7) + 2
    most = min(MOST_LINES, len(text.tokens))
    return range(min(most, max(1, low)), min(most, high) + 1)


def _best(text: _Text, lines: int, kind: str) -> Fit:
    if kind in BOXES:
        return _finish(text, *_broken(text, [1.0] * lines), kind=kind)
    tried = []
    for stretch in _STRETCHES:
        # Columns begin at one height, so that all may be as long as the longest.
        shape = [1.0] * lines if text.vertical else _profile_of(text, lines, stretch)
        ends, cost = _broken(text, shape)
        tried.append(_finish(text, ends, cost, kind=kind, stretch=stretch))
    return min(tried, key=lambda one: one.score)


def _half_height(text: _Text, lines: int, stretch: float) -> float:
    return (text.height(lines) / 2 + PAD_Y) * stretch


def _profile_of(text: _Text, lines: int, stretch: float) -> list[float]:
    """How wide each line may be as a share of the balloon's width, judged where the line is nearest to the outline."""
    half = _half_height(text, lines, stretch)
    edge = text.cap / 2 + PAD_Y * 0.8
    middle = (lines - 1) / 2
    return [max(0.12, profile((abs(at - middle) * text.leading + edge) / half)) for at in range(lines)]


def _broken(text: _Text, shape: Sequence[float]) -> tuple[list[int], float]:
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


def _finish(text: _Text, ends: Sequence[int], cost: float, *, kind: str, stretch: float = 1.2) -> Fit:
    """The balloon around the broken text, with its score: area, made dearer by a bad aspect and by bad breaks."""
    spans = list(zip([0, *ends[:-1]], ends, strict=True)) if text.tokens else []
    lines = tuple(join(text.tokens[start:end], last=end == len(text.tokens)) for start, end in spans) or ("",)
    used = [text.line(start, end) for start, end in spans] or [0.8]
    if kind in BOXES:
        wide, high = max(used) + 2 * BOX_PAD_X, text.height(len(lines)) + 2 * BOX_PAD_Y
        wide += 0.5 if kind == Kind.TIME_PLACE else 0.0
    else:
        shape = _profile_of(text, len(lines), stretch)
        outset = OUTSET.get(Kind(kind), 0.0)
        reach = [max(used)] * len(used) if text.vertical else used
        half = max((line / 2 + PAD_X) / room for line, room in zip(reach, shape, strict=True))
        high = _half_height(text, len(lines), stretch)
        wide, high = 2 * (max(half, high * 1.12) + outset), 2 * (high + outset)
    sparse = max(0.0, 2.2 - len(text.tokens) / len(lines)) * 0.25 if len(lines) > 1 else 0.0
    sparse += 0.35 * (len(lines) - 1) if kind == Kind.TIME_PLACE else 0.0  # A line of its own, where it can be.
    dearer = _aspect_cost(wide / high, kind) + sparse + max(-0.3, 2.6 * cost)
    score = wide * high * (1.0 + dearer)
    return Fit(lines, high, wide, score) if text.vertical else Fit(lines, wide, high, score)


def _aspect_cost(aspect: float, kind: str) -> float:
    if kind in BOXES:
        widest = 9.0 if kind == Kind.TIME_PLACE else 4.5
        return max(0.0, 2.0 - aspect) * 0.5 + max(0.0, aspect - widest) * 0.2
    return max(0.0, 1.35 - aspect) * 1.2 + max(0.0, aspect - 2.0) * 0.5


def _sound(text: _Text, bend: float) -> Fit:
    """A sound effect: one line, or several of about the same length where it is long."""
    count = len(text.tokens)
    lines = min(count, 1 + int(text.line(0, count) / _LONGEST_SOUND)) if count else 0
    ends = _broken(text, [1.0] * lines)[0] if lines else []
    spans = list(zip([0, *ends[:-1]], ends, strict=True)) if ends else []
    words = tuple(join(text.tokens[start:end], last=end == count) for start, end in spans) or ("",)
    long = max((text.line(start, end) for start, end in spans), default=0.8)
    wide, high = extent(bend, long, text.height(len(words)))
    return Fit(words, wide + SFX_EDGE, high + SFX_EDGE, wide * high)


def _filled(text: _Text, kind: str, shape: float) -> Fit:
    """A very long text: lines filled one after the other to about the shape that is asked for."""
    count = len(text.tokens)
    room = max(sqrt(text.line(0, count) * text.leading * shape), max(text.widths), 0.1)
    ends, start = [], 0
    for end in range(1, count + 1):
        if end == count or text.line(start, end + 1) > room:
            ends.append(end)
            start = end
    return _finish(text, ends, 0.0, kind=kind, stretch=1.22)
