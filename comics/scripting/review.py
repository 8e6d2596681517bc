"""The review beside the script: what will not draw or letter well, in the author's words, each with what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from comics.scripting.dialogue import spoken_lines
from comics.scripting.model import Finding, Script, ScriptCharacter, ScriptPanel, SpokenLine
from comics.scripting.names import is_crowd, known, recurring_names
from comics.scripting.pages import cut
from comics.scripting.parse import Lines, read
from comics.scripting.sizes import asks_for_size, nearest_size, read_size
from comics.scripting.styles import conflicts
from comics.scripting.write import write
from comics.vocabulary import MAX_PAGES, MAX_PANELS, SIZES, LetteringKind

MAX_CHARACTERS = 200_000  # of a whole script: about 60 books of 20 pages
MAX_NAME = 80
WORDS_PER_BALLOON = 25  # craft.md, "Lettering rules", 2
BALLOONS_PER_PANEL = 3
WORDS_PER_PANEL = 60

_LETTERED = frozenset(LetteringKind) - {LetteringKind.SFX, LetteringKind.TIME_PLACE}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every rule looks at."""

    script: Script
    lines: Lines
    cast: tuple[str, ...]
    sizes: Collection[str]
    spoken: tuple[tuple[SpokenLine, ...], ...]

    def line(self, key: str, *others: str) -> int:
        """The line of the first of these fields that the text has, 0 for none."""
        return next((self.lines.fields[name] for name in (key, *others) if name in self.lines.fields), 0)

    def panel_line(self, index: int, field: str = "") -> int:
        """The line of a panel's field, or of the panel where it has no such field."""
        return self.line(f"panels.{index}.{field}") or self.lines.panels[index]

    def names(self) -> tuple[str, ...]:
        """Everybody whom the script or the cast introduces."""
        return (*(person.name for person in self.script.characters if person.name), *self.cast)

    def told(self) -> str:
        """All the words of the panels."""
        return " ".join(f"{p.objective} {p.scene} {p.action} {p.dialogue} {p.extra}" for p in self.script.panels)


def review(
    text_or_script: str | Script, *, cast: Sequence[str] = (), sizes: Collection[str] = tuple(SIZES)
) -> tuple[Finding, ...]:
    """Everything worth a remark, by line: errors stop a launch, warnings will show, hints may be meant so.

    `cast` are the names that the series knows; `sizes` those that the engine draws. A `Script` is looked at as `write` writes
    it, so that the lines fit that text. A text over `MAX_CHARACTERS` is not read any further.
    """
    text = write(text_or_script) if isinstance(text_or_script, Script) else text_or_script
    if len(text) > MAX_CHARACTERS:
        return (_too_long(len(text)),)
    script, lines = read(text)
    spoken = tuple(spoken_lines(panel.dialogue) for panel in script.panels)
    desk = _Desk(script, lines, tuple(name for name in cast if name), sizes, spoken)
    found = [finding for rule in _RULES for finding in rule(desk)]
    return tuple(sorted(found, key=lambda finding: finding.line))


def _too_long(length: int) -> Finding:
    message = (
        f"This script has {length:,} characters; the studio reads up to {MAX_CHARACTERS:,}. "
        "Split it into several issues and launch them one by one."
    )
    return Finding("error", "too_long", message)


def _extent(desk: _Desk) -> Iterator[Finding]:
    """No panels, too many on a page, too many pages."""
    if not desk.script.panels:
        yield _nothing_to_draw(desk.script)
        return
    pages = cut(desk.script.panels)
    for number, page in enumerate(pages, start=1):
        if len(page) > MAX_PANELS:
            message = (
                f"Page {number} has {len(page)} panels; a page holds {MAX_PANELS} at most. "
                f'Start a new page with a line "Page {number + 1}" in between.'
            )
            yield Finding("error", "too_many_panels", message, desk.panel_line(page[0]), page[0])
    if len(pages) > MAX_PAGES:
        message = (
            f"This script has {len(pages)} pages; one launch draws {MAX_PAGES} at most. "
            f"Launch the first {MAX_PAGES} and continue with the others afterwards."
        )
        yield Finding("warning", "too_many_pages", message, desk.panel_line(pages[MAX_PAGES][0]))


