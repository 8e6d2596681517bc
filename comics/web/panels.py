"""Buttons of the editor: redraw a panel, continue with pages, choose takes and layouts, bin pages."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import pages, redraw, takes
from comics.actions.errors import Refusal
from comics.actions.launch import BEST_FIT, Plan
from comics.models import Issue, Page, Panel, Take, User
from comics.vocabulary import MAX_PAGES, MAX_PANELS
from comics.web.answers import say
from comics.web.fragments import answer, editor_address, refuse
from comics.web.nonces import posted_nonce
from comics.web.request import StudioRequest


def panel_for(user: User, pk: int, can: Can) -> Panel:
    """A panel with its page, issue, series and team, if the person may do that with it."""
    return find(
        user, Panel, pk, can, among=visible(user, Panel).select_related("page__issue__series__team", "page__issue__script")
    )


def _page_for(user: User, pk: int, *, binned: bool = False) -> Page:
    return find(user, Page, pk, Can.EDIT, among=visible(user, Page, binned=binned).select_related("issue__series__team"))


class RedrawForm(forms.Form):
    """What a redraw asks for."""

    prompt = forms.CharField(max_length=redraw.MAX_PROMPT, required=False, strip=True)
    caption = forms.CharField(max_length=redraw.MAX_PROMPT, required=False, strip=True)
    size = forms.CharField(max_length=20, required=False)
    reference = forms.FileField(required=False)


@require_POST
@login_required
def redraw_panel(request: StudioRequest, pk: int) -> HttpResponse:
    """Have the panel drawn again with these words; the new take is chosen when it is ready, the old ones stay."""
    panel = panel_for(request.user, pk, Can.EDIT)
    form = RedrawForm(request.POST, request.FILES)
    if not form.is_valid():
        return refuse(request, panel.page, _first_error(form), panel=panel.pk, tab="prompt")
    asked = form.cleaned_data
    prompt = asked["prompt"].replace("\r\n", "\n")
    wish = redraw.Wish(
        prompt="" if prompt == panel.words().strip() else prompt,
        caption=asked["caption"].replace("\r\n", "\n") if "caption" in request.POST else None,
        size=asked["size"] or BEST_FIT,
    )
    try:
        redraw.redraw(panel, wish, by=request.user, nonce=posted_nonce(request), reference=asked["reference"])
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk, tab="prompt")
    return answer(request, panel.page, panel=panel.pk, tab="prompt", said="Redrawing. The earlier takes are kept.")


def _first_error(form: forms.Form) -> str:
    field, errors = next(iter(form.errors.items()))
    return f"{field.capitalize()}: {errors[0]}"


class ContinueForm(forms.Form):
    """What new pages are made of."""

    prompt = forms.CharField(max_length=redraw.MAX_PROMPT, required=False)
    pages = forms.IntegerField(min_value=1, max_value=MAX_PAGES, required=False)
    per_page = forms.IntegerField(min_value=1, max_value=MAX_PANELS, required=False)


@require_POST
@login_required
def continue_issue(request: StudioRequest, pk: int) -> HttpResponse:
    """Add pages after the last one and go to the first of them."""
    rows = visible(request.user, Issue).select_related("series__team", "script")
    issue = find(request.user, Issue, pk, Can.EDIT, among=rows)
    form = ContinueForm(request.POST)
    last = issue.live_pages().last()
    try:
        if not form.is_valid():
            raise Refusal(_first_error(form).replace("Per_page", "Panels a page"))
        asked = form.cleaned_data
        plan = Plan(pages=asked["pages"], per_page=asked["per_page"])
        made = redraw.continue_issue(issue, plan, by=request.user, nonce=posted_nonce(request), prompt=asked["prompt"])
    except Refusal as refusal:
        if last:
            return refuse(request, last, str(refusal))
        say(request, str(refusal))
        return redirect("editor", pk)
    first = Page.objects.filter(panels__drawings__generation=made).order_by("position").first()
    if first is None:
        return redirect("editor", pk)
    return answer(request, first, said="New pages are being drawn.")


@require_POST
@login_required
def choose_layout(request: StudioRequest, pk: int) -> HttpResponse:
    """Lay the page out in another way."""
    page = _page_for(request.user, pk)
    try:
        pages.choose_layout(page, request.POST.get("layout", ""), by=request.user)
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    return answer(request, page)


@require_POST
@login_required
def bin_page(request: StudioRequest, pk: int) -> HttpResponse:
    """Put the page into the bin and offer to undo it."""
    page = _page_for(request.user, pk)
    number = page.position
    pages.bin_page(page)
    near = page.issue.live_pages().filter(position__lte=max(1, number)).last()
    say(request, f"Page {number} is in the bin.", undo=reverse("bring_back_page", args=[page.pk]))
    return redirect(editor_address(near) if near else reverse("editor", args=[page.issue_id]))


@require_POST
@login_required
def bring_back_page(request: StudioRequest, pk: int) -> HttpResponse:
    """Take the page out of the bin again."""
    page = _page_for(request.user, pk, binned=True)
    pages.bring_back_page(page)
    say(request, "The page is back.")
    return redirect(editor_address(page))


def _take_for(user: User, pk: int, can: Can) -> Take:
    rows = visible(user, Take).select_related("panel__page__issue__series__team", "panel__chosen__picture", "picture", "by")
    return find(user, Take, pk, can, among=rows)


@require_safe
@login_required
def show_take(request: StudioRequest, pk: int) -> HttpResponse:
    """One take beside the chosen one."""
    take = _take_for(request.user, pk, Can.READ)
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
    take = _take_for(request.user, pk, Can.EDIT)
    before = take.panel.chosen
    takes.choose_take(take, by=request.user)
    undo = reverse("choose_take", args=[before.pk]) if before and before.pk != take.pk else ""
    said = f"Take {take.number} is chosen."
    return answer(request, take.panel.page, panel=take.panel_id, tab="takes", said=said, undo=undo)
