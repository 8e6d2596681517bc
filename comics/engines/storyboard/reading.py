"""Reads a panel brief into a `Plan`: who, where, when, what weather, which shot, which things stand around.

The author's prompt counts most, then action, scene and objective; what all of them leave open comes from the panels before,
then from the style, then from plain defaults. Nothing here fails on unknown words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from comics.engines.contract import Brief, PanelBrief
from comics.engines.storyboard.parts import Expression, Pose
from comics.engines.storyboard.plan import Part, Plan
from comics.engines.storyboard.reading_acting import Acting, expression_of, pose_of, read_acting
from comics.engines.storyboard.reading_cast import Finder
from comics.engines.storyboard.reading_place import carry, read_place, read_weather
from comics.engines.storyboard.words import PALETTES, TIMES, plain
from comics.engines.storyboard.words_places import PLACES
from comics.engines.storyboard.words_things import BOTH, CROWD, HELD, PROPS
from comics.vocabulary import Shot, read_shot

MOST_ACTORS: Final = 4
# Letters of a text that are read; what a panel shows is said long before.
LONGEST: Final = 4000


# Phrases about the camera hold words that are not meant ("bird's eye" is no bird, "close" no door).
_CAMERA: Final = re.compile(
    r"\b(?:bird'?s?|worm'?s?|fish)[- ]?eye(?:[- ]view| shot)?|"
    r"\b(?:over[- ]the[- ]shoulder|point of view|pov|two[- ]shot|full[- ]body|"
    r"(?:extreme |very )?(?:close|wide|medium|long|full|low|high|establishing|tracking|mid)[- ]?(?:up|shot|angle|view)?s?"
    r"(?: shot| view)?(?= of| on|:|,|;|\.|$))"
)


_MARKS: Final = re.compile(r"<[^<>]{0,80}>|[\"“”„«»*_()\[\]]")


_SHOULDER: Final = re.compile(r"shoulder of (?:the )?(\w+)|over (?:the )?(\w+)'s shoulder")


_SEATS: Final = re.compile(r"\b(?:desk|chair|train|bus|bench|table|armchair|sofa|couch)\b")


# Words of a redraw's prompt by which only the people it names are left in the picture.
_ALONE: Final = re.compile(r"\b(?:alone|only|just|nobody else|no one else|by (?:him|her|it)self|solo)\b")
# Speakers who are heard and not seen.
_VOICES: Final = re.compile(
    r"(?:the )?(?:narrator|narration|caption|sfx|sound|title|text|sign|radio|tv|television|phone|speaker|announcer|"
    r"voice(?: .*)?|all|both|everyone|everybody|crowd|off|off-?screen|off-?panel)(?: voice)?"
)
_LINE: Final = re.compile(r"^\s*([^:\n]{1,40}?)\s*(?:\([^)]*\))?\s*:\s*(.+)$")


_WITHOUT: Final = re.compile(r"\b(?:without|no|remove|except)\s+(?:the\s+)?(\w+)")


_PLACED_PROPS: Final = 3


def read(brief: Brief, panel: PanelBrief) -> Plan:
    """The plan of one panel. Any text gives one."""
    states = [state for member in brief.cast for state in member.states]
    texts = [cleaned(_stateless(text, states)) for text in (panel.prompt, panel.action, panel.scene, panel.objective)]
    words = " . ".join(text for text in texts if text)
    past = [cleaned(text) for text in panel.context]
    # Scene descriptions tell the place, actions only touch it ("among tall houses").
    prompt, action, scene, objective = texts
    told = (prompt, scene, action, objective)
    place, place_name, sure = read_place(brief, told, past)
    guessed = () if sure else (f"The words name no place it knows, so it draws {_LABELS.get(place, place)}.",)
    palettes = _palettes(brief, texts[0])
    bolt = "lightning" in words or "thunder" in words or "krak" in panel.dialogue.lower()
    parts, unknown = _parts(brief, panel, texts, past)
    shot = _shot(brief, panel, len(parts))
    return Plan(
        place=place,
        place_name=place_name,
        seed=plain(place_name) or place,
        time=carry(TIMES, told, past, (brief.style.lighting, brief.style.palette, brief.style.genre)) or "day",
        weather=read_weather(brief, told, past),
        shot=shot,
        parts=parts,
        props=_props(words, place, [part.holding for part in parts]),
        shoulder=_shoulder(panel, parts),
        palettes=palettes,
        crowd=bool(CROWD.first(words)),
        bolt=bolt,
        rtl=brief.direction == "rtl",
        take=panel.take,
        guessed=guessed + unknown,
    )


_LABELS: Final = {"park": "a park", "street": "a street", "room": "a room", "alley": "an alley"}


def _stateless(text: str, states: Sequence[str]) -> str:
    """The text without states in brackets: "Maren (storm gear) and Pip run" is about two people and no storm."""
    for state in states:
        text = re.sub(rf"\s*[(\[]\s*{re.escape(state)}\s*[)\]]", "", text, flags=re.IGNORECASE)
    return text


def cleaned(text: str) -> str:
    """The text in lower case without the words of the camera, markup and quotation marks."""
    return _CAMERA.sub(" ", _MARKS.sub(" ", plain(text[:LONGEST]))).strip(" ;,:.") if text else ""


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


def _shoulder(panel: PanelBrief, parts: Sequence[Part]) -> str:
    """Over whose shoulder the camera looks, where the words say so."""
    for text in (panel.prompt, panel.action, panel.scene, panel.objective):
        found = _SHOULDER.search(plain(text))
        if found:
            word = found[1] or found[2]
            return next((part.name for part in parts if word in plain(part.name).split()), "")
    return ""


def _props(words: str, place: str, hands: Sequence[str]) -> tuple[str, ...]:
    held = {hit.start: hit.end for hit in HELD.hits(words)}
    own = {
        "bedroom": {"bed"},
        "office": {"desk", "computer"},
        "classroom": {"desk"},
        "room": {"sofa"},
        "park": {"bench", "tree"},
        "forest": {"tree"},
    }
    keys = [
        hit.key
        for hit in PROPS.hits(words)
        if (held.get(hit.start, 0) < hit.end or hit.key in ("lantern", "crystal")) and hit.word not in hands
    ]
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
    speakers = tuple(finder.named(name) for name in panel.speakers if not _VOICES.fullmatch(plain(name)))
    before = _people_before(brief, past, finder)
    carried = _carried(before, speakers, brief, texts)
    acting = read_acting(texts[:2], finder, carried)
    acting = read_acting(texts[2:3], finder, () if acting else carried, acting)
    if not acting:
        # An objective is no stage direction ("Show the coming storm"): it only puts those on stage whom it names.
        acting = read_acting(texts[3:], finder, ())
    words = " . ".join(texts)
    if not acting and not speakers:
        acting = {name: Acting() for name in _somebody(brief, before, words)}
    barred = set(_WITHOUT.findall(words))
    names = [name for name in dict.fromkeys((*acting, *speakers)) if not barred & set(plain(name).split())]
    asked = {name for mention in finder(texts[0], ()) for name in mention.names}
    if asked and _ALONE.search(texts[0]):
        names = [name for name in names if name in asked]
    names.sort(key=lambda name: (name in finder.animals, name in finder.extras and name not in speakers))
    lines = _spoken(panel)
    parts = []
    for name in names[:MOST_ACTORS]:
        said = lines.get(plain(name), "") or (panel.dialogue if speakers == (name,) else "")
        parts.append(_part(finder, panel, name, acting.get(name, Acting()), said, words, talking=name in speakers))
    unknown = tuple(
        f"{name} is not in the cast, so it gets a face of its own." for name in panel.speakers if name in finder.extras
    )
    return _varied(tuple(parts), panel.take), unknown


def _somebody(brief: Brief, before: tuple[str, ...], words: str) -> tuple[str, ...]:
    """Who is shown where the words tell of nobody: no one in a picture of a place, else the people before, else the lead."""
    if PLACES.first(words) or TIMES.first(words) or CROWD.first(words) or PROPS.first(words):
        return ()
    return before or tuple(member.name for member in brief.cast[: 1 if words.strip(" .") else 2])


def _carried(before: tuple[str, ...], speakers: tuple[str, ...], brief: Brief, texts: Sequence[str]) -> tuple[str, ...]:
    """Whom words are about that name nobody: the speakers, the people of the panel before, or the cast's first."""
    if speakers:
        return speakers
    if before:
        return before
    return tuple(member.name for member in brief.cast[: 2 if BOTH.first(" ".join(texts)) else 1])


def _people_before(brief: Brief, past: Sequence[str], finder: Finder) -> tuple[str, ...]:
    """The people of the newest of the panels before that names some: of the cast, or whoever they are where there is none."""
    for text in reversed(past):
        named = [name for mention in finder(text, ()) for name in mention.names]
        people = [name for name in named if name in finder.cast or not brief.cast]
        if people:
            return tuple(dict.fromkeys(people))
    return ()


def _part(finder: Finder, panel: PanelBrief, name: str, acting: Acting, said: str, words: str, *, talking: bool) -> Part:
    animal = finder.animals.get(name, "")
    member = finder.cast.get(name) or finder.extras.get(name)
    return Part(
        name=name,
        member=None if animal else member,
        animal=animal,
        pose=pose_of(acting, seat=bool(_SEATS.search(words))),
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
