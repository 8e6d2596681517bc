"""What lettering and writers need to know of the fonts in the catalogue (`faces`).

A text is set in one font as a whole: a letter borrowed from another face is seen at once. Where nothing installed covers
a text, the best font is told all the same, and `absent` and `remedy` say what to do about it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb

from comics.drawing import faces
from comics.drawing.faces import Face
from comics.vocabulary import LetteringKind

# The fonts that a book can be lettered in, by name and label; an empty name is the studio's own choice.
DIALOGUE_FONTS = (
    ("", "Studio’s choice (Intuitive)"),
    ("dialogue", "Intuitive"),
    ("delius", "Delius"),
    ("kalam", "Kalam"),
    ("fallback", "Noto Sans"),
)
SFX_FONTS = (
    ("", "Studio’s choice (Fredoka One)"),
    ("display", "Fredoka One"),
    ("lilita", "Lilita One"),
    ("titan", "Titan One"),
    ("fallback-black", "Noto Sans Black"),
)

# Han characters are drawn differently from country to country, so the language decides between equal coverage.
_HAN_FACES = {"ja": "jp", "ko": "kr", "zh-tw": "tc", "zh-hk": "hk", "zh-hant": "tc", "zh": "sc"}
# Letters that tell whether a font can set a language that Latin-1 does not write.
_LETTERS = {
    "cs": "ĚŘŮ", "eo": "ĈĜŬ", "et": "ŠŽ", "hr": "ĆĐ", "hu": "ŐŰ", "lt": "ĖŲ", "lv": "ĀĢ", "pl": "ŁĄĘ", "ro": "ĂȘȚ", "sk": "ĽŤ",
    "sl": "Č", "sr": "ЂЋ", "tr": "İŞĞ", "az": "ƏĞ", "vi": "ẠƯĐ",
}  # fmt: skip
_BOLD_PEN = 0.07  # Ems.
# The fonts of sound effects, beside which a borrowed sign is set in the heaviest weight.
_SOUNDS = frozenset({"display", "lilita", "titan"})
# Signs that steer the text and leave no mark of their own.
_UNSEEN = frozenset("\n\r\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")


@dataclass(frozen=True, slots=True)
class Metrics:
    """Heights over the baseline in font units; `descent` is negative."""

    units: int
    ascent: int
    descent: int
    cap_height: int
    x_height: int


def path(font: str) -> Path:
    """The file of the font. For a variable font it holds every weight; `data` gives the one that is used."""
    return _face(font).file


@lru_cache(maxsize=8)
def data(font: str) -> bytes:
    """The font as a static TrueType file with the glyph ids of `outline`, ready to be subset and embedded."""
    face = _face(font)
    if not face.axes:
        return face.file.read_bytes()
    whole = _hb_face(face.file)
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
    for tag, value in face.axes:
        wanted.pin_axis_location(whole, tag, value)
    return bytes(hb.subset(whole, wanted).blob.data)


@cache
def shaper(font: str) -> hb.Font:
    """The font for HarfBuzz, scaled to font units and set to its weight. Do not change it: it is shared."""
    face = _face(font)
    shaped = hb.Font(_hb_face(face.file))
    if face.axes:
        shaped.set_variations(dict(face.axes))
    return shaped


def units(font: str) -> int:
    """Font units per em."""
    return int(shaper(font).face.upem)


@cache
def metrics(font: str) -> Metrics:
    """The heights of the font in its units; where the file names no heights of letters, those of H and x are measured."""
    shaped = shaper(font)
    extents = shaped.get_font_extents("ltr")
    cap, low = (_height(shaped, letter) or round(extents.ascender * share) for letter, share in (("H", 0.7), ("x", 0.5)))
    return Metrics(int(shaped.face.upem), extents.ascender, extents.descender, cap, low)


@lru_cache(maxsize=16384)
def outline(font: str, glyph: int) -> str:
    """The glyph's outline as path data (M L C Q Z) in font units, y up; empty for a space."""
    pen = _PathPen()
    shaper(font).draw_glyph_with_pen(glyph, pen)
    return " ".join(pen.parts)


def missing(font: str, text: str) -> str:
    """The characters of the text that the font cannot draw, each once, in order of appearance."""
    known = _known(font)
    return "".join(dict.fromkeys(sign for sign in text if ord(sign) not in known and sign not in _UNSEEN))


def covers(font: str, text: str) -> bool:
    """Whether the font draws every character of the text."""
    return not missing(font, text)


