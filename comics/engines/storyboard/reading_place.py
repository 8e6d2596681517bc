"""Where and when a panel plays: reads place, hour and weather, and what goes on from the panels before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from comics.engines.contract import Brief, Place
from comics.engines.storyboard.words import TIMES, WEATHER, WordList, plain
from comics.engines.storyboard.words_places import ASIDE, GENRE_PLACES, HINTS, PLACES

_INDOORS: Final = frozenset(
    [
        "classroom",
        "office",
        "library",
        "laboratory",
        "room",
        "bedroom",
        "kitchen",
        "cafe",
        "shop",
        "train",
        "spaceship",
        "throne",
        "stage",
    ]
)
_FRONT: Final = re.compile(r"(?:'s)? (?:door|doorstep|doorway|entrance|front|facade|windows|garden|yard|roof)\b")
_IN_STREET: Final = re.compile(
    r" (?:in|on|at) (?:a |an |the )?(?:\w+ ){0,2}(?:street|alley|lane|square|market|village|forest|woods)s?"
)
# Words by which bad weather is only seen from a room.
_BEHIND_GLASS: Final = re.compile(r"\b(?:window|outside|glass|roof|inside|indoors)\b")


def carry(words: WordList, texts: Sequence[str], past: Sequence[str], style: Sequence[str]) -> str:
    """The first key that the panel names, else the newest panel before it, else the style."""
    for text in (*texts, *reversed(past), *(plain(part) for part in style)):
        key = words.first(text)
        if key:
            return key
    return ""


def read_weather(brief: Brief, texts: Sequence[str], past: Sequence[str]) -> str:
    """The weather named; else that of the panels before, as long as the panel names no hour of its own."""
    goes_on: list[str] = []
    for text in (*reversed(past), *texts) if not any(TIMES.first(text) for text in texts) else ():
        goes_on.append(text)
        if TIMES.first(text):
            break
    return carry(WEATHER, (*texts, *goes_on), (), (brief.style.lighting,)) or "clear"


def read_place(brief: Brief, texts: Sequence[str], past: Sequence[str]) -> tuple[str, str, bool]:
    """The kind of place, the author's name for it, and whether the words named it."""
    for text in (*texts, " . ".join(text for text in texts if text), *reversed(past)):
        named = _named_place(brief.places, text)
        if named:
            kind = best_place(plain(f"{named.name}. {named.description}")) or best_place(text) or genre_place(brief)
            return kind, named.name, True
        kind = best_place(text)
        if kind:
            return (kind, "", True) if text not in past else (_moved(kind, texts), "", True)
    hint = HINTS.first(" ".join(texts))
    return (hint, "", True) if hint else (genre_place(brief), "", False)


def _moved(before: str, texts: Sequence[str]) -> str:
    """The place that goes on, unless a thing in the panel belongs to another one: out of doors there are no beds."""
    hint = HINTS.first(" ".join(texts))
    indoors = before in _INDOORS
    if indoors and any(
        WEATHER.first(text) in ("rain", "storm", "snow", "wind") and not _BEHIND_GLASS.search(text) for text in texts
    ):
        return "street"
    return hint if hint in ("bedroom", "office", "kitchen") and not indoors else before


def _named_place(places: Sequence[Place], text: str) -> Place | None:
    for place in sorted(places, key=lambda place: -len(place.name)):
        name = plain(place.name)
        if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return place
    return None


def best_place(text: str) -> str:
    """The kind of place a text names best, empty for none: a word first in the text wins, one seen from afar counts last.

    A building's door or front is outside, and so is a building "in a narrow street".
    """
    hits = PLACES.hits(text)
    if not hits:
        return ""
    asides = [hit.start for hit in ASIDE.hits(text)]

    def score(at: int) -> float:
        hit = hits[at]
        near = any(0 <= hit.start - start < 40 for start in asides) or any(0 <= start - hit.end < 14 for start in asides)
        held = at + 1 < len(hits) and bool(_IN_STREET.fullmatch(text[hit.end : hits[at + 1].end]))
        return at + (6.0 if near else 0.0) + (1.5 if hit.key in ("street", "room", "sky") else 0.0) + (3.0 if held else 0.0)

    best = hits[min(range(len(hits)), key=score)]
    return "street" if best.key in _INDOORS and _FRONT.match(text, best.end) else best.key


def genre_place(brief: Brief) -> str:
    """Where a story of this style plays when nobody says where."""
    style = brief.style
    words = plain(" ".join((style.genre, style.art_style, style.preset)))
    return GENRE_PLACES.first(words) or best_place(words) or "park"
