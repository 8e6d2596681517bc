"""Panels of a page: insert, delete, move, frame. Whatever is done can be undone; takes are never thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from comics.actions.edits import recorded
from comics.actions.errors import Conflict, Refusal
from comics.actions.frames_by_hand import lay_by_hand, lay_out_again, present_frames, set_frames, settle
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.standing_values import frame_of_panel, order_of_panels
from comics.composition import gutters
from comics.composition.hand import HAND
from comics.drawing.geometry import Box
from comics.jobs.compose import page_panels
from comics.models import Note, Page, Panel, User
from comics.vocabulary import BORDER_LABELS, MAX_PANELS, Border, PageKind

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
        check_room(page, panels)
        at = len(panels) if after is None else place_of(panels, after) + 1
        made = Panel.objects.create(page=page, position=at)
        frames = _halved(page, panels, max(0, at - 1))
        put_in_order(page, [*panels[:at], made, *panels[at:]], frames)
    settle(page, by=by)
    return made


def place_of(panels: Sequence[Panel], panel: Panel) -> int:
    """Where the panel stands among those of its page. Raises `Conflict` where somebody took it away meanwhile."""
    for place, one in enumerate(panels):
        if one.pk == panel.pk:
            return place
    raise Conflict("Somebody took this panel off the page meanwhile. Nothing was changed.")


def check_room(page: Page, panels: Sequence[Panel]) -> None:
    """Raise `Refusal` where the page takes no further panel."""
    if page.kind != PageKind.STORY and panels:
        raise Refusal("A cover has one picture, and it takes all of the paper.")
    if len(panels) >= MAX_PANELS:
        raise Refusal(f"A page has {MAX_PANELS} panels at most. Continue on a new page.")


def _halved(page: Page, panels: Sequence[Panel], at: int) -> list[Box] | None:
    """On a page laid out by hand, its frames with the one there halved the longer way; None on any other."""
    if page.layout != HAND or not panels:
        return None
    frames = present_frames(page, panels)
    return cut_frame(page, frames, at, across=frames[at].h > frames[at].w)


def cut_frame(page: Page, frames: Sequence[Box], at: int, *, across: bool) -> list[Box]:
    """The frames with one cut in two. Raises `Refusal` where the halves would be too small."""
    try:
        halves = gutters.split(frames, at, across=across, page=page.format(), direction=page.issue.series.direction)
    except ValueError as error:
        raise Refusal(f"There is no room for another panel there: {error}.") from error
    return list(halves)


def put_in_order(page: Page, panels: Sequence[Panel], frames: Sequence[Box] | None) -> None:
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
        at = place_of(panels, panel)
        if len(panels) < 2:
            raise Refusal("A page needs a panel. Delete the page instead.")
        frames = _closed(page, panels, at)
        panels[at].bin()
        put_in_order(page, [one for one in panels if one.pk != panel.pk], frames)
    settle(page, by=by)


def _closed(page: Page, panels: Sequence[Panel], at: int) -> list[Box] | None:
    """On a page laid out by hand, its frames after that panel's room went to its neighbors; None on any other."""
    if page.layout != HAND:
        return None
    return list(gutters.without(present_frames(page, panels), at, page.format()))


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
        check_room(page, there)
        moved = here[place_of(here, panel)]
        if len(here) < 2:
            raise Refusal("It is the only panel of its page. Move the page, or delete it afterwards.")
        position = max(0, min(position, len(there)))
        put_in_order(home, [one for one in here if one.pk != panel.pk], _closed(home, here, here.index(moved)))
        frames = _halved(page, there, max(0, min(position, len(there) - 1)))
        put_in_order(page, [*there[:position], moved, *there[position:]], frames)
        Note.objects.follow(page.issue)
    for changed in (home, page):
        settle(changed, by=by)
    return page


def _reorder(panel: Panel, page: Page, position: int, *, by: User, basis: Basis) -> Page:
    with recorded([page], by=by, label="move a panel"):
        panels = page_panels(page)
        frames = present_frames(page, panels)
        moved = panels[place_of(panels, panel)]
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
        changed = panels[place_of(panels, panel)]
        author = edit_author(page.issue, "panels", changed.pk, {}, by=by)
        mine = {"border": border, "bleeds": bleeds}
        values = merged(frame_of_panel(changed), mine, basis, thing="the frame of this panel", author=author, told=FRAME_LABELS)
        changed.border, changed.bleeds = values["border"], values["bleeds"]
        changed.save(update_fields=["border", "bleeds"])
        set_frames(page, panels, frames)
    settle(page, by=by)
