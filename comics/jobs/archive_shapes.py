"""The shapes of what archives hold as JSON inside a row: each is a question that a value from elsewhere must pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from comics.composition.edges import CELLS
from comics.composition.soundeffects import DESIGNS
from comics.drawing import fonts
from comics.vocabulary import LetteringKind

Shape = Callable[[Any], bool]
FARTHEST = 1_000_000.0  # points or fractions: no page is so large
LEAST = 0.0001  # what is smaller cannot be seen, and cannot be divided by
_EDGES = re.compile(rf"[0-9a-f]{{{2 * CELLS * CELLS}}}", re.ASCII)
_KEY = re.compile(r"[1-9][0-9]{0,17}(?::[0-9]{1,3})?", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)


def number(value: Any) -> bool:
    """A number that pages are made of."""
    return type(value) in (int, float) and abs(value) <= FARTHEST


def flag(value: Any) -> bool:
    """Yes or no."""
    return type(value) is bool


def text(most: int) -> Shape:
    """A text of so many characters at most."""
    return lambda value: isinstance(value, str) and len(value) <= most


def hashed(value: Any) -> bool:
    """A hash as `models.sources` makes it."""
    return isinstance(value, str) and bool(_HASH.fullmatch(value))


def keyed(value: Any) -> bool:
    """The key of a balloon: that of its piece, and perhaps the number of a part of it."""
    return isinstance(value, str) and bool(_KEY.fullmatch(value))


def listed(shape: Shape, *, most: int, least: int = 0) -> Shape:
    """A list of such values."""
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(shape, value))


def numbers(count: int) -> Shape:
    """So many numbers."""
    return listed(number, most=count, least=count)


def either(*shapes: Shape) -> Shape:
    """One or the other."""
    return lambda value: any(shape(value) for shape in shapes)


def nothing(value: Any) -> bool:
    """No value."""
    return value is None


def table(shape: Shape, *, most: int, name: int = 200) -> Shape:
    """An object of any names whose values are such."""
    return lambda value: (
        isinstance(value, dict) and len(value) <= most and all(len(key) <= name and shape(one) for key, one in value.items())
    )


def record(needs: dict[str, Shape], may: dict[str, Shape] | None = None) -> Shape:
    """An object of these names and no others."""
    every = {**needs, **(may or {})}
    return lambda value: (
        isinstance(value, dict)
        and needs.keys() <= value.keys() <= every.keys()
        and all(every[key](one) for key, one in value.items())
    )


def _positive(value: Any) -> bool:
    return number(value) and value >= LEAST


def _box(value: Any) -> bool:
    """Left, top, width and height of something that is to be seen."""
    return numbers(4)(value) and _positive(value[2]) and _positive(value[3])


def _font(value: Any) -> bool:
    """A font's name; whether the font is here is asked where lettering is taken in."""
    return isinstance(value, str) and bool(re.fullmatch(r"[A-Za-z0-9_-]{1,60}", value))


def is_font(value: Any) -> bool:
    """The choice of a font for lettering; "" leaves it to the studio."""
    return isinstance(value, str) and (value in dict(fonts.DIALOGUE_FONTS) or value in dict(fonts.SFX_FONTS) or not value)


def _design(value: Any) -> bool:
    return isinstance(value, str) and (not value or value in DESIGNS)


def _words(value: Any, depth: int = 3) -> bool:
    """Settings by name: words, numbers, lists and tables of them."""
    if isinstance(value, dict):
        return depth > 0 and len(value) <= 100 and all(len(key) <= 200 and _words(one, depth - 1) for key, one in value.items())
    if isinstance(value, list):
        return depth > 0 and len(value) <= 1000 and all(_words(one, depth - 1) for one in value)
    return value is None or isinstance(value, (str, bool, int, float))


_POINT = either(nothing, numbers(2))
_NAMES = listed(text(300), most=100)
_DRESS = record(
    {},
    {
        "bold": flag,
        "italic": flag,
        "font": is_font,
        "scale": _positive,
        "design": _design,
        "turn": either(nothing, number),
        "arc": either(nothing, number),
    },
)
_BALLOON = record(
    {
        "key": keyed,
        "kind": lambda value: isinstance(value, str) and value in set(LetteringKind),
        "box": _box,
        "lines": listed(text(2000), most=400),
        "size": _positive,
        "font": _font,
        "text": text(2000),
        "tail": _POINT,
        "turn": number,
        "warnings": _NAMES,
    },
    {
        "language": text(20),
        "dress": _DRESS,
        "joined": either(keyed, text(0)),
        "vertical": flag,
        "capitals": flag,
        "seed": text(40),
    },
)
_ACTOR = record({"name": text(300), "face": _box, "head": _box, "body": _box, "mouth": numbers(2)})
_COVER_WORDS = {name: text(5000) for name in ("title", "subtitle", "tagline", "text")}
_SOURCE = record(
    {"style": hashed, "cast": table(hashed, most=1000), "place": table(hashed, most=1000), "words": hashed},
    {"script": hashed, "dialogue": hashed},
)
_EMPTY = record({})

SHAPES: dict[tuple[str, str], Shape] = {
    ("issues", "languages"): listed(text(20), most=50),
    ("issues", "credits"): listed(listed(text(200), most=2, least=2), most=200),
    ("pages", "frames"): listed(_box, most=50),
    ("pages", "cover"): record(
        {},
        {
            **_COVER_WORDS,
            "design": text(40),
            "colour": text(40),
            "numbered": flag,
            "in": table(record({}, _COVER_WORDS), most=50, name=20),
        },
    ),
    ("panels", "box"): either(_box, listed(number, most=0)),
    ("panels", "stale"): listed(text(1000), most=2000),
    ("lettering", "style"): _DRESS,
    ("lettering", "placed"): listed(_BALLOON, most=100),
    ("translations", "placed"): listed(_BALLOON, most=100),
    ("generations", "options"): lambda value: isinstance(value, dict) and _words(value),
    ("drawings", "source"): either(_EMPTY, _SOURCE, record({"dialogue": hashed})),
    ("takes", "staging_data"): either(
        _EMPTY,
        record(
            {"actors": listed(_ACTOR, most=200), "source": _POINT, "shot": text(40), "alt": text(5000), "notes": _NAMES},
        ),
    ),
    ("takes", "view"): either(listed(number, most=0), numbers(3)),
    ("takes", "source"): either(_EMPTY, _SOURCE),
    ("takes", "edges"): lambda value: value == "" or (isinstance(value, str) and bool(_EDGES.fullmatch(value))),
}
