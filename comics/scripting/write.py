"""Write a script in the recommended template; `parse` reads back exactly what is written."""

from __future__ import annotations

from collections.abc import Iterator

from comics.scripting.draft import normal_extra, normal_free, normal_value
from comics.scripting.lines import FIELDS, SECTIONS
from comics.scripting.model import Constraints, Script, ScriptCharacter, ScriptPanel, Story, VisualStyle

_Entry = VisualStyle | Story | ScriptCharacter | ScriptPanel | Constraints
_UNWRITTEN = ("shot", "spoken")  # labels that are read into other fields


def write(script: Script, *, complete: bool = False) -> str:
    """The script as text that ends with a line end; "" for an empty one.

    Only what is filled in is written; with `complete` every label of the template is, for an author to fill in.
    """
    blocks = [_head(script)]
    blocks.append(_section("style", _entry("style", script.style, complete=complete), complete=complete))
    blocks.append(_section("story", _entry("story", script.story, complete=complete), complete=complete))
    people = [_entry("characters", person, complete=complete) for person in script.characters]
    blocks.append(_section("characters", [line for lines in people for line in lines], complete=complete))
    blocks.append(_section("panels", list(_panel_lines(script, complete=complete)), complete=complete))
    blocks.append(_section("constraints", _entry("constraints", script.constraints, complete=complete), complete=complete))
    blocks.append(_section("notes", [extra] if (extra := normal_free(script.extra)) else [], complete=False))
    written = "\n\n".join(block for block in blocks if block)
    return f"{written}\n" if written else ""


def _head(script: Script) -> str:
    title = normal_value(script.title, single_line=True)
    head = [f"Title: {title}"] if title else []
    return "\n".join([*head, preamble] if (preamble := normal_free(script.preamble)) else head)


def _section(name: str, lines: list[str], *, complete: bool) -> str:
    return "\n".join([f"[{SECTIONS[name]}]", *lines]) if lines or complete else ""


def _panel_lines(script: Script, *, complete: bool) -> Iterator[str]:
    page = 1 if script.panels and script.panels[0].page_break else 2
    for index, panel in enumerate(script.panels):
        if panel.page_break:
            yield from ([f"Page {page}"] if index == 0 else ["", f"Page {page}"])
            page += 1
        first, *rest = _entry("panels", panel, complete=complete)
        yield f"{index + 1}) {first}"
        yield from rest


def _entry(section: str, entry: _Entry, *, complete: bool) -> list[str]:
    """The lines of one entry. The first field of a character or a panel opens it; the others stand further in."""
    opener = {"characters": "name", "panels": "objective"}.get(section, "")
    margin = {"characters": "  ", "panels": "   "}.get(section, "")
    lines: list[str] = []
    for name, label, _ in FIELDS[section]:
        if name in _UNWRITTEN:
            continue
        value = normal_value(getattr(entry, name), single_line=name == opener)
        if name == opener:
            lines.append(f"{'- ' if section == 'characters' else ''}{label}: {value}".rstrip())
        elif value or complete:
            lines.extend(_labelled(f"{margin}- {label}:", value, margin=f"{margin}  "))
    if extra := normal_extra(entry.extra):
        lines.extend(f"{margin}- {line}" for line in extra.split("\n"))
    return lines


def _labelled(label: str, value: str, *, margin: str) -> list[str]:
    first, *rest = value.split("\n")
    return [f"{label} {first}".rstrip(), *(f"{margin}{line}" for line in rest)]