def _nothing_to_draw(script: Script) -> Finding:
    if script == Script():
        return Finding("error", "empty", "This script is empty. Begin with a [Panels] section, or start from an example.")
    message = "This script has no panels yet. Add a [Panels] section with lines such as “1) Panel objective: …”."
    return Finding("error", "no_panels", message)


def _panels(desk: _Desk) -> Iterator[Finding]:
    """Panels that say nothing, or not what they are for."""
    for index, panel in enumerate(desk.script.panels):
        line, number = desk.panel_line(index), index + 1
        if not (panel.scene or panel.action or panel.objective or panel.dialogue):
            message = f"Panel {number} is empty. Say where it plays and what happens, or take it out."
            yield Finding("warning", "empty_panel", message, line, index)
        elif not panel.objective:
            level = "hint" if panel.scene or panel.action else "warning"
            message = f"Panel {number} has no objective. Say in one line what the reader should take from it."
            yield Finding(level, "no_objective", message, line, index)
        if panel.dialogue and not (panel.scene or panel.action or panel.objective):
            message = f"Panel {number} only has words to letter. Add a scene or an action, so that there is something to draw."
            yield Finding("hint", "nothing_to_see", message, line, index)


def _words(desk: _Desk) -> Iterator[Finding]:
    """More words than the balloons of a panel hold."""
    for index, lines in enumerate(desk.spoken):
        at, number = desk.panel_line(index, "dialogue"), index + 1
        lettered = [line for line in lines if line.kind in _LETTERED]
        for line in lettered:
            if (count := len(line.text.split())) > WORDS_PER_BALLOON:
                opening = " ".join(line.text.split()[:4])
                message = (
                    f"{count} words in one balloon (“{opening} …”); {WORDS_PER_BALLOON} read well. "
                    "Shorten it, or split it over two balloons or panels."
                )
                yield Finding("warning", "long_balloon", message, at, index)
        if len(lettered) > BALLOONS_PER_PANEL:
            message = (
                f"Panel {number} has {len(lettered)} balloons and captions; {BALLOONS_PER_PANEL} fit well. "
                "Move some of the words to another panel."
            )
            yield Finding("warning", "many_balloons", message, at, index)
        elif (total := sum(len(line.text.split()) for line in lettered)) > WORDS_PER_PANEL:
            message = (
                f"Panel {number} has {total} words to letter; they will cover the picture. Aim for {WORDS_PER_PANEL} at most."
            )
            yield Finding("warning", "many_words", message, at, index)


def _speakers(desk: _Desk) -> Iterator[Finding]:
    """Somebody speaks or acts whom neither the script nor the cast introduces."""
    names, told = desk.names(), set()
    for index, lines in enumerate(desk.spoken):
        for line in lines:
            if line.kind not in _LETTERED or not line.speaker or is_crowd(line.speaker) or known(line.speaker, names):
                continue
            if line.speaker.casefold() not in told:
                told.add(line.speaker.casefold())
                yield _stranger(line.speaker, "speaks", desk.panel_line(index, "dialogue"), index)
    actions = [f"{panel.action}\n{panel.objective}" for panel in desk.script.panels]
    for name, index in recurring_names(actions):
        if not known(name, names) and name.casefold() not in told:
            yield _stranger(name, "appears", desk.panel_line(index, "action"), index)


def _stranger(name: str, does: str, line: int, index: int) -> Finding:
    message = (
        f"{name} {does} here but is not in the cast, so looks may change from panel to panel. Add {name} under [Characters]."
    )
    return Finding("warning", "not_in_cast", message, line, index)


