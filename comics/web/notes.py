"""Notes: the buttons of the editor's tab, the list of an issue, and what mentions a person."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import mentions, notes
from comics.actions.errors import Refusal
from comics.models import Issue, Mention, Note, Page, User
from comics.web.answers import say, whole_number
from comics.web.fragments import answer, editor_address, refuse
from comics.web.note_views import Conversation, conversations, of_issue
from comics.web.request import StudioRequest

SHOWN = 100  # mentions in a person's list
FILTERS = (("open", "Open"), ("resolved", "Resolved"), ("mine", "Mention me"), ("all", "All"))


def _note_for(user: User, pk: int, can: Can = Can.COMMENT) -> Note:
    rows = visible(user, Note).select_related("page__issue__series__team", "parent__page__issue__series__team", "panel__page")
    return find(user, Note, pk, can, among=rows)


def _done(request: StudioRequest, page: Page, panel: int | None, work: Callable[[], object], said: str = "") -> HttpResponse:
    """Do it and show the Notes tab as it is now; where it is refused, say why and leave the screen as it is."""
    try:
        work()
    except Refusal as refusal:
        return refuse(request, page, str(refusal), panel=panel, tab="notes")
    if request.POST.get("from") == "list" and not request.htmx:
        return redirect("notes", page.issue_id)
    return answer(request, page, panel=panel, tab="notes", said=said)


@require_POST
@login_required
def add_note(request: StudioRequest, pk: int) -> HttpResponse:
    """Begin a conversation on the page, at a place of it, or on the panel that the form names."""
    rows = visible(request.user, Page).select_related("issue__series__team")
    page = find(request.user, Page, pk, Can.COMMENT, among=rows)
    panel = page.panels.live().filter(pk=whole_number(request.POST.get("panel")) or 0).first()

    def add() -> None:
        at = _spot(request)
        notes.add_note(page, by=request.user, text=request.POST.get("text", ""), panel=panel, at=at)

    return _done(request, page, panel.pk if panel else None, add)


def _spot(request: StudioRequest) -> tuple[float, float] | None:
    given = [request.POST.get(name, "") for name in ("x", "y")]
    if not all(given):
        return None
    try:
        x, y = (float(value) for value in given)
    except ValueError as error:
        raise Refusal("That place could not be read.") from error
    return x, y


def _open(note: Note) -> tuple[Page, int | None]:
    """The page and the panel that show the conversation of a note."""
    one = Conversation(note.parent or note, ())
    return one.page, one.panel.pk if one.panel else None


@require_POST
@login_required
def answer_note(request: StudioRequest, pk: int) -> HttpResponse:
    """Answer in the conversation of the note."""
    note = _note_for(request.user, pk)
    text = request.POST.get("text", "")
    return _done(request, *_desk(request, note), lambda: notes.answer_note(note, by=request.user, text=text))


def _desk(request: StudioRequest, note: Note) -> tuple[Page, int | None]:
    """The page and panel that are on the desk: the note's, or the whole page where that is what the person looks at."""
    page, panel = _open(note)
    page.issue = note.page.issue
    return page, None if request.POST.get("whole") == "on" else panel


@require_POST
@login_required
def resolve_note(request: StudioRequest, pk: int) -> HttpResponse:
    """Close the conversation, or open it again (`reopen`)."""
    note = _note_for(request.user, pk)
    resolved = request.POST.get("reopen") != "on"
    return _done(request, *_desk(request, note), lambda: notes.resolve_note(note, by=request.user, resolved=resolved))


@require_POST
@login_required
def change_note(request: StudioRequest, pk: int) -> HttpResponse:
    """Say something else in one's own note."""
    note = _note_for(request.user, pk)
    text = request.POST.get("text", "")
    return _done(request, *_desk(request, note), lambda: notes.change_note(note, by=request.user, text=text))


@require_POST
@login_required
def delete_note(request: StudioRequest, pk: int) -> HttpResponse:
    """Delete one's own note; owners may delete any."""
    note = _note_for(request.user, pk)
    owner = allows(vars(note)["member_role"], Can.DELETE)
    return _done(
        request,
        *_desk(request, note),
        lambda: notes.delete_note(note, by=request.user, any_of_them=owner),
        said="The note is deleted.",
    )


@require_safe
@login_required
def show_note(request: StudioRequest, pk: int) -> HttpResponse:
    """Go where the note is pinned. Whoever follows this has seen it."""
    note = _note_for(request.user, pk, Can.READ)
    mentions.see(request.user, note)
    page, panel = _open(note)
    return redirect(f"{editor_address(page, panel, 'notes')}#note-{note.parent_id or note.pk}")


@require_safe
@login_required
def show_notes(request: StudioRequest, pk: int) -> HttpResponse:
    """All notes of the issue: `show` is open, resolved, mine or all."""
    issue = find(request.user, Issue, pk, among=visible(request.user, Issue).select_related("series__team"))
    show = request.GET.get("show", "open")
    rows = of_issue(issue)
    if show == "open":
        rows = rows.filter(resolved_at=None)
    elif show == "resolved":
        rows = rows.filter(resolved_at__isnull=False)
    elif show == "mine":
        me = Q(mentions__user=request.user) | Q(answers__mentions__user=request.user)
        rows = rows.filter(me).distinct()
    shown = {
        "issue": issue,
        "conversations": conversations(rows, issue.series.team),
        "filters": FILTERS,
        "show": show if show in dict(FILTERS) else "all",
        "any": Note.objects.filter(page__issue=issue).exists(),
    }
    return render(request, "notes.html", shown)


@require_safe
@login_required
def show_mentions(request: StudioRequest) -> HttpResponse:
    """What mentions the person, new ones first, in every team they are in."""
    there = visible(request.user, Note)
    rows = Mention.objects.filter(user=request.user, note__in=there.values("pk"))
    rows = rows.select_related("note__page__issue__series__team", "note__parent").order_by("-pk")
    found = sorted(rows[:SHOWN], key=lambda mention: mention.seen_at is not None)
    return render(request, "mentions.html", {"mentions": found, "new": sum(one.seen_at is None for one in found)})


@require_POST
@login_required
def see_mentions(request: StudioRequest) -> HttpResponse:
    """Count all that mentions the person as seen."""
    mentions.see(request.user)
    say(request, "All mentions are marked as seen.")
    return redirect(reverse("mentions"))
