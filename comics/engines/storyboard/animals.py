"""Animals that are no cast: on four legs or two, seen from the side, facing right, in the scale of grown people."""

from __future__ import annotations

from typing import NamedTuple

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Point
from comics.engines.storyboard.parts import Pose
from comics.engines.storyboard.pen import Pen, placed


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


def draw_beast(pen: Pen, word: str, pose: Pose) -> Drawn:
    """The animal that the word means, standing, walking, running, sitting, lying, jumping or (birds) flying."""
    kind = kind_of(word)
    if kind in BIRDS:
        return _bird(pen, BIRDS[kind], flying=pose in (Pose.FLY, Pose.JUMP), kind=kind)
    beast = BEASTS[kind]
    if pose in (Pose.SIT, Pose.KNEEL, Pose.CROUCH) and beast.legs < 180:
        return _sitting(pen, beast)
    return _standing(pen, beast, pose)


# Angles of the four legs (far fore, far hind, near fore, near hind): 0 straight down, positive forwards.
_GAITS: dict[Pose, tuple[tuple[float, float], ...]] = {
    Pose.WALK: ((20, -6), (-18, -30), (-14, -34), (22, 4)),
    Pose.RUN: ((52, 20), (-44, -70), (64, 40), (-56, -84)),
    Pose.JUMP: ((58, 20), (-50, -80), (70, 44), (-62, -92)),
}
_STILL = ((4, -3), (-2, 6), (-3, 2), (4, -5))


def _standing(pen: Pen, beast: Beast, pose: Pose) -> Drawn:
    lying = pose in (Pose.LIE, Pose.FALL)
    lift = beast.legs * 0.5 if pose is Pose.JUMP else 0.0
    legs = beast.legs * (0.16 if lying else 1.0)
    back = -legs - beast.depth * 0.5 - lift
    fore, hind = beast.length * 0.36, -beast.length * 0.36
    tone = ink.mix(beast.coat, pen.light.shadow, 0.22)
    foot = beast.second if beast.mark in ("socks", "wool") else ""
    items: list[Item] = _tail(pen, beast, hind - beast.length * 0.12, back - beast.depth * 0.12)
    gait = _GAITS.get(pose, _STILL)
    roots = (fore + 16, hind + 18, fore - 6, hind - 2)
    drawn = [
        _leg(pen, beast, roots[at], back + beast.depth * 0.2, legs + beast.depth * 0.3, gait[at], foot, hind=at % 2 == 1)
        for at in range(4)
    ]
    if not lying:
        for d, socks in drawn[:2]:
            items += pen.shape(d, tone, depth=beast.thick * 0.5, width=9, inside=socks)
    neck, head, face, mouth = _front(pen, beast, fore, back, asleep=lying)
    near = [] if lying else drawn[2:]
    items += _trunk(pen, beast, hind, fore, back, neck, near)
    if lying:
        paw = ink.capsule((fore - 10, -beast.thick), (fore + beast.head * 0.7, -beast.thick), beast.thick, beast.thick * 0.9)
        items += pen.shape(paw, beast.coat, depth=5)
    return Drawn([*items, *head], head, face, beast.head, mouth)


def _leg(
    pen: Pen, beast: Beast, x: float, y: float, length: float, gait: tuple[float, float], foot: str, *, hind: bool
) -> tuple[str, list[Item]]:
    """The outline of a leg and what is painted on it."""
    half = length / 2
    upper, lower = ink.heading(gait[0]), ink.heading(gait[1])
    knee = Point(x + upper.x * half, y + upper.y * half)
    end = Point(knee.x + lower.x * half, knee.y + lower.y * half - beast.thick * 0.8)
    wide = beast.thick * (1.7 if hind else 1.35)
    toe = ink.capsule(end, (end.x + beast.thick * 0.7, end.y), beast.thick * 0.95, beast.thick * 0.8)
    d = f"{ink.capsule((x, y), knee, wide, beast.thick)} {ink.capsule(knee, end, beast.thick, beast.thick * 0.82)} {toe}"
    if not foot:
        return d, []
    sock = ink.capsule(
        (end.x - lower.x * 8, end.y - beast.thick), (end.x + beast.thick, end.y), beast.thick * 1.4, beast.thick * 1.6
    )
    return d, [Path(sock, fill=pen.shade(ink.mix(foot, "#2a1420", 0.6)))]