def _characters(desk: _Desk) -> Iterator[Finding]:
    """Characters without a name, with two entries, new to the series, or without a panel."""
    seen: set[str] = set()
    told = desk.told()
    for person, line in zip(desk.script.characters, desk.lines.characters, strict=True):
        name = person.name
        if not name or len(name) > MAX_NAME:
            yield from _misnamed(person, line)
            continue
        if name.casefold() in seen:
            yield Finding("warning", "twice", f"{name} is described twice. Keep one entry, so that the looks are clear.", line)
        seen.add(name.casefold())
        if desk.cast and not known(name, desk.cast):
            message = (
                f"{name} is described here but not yet in the cast of the series. Add {name}, to look the same in later issues."
            )
            yield Finding("hint", "new_character", message, line)
        if desk.script.panels and not known(name, (told,), anywhere=True):
            message = f"{name} is in no panel. Name {name} in an action or a line of dialogue, or take the entry out."
            yield Finding("hint", "unused", message, line)


def _misnamed(person: ScriptCharacter, line: int) -> Iterator[Finding]:
    if person.name:
        message = f"This name has {len(person.name):,} characters; {MAX_NAME} is the limit. Put the rest under Appearance."
        yield Finding("error", "long_name", message, line)
    elif person.role or person.appearance:
        yield Finding("warning", "no_name", "This character has no name. Give it one, so that panels can call it.", line)


def _absent(desk: _Desk) -> Iterator[Finding]:
    """Members of the series' cast whom this issue leaves out."""
    told = " ".join((desk.told(), *(person.name for person in desk.script.characters)))
    absent = [name for name in desk.cast if not known(name, (told,), anywhere=True)]
    if absent and desk.script.panels:
        shown = ", ".join(absent[:8]) + (" …" if len(absent) > 8 else "")
        message = f"Of the cast, not in this issue: {shown}. Name them in a panel if they should be."
        yield Finding("hint", "absent", message)


def _look(desk: _Desk) -> Iterator[Finding]:
    """Styles at odds with each other."""
    style = desk.script.style
    look = " ; ".join((style.genre, style.art_style, style.palette, style.lighting, style.extra))
    line = desk.line("style.art_style", "style.genre", "style.palette", "style.lighting")
    for phrase in conflicts(look):
        message = f"Conflicting styles: {phrase}. Choose one and keep it, or the panels will look like different books."
        yield Finding("warning", "styles", message, line)


def _size(desk: _Desk) -> Iterator[Finding]:
    """A size that nobody draws."""
    asked, line = desk.script.constraints.size, desk.line("constraints.size")
    if not asks_for_size(asked) or read_size(asked, sizes=desk.sizes):
        return
    nearest = nearest_size(asked, sizes=desk.sizes)
    flat = " ".join(asked.split())
    shown = flat if len(flat) <= MAX_NAME else f"{flat[:MAX_NAME]}…"
    message = f"The size {shown} is not supported; {nearest} comes nearest. Choose one of {', '.join(desk.sizes)}."
    yield Finding("warning", "size", message, line)


def _left_over(desk: _Desk) -> Iterator[Finding]:
    """Text that no section of the template has a place for."""
    if desk.script.extra:
        message = "This part belongs to no section of the template. It is kept as a note and is not drawn."
        yield Finding("hint", "not_understood", message, desk.lines.sections.get("notes", 0))
    for index, panel in enumerate(desk.script.panels):
        if panel.extra:
            yield _unplaced(panel, desk.panel_line(index, "extra"), index)


def _unplaced(panel: ScriptPanel, line: int, index: int) -> Finding:
    opening = " ".join(panel.extra.split()[:5])
    message = f"“{opening}” is kept as a note and is not drawn. If it should be seen, write it under scene or action."
    return Finding("hint", "note", message, line, index)


_RULES = (_extent, _panels, _words, _speakers, _characters, _absent, _look, _size, _left_over)
