"""Shapes lines of lettering: from words to glyphs in their places, in ems, so that one shaping serves every size."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, groupby
from typing import NamedTuple

import uharfbuzz as hb
from bidi import algorithm as bidi

from comics.composition.casing import mapped_capitals, plain, stretches
from comics.composition.hands import Hand
from comics.drawing import fonts

SLANT = 0.2
_UNKNOWN = "\ufffc"  # Stands for signs of a newer Unicode than Python's, whose direction nobody here knows.
# Arabic and its kin; Devanagari and its kin, to Sinhala.
_JOINED = (("\u0600", "\u08ff"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufeff"), ("\u0900", "\u0dff"))
_UNDRAWN = 0.6  # Ems of room for a sign that no font has.
_OVERHANG = 0.08  # How far slanted letters lean out over what follows, in ems.


@dataclass(frozen=True, slots=True)
class Piece:
    """A run in one font and one manner: glyph ids with pen positions in ems from the line's start, y downwards.

    `text` is the source text in its original case; `width` the advance in ems. In a column (`columns.shape_column`) a piece
    starts `along` it, and is `turned` clockwise where it lies on its side.
    """

    text: str
    font: str
    scale: float
    bold: bool
    italic: bool
    glyphs: tuple[tuple[int, float, float], ...]
    width: float
    along: float = 0.0
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The pieces of one line from left to right, and their width in ems."""

    pieces: tuple[Piece, ...]
    width: float


class Sign(NamedTuple):
    """One sign to be drawn: what, from which letter of the source, in which weight, slant and font, and at which bidi level."""

    sign: str
    letter: str
    at: int
    bold: bool
    italic: bool
    font: str
    level: int = 0


@lru_cache(maxsize=8192)
def shape_line(text: str, hand: Hand, *, rtl: bool = False) -> Line:
    """Shapes one line with its stress marks, in a paragraph of that direction.

    What the font has no sign for is borrowed from a font that has; letters that none has are left out.
    """
    signs = signs_of(text, hand)
    if not signs:
        return Line((), 0.0)
    runs = _runs(signs, rtl)
    pieces, pen = [], 0.0
    for at, run in enumerate(runs):
        piece = shape_run(run, hand.language)
        advance = piece.width + (_OVERHANG if piece.italic and at + 1 < len(runs) else 0.0)
        pieces.append(replace(piece, glyphs=tuple((glyph, x + pen, y) for glyph, x, y in piece.glyphs), width=advance))
        pen += advance
    return Line(tuple(pieces), pen)


def width(text: str, hand: Hand, *, rtl: bool = False) -> float:
    """The width of the line in ems."""
    return shape_line(text, hand, rtl=rtl).width


def is_rtl(text: str) -> bool:
    """Whether the first strong letter of the text is one of a right-to-left script (UAX 9, rule P2)."""
    return bool(bidi.get_base_level(plain(text)) % 2)


def is_joined(text: str) -> bool:
    """Whether letters of the text are joined to their neighbors, so that none can be turned by itself."""
    return any(low <= sign <= high for sign in text for low, high in _JOINED)


def cap_height(font: str) -> float:
    """The height of capitals in ems of the lettering size."""
    metrics = fonts.metrics(font)
    return metrics.cap_height / metrics.units * fonts.scale(font)


def signs_of(text: str, hand: Hand) -> list[Sign]:
    """The signs of the text that are drawn, without its marks."""
    signs: list[Sign] = []
    for stretch in stretches(text):
        bold, italic = stretch.bold or hand.bold, stretch.italic or hand.italic
        font = fonts.heavier(hand.font) if bold else hand.font
        last = -1
        for sign, index in _drawn(stretch.text, hand):
            # A letter that became two signs (ß, SS) is told once, so that copied text is the author's.
            letter = stretch.text[last + 1 : index + 1] if index > last else ""
            shown = " " if sign.isspace() else sign
            signs.append(Sign(shown, letter, len(signs), bold, italic, fonts.lender(font, shown, hand.language)))
            last = max(last, index)
    return signs


def _drawn(text: str, hand: Hand) -> Iterable[tuple[str, int]]:
    """The signs that are drawn, each with the index of the letter that it comes from."""
    return mapped_capitals(text, language=hand.language) if hand.upper else zip(text, count())


def _runs(signs: Sequence[Sign], rtl: bool) -> list[list[Sign]]:
    """The runs from left to right, each in reading order and of one level and manner (UAX 9, rules X to L2)."""
    mixed = rtl or any(unicodedata.bidirectional(sign.sign) in ("R", "AL", "AN") for sign in signs)
    visual = _reordered(signs, rtl) if mixed else signs
    runs: list[list[Sign]] = []
    for _, group in groupby(enumerate(visual), key=lambda pair: pair[1][3:]):
        run = [sign for _, sign in group]
        runs.append(sorted(run, key=lambda sign: sign.at))
    return runs


def _reordered(signs: Sequence[Sign], rtl: bool) -> list[Sign]:
    storage = bidi.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if rtl else (0, "L")
    known = (sign.sign if unicodedata.bidirectional(sign.sign) else _UNKNOWN for sign in signs)
    bidi.get_embedding_levels("".join(known), storage, False, False)
    for char, sign in zip(storage["chars"], signs, strict=True):
        char["at"] = sign.at
    bidi.explicit_embed_and_overrides(storage, False)
    bidi.resolve_weak_types(storage, False)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    bidi.reorder_resolved_levels(storage, False)
    return [signs[char["at"]]._replace(level=char["level"]) for char in storage["chars"]]


def shape_run(run: Sequence[Sign], language: str) -> Piece:
    """Signs of one font, manner and level as a horizontal run that starts at 0."""
    font, bold, italic = run[0].font, run[0].bold, run[0].italic
    shown = "".join(sign.sign for sign in run)
    absent = set(fonts.missing(font, shown))
    buffer = hb.Buffer()
    buffer.add_str("".join(sign for sign in shown if sign not in absent))
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run[0].level % 2 else "ltr"
    buffer.language = language
    hb.shape(fonts.shaper(font), buffer, {"liga": False})
    scale = fonts.scale(font) / fonts.units(font)
    glyphs, pen = [], 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
        glyphs.append((info.codepoint, pen + position.x_offset * scale, -position.y_offset * scale))
        pen += position.x_advance * scale
    # What nobody can draw keeps its room, so that balloon and words fit one another once its font is installed.
    pen += sum(_UNDRAWN for sign in shown if sign in absent and not unicodedata.combining(sign))
    text = "".join(sign.letter for sign in run)
    return Piece(text, font, fonts.scale(font), bold, italic, tuple(glyphs), pen)
