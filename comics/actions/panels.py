"""Panels of a page: insert, delete, merge, split, move, frame. Whatever is done can be undone; takes are never thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone

from comics.actions.edits import recorded
from comics.actions.errors import Conflict, Refusal
from comics.actions.frames_by_hand import lay_by_hand, lay_out_again, present_frames, set_frames, settle
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.standing_values import frame_of_panel, order_of_panels
from comics.composition import gutters
from comics.composition.crop import crop_for
from comics.composition.hand import HAND
from comics.drawing.geometry import Box
from comics.jobs.compose import page_panels, panel_art
from comics.jobs.queue import enqueue
from comics.models import Drawing, Lettering, Note, Page, Panel, Take, User
from comics.vocabulary import BORDER_LABELS, MAX_PANELS, MOVING_STATES, WAITING_STATES, Border, PageKind

FRAME_LABELS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "border": ("Line around it", lambda value: BORDER_LABELS[Border(value)] if value else "As the page"),
    "bleeds": ("The picture runs off the page", lambda value: "yes" if value else "no"),
}


def insert_panel(page: Page, *, by: User, after: Panel | None = None) -> Panel:
    """A new panel without words or picture after `after`, or at the end of the page.

    On a page whose frames hands have set, it takes half of the frame before it; any other page is laid out anew. Raises
    `Refusal` for a full page or a cover, or where the frame before it cannot be halved.
    """
    with recorded([page], by=by, label="insert a panel"):
        panels = page_panels(page)
        _check_room(page, panels)
        at = len(panels) if after is None else _place(panels, after) + 1
        made = Panel.objects.create(page=page, position=at)
        frames = _halved(page, panels, max(0, at - 1))
        _put_in_order(page, [*panels[:at], made, *panels[at:]], frames)
    settle(page, by=by)
    return made


def _place(panels: Sequence[Panel], panel: Panel) -> int:
    """Where the panel stands among those of its page. Raises `Conflict` where somebody took it away meanwhile."""
    for place, one in enumerate(panels):
        if one.pk == panel.pk:
            return place
    raise Conflict("Somebody took this panel off the page meanwhile. Nothing was changed.")


def _check_room(page: Page, panels: Sequence[Panel]) -> None:
    if page.kind != PageKind.STORY and panels:
        raise Refusal("A cover has one picture, and it takes all of the paper.")
    if len(panels) >= MAX_PANELS:
        raise Refusal(f"A page has {MAX_PANELS} panels at most. Continue on a new page.")


def _halved(page: Page, panels: Sequence[Panel], at: int) -> list[Box] | None:
    """On a page laid out by hand, its frames with the one there halved the longer way; None on any other."""
    if page.layout != HAND or not panels:
        return None
    frames = present_frames(page, panels)
    return _cut(page, frames, at, across=frames[at].h > frames[at].w)


def _cut(page: Page, frames: Sequence[Box], at: int, *, across: bool) -> list[Box]:
    """The frames with one cut in two. Raises `Refusal` where the halves would be too small."""
    try:
        halves = gutters.split(frames, at, across=across, page=page.format(), direction=page.issue.series.direction)
    except ValueError as error:
        raise Refusal(f"There is no room for another panel there: {error}.") from error
    return list(halves)


def _put_in_order(page: Page, panels: Sequence[Panel], frames: Sequence[Box] | None) -> None:
    """Count the panels from 0 in this order and give them these frames, or lay the page out anew without any."""
    for position, panel in enumerate(panels):
        panel.position, panel.page = position, page
    Panel.objects.bulk_update(panels, ["position", "page"])
    if frames is None:
        lay_out_again(page)
    else:
        lay_by_hand(page, panels, frames)


def delete_panel(panel: Panel, *, by: User) -> None:
    """Put a panel into the bin, with its takes and lettering. Raises `Refusal` for the last one of its page.

    On a page whose frames hands have set, its neighbors take its room; any other page is laid out anew.
    """
    page = panel.page
    with recorded([page], by=by, label="delete a panel"):
        panels = page_panels(page)
        at = _place(panels, panel)
        if len(panels) < 2:
            raise Refusal("A page needs a panel. Delete the page instead.")
        frames = _closed(page, panels, at)
        panels[at].bin()
        _put_in_order(page, [one for one in panels if one.pk != panel.pk], frames)
    settle(page, by=by)


def _closed(page: Page, panels: Sequence[Panel], at: int) -> list[Box] | None:
    """On a page laid out by hand, its frames after that panel's room went to its neighbors; None on any other."""
    if page.layout != HAND:
        return None
    return list(gutters.without(present_frames(page, panels), at, page.format()))


