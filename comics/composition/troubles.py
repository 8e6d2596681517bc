"""What a placement says of a balloon that did not come out as it should, in sentences that a person can act on."""

from __future__ import annotations

from comics.composition.hands import Hand
from comics.drawing import fonts

NO_FONT = "No installed font has the signs "  # How a sentence about fonts begins.
TOO_SMALL = "There is too little room for the words in this panel, so they are set very small: shorten or divide them."
NO_ROOM = "There is too little room for this in the panel: shorten the text, move it, or give the panel more space."
_MOST_SIGNS = 20


def unset(text: str, hand: Hand) -> tuple[str, ...]:
    """The sentence about signs of the text that no font can draw, and how to get one; nothing where all can be drawn."""
    absent = fonts.absent(hand.drawn(text), hand.language)
    if not absent:
        return ()
    return (f"{NO_FONT}{absent[:_MOST_SIGNS]}; they were left out.{_how_to_get(fonts.remedy(absent))}",)


def _how_to_get(extras: str) -> str:
    """How to install the extras with these short names."""
    if not extras:
        return ""
    many = f'"{extras}"' if " " in extras else extras
    return f" Install the extra {extras.replace(' ', ' and ')}: make setup EXTRAS={many}."
