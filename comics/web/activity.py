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

# Deeds that are done to the place itself, where nothing else was written down: "edited Lantern #1, page 2".
_TO_THE_PLACE = frozenset(
    {
        Deed.STARTED_SERIES,
        Deed.CHANGED_SERIES,
        Deed.STARTED_ISSUE,
        Deed.EDITED_PAGE,
        Deed.TRANSLATED,
        Deed.EXPORTED,
        Deed.BINNED,
        Deed.RESTORED,
        Deed.DISCARDED,
    }
)
# Sentences that are whole without what it was done to, which then stands behind a colon: "changed the cast: Ren".
_WHOLE = frozenset(
    {
        Deed.CHANGED_SERIES,
        Deed.CHANGED_CAST,
        Deed.CHANGED_PLACES,
        Deed.WROTE_SCRIPT,
        Deed.CHOSE_TAKE,
        Deed.UNDID,
        Deed.NOTED,
        Deed.ANSWERED,
        Deed.RESOLVED,
        Deed.REOPENED,
        Deed.BINNED,
        Deed.RESTORED,
        Deed.DISCARDED,
        Deed.IMPORTED_ARCHIVE,
        Deed.EXPORTED_ARCHIVE,
    }
)
_OF_THE_PLACE = frozenset({Deed.WROTE_SCRIPT, Deed.CHANGED_STATE})
_PANELS = frozenset({Deed.LAUNCHED, Deed.REDREW})


@dataclass(frozen=True, slots=True)
class Told:
    """One line: who, what in words, where with its address (empty for what lies in the bin), how often, when.

    `joint` is the word between what and where.
    """

    who: str
    what: str
    joint: str
    where: str
    address: str
    times: int
    at: datetime.datetime


def tell_activity(rows: QuerySet[Activity]) -> list[Told]:
    """The lines in words. One query, however many they are."""
    return [_tell(row) for row in rows.select_related("series", "issue__series", "page")]


def _tell(row: Activity) -> Told:
    where, address = _place(row)
    what, joint = _sentence(row.deed, row.about, where)
    return Told(row.by_name, what, joint, where, address, row.times, row.updated_at)


def _sentence(deed: str, about: str, where: str) -> tuple[str, str]:
    """What was done, and the word before the place. A deed that is not known (any more) is a verb as well."""
    joint = "of" if deed in _OF_THE_PLACE else "in"
    if about:
        return f"{deed}{':' if deed in _WHOLE else ''} {about}", joint
    if deed in _PANELS:
        return f"{deed} panels", joint
    if deed in _TO_THE_PLACE:
        return (deed, "") if where else (f"{deed} something", "")
    return deed, joint


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
