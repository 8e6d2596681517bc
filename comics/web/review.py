"""Buttons for the state of pages: of one, or of all of an issue."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from comics.access import Can, allows, find, visible
from comics.actions import states
from comics.actions.errors import Refusal
from comics.models import Page
from comics.vocabulary import PAGE_STATE_LABELS, PageState
from comics.web.answers import whole_number
from comics.web.fragments import answer, refuse
from comics.web.request import StudioRequest


@require_POST
@login_required
def set_state(request: StudioRequest, pk: int) -> HttpResponse:
    """Set how far the page is, or with `all` every page of its issue. Letterers may only send drafts to review."""
    page = find(request.user, Page, pk, Can.LETTER, among=visible(request.user, Page).select_related("issue__series__team"))
    role, state = vars(page)["member_role"], request.POST.get("state", "")
    pages: Sequence[Page] = [page]
    if request.POST.get("all") == "on":
        pages = list(page.issue.bound_pages())
    if not allows(role, Can.EDIT) and not (state == PageState.IN_REVIEW and all(p.state == PageState.DRAFT for p in pages)):
        raise PermissionDenied("Letterers may send drafts to review; all other states are set by editors.")
    panel, tab = whole_number(request.POST.get("panel")), request.POST.get("tab", "")
    try:
        changed = states.set_state(page.issue, pages, state, by=request.user, unlocks=allows(role, Can.UNLOCK))
    except Refusal as refusal:
        return refuse(request, page, str(refusal), panel=panel, tab=tab)
    return answer(request, page, panel=panel, tab=tab, said=_said(page, state, changed, together=len(pages) > 1))


def _said(page: Page, state: str, changed: int, *, together: bool) -> str:
    label = PAGE_STATE_LABELS[PageState(state)].lower()
    if not changed:
        return f"Nothing to change: it was {label} already."
    if together:
        return f"{changed} page{'' if changed == 1 else 's'} set to {label}."
    return f"{page.label} is {label} now."
