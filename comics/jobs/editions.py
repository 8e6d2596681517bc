"""Editions: from an issue and what was chosen for it to the finished file."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from comics.composition.watermark import watermark
from comics.drawing.displaylist import Group
from comics.jobs.compose import drawing_of, page_panels
from comics.jobs.leaves import Leaf, all_leaves, chosen_leaves, openings
from comics.jobs.page_pictures import page_picture, save_page
from comics.jobs.telling import told_panels
from comics.models import Export, Issue, Panel, Picture
from comics.publishing.book import Book, Credit, Sheet
from comics.publishing.cbz import ComicPage, write_cbz
from comics.publishing.choices import Choices
from comics.publishing.epub import EpubPage, write_epub
from comics.publishing.imposition import facing, halves
from comics.publishing.pdf import write_pdf

BOOK_WIDTH = 1600  # pixels of a page in a CBZ; a spread is twice as wide
COMIC_KINDS = {"front": "FrontCover", "back": "BackCover", "story": "Story"}

Edition = Export.Edition
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Binding:
    """One edition on its way into a file: the issue, what stands on its spine, what was chosen, and the pages in order.

    `progress` is called with the number of finished pages.
    """

    issue: Issue
    book: Book
    choices: Choices
    leaves: list[Leaf]
    target: Path
    progress: Progress | None = None

    def drawing(self, leaf: Leaf, panels: list[Panel]) -> Group:
        """A page as one display list, under a watermark where it is a draft."""
        drawing = drawing_of(leaf.page, panels, self.choices.language)
        return replace(drawing, items=(*drawing.items, *self.over(leaf)))

    def picture(self, leaf: Leaf, panels: list[Panel], width: int) -> Image.Image:
        """A page as pixels, `width` of them across."""
        chosen = self.choices
        return page_picture(leaf.page, panels, width, language=chosen.language, over=self.over(leaf), lettered=chosen.lettered)

    def over(self, leaf: Leaf) -> tuple[Group, ...]:
        """What lies on top of a page."""
        return (watermark(leaf.page.format()),) if self.choices.draft else ()


def write_edition(
    issue: Issue, edition: str, choices: Choices, target: Path, *, progress: Progress | None = None, by: str = ""
) -> None:
    """Bind an issue into a file: `edition` is a value of `Export.Edition`, `by` who wrote it where nobody is credited.

    Equal input gives equal bytes. Raises `OSError` for a full disk, `ValueError` where the chosen pages are gone.
    """
    leaves = chosen_leaves(all_leaves(issue), choices)
    _WRITERS[edition](Binding(issue, book_of(issue, choices, by=by), choices, leaves, target, progress))


def book_of(issue: Issue, choices: Choices, *, by: str = "") -> Book:
    """What is printed on the spine of an issue."""
    series = issue.series
    credits = [Credit(role, name) for role, name in issue.credits if name] or [Credit("Writer", by)] * bool(by)
    return Book(
        title=issue.title,
        series=series.title,
        number=str(issue.number),
        language=choices.language or series.language,
        direction=series.direction,
        summary=series.summary,
        genre=series.genre,
        credits=tuple(credits),
        characters=tuple(series.characters.filter(binned_at=None).values_list("name", flat=True)),
        locations=tuple(series.locations.filter(binned_at=None).values_list("name", flat=True)),
        date=datetime.date(issue.updated_at.year, issue.updated_at.month, issue.updated_at.day),
        publisher=series.team.name,
    )


def _pdf(binding: Binding) -> None:
    write_pdf(binding.book, _sheets(binding), binding.target, picture=_picture, progress=binding.progress)


def _print(binding: Binding) -> None:
    sheets = _facing(binding) if binding.choices.spreads else _singles(binding)
    write_pdf(binding.book, sheets, binding.target, picture=_picture, edition="print", marks=binding.choices.marks)


def _picture(key: str) -> bytes:
    return Picture.objects.get(pk=int(key)).path.read_bytes()


def _sheets(binding: Binding) -> Iterator[Sheet]:
    return (_sheet(binding, leaf) for leaf in binding.leaves)


def _sheet(binding: Binding, leaf: Leaf) -> Sheet:
    size, panels = leaf.page.format(), page_panels(leaf.page)
    told = told_panels(panels, size, binding.choices.language)
    said = tuple(piece.text for panel in told for piece in panel.said)
    return Sheet(binding.drawing(leaf, panels), size.width, size.height, size.bleed, leaf.label, said)


def _singles(binding: Binding) -> Iterator[Sheet]:
    """One page a sheet, as printers want them: a spread is cut in two."""
    for done, leaf in enumerate(binding.leaves, start=1):
        sheet = _sheet(binding, leaf)
        if leaf.page.spread:
            labels = (str(leaf.number), str(leaf.number + 1))
            yield from halves(sheet, direction=binding.book.direction, labels=labels)
        else:
            yield sheet
        _tell(binding, done)


def _facing(binding: Binding) -> Iterator[Sheet]:
    """What lies open together on one sheet."""
    done = 0
    for opening in openings(binding.leaves):
        sheets = [_sheet(binding, leaf) for leaf in opening]
        yield facing(*sheets, direction=binding.book.direction) if len(sheets) == 2 else sheets[0]
        done += len(opening)
        _tell(binding, done)


def _tell(binding: Binding, done: int) -> None:
    if binding.progress:
        binding.progress(done)


def _cbz(binding: Binding) -> None:
    write_cbz(binding.book, _comic_pages(binding), binding.target, progress=binding.progress)


def _comic_pages(binding: Binding) -> Iterator[ComicPage]:
    for leaf in binding.leaves:
        with contextlib.closing(binding.picture(leaf, page_panels(leaf.page), BOOK_WIDTH * leaf.sides)) as image:
            data = save_page(image, binding.choices.picture or "jpeg")
            kind = COMIC_KINDS[leaf.page.kind]
            yield ComicPage(data, image.width, image.height, kind=kind, double=leaf.page.spread)


def _epub(binding: Binding) -> None:
    write_epub(binding.book, _epub_pages(binding), binding.target, progress=binding.progress)


def _epub_pages(binding: Binding) -> Iterator[EpubPage]:
    for leaf in binding.leaves:
        panels = page_panels(leaf.page)
        told = told_panels(panels, leaf.page.format(), binding.choices.language)
        with contextlib.closing(binding.picture(leaf, panels, BOOK_WIDTH * leaf.sides)) as image:
            data = save_page(image, "jpeg")
            yield EpubPage(data, image.width, image.height, leaf.label, leaf.number, told, leaf.page.spread)


_WRITERS: dict[str, Callable[[Binding], None]] = {
    Edition.PDF: _pdf,
    Edition.PRINT: _print,
    Edition.CBZ: _cbz,
    Edition.EPUB: _epub,
}
