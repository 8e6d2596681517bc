"""What the editor offers for the layout of a page: its gutters to take hold of, and the lines that frames can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comics.actions.frames_by_hand import present_frames
from comics.actions.merging import based_on
from comics.actions.standing_values import gutter_at
from comics.composition.gutters import Gutter, gutters
from comics.composition.model import PageFormat
from comics.drawing.geometry import Box
from comics.models import Page, Panel
from comics.vocabulary import BORDER_LABELS, Border, PageKind
from comics.web.format_form import PageFormatForm

_REACH = 9.0  # points: the least width of what a pointer can take hold of


@dataclass(frozen=True, slots=True)
class GutterView:
    """A gutter as the page shows it: the room itself, the larger area that can be grabbed, and what a screen reader says.

    `share` tells where it lies, in hundredths of the page.
    """

    key: str
    upright: bool
    strip: Box
    reach: Box
    label: str
    share: int
    based_on: str


def layout_context(page: Page, panels: Sequence[Panel]) -> dict[str, Any]:
    """The lines and the paper to choose from and, for pages of the story, the gutters."""
    series_border = BORDER_LABELS[Border(page.issue.series.border)]
    shown: dict[str, Any] = {
        "borders": [(border.value, label) for border, label in BORDER_LABELS.items()],
        "series_border": series_border.lower(),
        "gutters": [],
        "page_basis": based_on({"border": page.border, "page_format": page.page_format}),
        "paper_form": PageFormatForm(series=page.issue.series.page_format, page=page.page_format),
    }
    if page.kind == PageKind.STORY:
        paper = page.format()
        shown["gutters"] = [_view(one, paper) for one in gutters(present_frames(page, panels), paper)]
    return shown


def _view(gutter: Gutter, paper: PageFormat) -> GutterView:
    strip = gutter.strip
    wider, higher = max(0.0, _REACH - strip.w) / 2, max(0.0, _REACH - strip.h) / 2
    reach = Box(strip.x - wider, strip.y - higher, strip.w + 2 * wider, strip.h + 2 * higher)
    before, after = (_listed(places) for places in (gutter.before, gutter.after))
    share = strip.centre.x / paper.width if gutter.upright else strip.centre.y / paper.height
    label = f"Gutter between {before} and {after}"
    return GutterView(gutter.key, gutter.upright, strip, reach, label, round(100 * share), based_on(gutter_at(gutter)))


def _listed(places: Sequence[int]) -> str:
    numbers = [str(place + 1) for place in places]
    return f"panel{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
