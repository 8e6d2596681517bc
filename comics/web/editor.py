"""The editor: filmstrip, page and inspector, and the one poll that tells it what is new."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comics.access import Can, allows, find, visible
from comics.actions.edits import with_edits
from comics.actions.following import shown_dialogue, words_to_redraw
from comics.actions.merging import based_on
from comics.actions.standing import standing
from comics.actions.standing_values import frame_of_panel, layout_of_page, order_of_pages, order_of_panels
from comics.composition.lettering import preflight
from comics.jobs.compose import balloons_of, page_arts, page_layouts, page_panels
from comics.jobs.stale import is_lost
from comics.languages import direction_of, name_of
from comics.models import Drawing, Issue, Member, Note, Page, Panel, Take, User
from comics.models.sources import SCRIPT_CHANGED
from comics.vocabulary import MAX_PANELS, MOVING_STATES, SIZES, WAITING_STATES, PageKind, PageState
from comics.web.answers import whole_number
from comics.web.cover_views import cover_context
from comics.web.crop_views import cropping_of
from comics.web.desk_language import asked_language
from comics.web.errands import page_errands, redraw_errand
from comics.web.layout_tools import layout_context
from comics.web.letter_views import lettering_context
from comics.web.nonces import new_nonce
from comics.web.note_views import notes_context, pins_of
from comics.web.page_states import next_states
from comics.web.presence import also_here
from comics.web.request import StudioRequest
from comics.web.sheet import PanelView, layout_views, panel_views, sheet_svg
from comics.web.takes import with_origins
from comics.web.waiting import Decision, looked_for, queue_note, waiting_in

ROOMY = 6000  # pixels of the longer side of the page at which the desk starts to shrink it
BINNED_SHOWN = 40  # pages of the bin that are offered to be brought back
TABS = (
    ("r", "prompt", "Prompt"),
    ("l", "lettering", "Lettering"),
    ("t", "takes", "Takes"),
    ("f", "frame", "Frame"),
    ("n", "notes", "Notes"),
)


@dataclass
class Desk:
    """What lies on the desk: the issue, its filmstrip, one page, perhaps one panel of it and a tab of the inspector."""

    issue: Issue
    pages: list[Page]
    page: Page | None = None
    panels: list[Panel] = field(default_factory=list)
    views: list[PanelView] = field(default_factory=list)
    chosen: PanelView | None = None
    tab: str = "prompt"
    language: str = ""
    others: tuple[str, ...] = ()
    waiting: list[Decision] = field(default_factory=list)
    tabs = TABS

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages that the page can be seen in, by tag ("" for the issue's own) and name."""
        own, *others = self.issue.all_languages()
        return [("", name_of(own)), *((tag, name_of(tag)) for tag in others)]

    @property
    def spoken(self) -> str:
        """The tag of the language that the page is seen in."""
        return self.language or self.issue.series.language

    @property
    def spoken_dir(self) -> str:
        """Which way it is written: "ltr" or "rtl"."""
        return direction_of(self.spoken)

    @property
    def language_name(self) -> str:
        """What readers call the language that the page is seen in."""
        return name_of(self.spoken)

    @property
    def own_waiting(self) -> list[Decision]:
        """What waits for a person or its turn: of the open panel, or of the whole issue while none is open."""
        shown = [one for one in self.waiting if not one.fresh]
        if self.chosen is None:
            return shown
        return [one for one in shown if self.chosen.panel.pk in one.panel_pks]

    @property
    def queued(self) -> list[Decision]:
        """Those of them that only wait for their turn."""
        return [one for one in self.own_waiting if one.state not in WAITING_STATES]

    @property
    def since(self) -> int:
        """The stamp that the poll asks with: an older one while something may be found to wait its turn, which is no change."""
        return self.issue.stamp - any(one.fresh for one in self.waiting)

    @property
    def needs_person(self) -> bool:
        """Whether any of that waits for a person, and not only for its turn."""
        return any(one.state in WAITING_STATES for one in self.own_waiting)

    @property
    def missing(self) -> int:
        """How many panels of the issue have no picture, and nobody draws them."""
        return sum(vars(page)["missing"] for page in self.pages)

    @property
    def stale(self) -> int:
        """How many panels of the issue are stale, and nobody draws them."""
        return sum(vars(page)["stale"] for page in self.pages)

    @property
    def last(self) -> Page:
        """The last page of the story; a cover where there is none."""
        return next((page for page in reversed(self.pages) if page.kind == PageKind.STORY), self.pages[-1])

    @property
    def story(self) -> int:
        """How many pages the story has."""
        return sum(page.kind == PageKind.STORY for page in self.pages)

    @property
    def covers_to_add(self) -> list[tuple[str, str]]:
        """The kinds of cover that the issue has none of, with their labels."""
        there = {page.kind for page in self.pages}
        both = ((PageKind.FRONT, "Front cover"), (PageKind.BACK, "Back cover"))
        return [(kind.value, label) for kind, label in both if kind not in there]

    @property
    def pages_basis(self) -> str:
        """What moving a page is based on."""
        return based_on(order_of_pages(self.pages))

    @property
    def panels_basis(self) -> str:
        """What moving a panel of the page is based on."""
        return based_on(order_of_panels(self.panels))

    @property
    def frame_basis(self) -> str:
        """What changing the open panel's frame is based on."""
        return based_on(frame_of_panel(self.chosen.panel)) if self.chosen else ""

    @property
    def layout_basis(self) -> str:
        """What choosing another layout is based on."""
        return based_on(layout_of_page(self.page)) if self.page else ""

    @property
    def moving_panels(self) -> int:
        """How many panels of the issue are being drawn."""
        return sum(vars(page)["moving"] for page in self.pages)

    @property
    def moving(self) -> bool:
        """Whether anything is being drawn or looked for, or a preview is still to come."""
        pages = any(vars(page)["moving"] or page.preview_stamp < page.content_stamp for page in self.pages)
        return pages or any(one.looked_for for one in self.waiting)

    @property
    def shared(self) -> bool:
        """Whether the team has other members, whose changes may come at any time."""
        return bool(vars(self.issue)["shared"])

    @property
    def may_edit(self) -> bool:
        """Whether the person may change pages and panels."""
        return allows(vars(self.issue)["member_role"], Can.EDIT)

    @property
    def states(self) -> list[tuple[str, str]]:
        """The states that the person may give the page, with the words of their buttons."""
        if self.page is None or not self.may_letter:
            return []
        return next_states(self.page, editor=self.may_edit)

    @property
    def may_spend(self) -> bool:
        """Whether the person may have panels drawn."""
        return allows(vars(self.issue)["member_role"], Can.SPEND)

    @property
    def may_letter(self) -> bool:
        """Whether the person may change lettering."""
        return allows(vars(self.issue)["member_role"], Can.LETTER)


