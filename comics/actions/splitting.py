"""Panels merged and split: two become one, one becomes two. Takes are never thrown away, and it can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max
from django.utils import timezone

from comics.actions.edits import recorded
from comics.actions.errors import Refusal
from comics.actions.frames_by_hand import present_frames, settle
from comics.actions.panels import check_room, cut_frame, place_of, put_in_order
from comics.composition import gutters
from comics.composition.crop import crop_for
from comics.drawing.geometry import Box
from comics.jobs.compose import page_panels, panel_art
from comics.jobs.queue import enqueue
from comics.models import Drawing, Lettering, Page, Panel, Take, User
from comics.vocabulary import MOVING_STATES, WAITING_STATES


def merge_panels(panel: Panel, *, by: User) -> Panel:
    """Make one panel of this one and the next: its picture, the words and the lettering of both, the takes of both.

    Where the two frames make one, the others stay as they are; else the page is laid out anew. Raises `Refusal` for the last
    panel of a page, and while the next one is being drawn: its picture would be lost.
    """
    page = panel.page
    with recorded([page], by=by, label="merge two panels"):
        panels = page_panels(page)
        at = place_of(panels, panel)
        if at + 1 == len(panels):
            raise Refusal("There is no panel after this one on the page.")
        first, second = panels[at], panels[at + 1]
        if Drawing.objects.filter(panel=second, state__in=(*MOVING_STATES, *WAITING_STATES)).exists():
            raise Refusal("The next panel is being drawn. Wait until its picture is there, or cancel it.")
        _join(first, second)
        put_in_order(page, [one for one in panels if one.pk != second.pk], _merged_frames(page, panels, at))
    settle(page, by=by)
    return first


def _merged_frames(page: Page, panels: Sequence[Panel], at: int) -> list[Box] | None:
    try:
        return list(gutters.merge(present_frames(page, panels), at, at + 1))
    except ValueError:
        return None


def _join(first: Panel, second: Panel) -> None:
    """Let the first panel have what the second has; the second goes to the bin."""
    for name in ("objective", "scene", "action"):
        parts = dict.fromkeys(part for part in (getattr(first, name), getattr(second, name)) if part)
        setattr(first, name, "\n".join(parts)[:10_000])
    first.importance = max(first.importance, second.importance)
    last = first.lettering.aggregate(last=Max("position"))["last"]
    for position, line in enumerate(second.lettering.all(), start=0 if last is None else last + 1):
        Lettering.objects.filter(pk=line.pk).update(
            panel=first, position=position, at_x=None, at_y=None, tail_x=None, tail_y=None
        )
    for take in second.takes.order_by("number"):
        copied = copy_take(take, first)
        first.chosen = first.chosen or (copied if take.pk == second.chosen_id else None)
    first.save(update_fields=["objective", "scene", "action", "importance", "chosen"])
    Panel.objects.filter(pk=second.pk).update(binned_at=timezone.now())
    enqueue("stale.check_issue", first.page.issue_id)


def copy_take(take: Take, panel: Panel) -> Take:
    """The same picture as a take of another panel too, after those that it has."""
    number = (panel.takes.aggregate(last=Max("number"))["last"] or 0) + 1
    return Take.objects.create(
        panel=panel,
        picture_id=take.picture_id,
        number=number,
        engine=take.engine,
        prompt=take.prompt,
        staging_data=take.staging_data,
        edges=take.edges,
        source=take.source,
        by_id=take.by_id,
    )


def split_panel(panel: Panel, *, by: User, across: bool) -> Panel:
    """Cut a panel in two, one above the other (`across`) or side by side; gives the second.

    The picture goes on from the first into the second; the second has the same words, and the later half of the lettering.
    Raises `Refusal` for a full page, a cover, or a panel too small to be cut.
    """
    page = panel.page
    with recorded([page], by=by, label="split a panel"):
        panels = page_panels(page)
        check_room(page, panels)
        at = place_of(panels, panel)
        frames = cut_frame(page, present_frames(page, panels), at, across=across)
        first = panels[at]
        second = _second_half(first)
        shown = panel_art(first).crop if first.chosen else None
        put_in_order(page, [*panels[: at + 1], second, *panels[at + 1 :]], frames)
        if shown:
            _go_on(first, shown, frames[at], frames[at + 1])
            _go_on(second, shown, frames[at], frames[at + 1], later=True)
    settle(page, by=by)
    return second


def _second_half(first: Panel) -> Panel:
    """A panel with the words of the first, its chosen take, and the later half of its lettering."""
    second = Panel.objects.create(
        page=first.page,
        position=first.position + 1,
        script_index=first.script_index,
        objective=first.objective,
        scene=first.scene,
        action=first.action,
        shot=first.shot,
        importance=first.importance,
        bleeds=first.bleeds,
        border=first.border,
    )
    if first.chosen:
        second.chosen = copy_take(first.chosen, second)
        second.save(update_fields=["chosen"])
    lines = list(first.lettering.all())
    later = [line.pk for line in lines[(len(lines) + 1) // 2 :]]
    Lettering.objects.filter(pk__in=later).update(panel=second, at_x=None, at_y=None, tail_x=None, tail_y=None)
    return second


def _go_on(panel: Panel, shown: Box, first: Box, second: Box, *, later: bool = False) -> None:
    """Have one half show its part of what the whole panel showed, so that the picture goes on across the gutter."""
    take = panel.chosen
    if take is None:
        return
    left, top = min(first.x, second.x), min(first.y, second.y)
    wide, high = max(first.right, second.right) - left, max(first.bottom, second.bottom) - top
    half = second if later else first
    part = Box(
        shown.x + (half.x - left) / wide * shown.w,
        shown.y + (half.y - top) / high * shown.h,
        half.w / wide * shown.w,
        half.h / high * shown.h,
    )
    fill = crop_for(take.staging, (take.picture.width, take.picture.height), half)
    zoom = max(1.0, fill.w / part.w, fill.h / part.h)
    take.view = [round(part.centre.x, 5), round(part.centre.y, 5), round(zoom, 5)]
    take.save(update_fields=["view"])
