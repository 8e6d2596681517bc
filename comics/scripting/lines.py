"""What one line of a script can be: a section heading, a labelled field, a panel's opening, a page break, or plain text.

The names follow the "Recommended Script Template" of the Comic API; beside each stand the words that authors use instead.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

SECTIONS: dict[str, str] = {
    "style": "Visual Style",
    "story": "Story",
    "characters": "Characters",
    "panels": "Panels",
    "constraints": "Constraints",
    "notes": "Notes",
}

_SECTION_NAMES: dict[str, str] = {
    "visual style": "style",
    "style": "style",
    "art direction": "style",
    "story": "story",
    "plot": "story",
    "characters": "characters",
    "cast": "characters",
    "panels": "panels",
    "panel list": "panels",
    "constraints": "constraints",
    "requirements": "constraints",
}

# Field, label as written, other labels that are read. The order is the order of the template.
FIELDS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "style": (
        ("genre", "Genre", ()),
        ("art_style", "Art style", ("art", "style", "visual style")),
        ("palette", "Color palette", ("colour palette", "palette", "color", "colour", "colors", "colours")),
        ("lighting", "Lighting", ("light",)),
        ("camera", "Camera language", ("camera", "camera work", "framing")),
    ),
    "story": (
        ("premise", "Premise", ("logline", "synopsis", "summary", "story")),
        ("conflict", "Conflict", ()),
        ("tone", "Emotional tone", ("tone", "mood")),
        ("ending", "Ending beat", ("ending", "resolution")),
    ),
    "characters": (
        ("name", "Name", ("character", "character name")),
        ("role", "Role", ()),
        ("appearance", "Appearance", ("look", "looks", "description")),
        ("personality", "Personality", ("traits", "character traits", "temperament")),
        (
            "signature",
            "Signature expression/action",
            ("signature", "signature expression", "signature action", "signature expression or action"),
        ),
    ),
    "panels": (
        ("objective", "Panel objective", ("objective", "purpose", "beat")),
        ("scene", "Scene description", ("scene", "setting", "background", "location")),
        ("action", "Character action", ("action", "actions", "character actions")),
        ("dialogue", "Dialogue / caption", ("dialogue", "dialog", "dialogues", "caption/dialogue", "lettering")),
        ("shot", "Shot", ("camera", "framing", "camera angle")),
        # These keep their label, because the label says what kind of lettering the words are.
        ("spoken", "Caption", ("captions", "narration", "narrator", "sfx", "sound", "sound effect", "time", "place")),
    ),
    "constraints": (
        ("size", "Aspect ratio / size", ("aspect ratio", "size", "ratio")),
        ("forbidden", "Forbidden elements", ("forbidden", "avoid", "negative prompt")),
        ("consistency", "Consistency requirements", ("consistency",)),
    ),
}

_LONGEST_NAME = 40  # of a section, with the spaces around it; a longer line is no name and is not looked at

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty"
)
_BULLET = re.compile(r"(?:[-*•–·‣+]|\u25cf|\u25e6)\s+(?=\S)")
_LABEL = re.compile(r"(?P<mark>\*\*|__|\*|_)?(?P<label>[^\W_][^:：*_]{0,39}?)\s*(?P=mark)?\s*[:：](?P<rest>.*)$")
_PLAIN_LABEL = re.compile(r"(?P<label>[^\W_][^:：*]{0,39}?)\s*[:：](?P<rest>.*)$")
_BRACKETED = re.compile(r"[\[【]\s*([^\[\]【】]{1,80}?)\s*[\]】]\s*[:：]?\s*(.*)$")
_MARKDOWN = re.compile(r"(#{1,6})\s+(.*?)[\s#]*$")
_BOLD = re.compile(r"(\*\*|__)\s*([^*_]{1,80}?)\s*(?:[:：]\s*\1|\1\s*[:：]|\1\s*$)\s*(.*)$")
_PAGE = re.compile(
    rf"(?:[-=–—*_~]{{2,}}\s*)?(?:page\s+(?:\d{{1,4}}|{_NUMBER_WORDS})|page break|new page)(?:\s*(?:of|/)\s*\d+)?\s*"
    r"(?:[-=–—*_~]{2,}\s*|[:：,.–—-]\s*(?P<rest>.*)|(?P<note>\(.*))?$",
    re.IGNORECASE,
)
_PANEL = re.compile(
    rf"(?:\*\*|__)?panel\s*(?:no\.?\s*|#\s*)?(?:\d{{1,4}}|{_NUMBER_WORDS})\b(?!['’])\s*(?:\*\*|__)?\s*[:：.)–—-]?"
    r"(?:\s*(?:\*\*|__)(?=\s|$))?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,4})\s*[.)](?:\s+(?P<rest>.*)|)$")
_CONTROL: dict[int, str | None] = {
    **dict.fromkeys((*range(9), *range(14, 28), 31, 127), " "),
    **dict.fromkeys((11, 12, 28, 29, 30, 0x85, 0x2028, 0x2029), "\n"),
    9: "    ",
    0xFEFF: None,
}


class Heading(NamedTuple):
    """A heading: its section ("" where the name is unknown), its own words, the text after it, its markdown level."""

    section: str
    title: str
    rest: str
    level: int


class Label(NamedTuple):
    """A labelled line: the field it fills, the label as typed, and the value on the same line."""

    field: str
    label: str
    rest: str


def plain(text: str) -> str:
    """The text with plain line ends, four spaces a tab, and neither byte-order mark nor control characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)