def _trunk(
    pen: Pen, beast: Beast, hind: float, fore: float, back: float, neck: str, near: list[tuple[str, list[Item]]]
) -> list[Item]:
    """Body, neck and near legs in one outline."""
    d2 = beast.depth / 2
    body = ink.smooth(
        [
            (hind - beast.length * 0.14, back),
            (hind, back - d2),
            (0, back - d2 * 0.86),
            (fore, back - d2),
            (fore + beast.length * 0.13, back - d2 * 0.2),
            (fore + 6, back + d2 * 0.94),
            (0, back + d2 * 0.72),
            (hind, back + d2 * 0.86),
        ]
    )
    inside: list[Item] = []
    if beast.mark == "spots":
        inside += [
            Path(
                ink.smooth(
                    [(x - r, y), (x, y - r * 0.8), (x + r * 1.1, y - 4), (x + r * 0.5, y + r * 0.7), (x - r * 0.6, y + r * 0.6)]
                ),
                fill=pen.base(beast.second),
            )
            for x, y, r in ((hind + 10, back - 40, 62), (20, back + 30, 46), (fore - 10, back - 60, 50))
        ]
    elif beast.mark == "stripes":
        inside += [
            pen.stroke([(x, back - d2 - 8), (x + 8, back - d2 * 0.3), (x - 4, back + d2 * 0.2)], pen.ink, 20)
            for x in range(int(hind), int(fore), 52)
        ]
    elif beast.mark == "patch":
        inside.append(
            Path(ink.ellipse(hind + 60, back - d2 * 0.5, 58, d2 * 0.8), fill=pen.base(ink.mix(beast.coat, "#3a1f12", 0.4)))
        )
    limbs = " ".join(d for d, _ in near)
    inside += [sock for _, socks in near for sock in socks]
    if beast.mark == "wool":
        under = [item for d, socks in near for item in pen.shape(d, beast.second, depth=6, inside=socks)]
        return [*under, *pen.shape(_wool(hind, fore, back, beast), beast.coat, depth=beast.depth * 0.16, rim=5)]
    outline = f"{body} {neck} {limbs}"
    return pen.shape(outline, beast.coat, depth=beast.depth * 0.16, rim=5, inside=inside)


def _wool(hind: float, fore: float, back: float, beast: Beast) -> str:
    cx, rx, ry = (hind + fore) / 2, (fore - hind) / 2 + beast.length * 0.16, beast.depth * 0.6
    ring = [(cx + rx * c, back + ry * s, 0.3) for c, s in (ink.heading(at * -30.0) for at in range(12))]
    return ink.bows(ring)


def _front(pen: Pen, beast: Beast, fore: float, back: float, *, asleep: bool) -> tuple[str, list[Item], Point, Point]:
    """Neck outline, head, centre of the face and mouth."""
    rise = 0.1 if asleep else beast.rise
    angle_x, angle_y = (1 - rise * 0.62), rise
    root = (fore + beast.length * 0.02, back - beast.depth * 0.12)
    reach = beast.neck + beast.head * 0.5
    top = Point(root[0] + reach * angle_x, root[1] - reach * angle_y - (0 if asleep else beast.head * 0.25))
    neck = ink.capsule(root, top, beast.depth * 0.34, beast.head * 0.46)
    head = _head(pen, beast, asleep=asleep)
    items: list[Item] = []
    if beast.mark == "mane":
        items += pen.shape(ink.bows([(top.x - 8, top.y - beast.head * 0.7, 0), (top.x - beast.head * 0.7, top.y + 10, 0.12),
            (root[0] - 46, root[1] - beast.depth * 0.34, 0.1), (root[0] - 4, root[1] - beast.depth * 0.4, 0.1),
            (top.x - beast.head * 0.2, top.y + 4, -0.06)]), beast.second, depth=8)  # fmt: skip
    if beast.mark == "ruff":
        ring = [
            (top.x + beast.head * 0.98 * c, top.y + beast.head * 0.98 * s, 0.24)
            for c, s in (ink.heading(at * -36.0) for at in range(10))
        ]
        items += pen.shape(ink.bows(ring), beast.second, depth=12, rim=5)
    items.append(Group(tuple(head), transform=placed(top.x, top.y, turn=0.5 if beast.muzzle > 0.85 else 0.0)))
    mouth = Point(top.x + beast.head * (0.4 + beast.muzzle * 0.6), top.y + beast.head * 0.34)
    return neck, items, top, mouth


