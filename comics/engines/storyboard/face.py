"""Eyes, brows, mouths and blushes: what a face says.

Coordinates are the head's own: 300 units from chin (150) to crown (-150), the face turned `turn` (0 to the reader, 1 three
quarters to the right).
"""

from __future__ import annotations

from typing import NamedTuple

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Affine, Point
from comics.engines.storyboard.parts import Expression
from comics.engines.storyboard.pen import Pen


class Head(NamedTuple):
    """A drawn head: what goes behind the trunk, what goes over it, the middle of the mouth, and the face's edges: left,
    right, top of the eyes, chin."""

    behind: tuple[Item, ...]
    over: tuple[Item, ...]
    mouth: Point
    left: float
    right: float
    top: float
    chin: float


class Mood(NamedTuple):
    """How a face is set for an expression.

    `open` is the upper lid (0 closed, 1 wide), `low` how far the lower lid rises (0–1), `tilt` lifts the lids' outer ends;
    `inner`, `outer` and `raise_` move the brows up (units); `pupil` scales the iris; `gaze` shifts it; `mouth` and `talk` are
    the mouths closed-lipped and speaking; `shut` is "joy" or "rest" for closed eyes.
    """

    open: float = 0.9
    low: float = 0.0
    tilt: float = 0.0
    inner: float = 0.0
    outer: float = 0.0
    lift: float = 0.0
    pupil: float = 1.0
    gaze: tuple[float, float] = (0.0, 0.0)
    mouth: str = "smile"
    talk: str = "talk"
    shut: str = ""
    blush: float = 0.45
    extra: tuple[str, ...] = ()
    head: float = 0.0


MOODS: dict[Expression, Mood] = {Expression.NEUTRAL: Mood(mouth="calm"),
    Expression.HAPPY: Mood(open=0.95, low=0.18, lift=5, mouth="smile", talk="grin", blush=0.7),
    Expression.LAUGHING: Mood(shut="joy", lift=10, mouth="laugh", talk="laugh", blush=0.85, head=-5),
    Expression.TENDER: Mood(open=0.72, low=0.1, inner=5, outer=-3, mouth="soft", talk="talk", blush=0.75, head=4),
    Expression.SAD: Mood(open=0.72, tilt=-4, inner=15, outer=-8, gaze=(0, 5),
    mouth="frown", talk="sad_talk", blush=0.3, head=6), Expression.CRYING: Mood(open=0.62, low=0.2, tilt=-5, inner=19,
    outer=-8, mouth="wobble", talk="wail", blush=0.75, extra=("tears",), head=5),
    Expression.WORRIED: Mood(open=0.95, inner=14, outer=-5, pupil=0.9, mouth="wave", talk="sad_talk", extra=("sweat",),
    blush=0.4), Expression.AFRAID: Mood(open=1.14, inner=18, outer=2, lift=8, pupil=0.58, mouth="gritted", talk="wail",
    extra=("sweat", "gloom"), blush=0.0, head=-3), Expression.SURPRISED: Mood(open=1.16, inner=6, outer=6, lift=17,
    pupil=0.74, mouth="o", talk="big_o", blush=0.5, head=-4), Expression.ANGRY: Mood(open=0.74, low=0.12, tilt=7, inner=-17,
    outer=12, pupil=0.85, mouth="snarl", talk="shout", blush=0.35, extra=("vein",), head=3),
    Expression.DETERMINED: Mood(open=0.82, tilt=5, inner=-13, outer=9, mouth="firm", talk="talk", blush=0.4),
    Expression.SLY: Mood(open=0.6, low=0.12, tilt=4, inner=-8, outer=10, gaze=(5, 0),
    mouth="smirk", talk="smirk_talk", blush=0.4), Expression.THOUGHTFUL: Mood(open=0.8, inner=5, outer=3, gaze=(4, -8),
    mouth="aside", talk="small_talk", blush=0.4), Expression.TIRED: Mood(open=0.46, tilt=-3, inner=6, outer=-4, gaze=(0, 5),
    mouth="flat", talk="yawn", extra=("bags",), head=7), Expression.ASLEEP: Mood(shut="rest", inner=3, outer=-3,
    mouth="sleep", talk="sleep", blush=0.6, head=8)}  # fmt: skip


