"""Who says what, and how: the conventions of a panel's "Dialogue / caption" (told to authors in `docs/script.md`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from comics.scripting.lines import plain, unbulleted
from comics.scripting.model import SpokenLine
from comics.vocabulary import LetteringKind

_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"), ("「", "」"), ("„", "“"), ("‘", "’"))
_OPENING = "".join(opening for opening, _ in _QUOTES)
_WRITTEN_QUOTES = _QUOTES[:4]
_NOTHING = re.compile(
    r"[(\[]?\s*(?:[-–—]+|none|n/?a|nil|silent(?: panel)?|wordless|no (?:dialogue|dialog|caption|captions|text|words|lettering)"
    r"(?: or (?:dialogue|caption|captions|text))?)\s*[)\]]?\s*\.?",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?P<who>[^:：\"“”«»「」„()（）]{0,60}?)\s*(?:[(（](?P<how>[^()（）]*)[)）])?\s*(?P<colon>[:：])\s*(?P<what>\S.*)$"
)
_HOW_ONLY = re.compile(r"(?P<who>[^:：\"“”«»「」„()（）]{0,60}?)\s*[(（](?P<how>[^()（）]*)[)）]\s*(?P<what>\S.*)$")
_OPEN = re.compile(r"(?:[^\"“«「]*[:：)]\s*)?(?:\"[^\"]*|“[^”]*)$")
_LONE_NAME = re.compile(r"[^\W\d_][\w'’-]*(?: [\w'’#-]+){0,2}(?:\s*\([^()]*\))?")
_NOISE = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,}(?:[ -][^\W\d_a-zß-öø-ÿ]{2,})?[!…]+")

_LABELS: dict[str, LetteringKind] = {
    **dict.fromkeys(("caption", "captions", "narration", "narrator", "text", "box"), LetteringKind.NARRATION),
    **dict.fromkeys(("sfx", "fx", "sound", "sounds", "sound effect", "sound effects", "noise"), LetteringKind.SFX),
    **dict.fromkeys(("note", "editor's note", "editor’s note", "editor", "footnote"), LetteringKind.EDITOR_NOTE),
    **dict.fromkeys(("time", "place", "time/place", "time & place", "time and place", "date"), LetteringKind.TIME_PLACE),
    **dict.fromkeys(("thought", "thoughts"), LetteringKind.THOUGHT),
    "radio": LetteringKind.RADIO,
}
_MANNERS: tuple[tuple[LetteringKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for kind, words in (
        (LetteringKind.THOUGHT, r"think|thought|to (?:him|her|my|it)self|inner|mind\b"),
        (LetteringKind.WHISPER, r"whisper|murmur|mutter|quiet|soft(?:ly)?\b|hushed|under (?:his|her|their) breath"),
        (LetteringKind.SHOUT, r"shout|yell|scream|loud|roar|bellow|cries out|calls out"),
        (LetteringKind.RADIO, r"radio|(?:tele)?phone|intercom|walkie|comms?\b|loudspeaker|speakers?\b|tv\b|television|headset"),
        (
            LetteringKind.OFF_PANEL,
            r"off\b|off-|offscreen|o\.? ?s\b|o\.? ?p\b|v\.? ?o\b|voice[- ]over|from (?:outside|off|inside)",
        ),
    )
)
_WRITTEN: dict[LetteringKind, str] = {
    LetteringKind.NARRATION: "Narration",
    LetteringKind.TIME_PLACE: "Place",
    LetteringKind.EDITOR_NOTE: "Note",
    LetteringKind.SFX: "SFX",
    LetteringKind.THOUGHT: "thinks",
    LetteringKind.WHISPER: "whispers",
    LetteringKind.SHOUT: "shouts",
    LetteringKind.RADIO: "radio",
    LetteringKind.OFF_PANEL: "off",
}
_BOXED = (LetteringKind.NARRATION, LetteringKind.TIME_PLACE, LetteringKind.EDITOR_NOTE, LetteringKind.SFX)
_TIME = re.compile(
    r"\b(?:dawn|dusk|sunrise|sunset|daybreak|nightfall|midnight|midday|noon|morning|afternoon|evening|tonight|night|twilight"
    r"|later|meanwhile|(?:mon|tues|wednes|thurs|fri|satur|sun)day|winter|spring|summer|autumn|today|tomorrow|yesterday"
    r"|o['’]clock|\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\d{1,2}:\d\d|(?:year|day) \d+|\d{4})",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(("of", "the", "and", "&", "a", "de", "da", "di", "la", "le", "von", "van", "del", "o"))


def spoken_lines(dialogue: str) -> tuple[SpokenLine, ...]:
    """The pieces of lettering that a panel's dialogue asks for, in reading order.

    Text lines and ` / ` outside quotes part the pieces. Balloons of nobody named have the speaker "": the caller gives them
    to the panel's only or first actor. "none", "-" and "no dialogue" ask for nothing. Never fails.
    """
    found: list[SpokenLine] = []
    for piece in _pieces(dialogue):
        line = _spoken(piece, first=not found)
        if line.text:
            found.append(line)
    return tuple(found)


def write_spoken(lines: Iterable[SpokenLine]) -> str:
    """The dialogue that `spoken_lines` reads back as these lines, one a text line.

    Exact for texts without line ends and without surrounding spaces, and speakers without `: ( ) "`; a text that holds all
    four kinds of quotation marks goes unquoted.
    """
    return "\n".join(_written(line) for line in lines)


def _pieces(dialogue: str) -> Iterator[str]:
    for line in _with_names(_unwrapped(plain(dialogue).split("\n"))):
        for part in _split_outside_quotes(line):
            piece = unbulleted(" ".join(part.split()))[0]
            if piece and not _NOTHING.fullmatch(piece):
                yield piece


def _with_names(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with a name that stands alone in capitals, as in screenplays, in front of the words below it."""
    name = ""
    for line in lines:
        if name and line and not _HEAD.match(line):
            yield f"{name}: {line}"
            name = ""
            continue
        if name:
            yield name
        alone = line.isupper() and _LONE_NAME.fullmatch(line) and not _NOTHING.fullmatch(line)
        name = line if alone else ""
        if not alone:
            yield line
    if name:
        yield name


