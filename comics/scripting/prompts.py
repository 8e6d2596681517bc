"""A sentence or two as panels: for a one-line idea, and for going on with new pages from a prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comics.scripting.model import Script, ScriptPanel
from comics.scripting.pages import PLACES

_SENTENCE = re.compile(r"(?<=[.!?。！？…])[\"”’]?\s+|\n+|(?<=[。！？])")
_CLAUSE = re.compile(
    r"\s*;\s*|,\s+(?=(?:and then|then|while|when|until|but|so|as|before|after|where|and|finally|suddenly|only to)\b)"
    r"|\s+(?=(?:and then|while|until)\s)",
    re.IGNORECASE,
)
_FINER = re.compile(r",\s+|\s+(?=and\s+(?:then|they|he|she|it|we|\w+ed)\b)", re.IGNORECASE)
_JOINT = re.compile(r"^(?:and then|and|then|while|but|so|finally,?|meanwhile,?)\s+", re.IGNORECASE)
# A clause that begins with what somebody did has lost its subject to the clause before it.
_SUBJECTLESS = re.compile(
    r"(?:(?:finally|suddenly|slowly|quietly|together|soon)\s+)?(?:\w+ed|overcame|found|ran|saw|went|came|took|met|made|fell|flew|began|got|gave|kept|left|heard|sat|stood|threw|won)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:A|An|The)\s+((?:[\w'’-]+\s+){1,3}?)(?=(?:is|has|was|can|in|at|on|with|who|under|from|\w{2,}(?:[^s\W]s|ed))\b)"
)
_SETTING = re.compile(
    r"\b(?:in|at|on|inside|beneath|under|through|across|near|beside|behind|along|into|over|above|outside|below|around|towards?|beyond)"
    r"\s+(?:the|a|an|their|his|her|its|some)\s+(?!distance\b|end\b|beginning\b|moment\b|same\b|way\b)[^,;.!?]{2,60}?"
    r"(?=\s+(?:and|while|where|who|which|as|when|to|with|until)\b|[,;.!?]|$)",
    re.IGNORECASE,
)
_NOUN = rf"(?:the|an?)\s+(?:[\w'’-]+\s+){{0,2}}?{PLACES.pattern}"
_NAMED_PLACE = re.compile(rf"\b{_NOUN}(?:\s+of\s+{_NOUN})?", re.IGNORECASE)
_TIME = re.compile(
    r"^(?:(?:the )?(?:next|following|same) (?:morning|day|night|evening|week)"
    r"|at (?:dawn|dusk|night|noon|midnight|sunset|sunrise)"
    r"|(?:that|one) (?:night|morning|evening|day)|(?:hours|days|years|moments|much) later|later|meanwhile)\b",
    re.IGNORECASE,
)
_OBJECTIVE_WORDS = 9
_MIDDLE_SHOTS = (
    "Medium shot",
    "Over-the-shoulder shot",
    "Full shot",
    "Close-up",
    "Low angle shot",
    "Tracking shot",
    "Medium shot",
    "Bird's-eye view",
)
# What a panel shows when a sentence has to fill several: the moment itself, then what it does to the people in it.
_BEATS = (
    ("Let it sink in", "{who} stop and look, wide-eyed", "{who} stops and looks, wide-eyed"),
    ("Show how they take it", "{who} look at each other, thinking hard", "{who} stands still, thinking hard"),
    ("Show the detail that matters", "A hand reaches out toward it", "A hand reaches out toward it"),
    ("Let courage win", "{who} step forward, determined", "{who} steps forward, determined"),
    ("Hold the breath", "{who} listen, a little afraid", "{who} listens, a little afraid"),
    ("Move on", "{who} walk on with a smile", "{who} walks on with a smile"),
)


def idea_of(script: Script) -> str:
    """What a script without panels tells: what stands before its sections, and its story."""
    story = script.story
    return " ".join(part for part in (script.preamble, story.premise, story.conflict, story.ending) if part.strip())


def from_prompt(prompt: str, *, count: int, cast: Sequence[str] = ()) -> tuple[ScriptPanel, ...]:
    """Exactly `count` panels that tell the prompt in its order; its words stay as they are, only joints such as "and" go.

    Sentences and clauses are shared out over the panels; where there are too few, beats between them show the people named
    in the prompt (or the `cast` that its "they", "he" or "she" may mean). The first panel shows the place, the last is close.
    A prompt without words gives no panels. Raises `ValueError` for a count below 1.
    """
    if count < 1:
        raise ValueError("A page has at least one panel.")
    moments = _moments(prompt, count)
    who = _people(prompt, cast)
    setting = _setting(prompt)
    panels: list[ScriptPanel] = []
    beats = 0
    for index, (moment, beat) in enumerate(_spread(moments, count) if moments else ()):
        setting = _setting(moment) or _place(moment) or setting
        scene = ", ".join(part for part in (_shot(index, count), setting) if part)
        panels.append(_beat(beats, scene=scene, who=who) if beat else _moment(moment, scene=scene, who=who))
        beats += bool(beat)
    return tuple(panels)


def _moments(prompt: str, count: int) -> list[str]:
    """The prompt in at most `count` pieces: sentences, then clauses, then finer ones while there are panels to fill."""
    sentences = [part for raw in _SENTENCE.split(prompt) if (part := " ".join((raw or "").split()))]
    pieces = sentences
    for rule in (_CLAUSE, _FINER):
        if len(pieces) < count:
            pieces = [part for piece in pieces for part in _parts(piece, rule)]
    while len(pieces) > 40 * count:  # neighbours in pairs: weighing every pair takes too long for a whole novel
        joined = [f"{_ended(one)} {other}" for one, other in zip(pieces[::2], pieces[1::2], strict=False)]
        pieces = [*joined, *pieces[2 * len(joined) :]]
    while len(pieces) > count:
        shortest = min(range(len(pieces) - 1), key=lambda at: len(pieces[at]) + len(pieces[at + 1]))
        pieces[shortest : shortest + 2] = [f"{_ended(pieces[shortest])} {pieces[shortest + 1]}"]
    return pieces


def _parts(piece: str, rule: re.Pattern[str]) -> list[str]:
    """The clauses of a sentence; a piece of less than three words stays with the one after it."""
    parts: list[str] = []
    waiting = ""
    for raw in rule.split(piece):
        text = f"{waiting}{raw.strip()}"
        if len(text.split()) < 3 or (_TIME.match(text) and len(text.split()) < 5):
            waiting = f"{text}, "
        elif text:
            parts.append(text)
            waiting = ""
    if waiting:
        rest = waiting.removesuffix(", ")
        parts[-1:] = [f"{parts[-1]}, {rest}"] if parts else [rest]
    return parts


def _spread(moments: list[str], count: int) -> list[tuple[str, int]]:
    """Each moment with its beats: 0 is the moment itself. Earlier moments get the panels that are over."""
    each, over = divmod(count, len(moments))
    return [(moment, beat) for at, moment in enumerate(moments) for beat in range(each + (1 if at < over else 0))]


def _shot(index: int, count: int) -> str:
    if index == 0:
        return "Establishing wide shot"
    return "Close-up" if index == count - 1 else _MIDDLE_SHOTS[(index - 1) % len(_MIDDLE_SHOTS)]


def _moment(moment: str, *, scene: str, who: list[str]) -> ScriptPanel:
    """The panel that tells a piece of the prompt itself."""
    sentence = _ended(_JOINT.sub("", moment))
    if _SUBJECTLESS.match(sentence):
        sentence = f"{' and '.join(who) or 'They'} {sentence[0].lower()}{sentence[1:]}"
    sentence = sentence[:1].upper() + sentence[1:]
    words = sentence.rstrip(".").split()
    objective = " ".join(words[:_OBJECTIVE_WORDS]).rstrip(",") + (" …" if len(words) > _OBJECTIVE_WORDS else "")
    return ScriptPanel(objective=objective, scene=scene, action=sentence)


def _beat(number: int, *, scene: str, who: list[str]) -> ScriptPanel:
    """A panel between two pieces, that shows what they do to the people."""
    objective, together, alone = _BEATS[number % len(_BEATS)]
    action = alone if len(who) == 1 else together
    return ScriptPanel(objective=objective, scene=scene, action=_ended(action.format(who=" and ".join(who) or "They")))


def _ended(text: str) -> str:
    return text if text[-1:] in '.!?…。！？"”' else f"{text.rstrip(',;')}."


def _setting(text: str) -> str:
    time, place = _TIME.match(text), _SETTING.search(text)
    return ", ".join(match[0].lower() if match is time else match[0] for match in (time, place) if match)


def _place(text: str) -> str:
    """A place that the text names without saying that anybody is there ("the gates of an ancient castle")."""
    found = _NAMED_PLACE.search(text)
    return f"at {found[0]}" if found else ""


def _people(prompt: str, cast: Sequence[str]) -> list[str]:
    """Who is meant: names of the cast that the prompt has, else as many of the cast as its pronoun says, else its subject."""
    named = [name for name in cast if name and re.search(rf"\b{re.escape(name)}\b", prompt, re.IGNORECASE)]
    if named:
        return named[:3]
    if cast and re.search(r"\b(?:they|them|their|both|together|we)\b", prompt, re.IGNORECASE):
        return list(cast[:2])
    if cast and re.search(r"\b(?:he|she|his|her|him)\b", prompt, re.IGNORECASE):
        return list(cast[:1])
    subject = _SUBJECT.match(prompt.strip())
    return [f"The {subject[1].strip()}"] if subject else []
