"""Heads of animals and robots that walk and talk like people, in the head's own coordinates (see `face`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item
from comics.drawing.geometry import Point
from comics.engines.storyboard import face
from comics.engines.storyboard.beast_ears import ears_of, eye_mounds, mane_of
from comics.engines.storyboard.face import Head, Set
from comics.engines.storyboard.look_model import Look
from comics.engines.storyboard.mouths import mouth
from comics.engines.storyboard.parts import Expression
from comics.engines.storyboard.pen import Pen, placed
from comics.engines.storyboard.snouts import SNOUTS, draw_beak, markings


class Beast(NamedTuple):
    """How a kind of head is built: its ears, the shape of its skull, its snout, and where its features sit."""

    ears: str
    skull: str
    snout: str
    spots: Set


_SPOTS = Set(eye_y=8, eye_x=62, eye_w=24, eye_h=32, brow_y=50, mouth_y=102, mouth_w=0.78, cheek_y=62, cheek_x=98, shift=30)


BEASTS: dict[str, Beast] = {"fox": Beast("fox", "tufted", "fox", _SPOTS),
    "wolf": Beast("wolf", "tufted", "wolf", _SPOTS._replace(brow_w=13)),
    "cat": Beast("cat", "round", "cat", _SPOTS._replace(eye_y=14, eye_w=28, eye_h=34)),
    "dog": Beast("dog", "round", "dog", _SPOTS._replace(eye_y=4)),
    "rabbit": Beast("rabbit", "round", "rabbit", _SPOTS._replace(eye_y=12)),
    "mouse": Beast("mouse", "round", "mouse", _SPOTS._replace(eye_y=14)),
    "bear": Beast("bear", "broad", "bear", _SPOTS._replace(eye_y=0, eye_w=20, eye_h=27)),
    "panda": Beast("bear", "broad", "bear", _SPOTS._replace(eye_y=2, eye_w=21, eye_h=28)),
    "bird": Beast("bird", "egg", "beak", _SPOTS._replace(eye_y=2, eye_w=27, eye_h=35)),
    "owl": Beast("owl", "egg", "owl", _SPOTS._replace(eye_y=2, eye_w=34, eye_h=38, eye_x=60)),
    "frog": Beast("frog", "wide", "frog", _SPOTS._replace(eye_y=-70, eye_x=70, eye_w=29, eye_h=32, mouth_y=66, brow_y=54)),
    "lion": Beast("bear", "broad", "bear", _SPOTS._replace(eye_y=2, eye_w=23, eye_h=30)),
    "monkey": Beast("monkey", "round", "monkey", _SPOTS._replace(eye_y=12)),
    "raccoon": Beast("bear", "tufted", "fox", _SPOTS), "pig": Beast("pig", "round", "pig", _SPOTS),
    "robot": Beast("robot", "box", "screen", _SPOTS._replace(eye_y=14, eye_w=24, eye_h=30, mouth_y=84))}  # fmt: skip


def beast_of(look: Look) -> Beast:
    """How the head of a look's species is built."""
    return BEASTS.get(look.species, BEASTS["bear"])


