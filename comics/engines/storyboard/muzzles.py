"""Heads of animals and robots that walk and talk like people, in the head's own coordinates (see `face`)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Box, Point
from comics.engines.storyboard import face
from comics.engines.storyboard.face import Head, Set
from comics.engines.storyboard.look_model import Look
from comics.engines.storyboard.mouths import mouth
from comics.engines.storyboard.parts import Expression
from comics.engines.storyboard.pen import Pen, placed


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
    mane = _mane(pen, look) if look.species == "lion" else []
    mounds = _mounds(pen, look, spots, turn) if beast.snout == "frog" else []
    items: list[Item] = [*mane, *mounds, *_ears(pen, look, beast.ears, turn, back=back)]
    if back:
        items += pen.shape(d, look.skin, depth=20, rim=6)
        return Head((), tuple(items), Point(0, spots.mouth_y), -120, 120, -40, 148)
    items += pen.shape(d, look.skin, depth=20, rim=6, inside=_patches(pen, look, turn))
    items += face.cheeks(pen, spots, mood, skin=look.second, turn=turn)
    items += SNOUTS[beast.snout](pen, look, turn)
    items += face.eyes(pen, spots, mood, iris=look.eyes, lid=look.skin, turn=turn, lashes=look.gender == "female")
    items += face.brows(pen, spots, mood, turn=turn)
    kind = mood.talk if talking else mood.mouth
    at = Point(spots.shift * turn * 1.6, spots.mouth_y)
    if beast.snout == "beak":
        items += _beak(pen, look, turn, opened=talking or mood.mouth in ("laugh", "o"))
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


# Each ear is told for the left side: outer outline, inner patch, and how much it narrows on the far side.
_EARS: dict[str, tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = {"fox": ([(-120, -40, 0.0),
    (-134, -236, 0.07), (-22, -112, 0.1)], [(-104, -80, 0.0), (-120, -196, 0.05), (-54, -112, 0.08)]),
    "wolf": ([(-116, -56, 0.0), (-120, -222, 0.07), (-30, -114, 0.1)], [(-100, -90, 0.0), (-108, -186, 0.05),
    (-56, -112, 0.08)]), "cat": ([(-128, -28, 0.0), (-128, -206, 0.05), (-26, -118, 0.07)], [(-110, -70, 0.0),
    (-114, -168, 0.04), (-56, -114, 0.06)]), "dog": ([(-70, -124, 0.0), (-156, -116, -0.2), (-186, 10, -0.12),
    (-150, 64, -0.2), (-112, -40, -0.12)], []), "rabbit": ([(-92, -90, 0.0), (-130, -330, 0.12), (-62, -336, 0.3),
    (-26, -118, 0.12)], [(-78, -120, 0.0), (-108, -300, 0.1), (-76, -306, 0.3), (-48, -124, 0.1)]),
    "mouse": ([(-60, -96, 0.0), (-128, -204, -0.24), (-204, -120, -0.24), (-116, -44, -0.26)], [(-80, -96, 0.0),
    (-128, -176, -0.24), (-178, -116, -0.24), (-112, -70, -0.26)]), "bear": ([(-52, -116, 0.0), (-96, -172, -0.26),
    (-148, -112, -0.24), (-112, -62, -0.24)], [(-70, -110, 0.0), (-98, -146, -0.24), (-126, -108, -0.24),
    (-108, -82, -0.2)]), "monkey": ([(-112, -30, 0.0), (-186, -40, -0.22), (-186, 44, -0.2), (-112, 50, -0.22)],
    [(-122, -16, 0.0), (-168, -22, -0.22), (-168, 28, -0.2), (-122, 34, -0.22)]), "pig": ([(-112, -60, 0.0),
    (-150, -168, 0.05), (-40, -124, 0.1)], [(-108, -92, 0.0), (-128, -144, 0.05), (-70, -122, 0.08)]),
    "owl": ([(-116, -60, 0.0), (-118, -196, 0.06), (-36, -132, 0.05)], [])}  # fmt: skip


def _ears(pen: Pen, look: Look, kind: str, turn: float, *, back: bool) -> list[Item]:
    if kind not in _EARS:
        return _crest(pen, look, turn) if kind == "bird" else _antenna(pen, look, turn) if kind == "robot" else []
    outer, inner = _EARS[kind]
    items: list[Item] = []
    for way in (-1.0, 1.0):
        narrow = 1 - 0.14 * turn if way > 0 else 1.0
        drawn = pen.shape(ink.bows(outer), _ear_tone(look, kind), depth=12, rim=0)
        if inner and not back:
            tone = ink.mix(look.second, "#d9706a", 0.5)
            drawn.append(Path(ink.bows(inner), fill=ink.mix(tone, pen.light.shadow, 0.18)))
        if kind == "fox":
            tip = [(-140, -250, 0.0), (-60, -250, 0.0), (-84, -180, 0.0), (-108, -192, 0.0), (-136, -168, 0.0)]
            drawn.append(Group((Path(ink.bows(tip), fill=ink.mix(look.skin, pen.ink, 0.7)),), clip=ink.bows(outer)))
        items.append(Group(tuple(drawn), transform=placed(6 * turn * way, 0)._replace(a=-way * narrow)))
    return items


def _mounds(pen: Pen, look: Look, spots: Set, turn: float) -> list[Item]:
    """The bulges on which a frog's eyes sit."""
    places = [(way * spots.eye_x * (1 - 0.1 * turn) + spots.shift * turn * 0.8, spots.eye_y + 6) for way in (-1, 1)]
    return [item for x, y in places for item in pen.shape(ink.ellipse(x, y, 50, 52), look.skin, depth=10, rim=4)]


