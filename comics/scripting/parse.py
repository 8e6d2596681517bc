"""Read a script: the recommended template, its looser form, or something between the two (`docs/script.md`).

The reader goes down the lines once. What it cannot place is kept word for word in the nearest `extra`, or in the preamble.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from comics.scripting import lines as grammar
from comics.scripting import loose
from comics.scripting.draft import Draft, Entry
from comics.scripting.model import Script

# An unmarked label needs this much more indentation below it before a labelled line counts as its continuation.
_HANGING = 4


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
    reader = _Reader()
    for line in grammar.plain(text).split("\n"):
        reader.take(line)
    draft = reader.draft
    return draft.script(), Lines(
        sections=draft.sections,
        characters=tuple(entry.line for entry in draft.characters),
        panels=tuple(entry.line for entry in draft.panels),
        fields=draft.field_lines(),
    )


class _Reader:
    """Takes one line after the other; `section`, `current` and `hanging` say what the next plain line belongs to."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.number = 0
        self.section = ""  # the preamble
        self.level = 0
        self.entry: Entry | None = None
        self.column = 0  # of the current character's first line
        self.current = ""
        self.hanging = 0
        self.after_blank = True
        self.note = ""
        self.pending_break = False

    def take(self, line: str) -> None:
        """Read the next line."""
        self.number += 1
        stripped = line.strip()
        if not stripped:
            self._blank()
            return
        body, bulleted = grammar.unbulleted(stripped)
        column = len(line) - len(line.lstrip())
        if not (self._heading(stripped) or self._continuation(body, column, bulleted)) and not (
            not bulleted and self._structure(body, column)
        ):
            self._content(body, column, bulleted)
        self.after_blank = False

    def _blank(self) -> None:
        self.after_blank = True
        if self.section in ("", "notes"):
            self.draft.free_line(self.section, "")

    def _heading(self, body: str) -> bool:
        """A marked heading of a known section, wherever it stands."""
        found = grammar.heading(body)
        if not found or not found.section:
            return False
        self._enter(found)
        return True

    def _enter(self, found: grammar.Heading) -> None:
        self.section, self.level = found.section, found.level
        self.entry, self.current = None, ""
        self.draft.sections.setdefault(found.section, self.number)
        if found.rest:
            self.after_blank = False
            self._content(grammar.unbulleted(found.rest)[0], 0, bulleted=False)

    def _continuation(self, body: str, column: int, bulleted: bool) -> bool:
        """A line that stands under a field's words, further in than its label, goes on with the field."""
        if not self.current or column < self.hanging:
            return False
        if bulleted:
            found = grammar.label(body, self.section)
            opens = self.section == "panels" and grammar.panel_opening(body) is not None
            if opens or self.current in ("objective", "name") or (found and found.field):
                return False
        self._add(self.current, body)
        return True

    def _structure(self, body: str, column: int) -> bool:
        """An unmarked heading, a page break, or a heading of no known section."""
        free = self.section in ("", "notes")
        if (column == 0 or free) and (found := grammar.bare_heading(body)) and (found.title != body or self.after_blank):
            self._enter(found)
            return True
        if self.section == "notes":
            return False
        if not self.section and not self.draft.title and self.draft.is_blank() and self._title(body):
            return True
        if broken := grammar.page_break(body):
            self._page(*broken)
            return True
        return self._unknown_heading(body, column)

    def _title(self, body: str) -> bool:
        found, heading = grammar.label(body, ""), grammar.heading(body)
        if found and found.label.casefold() == "title":
            self.draft.title = found.rest
        elif heading and heading.level and not self._opens_panel(heading.title):
            self.draft.title = heading.title
        else:
            return False
        return True

    def _page(self, rest: str, note: str) -> None:
        self._panels()
        self.pending_break = True
        self.note = note
        if rest:
            self._content(grammar.unbulleted(rest)[0], 0, bulleted=False)

    def _panels(self) -> None:
        if self.section != "panels":
            self.section, self.level = "panels", 0
            self.draft.sections.setdefault("panels", self.number)
        self.entry, self.current = None, ""

    def _opens_panel(self, body: str) -> bool:
        return grammar.panel_opening(body) is not None or grammar.page_break(body) is not None

    def _unknown_heading(self, body: str, column: int) -> bool:
        """`[Credits]` or `## Credits`: a page, a panel, a character's name below its section, or a section of its own."""
        found = grammar.heading(body) or grammar.heading(f"[{body.strip('[]【】')}]" if body[:1] in "[【" else "")
        if not found or found.section:
            return False
        if broken := grammar.page_break(found.title):
            self._page(*broken)
        elif grammar.panel_opening(found.title) is not None:
            self._panel(found.title)
        elif found.level > self.level and self.section == "characters":
            self._character(found.title, 0)
        elif found.level > self.level and self.section == "panels":
            self._open_panel()
            self._set("objective", found.title, 0, bulleted=False)
        elif self.section and (found.level or self.after_blank or (column == 0 and self.section != "panels")):
            self.section, self.entry, self.current = "notes", None, ""
            self.draft.sections.setdefault("notes", self.number)
            self.draft.free_line("notes", body)
        else:
            return False
        return True

    def _content(self, body: str, column: int, bulleted: bool) -> None:
        """A line without structure of its own, read by the section it stands in."""
        if self.section != "notes" and self._panel(body, bulleted=bulleted):
            return
        if self.section in ("", "notes"):
            self.draft.free_line(self.section, f"- {body}" if bulleted else body)
        elif self.section == "panels":
            self._panel_line(body, column, bulleted)
        elif self.section == "characters":
            self._character_line(body, column, bulleted)
        else:
            self._section_line(body, column, bulleted)

    def _panel(self, body: str, *, bulleted: bool = False) -> bool:
        """The opening of a panel: "Panel 3: …", "3) …", or "Panel objective: …" where the panel has one already."""
        inside = self.section == "panels"
        rest = grammar.panel_opening(body) if inside or not bulleted else None
        if rest is None and not bulleted and (found := grammar.numbered(body)) and (inside or found == (1, found[1])):
            rest = found[1] if inside or not self.section else None
        if rest is None:
            return False
        if not inside:
            self._panels()
        self._open_panel()
        if rest:
            self._panel_line(grammar.unbulleted(rest)[0], 0, bulleted=False)
        return True

    def _open_panel(self) -> None:
        self.entry = self.draft.open("panels", self.number)
        self.entry.page_break, self.pending_break = self.pending_break, False
        self.current = ""
        if self.note:
            self.entry.add("extra", self.note, self.number)
            self.note = ""

    def _panel_line(self, body: str, column: int, bulleted: bool) -> None:
        found = grammar.label(body, "panels")
        key = found.field if found else ""
        if self.entry is None or (key == "objective" and (self.entry.values or self.current)):
            self._open_panel()
        if found and key:
            self._panel_field(found, column, bulleted)
        elif self.current and not bulleted and not self.after_blank and not loose.sounds_spoken(body, strictly=True):
            self._add(self.current, body)
        elif found and bulleted and not loose.sounds_spoken(body, strictly=True):
            self.current = ""
            self._add("extra", body)
        else:
            self.current = ""
            for field_, words in loose.panel_pieces(body):
                self._add(field_, words)

    def _panel_field(self, found: grammar.Label, column: int, bulleted: bool) -> None:
        if found.field == "shot":
            named = found.rest if not found.rest or " " in found.rest else f"{found.rest} shot"
            self._set("scene", named, column, bulleted=bulleted)
        elif found.field == "spoken":
            self._set("dialogue", f"{found.label}: {found.rest}" if found.rest else "", column, bulleted=bulleted)
        else:
            self._set(found.field, found.rest, column, bulleted=bulleted)

    def _character_line(self, body: str, column: int, bulleted: bool) -> None:
        found = grammar.label(body, "characters")
        inside = self.entry is not None and (column > self.column or self.entry.labelled)
        if found and found.field == "name":
            self._open_character(column, labelled=True)
            self._set("name", found.rest, column, bulleted=bulleted)
        elif found and found.field:
            if self.entry is None:
                self._open_character(column, labelled=True)
            self._set(found.field, found.rest, column, bulleted=bulleted)
        elif self.current not in ("", "name") and not bulleted and not self.after_blank and (inside or not found):
            self._add(self.current, body)
        elif inside and bulleted and (column > self.column or (found and "(" not in found.label)):
            self.current = ""
            self._add("extra", body)
        elif inside and not bulleted and column > self.column:
            self._set("appearance", body, column, bulleted=False)
        else:
            self._character(body, column)

    def _character(self, body: str, column: int) -> None:
        """A character told in one line; a heading such as "Characters: Ren, Mino" may tell several."""
        told = body.split(";") if ";" in body and ":" not in body else [body]
        if len(told) == 1 and not set(":：(（–—") & set(body) and all(len(name.split()) <= 3 for name in body.split(",")):
            told = body.split(",")
        for words in told:
            if words.strip():
                self._open_character(column, labelled=False)
                for field_, value in loose.person(words.strip()):
                    self._set(field_, value, column, bulleted=True)

    def _open_character(self, column: int, *, labelled: bool) -> None:
        self.entry = self.draft.open("characters", self.number)
        self.entry.labelled = labelled
        self.column, self.current = column, ""

    def _section_line(self, body: str, column: int, bulleted: bool) -> None:
        """A line of the style, the story or the constraints, which have one entry each."""
        self.entry = self.draft.singles[self.section]
        found = grammar.label(body, self.section)
        if found and found.field:
            self._set(found.field, found.rest, column, bulleted=bulleted)
        elif self.current and not bulleted and not self.after_blank:
            self._add(self.current, body)
        elif found and bulleted:
            self.current = ""
            self._add("extra", body)
        else:
            self.current = ""
            self._loose_section(body)

    def _loose_section(self, body: str) -> None:
        if self.section == "story":
            self._add("premise", body)
            return
        split = loose.style_pieces if self.section == "style" else loose.constraint_pieces
        for field_, words in split(body):
            self._add(field_, words)

    def _set(self, field_: str, words: str, column: int, *, bulleted: bool) -> None:
        """Begin a field: what stands further in than its label goes on with it."""
        self.current, self.hanging = field_, column + (2 if bulleted else _HANGING)
        self._add(field_, words)

    def _add(self, field_: str, words: str) -> None:
        if self.entry is not None:
            self.entry.add(field_, words, self.number)
