"""Buttons of the editor that change what a page is made of: panels, frames, gutters, spreads, the order of pages."""

from __future__ import annotations

import math

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from comics.access import Can, find, visible
from comics.actions import frames_by_hand, page_order, panels, splitting
from comics.actions.errors import Refusal
from comics.models import Issue, Page, Panel, User
from comics.web.answers import whole_number
from comics.web.basis import posted_basis
from comics.web.fragments import answer, refuse
from comics.web.panels import panel_for
from comics.web.request import StudioRequest


def page_for(user: User, pk: int) -> Page:
    """A page with its issue, series and team, if the person may edit it."""
    return find(user, Page, pk, Can.EDIT, among=visible(user, Page).select_related("issue__series__team"))


def _panel(request: StudioRequest, pk: int) -> Panel:
    return panel_for(request.user, pk, Can.EDIT)


@require_POST
@login_required
def insert_panel(request: StudioRequest, pk: int) -> HttpResponse:
    """An empty panel at the end of the page, or after the panel that the form names."""
    page = page_for(request.user, pk)
    after = page.panels.live().filter(pk=whole_number(request.POST.get("after")) or 0).first()
    try:
        made = panels.insert_panel(page, by=request.user, after=after)
    except Refusal as refusal:
        return refuse(request, page, str(refusal), panel=after.pk if after else None)
    return answer(request, page, panel=made.pk, said="The panel is there. Write what it shows, and have it drawn.")


@require_POST
@login_required
def delete_panel(request: StudioRequest, pk: int) -> HttpResponse:
    """Put the panel into the bin."""
    panel = _panel(request, pk)
    try:
        panels.delete_panel(panel, by=request.user)
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk)
    return answer(request, panel.page, said="The panel is in the bin. Ctrl+Z brings it back.")


@require_POST
@login_required
def merge_panels(request: StudioRequest, pk: int) -> HttpResponse:
    """Make one of this panel and the next."""
    panel = _panel(request, pk)
    try:
        splitting.merge_panels(panel, by=request.user)
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk)
    return answer(request, panel.page, panel=panel.pk, tab="frame", said="The two panels are one.")


@require_POST
@login_required
def split_panel(request: StudioRequest, pk: int) -> HttpResponse:
    """Cut the panel in two, one above the other or side by side."""
    panel = _panel(request, pk)
    try:
        splitting.split_panel(panel, by=request.user, across=request.POST.get("way") == "across")
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk)
    return answer(request, panel.page, panel=panel.pk, tab="frame", said="The panel is two.")


@require_POST
@login_required
def move_panel(request: StudioRequest, pk: int) -> HttpResponse:
    """Put the panel at another place, counted from 1, of its page or of the page that the form names."""
    panel = _panel(request, pk)
    target = whole_number(request.POST.get("to_page"))
    page = page_for(request.user, target) if target else panel.page
    last = page.panels.live().count() + 1
    position = whole_number(request.POST.get("position")) or last
    try:
        panels.move_panel(panel, by=request.user, page=page, position=min(position, last) - 1, basis=posted_basis(request))
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk)
    stays = request.POST.get("stays") == "page"  # the list of a page's panels stays open while one after the other is moved
    return answer(request, panel.page if stays else page, panel=None if stays else panel.pk, tab="frame")


@require_POST
@login_required
def frame_panel(request: StudioRequest, pk: int) -> HttpResponse:
    """Choose the line around the panel, and whether its picture runs off the page."""
    panel = _panel(request, pk)
    try:
        border = request.POST.get("border", "")
        bleeds = request.POST.get("bleeds") == "on"
        panels.frame_panel(panel, by=request.user, border=border, bleeds=bleeds, basis=posted_basis(request))
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk)
    return answer(request, panel.page, panel=panel.pk, tab=request.POST.get("tab", ""))


@require_POST
@login_required
def move_gutter(request: StudioRequest, pk: int) -> HttpResponse:
    """Move a gutter of the page by so many points."""
    page = page_for(request.user, pk)
    try:
        points = _points(request.POST.get("by", ""))
        key, basis = request.POST.get("gutter", ""), posted_basis(request)
        frames_by_hand.move_gutter(page, key, by=request.user, points=points, basis=basis)
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    panel = whole_number(request.POST.get("panel"))
    return answer(request, page, panel=panel, tab=request.POST.get("tab", ""), nothing=panel is not None)


def _points(text: str) -> float:
    try:
        points = float(text)
    except ValueError as error:
        raise Refusal("That distance could not be read.") from error
    if not math.isfinite(points):
        raise Refusal("That distance could not be read.")
    return points


@require_POST
@login_required
def add_page(request: StudioRequest, pk: int) -> HttpResponse:
    """An empty page after the page that the form names."""
    issue = find(request.user, Issue, pk, Can.EDIT, among=visible(request.user, Issue).select_related("series__team"))
    rows = issue.bound_pages().select_related("issue__series__team")
    after = rows.filter(pk=whole_number(request.POST.get("page")) or 0).first() or rows.last()
    made = page_order.add_page(issue, by=request.user, after=after)
    return answer(request, made, said="The page is there, with empty panels.")


@require_POST
@login_required
def move_page(request: StudioRequest, pk: int) -> HttpResponse:
    """Put the page at another place of the story, counted from 1."""
    page = page_for(request.user, pk)
    try:
        page_order.move_page(
            page,
            by=request.user,
            position=whole_number(request.POST.get("position")) or page.position,
            basis=posted_basis(request),
        )
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    return answer(request, page, said=f"The page is page {page.position} now.")


@require_POST
@login_required
def spread_page(request: StudioRequest, pk: int) -> HttpResponse:
    """Make a spread of the page (alone, or together with the next), or a single page of a spread."""
    page = page_for(request.user, pk)
    try:
        if request.POST.get("with") == "next":
            page_order.join_pages(page, by=request.user)
        else:
            page_order.spread_page(page, by=request.user, spread=not page.spread)
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    return answer(request, page)


@require_POST
@login_required
def border_page(request: StudioRequest, pk: int) -> HttpResponse:
    """Choose the line around the panels of the page."""
    page = page_for(request.user, pk)
    try:
        frames_by_hand.border_page(page, by=request.user, border=request.POST.get("border", ""), basis=posted_basis(request))
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    return answer(request, page)