def _mane(pen: Pen, look: Look) -> list[Item]:
    ring = [(math.cos(math.tau * at / 12) * 196, -4 + math.sin(math.tau * at / 12) * 182, 0.24) for at in range(12)]
    return pen.shape(ink.bows(ring), ink.mix(look.skin, "#8a3f16", 0.62), depth=20, rim=6)


def _ear_tone(look: Look, kind: str) -> str:
    if kind == "dog":
        return ink.mix(look.skin, "#3a1f12", 0.45)
    return "#33303a" if look.species == "panda" else look.skin


def _crest(pen: Pen, look: Look, turn: float) -> list[Item]:
    x = -8 * turn
    d = ink.bows([(x - 40, -130, 0.0), (x - 66, -196, 0.1), (x - 20, -176, 0.06), (x - 4, -222, 0.1), (x + 24, -176, 0.06),
        (x + 60, -192, 0.1), (x + 40, -130, 0.1)])  # fmt: skip
    return pen.shape(d, look.skin, depth=10)


def _antenna(pen: Pen, look: Look, turn: float) -> list[Item]:
    x = 4 * turn
    items: list[Item] = []
    for way in (-1, 1):
        items += pen.shape(ink.rectangle(box_at(way * 138 - 18, -30, 36, 80), radius=12), look.second, depth=8)
    items += pen.shape(ink.capsule((x, -134), (x, -190), 7, 7), look.second, depth=0, width=8)
    return items + pen.shape(ink.ellipse(x, -204, 20, 20), "#ffcf4a", depth=7)


def box_at(x: float, y: float, w: float, h: float) -> Box:
    """A box, told in numbers."""
    return Box(x, y, w, h)


def _patches(pen: Pen, look: Look, turn: float) -> list[Item]:
    """Markings of the fur, clipped to the skull."""
    c = 34 * turn
    light = pen.base(look.second)
    kind = look.species
    if kind in ("fox", "wolf"):
        mask = ink.bows([(-190, 60, 0.0), (-120 + c * 0.3, 34, -0.06), (-52 + c, 66, -0.06), (-20 + c * 1.4, 40, -0.04),
            (20 + c * 1.4, 40, 0.1), (52 + c, 66, -0.04), (128, 34, -0.06), (190, 60, -0.06), (170, 180, 0.0),
            (-170, 180, 0.0)])  # fmt: skip
        return [Path(mask, fill=light)]
    if kind == "monkey":
        return [Path(" ".join(ink.ellipse(x + 28 * turn, 14, 58, 62) for x in (-46, 46)), fill=light)]
    if kind == "raccoon":
        dark = ink.mix("#3a3744", pen.light.shadow, 0.2)
        band = ink.bows([(-190, 40, 0.0), (-110 + c * 0.4, -22, 0.06), (-14 + c, -14, 0.02), (14 + c, -14, 0.0),
            (120, -22, 0.02), (190, 40, 0.06), (100 + c * 0.3, 62, 0.1), (30 + c, 40, 0.1), (-30 + c, 40, -0.1),
            (-100 + c * 0.3, 62, 0.1)])  # fmt: skip
        return [Path(ink.ellipse(c, 110, 130, 52), fill=light), Path(band, fill=dark)]
    if kind == "panda":
        dark = ink.mix("#33303a", pen.light.shadow, 0.2)
        return [Path(ink.ellipse(way * 62 + 28 * turn, 8, 42, 50, turn=0.5 * way), fill=dark) for way in (-1, 1)]
    if kind == "cat" and "stripes" in look.marks:
        dark = ink.mix(look.skin, pen.ink, 0.45)
        lines: list[Item] = [
            pen.stroke([(x + c * 0.5, -140), (x * 0.9 + c * 0.5, -104), (x * 0.8 + c * 0.5, -74)], dark, 13)
            for x in (-34, 0, 34)
        ]
        lines += [
            pen.stroke([(way * 150, y), (way * 118, y + 4), (way * 96, y)], dark, 12) for way in (-1, 1) for y in (22, 52)
        ]
        return lines
    if kind == "dog" and "patch" in look.marks:
        return [Path(ink.ellipse(-62 + 26 * turn, 4, 50, 60), fill=ink.mix(look.skin, "#3a1f12", 0.45))]
    return []


