"""Exports: ask for a file, watch it being made, fetch it, now or later."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import exports
from comics.actions.errors import Refusal
from comics.jobs.leaves import all_leaves, last_number
from comics.jobs.preflight import findings
from comics.models import Export, Issue, User
from comics.publishing.editions import EDITIONS
from comics.served import file_response
from comics.web.answers import blame
from comics.web.export_form import PLAIN, ExportForm
from comics.web.export_words import LABELS, cards, told_choices
from comics.web.nonces import new_nonce, posted_nonce
from comics.web.request import StudioRequest

SHOWN = 50  # how many earlier exports are listed
MOST_FOUND = 40  # how many findings are shown; whoever has more mends these first


def _issue_for(user: User, pk: int, can: Can) -> Issue:
    return find(user, Issue, pk, can, among=visible(user, Issue).select_related("series"))


@require_safe
@login_required
def show_exports(request: StudioRequest, pk: int) -> HttpResponse:
    """The editions to choose from and the earlier exports; to htmx, only the list, which polls while anything moves."""
    issue = _issue_for(request.user, pk, Can.READ)
    if request.htmx:
        return render(request, "exports.html#list", {"issue": issue, **_made(issue), **_allowed(issue)})
    return _screen(request, issue, ExportForm(issue=issue, initial=PLAIN))


@require_POST
@login_required
def request_export(request: StudioRequest, pk: int) -> HttpResponse:
    """Have the issue bound in the background; what cannot be bound is said beside its field, and nothing typed is lost."""
    issue = _issue_for(request.user, pk, Can.EXPORT)
    form = ExportForm(request.POST, issue=issue)
    if not form.is_valid():
        return _screen(request, issue, form, status=422)
    try:
        exports.request_export(
            issue, form.cleaned_data["edition"], choices=form.choices(), by=request.user, nonce=posted_nonce(request)
        )
    except Refusal as refusal:
        blame(form, refusal)
        return _screen(request, issue, form, status=422)
    return redirect("exports", pk)


@require_POST
@login_required
def check_export(request: StudioRequest, pk: int) -> HttpResponse:
    """The preflight of the edition on the screen as a fragment. Nothing is changed."""
    issue = _issue_for(request.user, pk, Can.READ)
    return render(request, "exports.html#checked", {"issue": issue, **_checked(issue, ExportForm(request.POST, issue=issue))})


def _screen(request: StudioRequest, issue: Issue, form: ExportForm, *, status: int = 200) -> HttpResponse:
    leaves = all_leaves(issue)
    shown = {
        "issue": issue,
        "form": form,
        "cards": cards(form),
        "pages": sum(leaf.number > 0 for leaf in leaves),
        "covers": any(not leaf.number for leaf in leaves),
        "last": last_number(leaves),
        "nonce": new_nonce(),
        **_checked(issue, ExportForm(form.shown(), issue=issue)),
        **_made(issue),
        **_allowed(issue),
    }
    return render(request, "exports.html", shown, status=status)


def _checked(issue: Issue, form: ExportForm) -> dict[str, object]:
    """The preflight of what a form asks for: the pages to be bound and what was found, or why nothing can be bound."""
    if not form.is_valid():
        return {"blamed": [error for errors in form.errors.values() for error in errors]}
    try:
        choices, leaves = exports.check_options(issue, form.cleaned_data["edition"], form.choices())
    except Refusal as refusal:
        return {"blamed": [str(refusal)]}
    found = findings(leaves, form.cleaned_data["edition"], choices.language)
    return {"wanted": len(leaves), "findings": found[:MOST_FOUND], "more": max(0, len(found) - MOST_FOUND)}


def _made(issue: Issue) -> dict[str, object]:
    """The earlier exports, and whether any is still being made."""
    rows = list(Export.objects.filter(issue=issue).select_related("by")[:SHOWN])
    made = [(row, LABELS[row.edition][0], told_choices(row)) for row in rows]
    return {"exports": made, "moving": any(row.is_moving for row in rows), "days": settings.EXPORT_DAYS}


def _allowed(issue: Issue) -> dict[str, bool]:
    return {"may_export": allows(vars(issue)["member_role"], Can.EXPORT)}


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
    kind = EDITIONS[export.edition]
    try:
        return file_response(export.path, content_type=kind.media_type, filename=export.file_name)
    except FileNotFoundError as error:
        raise Http404("This export’s file is gone. Export the issue again.") from error
