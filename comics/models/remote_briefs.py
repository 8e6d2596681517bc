"""Briefs with all that a remote engine may want beyond the panels: the script's text, pages, references, what it drew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from comics.engines.contract import Brief, CastMember, PanelBrief
from comics.models.briefs import CONTEXT_PANELS, issue_brief, panel_brief, panels_before
from comics.models.pages import Panel
from comics.models.pictures import Picture
from comics.models.references import as_reference
from comics.models.series import Issue
from comics.models.takes import Drawing, Generation
from comics.scripting.model import Script as ParsedScript
from comics.scripting.model import ScriptCharacter, ScriptPanel, Story, VisualStyle
from comics.scripting.parse import parse
from comics.scripting.prompts import idea_of
from comics.scripting.write import write
from comics.vocabulary import GenerationKind, GenerationState


def whole_brief(
    issue: Issue, panels: Sequence[PanelBrief], *, script: ParsedScript | None = None, language: str = "", **more: Any
) -> Brief:
    """The brief for some panels with the script's text of just these panels. `more` are further fields of `Brief`.

    Where the author's own prompt or an address stands for the panels' words, `text` is empty.
    """
    script = parse(issue.script.text) if script is None else script
    brief = replace(issue_brief(issue, tuple(panels), script=script, language=language), **more)
    story = script.story
    premise = " ".join(part for part in (story.premise, story.conflict, story.tone, story.ending) if part)
    brief = replace(brief, premise=premise or script.preamble)
    return brief if brief.prompt or brief.prompt_url else replace(brief, text=_text(brief, script))


def _text(brief: Brief, script: ParsedScript) -> str:
    """The recommended template for the panels of the brief: style and cast as the series has them, the rest as written."""
    style = brief.style
    written = {person.name.casefold() for person in script.characters}
    seen = {name for panel in brief.panels for name in panel.present}
    people = [_person(member) for member in brief.cast if member.name in seen and member.name.casefold() not in written]
    return write(
        replace(
            script,
            style=VisualStyle(
                style.genre, style.art_style, style.palette, style.lighting, style.camera, extra=script.style.extra
            ),
            story=Story() if brief.kind == GenerationKind.REDRAW else script.story,
            characters=(*script.characters, *people),
            panels=tuple(ScriptPanel(p.objective, p.scene, p.prompt or p.action, p.dialogue) for p in brief.panels),
        )
    )


def _person(member: CastMember) -> ScriptCharacter:
    details = (("Age", member.age), ("Gender", member.gender), ("Dress", member.dress))
    extra = "\n".join(f"{label}: {value}" for label, value in details if value)
    return ScriptCharacter(member.name, member.role, member.appearance, member.personality, member.signature, extra)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request for panels that are there already says besides their words."""

    kind: str
    engine: str
    size: str
    language: str
    account: str = ""
    prompt: str = ""
    prompt_url: str = ""
    references: tuple[Picture, ...] = ()


def generation_brief(generation: Generation, *, account: str, prompt_url: str = "") -> Brief:
    """The brief of a generation whose drawings are there; its panels are named by their primary keys.

    `account` is that of the key: what the engine drew before for another account cannot be redrawn or continued there.
    """
    rows = generation.drawings.select_related("panel__page").prefetch_related("panel__lettering")
    drawings = list(rows.order_by("panel__page__position", "pk"))
    asked = Asked(
        kind=generation.kind,
        engine=generation.engine,
        size=generation.size,
        language=generation.language,
        account=account,
        prompt=generation.prompt,
        prompt_url=prompt_url,
        references=generation.all_references(),
    )
    return panels_brief(generation.issue, [(d.panel, (d.width, d.height)) for d in drawings], asked)


def panels_brief(issue: Issue, panels: Sequence[tuple[Panel, tuple[int, int]]], asked: Asked) -> Brief:
    """The brief for panels in reading order with the pixels that each should get; they are named by their primary keys."""
    drawn = _drawn_before(issue, asked)
    redraws = asked.kind == GenerationKind.REDRAW
    script = parse(issue.script.text)
    references = tuple(as_reference(picture) for picture in asked.references)
    before = [panel for panel, _ in panels]
    briefs = []
    for index, (panel, size) in enumerate(panels):
        told = panel_brief(
            panel,
            size=size,
            earlier=before[max(0, index - CONTEXT_PANELS) : index] if index else panels_before(panel),
            prompt=asked.prompt if redraws else "",
            take=panel.takes.count() if redraws else 0,
        )
        briefs.append(replace(told, references=references, remote=drawn.get(panel.pk, {})))
    return whole_brief(
        issue,
        briefs,
        script=script,
        language=asked.language,
        kind=asked.kind,
        pages=tuple(len(list(group)) for _, group in groupby(before, key=lambda panel: panel.page_id)),
        size=asked.size,
        prompt=_prompt(issue, asked, script, len(panels)),
        prompt_url=asked.prompt_url,
        follows=list(drawn.values())[-1] if drawn and asked.kind == GenerationKind.CONTINUE else {},
    )


def _prompt(issue: Issue, asked: Asked, script: ParsedScript, panels: int) -> str:
    """What the author typed instead of panels: what happens next, or the idea that all pages of the issue are made of."""
    if asked.kind == GenerationKind.CONTINUE:
        return asked.prompt
    from_idea = asked.kind == GenerationKind.CREATE and not script.panels and not asked.prompt_url
    return idea_of(script) if from_idea and panels == Panel.objects.live().filter(page__in=issue.live_pages()).count() else ""


def _drawn_before(issue: Issue, asked: Asked) -> dict[int, dict[str, Any]]:
    """What this engine left with its newest picture of each panel of the issue under this account, the newest last."""
    rows = Drawing.objects.filter(
        generation__issue=issue,
        generation__engine=asked.engine,
        submission__account=asked.account,
        state=GenerationState.READY,
    ).exclude(remote={})
    found: dict[int, dict[str, Any]] = {}
    for panel, remote in rows.order_by("pk").values_list("panel_id", "remote"):
        found.pop(panel, None)
        found[panel] = remote
    return found
