"""Stale panels on the desk: what redrawing them costs, redraw them together, accept them as they are."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from comics.access import Can
from comics.actions import stale
from comics.actions.asking import Quote
from comics.actions.errors import Refusal
from comics.actions.launch import Plan
from comics.actions.standing import standing
from comics.models import Issue
from comics.vocabulary import GenerationKind
from comics.web.engine_choice import EngineChoice
from comics.web.errands import costs, look_first, posted_choice, priced, stale_of, unpriced
from comics.web.fragments import answer
from comics.web.nonces import posted_nonce
from comics.web.panels import panel_for
from comics.web.redraws import issue_for, page_of, refuse_page
from comics.web.request import StudioRequest


@require_POST
@login_required
def check_stale(request: StudioRequest, pk: int) -> HttpResponse:
    """What redrawing the stale panels would cost; nothing is changed."""
    issue = issue_for(request.user, pk, Can.SPEND)
    choice = posted_choice(request, issue, "stale", GenerationKind.CREATE, forgiving=True)
    return costs(request, issue, stale_of(issue, choice), lambda: _quote(request, issue, choice), _numbers(issue))


def _quote(request: StudioRequest, issue: Issue, choice: EngineChoice) -> Quote:
    return stale.quote_stale(issue, Plan(**choice.plan), by=request.user)


def _numbers(issue: Issue) -> Callable[[str], str]:
    """From the key of a panel to its page and number: "2.1" is the first panel of page 2."""
    names = {str(panel.pk): f"{panel.page.position}.{panel.position + 1}" for panel in standing(issue).stale}
    return lambda key: names.get(key, "")


@require_POST
@login_required
def redraw_stale(request: StudioRequest, pk: int) -> HttpResponse:
    """Have every stale panel redrawn; those whose script changed take its new words over."""
    issue = issue_for(request.user, pk, Can.SPEND)
    choice = posted_choice(request, issue, "stale", GenerationKind.CREATE, forgiving=False)
    if not priced(request, choice) and not request.htmx:
        return look_first(request, issue, stale_of(issue, choice), lambda: _quote(request, issue, choice), _numbers(issue))
    try:
        if not priced(request, choice):
            raise unpriced(choice)
        stale.redraw_stale(issue, Plan(**choice.plan), by=request.user, nonce=posted_nonce(request))
    except Refusal as refusal:
        return refuse_page(request, issue, refusal)
    page = page_of(request, issue)
    said = "The stale panels are being redrawn. The earlier takes are kept."
    return answer(request, page, said=said) if page else redirect("editor", pk)


@require_POST
@login_required
def accept_stale(request: StudioRequest, pk: int) -> HttpResponse:
    """Take all stale panels of the issue as they are."""
    issue = issue_for(request.user, pk, Can.EDIT)
    count = stale.accept(issue, standing(issue).stale, by=request.user)
    page = page_of(request, issue)
    said = f"{count} panel{' is' if count == 1 else 's are'} accepted as {'it is' if count == 1 else 'they are'}."
    return answer(request, page, said=said) if page else redirect("editor", pk)


@require_POST
@login_required
def accept_panel(request: StudioRequest, pk: int) -> HttpResponse:
    """Take one stale panel as it is."""
    panel = panel_for(request.user, pk, Can.EDIT)
    stale.accept(panel.page.issue, [panel], by=request.user)
    said = "The panel is accepted as it is."
    return answer(request, panel.page, panel=pk, tab=request.POST.get("tab", ""), said=said, nothing=True)
