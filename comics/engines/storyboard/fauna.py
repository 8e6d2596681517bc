"""Which animals there are: their measures, coats and other names."""

from __future__ import annotations

from typing import NamedTuple

from comics.drawing.displaylist import Item
from comics.drawing.geometry import Point


class Beast(NamedTuple):
    """The measures of an animal in figure units: length of the body, its depth, height of the legs and their thickness, length
    of the neck and how steeply it rises (0 level, 1 upright), size of the head, length of the muzzle; ear and tail by name."""

    length: float
    depth: float
    legs: float
    thick: float
    neck: float
    rise: float
    head: float
    muzzle: float
    ear: str
    tail: str
    coat: str
    second: str
    mark: str = ""


BEASTS: dict[str, Beast] = {
    "cat": Beast(190, 84, 64, 17, 34, 0.62, 83, 0.25, "pointed", "high", "#4a4560", "#6d6788"),
    "dog": Beast(240, 104, 91, 21, 46, 0.72, 94, 0.62, "flop", "wag", "#d9a05b", "#fbeed8", "patch"),
    "fox": Beast(220, 82, 81, 16, 44, 0.5, 80, 0.75, "pointed", "brush", "#e8762d", "#fff1dd", "socks"),
    "wolf": Beast(280, 118, 118, 23, 60, 0.45, 99, 0.75, "pointed", "brush", "#7d8597", "#dfe3ea"),
    "rabbit": Beast(130, 88, 29, 17, 20, 0.7, 72, 0.25, "long", "puff", "#d8cfc8", "#fffaf4"),
    "mouse": Beast(74, 42, 12, 8, 8, 0.2, 40, 0.5, "round", "string", "#a9a3ad", "#f1e9e6"),
    "bear": Beast(400, 220, 143, 50, 60, 0.3, 142, 0.5, "round", "puff", "#8a5a36", "#d8b083"),
    "horse": Beast(470, 190, 277, 34, 210, 0.86, 130, 0.95, "short", "flow", "#9a6238", "#3a2a2e", "mane"),
    "donkey": Beast(360, 160, 202, 28, 130, 0.8, 115, 0.9, "long", "string", "#8f8a90", "#e8e2dc", "mane"),
    "cow": Beast(440, 220, 193, 36, 80, 0.4, 132, 0.8, "side", "string", "#f4efe6", "#4a3a3c", "spots"),
    "pig": Beast(280, 160, 81, 30, 24, 0.2, 110, 0.5, "pointed", "curl", "#f3b0b4", "#fcd9d6"),
    "sheep": Beast(270, 170, 101, 20, 40, 0.5, 99, 0.6, "side", "puff", "#f6f1e6", "#4c4350", "wool"),
    "goat": Beast(240, 120, 126, 20, 70, 0.75, 94, 0.75, "side", "puff", "#eee6d8", "#b9a488", "horns"),
    "deer": Beast(300, 124, 202, 19, 140, 0.86, 102, 0.75, "side", "puff", "#b9783f", "#f4e4c8", "horns"),
    "lion": Beast(360, 150, 143, 34, 70, 0.6, 125, 0.5, "round", "string", "#e9b45c", "#a3561e", "ruff"),
    "tiger": Beast(360, 146, 134, 34, 60, 0.5, 118, 0.45, "round", "high", "#f08c2e", "#fff1dd", "stripes"),
    "elephant": Beast(620, 380, 252, 76, 60, 0.6, 240, 0.3, "fan", "string", "#98a0b2", "#c3c8d4", "trunk",
)}  # fmt: skip


# Other words for the animals above, and birds of a feather.
SAME: dict[str, str] = {
    "kitten": "cat", "kitty": "cat", "puppy": "dog", "hound": "dog", "bunny": "rabbit", "hare": "rabbit", "rat": "mouse",
    "hamster": "mouse", "squirrel": "mouse", "pony": "horse", "foal": "horse", "unicorn": "horse", "mule": "donkey",
    "bull": "cow", "ox": "cow", "calf": "cow", "piglet": "pig", "boar": "pig", "lamb": "sheep", "ram": "goat",
    "stag": "deer", "fawn": "deer", "panther": "cat", "leopard": "tiger", "raccoon": "fox", "coyote": "wolf",
    "polar": "bear", "pigeon": "bird", "sparrow": "bird", "robin": "bird", "dove": "bird", "seagull": "gull",
    "raven": "crow", "hen": "chicken", "rooster": "chicken", "chick": "chicken", "goose": "duck", "swan": "duck",
    "hawk": "bird", "eagle": "bird", "parrot": "bird",
}  # fmt: skip


# Birds: body, wing and beak, and size against a pigeon.
BIRDS: dict[str, tuple[str, str, str, float]] = {"bird": ("#6f9bd8", "#4a74b4", "#f2a33a", 1.0),
    "crow": ("#3b3a4c", "#2c2b3a", "#4a4656", 1.25), "gull": ("#f4f4f2", "#b4bcc8", "#f2a33a", 1.3),
    "owl": ("#9a7350", "#7a5638", "#e8a63a", 1.5), "duck": ("#f6e9c4", "#d9b26a", "#f2953a", 1.6),
    "chicken": ("#f7f2e6", "#e0d2b4", "#f2a33a", 1.5), "penguin": ("#3c4258", "#2c3044", "#f2a33a", 1.9)}  # fmt: skip


class Drawn(NamedTuple):
    """A drawn animal: behind-to-front items, the head alone for its box, centre and size of the face, mouth."""

    items: list[Item]
    head: list[Item]
    face: Point
    size: float
    mouth: Point


def kind_of(word: str) -> str:
    """The animal that a word means, a dog where it means none that can be drawn."""
    for form in (word.lower(), word.lower().rstrip("s")):
        known = SAME.get(form, form)
        if known in BEASTS or known in BIRDS:
            return known
    return "dog"
