"""The API of a team: where programs connect, what its plan allows, what is used of it, and whether they run into errors."""

from __future__ import annotations

import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comics.access import Can, allows, find, requests_seen
from comics.actions.credits import usage
from comics.models import Team, plan_of
from comics.models.assets import site_address
from comics.web.request import StudioRequest

LATELY = datetime.timedelta(days=1)


@require_safe
@login_required
def show_api(request: StudioRequest, pk: int) -> HttpResponse:
    """The page. What stands on it is for every member; how many requests there were counts those that the person may see."""
    team = find(request.user, Team, pk)
    lately = requests_seen(request.user, team).filter(created_at__gt=timezone.now() - LATELY)
    used = usage(team)
    shown = {
        "team": team,
        "manages": allows(vars(team)["member_role"], Can.KEYS),
        "base": f"{site_address(request)}/v1",
        "plan": plan_of(team),
        "used": used,
        "share": min(1.0, used["apiUsageCount"] / used["apiMaxUsage"]) if used["apiMaxUsage"] else 1.0,
        "requests": lately.count(),
        "refused": lately.of_class(4).count(),
        "faults": lately.of_class(5).count(),
    }
    return render(request, "team_api.html", shown)
