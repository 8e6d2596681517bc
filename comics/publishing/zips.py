"""ZIP archives with the same bytes for the same input: stored entries, the book's date, the same rights on every machine."""

from __future__ import annotations

import datetime
import zipfile

_FIRST_YEAR = 1980  # ZIP knows no earlier date

Stamp = tuple[int, int, int, int, int, int]


def stamp_of(date: datetime.date) -> Stamp:
    """The time that all entries of an archive bear."""
    return (date.year, date.month, date.day, 0, 0, 0) if date.year >= _FIRST_YEAR else (_FIRST_YEAR, 1, 1, 0, 0, 0)


def entry(name: str, stamp: Stamp) -> zipfile.ZipInfo:
    """An entry that is stored as it is: pictures are packed already, and packers differ from machine to machine."""
    made = zipfile.ZipInfo(name, stamp)
    made.create_system = 3  # the same on every machine; 3 is Unix, whose rights follow
    made.external_attr = 0o644 << 16
    return made
