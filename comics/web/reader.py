"""The reader: the issue as its readers will see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comics.access import find, visible
from comics.models import Issue, Page, Panel
from comics.web.request import StudioRequest

MODES = (("page", "Page"), ("spread", "Spread"), ("scroll", "Scroll"))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with its words, for those who read it without seeing it."""

    page: Page
    words: tuple[str, ...]


@require_safe
@login_required
def show_reader(request: StudioRequest, pk: int) -> HttpResponse:
    """One opening of the issue (a page or a spread), or all of it as a scroll."""
    issue = find(request.user, Issue, pk, among=visible(request.user, Issue).select_related("series"))
    leaves = _leaves(issue)
    mode = request.GET.get("mode", "")
    mode = mode if mode in dict(MODES) else "page"
    openings = _openings(leaves, mode)
    at = _opening_at(openings, request.GET.get("p", ""))
    shown = {
        "issue": issue,
        "mode": mode,
        "modes": MODES,
        "rtl": issue.series.direction == "rtl",
        "opening": openings[at] if openings else [],
        "before": openings[at - 1][0].page.position if at > 0 else None,
        "after": openings[at + 1][0].page.position if at + 1 < len(openings) else None,
        "count": len(leaves),
    }
    return render(request, "reader.html", shown)


def _leaves(issue: Issue) -> list[Leaf]:
    panels = Prefetch("panels", Panel.objects.live().prefetch_related("lettering"))
    pages = issue.bound_pages().select_related("preview").prefetch_related(panels)
    return [Leaf(page, tuple(_said(line) for panel in page.panels.all() for line in panel.lettering.all())) for page in pages]


def _said(line: object) -> str:
    speaker, text = getattr(line, "speaker", ""), getattr(line, "text", "")
    return f"{speaker}: {text}" if speaker else str(text)


def _openings(leaves: list[Leaf], mode: str) -> list[list[Leaf]]:
    """What lies open at a time. A book opens on a single right-hand page; then two pages face one another."""
    if mode == "scroll":
        return [leaves] if leaves else []
    if mode == "page":
        return [[leaf] for leaf in leaves]
    return [leaves[:1], *(leaves[i : i + 2] for i in range(1, len(leaves), 2))] if leaves else []


def _opening_at(openings: list[list[Leaf]], asked: str) -> int:
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    for index, opening in enumerate(openings):
        if any(leaf.page.position == number for leaf in opening):
            return index
    return 0
