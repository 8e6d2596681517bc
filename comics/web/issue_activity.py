"""What happened in an issue, in plain sentences."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comics.access import find, visible
from comics.models import Activity, Issue
from comics.web.activity import LINES, tell_activity
from comics.web.request import StudioRequest


@require_safe
@login_required
def show_issue_activity(request: StudioRequest, pk: int) -> HttpResponse:
    """What people did in the issue, and to the cast, places and style of its series, the latest first."""
    issue = find(request.user, Issue, pk, among=visible(request.user, Issue).select_related("series__team"))
    rows = Activity.objects.filter(Q(issue=issue) | Q(series=issue.series_id, issue=None), team=issue.series.team_id)
    page = Paginator(rows, LINES).get_page(request.GET.get("page"))
    lines = tell_activity(page.object_list)  # type: ignore[arg-type]  # a page of a queryset is a queryset
    return render(request, "issue_activity.html", {"issue": issue, "page": page, "lines": lines})