def _nose(pen: Pen, x: float, y: float, wide: float, colour: str) -> list[Item]:
    d = ink.smooth(
        [
            (x - wide, y - wide * 0.5),
            (x, y - wide * 0.72),
            (x + wide, y - wide * 0.5),
            (x + wide * 0.62, y + wide * 0.4),
            (x, y + wide * 0.78),
            (x - wide * 0.62, y + wide * 0.4),
        ]
    )
    return [
        Path(d, fill=colour),
        Path(
            ink.ellipse(x + wide * 0.25 * pen.sun, y - wide * 0.36, wide * 0.34, wide * 0.17), fill="#ffffff", fill_alpha=0.75
        ),
    ]


def _snout(
    size: tuple[float, float], nose: float, *, y: float = 92.0, whiskers: bool = False, line: bool = True
) -> Callable[[Pen, Look, float], list[Item]]:
    def draw(pen: Pen, look: Look, turn: float) -> list[Item]:
        x = 46 * turn
        items: list[Item] = []
        if size[0]:
            d = ink.ellipse(x, y, *size)
            items.append(Path(d, fill=pen.base(look.second)))
            items.append(
                Group(
                    (
                        Path(
                            ink.ellipse(x - pen.sun * 14, y + 16, size[0], size[1]),
                            fill=pen.shade(look.second),
                            even_odd=True,
                            fill_alpha=0.35,
                        ),
                        Path(ink.ellipse(x + pen.sun * 4, y - 8, size[0], size[1]), fill=pen.base(look.second)),
                    ),
                    clip=d,
                )
            )
        top = y - (size[1] * 0.62 if size[1] else 20)
        items += _nose(
            pen,
            x + 6 * turn,
            top,
            nose,
            ink.mix("#2a1c28", pen.ink, 0.5) if look.species not in ("rabbit", "cat", "mouse") else "#d9697a",
        )
        if line:
            items.append(
                pen.stroke(
                    [(x + 6 * turn, top + nose * 0.6), (x + 4 * turn, top + nose + 4), (x + 2 * turn, top + nose + 12)],
                    pen.ink,
                    5,
                )
            )
        if whiskers:
            tone = ink.mix(look.second, pen.ink, 0.55)
            for way in (-1, 1):
                items += [
                    pen.stroke(
                        ink.arc((x + way * 64, y - 6 + dy), (x + way * 132, y - 20 + dy * 2.4), 5 * way, steps=4), tone, 4.5
                    )
                    for dy in (-4, 6, 16)
                ]
        return items

    return draw


def _pig_snout(pen: Pen, look: Look, turn: float) -> list[Item]:
    x = 44 * turn
    items = pen.shape(ink.ellipse(x, 66, 40, 28), ink.mix(look.skin, "#e0707a", 0.3), depth=7, width=8)
    return items + [Path(ink.ellipse(x + dx, 66, 6, 10), fill=pen.line(look.skin)) for dx in (-13, 13)]


def _screen(pen: Pen, look: Look, turn: float) -> list[Item]:
    d = ink.superellipse(box_at(-104 + 16 * turn, -58, 208, 176), power=4)
    items = pen.shape(d, ink.mix(look.second, "#ffffff", 0.3), depth=8, width=8)
    items += [Path(ink.ellipse(x, -100, 7, 7), fill=pen.line(look.skin)) for x in (-96, 96)]
    return items


def _beak(pen: Pen, look: Look, turn: float, *, opened: bool) -> list[Item]:
    x = 46 * turn
    colour = "#f2a33a"
    gape = 22 if opened else 5
    lower = ink.bows([(x - 30, 74, 0.0), (x + 26 * turn, 100 + gape, -0.1), (x + 32, 74, -0.1)])
    upper = ink.bows(
        [(x - 42, 72, 0.0), (x + 4 * turn, 40, 0.14), (x + 44, 72, 0.14), (x + 30 * turn, 100, 0.08), (x - 42, 72, 0.08)]
    )
    return pen.shape(lower, ink.mix(colour, "#a03a1a", 0.35), depth=0, width=8) + pen.shape(upper, colour, depth=8, width=8)


def _owl_disc(pen: Pen, look: Look, turn: float) -> list[Item]:
    items: list[Item] = [Path(ink.ellipse(way * 58 + 26 * turn, 6, 62, 66), fill=pen.base(look.second)) for way in (-1, 1)]
    x = 36 * turn
    return items + pen.shape(
        ink.bows([(x - 18, 44, 0.0), (x + 18, 44, 0.1), (x, 86, 0.14), (x - 18, 44, 0.14)]), "#f2a33a", depth=6, width=7
    )


def _nothing(pen: Pen, look: Look, turn: float) -> list[Item]:
    return []


SNOUTS: dict[str, Callable[[Pen, Look, float], list[Item]]] = {"fox": _snout((0, 0), 19, y=86), "wolf": _snout((0, 0),
    22, y=88), "cat": _snout((52, 34), 14, whiskers=True), "dog": _snout((64, 46), 24, y=94), "rabbit": _snout((48, 34),
    13, whiskers=True), "mouse": _snout((44, 32), 14, whiskers=True), "bear": _snout((62, 46), 23, y=92),
    "monkey": _snout((76, 50), 13, y=98), "beak": _nothing, "owl": _owl_disc, "frog": _nothing, "pig": _pig_snout,
    "screen": _screen}  # fmt: skip
