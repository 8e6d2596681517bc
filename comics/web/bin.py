"""The bin: what was deleted, how long it stays, and the ways back and out for good."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, in_bin, visible
from comics.actions.binned import discard_binned
from comics.actions.errors import Refusal
from comics.models import Character, Issue, Location, Page, Picture, Series
from comics.models.bin import Binnable
from comics.web.answers import person, say

MOST_SHOWN = 200  # of each kind, the newest


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that the bin shows: its model, its word, the route that brings it back, and what to load with it."""

    model: type[Binnable]
    word: str
    restore: str
    related: tuple[str, ...] = ()


KINDS = {
    "series": Kind(Series, "Series", "restore_series", ("team",)),
    "issue": Kind(Issue, "Issue", "restore_issue", ("series__team",)),
    "page": Kind(Page, "Page", "bring_back_page", ("issue__series__team", "preview")),
    "character": Kind(Character, "Character", "restore_character", ("series__team", "portrait")),
    "place": Kind(Location, "Place", "restore_place", ("series__team", "picture")),
}


@dataclass(frozen=True, slots=True)
class Binned:
    """One thing in the bin: what it is called, where it was, what it looked like, and until when it stays."""

    kind: str
    word: str
    restore: str
    thing: Binnable
    name: str
    where: str
    picture: Picture | None
    at: datetime.datetime
    may_discard: bool

    @property
    def until(self) -> datetime.datetime:
        """When it goes for good."""
        return self.at + datetime.timedelta(days=settings.BIN_DAYS)


def binned_of(kind: str, thing: Binnable) -> Binned:
    """How the bin tells of a thing that lies in it."""
    name, where, picture = str(thing), "", None
    if isinstance(thing, Series):
        where = str(thing.team)
    elif isinstance(thing, Issue):
        name, where = f"Issue {thing.number}" + (f": {thing.title}" if thing.title else ""), thing.series.title
    elif isinstance(thing, Page):
        name, where, picture = f"Page {thing.position}", str(thing.issue), thing.preview
    elif isinstance(thing, Character):
        where, picture = thing.series.title, thing.portrait
    elif isinstance(thing, Location):
        where, picture = thing.series.title, thing.picture
    assert thing.binned_at is not None  # noqa: S101 - only what lies in the bin is told of; this tells the type checker
    may_discard = allows(vars(thing)["member_role"], Can.DELETE)
    return Binned(kind, KINDS[kind].word, KINDS[kind].restore, thing, name, where, picture, thing.binned_at, may_discard)


@require_safe
@login_required
def show_bin(request: HttpRequest) -> HttpResponse:
    """Everything in the bin that this person may bring back, the newest first."""
    found = []
    for name, kind in KINDS.items():
        rows: models.QuerySet[Binnable] = in_bin(person(request), kind.model).select_related(*kind.related)
        found += [binned_of(name, thing) for thing in rows.order_by("-binned_at", "-pk")[:MOST_SHOWN]]
    found.sort(key=lambda one: one.at, reverse=True)
    return render(request, "bin.html", {"binned": found, "days": settings.BIN_DAYS})


def _thing(request: HttpRequest, pk: int, kind: str) -> Binnable:
    """The thing, whether or not it lies in the bin. A stranger gets 404, as does who asks for a kind that there is not."""
    if kind not in KINDS:
        raise Http404("There is no such kind.")
    asked = KINDS[kind]
    rows = visible(person(request), asked.model, binned=True).select_related(*asked.related)
    return find(person(request), asked.model, pk, Can.DELETE, among=rows)


@require_safe
@login_required
def ask_discard(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Ask once more before something is deleted for good."""
    thing = _thing(request, pk, kind)
    if thing.binned_at is None:
        return redirect("bin")
    return render(request, "discard.html", {"one": binned_of(kind, thing)})


@require_POST
@login_required
def discard(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Delete something that lies in the bin for good."""
    thing = _thing(request, pk, kind)
    try:
        discard_binned(thing, by=person(request))
    except Refusal as refusal:
        say(request, str(refusal))
    else:
        say(request, f"{KINDS[kind].word} deleted for good.")
    return redirect("bin")