def unbulleted(body: str) -> tuple[str, bool]:
    """The line without its bullets, and whether it had any."""
    bulleted = False
    while match := _BULLET.match(body):
        body, bulleted = body[match.end() :], True
    return body, bulleted


def heading(body: str) -> Heading | None:
    """The marked heading (brackets, markdown or bold) that the line is; None for plain text and bold text of no section."""
    first = body[:1]
    if first == "#" and (match := _MARKDOWN.match(body)):
        title = match[2].strip("*_[]【】 ")
        known = bare_heading(title)
        return Heading(known.section, title, known.rest, len(match[1])) if known else Heading("", title, "", len(match[1]))
    if first in ("[", "【") and (match := _BRACKETED.match(body)):
        section = _section(match[1], marked=True)
        return Heading(section, match[1], match[2], 0) if section or not match[2] else None
    if first in ("*", "_") and (match := _BOLD.match(body)) and (section := _section(match[2], marked=True)):
        return Heading(section, match[2], match[3], 0)
    return None


def bare_heading(body: str) -> Heading | None:
    """The known section that an unmarked line opens: its name alone, or its name and a colon."""
    if section := _section(body, marked=False):
        return Heading(section, body, "", 0)
    if (match := _PLAIN_LABEL.match(body)) and (section := _section(match["label"], marked=False)):
        return Heading(section, match["label"], match["rest"].strip(), 0)
    return None


def label(body: str, section: str) -> Label | None:
    """The label at the start of the line, with the field of that section which it names ("" where it names none)."""
    if ":" not in body and "：" not in body:
        return None
    match = _LABEL.match(body)
    if not match:
        return None
    rest = match["rest"].strip()
    if match["mark"] and rest.startswith(match["mark"]):
        rest = rest.removeprefix(match["mark"]).strip()
    words = _key(match["label"])
    return Label(_LABELS.get(section, {}).get(words, ""), match["label"].strip(), rest)


def page_break(body: str) -> tuple[str, str] | None:
    """For a line that starts a page: the text behind it and a note in brackets behind it; None for any other line."""
    if body[:1] in "pPnN-=–—*_~":
        match = _PAGE.match(body)
        if match:
            return (match["rest"] or "").strip(), (match["note"] or "").strip()
    return None


def panel_opening(body: str) -> str | None:
    """The text behind "Panel 3:" (also bold), None where the line does not open a panel so."""
    match = _PANEL.match(body) if body[:1] in "pP*_" else None
    return match["rest"].strip() if match else None


def numbered(body: str) -> tuple[int, str] | None:
    """The number and the text of "3) …" or "3. …"."""
    match = _NUMBERED.match(body) if body[:1].isdigit() or body[:1] == "(" else None
    return (int(match["number"]), (match["rest"] or "").strip()) if match else None


def inner_line(line: str) -> str:
    """A line as it may stand inside a value: without bullets, and without the marks that would make it a known heading."""
    while True:
        body, bulleted = unbulleted(line.strip())
        found = heading(body)
        if found and found.section:
            body = f"{found.title}: {found.rest}" if found.rest and found.level == 0 else found.title
        elif not bulleted:
            return body
        if body == line:
            return body
        line = body


def _section(name: str, *, marked: bool) -> str:
    if len(name) > _LONGEST_NAME:
        return ""
    key = _key(name)
    return "notes" if marked and key == "notes" else _SECTION_NAMES.get(key, "")


@lru_cache(maxsize=1024)
def _key(words: str) -> str:
    """How a label is compared. The same few come on every panel; all are short, so keeping them costs little."""
    return re.sub(r"\s*/\s*", "/", " ".join(words.casefold().replace("_", " ").split()))


_LABELS: dict[str, dict[str, str]] = {
    section: {_key(word): field for field, label_, others in fields for word in (label_, *others)}
    for section, fields in FIELDS.items()
}