def draw_beast_head(pen: Pen, look: Look, expression: Expression, *, turn: float, back: bool, talking: bool) -> Head:
    """The head of an animal or a robot; arguments as for `head.draw_head`."""
    beast = beast_of(look)
    mood = face.mood_of(look.mood, expression)
    spots = beast.spots._replace(brow_colour=ink.mix(look.skin, pen.ink, 0.6))
    d = SKULLS[beast.skull](turn)
    mane = mane_of(pen, look) if look.species == "lion" else []
    mounds = eye_mounds(pen, look, spots, turn) if beast.snout == "frog" else []
    items: list[Item] = [*mane, *mounds, *ears_of(pen, look, beast.ears, turn, back=back)]
    if back:
        items += pen.shape(d, look.skin, depth=20, rim=6)
        return Head((), tuple(items), Point(0, spots.mouth_y), -120, 120, -40, 148)
    items += pen.shape(d, look.skin, depth=20, rim=6, inside=markings(pen, look, turn))
    items += face.cheeks(pen, spots, mood, skin=look.second, turn=turn)
    items += SNOUTS[beast.snout](pen, look, turn)
    items += face.eyes(pen, spots, mood, iris=look.eyes, lid=look.skin, turn=turn, lashes=look.gender == "female")
    items += face.brows(pen, spots, mood, turn=turn)
    kind = mood.talk if talking else mood.mouth
    at = Point(spots.shift * turn * 1.6, spots.mouth_y)
    if beast.snout == "beak":
        items += draw_beak(pen, look, turn, opened=talking or mood.mouth in ("laugh", "o"))
    else:
        frame = placed(at.x, at.y, scale=spots.mouth_w)
        items.append(Group(tuple(mouth(pen, kind, look.second)), transform=frame))
    items += face.marks(pen, spots, mood, turn=turn, skin=look.skin)
    return Head((), tuple(items), at, -124 + 12 * turn, 126 + 8 * turn, spots.eye_y - spots.eye_h, 150)


def _tufted(turn: float) -> str:
    c = 12.0 * turn
    left = [(-62 + c, 134, 0.05), (-104 + c * 0.5, 118, 0.02), (-108, 104, 0.0), (-146, 92, 0.0), (-138, 66, 0.0),
        (-166, 46, 0.0), (-134, 2, 0.02), (-122, -64, 0.08), (-74, -122, 0.08)]  # fmt: skip
    right = [(74, -122, 0.1), (122 - 3 * turn, -64, 0.08), (130 - 2 * turn, 2, 0.08), (158, 46, 0.02), (132, 66, 0.0),
        (140 + c * 0.3, 92, 0.0), (104 + c, 104, 0.0), (100 + c, 118, 0.0), (62 + c, 134, 0.02), (c, 150, 0.06)]  # fmt: skip
    return ink.bows([(c, 150, 0.0), *left, *right])


def _round(turn: float) -> str:
    c = 12.0 * turn
    return ink.smooth([(c, 148), (-66 + c, 136), (-118 + c * 0.4, 96), (-138, 36), (-132, -40), (-88, -112), (0, -136),
        (88, -112), (130, -40), (136, 36), (118 + c, 96), (68 + c, 136)])  # fmt: skip


def _broad(turn: float) -> str:
    c = 12.0 * turn
    return ink.smooth([(c, 150), (-80 + c, 138), (-134 + c * 0.4, 90), (-142, 26), (-128, -56), (-80, -118), (0, -136),
        (80, -118), (126, -56), (140, 26), (134 + c, 90), (82 + c, 138)])  # fmt: skip


def _egg(turn: float) -> str:
    c = 10.0 * turn
    return ink.smooth([(c, 142), (-70 + c, 128), (-122, 80), (-134, 0), (-112, -86), (-56, -140), (0, -152), (56, -140),
        (112, -86), (132, 0), (122 + c, 80), (70 + c, 128)])  # fmt: skip


def _wide(turn: float) -> str:
    c = 12.0 * turn
    return ink.smooth([(c, 132), (-90 + c, 118), (-150, 66), (-146, 6), (-112, -62), (-56, -92), (0, -84), (56, -92),
        (112, -62), (146, 6), (150, 66), (92 + c, 118)])  # fmt: skip


def _box(turn: float) -> str:
    from_left, to_right = -132 + 6 * turn, 132
    return ink.smooth([(from_left, -100), (-104, -134), (0, -138), (104, -134), (to_right, -100), (136, 20), (to_right, 112),
        (104, 140), (0, 144), (-104, 140), (from_left, 112), (-136, 20)], tension=0.8)  # fmt: skip


SKULLS: dict[str, Callable[[float], str]] = {
    "tufted": _tufted,
    "round": _round,
    "broad": _broad,
    "egg": _egg,
    "wide": _wide,
    "box": _box,
}
