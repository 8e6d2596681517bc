"""How far a call to LlamaGen is: which of the panels in a reply are the call's own, and when it is through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from comics.engines.contract import Json
from comics.engines.llamagen_cut import Grid
from comics.engines.llamagen_replies import Pane, Sheets, failure, same_picture, sheets, single, state_of
from comics.engines.remote import Call, Found, Progress, Ticket

# Seconds for which a status may still be that from before a change to a generation: a success then proves nothing.
SETTLE: Final = 20.0


def grid_of(body: Mapping[str, Any]) -> Grid:
    """The pages and panels that a request asked for."""
    pagination = body.get("pagination")
    if pagination:
        return Grid(pagination["totalPages"], pagination["panelsPerPage"])
    return Grid(1, body["fixPanelNum"])


def pages_progress(ticket: Ticket, call: Call, body: Mapping[str, Any], *, site: str, now: float) -> Progress:
    """How far a create or a continuation is, from the status of the whole generation."""
    told = sheets(body, site)
    panes = own_panes(told, grid_of(call.request["body"]), first=ticket.data.get("first", 0))
    ready = [(call.keys[at], pane) for at, pane in sorted(panes.items()) if pane.url]
    pictures = tuple(_found(ticket.id, key, pane, pages=told.pages) for key, pane in ready)
    settled = _settled(ticket, call, now)
    state = state_of(body)
    if state == "failed" and (settled or not ticket.data.get("failed")):
        return Progress("failed", pictures, len(pictures), len(call.keys), error=failure(body))
    # A panel without a picture yet is still on its way, whatever the status says; one that is not there at all never was drawn.
    filled = bool(panes) and all(pane.url for pane in panes.values())
    if state == "done" and filled and (settled or len(pictures) == len(call.keys)):
        return Progress("done", pictures, len(pictures), len(call.keys))
    return Progress("running", pictures, len(pictures), len(call.keys))


def panel_progress(ticket: Ticket, call: Call, body: Mapping[str, Any], *, site: str, now: float) -> Progress:
    """How far a redraw is: until it is through, the panel shows its old picture."""
    before = call.request["before"]
    pane = single(body, site, before["page"], before["panel"])
    state = state_of(body)
    settled = now - ticket.data.get("issued", 0.0) >= SETTLE
    fresh = bool(pane.url) and not same_picture(pane.url, ticket.data.get("url", ""))
    if fresh or (pane.url and state == "done" and settled):
        found = _found(ticket.id, call.keys[0], pane, pages=before.get("pages", before["page"] + 1))
        return Progress("done", (found,), 1, 1)
    if state == "failed" and (settled or not ticket.data.get("failed")):
        return Progress("failed", (), 0, 1, error=failure(body))
    return Progress("running", (), 0, 1)


def own_panes(told: Sheets, grid: Grid, *, first: int) -> dict[int, Pane]:
    """The call's own panels by their place among its keys: those of its pages, from `first` on.

    Where exactly as many panels are there as were asked for, they are taken in reading order, because the service may divide
    them otherwise; where some are missing or too many, each one's own page and place tell whose it is.
    """
    later = [pane for pane in told.panes if pane.page >= first]
    if len(later) == grid.count:
        return dict(enumerate(later))
    return {
        (pane.page - first) * grid.panels + pane.panel: pane
        for pane in later
        if pane.page - first < grid.pages and pane.panel < grid.panels
    }


def _settled(ticket: Ticket, call: Call, now: float) -> bool:
    """Whether the status is surely that of this call: always for a generation of its own."""
    return not call.request["before"] or now - ticket.data.get("issued", 0.0) >= SETTLE


def _found(generation: str, key: str, pane: Pane, *, pages: int) -> Found:
    remote: Json = {"generation": generation, "page": pane.page, "panel": pane.panel, "url": pane.url, "pages": pages}
    return Found(key, pane.url, caption=pane.caption, remote=remote)
