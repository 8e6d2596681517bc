"""Exports: ask for a file, watch it being made, fetch it, now or later."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import exports
from comics.actions.errors import Refusal
from comics.models import Export, Issue, User
from comics.web.answers import say
from comics.web.nonces import new_nonce, posted_nonce
from comics.web.request import StudioRequest

SHOWN = 50  # how many earlier exports are listed
TYPES = {"pdf": "application/pdf", "cbz": "application/vnd.comicbook+zip"}


def _issue_for(user: User, pk: int, can: Can) -> Issue:
    return find(user, Issue, pk, can, among=visible(user, Issue).select_related("series"))


@require_safe
@login_required
def show_exports(request: StudioRequest, pk: int) -> HttpResponse:
    """The editions to choose from and the earlier exports; to htmx, only the list, which polls while anything moves."""
    issue = _issue_for(request.user, pk, Can.READ)
    rows = list(Export.objects.filter(issue=issue).select_related("by")[:SHOWN])
    shown = {
        "issue": issue,
        "exports": rows,
        "moving": any(row.is_moving for row in rows),
        "pages": issue.live_pages().count(),
        "may_export": allows(vars(issue)["member_role"], Can.EXPORT),
        "nonce": new_nonce(),
    }
    if request.htmx:
        return render(request, "exports.html#list", shown)
    return render(request, "exports.html", shown)


@require_POST
@login_required
def request_export(request: StudioRequest, pk: int) -> HttpResponse:
    """Have the issue bound in the background."""
    issue = _issue_for(request.user, pk, Can.EXPORT)
    try:
        exports.request_export(issue, request.POST.get("edition", ""), by=request.user, nonce=posted_nonce(request))
    except Refusal as refusal:
        say(request, str(refusal))
    return redirect("exports", pk)


def _export_for(user: User, pk: int, can: Can) -> Export:
    return find(user, Export, pk, can, among=visible(user, Export).select_related("issue__series"))


@require_POST
@login_required
def cancel_export(request: StudioRequest, pk: int) -> HttpResponse:
    """Stop an export that is being made."""
    export = _export_for(request.user, pk, Can.EXPORT)
    exports.cancel_export(export)
    return redirect("exports", export.issue_id)


@require_safe
@login_required
def download_export(request: StudioRequest, pk: int) -> HttpResponse | FileResponse:
    """The finished file, under a name that says what it is."""
    export = _export_for(request.user, pk, Can.READ)
    if export.state != Export.State.READY:
        raise Http404("This export is not ready.")
    try:
        file = export.path.open("rb")
    except FileNotFoundError as error:
        raise Http404("This export’s file is gone. Export the issue again.") from error
    title = export.issue.series.title[:80]
    name = get_valid_filename(f"{title} {export.issue.number:03}.{export.edition}".lstrip(".")) or f"issue.{export.edition}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[export.edition])
