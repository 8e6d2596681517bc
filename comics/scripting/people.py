"""Who a one-sentence idea is about: people and creatures that it names and describes in the same breath."""

from __future__ import annotations

import re
from typing import Final

from comics.scripting.model import ScriptCharacter

MOST: Final = 6  # people of one idea; more names than that are places and titles
_AFTER_NAME: Final = "\x00"  # marks the place while the sentence is put right
_NAME: Final = r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)"
_WHO: Final = r"(?P<who>(?:[a-z][\w’'-]* ){0,5}[a-z][\w’'-]*)"
_WAYS: Final = (
    re.compile(rf"\b(?:[Aa]n?|[Tt]he|[Hh]er|[Hh]is|[Tt]heir) {_WHO},? (?:named|called) {_NAME}"),
    re.compile(rf"\b(?:[Aa]n?|[Tt]he|[Hh]er|[Hh]is|[Tt]heir) {_WHO}, {_NAME}(?=[,.;]|$)"),
    re.compile(rf"\b{_NAME}, (?:an?|her|his|their) {_WHO}(?=[,.;]|$)"),
)


def people_of_idea(text: str) -> tuple[ScriptCharacter, ...]:
    """The people that an idea names, with what it says of them, in the order in which they come.

    "A shy robot named Pim", "the town's goat, Mayor Bell," and "Ada, a retired pilot," are read; a bare name is not, because
    it may as well be a town.
    """
    found: dict[str, tuple[int, str]] = {}
    for way in _WAYS:
        for hit in way.finditer(text):
            found.setdefault(hit["name"], (hit.start(), hit["who"]))
    in_order = sorted(found.items(), key=lambda entry: entry[1][0])
    return tuple(ScriptCharacter(name=name, appearance=who) for name, (_, who) in in_order[:MOST])


def by_names(text: str) -> str:
    """The idea with its people by their names alone, so that "a shy robot named Pim" is Pim and not a robot beside Pim."""
    for way in _WAYS:
        text = way.sub(lambda hit: f"{hit['name']}{_AFTER_NAME}", text)
    return re.sub(rf"{_AFTER_NAME},(?= [a-z])", "", text).replace(_AFTER_NAME, "")
