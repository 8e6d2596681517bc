"""Reads a panel brief into a `Plan`: who, where, when, what weather, which shot, which things stand around.

The author's prompt counts most, then action, scene and objective; what all of them leave open comes from the panels before,
then from the style, then from plain defaults. Nothing here fails on unknown words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from comics.engines.contract import Brief, PanelBrief, Place
from comics.engines.storyboard.parts import Expression, Pose
from comics.engines.storyboard.plan import Part, Plan
from comics.engines.storyboard.reading_acting import Acting, expression_of, pose_of, read_acting
from comics.engines.storyboard.reading_cast import Finder
from comics.engines.storyboard.words import PALETTES, TIMES, WEATHER, WordList, plain
from comics.engines.storyboard.words_acting import BOTH, CROWD, HELD, POSES, PROPS
from comics.engines.storyboard.words_places import ASIDE, GENRE_PLACES, PLACES
from comics.vocabulary import Shot, read_shot

MOST_ACTORS: Final = 4
# Phrases about the camera hold words that are not meant ("bird's eye" is no bird, "close" no door).
_CAMERA: Final = re.compile(
    r"\b(?:bird'?s?|worm'?s?|fish)[- ]?eye(?:[- ]view| shot)?|\b(?:over[- ]the[- ]shoulder|point of view|pov|two[- ]shot|full[- ]body|"
    r"(?:extreme |very )?(?:close|wide|medium|long|full|low|high|establishing|tracking|mid)[- ]?(?:up|shot|angle|view)?s?(?: shot| view)?(?= of| on|:|,|;|\.|$))"
)
_LINE: Final = re.compile(r"^\s*([^:\n]{1,40}?)\s*(?:\([^)]*\))?\s*:\s*(.+)$")
_WITHOUT: Final = re.compile(r"\b(?:without|no|remove|except)\s+(?:the\s+)?(\w+)")
_PLACED_PROPS: Final = 3


def read(brief: Brief, panel: PanelBrief) -> Plan:
    """The plan of one panel. Any text gives one."""
    texts = [_clean(text) for text in (panel.prompt, panel.action, panel.scene, panel.objective)]
    words = " . ".join(text for text in texts if text)
    past = [_clean(text) for text in panel.context]
    place, place_name, sure = _place(brief, texts, past)
    guessed = () if sure else (f"The words name no place it knows, so it draws {_LABELS.get(place, place)}.",)
    palettes = _palettes(brief, texts[0])
    bolt = "lightning" in words or "thunder" in words or "krak" in panel.dialogue.lower()
    parts, unknown = _parts(brief, panel, texts, past)
    shot = _shot(brief, panel, len(parts))
    return Plan(
        place=place,
        place_name=place_name,
        seed=plain(place_name) or place,
        time=_carry(TIMES, texts, past, (brief.style.lighting, brief.style.palette, brief.style.genre)) or "day",
        weather=_carry(WEATHER, texts, past, (brief.style.lighting,)) or "clear",
        shot=shot,
        parts=parts,
        props=_props(words, place),
        palettes=palettes,
        crowd=bool(CROWD.first(words)),
        bolt=bolt,
        rtl=brief.direction == "rtl",
        take=panel.take,
        guessed=guessed + unknown,
    )


_LABELS: Final = {"park": "a park", "street": "a street", "room": "a room", "alley": "an alley"}


def _clean(text: str) -> str:
    return _CAMERA.sub(" ", plain(text)).strip(" ;,:.") if text else ""


def _carry(words: WordList, texts: Sequence[str], past: Sequence[str], style: Sequence[str]) -> str:
    """The first key that the panel names, else the newest panel before it, else the style."""
    for text in (*texts, *reversed(past), *(plain(part) for part in style)):
        key = words.first(text)
        if key:
            return key
    return ""


def _place(brief: Brief, texts: Sequence[str], past: Sequence[str]) -> tuple[str, str, bool]:
    """The kind of place, the author's name for it, and whether the words named it."""
    for text in (*texts, " . ".join(text for text in texts if text), *reversed(past)):
        named = _named_place(brief.places, text)
        if named:
            kind = best_place(plain(f"{named.name}. {named.description}")) or best_place(text) or _genre_place(brief)
            return kind, named.name, True
        kind = best_place(text)
        if kind:
            return kind, "", True
    return _genre_place(brief), "", False


def _named_place(places: Sequence[Place], text: str) -> Place | None:
    for place in sorted(places, key=lambda place: -len(place.name)):
        name = plain(place.name)
        if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return place
    return None


def best_place(text: str) -> str:
    """The kind of place a text names best, empty for none: a word first in the text wins, one seen from afar counts last."""
    hits = PLACES.hits(text)
    if not hits:
        return ""
    asides = [hit.start for hit in ASIDE.hits(text)]

    def score(at: int) -> float:
        hit = hits[at]
        near = any(0 <= hit.start - start < 40 for start in asides) or any(0 <= start - hit.end < 14 for start in asides)
        return at + (6.0 if near else 0.0) + (1.5 if hit.key in ("street", "room", "sky") else 0.0)

    return hits[min(range(len(hits)), key=score)].key


def _genre_place(brief: Brief) -> str:
    style = brief.style
    words = plain(" ".join((style.genre, style.art_style, style.preset)))
    return GENRE_PLACES.first(words) or best_place(words) or "park"


def _palettes(brief: Brief, prompt: str) -> tuple[str, ...]:
    style = brief.style
    words = plain(" , ".join((prompt, style.palette, style.lighting, style.art_style, style.genre, style.preset)))
    return tuple(dict.fromkeys(hit.key for hit in PALETTES.hits(words)))[:2]


