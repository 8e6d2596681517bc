"""What LlamaGen is told in words: the story or one panel, and all of the brief that has no field of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from comics.engines.contract import Brief, CastMember, PanelBrief, Place
from comics.languages import ENGLISH_NAMES

# The service's documents name languages in English words ("English"), not by tag; a tag that is not here is sent as it is.
LANGUAGES: Final = {tag.lower(): name for tag, name in ENGLISH_NAMES.items()}


def language_name(tag: str) -> str:
    """A BCP 47 tag in the words that the service knows."""
    lowered = tag.strip().lower()
    return LANGUAGES.get(lowered) or LANGUAGES.get(lowered.partition("-")[0]) or tag.strip()


def story_prompt(brief: Brief, panels: Sequence[PanelBrief], *, whole: bool) -> str:
    """The prompt of a create or a continuation of these panels; `whole` when they are all of the brief's.

    What the author typed comes first, then the script (seed 000, "Recommended Script Template"), then what neither says.
    """
    words = brief.text.strip() if whole else ""
    told = (
        "\n\n".join(part for part in (brief.prompt.strip(), words or _script(brief, panels)) if part) or brief.premise.strip()
    )
    return _with_notes(told, brief, panels, people_in(brief, panels), places_in(brief, panels))


def panel_prompt(brief: Brief, panel: PanelBrief) -> str:
    """The prompt for drawing one panel anew: what the author typed, else the panel's own words, and who is in it."""
    told = panel.prompt.strip() or brief.prompt.strip() or panel_words(panel)
    if told and not panel.prompt.strip() and not panel.scene.strip() and panel.context:
        told = f"{told}\nJust before: {_line(panel.context[-1])}"
    # Whoever is not in this panel must not be told of either, or the service draws them.
    return _with_notes(told, brief, [panel], named_people(brief, [panel]), named_places(brief, [panel]))


def panel_words(panel: PanelBrief) -> str:
    """What the panel shows, without what is said in it."""
    return "\n".join(line for value in (panel.objective, panel.scene, panel.action) if (line := _line(value)))


def people_in(brief: Brief, panels: Sequence[PanelBrief]) -> tuple[CastMember, ...]:
    """Those of the cast whom the panels or the story name; all of them where nobody is named."""
    return named_people(brief, panels, brief.text, brief.prompt) or tuple(each for each in brief.cast if each.name.strip())


def named_people(brief: Brief, panels: Sequence[PanelBrief], *texts: str) -> tuple[CastMember, ...]:
    """Those of the cast whom the panels or the texts name."""
    names = {name.casefold() for panel in panels for name in (*panel.present, *panel.speakers, *panel.states)}
    said = " ".join((*texts, *(panel.prompt for panel in panels)))
    return tuple(
        member
        for member in brief.cast
        if member.name.strip() and (member.name.casefold() in names or _names(said, member.name))
    )


def places_in(brief: Brief, panels: Sequence[PanelBrief]) -> tuple[Place, ...]:
    """Those places that the panels or the story name; all of them where none is named."""
    return named_places(brief, panels, brief.text, brief.prompt) or tuple(each for each in brief.places if each.name.strip())


def named_places(brief: Brief, panels: Sequence[PanelBrief], *texts: str) -> tuple[Place, ...]:
    """Those places that the panels or the texts name."""
    names = {panel.place.casefold() for panel in panels}
    said = " ".join((*texts, *(panel.prompt for panel in panels)))
    return tuple(
        place for place in brief.places if place.name.strip() and (place.name.casefold() in names or _names(said, place.name))
    )


def description(member: CastMember) -> str:
    """What an author says of a character beyond age, gender and dress."""
    return "; ".join(
        line for value in (member.role, member.appearance, member.personality, member.signature) if (line := _line(value))
    )


def _with_notes(
    told: str, brief: Brief, panels: Sequence[PanelBrief], people: Sequence[CastMember], places: Sequence[Place]
) -> str:
    known = _line(told).casefold()
    blocks = [told] if told else []
    for title, lines in (
        ("Visual Style", _style(brief)),
        ("Characters", _people(people)),
        ("States", _states(panels, people)),
        ("Places", ((place.name, place.description) for place in places)),
        ("Constraints", [("Forbidden elements", brief.forbidden)]),
    ):
        new = [f"- {label}: {line}" for label, value in lines if (line := _line(value)) and line.casefold() not in known]
        if told and new:
            blocks.append("\n".join((f"[{title}]", *new)))
    return "\n\n".join(blocks)


def _style(brief: Brief) -> Iterator[tuple[str, str]]:
    style = brief.style
    yield "Genre", style.genre
    yield "Art style", style.art_style
    yield "Color palette", style.palette
    yield "Lighting", style.lighting
    yield "Camera language", style.camera


def _people(people: Sequence[CastMember]) -> Iterator[tuple[str, str]]:
    for member in people:
        for value in (member.role, member.appearance, member.dress, member.personality, member.signature):
            yield member.name, value


def _states(panels: Sequence[PanelBrief], people: Sequence[CastMember]) -> Iterator[tuple[str, str]]:
    known = {member.name: member for member in people}
    for number, panel in enumerate(panels, 1):
        where = f"Panel {number}, " if len(panels) > 1 else ""
        for name, state in panel.states.items():
            if name in known and (look := _line(known[name].states.get(state, ""))):
                yield f"{where}{name} ({state})", look


def _script(brief: Brief, panels: Sequence[PanelBrief]) -> str:
    """The panels in the recommended template, "" where none of them has words."""
    lines = []
    for number, panel in enumerate(panels, 1):
        opener = f"{number}) Panel objective: {_line(panel.objective)}".rstrip()
        fields = (
            ("Scene description", panel.scene),
            ("Character action", panel.action),
            ("Dialogue / caption", panel.dialogue),
        )
        lines += [opener, *(f"   - {label}: {line}" for label, value in fields if (line := _line(value)))]
    if not any(_line(panel.dialogue) or panel_words(panel) for panel in panels):
        return ""
    premise = _line(brief.premise)
    head = ["[Story]", f"- Premise: {premise}", ""] if premise else []
    return "\n".join([*head, "[Panels]", *lines])


def _line(text: str) -> str:
    """The text on one line; " / " stands between the lines of a dialogue, as in the template."""
    return " / ".join(line for each in text.splitlines() if (line := " ".join(each.split())))


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
