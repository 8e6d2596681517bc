"""The empty template, for an author to fill in ("Recommended Script Template" of the Comic API)."""

from __future__ import annotations

from comics.scripting.model import Script, ScriptCharacter, ScriptPanel
from comics.scripting.write import write


def blank(*, characters: int = 1, panels: int = 4) -> str:
    """The template with every label and nothing filled in."""
    people = tuple(ScriptCharacter(name="") for _ in range(characters))
    return write(Script(characters=people, panels=(ScriptPanel(),) * panels), complete=True)


TEMPLATE = blank()
