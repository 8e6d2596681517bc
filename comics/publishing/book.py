"""A book to bind, as plain frozen data. The pages come one by one, so that a book is never held in memory."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from comics.drawing.displaylist import Group
from comics.drawing.geometry import Box


@dataclass(frozen=True, slots=True)
class Credit:
    """One person of the book: `role` is an element name of ComicInfo ("Writer", "Penciller", "Letterer", …)."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Book:
    """What is printed on the spine: titles, number, language (BCP 47), direction ("ltr" or "rtl"), people, words about it.

    `date` stands for all times inside the files, so that equal input gives equal bytes.
    """

    title: str
    series: str = ""
    number: str = ""
    language: str = "en"
    direction: str = "ltr"
    summary: str = ""
    genre: str = ""
    credits: tuple[Credit, ...] = ()
    characters: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    date: datetime.date = datetime.date(2000, 1, 1)
    publisher: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of lettering as text: who says it ("" where nobody does) and where it stands, in fractions of the page."""

    text: str
    speaker: str = ""
    box: Box = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Told:
    """One panel in words: what its picture shows, what is lettered in it in reading order, and where it stands, in fractions
    of the page."""

    alt: str
    said: tuple[Said, ...] = ()
    box: Box = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to bind: its display list in page points (origin at the trimmed page's upper left corner), trim size and bleed
    in points, its label ("1", "cover"), and a transcript line per balloon for readers that show none."""

    drawing: Group
    width: float
    height: float
    bleed: float = 0.0
    label: str = ""
    transcript: tuple[str, ...] = ()
