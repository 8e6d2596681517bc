"""Lines within a section: what a line of the panels, the characters or another section adds to the script."""

from __future__ import annotations

from comics.scripting import lines as grammar
from comics.scripting import loose
from comics.scripting.draft import Spot

_MOST_IN_A_LINE = 20  # characters told in one line; more are no list of names


def open_panel(at: Spot) -> None:
    """Begin a panel, with the page break and the note of the page that wait for it."""
    at.entry = at.draft.open("panels", at.number)
    at.entry.page_break, at.pending_break = at.pending_break, False
    at.current = ""
    if at.note:
        at.entry.add("extra", f"Page: {at.note}", at.number)
        at.note = ""


def panel_line(at: Spot, body: str, column: int, bulleted: bool) -> None:
    """A line of the panels: a labelled field, more of the field before it, a note, or the panel told freely."""
    found = grammar.label(body, "panels")
    key = found.field if found else ""
    if at.entry is None or (key == "objective" and (at.entry.values or at.current)):
        open_panel(at)
    if found and key:
        _panel_field(at, found, column, bulleted)
    elif at.current and not bulleted and not at.after_blank and not loose.sounds_spoken(body, strictly=True):
        at.add(at.current, body)
    elif found and bulleted and not loose.sounds_spoken(body, strictly=True):
        at.current = ""
        at.add("extra", body)
    else:
        at.current = ""
        for field_, words in loose.panel_pieces(body):
            at.add(field_, words)


def _panel_field(at: Spot, found: grammar.Label, column: int, bulleted: bool) -> None:
    if found.field == "shot":
        named = found.rest if not found.rest or " " in found.rest else f"{found.rest} shot"
        at.begin("scene", named, column, bulleted=bulleted)
    elif found.field == "spoken":
        at.begin("dialogue", f"{found.label}: {found.rest}" if found.rest else "", column, bulleted=bulleted)
    else:
        at.begin(found.field, found.rest, column, bulleted=bulleted)


def character_line(at: Spot, body: str, column: int, bulleted: bool) -> None:
    """A line of the characters: a labelled field, more of the field before it, a note, or a character told in one line."""
    found = grammar.label(body, "characters")
    inside = at.entry is not None and (column > at.column or at.entry.labelled)
    if found and found.field == "name":
        _open_character(at, column, labelled=True)
        at.begin("name", found.rest, column, bulleted=bulleted)
    elif found and found.field:
        if at.entry is None:
            _open_character(at, column, labelled=True)
        at.begin(found.field, found.rest, column, bulleted=bulleted)
    elif at.current not in ("", "name") and not bulleted and not at.after_blank and (inside or not found):
        at.add(at.current, body)
    elif inside and bulleted and (column > at.column or (found and "(" not in found.label)):
        at.current = ""
        at.add("extra", body)
    elif inside and not bulleted and column > at.column:
        at.begin("appearance", body, column, bulleted=False)
    else:
        character(at, body, column)


def character(at: Spot, body: str, column: int) -> None:
    """A character told in one line; a heading such as "Characters: Ren, Mino" may tell several."""
    told = body.split(";", _MOST_IN_A_LINE) if ";" in body and ":" not in body else [body]
    if len(told) == 1 and not set(":：(（–—") & set(body) and all(len(name.split()) <= 3 for name in body.split(",")):
        told = body.split(",", _MOST_IN_A_LINE)
    for words in told:
        if words.strip():
            _open_character(at, column, labelled=False)
            for field_, value in loose.person(words.strip()):
                at.begin(field_, value, column, bulleted=True)


def _open_character(at: Spot, column: int, *, labelled: bool) -> None:
    at.entry = at.draft.open("characters", at.number)
    at.entry.labelled = labelled
    at.column, at.current = column, ""


def section_line(at: Spot, body: str, column: int, bulleted: bool) -> None:
    """A line of the style, the story or the constraints, which have one entry each."""
    at.entry = at.draft.singles[at.section]
    found = grammar.label(body, at.section)
    if found and found.field:
        at.begin(found.field, found.rest, column, bulleted=bulleted)
    elif at.current and not bulleted and not at.after_blank:
        at.add(at.current, body)
    elif found and bulleted:
        at.current = ""
        at.add("extra", body)
    else:
        at.current = ""
        _loose_section(at, body)


def _loose_section(at: Spot, body: str) -> None:
    if at.section == "story":
        at.add("premise", body)
        return
    split = loose.style_pieces if at.section == "style" else loose.constraint_pieces
    for field_, words in split(body):
        at.add(field_, words)
