"""Stale panels: redraw them together, price first, or accept them as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from django.db import IntegrityError, transaction

from comics.actions.asking import Quote, chosen_key, label_of, quote
from comics.actions.edits import recorded
from comics.actions.errors import Refusal
from comics.actions.following import follow_script, take_over_words
from comics.actions.frames import pixels_for
from comics.actions.holding import hold, refuse_locked
from comics.actions.launch import Plan, check_plan
from comics.actions.making import made_with
from comics.actions.missing import draw_panels
from comics.engines.contract import Price
from comics.jobs.compose import touch
from comics.jobs.queue import enqueue
from comics.jobs.stale import drawn_from_words, present_sources, script_of
from comics.models import Drawing, Generation, Issue, Page, Panel, Take, User
from comics.models.remote_briefs import Asked, panels_brief
from comics.models.sources import SCRIPT_CHANGED
from comics.vocabulary import MOVING_STATES, WAITING_STATES, GenerationKind, PageState

NONE_STALE = "No panel is stale, or those that are have been sent already."
MOST_NONCE = 60  # characters of a nonce that leave room for the number of one of its generations


def stale_panels(issue: Issue) -> list[Panel]:
    """The stale panels in reading order that are neither being drawn nor waiting for a person, but for those of locked pages.

    Three queries."""
    open_ones = Drawing.objects.filter(panel__page__issue=issue, state__in=(*MOVING_STATES, *WAITING_STATES))
    pages = issue.live_pages().exclude(state=PageState.LOCKED)
    rows = Panel.objects.live().filter(page__in=pages, chosen__isnull=False).exclude(stale=[])
    return list(drawn_from_words(rows.exclude(pk__in=open_ones.values("panel"))))


def accept(issue: Issue, panels: Sequence[Panel], *, by: User) -> int:
    """Take these panels of the issue as they are: their pictures stand for what cast, style and script say now.

    Answers how many there were. Accepting twice changes nothing more, and it can be undone.
    """
    pages = list(Page.objects.select_related("issue__series").filter(issue=issue, panels__in=panels).distinct())
    if not pages:
        return 0
    with recorded(pages, by=by, label="accept stale panels"):
        return _accept(issue, panels, by=by)


def _accept(issue: Issue, panels: Sequence[Panel], *, by: User) -> int:
    held = Issue.objects.select_related("series", "script").get(pk=issue.pk)
    rows = Panel.objects.live().filter(page__issue=held, pk__in=[panel.pk for panel in panels]).exclude(stale=[])
    stale = list(drawn_from_words(rows))
    takes = []
    for panel, now in zip(stale, present_sources(held, stale, script_of(held)), strict=True):
        panel.stale = []
        if panel.chosen and now:
            panel.chosen.source = now
            takes.append(panel.chosen)
    Take.objects.bulk_update(takes, ["source"])
    Panel.objects.bulk_update(stale, ["stale"])
    for _, same in groupby(stale, key=lambda panel: panel.page_id):
        of_page = list(same)
        of_page[0].page.issue = held
        touch(of_page[0].page, of_page, content=False)
    held.touched_by = by
    held.save(update_fields=["touched_by", "updated_at"])
    return len(stale)


def redraw_stale(issue: Issue, plan: Plan, *, by: User | None, nonce: str) -> list[Generation]:
    """Have every stale panel redrawn; those whose script changed take its new words over. A second press draws nothing more.

    A panel that was redrawn with words or a reference of its own is redrawn with these, unless the script changed there, and
    is a generation of its own. Raises `Refusal` when nothing is stale, or the engine, the key or a budget stands in the way;
    then nothing is changed.
    """
    if made := Generation.objects.filter(nonce=nonce, issue=issue).first():
        return [made]
    check_plan(plan)
    try:
        with transaction.atomic():
            hold(issue)  # of two tabs, the second sees what the first has begun
            return _redraw(issue, stale_panels(issue), plan, by=by, nonce=nonce)
    except IntegrityError:
        return [made_with(nonce, issue)]


def _redraw(issue: Issue, panels: list[Panel], plan: Plan, *, by: User | None, nonce: str) -> list[Generation]:
    if not panels:
        refuse_locked(issue.live_pages().filter(panels__in=Panel.objects.live().exclude(stale=[])).distinct(), to="redraw")
        raise Refusal(NONE_STALE)
    script = script_of(issue)
    made: list[Generation] = []
    groups = _together(panels)
    for panel in panels:
        panel.page.issue = issue
        if follow_script(panel, script):
            enqueue("arrange.letter_page", panel.page_id)
    for like, same in groups:
        one = nonce if not made else f"{nonce[:MOST_NONCE]}-{len(made)}"
        made.append(draw_panels(issue, same, plan, by=by, nonce=one, like=like))
    return made


def _together(panels: list[Panel]) -> list[tuple[Generation | None, list[Panel]]]:
    """The panels as they are sent: those that are drawn by their words together, then each that has words of its own."""
    own = [(_own_redraw(panel), panel) for panel in panels]
    plain = [panel for like, panel in own if like is None]
    alone = [(like, [panel]) for like, panel in own if like is not None]
    return [(None, plain), *alone] if plain else [*alone]


def _own_redraw(panel: Panel) -> Generation | None:
    """The redraw whose words or reference still count for the panel."""
    drawing = panel.chosen.drawing if panel.chosen else None
    if drawing is None or drawing.generation.kind != GenerationKind.REDRAW or SCRIPT_CHANGED in panel.stale:
        return None
    return drawing.generation if drawing.generation.prompt or drawing.generation.reference_id else None


def quote_stale(issue: Issue, plan: Plan, *, by: User | None) -> Quote:
    """What redrawing the stale panels would be and cost; changes nothing. Raises `Refusal` as `redraw_stale` does."""
    label_of(plan.engine)
    panels = stale_panels(issue)
    if not panels:
        raise Refusal(NONE_STALE)
    groups = _together(panels)
    script = script_of(issue)
    for panel in panels:
        take_over_words(panel, script)
    return _sum([_quote(issue, same, plan, by=by, like=like) for like, same in groups])


def _quote(issue: Issue, panels: list[Panel], plan: Plan, *, by: User | None, like: Generation | None) -> Quote:
    key = chosen_key(plan, by=by, team=issue.series.team)
    asked = Asked(
        kind=GenerationKind.REDRAW if like else GenerationKind.CREATE,
        engine=plan.engine,
        size=plan.size,
        language=plan.language or issue.series.language,
        account=key.account if key else "",
        prompt=like.prompt if like else "",
        references=like.all_references() if like else (),
    )
    sized = [(panel, pixels_for(panel.frame, plan.size)) for panel in panels]
    return quote(panels_brief(issue, sized, asked), plan, by=by, team=issue.series.team)


def _sum(quotes: list[Quote]) -> Quote:
    """Several quotes of one engine as one."""
    amounts = [one.price.amount for one in quotes]
    known = [amount for amount in amounts if amount is not None]
    price = Price(sum(known, Decimal(0)) if len(known) == len(amounts) else None, quotes[0].price.unit)
    remarks = tuple(dict.fromkeys(remark for one in quotes for remark in one.remarks))
    return replace(quotes[0], panels=sum(one.panels for one in quotes), price=price, remarks=remarks)
