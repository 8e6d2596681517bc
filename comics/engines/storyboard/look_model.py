"""What a character looks like, as data: the identity that every panel of every issue draws the same."""

from __future__ import annotations

from dataclasses import dataclass

# Which garment tells a character first in a short description.
TOLD_FIRST = ("coat", "top", "cape", "apron", "hat", "scarf", "pack", "glasses", "legs", "tie", "gloves", "feet")


@dataclass(frozen=True, slots=True)
class Garment:
    """One thing worn. `slot` is where ("top", "coat", "legs", "feet", "hat", "scarf", …), `kind` what, `colour` "#rrggbb";
    `word` is the colour as the author called it, empty where it was left open."""

    slot: str
    kind: str
    colour: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The identity of one character. Colours are "#rrggbb"; `skin` is fur or feathers for animals, `second` its lighter part.

    `species` is "human", "robot" or an animal; `age` one of baby, child, teen, adult, elder; `build` slim, average, sturdy or
    strong. `marks` are small things of the face and body ("freckles", "scar", "blush"). `carries` is the thing the
    character is known to carry, empty for none; `stature` multiplies the height of its age; `mood` is the temper that the
    words give the face ("calm").
    """

    name: str
    species: str = "human"
    age: str = "adult"
    gender: str = ""
    build: str = "average"
    skin: str = "#f0c6a0"
    second: str = "#fff3e0"
    hair: str = "#4a3228"
    cut: str = "short"
    beard: str = ""
    eyes: str = "#4b3524"
    garments: tuple[Garment, ...] = ()
    marks: tuple[str, ...] = ()
    carries: str = ""
    mood: str = ""
    stature: float = 1.0
    noun: str = ""

    def worn(self, slot: str) -> Garment | None:
        """The garment in a slot, or None."""
        return next((garment for garment in self.garments if garment.slot == slot), None)

    def describe(self) -> str:
        """A short phrase for alternative text: "a fox in a tan coat"."""
        noun = self.noun or self.species
        article = "an" if noun[0] in "aeio" else "a"
        told = [g for slot in TOLD_FIRST for g in self.garments if g.slot == slot and (g.word or slot in ("coat", "cape"))]
        if not told:
            return f"{article} {noun}"
        kind = told[0].kind.replace("_", " ")
        words = f"{told[0].word} {kind}".strip()
        link = "with" if told[0].slot == "pack" else "in"
        if (told[0].slot in ("legs", "feet", "glasses", "gloves") and "skirt" not in kind) or kind in (
            "overalls",
            "pyjamas",
            "armour",
        ):
            return f"{article} {noun} {link} {words}"
        return f"{article} {noun} {link} {'an' if words[0] in 'aeiou' else 'a'} {words}"
