"""The form side of the script desk: a parsed script as named fields, and posted fields as a script again.

The fields of characters and panels repeat under the same name, in their order on the screen, so nothing is numbered and a card
can be moved by moving it. What the template has no place for travels in hidden fields, so that the form loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from comics.scripting.model import Constraints, Script, ScriptCharacter, ScriptPanel, Story, VisualStyle


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form: its posted name, its label, and what stands in it."""

    name: str
    label: str
    value: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A character or a panel of the form: its shown fields, and its extra words that travel hidden. `number` counts from 1."""

    number: int
    fields: tuple[Field, ...]
    extra: str
    page_break: bool = False


Table = tuple[tuple[str, str, str], ...]  # for each field of a part: its name, label and hint

_STYLE = (
    ("genre", "Genre", "mystery, slice of life"),
    ("art_style", "Art style", "clean line art, soft shading"),
    ("palette", "Color palette", "warm dusk, lantern gold"),
    ("lighting", "Lighting", "soft rim light"),
    ("camera", "Camera language", "wide to set the place, close for feeling"),
)
_STORY = (
    ("premise", "Premise", "who wants what"),
    ("conflict", "Conflict", "what stands in the way"),
    ("tone", "Emotional tone", "gentle, a little sad"),
    ("ending", "Ending beat", "the last thing we see"),
)
_CHARACTER = (
    ("name", "Name", ""),
    ("role", "Role", "fox detective"),
    ("appearance", "Appearance", "build, hair, clothes, what they carry"),
    ("personality", "Personality", ""),
    ("signature", "Signature expression or action", ""),
)
_PANEL = (
    ("objective", "Objective", "What this panel is for"),
    ("scene", "Scene", "Wide shot. Where are we, when, what weather?"),
    ("action", "Action", "Who does what?"),
    ("dialogue", "Dialogue", "Ren: Are you lost?   Caption: …   SFX: …"),
)
_CONSTRAINTS = (
    ("size", "Aspect ratio or size", "1024x1024"),
    ("forbidden", "Forbidden elements", "no text watermark"),
    ("consistency", "Consistency requirements", "same faces in every panel"),
)


class ScriptForm:
    """A script laid out as the fields of the form."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def style(self) -> tuple[Field, ...]:
        """The fields of [Visual Style]."""
        return _fields("style", _STYLE, self.script.style)

    def story(self) -> tuple[Field, ...]:
        """The fields of [Story]."""
        return _fields("story", _STORY, self.script.story)

    def constraints(self) -> tuple[Field, ...]:
        """The fields of [Constraints]."""
        return _fields("constraints", _CONSTRAINTS, self.script.constraints)

    def characters(self) -> Iterator[Entry]:
        """The cards of [Characters]."""
        for number, one in enumerate(self.script.characters, start=1):
            yield Entry(number, _fields("character", _CHARACTER, one), one.extra)

    def panels(self) -> Iterator[Entry]:
        """The cards of [Panels]."""
        for number, one in enumerate(self.script.panels, start=1):
            yield Entry(number, _fields("panel", _PANEL, one), one.extra, one.page_break)

    def blank_character(self) -> Entry:
        """An empty card, for the template that new ones are made of."""
        return Entry(0, _fields("character", _CHARACTER, ScriptCharacter("")), "")

    def blank_panel(self) -> Entry:
        """An empty card, for the template that new ones are made of."""
        return Entry(0, _fields("panel", _PANEL, ScriptPanel()), "")


def _fields(prefix: str, table: Table, part: object) -> tuple[Field, ...]:
    return tuple(Field(f"{prefix}_{name}", label, getattr(part, name), hint) for name, label, hint in table)


def read_script(data: QueryDict) -> Script:
    """The script that the posted fields make up. Cards in which nothing stands are left out, except panels.

    An empty panel is kept: somebody has just added it and is about to write.
    """
    return Script(
        title=_one(data, "title"),
        preamble=_one(data, "preamble"),
        style=VisualStyle(**_part(data, "style", _STYLE)),
        story=Story(**_part(data, "story", _STORY)),
        characters=tuple(ScriptCharacter(**row) for row in _rows(data, "character", _CHARACTER) if any(row.values())),
        panels=tuple(
            replace(ScriptPanel(**row), page_break=bool(turn))
            for row, turn in zip(_rows(data, "panel", _PANEL), _many(data, "panel_break"), strict=False)
        ),
        constraints=Constraints(**_part(data, "constraints", _CONSTRAINTS)),
        extra=_one(data, "extra"),
    )


def _names(table: Table) -> tuple[str, ...]:
    return (*(name for name, _, _ in table), "extra")


def _part(data: QueryDict, prefix: str, table: Table) -> dict[str, Any]:
    return {name: _one(data, f"{prefix}_{name}") for name in _names(table)}


def _rows(data: QueryDict, prefix: str, table: Table) -> Iterator[dict[str, Any]]:
    columns = [_many(data, f"{prefix}_{name}") for name in _names(table)]
    return (dict(zip(_names(table), row, strict=True)) for row in zip(*columns, strict=False))


def _one(data: QueryDict, name: str) -> str:
    return _clean(data.get(name, ""))


def _many(data: QueryDict, name: str) -> list[str]:
    return [_clean(value) for value in data.getlist(name)]


def _clean(value: str) -> str:
    """Browsers send line ends as CR LF; the script knows LF only."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
