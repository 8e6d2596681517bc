"""The editor: filmstrip, page and inspector, and the one poll that tells it what is new."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comics.access import Can, allows, find, visible
from comics.actions.edits import with_edits
from comics.actions.following import shown_dialogue, words_to_redraw
from comics.actions.merging import based_on
from comics.actions.standing import standing
from comics.composition.lettering import preflight
from comics.jobs.compose import balloons_of, page_arts, page_layouts
from comics.jobs.stale import is_lost
from comics.models import Drawing, Issue, Member, Page, Take, User
from comics.models.sources import SCRIPT_CHANGED
from comics.vocabulary import MAX_PANELS, MOVING_STATES, SIZES, PageKind
from comics.web.answers import whole_number
from comics.web.cover_views import cover_context
from comics.web.crop_views import cropping_of
from comics.web.desk_language import asked_language
from comics.web.editor_desk import Desk, lay_desk
from comics.web.errands import page_errands, redraw_errand
from comics.web.layout_tools import layout_context
from comics.web.letter_views import lettering_context
from comics.web.nonces import new_nonce
from comics.web.note_views import notes_context, pins_of
from comics.web.presence import also_here
from comics.web.request import StudioRequest
from comics.web.sheet import PanelView, layout_views, sheet_svg
from comics.web.takes import with_origins
from comics.web.waiting import looked_for, queue_note

ROOMY = 6000  # pixels of the longer side of the page at which the desk starts to shrink it
BINNED_SHOWN = 40  # pages of the bin that are offered to be brought back


def context_of(desk: Desk, by: User) -> dict[str, Any]:
    """Everything that the editor's template and its fragments show this person."""
    if desk.page is None:
        return {"desk": desk, "issue": desk.issue}
    if desk.shared and not desk.others:
        desk.others = tuple(also_here(desk.issue.pk, desk.page.pk, by))
    index, size = desk.pages.index(desk.page), desk.page.format()
    open_notes = vars(desk.page)["open_notes"]
    return {
        "pins": pins_of(desk.page) if open_notes else [],
        "desk": desk,
        "issue": desk.issue,
        "page": desk.page,
        "size": size,
        "shape": [round(side * ROOMY / max(size.width, size.height)) for side in (size.width, size.height)],
        "sheet": sheet_svg(desk.page, desk.panels, desk.language),
        "before": desk.pages[index - 1] if index else None,
        "after": desk.pages[index + 1] if index + 1 < len(desk.pages) else None,
        "nonce": new_nonce(),
        "queue_note": queue_note(desk.own_waiting),
        **(layout_context(desk.page, desk.panels) if desk.may_edit else {}),
        **_inspector_context(desk, desk.page, by),
    }


def _inspector_context(desk: Desk, page: Page, by: User) -> dict[str, Any]:
    if desk.tab == "notes":
        owner = allows(vars(desk.issue)["member_role"], Can.DELETE)
        return notes_context(page, desk.chosen.panel if desk.chosen else None, by=by, owner=owner)
    return _panel_context(desk, desk.chosen, by) if desk.chosen else _page_context(desk, page, by)


def _page_context(desk: Desk, page: Page, by: User) -> dict[str, Any]:
    if page.kind != PageKind.STORY:
        return cover_context(page, desk.language)
    stands = standing(desk.issue)
    return {
        **(page_errands(desk.issue, by, desk.views, missing=desk.missing, stale=desk.stale) if desk.may_spend else {}),
        "layouts": layout_views(page, page_layouts(page, desk.panels)),
        "per_page": max(1, min(MAX_PANELS, vars(desk.last)["panel_count"])),
        "standing": stands,
        "lost": [view.number for view in desk.views if stands.written and is_lost(view.panel)],
        "remarks": preflight(page_arts(page, desk.panels, desk.language), balloons_of(desk.panels, desk.language)),
        "binned": list(desk.issue.pages.exclude(binned_at=None).order_by("-binned_at", "position")[:BINNED_SHOWN]),
    }