def _shot(brief: Brief, panel: PanelBrief, count: int) -> Shot:
    """The panel's own shot, else what its words ask for, else by its place in the page and how many people it has."""
    if panel.shot in tuple(Shot):
        return Shot(panel.shot)
    for text in (panel.prompt, panel.scene, panel.action, panel.objective):
        shot = read_shot(text)
        if shot:
            return shot
    if not count:
        return Shot.ESTABLISHING
    keys = [each.key for each in brief.panels]
    at = keys.index(panel.key) if panel.key in keys else 0
    if at == 0 and not panel.context:
        return Shot.LONG
    if count > 2:
        return Shot.FULL
    talk = len(panel.dialogue.split())
    if count == 1 and talk and at % 3 == 2:
        return Shot.CLOSE
    return Shot.MEDIUM if talk or at % 2 else Shot.FULL


def _props(words: str, place: str) -> tuple[str, ...]:
    held = {hit.start for hit in HELD.hits(words)}
    own = {
        "bedroom": {"bed"},
        "office": {"desk", "computer"},
        "classroom": {"desk"},
        "room": {"sofa"},
        "park": {"bench", "tree"},
        "forest": {"tree"},
    }
    keys = [hit.key for hit in PROPS.hits(words) if hit.start not in held or hit.key == "lantern"]
    return tuple(dict.fromkeys(key for key in keys if key not in own.get(place, set())))[:_PLACED_PROPS]


def _spoken(panel: PanelBrief) -> dict[str, str]:
    """What each speaker says, by plain name, from lines such as "Ren (softly): Come."."""
    lines: dict[str, str] = {}
    for line in panel.dialogue.splitlines():
        match = _LINE.match(line)
        if match:
            name = plain(match[1])
            lines[name] = f"{lines.get(name, '')} {match[2]}".strip()
    return lines


def _parts(
    brief: Brief, panel: PanelBrief, texts: Sequence[str], past: Sequence[str]
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The actors in the order in which they matter, and what had to be guessed about them."""
    finder = Finder(brief.cast)
    speakers = tuple(finder.named(name) for name in panel.speakers)
    before = _people_before(brief, past)
    acting = read_acting([text for text in texts if text], finder, _carried(before, speakers, brief, texts))
    words = " . ".join(texts)
    barred = set(_WITHOUT.findall(words))
    names = [name for name in dict.fromkeys((*acting, *speakers)) if not barred & set(plain(name).split())]
    names.sort(key=lambda name: (name in finder.animals, name in finder.extras and name not in speakers))
    lines = _spoken(panel)
    parts = []
    for name in names[:MOST_ACTORS]:
        said = lines.get(plain(name), "") or (panel.dialogue if speakers == (name,) else "")
        parts.append(_part(finder, panel, name, acting.get(name, Acting()), said, talking=name in speakers))
    unknown = tuple(
        f"{name} is not in the cast, so it gets a face of its own." for name in panel.speakers if name in finder.extras
    )
    return _varied(tuple(parts), panel.take), unknown


def _carried(before: tuple[str, ...], speakers: tuple[str, ...], brief: Brief, texts: Sequence[str]) -> tuple[str, ...]:
    """Whom words are about that name nobody: the speakers, the people of the panel before, or the cast's first."""
    if speakers:
        return speakers
    words = " ".join(texts)
    acts = bool(POSES.first(words) or BOTH.first(words))
    if not acts and words.strip():
        return ()
    if before:
        return before
    return tuple(member.name for member in brief.cast[: 2 if BOTH.first(words) or not words.strip() else 1])


def _people_before(brief: Brief, past: Sequence[str]) -> tuple[str, ...]:
    """The cast of the panels before, taken from the newest one that names somebody."""
    finder = Finder(brief.cast)
    for text in reversed(past):
        people = [name for mention in finder(text, ()) for name in mention.names if name in finder.cast]
        if people:
            return tuple(dict.fromkeys(people))
    return ()


def _part(finder: Finder, panel: PanelBrief, name: str, acting: Acting, said: str, *, talking: bool) -> Part:
    animal = finder.animals.get(name, "")
    member = finder.cast.get(name) or finder.extras.get(name)
    return Part(
        name=name,
        member=None if animal else member,
        animal=animal,
        pose=pose_of(acting),
        expression=expression_of(acting, spoken=said),
        holding=acting.holding,
        state=panel.states.get(name, ""),
        talking=talking,
        away=acting.away,
        extra=name in finder.extras,
    )


# Another take of the same words tries the neighbouring gesture or feeling where nothing was asked for.
_OTHER_POSES: Final = (Pose.STAND, Pose.WALK, Pose.THINK, Pose.ARMS_CROSSED)
_OTHER_FACES: Final = (Expression.NEUTRAL, Expression.HAPPY, Expression.THOUGHTFUL, Expression.DETERMINED)


def _varied(parts: tuple[Part, ...], take: int) -> tuple[Part, ...]:
    if not take:
        return parts
    found = []
    for at, part in enumerate(parts):
        if part.pose is Pose.STAND and not part.animal:
            part = replace(part, pose=_OTHER_POSES[(take + at) % len(_OTHER_POSES)])
        if part.expression is Expression.NEUTRAL:
            part = replace(part, expression=_OTHER_FACES[(take + at) % len(_OTHER_FACES)])
        found.append(part)
    return tuple(found)
