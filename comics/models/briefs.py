"""What an engine is told: briefs, built from a series, its script and its panels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from comics.engines.contract import Brief, CastMember, PanelBrief, Place, Reference, Style
from comics.models.pages import Page, Panel
from comics.models.programs import IssueReferences
from comics.models.references import as_reference
from comics.models.series import Issue, Series
from comics.scripting.model import Script as ParsedScript
from comics.scripting.model import ScriptCharacter, VisualStyle
from comics.scripting.parse import parse
from comics.vocabulary import ON_STAGE, PageKind, read_shot

CONTEXT_PANELS = 6  # how far back an engine is told what went before


def series_cast(series: Series, extra: Iterable[ScriptCharacter] = ()) -> tuple[CastMember, ...]:
    """The cast of the series, then those whom only the script describes; the script fills what the series leaves empty."""
    written = {character.name.casefold(): character for character in extra}
    members = []
    for character in series.characters.filter(binned_at=None).select_related("portrait").prefetch_related("states__portrait"):
        member = character.as_cast()
        if other := written.pop(member.name.casefold(), None):
            member = replace(
                member,
                age=member.age or other.age,
                gender=member.gender or other.gender,
                dress=member.dress or other.dress,
                role=member.role or other.role,
                appearance=member.appearance or other.appearance,
                personality=member.personality or other.personality,
                signature=member.signature or other.signature,
            )
        members.append(member)
    members += [
        CastMember(o.name, o.age, o.gender, o.dress, o.role, o.appearance, o.personality, o.signature) for o in written.values()
    ]
    return tuple(members)


def script_style(series: Series, written: VisualStyle) -> Style:
    """The style of the script, and of the series where the script says nothing."""
    own = series.style()
    return Style(
        written.genre or own.genre,
        written.art_style or own.art_style,
        written.palette or own.palette,
        written.lighting or own.lighting,
        written.camera or own.camera,
        written.preset or own.preset,
    )


def shared_references(series: Series) -> tuple[Reference, ...]:
    """The pictures that engines may look at for the look of the whole series. One query."""
    return tuple(as_reference(row.picture, row.description) for row in series.references.select_related("picture"))


def issue_brief(
    issue: Issue, panels: tuple[PanelBrief, ...], *, script: ParsedScript | None = None, language: str = ""
) -> Brief:
    """The brief for some panels of an issue. Parses the issue's script unless it is given."""
    series = issue.series
    if script is None:
        text = getattr(getattr(issue, "script", None), "text", "")
        script = parse(text)
    own = IssueReferences(issue)
    cast = tuple(own.on(member) for member in series_cast(series, script.characters))
    known = tuple(place.as_place() for place in series.locations.filter(binned_at=None).select_related("picture"))
    places = own.places(known)
    return Brief(
        panels=tuple(_with_names(panel, cast, places) for panel in panels),
        cast=cast,
        places=places,
        style=script_style(series, script.style),
        language=language or series.language,
        direction=series.direction,
        forbidden=script.constraints.forbidden,
        references=(*shared_references(series), *own.shared),
    )


def _with_names(panel: PanelBrief, cast: Sequence[CastMember], places: Sequence[Place]) -> PanelBrief:
    """The panel with those of the cast and the places that its words name. A prompt for a redraw is asked first."""
    words = "\n".join((panel.prompt, panel.objective, panel.scene, panel.action))
    speaking = {name.casefold() for name in panel.speakers}
    present = tuple(m.name for m in cast if m.name.casefold() in speaking or _names(words, m.name))
    place = next((place.name for place in places if _names(words, place.name)), "")
    return replace(panel, states=states_named(panel, cast), present=present, place=place)


def _names(words: str, name: str) -> bool:
    """Whether the words name somebody or something, as whole words."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None


def states_named(panel: PanelBrief, cast: Iterable[CastMember]) -> dict[str, str]:
    """The states that the panel's words put characters in: "Ren (disguise)", or the state's name beside the character's.

    A prompt for a redraw is asked first. Where a character has several of the named states, the one named first counts.
    """
    found = {}
    for text in (panel.prompt, "\n".join((panel.objective, panel.scene, panel.action))):
        for member in cast:
            if member.name not in found and (state := _state_in(text, member)):
                found[member.name] = state
    return found


def _state_in(text: str, member: CastMember) -> str:
    if not member.states or not re.search(rf"\b{re.escape(member.name)}\b", text, re.IGNORECASE):
        return ""
    beside = rf"\b{re.escape(member.name)}\s*[(\[]\s*({'|'.join(map(re.escape, member.states))})\s*[)\]]"
    anywhere = rf"\b({'|'.join(map(re.escape, member.states))})\b"
    hit = re.search(beside, text, re.IGNORECASE) or re.search(anywhere, text, re.IGNORECASE)
    return next((state for state in member.states if hit and state.casefold() == hit[1].casefold()), "")


def panel_brief(
    panel: Panel, *, size: tuple[int, int], earlier: Sequence[Panel] = (), prompt: str = "", take: int = 0
) -> PanelBrief:
    """What an engine is told of one panel; `earlier` are the panels before it, oldest first. Asks for its lettering."""
    return PanelBrief(
        key=str(panel.pk),
        objective=panel.objective,
        scene=panel.scene,
        action=panel.action,
        dialogue="\n".join(f"{line.speaker}: {line.text}" if line.speaker else line.text for line in panel.lettering.all()),
        prompt=prompt,
        shot=read_shot(prompt) or panel.shot,
        speakers=on_stage(panel.lettering.all()),
        context=tuple(before.words() for before in earlier[-CONTEXT_PANELS:]),
        width=size[0],
        height=size[1],
        take=take,
    )


class Spoken(Protocol):
    """A line with its speaker: a row of lettering, or a line of a script."""

    @property
    def kind(self) -> str:
        """A value of `LetteringKind`."""

    @property
    def speaker(self) -> str:
        """Who says it; empty for nobody."""


def on_stage(lines: Iterable[Spoken]) -> tuple[str, ...]:
    """Who speaks and is seen while speaking, the first speaker first."""
    return tuple(dict.fromkeys(line.speaker for line in lines if line.speaker and line.kind in ON_STAGE))


def panels_before(panel: Panel) -> list[Panel]:
    """The panels that precede it in the issue, oldest first, no more than an engine is told of."""
    page = panel.page
    story = Panel.objects.live().filter(page__issue_id=page.issue_id, page__binned_at=None, page__kind=PageKind.STORY)
    rows = story.select_related("page")
    same = rows.filter(page=page, position__lt=panel.position).order_by("-position")[:CONTEXT_PANELS]
    found = list(same)
    if len(found) < CONTEXT_PANELS:
        before = Page.objects.filter(issue_id=page.issue_id, binned_at=None, position__lt=page.position)
        older = rows.filter(page__in=before).order_by("-page__position", "-position")[: CONTEXT_PANELS - len(found)]
        found += list(older)
    return found[::-1]
