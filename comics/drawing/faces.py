"""The catalogue of fonts: what installed packages bring, and how each face is used in lettering. All of it is OFL.

* dialogue, delius, kalam, kalam-bold: hands for balloons and captions, in the languages that Latin-1 writes and some more.
* display, lilita, titan: for sound effects in the same languages.
* fallback, fallback-bold, fallback-black: three weights of the variable Noto Sans, for words, stress and sound effects in
  Latin extended, Greek, Cyrillic, Vietnamese and Devanagari.
* extra-…, extra-…-bold, extra-…-black: Noto Sans of another script, where its package is installed (`EXTRAS`).
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import font_fredoka_one
import font_intuitive
import fontpkg_delius
import fontpkg_kalam
import fontpkg_lilita_one
import fontpkg_noto_sans
import fontpkg_titan_one

Ranges = tuple[tuple[int, int], ...]

# Noto's letters look larger than Intuitive's at the same size; this puts them on the same line of capitals and colour.
_NOTO = 0.9
_WEIGHTS = (("", 620.0), ("-bold", 820.0), ("-black", 900.0))


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the catalogue: its file and, for a variable one, the place on its axes that is used.

    `scale` is by how much it is drawn smaller than the size says, so that a book's fonts look equally large; `bold` the name of
    its heavier cut; `pen` the width in ems of the hair of ink around its letters, where they are a little thin for print.
    """

    name: str
    label: str
    file: Path
    axes: tuple[tuple[str, float], ...] = ()
    scale: float = 1.0
    bold: str = ""
    pen: float = 0.0


@dataclass(frozen=True, slots=True)
class Extra:
    """An optional package by its short name, and its scripts as ranges of code points (Unicode 16, Blocks.txt)."""

    name: str
    ranges: Ranges

    @property
    def package(self) -> str:
        """The package as Python imports it."""
        return f"justmytype_intl_{self.name.replace('-', '_')}"


EXTRAS = (
    Extra("rtl", ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))),
    Extra("south-asia", ((0x0900, 0x0DFF),)),
    Extra("sea", ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))),
    Extra(
        "cjk",
        ((0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)),
    ),
)


@cache
def catalogue() -> Mapping[str, Face]:
    """Every installed font by name, the built-in ones first, the extras in the order of their names."""
    faces = [*_hands(), *_noto(), *(face for extra in EXTRAS for face in _brought(extra))]
    return MappingProxyType({face.name: face for face in faces})


def folder(extra: Extra) -> Path | None:
    """Where the extra is installed; None where it is not."""
    spec = importlib.util.find_spec(extra.package)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def _hands() -> Iterator[Face]:
    kalam = Path(fontpkg_kalam.ROOT) / "files"
    yield Face("dialogue", "Intuitive", Path(font_intuitive.font_files["Intuitive"]), pen=0.026)
    yield Face("delius", "Delius", Path(fontpkg_delius.ROOT) / "files" / "Delius-Regular.ttf", scale=0.9, pen=0.03)
    yield Face("kalam", "Kalam", kalam / "Kalam-Regular.ttf", scale=0.96, bold="kalam-bold", pen=0.016)
    yield Face("kalam-bold", "Kalam Bold", kalam / "Kalam-Bold.ttf", scale=0.96)
    yield Face("display", "Fredoka One", Path(font_fredoka_one.font_files["FredokaOne"]))
    yield Face("lilita", "Lilita One", Path(fontpkg_lilita_one.ROOT) / "files" / "LilitaOne-Regular.ttf")
    yield Face("titan", "Titan One", Path(fontpkg_titan_one.ROOT) / "files" / "TitanOne-Regular.ttf", scale=0.95)


def _noto() -> Iterator[Face]:
    file = Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans[wdth,wght].ttf"
    for suffix, weight in _WEIGHTS:
        wide = 100.0 if suffix == "-black" else 92.0
        bold = "" if suffix else "fallback-bold"
        yield Face(f"fallback{suffix}", "Noto Sans", file, (("wght", weight), ("wdth", wide)), scale=_NOTO, bold=bold)


def _brought(extra: Extra) -> Iterator[Face]:
    root = folder(extra)
    for file in sorted(root.glob("fonts/**/NotoSans*.ttf")) if root else ():
        name, label = f"extra-{file.parent.name}", unicodedata.normalize("NFC", file.stem)
        if "wght" not in file.name:
            yield Face(name, label, file, scale=_NOTO)
            continue
        for suffix, weight in _WEIGHTS:
            bold = "" if suffix else f"{name}-bold"
            yield Face(f"{name}{suffix}", label, file, (("wght", weight),), scale=_NOTO, bold=bold)
