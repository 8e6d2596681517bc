"""The request log of a team: what programs asked for, how it was answered, how long it took and what it cost."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comics.access import Can, allows, find, requests_seen
from comics.models import ApiRequest, Team
from comics.web.request import StudioRequest
from comics.web.request_filter import Filter

LINES = 50  # on one page of the log


@require_safe
@login_required
def show_requests(request: StudioRequest, pk: int) -> HttpResponse:
    """The lines, newest first, in parts: owners see those of the whole team, others those of their own tokens."""
    team = find(request.user, Team, pk)
    asked, rows = Filter(request.GET), requests_seen(request.user, team)
    found = list(asked.apply(rows).select_related("token__user")[: LINES + 1])
    shown = {
        "team": team,
        "all_of_them": allows(vars(team)["member_role"], Can.KEYS),
        "asked": asked,
        "lines": [(line, _mark(line)) for line in found[:LINES]],
        "older": found[LINES - 1].pk if len(found) > LINES else None,
        "ever": bool(found) or rows.exists(),
        "choices": asked.choices(rows),
    }
    return render(request, "team_requests.html", shown)


def _mark(line: ApiRequest) -> str:
    """The mark beside a status, in the words of the style sheets."""
    return {2: "ready", 4: "stale", 5: "failed"}.get(line.status // 100, "empty")
