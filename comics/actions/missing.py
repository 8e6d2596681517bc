"""Drawing what is missing: the panels of an issue that have no picture and that nobody draws."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from comics.actions.asking import Quote, chosen_key, label_of, quote
from comics.actions.errors import Refusal
from comics.actions.frames import pixels_for
from comics.actions.holding import hold, refuse_locked
from comics.actions.launch import Plan, check_plan
from comics.actions.making import add_drawing, begin, made_with, start_generation
from comics.jobs.compose import touch
from comics.models import Drawing, Generation, Issue, Panel, User
from comics.models.remote_briefs import Asked, panels_brief
from comics.vocabulary import MOVING_STATES, WAITING_STATES, GenerationKind, PageState


def missing_panels(issue: Issue) -> list[Panel]:
    """The panels without a picture, in reading order, that are neither being drawn nor waiting for a person; none of a locked
    page."""
    open_ones = Drawing.objects.filter(panel__page__issue=issue, state__in=(*MOVING_STATES, *WAITING_STATES))
    empty = Panel.objects.live().filter(page__in=issue.live_pages().exclude(state=PageState.LOCKED), chosen=None)
    rows = empty.exclude(pk__in=open_ones.values("panel"))
    return list(rows.select_related("page").prefetch_related("lettering").order_by("page__position", "position", "pk"))


def draw_missing(issue: Issue, plan: Plan, *, by: User | None, nonce: str) -> Generation:
    """Have every panel without a picture drawn, and nothing that is there already. A second press draws nothing more.

    Raises `Refusal` when nothing is missing, or the engine, the key or a budget stands in the way.
    """
    if made := Generation.objects.filter(nonce=nonce, issue=issue).first():
        return made
    check_plan(plan)
    try:
        with transaction.atomic():
            hold(issue)  # of two tabs, the second sees what the first has begun
            panels = missing_panels(issue)
            if not panels:
                empty = issue.live_pages().filter(panels__chosen=None, panels__binned_at=None)
                refuse_locked(empty.distinct(), to="draw on")
            return draw_panels(issue, panels, plan, by=by, nonce=nonce)
    except IntegrityError:
        return made_with(nonce, issue)


def draw_panels(
    issue: Issue, panels: list[Panel], plan: Plan, *, by: User | None, nonce: str, like: Generation | None = None
) -> Generation:
    """Have these panels drawn as they stand, or redrawn with the words and reference of a redraw that they are to be `like`.

    Call it inside a transaction. Raises `Refusal` as `draw_missing` does.
    """
    if not panels:
        raise Refusal("Every panel has a picture, or is being drawn.")
    redraw = like if like and like.kind == GenerationKind.REDRAW else None
    generation = start_generation(
        issue,
        GenerationKind.REDRAW if redraw else GenerationKind.CREATE,
        plan,
        by=by,
        nonce=nonce,
        prompt=redraw.prompt if redraw else "",
        references=redraw.all_references() if redraw else (),
    )
    for panel in panels:
        panel.page.issue = issue
        add_drawing(generation, panel)
        touch(panel.page, [panel], content=False)
    begin(generation, plan)
    return generation


def quote_missing(issue: Issue, plan: Plan, *, by: User | None) -> Quote:
    """What drawing the missing panels would be and cost; changes nothing. Raises `Refusal` for what there is not."""
    label_of(plan.engine)
    key = chosen_key(plan, by=by, team=issue.series.team)
    asked = Asked(
        kind=GenerationKind.CREATE,
        engine=plan.engine,
        size=plan.size,
        language=plan.language or issue.series.language,
        account=key.account if key else "",
    )
    panels = [(panel, pixels_for(panel.frame, plan.size)) for panel in missing_panels(issue)]
    return quote(panels_brief(issue, panels, asked), plan, by=by, team=issue.series.team)