def merge_panels(panel: Panel, *, by: User) -> Panel:
    """Make one panel of this one and the next: its picture, the words and the lettering of both, the takes of both.

    Where the two frames make one, the others stay as they are; else the page is laid out anew. Raises `Refusal` for the last
    panel of a page, and while the next one is being drawn: its picture would be lost.
    """
    page = panel.page
    with recorded([page], by=by, label="merge two panels"):
        panels = page_panels(page)
        at = _place(panels, panel)
        if at + 1 == len(panels):
            raise Refusal("There is no panel after this one on the page.")
        first, second = panels[at], panels[at + 1]
        if Drawing.objects.filter(panel=second, state__in=(*MOVING_STATES, *WAITING_STATES)).exists():
            raise Refusal("The next panel is being drawn. Wait until its picture is there, or cancel it.")
        _join(first, second)
        _put_in_order(page, [one for one in panels if one.pk != second.pk], _merged_frames(page, panels, at))
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
        _check_room(page, panels)
        at = _place(panels, panel)
        frames = _cut(page, present_frames(page, panels), at, across=across)
        first = panels[at]
        second = _second_half(first)
        shown = panel_art(first).crop if first.chosen else None
        _put_in_order(page, [*panels[: at + 1], second, *panels[at + 1 :]], frames)
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


def move_panel(panel: Panel, *, by: User, page: Page, position: int, basis: Basis = None) -> Page:
    """Put a panel at another place (0-based) of its page or of another page of the issue; gives that page.

    The frames of a page stay where they are and the panels move from frame to frame, as far as their number stays. Raises
    `Refusal` when the other page is full or a cover, or the panel is the only one of its page.
    """
    home = panel.page
    if page.issue_id != home.issue_id:
        raise Refusal("That page is of another issue.")
    if page.pk == home.pk:
        return _reorder(panel, home, position, by=by, basis=basis)
    with recorded([home, page], by=by, label="move a panel"):
        here, there = page_panels(home), page_panels(page)
        _check_room(page, there)
        moved = here[_place(here, panel)]
        if len(here) < 2:
            raise Refusal("It is the only panel of its page. Move the page, or delete it afterwards.")
        position = max(0, min(position, len(there)))
        _put_in_order(home, [one for one in here if one.pk != panel.pk], _closed(home, here, here.index(moved)))
        frames = _halved(page, there, max(0, min(position, len(there) - 1)))
        _put_in_order(page, [*there[:position], moved, *there[position:]], frames)
        Note.objects.follow(page.issue)
    for changed in (home, page):
        settle(changed, by=by)
    return page


def _reorder(panel: Panel, page: Page, position: int, *, by: User, basis: Basis) -> Page:
    with recorded([page], by=by, label="move a panel"):
        panels = page_panels(page)
        frames = present_frames(page, panels)
        moved = panels[_place(panels, panel)]
        rest = [one for one in panels if one.pk != panel.pk]
        position = max(0, min(position, len(rest)))
        ordered = [*rest[:position], moved, *rest[position:]]
        if ordered == panels:
            return page
        author = edit_author(page.issue, "panels", panels[0].pk, {}, by=by)
        mine = {"position": [one.pk for one in ordered]}
        merged(order_of_panels(panels), mine, basis, thing="the order of the panels", author=author, told=_told_order(panels))
        for at, one in enumerate(ordered):
            one.position = at
        Panel.objects.bulk_update(ordered, ["position"])
        set_frames(page, ordered, frames)
    settle(page, by=by)
    return page


def _told_order(panels: Sequence[Panel]) -> dict[str, tuple[str, Callable[[Any], str]]]:
    words = {panel.pk: panel.words()[:30] or "empty" for panel in panels}
    return {"position": ("Order", lambda keys: " · ".join(words.get(key, "another panel") for key in keys))}


def frame_panel(panel: Panel, *, by: User, border: str, bleeds: bool, basis: Basis = None) -> None:
    """Choose the line around a panel ("" as the page has it) and whether its picture runs off the page at the page's edges.

    Raises `Refusal` for a border that there is not.
    """
    if border and border not in set(Border):
        raise Refusal("There is no such line.", field="border")
    page = panel.page
    with recorded([page], by=by, label="change a frame"):
        panels = page_panels(page)
        frames = present_frames(page, panels)
        changed = panels[_place(panels, panel)]
        author = edit_author(page.issue, "panels", changed.pk, {}, by=by)
        mine = {"border": border, "bleeds": bleeds}
        values = merged(frame_of_panel(changed), mine, basis, thing="the frame of this panel", author=author, told=FRAME_LABELS)
        changed.border, changed.bleeds = values["border"], values["bleeds"]
        changed.save(update_fields=["border", "bleeds"])
        set_frames(page, panels, frames)
    settle(page, by=by)