def mood_of(temper: str, expression: Expression) -> Mood:
    """How the face is set for an expression; calm people keep heavier lids and quieter brows."""
    mood = MOODS[expression]
    if temper != "calm" or mood.open > 1:
        return mood
    return mood._replace(open=mood.open * 0.84, inner=mood.inner * 0.8, outer=mood.outer * 0.8)


class Set(NamedTuple):
    """Where the features of one kind of face sit: eyes' height, half distance, half width and half height, brows' height
    above the eyes, mouth's place and size, cheeks' height and half distance, how far all shifts in three quarters."""

    eye_y: float = 22.0
    eye_x: float = 58.0
    eye_w: float = 27.0
    eye_h: float = 37.0
    brow_y: float = 56.0
    mouth_x: float = 0.0
    mouth_y: float = 98.0
    mouth_w: float = 1.0
    cheek_y: float = 76.0
    cheek_x: float = 88.0
    shift: float = 30.0
    brow_w: float = 11.0
    brow_colour: str = "#3a2a2a"


def eyes(pen: Pen, spots: Set, mood: Mood, *, iris: str, lid: str, turn: float, lashes: bool) -> list[Item]:
    """Both eyes, without their brows."""
    items: list[Item] = []
    for way in (-1.0, 1.0):
        x, narrow = eye_place(spots, way, turn)
        drawn = _shut(pen, spots, mood) if mood.shut else _eye(pen, spots, mood, iris, lid, lashes, turn * way)
        items.append(Group(tuple(drawn), transform=Affine(narrow * way, 0.0, 0.0, 1.0, x, spots.eye_y)))
    return items


def brows(pen: Pen, spots: Set, mood: Mood, *, turn: float) -> list[Item]:
    """Both brows; they are drawn over the hair, as comics do, so that they always act."""
    items: list[Item] = []
    for way in (-1.0, 1.0):
        x, narrow = eye_place(spots, way, turn)
        items.append(Group((_brow(pen, spots, mood),), transform=Affine(narrow * way, 0.0, 0.0, 1.0, x, spots.eye_y)))
    return items


def eye_place(spots: Set, way: float, turn: float) -> tuple[float, float]:
    """The x of one eye (-1 the left on the page, +1 the right) and how much it narrows when the face turns."""
    x = way * spots.eye_x * (1 - 0.1 * turn) + spots.shift * turn
    return x, (1 - 0.16 * turn) if way > 0 else 1.0


