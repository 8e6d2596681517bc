"""How an issue's pages stand to its script, cast and style: what the inspector of a page tells, from one query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from comics.models import Drawing, Issue, Panel
from comics.scripting.parse import parse
from comics.vocabulary import MOVING_STATES, WAITING_STATES, PageKind


@dataclass(frozen=True, slots=True)
class Standing:
    """`written` counts the panels of the script, `rest` those after the last one that has a place, and `gaps` are the numbers,
    from 1, of those before it that have none. `stale` are the stale panels that nobody draws, in reading order, with their
    pages.
    """

    written: int
    rest: int
    gaps: tuple[int, ...]
    stale: tuple[Panel, ...]


def standing(issue: Issue) -> Standing:
    """How the issue stands. A panel that was taken out by hand is no gap as long as it lies in the bin."""
    open_ones = Drawing.objects.filter(panel=OuterRef("pk"), state__in=(*MOVING_STATES, *WAITING_STATES))
    rows = Panel.objects.filter(page__issue=issue, page__binned_at=None, page__kind=PageKind.STORY)
    panels = list(
        rows.annotate(busy=Exists(open_ones))
        .select_related("page")
        .only("position", "script_index", "stale", "chosen", "binned_at", "page__position")
        .order_by("page__position", "position", "pk")
    )
    total = len(parse(issue.script.text).panels)
    known = {panel.script_index for panel in panels if panel.script_index is not None}
    end = max(known, default=-1) + 1
    return Standing(
        written=total,
        rest=max(0, total - end),
        gaps=tuple(index + 1 for index in range(min(end, total)) if index not in known),
        stale=tuple(p for p in panels if p.stale and p.chosen_id and not p.binned_at and not vars(p)["busy"]),
    )
