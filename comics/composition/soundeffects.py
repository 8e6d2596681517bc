"""Sound effects: display letters on a rising arc, with a coloured fill, an outline of ink and a white halo."""

from __future__ import annotations

import re

from comics.composition.fit import height_of_letters, leading
from comics.composition.hands import hand_of
from comics.composition.model import Balloon
from comics.composition.shaping import Line, is_rtl, shape_line
from comics.drawing import fonts
from comics.drawing.displaylist import Glyphs, Item, Path
from comics.drawing.geometry import Affine
from comics.drawing.ink import mapped, pick

EM = 100.0
_INK, _HALO = "#1c1430", "#ffffff"
_INK_WIDTH, _HALO_WIDTH = 0.17, 0.15
_RISE = 0.05
# What a noise is made of colours it; English first, then words that many languages' comics share.
_FILLS = (
    (r"SPL|PLIP|DRIP|DROP|PLOP|WATER|SWISH|SWOOSH|WHOOSH|BLUB|GLUG|RAIN|БУЛЬ", "#5cc8ff"),
    (r"BOOM|BANG|CRASH|KRAK|BLAM|KAB|BAM|POW|WHAM|БАХ|БУМ|DUAR", "#ffb52e"),
    (r"ZAP|BZZ|ZZ|CRACKLE|SHOCK|BEEP|PING", "#fff04d"),
    (r"TAP|CREAK|CLICK|CLACK|THUD|KNOCK|STEP|RUSTLE|TICK|SNAP|HUSH", "#f4ead7"),
    (r"AH|EEK|SCREAM|ROAR|GRR|GROWL", "#ff6a4d"),
)
_OTHERS = ("#ffe14d", "#ffcb3d", "#ff8a5c")


def effect(balloon: Balloon) -> tuple[Item, ...]:
    """The effect around the origin in hundredths of an em: the halo as one path, then the letters."""
    text = balloon.text
    rtl = is_rtl(text)
    hand = hand_of(balloon)
    shaped = [shape_line(line, hand, rtl=rtl) for line in balloon.lines]
    step, letters = leading(text) * EM, height_of_letters(text, hand) * EM
    first = (letters - step * (len(shaped) - 1)) / 2
    fill = _fill(text)
    runs = tuple(run for at, line in enumerate(shaped) for run in _arched(line, first + step * at, fill))
    halo = " ".join(filter(None, (_flat(run) for run in runs)))
    width = (_INK_WIDTH + _HALO_WIDTH) * EM
    return (Path(halo, fill=_HALO, stroke=_HALO, width=width), *runs) if halo else runs


def _fill(text: str) -> str:
    loud = text.upper()
    return next((fill for pattern, fill in _FILLS if re.search(pattern, loud)), pick(_OTHERS, "sound", loud))


def _arched(line: Line, base: float, fill: str) -> list[Glyphs]:
    """The line's runs, every letter lifted a little towards the middle."""
    half = line.width / 2 or 1.0

    def lift(x: float) -> float:
        along = min(1.0, abs(x - half) / half)
        return -_RISE * line.width * (1.0 - along * along) * 0.5

    return [
        Glyphs(
            font=piece.font,
            size=piece.scale * EM,
            glyphs=tuple((glyph, (x - half) * EM, base + (y + lift(x)) * EM) for glyph, x, y in piece.glyphs),
            text=piece.text,
            fill=fill,
            stroke=_INK,
            width=_INK_WIDTH * EM,
        )
        for piece in line.pieces
    ]


def _flat(run: Glyphs) -> str:
    """The run's letters as one path."""
    scale = run.size / fonts.units(run.font)
    drawn = (
        mapped(outline, Affine(a=scale, d=-scale, e=x, f=y))
        for glyph, x, y in run.glyphs
        if (outline := fonts.outline(run.font, glyph))
    )
    return " ".join(drawn)
