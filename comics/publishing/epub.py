"""Binds a book as EPUB 3.3 with fixed layout: one XHTML document a page, its picture under its words."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from comics.publishing.book import Book, Told
from comics.publishing.epub_navigation import navigation, transcript
from comics.publishing.epub_package import package
from comics.publishing.epub_page import STYLE, page_document
from comics.publishing.epub_plan import EpubEntry
from comics.publishing.pdf_metadata import page_titles
from comics.publishing.whole_file import whole_file
from comics.publishing.zips import entry, stamp_of

_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class EpubPage:
    """One page: its JPEG and the pixels of it, its label ("3", "cover"), the printed number of its first side (0 for a cover),
    its panels in words, and whether it is a spread."""

    picture: bytes
    width: int
    height: int
    label: str
    number: int = 0
    panels: tuple[Told, ...] = ()
    double: bool = False


def write_epub(
    book: Book, pages: Iterable[EpubPage], target: BinaryIO | Path, *, progress: Callable[[int], None] | None = None
) -> None:
    """Bind the pages, front cover first, as one EPUB; equal input gives equal bytes.

    Pages are taken one by one and let go of once written; only their words are kept, for the transcript at the end. A path
    gets its file only when the book is whole. Raises ValueError for a book without pages.
    """
    stamp = stamp_of(book.date)
    entries: list[EpubEntry] = []
    with whole_file(target) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        # The first bytes of the file tell what it is (OCF 3.3, 4.2), so this entry comes first and is stored.
        archive.writestr(entry("mimetype", stamp), "application/epub+zip")
        archive.writestr(entry("META-INF/container.xml", stamp), _CONTAINER)
        for page in pages:
            made = _entry(page, len(entries), book)
            archive.writestr(entry(f"EPUB/{made.picture}", stamp), page.picture)
            archive.writestr(entry(f"EPUB/{made.document}", stamp), page_document(book, made))
            entries.append(made)
            if progress:
                progress(len(entries))
        if not entries:
            raise ValueError("A book needs at least one page.")
        for name, text in (
            ("style.css", STYLE),
            ("transcript.xhtml", transcript(book, entries)),
            ("nav.xhtml", navigation(book, entries)),
            ("package.opf", package(book, entries)),
        ):
            archive.writestr(entry(f"EPUB/{name}", stamp), text)


def _entry(page: EpubPage, place: int, book: Book) -> EpubEntry:
    title = page_titles([page.label], book.language)[0]
    return EpubEntry(place, page.width, page.height, page.label, title, page.number, page.panels, page.double)