def _head(pen: Pen, beast: Beast, *, asleep: bool) -> list[Item]:
    """The head around the middle of the skull, looking right."""
    r = beast.head * 0.62
    m = beast.muzzle * beast.head
    over = beast.ear in ("flop", "side", "fan")
    items = [] if over else _ear(pen, beast, far=True) + _ear(pen, beast, far=False)
    skull = ink.ellipse(0, 0, r, r * 0.94)
    snout = ink.capsule(
        (r * 0.35, r * 0.3), (r * 0.62 + m * 0.72, r * 0.42), r * 0.62, r * (0.34 if beast.muzzle < 0.9 else 0.44)
    )
    pale = (
        [
            Path(
                ink.capsule((r * 0.5, r * 0.72), (r * 0.8 + m, r * 0.6), r * 0.5, r * 0.4),
                fill=pen.base("#f2b8b0" if beast.mark == "spots" else beast.second),
            )
        ]
        if beast.mark not in ("mane", "wool", "trunk", "ruff")
        else []
    )
    colour = beast.second if beast.mark == "wool" else beast.coat
    if beast.mark == "trunk":
        reach = ink.capsule((r * 0.6, r * 0.3), (r * 1.05, r * 1.3), r * 0.36, r * 0.28)
        snout = f"{reach} {ink.capsule((r * 1.05, r * 1.3), (r * 1.3, r * 2.0), r * 0.28, r * 0.2)}"
    items += pen.shape(f"{skull} {snout}", colour, depth=r * 0.2, rim=4, inside=pale)
    if beast.mark != "trunk":
        nose = (r * 0.62 + m * 0.72 + r * 0.26, r * 0.24)
        items.append(Path(ink.ellipse(nose[0], nose[1], r * 0.17, r * 0.14), fill=pen.ink if beast.head > 31 else "#d9697a"))
        items.append(
            pen.stroke(
                ink.arc((nose[0] - r * 0.06, r * 0.62), (r * 0.4, r * 0.58), r * 0.1, steps=4), pen.ink, max(3.5, r * 0.09)
            )
        )
    items += _eye(pen, r, asleep=asleep, dark=ink.luminance(colour) < 0.3)
    items += _ear(pen, beast, far=False) if over else []
    if beast.mark == "horns":
        main = ink.brush([(-r * 0.1, -r * 0.7), (-r * 0.3, -r * 1.4), (r * 0.1, -r * 2.1)], r * 0.3, profile=ink.fade)
        fork = ink.brush([(-r * 0.26, -r * 1.3), (-r * 0.66, -r * 1.6), (-r * 0.8, -r * 2.0)], r * 0.24, profile=ink.fade)
        items += pen.shape(fork, "#d9c39a", depth=0, width=8) + pen.shape(main, "#d9c39a", depth=0, width=8)
    return items


def _eye(pen: Pen, r: float, *, asleep: bool, dark: bool) -> list[Item]:
    x, y = r * 0.34, -r * 0.08
    if asleep:
        return [pen.stroke(ink.arc((x - r * 0.2, y), (x + r * 0.22, y), -r * 0.08, steps=4), pen.ink, max(4, r * 0.12))]
    white = "#f7d24a" if dark else "#fffaf2"
    return [
        Path(ink.ellipse(x, y, r * 0.25, r * 0.32), fill=white, stroke=pen.ink, width=max(3, r * 0.08)),
        Path(ink.ellipse(x + r * 0.05, y + r * 0.02, r * (0.1 if dark else 0.19), r * 0.26), fill=pen.ink),
        Path(ink.ellipse(x + r * 0.1, y - r * 0.09, r * 0.08, r * 0.09), fill="#ffffff"),
    ]


# Ears by name, in units of the skull's radius, for the near side; the far one is shifted forwards.
_EARS: dict[str, list[tuple[float, float, float]]] = {
    "pointed": [(-0.72, -0.5, 0.0), (-0.62, -1.62, 0.06), (0.16, -0.84, 0.08)], "flop": [(-0.5, -0.8, 0.0),
    (-1.05, -0.3, -0.18), (-0.82, 0.6, -0.14), (-0.36, 0.1, -0.16)], "long": [(-0.5, -0.7, 0.0), (-0.86, -2.3, 0.1),
    (-0.3, -2.3, 0.3), (0.02, -0.86, 0.1)], "round": [(-0.7, -0.5, 0.0), (-0.86, -1.16, 0.22), (-0.2, -1.2, 0.24),
    (-0.06, -0.82, 0.2)], "short": [(-0.4, -0.76, 0.0), (-0.36, -1.5, 0.08), (0.06, -0.86, 0.1)],
    "side": [(-0.5, -0.5, 0.0), (-1.3, -0.66, -0.2), (-1.2, -0.1, -0.2), (-0.5, -0.1, -0.12)], "fan": [(-0.2, -0.8, 0.0),
    (-1.5, -0.9, -0.2), (-1.6, 0.5, -0.2), (-0.7, 1.0, -0.2), (-0.1, 0.4, -0.1,
)]}  # fmt: skip


