"""Fits words into the smallest good balloon (craft.md, "Lettering rules", 7).

Everything is in ems of the lettering size, so that a fit is found once and serves every size. For each number of lines the
breaks are chosen by dynamic programming against the width profile of a superellipse |x/a|^p + |y/b|^p = 1 with p = 2.6:
breaks at punctuation are rewarded, stray short words punished; then the smallest balloon of a good aspect wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, sqrt

from comics.composition.breaking import join
from comics.composition.hands import PLAIN, Hand
from comics.composition.letterforms import extent
from comics.composition.linebreaks import Text, broken, measure
from comics.vocabulary import LetteringKind as Kind

POWER = 2.6
MOST_LINES = 9
PAD_X, PAD_Y = 0.7, 0.5  # Between the letters and the outline.
BOX_PAD_X, BOX_PAD_Y = 0.55, 0.42
BOXES = frozenset({Kind.NARRATION, Kind.TIME_PLACE, Kind.EDITOR_NOTE})
SFX_EDGE = 0.4  # Ink and halo around the letters of a sound effect, both sides together.
# How far bumps, spikes and teeth stand out beyond the superellipse that holds the words.
OUTSET = {Kind.THOUGHT: 0.5, Kind.SHOUT: 0.95, Kind.RADIO: 0.3}
_LONGEST_SOUND = 9.0  # Ems: a longer noise is set in two lines and more.
_NEAREST = 3  # Numbers of lines that are tried while somebody types.
_MANY = 60  # Beyond this many tokens a simple fill is as good to the eye as the best breaks.
_STRETCHES = (1.1, 1.2, 1.34, 1.55, 1.9)  # Heights of the balloon against the height of the words.


@dataclass(frozen=True, slots=True)
class Fit:
    """Words broken into lines, and the width and height of the outline around them, in ems; a lower score is better."""

    lines: tuple[str, ...]
    width: float
    height: float
    score: float


def profile(y: float) -> float:
    """Half the width of the superellipse at height `y`, both as shares of its half axes."""
    return (1.0 - min(1.0, abs(y)) ** POWER) ** (1.0 / POWER)


@lru_cache(maxsize=2048)
def fits(text: str, *, kind: str = Kind.SPEECH, hand: Hand = PLAIN, bend: float = 0.0, near: int = 0) -> tuple[Fit, ...]:
    """The good ways to set the text, the best first, one for each number of lines; never empty, even for an empty text.

    `bend` is how far a sound effect's lines are bent, -1 to 1. With `near` only the numbers of lines nearest to it are tried,
    which is quicker.
    """
    if kind == Kind.SFX:
        return (_sound(measure(text, hand), bend),)
    measured = measure(text, hand)
    if not measured.tokens:
        return (_finish(measured, [0], 0.0, kind=kind),)
    if len(measured.tokens) > _MANY:
        found = [_filled(measured, kind, shape) for shape in (1.3, 1.9, 2.8)]
    else:
        counts = sorted(_line_counts(measured, kind), key=lambda lines: abs(lines - near) if near else 0)
        found = [_best(measured, lines, kind) for lines in (counts[:_NEAREST] if near else counts)]
    return tuple(sorted(found, key=lambda one: one.score))


def fit(
    text: str,
    *,
    kind: str = Kind.SPEECH,
    hand: Hand = PLAIN,
    limit: tuple[float, float] = (inf, inf),
) -> Fit | None:
    """The best way to set the text inside `limit` (width and height in ems); None where there is none: then split it."""
    return next((one for one in fits(text, kind=kind, hand=hand) if within(one, limit)), None)


def within(one: Fit, limit: tuple[float, float]) -> bool:
    """Whether the fit keeps to a width and height in ems, and to the nine lines of a balloon."""
    return one.width <= limit[0] and one.height <= limit[1] and len(one.lines) <= MOST_LINES


def _line_counts(text: Text, kind: str) -> range:
    """The numbers of lines worth trying: around the one that gives the words a pleasing shape."""
    whole = text.line(0, len(text.tokens))
    shape = 3.4 if kind in BOXES else 2.3
    natural = sqrt(whole / (shape * text.leading))
    low, high = int(natural * 0.55), int(natural * 1.7) + 2
    most = min(MOST_LINES, len(text.tokens))
    return range(min(most, max(1, low)), min(most, high) + 1)


def _best(text: Text, lines: int, kind: str) -> Fit:
    if kind in BOXES:
        return _finish(text, *broken(text, [1.0] * lines), kind=kind)
    tried: list[tuple[float, list[int], float, float]] = []
    for stretch in _STRETCHES:
        # Columns begin at one height, so that all may be as long as the longest.
        shape = [1.0] * lines if text.vertical else _profile_of(text, lines, stretch)
        ends, cost = broken(text, shape)
        tried.append((_outline(text, ends, cost, kind=kind, stretch=stretch)[2], ends, cost, stretch))
    _, ends, cost, stretch = min(tried)
    return _finish(text, ends, cost, kind=kind, stretch=stretch)


def _half_height(text: Text, lines: int, stretch: float) -> float:
    return (text.height(lines) / 2 + PAD_Y) * stretch


def _profile_of(text: Text, lines: int, stretch: float) -> list[float]:
    """How wide each line may be as a share of the balloon's width, judged where the line is nearest to the outline."""
    half = _half_height(text, lines, stretch)
    edge = text.cap / 2 + PAD_Y * 0.8
    middle = (lines - 1) / 2
    return [max(0.12, profile((abs(at - middle) * text.leading + edge) / half)) for at in range(lines)]


