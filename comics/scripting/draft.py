"""A script in the making: what the reader has found so far, field by field, with the line it stood on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comics.scripting.lines import inner_line, plain
from comics.scripting.model import Constraints, Script, ScriptCharacter, ScriptPanel, Story, VisualStyle

_SINGLE_LINE = ("objective", "name")


@dataclass(slots=True)
class Entry:
    """One character, one panel, or one of the sections that hold one entry. `values` are the text lines of each field."""

    line: int = 0
    values: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    page_break: bool = False
    labelled: bool = False

    def add(self, name: str, words: str, line: int) -> None:
        """Append a text line to a field; an empty one only notes where the field stands."""
        self.lines.setdefault(name, line)
        kept = self.values.setdefault(name, [])
        if words:
            kept.append(words)

    def text(self, name: str) -> str:
        """The field's words in their normal form."""
        told = "\n".join(self.values.get(name, ()))
        return normal_extra(told) if name == "extra" else normal_value(told, single_line=name in _SINGLE_LINE)


def normal_value(text: str, *, single_line: bool = False) -> str:
    """A value as the template can hold it: no blank lines, and no line after the first that reads as structure."""
    kept = [line.strip() for line in plain(text).split("\n") if line.strip()]
    kept[1:] = [line for raw in kept[1:] if (line := inner_line(raw))]
    return (" " if single_line else "\n").join(kept)


def normal_extra(text: str) -> str:
    """The lines of an entry that no field has a place for, each as it may stand behind a bullet."""
    return "\n".join(line for raw in plain(text).split("\n") if (line := inner_line(raw)))


def normal_free(text: str) -> str:
    """Free text as the preamble and the notes hold it: lines without indentation, at most one blank line in a row."""
    stripped = "\n".join(line.strip() for line in plain(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", stripped).strip("\n")


@dataclass(slots=True)
class Draft:
    """Everything found so far. `script` makes it final."""

    title: str = ""
    free: dict[str, list[str]] = field(default_factory=lambda: {"": [], "notes": []})
    singles: dict[str, Entry] = field(default_factory=lambda: {name: Entry() for name in ("style", "story", "constraints")})
    characters: list[Entry] = field(default_factory=list)
    panels: list[Entry] = field(default_factory=list)
    sections: dict[str, int] = field(default_factory=dict)

    def is_blank(self) -> bool:
        """Whether no words stand in the preamble yet."""
        return not any(self.free[""])

    def free_line(self, section: str, words: str) -> None:
        """Keep a line of the preamble ("") or of the notes."""
        self.free[section].append(words)

    def open(self, section: str, line: int) -> Entry:
        """Begin a new character or panel."""
        entry = Entry(line)
        (self.characters if section == "characters" else self.panels).append(entry)
        return entry

    def field_lines(self) -> dict[str, int]:
        """The line of each field, by keys such as "style.genre" and "panels.3.dialogue"."""
        found = {f"{name}.{key}": line for name, entry in self.singles.items() for key, line in entry.lines.items()}
        for name, entries in (("characters", self.characters), ("panels", self.panels)):
            found |= {f"{name}.{i}.{key}": line for i, entry in enumerate(entries) for key, line in entry.lines.items()}
        return found

    def script(self) -> Script:
        """The finished script."""
        style, story, constraints = self.singles["style"], self.singles["story"], self.singles["constraints"]
        self._give_words_to_speakers()
        return Script(
            title=self.title,
            preamble=normal_free("\n".join(self.free[""])),
            style=VisualStyle(**{name: style.text(name) for name in VisualStyle.__dataclass_fields__}),
            story=Story(**{name: story.text(name) for name in Story.__dataclass_fields__}),
            characters=tuple(
                ScriptCharacter(**{name: entry.text(name) for name in ScriptCharacter.__dataclass_fields__})
                for entry in self.characters
            ),
            panels=tuple(_panel(entry) for entry in self.panels),
            constraints=Constraints(**{name: constraints.text(name) for name in Constraints.__dataclass_fields__}),
            extra=normal_free("\n".join(self.free["notes"])),
        )

    def _give_words_to_speakers(self) -> None:
        """A panel's line such as "- Ren: Hello" is dialogue once a character of that name is known."""
        names = {entry.text("name").casefold() for entry in self.characters} - {""}
        for entry in self.panels:
            extra = entry.values.get("extra", [])
            spoken = [line for line in extra if re.split(r"\s*[(:：]", line, maxsplit=1)[0].casefold() in names]
            if spoken:
                entry.values["extra"] = [line for line in extra if line not in spoken]
                entry.values.setdefault("dialogue", []).extend(spoken)
                entry.lines.setdefault("dialogue", entry.lines["extra"])


def _panel(entry: Entry) -> ScriptPanel:
    texts = {name: entry.text(name) for name in ("objective", "scene", "action", "dialogue", "extra")}
    return ScriptPanel(**texts, page_break=entry.page_break)


# An unmarked label needs this much more indentation below it before a labelled line counts as its continuation.
_HANGING = 4


@dataclass(slots=True)
class Spot:
    """Where the reader is: the line's `number`, its section ("" is the preamble) and what the next plain line belongs to.

    `level` is the markdown level of the section's heading, `column` where the current character began, `current` the field
    that is open and `hanging` the column from which a line goes on with it; `note` and `pending_break` wait for the next panel.
    """

    draft: Draft = field(default_factory=Draft)
    number: int = 0
    section: str = ""
    level: int = 0
    entry: Entry | None = None
    column: int = 0
    current: str = ""
    hanging: int = 0
    after_blank: bool = True
    note: str = ""
    pending_break: bool = False

    def begin(self, name: str, words: str, column: int, *, bulleted: bool) -> None:
        """Open a field of the current entry: what stands further in than its label goes on with it."""
        self.current, self.hanging = name, column + (2 if bulleted else _HANGING)
        self.add(name, words)

    def add(self, name: str, words: str) -> None:
        """Append a text line to a field of the current entry."""
        if self.entry is not None:
            self.entry.add(name, words, self.number)