def filmstrip(issue: Issue) -> list[Page]:
    """The pages with their previews and how many of their panels are moving, drawn, empty, missing or stale: one query."""
    drawings = Drawing.objects.filter(panel=OuterRef("panels__pk"))
    nobody_draws = Q(~Exists(drawings.filter(state__in=(*MOVING_STATES, *WAITING_STATES))))
    there = Q(panels__binned_at=None)
    still = Q(kind=PageKind.STORY) & ~Q(state=PageState.LOCKED)
    old = there & still & Q(panels__chosen__isnull=False) & ~Q(panels__stale=[])
    pages = issue.bound_pages().select_related("preview", "state_by")
    notes = Note.objects.filter(page=OuterRef("pk"), parent=None, resolved_at=None).order_by().values("page")
    return list(
        pages.annotate(
            open_notes=Coalesce(Subquery(notes.annotate(count=Count("pk")).values("count")), 0),
            panel_count=Count("panels", filter=there, distinct=True),
            empty=Count("panels", filter=there & Q(panels__chosen=None), distinct=True),
            drawn=Count("panels", filter=there & Q(panels__chosen__isnull=False), distinct=True),
            moving=Count("panels", filter=there & Q(Exists(drawings.filter(state__in=MOVING_STATES))), distinct=True),
            stale=Count("panels", filter=old & nobody_draws, distinct=True),
            missing=Count("panels", filter=there & still & Q(panels__chosen=None) & nobody_draws, distinct=True),
        )
    )


def lay_desk(issue: Issue, *, page: int | None, panel: int | None, tab: str, language: str = "") -> Desk:
    """Put a page on the desk by its key (the first when there is no such page), and open a panel of it.

    `language` is one of the issue's further languages, or "" for its own.
    """
    desk = Desk(issue, filmstrip(issue), tab=tab if tab in [key for _, key, _ in TABS] else "prompt", language=language)
    if not desk.pages:
        return desk
    desk.page = next((p for p in desk.pages if p.pk == page), desk.pages[0])
    before = [p for p in desk.pages if p.kind == PageKind.STORY and p.position < desk.page.position]
    vars(desk.page)["counted"] = desk.page.position + sum(p.spread for p in before)
    desk.panels = page_panels(desk.page)
    desk.views = panel_views(desk.panels, language)
    desk.chosen = next((view for view in desk.views if view.panel.pk == panel), None)
    desk.waiting = waiting_in(issue)
    return desk


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
