"""Buttons for what only a person can decide: adopt an id, draw again, wait on, give up, cancel."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from comics.access import Can, find, visible
from comics.actions import decisions
from comics.actions.errors import Refusal
from comics.models import Page, Submission
from comics.web.answers import say, whole_number
from comics.web.fragments import answer, refuse
from comics.web.nonces import posted_nonce
from comics.web.request import StudioRequest


def _decide(
    request: StudioRequest, pk: int, act: Callable[[Submission], object], said: str, *, can: Can = Can.EDIT
) -> HttpResponse:
    """Do it, and show the desk as it is then. A sentence that says no is told as well; typed ids stay in their field."""
    rows = visible(request.user, Submission).select_related("generation__issue__series__team", "generation__by", "key__owner")
    submission = find(request.user, Submission, pk, can, among=rows)
    page, panel = _place(request, submission)
    try:
        act(submission)
    except Refusal as refusal:
        if refusal.field and page:
            return refuse(request, page, str(refusal), panel=panel, tab=request.POST.get("tab", ""))
        said = str(refusal)
    if page is None:
        say(request, said)
        return redirect("editor", submission.generation.issue_id)
    return answer(request, page, panel=panel, tab=request.POST.get("tab", ""), said=said)


def _place(request: StudioRequest, submission: Submission) -> tuple[Page | None, int | None]:
    """The page and panel on the desk, as the form says; the first page where it says none of this issue."""
    pages = submission.generation.issue.live_pages()
    asked = whole_number(request.POST.get("page"))
    page = pages.filter(pk=asked).first() if asked else None
    return page or pages.first(), whole_number(request.POST.get("panel")) if page else None


@require_POST
@login_required
def adopt_id(request: StudioRequest, pk: int) -> HttpResponse:
    """It was drawn, and this is its id: go on with it. Nothing is sent again."""
    remote_id = request.POST.get("remote_id", "")
    said = "Thank you. The studio asks for its pictures now."
    return _decide(request, pk, lambda row: decisions.adopt_id(row, remote_id, by=request.user), said)


@require_POST
@login_required
def draw_again(request: StudioRequest, pk: int) -> HttpResponse:
    """Send it anew, knowing that it may cost again. Pressing twice sends once."""
    nonce = posted_nonce(request)
    said = "It is drawn again."
    return _decide(request, pk, lambda row: decisions.draw_again(row, by=request.user, nonce=nonce), said, can=Can.SPEND)


@require_POST
@login_required
def wait_on(request: StudioRequest, pk: int) -> HttpResponse:
    """Ask the service again for another while."""
    return _decide(request, pk, lambda row: decisions.wait_on(row, by=request.user), "Waiting on.")


@require_POST
@login_required
def give_up(request: StudioRequest, pk: int) -> HttpResponse:
    """Stop waiting; what arrived is kept."""
    return _decide(request, pk, lambda row: decisions.give_up(row, by=request.user), "Given up. What arrived is kept.")


@require_POST
@login_required
def cancel_submission(request: StudioRequest, pk: int) -> HttpResponse:
    """Take back what was not sent yet."""
    return _decide(request, pk, lambda row: decisions.cancel(row, by=request.user), "Cancelled. Nothing was sent.")
