"""What a person chooses for an edition, as plain data, and how pages are named in a line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

MOST_PAGES_TEXT = 200  # characters of a line that names pages
_RANGE = re.compile(r"(\d{1,5})(?:\s*[-–—]\s*(\d{1,5})?)?")
_SEPARATORS = re.compile(r"[,;،、]+")
_DASHES = re.compile(r"\s*([-–—])\s*")


@dataclass(frozen=True, slots=True)
class Choices:
    """How an edition is wanted.

    `pages` names printed page numbers as `read_pages` reads them ("" for all), `covers` takes the covers in, `language` is a
    BCP 47 tag ("" for the series' own), `draft` lays a watermark over every page. `marks` draws crop marks and `spreads` puts
    facing pages on one sheet (print). `picture` is "jpeg", "png" or "webp" ("" for the edition's usual one); `lettered` is
    False for pages without lettering (pictures).
    """

    pages: str = ""
    covers: bool = True
    language: str = ""
    draft: bool = False
    marks: bool = False
    spreads: bool = False
    picture: str = ""
    lettered: bool = True

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the plain edition, as kept in the database."""
        plain = asdict(Choices())
        return {name: value for name, value in asdict(self).items() if value != plain[name]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Choices:
        """The choices that `to_json` wrote; names that it does not know are left out."""
        return cls(**{each.name: data[each.name] for each in fields(cls) if each.name in data})


def read_pages(line: str, *, last: int) -> frozenset[int]:
    """The page numbers that a line such as "1-3, 5, 8-" names; an empty line names all from 1 to `last`.

    Raises ValueError with a sentence for a person where the line cannot be read or names a page that there is not.
    """
    if len(line) > MOST_PAGES_TEXT:
        raise ValueError("That is a long list of pages. Name ranges, such as 1-30.")
    named: set[int] = set()
    for part in _parts(line):
        named |= _range(part, last)
    return frozenset(named) if named else frozenset(range(1, last + 1))


def _parts(line: str) -> list[str]:
    """The single numbers and ranges of the line; a space separates as well as a comma does."""
    return [part for chunk in _SEPARATORS.split(line) for part in _DASHES.sub(r"\1", chunk).split()]


def _range(part: str, last: int) -> set[int]:
    found = _RANGE.fullmatch(part)
    if not found:
        raise ValueError(f"“{part[:40]}” names no page. Write pages as in 1-3, 5.")
    first = int(found[1])
    open_ended = found[2] is None and part[-1] in "-–—"
    until = int(found[2]) if found[2] else last if open_ended else first
    if first < 1 or max(first, until) > last:
        missing = first if not 1 <= first <= last else until
        raise ValueError(f"There is no page {missing}; the story has pages 1 to {last}.")
    if until < first:
        raise ValueError(f"“{part}” runs backwards. Write the lower page first.")
    return set(range(first, until + 1))
