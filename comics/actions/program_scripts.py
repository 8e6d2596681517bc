"""What a program asks for, as the script of an issue: it can be read and edited in the studio like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from comics.scripting.model import ScriptCharacter, Story, VisualStyle
from comics.scripting.parse import parse
from comics.scripting.prompts import idea_of
from comics.scripting.write import write
from comics.wire import CreateOrder, Role


def script_for(order: CreateOrder, story: str) -> str:
    """The script of a story with the roles, preset, style and size that were sent for it.

    What the story says itself stays; what was sent fills it, and its preset and size count for more than the story's.
    """
    script = parse(story)
    if not script.panels and not idea_of(script).strip():
        # Words that only look like the frame of a script are the story after all.
        script = replace(script, story=Story(premise=" ".join(story.split())))
    style = _with_style(script.style, order)
    constraints = replace(script.constraints, size=order.size) if order.size else script.constraints
    people = _with_roles(script.characters, order.comicRoles or ())
    return write(replace(script, style=style, characters=people, constraints=constraints))


def _with_style(style: VisualStyle, order: CreateOrder) -> VisualStyle:
    look, preset = _line(order.style), _line(order.preset)
    if look:
        style = replace(style, art_style="; ".join(part for part in (style.art_style, look) if part))
    if preset:
        kept = [line for line in style.extra.splitlines() if not VisualStyle(extra=line).preset]
        style = replace(style, extra="\n".join([*kept, f"Preset: {preset}"]))
    return style


def _with_roles(people: Iterable[ScriptCharacter], roles: Iterable[Role]) -> tuple[ScriptCharacter, ...]:
    """The people of the script, each with what a role of the same name adds, then those who are only sent as roles."""
    found = {person.name.casefold(): person for person in people}
    for role in roles:
        name = _line(role.name)
        person = found.get(name.casefold()) or ScriptCharacter(name)
        told = (
            ("Age", person.age, role.years),
            ("Gender", person.gender, role.gender),
            ("Dress", person.dress, role.clothes),
        )
        new = [f"{label}: {_line(sent)}" for label, known, sent in told if not known and _line(sent)]
        found[name.casefold()] = replace(
            person,
            appearance=person.appearance or _line(role.description),
            extra="\n".join([*person.extra.splitlines(), *new]),
        )
    return tuple(found.values())


def _line(text: str | None) -> str:
    """The words on one line, as a field of the script holds them."""
    return " ".join((text or "").split())
