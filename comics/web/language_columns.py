"""The languages of an issue as columns, and how far each translation is, counted from keys and words alone."""

from __future__ import annotations

from dataclasses import dataclass

from comics.languages import direction_of, name_of
from comics.models import Issue, Lettering, Translation


@dataclass(slots=True)
class Column:
    """A language of the issue as the screen shows it, and how far its translation is.

    `missing` is the first page (its key) with a piece that is not translated, None where there is none.
    """

    tag: str
    total: int = 0
    done: int = 0
    outdated: int = 0
    missing: int | None = None
    shown: bool = True

    @property
    def name(self) -> str:
        """What its readers call it."""
        return name_of(self.tag)

    @property
    def dir(self) -> str:
        """Which way it is written."""
        return direction_of(self.tag)


def columns_of(issue: Issue) -> list[Column]:
    """The languages of an issue besides its own: three questions to the database."""
    order = {pk: at for at, pk in enumerate(issue.bound_pages().values_list("pk", flat=True))}
    lines = Lettering.objects.filter(panel__page__in=order, panel__binned_at=None)
    said = {pk: (page, text) for pk, page, text in lines.values_list("pk", "panel__page_id", "text")}
    told: dict[str, dict[int, str]] = {tag: {} for tag in issue.languages}
    rows = Translation.objects.filter(lettering__panel__page__in=order, language__in=issue.languages).exclude(text="")
    for line, language, original in rows.values_list("lettering_id", "language", "original"):
        if line in said:
            told[language][line] = original
    return [_column(tag, said, done, order) for tag, done in told.items()]


def _column(tag: str, said: dict[int, tuple[int, str]], done: dict[int, str], order: dict[int, int]) -> Column:
    left = (page for line, (page, _) in said.items() if line not in done)
    return Column(
        tag,
        total=len(said),
        done=len(done),
        outdated=sum(said[line][1] != original for line, original in done.items()),
        missing=min(left, key=order.__getitem__, default=None),
    )