def _ear(pen: Pen, beast: Beast, *, far: bool) -> list[Item]:
    r = beast.head * 0.62
    shift = 0.5 if far else 0.0
    d = ink.bows([((x + shift) * r, y * r, bend) for x, y, bend in _EARS[beast.ear]])
    colour = (
        ink.mix(beast.coat, "#3a1f12", 0.4) if beast.ear == "flop" else beast.second if beast.mark == "wool" else beast.coat
    )
    return pen.shape(d, pen.shade(colour) if far else colour, depth=r * 0.14, width=8)


def _tail(pen: Pen, beast: Beast, x: float, y: float) -> list[Item]:
    s = beast.length / 200
    if beast.tail == "puff":
        return pen.shape(
            ink.ellipse(x - 6 * s, y, 22 * s, 20 * s), beast.second if beast.ear == "long" else beast.coat, depth=4
        )
    if beast.tail == "brush":
        d = ink.smooth(
            [
                (x + 12, y - 16),
                (x - 50 * s, y - 6 * s),
                (x - 116 * s, y + 24 * s),
                (x - 176 * s, y + 84 * s),
                (x - 120 * s, y + 88 * s),
                (x - 60 * s, y + 60 * s),
                (x + 4, y + 24),
            ]
        )
        tip = Path(ink.ellipse(x - 140 * s, y + 92 * s, 40 * s, 34 * s), fill=pen.base(beast.second))
        return pen.shape(d, beast.coat, depth=8, inside=[tip])
    if beast.tail == "flow":
        return pen.shape(
            ink.bows(
                [
                    (x + 14, y - 24, 0),
                    (x - 66, y + 30, 0.16),
                    (x - 80, y + 230, 0.1),
                    (x - 30, y + 190, 0.1),
                    (x + 8, y + 30, -0.1),
                ]
            ),
            beast.second,
            depth=10,
        )
    paths = {"high": [(x + 6, y), (x - 50 * s, y - 6 * s), (x - 70 * s, y - 70 * s), (x - 50 * s, y - 128 * s),
        (x - 76 * s, y - 150 * s)], "wag": [(x + 6, y), (x - 36 * s, y - 24 * s), (x - 56 * s, y - 74 * s),
        (x - 36 * s, y - 104 * s)], "string": [(x + 6, y), (x - 26 * s, y + 14 * s), (x - 34 * s, y + 70 * s),
        (x - 52 * s, y + 100 * s)], "curl": [(x + 6, y), (x - 20 * s, y - 14 * s), (x - 34 * s, y + 6 * s),
        (x - 18 * s, y + 12 * s), (x - 30 * s, y - 20 * s)]}  # fmt: skip
    wide = {"high": 24, "wag": 24, "string": 10, "curl": 12}[beast.tail] * s**0.5
    return pen.shape(ink.brush(paths[beast.tail], wide, profile=_stalk), beast.coat, depth=wide * 0.3, width=9)


def _stalk(along: float) -> float:
    return 1.0 - 0.35 * along