def _finish(text: Text, ends: Sequence[int], cost: float, *, kind: str, stretch: float = 1.2) -> Fit:
    """The balloon around the text that was broken at these ends at that cost."""
    spans = list(zip([0, *ends[:-1]], ends, strict=True)) if text.tokens else []
    lines = tuple(join(text.tokens[start:end], last=end == len(text.tokens)) for start, end in spans) or ("",)
    return Fit(lines, *_outline(text, ends, cost, kind=kind, stretch=stretch))


def _outline(text: Text, ends: Sequence[int], cost: float, *, kind: str, stretch: float) -> tuple[float, float, float]:
    """Width and height around the broken text, and its score: area, made dearer by a bad aspect and by bad breaks."""
    count = len(ends)
    used = [text.line(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True)] if text.tokens else [0.8]
    if kind in BOXES:
        wide, high = max(used) + 2 * BOX_PAD_X, text.height(count) + 2 * BOX_PAD_Y
        wide += 0.5 if kind == Kind.TIME_PLACE and not text.vertical else 0.0  # It leans; columns stand upright.
    else:
        shape = _profile_of(text, count, stretch)
        outset = OUTSET.get(Kind(kind), 0.0)
        reach = [max(used)] * count if text.vertical else used
        half = max((line / 2 + PAD_X) / room for line, room in zip(reach, shape, strict=True))
        high = _half_height(text, count, stretch)
        wide, high = 2 * (max(half, high * 1.12) + outset), 2 * (high + outset)
    sparse = max(0.0, 2.2 - len(text.tokens) / count) * 0.25 if count > 1 else 0.0
    sparse += 0.35 * (count - 1) if kind == Kind.TIME_PLACE else 0.0  # A line of its own, where it can be.
    dearer = _aspect_cost(wide / high, kind) + sparse + max(-0.3, 2.6 * cost)
    score = wide * high * (1.0 + dearer)
    return (high, wide, score) if text.vertical else (wide, high, score)


def _aspect_cost(aspect: float, kind: str) -> float:
    if kind in BOXES:
        widest = 9.0 if kind == Kind.TIME_PLACE else 4.5
        return max(0.0, 2.0 - aspect) * 0.5 + max(0.0, aspect - widest) * 0.2
    return max(0.0, 1.35 - aspect) * 1.2 + max(0.0, aspect - 2.0) * 0.5


def _sound(text: Text, bend: float) -> Fit:
    """A sound effect: one line, or several of about the same length where it is long."""
    count = len(text.tokens)
    lines = min(count, 1 + int(text.line(0, count) / _LONGEST_SOUND)) if count else 0
    ends = broken(text, [1.0] * lines)[0] if lines else []
    spans = list(zip([0, *ends[:-1]], ends, strict=True)) if ends else []
    words = tuple(join(text.tokens[start:end], last=end == count) for start, end in spans) or ("",)
    long = max((text.line(start, end) for start, end in spans), default=0.8)
    wide, high = extent(bend, long, text.height(len(words)))
    return Fit(words, wide + SFX_EDGE, high + SFX_EDGE, wide * high)


def _filled(text: Text, kind: str, shape: float) -> Fit:
    """A very long text: lines filled one after the other to about the shape that is asked for."""
    count = len(text.tokens)
    room = max(sqrt(text.line(0, count) * text.leading * shape), max(text.widths), 0.1)
    ends, start = [], 0
    for end in range(1, count + 1):
        if end == count or text.line(start, end + 1) > room:
            ends.append(end)
            start = end
    return _finish(text, ends, 0.0, kind=kind, stretch=1.22)
