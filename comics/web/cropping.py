"""A panel's picture in its frame: what of it is shown, and pictures of one's own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from comics.access import Can
from comics.actions import takes
from comics.actions.errors import Refusal
from comics.composition.crop import View
from comics.web.basis import posted_basis, renew
from comics.web.fragments import answer, refuse
from comics.web.panels import panel_for, take_for
from comics.web.request import StudioRequest


@require_POST
@login_required
def set_view(request: StudioRequest, pk: int) -> HttpResponse:
    """Show another part of the take in its frame. What is typed or dragged goes on: only the page itself comes anew."""
    take = take_for(request.user, pk, Can.EDIT)
    page, panel = take.panel.page, take.panel_id
    try:
        takes.set_view(take, by=request.user, view=_view(request), basis=posted_basis(request))
    except Refusal as refusal:
        return refuse(request, page, str(refusal), panel=panel, tab="frame")
    answered = answer(request, page, panel=panel, tab="frame", nothing=True)
    take.refresh_from_db(fields=["view"])
    return renew(answered, f"view-{pk}", {"view": take.view})


def _view(request: StudioRequest) -> View:
    try:
        return View(*(float(request.POST.get(name, "")) for name in View._fields))
    except ValueError as error:
        raise Refusal("Say in numbers what of the picture is to be seen.", field="zoom") from error


@require_POST
@login_required
def reset_view(request: StudioRequest, pk: int) -> HttpResponse:
    """Leave the crop to the studio again."""
    take = take_for(request.user, pk, Can.EDIT)
    takes.reset_view(take, by=request.user)
    return answer(request, take.panel.page, panel=take.panel_id, tab="frame", said="The studio crops the picture again.")


@require_POST
@login_required
def upload_take(request: StudioRequest, pk: int) -> HttpResponse:
    """Put a picture of one's own into the panel."""
    panel = panel_for(request.user, pk, Can.EDIT)
    try:
        take = takes.upload_take(panel, by=request.user, upload=request.FILES.get("picture"))
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk, tab="takes")
    return answer(request, panel.page, panel=panel.pk, tab="takes", said=f"Your picture is take {take.number}, and chosen.")
