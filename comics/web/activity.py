"""What happened in a team, in plain sentences: the list of its page, with a filter by person and series."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comics.access import find
from comics.models import Activity, Series, Team, User
from comics.vocabulary import Deed
from comics.web.answers import whole_number
from comics.web.request import StudioRequest

LINES = 50  # on one page of the list

# The object of deeds whose sentence needs one, where none was written down.
_OBJECTS: dict[str, str] = {
    Deed.LAUNCHED: "panels",
    Deed.REDREW: "panels",
    Deed.EDITED_PAGE: "a page",
    Deed.TRANSLATED: "words",
    Deed.EXPORTED: "an edition",
    Deed.BINNED: "something",
    Deed.RESTORED: "something",
    Deed.DISCARDED: "something",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line: who, what in words, where with its address (empty for what lies in the bin), how often, when."""

    who: str
    what: str
    where: str
    address: str
    times: int
    at: datetime.datetime


def tell_activity(rows: QuerySet[Activity]) -> list[Told]:
    """The lines in words. One query, however many they are."""
    return [_tell(row) for row in rows.select_related("series", "issue__series", "page")]


def _tell(row: Activity) -> Told:
    where, address = _place(row)
    # The value of a deed that is not known (any more) is a verb as well.
    about = row.about or _OBJECTS.get(row.deed, "")
    return Told(row.by_name, f"{row.deed} {about}".strip(), where, address, row.times, row.updated_at)


def _place(row: Activity) -> tuple[str, str]:
    """Where it happened, and the address of that."""
    issue, page = row.issue, row.page
    series = row.series or (issue.series if issue else None)
    if series is None:
        return "", ""
    gone = [thing for thing in (series, issue, page) if thing is not None and thing.binned_at is not None]
    if issue is None:
        return series.title, "" if gone else reverse("series", args=[series.pk])
    where = f"{series.title} #{issue.number}"
    if page is None:
        return where, "" if gone else reverse("script", args=[issue.pk])
    return f"{where}, page {page.position}", "" if gone else f"{reverse('editor', args=[issue.pk])}?page={page.pk}"


@require_safe
@login_required
def show_team_activity(request: StudioRequest, pk: int) -> HttpResponse:
    """What happened in a team, the latest first."""
    team = find(request.user, Team, pk)
    rows = Activity.objects.filter(team=team)
    asked = {name: whole_number(request.GET.get(name)) for name in ("person", "series")}
    found = rows
    if asked["person"] is not None:
        found = found.filter(by=asked["person"])
    if asked["series"] is not None:
        found = found.filter(series=asked["series"])
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    shown: dict[str, Any] = {
        "team": team,
        "page": page,
        "lines": tell_activity(page.object_list),  # type: ignore[arg-type]  # a page of a queryset is a queryset
        "ever": page.paginator.count > 0 or rows.exists(),
        "choices": [
            _choice("person", "Person", User.objects.filter(pk__in=rows.order_by().values("by")), asked["person"]),
            _choice("series", "Series", Series.objects.filter(pk__in=rows.order_by().values("series")), asked["series"]),
        ],
        "query": urlencode({name: value for name, value in asked.items() if value is not None}),
    }
    return render(request, "team_activity.html", shown)


def _choice(name: str, label: str, rows: Iterable[User | Series], value: int | None) -> dict[str, Any]:
    """A field of the filter with what it offers."""
    named = ((row.pk, row.display_name if isinstance(row, User) else row.title) for row in rows)
    return {"name": name, "label": label, "value": value, "options": sorted(named, key=lambda pair: pair[1].lower())}
