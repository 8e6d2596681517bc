"""Frames that hands set: reading them from the panels, giving them to the panels, and what has to follow."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from comics.actions.edits import recorded
from comics.actions.errors import Refusal
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.standing_values import gutter_at
from comics.composition import gutters
from comics.composition.hand import HAND, bled, frames_of
from comics.composition.layout import AUTO
from comics.drawing.geometry import Box
from comics.jobs.arrange import letter_at_once
from comics.jobs.compose import lay_out, page_panels, touch
from comics.models import Page, Panel, User
from comics.vocabulary import BORDER_LABELS, Border


def present_frames(page: Page, panels: Sequence[Panel]) -> list[Box]:
    """The frames as the panels have them, in page points, without what bleeds over the live area."""
    live = page.format().live
    return [_inside(panel.frame, live) if panel.bleeds else panel.frame for panel in panels]


def _inside(box: Box, live: Box) -> Box:
    left, top = max(box.x, live.x), max(box.y, live.y)
    return Box(left, top, min(box.right, live.right) - left, min(box.bottom, live.bottom) - top)


def set_frames(page: Page, panels: Sequence[Panel], frames: Sequence[Box]) -> None:
    """Give the panels these frames, those that bleed as far as they run. Call it inside a transaction."""
    paper = page.format()
    for panel, frame in zip(panels, frames, strict=True):
        box = bled(frame, paper) if panel.bleeds else frame
        panel.box = [round(value, 2) for value in box]
    Panel.objects.bulk_update(panels, ["box"])


def lay_by_hand(page: Page, panels: Sequence[Panel], frames: Sequence[Box]) -> None:
    """Give the panels these frames and keep them as the page's own layout. Call it inside a transaction."""
    page.layout = HAND
    page.frames = frames_of(frames, page.format(), page.issue.series.direction)
    page.save(update_fields=["layout", "frames"])
    set_frames(page, panels, frames)


def lay_out_again(page: Page) -> None:
    """Lay the page out by its layout, or automatically where hands had set it. Call it inside a transaction."""
    if page.layout == HAND:
        page.layout, page.frames = AUTO, []
        page.save(update_fields=["layout", "frames"])
    panels = page_panels(page)
    lay_out(page, panels)
    Panel.objects.bulk_update(panels, ["box"])


def settle(page: Page, *, by: User) -> None:
    """Tell open editors of all that changed on the page, letter it anew, and have its preview made."""
    with transaction.atomic():
        page.issue.touched_by = by
        page.issue.save(update_fields=["touched_by", "updated_at"])
        touch(page, page_panels(page))
    letter_at_once(page.pk)
    page.refresh_from_db()


def _points(value: float) -> str:
    return f"{value:.0f} points from the edge of the page"


def move_gutter(page: Page, key: str, *, by: User, points: float, basis: Basis = None) -> Page:
    """Move a gutter of the page by so many points, to the right or down; no panel gets too small.

    Raises `Refusal` for a gutter that is not there, and `Overtaken` where somebody else moved it since `basis`.
    """
    with recorded([page], by=by, label="move a gutter", about=f"gutter-{page.pk}-{key}"):
        panels = page_panels(page)
        frames = present_frames(page, panels)
        try:
            gutter = gutters.find(frames, page.format(), key)
        except ValueError as error:
            raise Refusal("This gutter is not there any more. Look at the page again.") from error
        now = gutter_at(gutter)
        author = edit_author(page.issue, "pages", page.pk, {"gutter": "frames"}, by=by)
        told = {"gutter": ("Where the gutter lies", _points)}
        merged(now, {"gutter": now["gutter"] + points}, basis, thing="this gutter", author=author, told=told)
        lay_by_hand(page, panels, gutters.move(frames, page.format(), gutter, points))
    settle(page, by=by)
    return page


def border_page(page: Page, *, by: User, border: str, basis: Basis = None) -> Page:
    """Choose the line around the panels of a page ("" as the series has it). Raises `Refusal` for one that there is not."""
    if border and border not in set(Border):
        raise Refusal("There is no such line.", field="border")
    with recorded([page], by=by, label="change the frames"):
        author = edit_author(page.issue, "pages", page.pk, {}, by=by)
        mine = {"border": border}
        told = {"border": ("Frames", lambda value: BORDER_LABELS[Border(value)] if value else "As the series")}
        mine = merged({"border": page.border}, mine, basis, thing="the frames of this page", author=author, told=told)
        page.border = mine["border"]
        page.save(update_fields=["border"])
    settle(page, by=by)
    return page
