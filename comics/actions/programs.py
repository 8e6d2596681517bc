"""What programs ask for, through whichever door: a comic, more pages of it, one of its panels again.

All addresses that a request names are fetched before its transaction begins. Creates and credits are counted last in it, when
all other rows are locked, so that whatever is refused or fails has cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from comics.actions import gate
from comics.actions.asking import label_of
from comics.actions.credits import spend
from comics.actions.errors import Absent
from comics.actions.launch import BEST_FIT, Plan, default_plan, launch, preflight
from comics.actions.making import Files
from comics.actions.program_makers import Maker, heeds_pictures, like_newest, maker_of
from comics.actions.program_pictures import Pictures, pictures_of, story_of
from comics.actions.program_scripts import script_for
from comics.actions.redraw import Wish, continue_issue, quote_continue, quote_redraw, redraw
from comics.actions.series import create_issue, create_series
from comics.engines.contract import Remark
from comics.languages import named_language
from comics.models import ApiComic, Generation, Issue, Panel, Series, Team, User
from comics.wire import Attachment, ContinueOrder, CreateOrder, RedrawOrder

USUAL_SERIES = "API"


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun: its generation, how many panels it draws on how many new pages, and what the program should know.

    `page` and `panel` are the places of the first of them, from 0 on; `prompt` is what is drawn, in the program's own words.
    """

    generation: Generation
    panels: int
    pages: int = 0
    page: int = 0
    panel: int = 0
    prompt: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def issue(self) -> Issue:
        """The issue that it belongs to."""
        return self.generation.issue


def create_comic(team: Team, order: CreateOrder, *, by: User) -> Begun:
    """A new issue of the order's series, with a script made of what was sent, and every panel of it drawn.

    Raises `Refusal` where the words, an address, the engine or its key stand in the way; then there is nothing new.
    """
    nonce = gate.nonce()
    if begun := _begun_before(team, nonce, prompt=order.prompt or ""):
        return begun
    maker = maker_of(order.model, order.upscale)
    story, shown = story_of(order, team=team), pictures_of(order, team=team)
    script, warnings = script_for(order, story), [*maker.warnings]
    language = named_language(order.language or "")
    if order.language and not language:
        warnings.append(f"There is no language named “{order.language}” here: that of the series is used.")
    with transaction.atomic():
        series = _series(team, order.series or USUAL_SERIES, language=language, by=by)
        issue = create_issue(series, by=by, title=order.title or "", text=script)
        ApiComic.objects.create(issue=issue, prompt=story)
        shown.keep_with(issue)
        plan = _plan(issue, order, maker, language=language)
        ready = preflight(issue, plan, by=by)
        generation = launch(issue, plan, by=by, nonce=nonce, ready=ready, attachments=_files(order.attachments))
        panels = sum(len(page) for page in ready.pages)
        spend(team, panels)
    warnings += [*_about_files(order, maker, shown), *_ignored(ready.losses)]
    return Begun(generation, panels, len(ready.pages), prompt=story, warnings=tuple(warnings))


def continue_comic(issue: Issue, order: ContinueOrder, *, by: User) -> Begun:
    """More pages of an issue, drawn as its newest generation was unless the order names another engine.

    Raises `Refusal` as `create_comic` does.
    """
    team, nonce = issue.series.team, gate.nonce()
    if begun := _begun_before(team, nonce, prompt=order.prompt):
        return begun
    newest = issue.generations.first()
    maker = maker_of(order.model, like=like_newest(newest, by=by, team=team))
    shown = pictures_of(order, team=team)
    pages, per_page = order.shape or (None, None)
    size, language = (newest.size, newest.language) if newest else (BEST_FIT, "")
    plan = Plan(pages, per_page, size, maker.engine, language, maker.key, maker.options)
    quote = quote_continue(issue, plan, by=by, prompt=order.prompt)
    with transaction.atomic():
        pictures, files = [*shown.shared.values()], _files(order.attachments)
        generation = continue_issue(
            issue, plan, by=by, nonce=nonce, prompt=order.prompt, references=pictures, attachments=files
        )
        new = generation.drawings.order_by("panel__page__position").values_list("panel__page", flat=True)
        keys = list(issue.live_pages().values_list("pk", flat=True))
        first = keys.index(new[0])
        spend(team, len(new))
    warnings = (*maker.warnings, *_about_files(order, maker, shown), *_ignored(quote.remarks))
    return Begun(generation, len(new), len(set(new)), first, prompt=order.prompt, warnings=warnings)