@lru_cache(maxsize=4096)
def font_for(text: str, kind: str = LetteringKind.SPEECH, *, language: str = "en", wanted: tuple[str, ...] = ()) -> str:
    """The one font for the whole text as it will be drawn (upper-cased): the first that covers it, else the one with most.

    `wanted` are names to try before the studio's own; those that are not installed are passed over. The font covers the
    language's own letters as well, so that balloons with and without them look alike in one book. Only letters and digits
    count: a heart or a note may come from another font (`lender`) without being noticed.
    """
    sounds = kind == LetteringKind.SFX
    first, second = ("display", "fallback-black") if sounds else ("dialogue", "fallback")
    known = [name for name in wanted if name in faces.catalogue()]
    order = list(dict.fromkeys([*known, first, second, *_extras_for(language, "-black" if sounds else "")]))
    wanted_letters = "".join(filter(_is_letter, text)) + _LETTERS.get(language.lower().partition("-")[0], "")
    # The others are asked only where this finds none: what a large font covers takes megabytes in every process that asks.
    whole = next((name for name in order if covers(name, wanted_letters)), None)
    return whole or min(order, key=lambda name: (len(missing(name, wanted_letters)), order.index(name)))


@lru_cache(maxsize=4096)
def lender(font: str, sign: str, language: str = "en") -> str:
    """The font to draw the sign in: this one, or one that has the sign and looks nearest; this one where none has."""
    if covers(font, sign):
        return font
    suffix = "-black" if font.endswith("-black") or font in _SOUNDS else "-bold" if font.endswith("-bold") else ""
    others = (f"fallback{suffix}", *_extras_for(language, suffix))
    return next((name for name in others if covers(name, sign)), font)


def absent(text: str, language: str = "en") -> str:
    """The characters of the text that no installed font can draw, each once, in order of appearance."""
    return "".join(sign for sign in missing("fallback", text) if not covers(lender("dialogue", sign, language), sign))


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


def heavier(font: str) -> str:
    """The font for stressed words beside this one: itself where the family has no heavier cut."""
    return _face(font).bold or font


def scale(font: str) -> float:
    """By how much the font is drawn smaller than the size says, so that a book's fonts look equally large."""
    return _face(font).scale


def pen(font: str, *, bold: bool = False) -> float:
    """The width in ems of the hair of ink around its letters; more around bold ones of a family that has no heavier cut."""
    return _BOLD_PEN if bold and not _is_heavy(font) and not _face(font).bold else _face(font).pen


@cache
def _is_heavy(font: str) -> bool:
    return any(face.bold == font for face in faces.catalogue().values()) or font.endswith("-black")


def remedy(signs: str) -> str:
    """The extras that would bring the missing signs, by their short names: "cjk", "cjk sea"; empty where none is known to."""
    points = [ord(sign) for sign in signs]
    wanted = {extra.name for extra in faces.EXTRAS for low, high in extra.ranges if any(low <= at <= high for at in points)}
    return " ".join(sorted(wanted))


class _PathPen:
    """A pen in the manner of fontTools that writes path data."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def moveTo(self, point: tuple[float, float]) -> None:
        self._write("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._write("L", point)

    def qCurveTo(self, control: tuple[float, float], point: tuple[float, float]) -> None:
        self._write("Q", control, point)

    def curveTo(self, first: tuple[float, float], second: tuple[float, float], point: tuple[float, float]) -> None:
        self._write("C", first, second, point)

    def closePath(self) -> None:
        self.parts.append("Z")

    def _write(self, command: str, *points: tuple[float, float]) -> None:
        numbers = (f"{round(value, 2):g}" for point in points for value in point)
        self.parts.append(f"{command} {' '.join(numbers)}")


def _face(font: str) -> Face:
    return faces.catalogue()[font]


@cache
def _hb_face(file: Path) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(file)))


@cache
def _known(font: str) -> frozenset[int]:
    return frozenset(shaper(font).face.unicodes)


def _height(shaped: hb.Font, letter: str) -> int:
    glyph = shaped.get_nominal_glyph(ord(letter))
    extents = shaped.get_glyph_extents(glyph) if glyph else None
    return int(extents.y_bearing) if extents else 0


def _extras_for(language: str, suffix: str) -> list[str]:
    """The extras of one weight, those drawn for the language's country first."""
    tag = language.lower()
    ending = _HAN_FACES.get(tag) or _HAN_FACES.get(tag.split("-")[0], "")
    every = faces.catalogue()
    names = [name for name in every if name.startswith("extra-") and "-" not in name.removeprefix("extra-")]
    names.sort(key=lambda name: (not (ending and name.endswith(ending)), name))
    return [f"{name}{suffix}" if f"{name}{suffix}" in every else name for name in names]
