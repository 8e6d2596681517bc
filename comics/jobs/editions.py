"""Editions: from an issue and what was chosen for it to the finished file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from comics.jobs.binding import Binding, Progress, book_of
from comics.jobs.editions_pdf import contact_pdf, print_pdf, screen_pdf
from comics.jobs.editions_pictures import cbz, epub, page_pictures, webtoon
from comics.jobs.editions_text import texts
from comics.jobs.leaves import all_leaves, chosen_leaves
from comics.models import Export, Issue
from comics.publishing.choices import Choices

_WRITERS: dict[str, Callable[[Binding], None]] = {
    Export.Edition.PDF: screen_pdf,
    Export.Edition.PRINT: print_pdf,
    Export.Edition.CBZ: cbz,
    Export.Edition.WEBTOON: webtoon,
    Export.Edition.EPUB: epub,
    Export.Edition.PICTURES: page_pictures,
    Export.Edition.CONTACT: contact_pdf,
    Export.Edition.TEXT: texts,
}


def write_edition(
    issue: Issue, edition: str, choices: Choices, target: Path, *, progress: Progress | None = None, by: str = ""
) -> None:
    """Bind an issue into a file: `edition` is a value of `Export.Edition`, `by` who wrote it where nobody is credited.

    `progress` is called with the number of finished pages. Equal input gives equal bytes. Raises `OSError` for a full disk or
    a picture that is gone, `ValueError` where the chosen pages are gone; then no file is left.
    """
    leaves = chosen_leaves(all_leaves(issue), choices)
    book = book_of(issue, choices, by=by)
    _WRITERS[edition](Binding(issue, book, choices, leaves, target, progress or _silence))


def _silence(done: int) -> None:
    """Tell nobody how far it is."""
