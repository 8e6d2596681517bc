"""Undo and redo: the editor's two buttons."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from comics.access import Can, allows, find, visible
from comics.actions import edits
from comics.actions.errors import Refusal
from comics.models import Edit, Issue, Page, User
from comics.web.answers import say, whole_number
from comics.web.fragments import answer, refuse
from comics.web.request import StudioRequest


def _issue_for(user: User, pk: int) -> Issue:
    return find(user, Issue, pk, Can.LETTER, among=visible(user, Issue).select_related("series__team"))


@require_POST
@login_required
def undo_edit(request: StudioRequest, pk: int) -> HttpResponse:
    """Take back the person's last edit of this issue's pages."""
    issue = _issue_for(request.user, pk)
    edit = edits.undoable(issue, request.user)
    if edit is None:
        return _nothing(request, issue, "There is nothing to undo.")
    return _turn(request, issue, edit, back=True)


@require_POST
@login_required
def redo_edit(request: StudioRequest, pk: int) -> HttpResponse:
    """Do again what was undone last."""
    issue = _issue_for(request.user, pk)
    edit = edits.redoable(issue, request.user)
    if edit is None:
        return _nothing(request, issue, "There is nothing to do again.")
    return _turn(request, issue, edit, back=False)


def _turn(request: StudioRequest, issue: Issue, edit: Edit, *, back: bool) -> HttpResponse:
    if edits.needs_editor(edit) and not allows(vars(issue)["member_role"], Can.EDIT):
        raise PermissionDenied("Your role in this team does not allow that.")
    open_page = _open_page(request, issue)
    try:
        changed = edits.undo(edit) if back else edits.redo(edit)
    except Refusal as refusal:
        return refuse(request, open_page, str(refusal)) if open_page else _nothing(request, issue, str(refusal))
    page = changed or _open_page(request, issue)
    if page is None:
        return redirect("editor", issue.pk)
    panel, tab = (whole_number(request.POST.get("panel")), request.POST.get("tab", "")) if changed == open_page else (None, "")
    return answer(request, page, panel=panel, tab=tab, said=f"{'Undone' if back else 'Done again'}: {edit.label}.")


def _open_page(request: StudioRequest, issue: Issue) -> Page | None:
    """The page on the person's desk, if it is still there; else the first."""
    pages = issue.bound_pages().select_related("issue__series__team")
    return pages.filter(pk=whole_number(request.POST.get("page")) or 0).first() or pages.first()


def _nothing(request: StudioRequest, issue: Issue, sentence: str) -> HttpResponse:
    page = _open_page(request, issue)
    if page is not None:
        return refuse(request, page, sentence)
    say(request, sentence)
    return redirect("editor", issue.pk)
