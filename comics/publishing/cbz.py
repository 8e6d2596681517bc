"""Binds a book as CBZ: a ZIP of page pictures, stored as they are, with ComicInfo.xml at its root."""

from __future__ import annotations

import shutil
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from comics.publishing.book import Book
from comics.publishing.comicinfo import PageEntry, comic_book_info, comic_info
from comics.publishing.whole_file import whole_file
from comics.publishing.words import clean
from comics.publishing.zips import Stamp, entry, stamp_of

MAX_PAGES = 1000  # names count from p000 to p999, so that every reader sorts them alike
_MAX_NAME = 120  # bytes of a title in a file name; file systems allow 255 for the whole
_READ = 1 << 19  # bytes at a time; larger buffers are mapped afresh for each read, which took half as long again
_KINDS = ((b"\xff\xd8\xff", 0, "jpg"), (b"\x89PNG\r\n\x1a\n", 0, "png"), (b"WEBP", 8, "webp"), (b"GIF8", 0, "gif"))


@dataclass(frozen=True, slots=True)
class ComicPage:
    """One page to put in: the encoded picture (its bytes, or the file that holds them), its pixels, its ComicPageType
    ("FrontCover", "Story", …), and whether it is a spread."""

    source: bytes | Path
    width: int
    height: int
    kind: str = "Story"
    double: bool = False


def write_cbz(
    book: Book, pages: Iterable[ComicPage], target: BinaryIO | Path, *, progress: Callable[[int], None] | None = None
) -> None:
    """Bind the pages, cover first, as one CBZ; equal input gives equal bytes.

    Pages are taken one by one and let go of once written; `progress(n)` is told after each how many are done. A path gets its
    file only when the book is whole; on any error nothing is left behind and the error goes on. Raises ValueError for a book
    without pages, with more than 1,000, or for a page that is not JPEG, PNG, WebP or GIF.
    """
    stem, stamp = file_stem(book), stamp_of(book.date)
    entries: list[PageEntry] = []
    with whole_file(target) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for page in pages:
            if len(entries) == MAX_PAGES:
                raise ValueError(f"A CBZ holds {MAX_PAGES:,} pages at most.")
            size = _add(archive, page, f"{stem} - p{len(entries):03d}", stamp)
            entries.append(PageEntry(page.kind, size, page.width, page.height, page.double))
            if progress:
                progress(len(entries))
        if not entries:
            raise ValueError("A book needs at least one page.")
        archive.writestr(entry("ComicInfo.xml", stamp), comic_info(book, entries))
        archive.comment = comic_book_info(book)


def file_stem(book: Book) -> str:
    """A name for the book's files, "Series 001", with nothing in it that any file system or reader stumbles over."""
    name = _safe(book.series or book.title) or "Comic"
    whole, point, rest = _safe(book.number).partition(".")
    number = f"{whole.zfill(3)}{point}{rest}" if whole.isdigit() else whole + point + rest
    return f"{name} {number}".strip()


def _safe(text: str) -> str:
    """Letters (with their marks), digits and a few harmless signs; everything else becomes a space."""
    composed = unicodedata.normalize("NFC", clean(text[: 10 * _MAX_NAME]))
    kept = (sign if unicodedata.category(sign)[0] in "LMN" or sign in "-_.!'()&+" else " " for sign in composed)
    words = " ".join("".join(kept).split())
    return words.encode()[:_MAX_NAME].decode(errors="ignore").strip(" .")


def _add(archive: zipfile.ZipFile, page: ComicPage, stem: str, stamp: Stamp) -> int:
    """Put one page in; gives its size in bytes."""
    if isinstance(page.source, bytes):
        archive.writestr(entry(f"{stem}.{_ending(page.source)}", stamp), page.source)
        return len(page.source)
    with page.source.open("rb") as picture:
        made = entry(f"{stem}.{_ending(picture.read(16))}", stamp)
        picture.seek(0)
        made.file_size = page.source.stat().st_size
        with archive.open(made, "w") as place:
            shutil.copyfileobj(picture, place, _READ)
    return made.file_size


def _ending(head: bytes) -> str:
    for magic, at, ending in _KINDS:
        if head[at : at + len(magic)] == magic:
            return ending
    raise ValueError("A page of a CBZ is a JPEG, PNG, WebP or GIF picture.")
