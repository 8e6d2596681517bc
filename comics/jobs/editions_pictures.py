"""The editions that are made of pictures: CBZ, EPUB, webtoon, and pages as they are."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator

from comics.composition.model import PageFormat
from comics.jobs.binding import Binding
from comics.jobs.compose import page_panels
from comics.jobs.page_pictures import save_page
from comics.jobs.strips import compose, pictures
from comics.jobs.telling import told_page
from comics.publishing.cbz import ComicPage, file_stem, write_cbz
from comics.publishing.editions import PICTURE_FORMATS
from comics.publishing.epub import EpubPage, write_epub
from comics.publishing.picture_zip import write_zip
from comics.vocabulary import PageKind

BOOK_WIDTH = 1600  # pixels of a page on a screen; a spread is twice as wide
PRINT_DPI = 300
MOST_PIXELS = 18_000_000  # of a page at 300 dpi: a spread of A4 has that many, and one of them takes 300 MB while it is made
_KINDS = {PageKind.FRONT.value: "FrontCover", PageKind.BACK.value: "BackCover", PageKind.STORY.value: "Story"}
_ENDINGS = {"jpeg": "jpg", "png": "png", "webp": "webp"}


def cbz(binding: Binding) -> None:
    """A CBZ of page pictures."""
    write_cbz(binding.book, _comic_pages(binding), binding.target, progress=binding.tell)


def epub(binding: Binding) -> None:
    """An EPUB of page pictures under their words."""
    write_epub(binding.book, _epub_pages(binding), binding.target, progress=binding.tell)


def page_pictures(binding: Binding) -> None:
    """A ZIP of the pages at the size they are printed in, with lettering or without."""
    write_zip(binding.book, _page_files(binding), binding.target)


def webtoon(binding: Binding) -> None:
    """A ZIP of the slices of one long column."""
    write_zip(binding.book, _slice_files(binding), binding.target)


def _comic_pages(binding: Binding) -> Iterator[ComicPage]:
    for leaf in binding.leaves:
        with contextlib.closing(binding.picture(leaf, page_panels(leaf.page), BOOK_WIDTH * leaf.sides)) as image:
            data = save_page(image, _format(binding, "cbz"))
            yield ComicPage(data, image.width, image.height, kind=_KINDS[leaf.page.kind], double=leaf.page.spread)


def _epub_pages(binding: Binding) -> Iterator[EpubPage]:
    for leaf in binding.leaves:
        panels = page_panels(leaf.page)
        told = told_page(leaf.page, panels, binding.language)
        with contextlib.closing(binding.picture(leaf, panels, BOOK_WIDTH * leaf.sides)) as image:
            data = save_page(image, "jpeg")
            yield EpubPage(data, image.width, image.height, leaf.label, leaf.number, told, leaf.page.spread)


def _page_files(binding: Binding) -> Iterator[tuple[str, bytes]]:
    stem, kind = file_stem(binding.book), _format(binding, "pictures")
    for done, leaf in enumerate(binding.leaves):
        with contextlib.closing(binding.picture(leaf, page_panels(leaf.page), print_width(leaf.page.format()))) as image:
            yield f"{stem} - p{done:03d}.{_ENDINGS[kind]}", save_page(image, kind)
        binding.tell(done + 1)


def print_width(paper: PageFormat) -> int:
    """The pixels across a page at 300 dpi, or as many as paper larger than a spread of A4 may have in memory."""
    most = math.sqrt(MOST_PIXELS * paper.width / paper.height)
    return round(min(paper.width * PRINT_DPI / 72, most))


def _slice_files(binding: Binding) -> Iterator[tuple[str, bytes]]:
    """The slices in the order of scrolling. Composing takes longest, so that is what progress tells; the lease is kept while
    the slices are written."""
    strip, stem = compose(binding.leaves, binding.language, binding.tell), file_stem(binding.book)
    for number, slice_ in enumerate(pictures(strip, binding.language, draft=binding.choices.draft), start=1):
        with contextlib.closing(slice_) as image:
            yield f"{stem} - {number:04d}.jpg", save_page(image, "jpeg")
        binding.tell(len(binding.leaves))


def _format(binding: Binding, edition: str) -> str:
    return binding.choices.picture or PICTURE_FORMATS[edition][0]