def _unwrapped(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with a quotation that was broken across two of them in one piece."""
    waiting = ""
    for line in lines:
        stripped = line.strip()
        if waiting:
            stripped, waiting = f"{waiting} {stripped}", ""
            yield stripped
        elif _is_open(stripped):
            waiting = stripped
        else:
            yield stripped
    if waiting:
        yield waiting


def _is_open(line: str) -> bool:
    """Whether the words of the line begin with a quotation mark that the line does not close."""
    return bool(_OPEN.match(line))


def _split_outside_quotes(line: str) -> Iterator[str]:
    if " / " not in line:
        yield line
        return
    start, closing = 0, ""
    ends = dict(_WRITTEN_QUOTES)
    for index, sign in enumerate(line):
        if closing:
            closing = "" if sign == closing else closing
        elif sign in ends and ends[sign] in line[index + 1 :]:
            closing = ends[sign]
        elif line.startswith(" / ", index):
            yield line[start:index]
            start = index + 3
    yield line[start:]


def _spoken(piece: str, *, first: bool) -> SpokenLine:
    head = _HEAD.match(piece)
    if head and _is_speaker(head["who"], head["how"], head["what"]):
        return _headed(head, first=first)
    manner = _HOW_ONLY.match(piece)
    if manner and (kind := _manner(manner["how"])) and (not manner["who"] or manner["what"][0] in _OPENING):
        return SpokenLine(kind, _unquoted(manner["what"]), _name(manner["who"]))
    if manner and manner["who"] and manner["what"][0] in _OPENING and len(manner["who"].split()) <= 4:
        return SpokenLine(LetteringKind.SPEECH, _unquoted(manner["what"]), _name(manner["who"]))
    bare = _unquoted(piece)
    if bare != piece:
        return SpokenLine(LetteringKind.SPEECH, bare)
    if _NOISE.fullmatch(piece):
        return SpokenLine(LetteringKind.SFX, piece)
    return SpokenLine(LetteringKind.TIME_PLACE if first and _is_time_and_place(piece) else LetteringKind.NARRATION, piece)


def _headed(head: re.Match[str], *, first: bool) -> SpokenLine:
    """A line with a name or a label and a colon in front."""
    who, how = _name(head["who"]), (head["how"] or "").strip()
    bold = head["who"].startswith(("**", "__"))
    what = _unquoted(head["what"].removeprefix(head["who"][:2]) if bold else head["what"])
    label = who.casefold()
    kind = _LABELS.get(label)
    if kind in (*_BOXED, LetteringKind.THOUGHT):
        if kind is LetteringKind.NARRATION and label.startswith("caption") and first and not how and _is_time_and_place(what):
            kind = LetteringKind.TIME_PLACE
        return SpokenLine(kind, what, how)
    return SpokenLine(_manner(how) or kind or LetteringKind.SPEECH, what, who)


def _name(who: str) -> str:
    """The name itself: without the markdown that scripts set names in."""
    return who.strip().strip("*_").strip()


def _manner(how: str | None) -> LetteringKind | None:
    """The kind of balloon that a remark such as "whispers" asks for; None for a stage direction such as "smiling"."""
    return next((kind for kind, words in _MANNERS if how and words.search(how)), None)


def _is_speaker(who: str, how: str | None, what: str) -> bool:
    """Whether the words before the colon are a name or a label rather than the beginning of a sentence."""
    words = _name(who).split()
    if not words:
        return bool(how and _manner(how))
    if how is not None or what[0] in _OPENING:
        return len(words) <= 6
    if _name(who).casefold() in _LABELS:
        return True
    return len(words) <= 3 and words[0].casefold() != "he" and all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    return not word[0].islower() or word in _SMALL_WORDS


def _is_time_and_place(text: str) -> bool:
    """Whether a caption only says when and where: a few short pieces, one of them a time ("Dusk. Lantern Street.")."""
    pieces = [piece for piece in re.split(r"[.,;–—]+\s*", text) if piece]
    return len(text.split()) <= 9 and all(len(piece.split()) <= 4 for piece in pieces) and bool(_TIME.search(text))


def _unquoted(text: str) -> str:
    """The text without the one pair of quotation marks around all of it."""
    text = text.strip()
    for opening, closing in _QUOTES:
        if len(text) > 2 and text.startswith(opening) and text.endswith(closing):
            inner = text[1:-1]
            if opening not in inner and closing not in inner and inner.strip():
                return inner.strip()
    return text


def _written(line: SpokenLine) -> str:
    speaker, manner = line.speaker, _WRITTEN.get(line.kind, "")
    if line.kind in _BOXED:
        needs_quotes = " / " in line.text or line.text[:1] in _OPENING or _is_open(line.text)
        source = f" ({speaker})" if speaker else ""
        return f"{manner}{source}: {_quoted(line.text) if needs_quotes else line.text}"
    if line.kind is LetteringKind.SPEECH:
        return f"{speaker}: {_quoted(line.text)}" if speaker else _quoted(line.text)
    return f"{speaker} ({manner}): {_quoted(line.text)}".lstrip()


def _quoted(text: str) -> str:
    for opening, closing in _WRITTEN_QUOTES:
        if opening not in text and closing not in text:
            return f"{opening}{text}{closing}"
    return text
