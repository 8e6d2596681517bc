"""Issues as they stand on the shelf: cover, progress, and who touched them last. Library and series show them alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery

from comics.composition.formats import FORMATS
from comics.models import Issue, Page, Picture
from comics.vocabulary import MOVING_STATES


@dataclass(frozen=True, slots=True)
class Cover:
    """One issue on the shelf. `picture` is the composed first page, None while there is none."""

    issue: Issue
    picture: Picture | None
    pages: int
    panels: int
    drawn: int
    moving: int
    shape: str

    @property
    def mark(self) -> str:
        """The mark of its state: empty, moving, failed (panels without a picture that nobody works on) or ready."""
        if not self.panels:
            return "empty"
        if self.moving:
            return "moving"
        return "ready" if self.drawn == self.panels else "failed"

    @property
    def progress(self) -> str:
        """How far it is, in words."""
        if not self.panels:
            return "Not drawn yet"
        if self.drawn < self.panels:
            return f"{self.drawn} of {self.panels} panels"
        return f"{self.pages} page{'s' if self.pages != 1 else ''}"


def covers(issues: QuerySet[Issue]) -> list[Cover]:
    """The covers of some issues, in two queries however many there are. `select_related` the series and who touched it."""
    first = Page.objects.filter(issue=OuterRef("pk"), binned_at=None).order_by("position").values("preview_id")[:1]
    live, there = Q(pages__binned_at=None), Q(pages__panels__binned_at=None)
    rows = list(
        issues.select_related("series", "touched_by").annotate(
            cover_id=Subquery(first, output_field=IntegerField()),
            page_count=Count("pages", filter=live, distinct=True),
            panel_count=Count("pages__panels", filter=live & there, distinct=True),
            drawn_count=Count("pages__panels", filter=live & there & Q(pages__panels__chosen__isnull=False), distinct=True),
            moving_count=Count(
                "pages__panels__drawings",
                filter=live & there & Q(pages__panels__drawings__state__in=MOVING_STATES),
                distinct=True,
            ),
        )
    )
    pictures = Picture.objects.in_bulk([row.cover_id for row in rows if row.cover_id])
    return [_cover(row, pictures) for row in rows]


def _cover(row: Issue, pictures: dict[int, Picture]) -> Cover:
    counts = vars(row)  # the annotations, which no type knows
    return Cover(
        issue=row,
        picture=pictures.get(counts["cover_id"]),
        pages=counts["page_count"],
        panels=counts["panel_count"],
        drawn=counts["drawn_count"],
        moving=counts["moving_count"],
        shape=row.series.page_format if row.series.page_format in FORMATS else "us_comic",
    )
