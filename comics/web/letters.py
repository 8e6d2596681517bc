"""Buttons of the editor's lettering: words, places, tails."""

from __future__ import annotations

import math

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from comics.access import Can, find, visible
from comics.actions import lettering
from comics.actions.errors import Refusal
from comics.actions.lettering import Spot
from comics.models import Lettering, User
from comics.web.fragments import answer, refuse
from comics.web.panels import panel_for
from comics.web.request import StudioRequest


def _line_for(user: User, pk: int) -> Lettering:
    rows = visible(user, Lettering).select_related("panel__page__issue__series__team")
    return find(user, Lettering, pk, Can.LETTER, among=rows)


@require_POST
@login_required
def add_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Add a balloon, caption or sound effect to the panel."""
    panel = panel_for(request.user, pk, Can.LETTER)
    try:
        lettering.add_lettering(panel, by=request.user, **_words(request))
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk, tab="lettering")
    return answer(request, panel.page, panel=panel.pk, tab="lettering")


@require_POST
@login_required
def change_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Change what it says, its kind or its speaker. The fields stay as they are typed; the page follows."""
    line = _line_for(request.user, pk)
    try:
        lettering.change_lettering(line, by=request.user, **_words(request))
    except Refusal as refusal:
        return refuse(request, line.panel.page, str(refusal), panel=line.panel_id, tab="lettering")
    return answer(request, line.panel.page, panel=line.panel_id, tab="lettering", nothing=True)


def _words(request: StudioRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("kind", "text", "speaker")}


@require_POST
@login_required
def move_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Keep where a hand put the balloon or its tail."""
    line = _line_for(request.user, pk)
    try:
        spots = {name: _spot(request, name) for name in ("at", "tail")}
        lettering.move_lettering(line, by=request.user, **spots)
    except Refusal as refusal:
        return refuse(request, line.panel.page, str(refusal), panel=line.panel_id, tab="lettering")
    return answer(request, line.panel.page, panel=line.panel_id, tab="lettering")


def _spot(request: StudioRequest, name: str) -> Spot | None:
    given = [request.POST.get(f"{name}_{axis}") for axis in "xy"]
    if None in given:
        return None
    try:
        x, y = (float(value or "") for value in given)
    except ValueError as error:
        raise Refusal("That place could not be read.") from error
    if not (math.isfinite(x) and math.isfinite(y)):
        raise Refusal("That place could not be read.")
    return Spot(x, y)


@require_POST
@login_required
def free_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Let the studio choose the place again."""
    line = _line_for(request.user, pk)
    lettering.free_lettering(line, by=request.user)
    return answer(request, line.panel.page, panel=line.panel_id, tab="lettering")


@require_POST
@login_required
def remove_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Take it away."""
    line = _line_for(request.user, pk)
    page, panel = line.panel.page, line.panel_id
    lettering.remove_lettering(line, by=request.user)
    return answer(request, page, panel=panel, tab="lettering", said="The lettering is gone.")
