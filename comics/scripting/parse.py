"""Read a script: the recommended template, its looser form, or something between the two (`docs/script.md`).

The reader goes down the lines once. What it cannot place is kept word for word in the nearest `extra`, or in the preamble.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from comics.scripting import contents
from comics.scripting import lines as grammar
from comics.scripting.draft import Spot
from comics.scripting.model import Script


@dataclass(frozen=True, slots=True)
class Lines:
    """Where things start: 1-based lines of the text.

    `fields` has keys such as "style.genre", "characters.0.role" and "panels.3.dialogue"; `sections` has "style", "story",
    "characters", "panels", "constraints" and "notes". What is not in the text is in none of them.
    """

    sections: Mapping[str, int] = field(default_factory=dict)
    characters: tuple[int, ...] = ()
    panels: tuple[int, ...] = ()
    fields: Mapping[str, int] = field(default_factory=dict)


def parse(text: str) -> Script:
    """The script that the text tells. Any text gives a script; `write` gives it back in the template."""
    return read(text)[0]


def locate(text: str) -> Lines:
    """The line of the text on which each section, character, panel and field starts."""
    return read(text)[1]


def read(text: str) -> tuple[Script, Lines]:
    """`parse` and `locate` in one go."""
    at = Spot()
    for line in grammar.plain(text).split("\n"):
        _take(at, line)
    draft = at.draft
    if at.note:
        draft.free_line("notes", at.note)
    return draft.script(), Lines(
        sections=draft.sections,
        characters=tuple(entry.line for entry in draft.characters),
        panels=tuple(entry.line for entry in draft.panels),
        fields=draft.field_lines(),
    )


def _take(at: Spot, line: str) -> None:
    """Read the next line."""
    at.number += 1
    stripped = line.strip()
    if not stripped:
        _blank(at)
        return
    body, bulleted = grammar.unbulleted(stripped)
    column = len(line) - len(line.lstrip())
    placed = (
        _heading(at, stripped) or _continuation(at, body, column, bulleted) or (not bulleted and _structure(at, body, column))
    )
    if not placed:
        _content(at, body, column, bulleted)
    at.after_blank = False


def _blank(at: Spot) -> None:
    at.after_blank = True
    if at.section in ("", "notes"):
        at.draft.free_line(at.section, "")


def _heading(at: Spot, body: str) -> bool:
    """A marked heading of a known section, wherever it stands."""
    found = grammar.heading(body)
    if not found or not found.section:
        return False
    _enter(at, found)
    return True


def _enter(at: Spot, found: grammar.Heading) -> None:
    """Begin a section; of several headings on one line the last one counts."""
    at.entry, at.current, at.after_blank = None, "", False
    while True:
        at.section, at.level = found.section, found.level
        at.draft.sections.setdefault(found.section, at.number)
        rest = grammar.unbulleted(found.rest)[0]
        again = grammar.heading(rest) or grammar.bare_heading(rest)
        if not again or not again.section or again.title == rest:
            break
        found = again
    if rest:
        _content(at, rest, 0, bulleted=False)


def _continuation(at: Spot, body: str, column: int, bulleted: bool) -> bool:
    """A line that stands under a field's words, further in than its label, goes on with the field."""
    if not at.current or column < at.hanging:
        return False
    if bulleted:
        found = grammar.label(body, at.section)
        opens = at.section == "panels" and grammar.panel_opening(body) is not None
        if opens or at.current in ("objective", "name") or (found and found.field):
            return False
    at.add(at.current, body)
    return True


def _structure(at: Spot, body: str, column: int) -> bool:
    """An unmarked heading, a page break, or a heading of no known section."""
    free = at.section in ("", "notes")
    untitled = not at.section and not at.draft.title and at.draft.is_blank()
    found = grammar.bare_heading(body) if column == 0 or free else None
    # A section's name alone on its line may also be the end of a sentence, unless a blank line stands before it.
    if found and (found.title != body or at.after_blank or untitled):
        _enter(at, found)
        return True
    if at.section == "notes":
        return False
    if untitled and _title(at, body):
        return True
    if broken := grammar.page_break(body):
        _page(at, *broken)
        return True
    return _unknown_heading(at, body, column)


def _title(at: Spot, body: str) -> bool:
    found, heading = grammar.label(body, ""), grammar.heading(body)
    if found and found.label.casefold() == "title":
        at.draft.title = found.rest
    elif heading and heading.level and not _opens_panel(heading.title):
        at.draft.title = heading.title
    else:
        return False
    return True


def _page(at: Spot, rest: str, note: str) -> None:
    _panels(at)
    at.pending_break = True
    at.note = f"{at.note} {note}".strip()
    if rest:
        _content(at, grammar.unbulleted(rest)[0], 0, bulleted=False)


def _panels(at: Spot) -> None:
    if at.section != "panels":
        at.section, at.level = "panels", 0
        at.draft.sections.setdefault("panels", at.number)
    at.entry, at.current = None, ""


def _opens_panel(body: str) -> bool:
    return grammar.panel_opening(body) is not None or grammar.page_break(body) is not None


def _unknown_heading(at: Spot, body: str, column: int) -> bool:
    """`[Credits]` or `## Credits`: a page, a panel, a character's name below its section, or a section of its own."""
    found = grammar.heading(body)
    if not found or found.section:
        return False
    if broken := grammar.page_break(found.title):
        _page(at, *broken)
    elif grammar.panel_opening(found.title) is not None:
        _panel(at, found.title)
    elif found.level > at.level and at.section == "characters":
        contents.character(at, found.title, 0)
    elif found.level > at.level and at.section == "panels":
        contents.open_panel(at)
        at.begin("objective", found.title, 0, bulleted=False)
    elif at.section and (found.level or (at.section != "panels" and (at.after_blank or column == 0))):
        at.section, at.entry, at.current = "notes", None, ""
        at.draft.sections.setdefault("notes", at.number)
        at.draft.free_line("notes", body)
    else:
        return False
    return True


def _content(at: Spot, body: str, column: int, bulleted: bool) -> None:
    """A line without structure of its own, read by the section it stands in."""
    if at.section != "notes" and _panel(at, body, bulleted=bulleted):
        return
    if at.section in ("", "notes"):
        at.draft.free_line(at.section, f"- {body}" if bulleted else body)
    elif at.section == "panels":
        contents.panel_line(at, body, column, bulleted)
    elif at.section == "characters":
        contents.character_line(at, body, column, bulleted)
    else:
        contents.section_line(at, body, column, bulleted)


def _panel(at: Spot, body: str, *, bulleted: bool = False) -> bool:
    """The opening of a panel: "Panel 3: …", "3) …", or "Panel objective: …" where the panel has one already."""
    inside = at.section == "panels"
    rest = grammar.panel_opening(body) if inside or not bulleted else None
    if rest is None and not bulleted and (found := grammar.numbered(body)) and (inside or (not at.section and found[0] == 1)):
        rest = found[1]
    if rest is None:
        return False
    if not inside:
        _panels(at)
    contents.open_panel(at)
    if rest:
        contents.panel_line(at, grammar.unbulleted(rest)[0], 0, bulleted=False)
    return True