def _eye(pen: Pen, spots: Set, mood: Mood, iris: str, lid: str, lashes: bool, gaze_way: float) -> list[Item]:
    """One eye around the origin, its outer corner on the right."""
    w, h = spots.eye_w, spots.eye_h
    up, down, tilt = h * mood.open, h * (0.92 - mood.low * 1.1), mood.tilt
    upper = [
        (-w, 0.22 * h - tilt),
        (-0.72 * w, -0.62 * up - tilt),
        (0.0, -up),
        (0.7 * w, -0.68 * up + tilt * -1),
        (w, 0.04 * h - tilt),
    ]
    lower = [(0.84 * w, 0.62 * down), (0.2 * w, down), (-0.5 * w, 0.92 * down), (-0.92 * w, 0.56 * h * 0.8)]
    d = ink.smooth([*upper, *lower])
    gx, gy = mood.gaze[0] + 4 * abs(gaze_way) * (1 if gaze_way > 0 else -1), mood.gaze[1]
    size = mood.pupil
    inside: list[Item] = [Path(ink.ellipse(gx, 3 + gy, 0.8 * w * size, 0.84 * h * size), fill=ink.mix(iris, pen.ink, 0.5)),
        Path(ink.ellipse(gx, 3 + gy + 0.3 * h * size, 0.62 * w * size, 0.5 * h * size), fill=ink.mix(iris, "#ffffff", 0.22)),
        Path(ink.ellipse(gx, 3 + gy, 0.4 * w * size, 0.5 * h * size), fill=pen.ink), Path(ink.smooth([(-w - 3, -up - 3),
        (w + 3, -up - 3), (w + 3, -0.42 * up), (0, -0.66 * up), (-w - 3, -0.3 * up)]),
        fill=pen.light.shadow, fill_alpha=0.34), Path(ink.ellipse(gx + 0.26 * w, gy - 0.28 * h * min(1, mood.open),
        0.3 * w, 0.27 * h), fill="#ffffff"), Path(ink.ellipse(gx - 0.3 * w, gy + 0.42 * h, 0.14 * w, 0.13 * h),
        fill="#ffffff", fill_alpha=0.9)]  # fmt: skip
    items: list[Item] = [Path(d, fill=ink.mix("#ffffff", pen.light.shadow, 0.06)), Group(tuple(inside), clip=d)]
    lid_line = [(-w - 4, 0.28 * h - tilt), *upper[1:4], (w + 3, 0.0 - tilt), (w + 10, -0.14 * h - tilt)]
    items.append(Path(ink.brush(lid_line, 12.5, profile=_lid_profile), fill=pen.ink))
    items.append(Path(ink.brush([(0.8 * w, 0.66 * down), (0.2 * w, down + 1), (-0.5 * w, 0.94 * down)], 4), fill=pen.line(lid)))
    if mood.open < 0.8:
        items.append(pen.stroke([(-0.7 * w, -0.62 * up - 12), (0, -up - 11), (0.75 * w, -0.7 * up - 10)], pen.line(lid), 4))
    if lashes:
        items.append(
            Path(
                ink.brush(
                    [(w - 3, -0.3 * up - tilt), (w + 8, -0.55 * h - tilt), (w + 13, -0.62 * h - tilt)], 7, profile=ink.fade
                ),
                fill=pen.ink,
            )
        )
    return items


def _lid_profile(along: float) -> float:
    return ink.swell(0.12 + along * 0.8) if 0 < along < 1 else 0.12


def _shut(pen: Pen, spots: Set, mood: Mood) -> list[Item]:
    w, h = spots.eye_w * 1.08, spots.eye_h
    rise = -0.5 * h if mood.shut == "joy" else 0.3 * h
    base = 0.22 * h
    points = [(-w, base), (-0.55 * w, base + 0.72 * rise), (0, base + rise), (0.55 * w, base + 0.72 * rise), (w, base)]
    items: list[Item] = [Path(ink.brush(points, 11, profile=_lid_profile), fill=pen.ink)]
    if mood.shut == "rest":
        items += [pen.stroke([(x, base + rise * 0.7), (x + 4, base + rise * 0.7 + 11)], pen.ink, 5) for x in (0.3 * w, 0.7 * w)]
    return items


def _brow(pen: Pen, spots: Set, mood: Mood) -> Item:
    w, y = spots.eye_w * 1.22, -spots.brow_y - mood.lift
    points = [
        (-w * 0.86, y + 6 - mood.inner),
        (-w * 0.2, y - 4 - mood.inner * 0.4 - mood.outer * 0.2),
        (w * 0.5, y - 5 - mood.outer * 0.7),
        (w * 1.05, y + 5 - mood.outer),
    ]
    return Path(ink.brush(points, spots.brow_w, profile=_brow_profile), fill=ink.mix(spots.brow_colour, pen.ink, 0.72))


def _brow_profile(along: float) -> float:
    return max(0.3 if along == 0 else 0.0, 1 - along**2.2) * (0.75 + 0.25 * min(1.0, along * 5))


