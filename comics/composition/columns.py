"""Vertical lettering: columns of Japanese and Chinese, read from right to left (JLREQ, 2.3 and 3.2).

Han, kana and their signs stand upright, with the forms that fonts have for columns. Numbers of one or two digits and pairs of
!? stand upright as one sign (tate-chu-yoko), single letters too; longer words in Latin letters are turned on their side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

import uharfbuzz as hb

from comics.composition.hands import Hand
from comics.composition.shaping import Line, Piece, Sign, cap_height, shape_run, signs_of
from comics.drawing import fonts

_TOGETHER = re.compile(r"\d{1,2}|[!?]{2}|[A-Za-z]|[&%+]")  # What stands upright as one sign.
_WIDE = str.maketrans("!?:;()", "！？：；（）")
_GAP = 0.25  # Ems for a space beside a word that is turned.


@lru_cache(maxsize=4096)
def shape_column(text: str, hand: Hand) -> Line:
    """One column: the pieces from top to bottom, their glyphs around the column's middle line, y downwards from its top; pieces
    that are `turned` are set as if they were a line by itself, to be turned clockwise at `along`."""
    pieces: list[Piece] = []
    pen = 0.0
    for run in _runs(signs_of(text, hand)):
        words = "".join(sign.sign for sign in run)
        if words.isspace():
            pen += _GAP
            continue
        piece = (
            _together(run, hand)
            if _TOGETHER.fullmatch(words)
            else _turned(run, hand)
            if _latin(run[0])
            else _upright(run, hand)
        )
        pieces.append(_moved(piece, pen))
        pen += piece.width
    return Line(tuple(pieces), pen)


def _runs(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    """The signs in runs that are set alike: Latin words, spaces around them, and all else."""
    for (latin, _, _), group in groupby(signs, key=lambda sign: (_latin(sign), sign.bold, sign.font)):
        run = list(group)
        if not latin:
            yield run
            continue
        start, end = 0, len(run)
        while start < end and run[start].sign == " ":
            start += 1
        while end > start and run[end - 1].sign == " ":
            end -= 1
        if len(run[start:end]) == 1 and run[start].sign in "!?:;()":
            wide = run[start]
            yield from filter(None, (run[:start], [wide._replace(sign=wide.sign.translate(_WIDE))], run[end:]))
            continue
        yield from filter(None, (run[:start], run[start:end], run[end:]))


def _latin(sign: Sign) -> bool:
    return sign.sign < "\u2000" or sign.sign == "’"


def _upright(run: Sequence[Sign], hand: Hand) -> Piece:
    """Signs under one another, shaped for a column."""
    font = run[0].font
    buffer = hb.Buffer()
    absent = set(fonts.missing(font, "".join(sign.sign for sign in run)))
    buffer.add_str("".join(sign.sign for sign in run if sign.sign not in absent))
    buffer.guess_segment_properties()
    buffer.direction = "ttb"
    buffer.language = hand.language
    hb.shape(fonts.shaper(font), buffer, {"liga": False})
    scale = fonts.scale(font) / fonts.units(font)
    glyphs, pen = [], 0.0
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
        glyphs.append((info.codepoint, at.x_offset * scale, pen - at.y_offset * scale))
        pen -= at.y_advance * scale
    told = "".join(sign.letter for sign in run)
    return Piece(told, font, fonts.scale(font), run[0].bold, False, tuple(glyphs), pen)


def _together(run: Sequence[Sign], hand: Hand) -> Piece:
    """Two signs or one side by side, narrowed where they are wider than the column, in the room of one sign."""
    piece = shape_run(run, hand.language)
    cell = fonts.scale(hand.font)
    narrow = min(1.0, cell / piece.width) if piece.width else 1.0
    base = (cell + cap_height(piece.font) * narrow) / 2
    glyphs = tuple((glyph, (x - piece.width / 2) * narrow, base + y * narrow) for glyph, x, y in piece.glyphs)
    return replace(piece, scale=piece.scale * narrow, italic=False, glyphs=glyphs, width=cell)


def _turned(run: Sequence[Sign], hand: Hand) -> Piece:
    piece = shape_run(run, hand.language)
    return replace(piece, turned=True, width=piece.width + 0.1)


def _moved(piece: Piece, pen: float) -> Piece:
    """The piece `pen` ems further down its column."""
    if piece.turned:
        return replace(piece, along=pen + 0.05)
    return replace(piece, glyphs=tuple((glyph, x, y + pen) for glyph, x, y in piece.glyphs), along=pen)
