"""Launching: from a script to pages of panels that an engine draws; what it will be, before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from comics.actions.asking import Quote, label_of, quote
from comics.actions.errors import Refusal
from comics.actions.frames import frames_of, pixels_for
from comics.actions.holding import hold, refuse_locked
from comics.actions.making import Files, add_pages, begin, made_with, start_generation
from comics.composition.formats import page_format
from comics.engines.catalogue import engines
from comics.engines.contract import Brief, PanelBrief, Price, Remark
from comics.models import Generation, Issue, User
from comics.models.briefs import CONTEXT_PANELS, on_stage
from comics.models.remote_briefs import whole_brief
from comics.scripting.dialogue import spoken_lines
from comics.scripting.model import Finding, ScriptPanel
from comics.scripting.model import Script as ParsedScript
from comics.scripting.pages import cut
from comics.scripting.parse import parse
from comics.scripting.people import by_names, people_of_idea
from comics.scripting.prompts import from_prompt, idea_of
from comics.scripting.review import review
from comics.vocabulary import DEFAULT_SIZE, MAX_PAGES, MAX_PANELS, SIZES, GenerationKind
from studio.fetch import Forbidden, check_address

BEST_FIT = "fit"  # each panel in that of the nine sizes which is nearest to its frame
MAX_IDEA = 10_000  # characters of an idea that are cut into panels, as many as a prompt may have
IDEA_PANELS = 4  # a script without panels becomes one page of so many


@dataclass(frozen=True, slots=True)
class Plan:
    """What a launch is asked for. `pages` and `per_page` are 1–20, or both None to go by the script's own page breaks.

    `key` is the engine key to draw with, None for the first that may be used; `options` are the engine's own. `prompt_url` is
    an address that the engine is to read instead of the script.
    """

    pages: int | None = None
    per_page: int | None = None
    size: str = BEST_FIT
    engine: str = "storyboard"
    language: str = ""
    key: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    prompt_url: str = ""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a launch would be: the panels' indices page by page, the quote, and all to know before pressing the button.

    `losses` tell what will not be as it was asked for; `guess` tells how a story without panels is cut, and nothing of it lost.
    """

    panels: tuple[ScriptPanel, ...]
    pages: tuple[tuple[int, ...], ...]
    findings: tuple[Finding, ...]
    guess: tuple[Remark, ...]
    losses: tuple[Remark, ...]
    quote: Quote

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All that a person should read before."""
        return *self.guess, *self.losses

    @property
    def price(self) -> Price:
        """What it would cost."""
        return self.quote.price

    @property
    def may_launch(self) -> bool:
        """Whether nothing stands in the way."""
        blocked = any(f.level == "error" for f in self.findings) or any(r.blocking for r in self.remarks)
        return bool(self.pages) and not blocked


def check_plan(plan: Plan) -> None:
    """Raise `Refusal` for numbers, sizes and engines that there are not."""
    for value, most, name, noun in (
        (plan.pages, MAX_PAGES, "pages", "pages"),
        (plan.per_page, MAX_PANELS, "per_page", "panels"),
    ):
        if value is not None and not 1 <= value <= most:
            raise Refusal(f"Choose 1 to {most} {noun}; {value} was asked for.", field=name)
    if (plan.pages is None) != (plan.per_page is None):
        raise Refusal("Choose both pages and panels a page, or leave both to the script.", field="pages")
    if plan.size != BEST_FIT and plan.size not in SIZES:
        raise Refusal(f"The size {plan.size} is not supported. Choose one of: {', '.join(SIZES)}.", field="size")
    label_of(plan.engine)
    if plan.prompt_url:
        _check_prompt_url(plan)


def _check_prompt_url(plan: Plan) -> None:
    if not any(maker.name == plan.engine and maker.abilities.prompt_urls for maker in engines()):
        raise Refusal(f"{label_of(plan.engine)} cannot read a prompt at an address.", field="prompt_url")
    try:
        check_address(plan.prompt_url, settings.FETCH_ALLOW)
    except Forbidden as error:
        raise Refusal(str(error), field="prompt_url") from error


def preflight(issue: Issue, plan: Plan, *, by: User | None = None) -> Preflight:
    """Work out what a launch by this person would be, and change nothing. Raises `Refusal` as `check_plan` does."""
    check_plan(plan)
    text = issue.script.text
    script = parse(text)
    panels = script_panels(script, plan)
    pages = cut(panels, pages=plan.pages, per_page=plan.per_page)
    names = list(issue.series.characters.live().values_list("name", flat=True))
    prompt = "" if script.panels or plan.prompt_url else idea_of(script)
    ready = quote(words_brief(issue, plan, panels, pages, script=script, prompt=prompt), plan, by=by, team=issue.series.team)
    findings = () if plan.prompt_url else review(text, cast=names)
    guess: tuple[Remark, ...] = ()
    losses: tuple[Remark, ...] = (*_shortfall(panels, pages, plan), *ready.remarks)
    if panels and not script.panels and not plan.prompt_url:
        findings = tuple(finding for finding in findings if finding.code != "no_panels")
        guess, lost = _about_idea(script, len(panels))
        losses = (*lost, *losses)
    return Preflight(panels, pages, findings, guess, losses, ready)


def _about_idea(script: ParsedScript, panels: int) -> tuple[tuple[Remark, ...], tuple[Remark, ...]]:
    """How an idea is cut into panels: as a guess where all of it is, as a loss where its end is left out."""
    if len(idea_of(script)) <= MAX_IDEA:
        return (Remark(f"The script has no panels; its idea is cut into {panels}."),), ()
    return (), (Remark(f"The script has no panels; the first {MAX_IDEA:,} characters of its idea are cut into {panels}."),)


def words_brief(
    issue: Issue,
    plan: Plan,
    words: Sequence[ScriptPanel],
    cuts: Sequence[Sequence[int]],
    *,
    script: ParsedScript,
    kind: GenerationKind = GenerationKind.CREATE,
    prompt: str = "",
) -> Brief:
    """The brief for pages that are not made yet, the panels in the sizes that their frames will ask for."""
    series = issue.series
    sizes: dict[int, tuple[int, int]] = {}
    for indices, frames in zip(cuts, frames_of(words, cuts, page_format(series.page_format), series.direction), strict=True):
        sizes |= {index: pixels_for(frame, plan.size) for index, frame in zip(indices, frames, strict=False)}
    briefs = _briefs(words, sizes)
    return whole_brief(
        issue,
        [briefs[index] for indices in cuts for index in indices],
        script=script,
        language=plan.language,
        kind=kind,
        pages=tuple(len(indices) for indices in cuts),
        size=plan.size,
        prompt=prompt,
        prompt_url=plan.prompt_url,
    )


def script_panels(script: ParsedScript, plan: Plan) -> tuple[ScriptPanel, ...]:
    """The panels of a script; a script that has none but tells a story is cut into panels, an address gives empty ones."""
    count = (plan.pages or 1) * (plan.per_page or IDEA_PANELS)
    if plan.prompt_url:
        return (ScriptPanel(),) * count
    if script.panels:
        return script.panels
    idea = idea_of(script)
    if not idea.strip():
        return ()
    people = script.characters or people_of_idea(idea[:MAX_IDEA])
    return from_prompt(by_names(idea[:MAX_IDEA]), count=count, cast=[person.name for person in people])


def _shortfall(panels: Sequence[ScriptPanel], pages: tuple[tuple[int, ...], ...], plan: Plan) -> list[Remark]:
    if not panels:
        return [Remark("The script has no panels yet. Write at least one, or a premise.", blocking=True)]
    used = sum(len(page) for page in pages)
    asked = (plan.pages or 0) * (plan.per_page or 0)
    if asked > len(panels):
        return [Remark(f"{asked} panels were asked for and the script has {len(panels)}: {len(pages)} pages will be made.")]
    if used < len(panels):
        return [Remark(f"{used} of the script’s {len(panels)} panels fit; the rest can be drawn later with Continue.")]
    return []


def _briefs(panels: Sequence[ScriptPanel], sizes: Mapping[int, tuple[int, int]]) -> list[PanelBrief]:
    """Briefs for panels that are not made yet, named by their index; `sizes` are the pixels of those that will be drawn."""
    words = ["\n".join(part for part in (panel.objective, panel.scene, panel.action) if part) for panel in panels]
    square = SIZES[DEFAULT_SIZE]
    return [
        PanelBrief(
            key=str(index),
            objective=panel.objective,
            scene=panel.scene,
            action=panel.action,
            dialogue=panel.dialogue,
            speakers=on_stage(spoken_lines(panel.dialogue)),
            context=tuple(words[max(0, index - CONTEXT_PANELS) : index]),
            width=sizes.get(index, square)[0],
            height=sizes.get(index, square)[1],
        )
        for index, panel in enumerate(panels)
    ]


def launch(
    issue: Issue, plan: Plan, *, by: User | None, nonce: str, ready: Preflight | None = None, attachments: Files = ()
) -> Generation:
    """Make the pages of the script and have every panel drawn. Pages that the issue has already go to the bin.

    `nonce` is the button's own number: a second press with the same one returns the generation of the first. `ready` is the
    preflight of this very plan, for whoever has it already; `attachments` belong to the first page. Raises `Refusal` when the
    preflight stands in the way; then nothing is changed.
    """
    if made := Generation.objects.filter(nonce=nonce, issue=issue).first():
        return made
    ready = ready or preflight(issue, plan, by=by)
    if not ready.may_launch:
        blocking = [f.message for f in ready.findings if f.level == "error"] + [r.text for r in ready.remarks if r.blocking]
        raise Refusal(" ".join(blocking) or "There is nothing to draw yet.")
    language = plan.language or issue.series.language
    try:
        with transaction.atomic():
            hold(issue)
            refuse_locked(issue.live_pages(), to="replace")
            generation = start_generation(issue, GenerationKind.CREATE, replace(plan, language=language), by=by, nonce=nonce)
            issue.live_pages().update(binned_at=timezone.now())
            from_script = not plan.prompt_url
            add_pages(
                issue,
                ready.panels,
                ready.pages,
                generation=generation,
                first=1,
                from_script=from_script,
                attachments=attachments,
            )
            begin(generation, plan, prompt_url=plan.prompt_url)
            return generation
    except IntegrityError:
        return made_with(nonce, issue)


def default_plan(issue: Issue) -> Plan:
    """The plan that the launch screen starts with: what the script asks for, and otherwise what looks best."""
    size = parse(issue.script.text).constraints.size
    named = next((name for name in SIZES if name in size), "")
    return Plan(size=named if named and named != DEFAULT_SIZE else BEST_FIT, language=issue.series.language)