def redraw_comic_panel(issue: Issue, order: RedrawOrder, *, by: User) -> Begun:
    """One panel again, drawn as the issue's newest generation was unless the order names another engine.

    Raises `Absent` for a panel that there is not, `Locked`, `Conflict` while it is being drawn, `Refusal` as `create_comic`.
    """
    team, nonce = issue.series.team, gate.nonce()
    if begun := _begun_before(team, nonce, prompt=order.words or ""):
        return begun
    page, at = order.at or (0, 0)
    panel = _panel(issue, page, at)
    newest = issue.generations.first()
    maker = maker_of(order.model, like=like_newest(newest, by=by, team=team))
    shown = pictures_of(order, team=team)
    size, language = (newest.size, newest.language) if newest else (BEST_FIT, "")
    wish = Wish(order.words, order.dialogue, size, maker.engine, language, maker.key, maker.options)
    quote = quote_redraw(panel, wish, by=by)
    with transaction.atomic():
        generation = redraw(panel, wish, by=by, nonce=nonce, references=[*shown.shared.values()])
        spend(team, 1)
    warnings = (*maker.warnings, *_about_files(order, maker, shown), *_ignored(quote.remarks))
    return Begun(generation, 1, page=page, panel=at, prompt=order.words or "", warnings=warnings)


def _begun_before(team: Team, nonce: str, *, prompt: str) -> Begun | None:
    """What the same request began before, when its answer was lost (`actions/idempotency.py`)."""
    generation = Generation.objects.filter(nonce=nonce, issue__series__team=team).select_related("issue__series").first()
    if generation is None:
        return None
    panels = [drawing.panel for drawing in generation.drawings.select_related("panel").order_by("panel__page__position", "pk")]
    pages = list(dict.fromkeys(panel.page_id for panel in panels))
    keys = list(generation.issue.live_pages().values_list("pk", flat=True))
    page = keys.index(pages[0]) if pages and pages[0] in keys else 0
    at = list(panels[0].page.panels.live().values_list("pk", flat=True)).index(panels[0].pk) if len(panels) == 1 else 0
    return Begun(generation, len(panels), len(pages), page, at, prompt=prompt)


def _series(team: Team, title: str, *, language: str, by: User) -> Series:
    """The team's series of that title, kept from others until the transaction ends; a new one where there is none.

    The team's row is taken first, so that two requests at once do not make it twice.
    """
    title = " ".join(title.split()) or USUAL_SERIES
    rows = Series.objects.live().filter(team=team, title__iexact=title).order_by("pk")
    if not rows.exists():
        Team.objects.select_for_update(no_key=True).only("pk").get(pk=team.pk)
    found = rows.first()
    if found is None:
        return create_series(team, by=by, title=title, **({"language": language} if language else {}))
    Series.objects.select_for_update(no_key=True).only("pk").get(pk=found.pk)
    found.team = team
    return found


def _plan(issue: Issue, order: CreateOrder, maker: Maker, *, language: str) -> Plan:
    plan = default_plan(issue)
    pages, per_page = order.shape or (None, None)
    return replace(
        plan,
        pages=pages,
        per_page=per_page,
        size=order.size or plan.size,
        engine=maker.engine,
        language=language or plan.language,
        key=maker.key,
        options=maker.options,
    )


def _files(attachments: Iterable[Attachment] | None) -> Files:
    """What was sent along, as a page keeps it."""
    return [each.model_dump(mode="json") for each in attachments or ()]


def _about_files(order: CreateOrder | ContinueOrder | RedrawOrder, maker: Maker, shown: Pictures) -> list[str]:
    """What no engine looks at, or not this one."""
    said = []
    attachments = [] if isinstance(order, RedrawOrder) else order.attachments or []
    if any(each.type != "image" for each in attachments):
        said.append("Documents and videos are kept with the page; engines look at pictures only.")
    if shown and not heeds_pictures(maker):
        said.append(f"{label_of(maker.engine)} draws from words alone: the pictures are kept, and it does not look at them.")
    return said


def _ignored(remarks: Iterable[Remark]) -> list[str]:
    """What the engine will not heed, each thing once, though several panels may be concerned."""
    return list(dict.fromkeys(remark.text for remark in remarks if not remark.blocking))


def _panel(issue: Issue, page: int, at: int) -> Panel:
    pages = list(issue.live_pages().select_related("issue__series"))
    found = list(pages[page].panels.live()) if page < len(pages) else []
    if at >= len(found):
        raise Absent("There is no such panel: pages and panels are counted from 0.")
    found[at].page = pages[page]
    pages[page].issue = issue
    return found[at]
