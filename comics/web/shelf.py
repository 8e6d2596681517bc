"""Issues as they stand on the shelf: cover, progress, and who touched them last. Library and series show them alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import BooleanField, CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery

from comics.composition.formats import page_format, spread_of
from comics.composition.model import PageFormat
from comics.models import Issue, Page, Picture
from comics.models.pages import in_binding_order
from comics.vocabulary import MOVING_STATES, PageKind, PageState

DONE = (PageState.APPROVED, PageState.LOCKED)


@dataclass(frozen=True, slots=True)
class Cover:
    """One issue on the shelf. `picture` is the composed first page, None while there is none; `paper` is that page's format.

    What is counted is the story, without its covers; locked pages count as approved.
    """

    issue: Issue
    picture: Picture | None
    pages: int
    panels: int
    drawn: int
    moving: int
    paper: PageFormat
    in_review: int = 0
    approved: int = 0

    @property
    def review(self) -> str:
        """How far its pages are in the eyes of the team, in words; empty while all are drafts."""
        parts = []
        if self.in_review:
            parts.append(f"{self.in_review} in review")
        if self.approved:
            parts.append("all approved" if self.approved == self.pages else f"{self.approved} of {self.pages} approved")
        return ", ".join(parts)

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
    first = in_binding_order(Page.objects.filter(issue=OuterRef("pk"), binned_at=None))
    live, there = Q(pages__binned_at=None, pages__kind=PageKind.STORY), Q(pages__panels__binned_at=None)
    rows = list(
        issues.select_related("series", "touched_by").annotate(
            cover_id=Subquery(first.values("preview_id")[:1], output_field=IntegerField()),
            cover_format=Subquery(first.values("page_format")[:1], output_field=CharField()),
            cover_spread=Subquery(first.values("spread")[:1], output_field=BooleanField()),
            page_count=Count("pages", filter=live, distinct=True),
            review_count=Count("pages", filter=live & Q(pages__state=PageState.IN_REVIEW), distinct=True),
            approved_count=Count("pages", filter=live & Q(pages__state__in=DONE), distinct=True),
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
    paper = page_format(counts["cover_format"] or row.series.page_format)
    return Cover(
        issue=row,
        picture=pictures.get(counts["cover_id"]),
        pages=counts["page_count"],
        panels=counts["panel_count"],
        drawn=counts["drawn_count"],
        moving=counts["moving_count"],
        in_review=counts["review_count"],
        approved=counts["approved_count"],
        paper=spread_of(paper) if counts["cover_spread"] else paper,
    )
