"""Sound effects: display letters on an arc, in one of several designs that are drawn rather than typed."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from comics.composition import sounddesigns
from comics.composition.hands import hand_of
from comics.composition.letterforms import EM, Letter, arc, letters
from comics.composition.linebreaks import height_of_letters, leading
from comics.composition.model import Balloon, Dress
from comics.composition.shaping import is_joined, is_rtl, shape_line
from comics.drawing.displaylist import Glyphs, Group, Item
from comics.drawing.geometry import Affine
from comics.drawing.ink import chance, pick

# The designs by name and label, for forms; an empty name lets the noise choose.
DESIGNS = MappingProxyType(
    {
        "pop": "Pop: thick outline and dots",
        "burst": "Burst: letters on a star",
        "block": "Block: solid letters with depth",
        "electric": "Electric: jagged and glowing",
        "brush": "Brush: dry and rough",
        "drip": "Drip: wet letters that run",
        "hollow": "Hollow: open letters",
    }
)
_USUAL_ARC, _ARCHED = 0.22, 4  # Words of so many letters and more rise and fall a little.
# What a noise is made of decides its colour and design; English first, then words that many languages' comics share.
_NOISES = (
    (r"SPL|PLIP|DRIP|DROP|PLOP|BLUB|GLUG|БУЛЬ|КАП", "#4fc3ff", "drip"),
    (r"WATER|SWISH|SWOOSH|WHOOSH|RAIN|FWOO|WOOSH", "#8fdcff", "brush"),
    (r"BOOM|KAB|DUAR|БУМ|ドカ|ドン|轰|쾅", "#ff9d2e", "block"),
    (r"BANG|CRASH|KRAK|BLAM|BAM|POW|WHAM|БАХ|BRAK|砰", "#ffc629", "burst"),
    (r"ZAP|BZZ|ZZ|CRACKLE|SHOCK|BEEP|PING|ビリ|ЖЖ", "#fff04d", "electric"),
    (r"TAP|CREAK|CLICK|CLACK|KNOCK|STEP|RUSTLE|TICK|SNAP|HUSH|SHH|ТУК", "#f8f1e2", "hollow"),
    (r"AH|EEK|SCREAM|ROAR|GRR|GROWL|RAR|РРР", "#ff5a46", "brush"),
)
_OTHERS = ("#ffe14d", "#ffcb3d", "#ff8a5c")


def effect(balloon: Balloon) -> tuple[Item, ...]:
    """The effect around the origin in hundredths of an em: all of its design, the letters as real text among it."""
    text, hand = balloon.text, hand_of(balloon)
    rtl = is_rtl(text)
    shaped = [shape_line(line, hand, rtl=rtl) for line in balloon.lines]
    step, tall = leading(text) * EM, height_of_letters(text, hand) * EM
    first = (tall - step * (len(shaped) - 1)) / 2
    bow = arc(bend_of(text, balloon.dress), max((line.width for line in shaped), default=0.0) * EM)
    drawn = [letter for at, line in enumerate(shaped) for letter in letters(line, first + step * at, bow)]
    if not drawn:
        return ()
    outlines = tuple(letter.d for letter in drawn)
    under, fill, over = _painted(design_of(text, balloon.dress), outlines, colour_of(text), balloon.pen)
    return (*under, *_real(drawn, text, fill), *over)


@lru_cache(maxsize=128)
def _painted(design: str, outlines: tuple[str, ...], colour: str, seed: str) -> sounddesigns.Painted:
    """What the design makes of the letters, remembered: a page is shown far more often than lettered."""
    return sounddesigns.PAINTERS[design](outlines, colour, seed)


def design_of(text: str, dress: Dress) -> str:
    """The design by name: the dress's, else what suits the noise."""
    if dress.design in DESIGNS:
        return dress.design
    loud = text.upper()
    return next((design for pattern, _, design in _NOISES if re.search(pattern, loud)), "pop")


def colour_of(text: str) -> str:
    """The colour of the noise."""
    loud = text.upper()
    return next((fill for pattern, fill, _ in _NOISES if re.search(pattern, loud)), pick(_OTHERS, "sound", loud))


def bend_of(text: str, dress: Dress) -> float:
    """How far the line bends, -1 to 1: as the dress says, else a little for longer words; joined scripts stay straight."""
    if is_joined(text):
        return 0.0
    if dress.arc is not None:
        return dress.arc
    return _USUAL_ARC if sum(sign.isalnum() for sign in text) >= _ARCHED else 0.0


def turn_of(text: str, key: str, dress: Dress) -> float:
    """The rotation in degrees clockwise: as the dress says, else rising a little to the right, each in its own way."""
    return dress.turn if dress.turn is not None else round(-9.0 + 6.0 * chance(key, text, "turn"), 1)


def _real(drawn: list[Letter], text: str, fill: str) -> tuple[Item, ...]:
    """The letters in their fill as runs of glyphs. The first one stands for the whole text, so that it is copied in one piece
    although every letter is turned in its own way."""
    return tuple(
        Group(
            (Glyphs(letter.font, letter.size, ((letter.glyph, 0.0, 0.0),), "" if at else text, fill),),
            transform=_upright(letter),
        )
        for at, letter in enumerate(drawn)
    )


def _upright(letter: Letter) -> Affine:
    """The map of a run at the origin to the letter's place: without the scale of font units."""
    scale = (letter.place.a**2 + letter.place.b**2) ** 0.5
    a, b, c, d, e, f = letter.place
    return Affine(a / scale, b / scale, -c / scale, -d / scale, e, f)
