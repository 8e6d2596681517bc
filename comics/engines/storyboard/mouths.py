"""Mouths, each drawn around the middle of the lips, about 60 units wide."""

from __future__ import annotations

from collections.abc import Callable

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.engines.storyboard.pen import Pen

DARK, TONGUE, TEETH = "#5a1230", "#ee7f86", "#fffaf2"


def mouth(pen: Pen, kind: str, skin: str) -> list[Item]:
    """The mouth of that kind. Raises `KeyError` for an unknown one."""
    return MOUTHS[kind](pen, skin)


def _line(*points: tuple[float, float], width: float = 7.5) -> Callable[[Pen, str], list[Item]]:
    def draw(pen: Pen, skin: str) -> list[Item]:
        return [Path(ink.brush(points, width, profile=_lips), fill=pen.ink)]

    return draw


def _lips(along: float) -> float:
    return 0.35 + 0.65 * ink.swell(along) if 0 < along < 1 else 0.3


def _cavity(
    points: ink.Points,
    *,
    tongue: tuple[float, float, float, float] | None = None,
    teeth: ink.Points = (),
    lower: ink.Points = (),
) -> Callable[[Pen, str], list[Item]]:
    def draw(pen: Pen, skin: str) -> list[Item]:
        d = ink.smooth(points)
        inside: list[Item] = []
        if tongue:
            inside.append(Path(ink.ellipse(*tongue), fill=TONGUE))
        inside += [Path(ink.smooth(row, tension=0.5), fill=TEETH) for row in (teeth, lower) if row]
        return [
            Path(d, stroke=pen.ink, width=7),
            Path(d, fill=ink.mix(DARK, pen.ink, 0.25)),
            Group(tuple(inside), clip=d),
        ]

    return draw


def _with(draw: Callable[[Pen, str], list[Item]], *lines: ink.Points) -> Callable[[Pen, str], list[Item]]:
    def more(pen: Pen, skin: str) -> list[Item]:
        return draw(pen, skin) + [pen.stroke(points, pen.ink, 5) for points in lines]

    return more


def _gritted(pen: Pen, skin: str) -> list[Item]:
    d = ink.smooth([(-33, -4), (-14, -13), (14, -13), (33, -4), (34, 12), (14, 17), (-14, 17), (-34, 12)])
    bars: list[Item] = [Path(f"M {x} -16 L {x} 20", stroke=pen.ink, width=3.5) for x in (-20, -7, 7, 20)]
    bars.append(Path("M -40 3 L 40 3", stroke=pen.ink, width=3.5))
    return [Path(d, stroke=pen.ink, width=8), Path(d, fill=TEETH), Group(tuple(bars), clip=d)]


_TOP_TEETH = [(-40, -30), (40, -30), (34, -6), (0, 0), (-34, -6)]

MOUTHS: dict[str, Callable[[Pen, str], list[Item]]] = {"calm": _line((-19, -2), (-7, 3), (7, 3), (19, -2)),
    "smile": _with(_line((-32, -8), (-16, 6), (4, 9), (20, 4), (33, -9)), [(-36, -12), (-31, -8), (-29, -2)], [(37, -13),
    (32, -9), (30, -2)]), "soft": _line((-23, -4), (-9, 5), (8, 5), (23, -5)), "frown": _line((-25, 8), (-11, -3), (8, -4),
    (25, 7)), "flat": _line((-20, 1), (0, -1), (20, 2)), "firm": _with(_line((-24, 3), (-6, -2), (8, -2), (25, 4), width=9),
    [(-9, 17), (0, 19), (9, 17)]), "smirk": _with(_line((-24, 3), (-6, 6), (14, 1), (32, -13)), [(26, -18), (34, -14),
    (37, -6)]), "aside": _line((-8, 2), (6, -3), (20, -2), (27, 3)), "wave": _line((-30, 5), (-18, -6), (-4, 5), (10, -5),
    (22, 6), (31, 0)), "wobble": _line((-28, 8), (-18, -4), (-7, 3), (6, -5), (17, 2), (28, 9), width=8),
    "o": _cavity([(0, -15), (12, -3), (10, 14), (0, 20), (-10, 14), (-12, -3)], tongue=(0, 22, 10, 9)),
    "big_o": _cavity([(0, -24), (20, -8), (19, 20), (0, 36), (-19, 20), (-20, -8)], tongue=(0, 32, 17, 13)),
    "sleep": _cavity([(0, -7), (9, 0), (0, 9), (-9, 0)]), "grin": _cavity([(-36, -14), (-12, -9), (12, -9), (37, -15),
    (30, 12), (12, 27), (-10, 27), (-29, 13)], tongue=(2, 28, 21, 13), teeth=[(-44, -30), (44, -30), (34, -4), (0, 0),
    (-34, -4)]), "laugh": _cavity([(-42, -19), (-14, -12), (14, -12), (43, -20), (38, 14), (17, 38), (-15, 38), (-37, 15)],
    tongue=(2, 38, 26, 18), teeth=[(-50, -40), (50, -40), (40, -6), (0, -1), (-40, -6)]), "talk": _cavity([(-24, -9),
    (-6, -13), (8, -13), (26, -9), (20, 10), (4, 18), (-16, 11)], tongue=(2, 19, 15, 9), teeth=[(-30, -30), (30, -30),
    (24, -6), (0, -4), (-24, -6)]), "small_talk": _cavity([(-14, -5), (0, -9), (15, -5), (10, 8), (0, 12), (-10, 8)],
    tongue=(0, 13, 9, 6)), "smirk_talk": _cavity([(-22, -2), (6, -8), (36, -20), (30, 6), (10, 16), (-12, 11)],
    tongue=(8, 16, 14, 8), teeth=[(-30, -30), (44, -34), (34, -10), (4, -2), (-24, 2)]), "sad_talk": _cavity([(-22, 6),
    (-10, -8), (8, -9), (23, 5), (16, 16), (0, 13), (-14, 17)], tongue=(0, 17, 13, 7)), "wail": _cavity([(-30, 4),
    (-14, -19), (12, -20), (31, 3), (29, 28), (10, 34), (-10, 34), (-28, 28)], tongue=(0, 34, 20, 13), teeth=[(-40, -40),
    (40, -40), (26, -12), (0, -9), (-26, -12)]), "shout": _cavity([(-36, -11), (-14, -18), (14, -19), (37, -13), (34, 20),
    (16, 34), (-14, 34), (-33, 22)], tongue=(2, 34, 21, 12), teeth=[(-50, -40), (50, -40), (40, -7), (0, -4), (-40, -7)],
    lower=[(-30, 40), (30, 40), (26, 27), (0, 25), (-26, 27)]), "yawn": _cavity([(0, -20), (15, -6), (14, 20), (0, 29),
    (-14, 20), (-15, -6)], tongue=(0, 27, 13, 10)), "snarl": _with(_gritted, [(-41, 8), (-38, -4), (-32, -10)], [(41, 8),
    (38, -4), (32, -10)]), "gritted": _gritted}  # fmt: skip
