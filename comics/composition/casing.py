"""The words as lettering writes them: typographic signs, stress marks and capitals.

Authors mark stress as they do elsewhere: `*so*` is the trade's stress, bold italic; `**so**` is bold, `_so_` italic (only at
the borders of words), `***so***` bold italic. A backslash before one of these signs makes it a letter: `\\*`.

Comics are lettered in capitals where the script has case (craft.md, "Lettering rules", 3). The capitals follow the
language's own rules (Unicode, SpecialCasing.txt and the Greek rules of CLDR's el-Upper transform).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

_STARS = re.compile(r"(?<!\*)(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?!\*)")
# A sign with a backslash is held as one that Unicode will never use for a letter.
_ESCAPED = re.compile(r"\\([*_\\])")
_HELD = {"*": "\ufdd0", "_": "\ufdd1", "\\": "\ufdd2"}
_FREED = {ord(held): sign for sign, held in _HELD.items()}
_LINED = re.compile(
    "(?<![^\\s\"'“‘«(\\[{¿¡*\ufdd0…—-])_(?=[^\\s_])([^_\\n]*[^\\s_])_(?![^\\s\"'”’»)\\]}.,!?;:…*\ufdd0—-])",
)
_DASH = re.compile(r"\s*[\u2014\u2015]+\s*")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_TONOS = "\u0301"
_DIALYTIKA = "\u0308"


class Stretch(NamedTuple):
    """A stretch of text, all of it in one weight and one slant."""

    text: str
    bold: bool = False
    italic: bool = False


def tidy(text: str) -> str:
    """The text as it is lettered, in its original case: one space between words, dashes as `--`, dots as `…`, true apostrophes.

    Lines that the author broke by hand are joined; control signs go, the signs that join or split letters stay.
    """
    text = unicodedata.normalize("NFC", text)
    text = "".join(sign for sign in text if sign in "\n\t\u200c\u200d" or unicodedata.category(sign) not in ("Cc", "Cs", "Cn"))
    text = re.sub(r"\.{3,}", "…", text)
    text = _DASH.sub(_dash, text)
    text = re.sub(r"(?<=\w)\s+--(?=\s|$)", "--", text)
    text = _APOSTROPHE.sub("’", text)
    return " ".join(text.split())


def stretches(text: str) -> tuple[Stretch, ...]:
    """The text cut where its weight or slant changes, without the marks; a lone asterisk or underscore stays a letter."""
    if not any(sign in text for sign in "*_\\"):
        return (Stretch(text),) if text else ()
    held = _ESCAPED.sub(lambda match: _HELD[match[1]], text)
    bold, italic, marks = set[int](), set[int](), set[int]()
    within: dict[int, int] = {}
    for match in _STARS.finditer(held):
        inner = range(*match.span(2))
        marks |= {*range(*match.span(1)), *range(match.end(2), match.end())}
        within |= dict.fromkeys(inner, match.start())
        bold.update(inner)
        italic.update(inner if len(match[1]) != 2 else ())
    for match in _LINED.finditer(held):
        if within.get(match.start()) == within.get(match.end() - 1):  # Stress within stress, never across its border.
            marks |= {match.start(), match.end() - 1}
            italic.update(range(*match.span(1)))
    kept = [at for at in range(len(held)) if at not in marks]
    cut = groupby(kept, key=lambda at: (at in bold, at in italic))
    return tuple(Stretch("".join(held[at] for at in run).translate(_FREED), *manner) for manner, run in cut)


def marked(parts: Iterable[Stretch]) -> str:
    """The stretches as one text with marks; `stretches` reads them back."""
    out, bold, italic = [], False, False
    for part in (*parts, Stretch("")):
        turn = part.bold != bold
        closing = ("_" if italic and (turn or not part.italic) else "") + ("**" if bold and turn else "")
        opening = ("**" if part.bold and turn else "") + ("_" if part.italic and (turn or not italic) else "")
        out += [closing, opening, re.sub(r"([*_\\])", r"\\\1", part.text)]
        bold, italic = part.bold, part.italic
    return "".join(out)


def plain(text: str) -> str:
    """The text without its stress marks."""
    return "".join(stretch.text for stretch in stretches(text))


def capitals(text: str, *, language: str = "en") -> str:
    """The text in capitals, by the rules of the language (BCP 47)."""
    return "".join(sign for sign, _ in mapped_capitals(text, language=language))


def mapped_capitals(text: str, *, language: str = "en") -> Iterator[tuple[str, int]]:
    """The signs of `capitals`, each with the index of the letter that it comes from."""
    tongue = language.lower().partition("-")[0].partition("_")[0]
    for index, letter in enumerate(text):
        for sign in _capital(text, index, letter, tongue):
            yield sign, index


def _capital(text: str, index: int, letter: str, tongue: str) -> str:
    if tongue in ("tr", "az") and letter == "i":
        return "İ"
    if "\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff":
        return _greek_capital(text, index, letter)
    if "\u10d0" <= letter <= "\u10ff":
        return letter  # Georgian has capitals by Unicode, but text in them alone is rare and few fonts draw them.
    if tongue == "lt" and letter == "\u0307":
        return ""
    return letter.upper()


def _greek_capital(text: str, index: int, letter: str) -> str:
    """Greek capitals lose the tonos, but keep it on the word "ή", and show a hiatus that only the tonos told."""
    alone = not (text[index - 1 : index].isalpha() or text[index + 1 : index + 2].isalpha())
    if letter in "ήΉ" and alone:
        return "Ή"
    parts = unicodedata.normalize("NFD", letter)
    bare = "".join(part for part in parts if not unicodedata.combining(part) or part == _DIALYTIKA)
    before = unicodedata.normalize("NFD", text[index - 1 : index]) if index else ""
    if letter in "ιυ" and _TONOS in before and _DIALYTIKA not in before and before[:1].lower() in "αεουη":
        bare += _DIALYTIKA
    return unicodedata.normalize("NFC", bare.upper())


def _dash(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()], match.string[match.end() :]
    if any("\u2e80" <= sign <= "\uffef" for sign in before[-1:] + after[:1]):
        return match.group()  # Chinese and Japanese have a long dash of their own.
    return "--" if not after or not before or after[0] in '.,!?…"”’' else "-- "
