"""Holding an issue while its pages are changed: one person after the other, and no locked page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from comics.actions.errors import Locked
from comics.models import Issue, Page, Panel
from comics.vocabulary import PageKind, PageState

# What a request may have read before it was its turn, and what another one may have changed meanwhile.
_FRESH = (
    "position",
    "layout",
    "frames",
    "page_format",
    "spread",
    "border",
    "cover",
    "state",
    "binned_at",
    "stamp",
    "content_stamp",
)


def hold(issue: Issue, pages: Sequence[Page] = ()) -> None:
    """Wait until nobody else changes the issue's pages, and keep everybody else waiting until the transaction ends.

    The pages given are then as the database has them. Call it inside a transaction.
    """
    issue.hold()
    saved = [page for page in pages if page.pk]
    if not saved:
        return
    rows = {row["pk"]: row for row in Page.objects.filter(pk__in={page.pk for page in saved}).values("pk", *_FRESH)}
    for page in saved:
        for name in _FRESH:
            setattr(page, name, rows[page.pk][name])


def refuse_locked(pages: Iterable[Page] | QuerySet[Page], *, to: str = "change") -> None:
    """Raise `Locked` where one of the pages is locked, saying since when and by whom. `to` is what was to be done."""
    if isinstance(pages, QuerySet):
        keys = list(pages.filter(state=PageState.LOCKED).values_list("pk", flat=True))
    else:
        keys = [page.pk for page in pages if page.pk and page.state == PageState.LOCKED]
    if keys:
        raise Locked(_sentence(list(Page.objects.filter(pk__in=keys).select_related("state_by").order_by("position")), to))


def refuse_locked_panel(panel: Panel) -> None:
    """Raise `Locked` where the panel's page is locked by now."""
    refuse_locked(Page.objects.filter(pk=panel.page_id))


def _sentence(pages: list[Page], to: str) -> str:
    first = pages[0]
    since = f" since {timezone.localtime(first.state_at):%-d %B, %H:%M}" if first.state_at else ""
    by = f" by {first.state_by.display_name}" if first.state_by else ""
    if len(pages) == 1:
        name = first.label if first.kind == PageKind.STORY else f"The {first.label.lower()}"
        return f"{name} is locked{since}{by}: unlock it to {to} it."
    numbers = ", ".join(str(page.position) if page.kind == PageKind.STORY else page.label.lower() for page in pages[:8])
    more = f" and {len(pages) - 8} more" if len(pages) > 8 else ""
    return f"Pages {numbers}{more} are locked (the first{since}{by}): unlock them to {to} them."