def cheeks(pen: Pen, spots: Set, mood: Mood, *, skin: str, turn: float) -> list[Item]:
    """The blush on both cheeks."""
    if mood.blush <= 0:
        return []
    tone = ink.mix(skin, "#ff5a5f", 0.5)
    items: list[Item] = []
    for way in (-1.0, 1.0):
        x = way * spots.cheek_x * (1 - 0.14 * turn) + spots.shift * turn * 0.9
        wide = 22 * ((1 - 0.3 * turn) if way > 0 else 1.0)
        items.append(Path(ink.ellipse(x, spots.cheek_y, wide, 13), fill=tone, fill_alpha=round(mood.blush * 0.8, 3)))
    return items


def marks(pen: Pen, spots: Set, mood: Mood, *, turn: float, skin: str) -> list[Item]:
    """Tears, sweat, gloom, anger: the small signs of comics."""
    items: list[Item] = []
    for sign in mood.extra:
        items += _SIGNS[sign](pen, spots, turn, skin)
    return items


def _tears(pen: Pen, spots: Set, turn: float, skin: str) -> list[Item]:
    items: list[Item] = []
    for way in (-1.0, 1.0):
        x, narrow = eye_place(spots, way, turn)
        y = spots.eye_y + spots.eye_h * 0.72
        trail = ink.smooth(
            [
                (x - 7 * narrow, y),
                (x + 9 * narrow, y),
                (x + 13 * narrow, y + 34),
                (x + 12 * narrow, y + 66),
                (x + 1, y + 76),
                (x - 9 * narrow, y + 64),
                (x - 8 * narrow, y + 32),
            ]
        )
        items.append(Path(trail, fill="#a9dcff", stroke=ink.mix("#4f8fd0", pen.ink, 0.3), width=3, fill_alpha=0.85))
        items.append(pen.stroke([(x + 5, y + 8), (x + 7, y + 36), (x + 6, y + 58)], "#ffffff", 4))
    return items


def _sweat(pen: Pen, spots: Set, turn: float, skin: str) -> list[Item]:
    x, y = 116 + 8 * turn, -54
    d = ink.smooth([(x, y - 26), (x + 9, y - 4), (x + 14, y + 14), (x + 2, y + 26), (x - 11, y + 14), (x - 7, y - 4)])
    items = pen.shape(d, "#bfe6ff", depth=0, width=6)
    items.append(Path(ink.ellipse(x + 4, y + 10, 3, 6), fill="#ffffff"))
    return items


def _gloom(pen: Pen, spots: Set, turn: float, skin: str) -> list[Item]:
    x = 26 * turn
    lines = [
        pen.stroke([(x + dx, -52), (x + dx, -34 + abs(dx) * 0.1), (x + dx, -14 - abs(dx) * 0.15)], pen.shade(skin), 5)
        for dx in (-28, -10, 8, 26)
    ]
    return list(lines)


def _vein(pen: Pen, spots: Set, turn: float, skin: str) -> list[Item]:
    x, y = 86 + 10 * turn, -62
    red = ink.mix("#e0334c", pen.ink, 0.1)
    arms = ((-13, -4, -4, -4, -4, -13), (13, -4, 4, -4, 4, -13), (-13, 5, -4, 5, -4, 14), (13, 5, 4, 5, 4, 14))
    return [pen.stroke([(x + a, y + b), (x + c, y + d), (x + e, y + f)], red, 6) for a, b, c, d, e, f in arms]


def _bags(pen: Pen, spots: Set, turn: float, skin: str) -> list[Item]:
    items: list[Item] = []
    for way in (-1.0, 1.0):
        x, narrow = eye_place(spots, way, turn)
        y = spots.eye_y + spots.eye_h * 1.12
        items.append(
            pen.stroke(ink.arc((x - 18 * narrow, y - 4), (x + 18 * narrow, y - 4), -5, steps=4), pen.line(skin), 4, alpha=0.6)
        )
    return items


_SIGNS = {"tears": _tears, "sweat": _sweat, "gloom": _gloom, "vein": _vein, "bags": _bags}
