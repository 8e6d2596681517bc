"""Things in the hand."""

from __future__ import annotations

from dataclasses import dataclass

from comics.drawing.displaylist import Item
from comics.engines.storyboard.body import Limb
from comics.engines.storyboard.pen import Pen


@dataclass(frozen=True, slots=True)
class Held:
    """A thing and the way it is held (a key of `poses.CARRY`)."""

    kind: str
    grip: str


def find(word: str) -> Held | None:
    """The thing that the words name; None for no words."""
    return Held(word, "chest") if word else None


def draw(pen: Pen, held: Held, limb: Limb, scale: float) -> list[Item]:
    """The thing at the hand."""
    return []


def named(word: str) -> Held | None:
    """The thing that one word names, None where it names none that can be drawn."""
    return Held(word, "chest") if word in ("map", "umbrella", "lantern", "book") else None
