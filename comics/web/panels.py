"""Buttons of the editor for what is there already: choose takes and layouts, bin pages and bring them back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import pages, takes
from comics.actions.errors import Refusal
from comics.models import Page, Panel, Take, User
from comics.web.answers import say
from comics.web.basis import posted_basis
from comics.web.fragments import answer, editor_address, refuse
from comics.web.request import StudioRequest


def panel_for(user: User, pk: int, can: Can) -> Panel:
    """A panel with its page, issue, series and team, if the person may do that with it."""
    return find(
        user, Panel, pk, can, among=visible(user, Panel).select_related("page__issue__series__team", "page__issue__script")
    )


def _page_for(user: User, pk: int, *, binned: bool = False) -> Page:
    return find(user, Page, pk, Can.EDIT, among=visible(user, Page, binned=binned).select_related("issue__series__team"))


@require_POST
@login_required
def choose_layout(request: StudioRequest, pk: int) -> HttpResponse:
    """Lay the page out in another way."""
    page = _page_for(request.user, pk)
    try:
        pages.choose_layout(page, request.POST.get("layout", ""), by=request.user, basis=posted_basis(request))
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    return answer(request, page)


@require_POST
@login_required
def bin_page(request: StudioRequest, pk: int) -> HttpResponse:
    """Put the page into the bin and offer to undo it."""
    page = _page_for(request.user, pk)
    number = page.position
    pages.bin_page(page, by=request.user)
    near = page.issue.live_pages().filter(position__lte=max(1, number)).last()
    say(request, f"Page {number} is in the bin.", undo=reverse("bring_back_page", args=[page.pk]))
    return redirect(editor_address(near) if near else reverse("editor", args=[page.issue_id]))


@require_POST
@login_required
def bring_back_page(request: StudioRequest, pk: int) -> HttpResponse:
    """Take the page out of the bin again."""
    page = _page_for(request.user, pk, binned=True)
    try:
        pages.bring_back_page(page, by=request.user)
    except Refusal as refusal:
        say(request, str(refusal))
        return redirect("editor", page.issue_id)
    say(request, "The page is back.")
    return redirect(editor_address(page))


def take_for(user: User, pk: int, can: Can) -> Take:
    """A take with its panel, page, issue, series and team, if the person may do that with it."""
    rows = visible(user, Take).select_related("panel__page__issue__series__team", "panel__chosen__picture", "picture", "by")
    return find(user, Take, pk, can, among=rows)


@require_safe
@login_required
def show_take(request: StudioRequest, pk: int) -> HttpResponse:
    """One take beside the chosen one."""
    take = take_for(request.user, pk, Can.READ)
    return render(
        request,
        "take.html",
        {
            "take": take,
            "panel": take.panel,
            "issue": take.panel.page.issue,
            "may_edit": allows(vars(take)["member_role"], Can.EDIT),
        },
    )


@require_POST
@login_required
def choose_take(request: StudioRequest, pk: int) -> HttpResponse:
    """Show this take in its panel, and offer to go back to the one before."""
    take = take_for(request.user, pk, Can.EDIT)
    before = take.panel.chosen
    takes.choose_take(take, by=request.user)
    undo = reverse("choose_take", args=[before.pk]) if before and before.pk != take.pk else ""
    said = f"Take {take.number} is chosen."
    return answer(request, take.panel.page, panel=take.panel_id, tab="takes", said=said, undo=undo)
