"""One edition on its way into a file: what all writers of editions are given."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from comics.composition.watermark import watermark
from comics.drawing.displaylist import Group
from comics.jobs.compose import drawing_of
from comics.jobs.leaves import Leaf
from comics.jobs.page_pictures import page_picture
from comics.models import Issue, Panel, Picture
from comics.publishing.book import Book, Credit
from comics.publishing.choices import Choices

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Binding:
    """The issue, what stands on its spine, what was chosen, the pages in order, and the file to write.

    `tell` is called with the number of finished pages; whoever is told may raise to stop the work.
    """

    issue: Issue
    book: Book
    choices: Choices
    leaves: list[Leaf]
    target: Path
    tell: Progress

    @property
    def language(self) -> str:
        """The language of the lettering; "" for the series' own."""
        return self.choices.language

    def drawing(self, leaf: Leaf, panels: list[Panel]) -> Group:
        """A page as one display list, under a watermark where it is a draft."""
        drawing = drawing_of(leaf.page, panels, self.language)
        return replace(drawing, items=(*drawing.items, *self._over(leaf)))

    def picture(self, leaf: Leaf, panels: list[Panel], width: int) -> Image.Image:
        """A page as pixels, `width` of them across, under a watermark where it is a draft."""
        over, lettered = self._over(leaf), self.choices.lettered
        return page_picture(leaf.page, panels, width, language=self.language, over=over, lettered=lettered)

    def _over(self, leaf: Leaf) -> tuple[Group, ...]:
        return (watermark(leaf.page.format()),) if self.choices.draft else ()


def book_of(issue: Issue, choices: Choices, *, by: str = "") -> Book:
    """What is printed on the spine of an issue; `by` is its writer where nobody is credited."""
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


def picture_bytes(key: str) -> bytes:
    """The encoded bytes of a stored picture by its key. Raises `OSError` where its file is gone."""
    return Picture.objects.get(pk=int(key)).path.read_bytes()
