"""The fonts that installed packages bring, by short names, and what lettering and writers need to know of them.

* dialogue: Intuitive, for balloons and captions in the languages that Latin-1 writes.
* display: Fredoka One, for sound effects in the same languages.
* fallback, fallback-bold, fallback-black: three weights of the variable Noto Sans, for words, stress and sound effects in
  Latin extended, Greek, Cyrillic, Vietnamese and Devanagari.
* extra-…: Noto Sans of another script, where a `justmytype-intl-*` package is installed.

A text is set in one font as a whole: a letter borrowed from another face is seen at once. Where nothing installed covers
a text, the best font is told all the same, and `missing` and `remedy` say what to do about it. All of it is OFL.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

import font_fredoka_one
import font_intuitive
import fontpkg_noto_sans
import uharfbuzz as hb

from comics.vocabulary import LetteringKind

# Optional packages by the scripts that they bring, as ranges of code points (Unicode 16, Blocks.txt).
_EXTRAS: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = (
    ("justmytype-intl-rtl", ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))),
    ("justmytype-intl-south-asia", ((0x0900, 0x0DFF),)),
    ("justmytype-intl-sea", ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))),
    (
        "justmytype-intl-cjk",
        ((0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)),
    ),
)
# Han characters are drawn differently from country to country, so the language decides between equal coverage.
_HAN_FACES = {"ja": "jp", "ko": "kr", "zh-tw": "tc", "zh-hk": "hk", "zh-hant": "tc", "zh": "sc"}
# Letters that tell whether a font can set a language that Latin-1 does not write.
_LETTERS = {
    "cs": "ĚŘŮ", "eo": "ĈĜŬ", "et": "ŠŽ", "hr": "ĆĐ", "hu": "ŐŰ", "lt": "ĖŲ", "lv": "ĀĢ", "pl": "ŁĄĘ", "ro": "ĂȘȚ", "sk": "ĽŤ",
    "sl": "Č", "sr": "ЂЋ", "tr": "İŞĞ", "az": "ƏĞ", "vi": "ẠƯĐ",
}  # fmt: skip
# Signs that steer the text and leave no mark of their own.
_UNSEEN = frozenset("\n\r\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the catalogue: its file and, for a variable one, the place on its axes that is used."""

    name: str
    label: str
    file: Path
    axes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Metrics:
    """Heights over the baseline in font units; `descent` is negative."""

    units: int
    ascent: int
    descent: int
    cap_height: int
    x_height: int


@cache
def catalogue() -> Mapping[str, Face]:
    """Every installed font by name, the built-in ones first, the extras in the order of their names."""
    noto = Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans[wdth,wght].ttf"
    faces = [
        Face("dialogue", "Intuitive", Path(font_intuitive.font_files["Intuitive"])),
        Face("display", "Fredoka One", Path(font_fredoka_one.font_files["FredokaOne"])),
        Face("fallback", "Noto Sans", noto, (("wght", 620.0), ("wdth", 92.0))),
        Face("fallback-bold", "Noto Sans", noto, (("wght", 820.0), ("wdth", 92.0))),
        Face("fallback-black", "Noto Sans", noto, (("wght", 900.0), ("wdth", 100.0))),
        *_installed_extras(),
    ]
    return MappingProxyType({face.name: face for face in faces})


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
def font_for(text: str, kind: str = LetteringKind.SPEECH, *, language: str = "en") -> str:
    """The one font for the whole text as it will be drawn (upper-cased): the first that covers it, else the one with most.

    It covers the language's own letters as well, so that balloons with and without them look alike in one book.
    """
    first, second = ("display", "fallback-black") if kind == LetteringKind.SFX else ("dialogue", "fallback")
    order = [first, second, *_extras_for(language)]
    wanted = text + _LETTERS.get(language.lower().partition("-")[0], "")
    return min(order, key=lambda name: (len(missing(name, wanted)), order.index(name)))


def heavier(font: str) -> str:
    """The font for stressed words beside this one: itself where the family has no heavier cut."""
    return "fallback-bold" if font == "fallback" else font


def remedy(signs: str) -> str:
    """The optional packages that would bring the missing signs, as "name, name"; empty where none is known to."""
    wanted = {name for name, ranges in _EXTRAS for sign in signs if any(low <= ord(sign) <= high for low, high in ranges)}
    return ", ".join(sorted(wanted))


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
    return catalogue()[font]


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


def _installed_extras() -> list[Face]:
    found = []
    for package, _ in _EXTRAS:
        spec = importlib.util.find_spec(package.replace("-", "_"))
        for root in spec.submodule_search_locations or () if spec else ():
            for file in sorted(Path(root).glob("fonts/**/NotoSans*.ttf")):
                axes = (("wght", 620.0),) if "wght" in file.name else ()
                found.append(Face(f"extra-{file.parent.name}", unicodedata.normalize("NFC", file.stem), file, axes))
    return found


def _extras_for(language: str) -> list[str]:
    """The extras, those drawn for the language's country first."""
    tag = language.lower()
    ending = _HAN_FACES.get(tag) or _HAN_FACES.get(tag.split("-")[0], "")
    names = [name for name in catalogue() if name.startswith("extra-")]
    return sorted(names, key=lambda name: (not (ending and name.endswith(ending)), name))
