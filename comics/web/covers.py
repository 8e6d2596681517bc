"""Buttons of the editor for covers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from comics.access import Can, find, visible
from comics.actions import covers
from comics.actions.errors import Refusal
from comics.models import Issue, Take
from comics.web.answers import say, whole_number
from comics.web.basis import posted_basis, renew
from comics.web.desk_language import asked_language
from comics.web.fragments import answer, refuse
from comics.web.layouting import page_for
from comics.web.request import StudioRequest


@require_POST
@login_required
def add_cover(request: StudioRequest, pk: int) -> HttpResponse:
    """Add a front or back cover."""
    issue = find(request.user, Issue, pk, Can.EDIT, among=visible(request.user, Issue).select_related("series__team"))
    try:
        page = covers.add_cover(issue, by=request.user, kind=request.POST.get("kind", ""))
    except Refusal as refusal:
        say(request, str(refusal))
        return redirect("editor", pk)
    page = page_for(request.user, page.pk)
    return answer(request, page, said="The cover is there. Write on it, and choose its art.")


@require_POST
@login_required
def change_cover(request: StudioRequest, pk: int) -> HttpResponse:
    """Write on the cover, choose its design and colour, say who made the issue."""
    page = page_for(request.user, pk)
    language = asked_language(request, page.issue)
    try:
        if "credits" in request.POST:
            covers.set_credits(page.issue, by=request.user, lines=request.POST["credits"], basis=posted_basis(request))
        names = ("title", "subtitle", "tagline", "text", "design", "colour")
        words = {name: request.POST[name] for name in names if name in request.POST}
        if not language:
            words["numbered"] = request.POST.get("numbered", "")
        covers.change_cover(page, by=request.user, words=words, language=language, basis=posted_basis(request))
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    shown: dict[str, Any] = {**words, "credits": [list(pair) for pair in page.issue.credits]}
    if "numbered" in words:
        shown["numbered"] = words["numbered"] == "on"
    return renew(answer(request, page, nothing=True), f"cover-{pk}", shown)


@require_POST
@login_required
def use_take(request: StudioRequest, pk: int) -> HttpResponse:
    """Put the picture of a take on the cover."""
    page = page_for(request.user, pk)
    take = find(request.user, Take, whole_number(request.POST.get("take")) or 0, among=visible(request.user, Take))
    try:
        covers.use_take(page, take, by=request.user)
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    return answer(request, page)