def _sitting(pen: Pen, beast: Beast) -> Drawn:
    """On the haunches, forelegs straight: a cat on a wall, a dog at heel."""
    tall = beast.legs + beast.depth * 0.9
    wide = beast.depth * 0.62
    t = beast.thick
    up = 88 * beast.length / 200 if beast.tail == "brush" else 0.0
    items = _tail(pen, beast, -wide * 0.8, -t * 1.6 - up)
    chest = wide * 0.42
    body = ink.smooth(
        [
            (-wide * 1.1, -t * 0.6),
            (-wide * 1.06, -tall * 0.34),
            (-wide * 0.3, -tall * 0.86),
            (chest * 0.4, -tall),
            (chest + t, -tall * 0.86),
            (chest + t * 1.1, -tall * 0.4),
            (chest + t, -2),
            (0, 0),
            (-wide * 0.7, 0),
        ]
    )
    bib: list[Item] = (
        [Path(ink.ellipse(chest + t * 1.4, -tall * 0.62, wide * 0.3, tall * 0.26), fill=pen.base(beast.second))]
        if beast.mark != "mane"
        else []
    )
    items += pen.shape(body, beast.coat, depth=beast.depth * 0.16, rim=5, inside=bib)
    haunch = pen.shape(ink.ellipse(-wide * 0.5, -tall * 0.2, wide * 0.5, tall * 0.21), beast.coat, depth=t * 0.5, width=8)
    paw = pen.shape(
        ink.capsule((-wide * 0.4, -t * 0.8), (wide * 0.04, -t * 0.8), t * 0.85, t * 0.8), beast.coat, depth=t * 0.4, width=8
    )
    shin = ink.capsule((chest, -tall * 0.46), (chest + t * 0.4, -t), t * 1.05, t * 0.85)
    toe = ink.capsule((chest + t * 0.4, -t * 0.85), (chest + t * 1.3, -t * 0.85), t * 0.9, t * 0.8)
    fore = pen.shape(f"{shin} {toe}", beast.coat, depth=t * 0.5, width=8)
    top = Point(chest + beast.head * 0.1, -tall - beast.head * 0.36)
    head: list[Item] = [Group(tuple(_head(pen, beast, asleep=False)), transform=placed(top.x, top.y))]
    mouth = Point(top.x + beast.head * (0.4 + beast.muzzle * 0.6), top.y + beast.head * 0.3)
    return Drawn([*items, *haunch, *paw, *fore, *head], head, top, beast.head, mouth)


def _bird(pen: Pen, colours: tuple[str, str, str, float], *, flying: bool, kind: str) -> Drawn:
    body, wing, beak, s = colours
    lift = -260.0 if flying else 0.0
    items: list[Item] = []
    if not flying:
        tone = ink.mix(beak, pen.ink, 0.2)
        for x in (-6, 12):
            foot = f"{ink.capsule((x, -36), (x + 2, -6), 4, 4)} {ink.capsule((x - 8, -5), (x + 18, -5), 4, 4)}"
            items += pen.shape(foot, tone, depth=0, width=7)
    else:
        items += pen.shape(
            ink.bows([(4, -70, 0), (-10, -190, -0.1), (-64, -220, -0.1), (-60, -150, -0.1), (-46, -70, -0.05)]),
            pen.shade(wing),
            depth=0,
        )
    tail = ink.smooth(
        [(-36, -62), (-104, -54 if not flying else -72), (-108, -34 if not flying else -54), (-40, -40)], tension=0.6
    )
    items += pen.shape(tail, wing, depth=5, width=8)
    shape = ink.smooth([(46, -100), (54, -66), (26, -34), (-24, -32), (-56, -56), (-20, -84), (10, -110)])
    belly: list[Item] = [Path(ink.ellipse(34, -44, 34, 34), fill=pen.base(ink.mix(body, "#ffffff", 0.6)))]
    items += pen.shape(shape, body, depth=10, rim=4, inside=belly)
    head: list[Item] = pen.shape(ink.bows([(44, -124, 0), (88, -108, 0.08), (44, -96, 0.08)]), beak, depth=0, width=8)
    if kind in ("chicken",):
        head += pen.shape(ink.bows([(0, -142, 0), (6, -166, 0.2), (20, -152, 0.1), (32, -164, 0.1), (36, -138, 0.2)]),
            "#d9403a", depth=0, width=7)  # fmt: skip
    head += pen.shape(ink.ellipse(24, -116, 32, 31), body, depth=8, rim=4)
    eye = 13 if kind == "owl" else 8
    head += [
        Path(ink.ellipse(32, -120, eye, eye + 1), fill="#fff6d8", stroke=pen.ink, width=3.5),
        Path(ink.ellipse(34, -119, eye * 0.55, eye * 0.65), fill=pen.ink),
        Path(ink.ellipse(36, -122, 2.4, 2.6), fill="#ffffff"),
    ]
    if flying:
        head += pen.shape(ink.bows([(16, -74, 0), (-30, -196, -0.12), (-104, -226, -0.06), (-98, -170, -0.16),
            (-84, -120, -0.16), (-40, -60, -0.16)]), wing, depth=9)  # fmt: skip
    else:
        head += pen.shape(ink.smooth([(16, -82), (-16, -86), (-70, -52), (-30, -44), (10, -52)]), wing, depth=7, width=8)
    frame = placed(0, lift, scale=s)
    face = frame.point(Point(24, -116))
    whole: list[Item] = [Group((*items, *head), transform=frame)]
    return Drawn(whole, [Group(tuple(head[:8]), transform=frame)], face, 56 * s, frame.point(Point(70, -108)))
