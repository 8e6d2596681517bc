"""In which language the desk shows its pages: the one that the address or form names, where the issue is lettered in it."""

from __future__ import annotations

from comics.models import Issue
from comics.web.request import StudioRequest


def asked_language(request: StudioRequest, issue: Issue) -> str:
    """The tag of one of the issue's further languages, or "" for its own."""
    asked = request.POST.get("lang") or request.GET.get("lang") or ""
    return asked if asked in issue.languages else ""
