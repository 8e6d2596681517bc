"""Heavier cuts of a font, for letters that are drawn with a hair of ink around them.

The hair is not stroked on the page, because readers paint no stroke thinner than a pixel: at the size of a screen the words
would be blots.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

import uharfbuzz as hb
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont


def heavier(program: bytes, glyphs: Iterable[int], *, pen: float) -> bytes:
    """The TrueType font with the outlines of these glyphs grown by half the pen (in ems) on every side; advances stay."""
    wanted = sorted(glyphs)
    plain = hb.Font(hb.Face(hb.Blob(program)))
    turned = _redrawn(program, {glyph: _turned(plain, glyph) for glyph in wanted})
    bold = hb.Font(hb.Face(hb.Blob(turned)))
    bold.synthetic_bold = (pen, pen, True)
    # HarfBuzz grows letters upwards from the baseline; the shift sets them back to where the pen would reach.
    drop = (1, 0, 0, 1, 0, -pen / 2 * bold.scale[1])
    grown = {}
    for glyph in wanted:
        grown[glyph] = RecordingPen()
        bold.draw_glyph_with_pen(glyph, TransformPen(grown[glyph], drop))
    return _redrawn(turned, grown)


def _turned(font: hb.Font, glyph: int) -> RecordingPen:
    """The glyph with all its outer contours in one direction.

    Filling does not mind an accent that runs the other way round than its letter, but growing would shrink it as if it were
    a hole. A hole lies within the bounds of a contour that runs against it.
    """
    drawn, out = RecordingPen(), RecordingPen()
    font.draw_glyph_with_pen(glyph, drawn)
    contours = [(contour, _area(contour), _bounds(contour)) for contour in _contours(drawn)]
    main = max((area for _, area, _ in contours), key=abs, default=0.0)
    outer = [bounds for _, area, bounds in contours if area * main > 0]
    for contour, area, bounds in contours:
        stray = area * main < 0 and not any(_within(bounds, around) for around in outer)
        contour.replay(ReverseContourPen(out) if stray else out)
    return out


def _contours(drawn: RecordingPen) -> list[RecordingPen]:
    contours: list[RecordingPen] = []
    for command in drawn.value:
        if command[0] == "moveTo":
            contours.append(RecordingPen())
        contours[-1].value.append(command)
    return contours


def _area(contour: RecordingPen) -> float:
    pen = AreaPen()
    contour.replay(pen)
    return float(pen.value)


def _bounds(contour: RecordingPen) -> tuple[float, float, float, float]:
    pen = ControlBoundsPen(None)
    contour.replay(pen)
    left, bottom, right, top = pen.bounds or (0.0, 0.0, 0.0, 0.0)
    return left, bottom, right, top


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _redrawn(program: bytes, drawings: dict[int, RecordingPen]) -> bytes:
    """The font with these glyphs' outlines in place of its own, equal bytes for equal outlines."""
    font = TTFont(io.BytesIO(program), recalcTimestamp=False)
    names, outlines, metrics = font.getGlyphOrder(), font["glyf"], font["hmtx"]
    for glyph, drawing in drawings.items():
        pen = TTGlyphPen(None)
        drawing.replay(pen)
        outline = pen.glyph()
        outline.recalcBounds(outlines)
        outlines[names[glyph]] = outline
        metrics[names[glyph]] = (metrics[names[glyph]][0], getattr(outline, "xMin", 0))
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