def _panel_context(desk: Desk, view: PanelView, by: User) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    panel = view.panel
    if desk.tab == "prompt":
        shown["redraw"] = redraw_errand(panel, desk.issue, by, view) if desk.may_spend else None
        shown["sizes"] = list(SIZES)
        shown["prompt"] = words_to_redraw(panel) if SCRIPT_CHANGED in panel.stale else view.prompt
        shown["caption"] = shown_dialogue(panel)
        shown["caption_basis"] = based_on({"caption": shown["caption"]})
    if desk.tab == "takes":
        takes = Take.objects.filter(panel=panel).select_related("picture", "by", "drawing__generation").order_by("-number")
        shown["takes"] = with_origins(list(takes))
    if desk.tab == "frame":
        shown["cropping"] = cropping_of(panel)
    if desk.tab == "lettering":
        shown.update(lettering_context(panel, desk.language))
    return shown


def desk_rows(user: User) -> QuerySet[Issue]:
    """The issues that the person sees, with all that a desk needs of its own, and whether the team is `shared` with others."""
    others = Member.objects.filter(team=OuterRef("series__team")).exclude(user=user)
    rows = with_edits(visible(user, Issue), user).select_related("series__team", "script")
    return rows.annotate(shared=Exists(others))


def desk_for(request: StudioRequest, pk: int) -> Desk:
    """The desk that the address asks for. A stranger gets 404."""
    issue = find(request.user, Issue, pk, among=desk_rows(request.user))
    asked = request.GET
    return lay_desk(
        issue,
        page=whole_number(asked.get("page")),
        panel=whole_number(asked.get("panel")),
        tab=asked.get("tab", ""),
        language=asked_language(request, issue),
    )


@require_safe
@login_required
def show_editor(request: StudioRequest, pk: int) -> HttpResponse:
    """The editor, or only what lies on the desk when htmx asks for another page or panel."""
    desk = desk_for(request, pk)
    if not request.htmx or request.htmx.history_restore_request or desk.page is None:
        return render(request, "editor.html", context_of(desk, request.user))
    part = "opened" if request.htmx.target == "inspector" else "desk"
    return render(request, f"editor.html#{part}", context_of(desk, request.user))


@require_safe
@login_required
def show_news(request: StudioRequest, pk: int) -> HttpResponse:
    """What changed since the stamp that the editor has: 204 when nothing did; the fragments that changed otherwise.

    The quiet case asks one question of the database. When all is still, the answer makes a slow `pulse` of the poll where the
    team has other members, and takes it away where it has none.
    """
    since = whole_number(request.GET.get("since")) or 0
    drawings = Drawing.objects.filter(panel__page__issue=OuterRef("pk"), state__in=MOVING_STATES)
    previews = Page.objects.filter(issue=OuterRef("pk"), binned_at=None, preview_stamp__lt=F("content_stamp"))
    sought = looked_for().filter(generation__issue=OuterRef("pk"))
    rows = visible(request.user, Issue).annotate(moving=Exists(drawings) | Exists(previews) | Exists(sought))
    issue = find(request.user, Issue, pk, among=rows)
    page, here = whole_number(request.GET.get("page")) or 0, request.GET.get("here", "")
    pulse = "pulse" in request.GET
    others = also_here(issue.pk, page, request.user) if pulse or here else []
    if issue.stamp == since and (pulse or vars(issue)["moving"]):
        if ", ".join(others) == here:
            return HttpResponse(status=204)
        return render(request, "editor/also_here.html", {"others": others, "oob": True})
    desk = desk_for(request, pk)
    desk.others = tuple(others)
    return render(request, "editor.html#news", {**context_of(desk, request.user), **what_changed(desk, since)})


def what_changed(desk: Desk, since: int) -> dict[str, Any]:
    """Which fragments an editor that stands at `since` must replace."""
    page = desk.page
    return {
        "changed_pages": [p for p in desk.pages if p.stamp > since],
        "sheet_changed": bool(page and page.stamp > since),
        "renewed": True,
        "panel_changed": bool(desk.chosen and desk.chosen.panel.stamp > since),
    }
