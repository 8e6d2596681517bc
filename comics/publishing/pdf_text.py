"""Runs of glyphs as real text: selectable, searchable, copied as it was written (ISO 32000-1, 9.4 and 14.9.4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from comics.drawing.displaylist import Glyphs
from comics.drawing.geometry import Affine
from comics.publishing import pdf_fonts
from comics.publishing.pdf_fonts import Typeface
from comics.publishing.pdf_objects import number, text
from comics.publishing.pdf_paint import numbers

Placed = tuple[int, float, float]
_TOUCH = 0.002  # of the type size: lesser differences from the font's own advance are not written


def show(run: Glyphs, face: Typeface) -> str:
    """The operators that show the run as text in the current colour, in a coordinate system whose y grows downwards.

    Where the glyphs alone would not be read as the source text (capitals, ligatures, right-to-left, columns), it is given
    beside them.
    """
    glyphs = _with_space(run, face)
    for glyph, _, _ in glyphs:
        face.use(glyph)
    lines = [_line(line, run, face) for line in _lines(glyphs)]
    shown = f"BT\n/{resource(face)} {number(run.size)} Tf\n{''.join(lines)}ET\n"
    said = "".join(pdf_fonts.says(run.font, glyph) for glyph, _, _ in glyphs)
    # Readers turn right-to-left letters around by themselves, and would turn what is given beside them around as well.
    if len(lines) == 1 and run.text == (said[::-1] if _is_rtl(run.text) else said):
        return shown
    return f"/Span <</ActualText {text(run.text).decode()}>> BDC\n{shown}EMC\n"


def resource(face: Typeface) -> str:
    """The name by which content streams call the font."""
    return f"F{face.ref.number}"


def pen(run: Glyphs) -> float:
    """The width in ems of a stroke that only makes the letters heavier, being of their own colour; 0 where there is none."""
    return run.width / run.size if run.stroke == run.fill else 0.0


def glyph_map(run: Glyphs, placed: Placed, units: int) -> Affine:
    """The map from font units, y upwards, to where the glyph stands in the drawing."""
    scale = run.size / units
    return Affine(scale, 0.0, run.slant * scale, -scale, placed[1], placed[2])


def _with_space(run: Glyphs, face: Typeface) -> Sequence[Placed]:
    """The run's glyphs, with a space glyph at the end where its text goes on and the shaping left the space out."""
    blank = pdf_fonts.space(run.font)
    if not run.glyphs or not blank or not run.text.endswith(" ") or blank in (run.glyphs[0][0], run.glyphs[-1][0]):
        return run.glyphs
    last, x, y = run.glyphs[-1]
    if _is_rtl(run.text):
        _, x, y = run.glyphs[0]
        return ((blank, x - face.width(blank) * run.size / 1000, y), *run.glyphs)
    return (*run.glyphs, (blank, x + face.width(last) * run.size / 1000, y))


def _is_rtl(text: str) -> bool:
    """Whether the run is one of letters that are read from right to left."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def _lines(glyphs: Sequence[Placed]) -> list[list[Placed]]:
    """Neighbours on one baseline."""
    lines: list[list[Placed]] = []
    for placed in glyphs:
        if lines and abs(lines[-1][-1][2] - placed[2]) < 0.001:
            lines[-1].append(placed)
        else:
            lines.append([placed])
    return lines


def _line(line: Sequence[Placed], run: Glyphs, face: Typeface) -> str:
    """One baseline: a text matrix that turns the letters upright (and slants them), then codes and corrections between them."""
    _, x, y = line[0]
    parts, codes, pen = [], "", x
    for glyph, at, _ in line:
        drift = at - pen
        if abs(drift) > _TOUCH * run.size:
            parts.append(f"<{codes}> {number(-drift * 1000 / run.size)}" if codes else number(-drift * 1000 / run.size))
            codes, pen = "", at
        codes += f"{glyph:04X}"
        pen += face.width(glyph) * run.size / 1000
    place = numbers((1.0, 0.0, run.slant, -1.0, x, y))
    return f"{place} Tm\n[{' '.join(parts)} <{codes}>] TJ\n"
