"""Words that are set into a box as large as they fit: titles, credits, blurbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final, Literal

from comics.composition.breaking import Token, join, tokens
from comics.composition.hands import Hand
from comics.composition.linebreaks import height_of_letters
from comics.composition.shaping import Line, is_rtl, shape_line
from comics.drawing.displaylist import Glyphs, Group
from comics.drawing.geometry import Box

Side = Literal["start", "middle", "end"]
_LEADING: Final = 1.16
_SPACE: Final = 0.3  # ems
_MANY: Final = 14  # Tokens of a title; longer texts are filled line by line, which costs less and looks the same.


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters are painted: fill, outline with its width in ems, and a shadow with its distance in ems, right and down."""

    fill: str = "#ffffff"
    outline: str = ""
    width: float = 0.0
    shadow: str = ""
    away: tuple[float, float] = (0.05, 0.06)


@dataclass(frozen=True, slots=True)
class Block:
    """Words in their place: what is painted, and the box (page points) that their lines fill."""

    group: Group
    box: Box


def block(
    text: str,
    hand: Hand,
    room: Box,
    *,
    ink: Ink,
    name: str,
    most: int = 3,
    largest: float = inf,
    side: Side = "middle",
    rise: float = 0.0,
) -> Block:
    """The words in at most `most` lines, as large as the room and `largest` (points) allow.

    They stand at the top of the room (`rise` 0), at its foot (1) or between.

    `side` is where lines stand in the room: "start" is where the words' own script starts. The group is named
    "balloon:<name>", so that books read it as a paragraph. Words that say nothing give an empty group.
    """
    parts = tokens(text, language=hand.language)
    if not parts:
        return Block(Group((), name=f"balloon:{name}"), Box(room.x, room.y + rise * room.h, 0.0, 0.0))
    tall = height_of_letters(hand.drawn(text), hand)
    lines, size = _largest(parts, hand, room, tall=tall, most=most, largest=largest)
    height = size * (tall + _LEADING * (len(lines) - 1))
    top = room.y + rise * (room.h - height)
    runs: list[Glyphs] = []
    for at, line in enumerate(lines):
        left = room.x + _indent(line.width * size, room.w, side, rtl=is_rtl(text))
        runs += _runs(line, left, top + size * (tall + _LEADING * at), size, ink, ends=at + 1 < len(lines))
    wide = max(line.width for line in lines) * size
    box = Box(room.x + _indent(wide, room.w, side, rtl=is_rtl(text)), top, wide, height)
    return Block(Group((*_shadows(runs, ink, size), *runs), name=f"balloon:{name}", alt=text), box)


def _largest(
    parts: Sequence[Token], hand: Hand, room: Box, *, tall: float, most: int, largest: float
) -> tuple[list[Line], float]:
    """The way to break the words that lets them be largest; of equal ones that with the fewest lines.

    A long text that has room enough at its largest size fills the lines, as a paragraph does.
    """
    if len(parts) > _MANY and largest < inf:
        filled = _filled(parts, _widths(parts, hand), room.w / largest)
        if len(filled) <= most and largest * (tall + _LEADING * (len(filled) - 1)) <= room.h:
            lines = [shape_line(line, hand, rtl=is_rtl(line)) for line in filled]
            return lines, min(largest, room.w / max(line.width for line in lines))
    tried = []
    for count in range(1, min(most, len(parts)) + 1):
        lines = [shape_line(line, hand, rtl=is_rtl(line)) for line in _broken(parts, count, hand)]
        widest = max(line.width for line in lines) or 1.0
        size = min(room.w / widest, room.h / (tall + _LEADING * (len(lines) - 1)), largest)
        tried.append((round(size, 4), -len(lines), lines))
    size, _, lines = max(tried, key=lambda one: one[:2])
    return lines, size


def _broken(parts: Sequence[Token], count: int, hand: Hand) -> list[str]:
    """The words in so many lines of about one width."""
    widths = _widths(parts, hand)
    if len(parts) > _MANY:
        return _filled(parts, widths, sum(widths) / count)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for line in range(1, count + 1):
        for end in range(line, len(parts) - (count - line) + 1):
            ways = (
                (max(best[line - 1, start][0], sum(widths[start:end])), (*best[line - 1, start][1], end))
                for start in range(line - 1, end)
                if (line - 1, start) in best
            )
            best[line, end] = min(ways)
    ends = best[count, len(parts)][1]
    return [join(parts[start:end], last=end == len(parts)) for start, end in zip((0, *ends[:-1]), ends, strict=True)]


def _widths(parts: Sequence[Token], hand: Hand) -> list[float]:
    """The parts' widths in ems with the spaces after them, as near as breaking needs them."""
    return [shape_line(part.text, hand).width + (_SPACE if part.space else 0.0) for part in parts]


def _filled(parts: Sequence[Token], widths: Sequence[float], room: float) -> list[str]:
    lines, start, used = [], 0, 0.0
    for at, width in enumerate(widths):
        if used and used + width > room * 1.04:
            lines.append(join(parts[start:at], last=False))
            start, used = at, 0.0
        used += width
    return [*lines, join(parts[start:])]


def _indent(wide: float, room: float, side: Side, *, rtl: bool) -> float:
    if side == "middle":
        return (room - wide) / 2
    return room - wide if (side == "end") != rtl else 0.0


def _runs(line: Line, left: float, base: float, size: float, ink: Ink, *, ends: bool) -> list[Glyphs]:
    last = len(line.pieces) - 1
    return [
        Glyphs(
            piece.font,
            size * piece.scale,
            tuple((glyph, left + x * size, base + y * size) for glyph, x, y in piece.glyphs),
            piece.text + (" " if ends and at == last else ""),
            ink.fill,
            stroke=ink.outline or None,
            width=ink.width * size,
        )
        for at, piece in enumerate(line.pieces)
    ]


def _shadows(runs: Sequence[Glyphs], ink: Ink, size: float) -> tuple[Glyphs, ...]:
    """The same letters once more, aside, without text, so that they are read once."""
    if not ink.shadow:
        return ()
    across, down = (away * size for away in ink.away)
    return tuple(
        replace(
            run,
            glyphs=tuple((glyph, x + across, y + down) for glyph, x, y in run.glyphs),
            text="",
            fill=ink.shadow,
            stroke=ink.shadow if ink.outline else None,
        )
        for run in runs
    )
