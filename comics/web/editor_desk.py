"""What lies on the editor's desk: an issue, its filmstrip, one page, perhaps one panel of it and a tab of the inspector."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from comics.access import Can, allows
from comics.actions.merging import based_on
from comics.actions.standing_values import frame_of_panel, layout_of_page, order_of_pages, order_of_panels
from comics.jobs.compose import page_panels
from comics.languages import direction_of, name_of
from comics.models import Drawing, Issue, Note, Page, Panel
from comics.vocabulary import MOVING_STATES, WAITING_STATES, PageKind, PageState
from comics.web.page_states import next_states
from comics.web.sheet import PanelView, panel_views
from comics.web.waiting import Decision, waiting_in

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
