"""The editions that are PDFs: for screens, for print, and the contact sheet."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from comics.composition.contact import PER_SHEET, THUMB_PIXELS, Thumb, contact_drawing, contact_paper
from comics.composition.render import save_jpeg
from comics.jobs.binding import Binding, picture_bytes
from comics.jobs.compose import page_panels
from comics.jobs.leaves import Leaf, openings
from comics.jobs.telling import told_page
from comics.publishing.book import Sheet
from comics.publishing.imposition import facing, halves
from comics.publishing.pdf import write_pdf


def screen_pdf(binding: Binding) -> None:
    """One PDF page a page, trimmed, a spread as one wide page."""
    sheets = (_sheet(binding, leaf) for leaf in binding.leaves)
    write_pdf(binding.book, sheets, binding.target, picture=picture_bytes, progress=binding.tell)


def print_pdf(binding: Binding) -> None:
    """With bleed: single pages, spreads cut in two, or facing pages on one sheet; with crop marks where they are wanted."""
    sheets = _facing(binding) if binding.choices.spreads else _singles(binding)
    marks = binding.choices.marks
    write_pdf(binding.book, sheets, binding.target, picture=picture_bytes, edition="print", marks=marks)


def contact_pdf(binding: Binding) -> None:
    """Small pictures of all pages with their numbers, twenty to a sheet."""
    thumbs: dict[str, bytes] = {}
    sheets = _contact_sheets(binding, thumbs)
    write_pdf(binding.book, sheets, binding.target, picture=thumbs.__getitem__)


def _sheet(binding: Binding, leaf: Leaf) -> Sheet:
    size, panels = leaf.page.format(), page_panels(leaf.page)
    told = told_page(leaf.page, panels, binding.language)
    said = tuple(piece.text for panel in told for piece in panel.said)
    return Sheet(binding.drawing(leaf, panels), size.width, size.height, size.bleed, leaf.label, said)


def _singles(binding: Binding) -> Iterator[Sheet]:
    for done, leaf in enumerate(binding.leaves, start=1):
        sheet = _sheet(binding, leaf)
        if leaf.page.spread:
            labels = (str(leaf.number), str(leaf.number + 1))
            yield from halves(sheet, direction=binding.book.direction, labels=labels)
        else:
            yield sheet
        binding.tell(done)


def _facing(binding: Binding) -> Iterator[Sheet]:
    done = 0
    for opening in openings(binding.leaves):
        sheets = [_sheet(binding, leaf) for leaf in opening]
        yield facing(*sheets, direction=binding.book.direction) if len(sheets) == 2 else sheets[0]
        done += len(opening)
        binding.tell(done)


def _contact_sheets(binding: Binding, thumbs: dict[str, bytes]) -> Iterator[Sheet]:
    """The sheets; `thumbs` holds the pictures of the sheet that is being written and no others."""
    paper, leaves = contact_paper(), binding.leaves
    for start in range(0, len(leaves), PER_SHEET):
        thumbs.clear()
        shown = []
        for place, leaf in enumerate(leaves[start : start + PER_SHEET], start=start):
            with contextlib.closing(binding.picture(leaf, page_panels(leaf.page), THUMB_PIXELS * leaf.sides)) as image:
                thumbs[str(place)] = save_jpeg(image, quality=85)
            size = leaf.page.format()
            shown.append(Thumb(str(place), size.width / size.height, leaf.label))
            binding.tell(place + 1)
        drawing = contact_drawing(shown, title=str(binding.issue), direction=binding.book.direction)
        yield Sheet(drawing, paper.width, paper.height, 0.0, str(start // PER_SHEET + 1))
