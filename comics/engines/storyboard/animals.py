"""Animals that are no cast: on four legs or two, seen from the side, facing right, in the scale of grown people."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Point
from comics.engines.storyboard.animal_heads import animal_head
from comics.engines.storyboard.birds import draw_bird
from comics.engines.storyboard.fauna import BEASTS, BIRDS, Beast, Drawn, kind_of
from comics.engines.storyboard.parts import Pose
from comics.engines.storyboard.pen import Pen, placed


def draw_beast(pen: Pen, word: str, pose: Pose) -> Drawn:
    """The animal that the word means, standing, walking, running, sitting, lying, jumping or (birds) flying."""
    kind = kind_of(word)
    if kind in BIRDS:
        return draw_bird(pen, BIRDS[kind], flying=pose in (Pose.FLY, Pose.JUMP), kind=kind)
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
    head = animal_head(pen, beast, asleep=asleep)
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
    head: list[Item] = [Group(tuple(animal_head(pen, beast, asleep=False)), transform=placed(top.x, top.y))]
    mouth = Point(top.x + beast.head * (0.4 + beast.muzzle * 0.6), top.y + beast.head * 0.3)
    return Drawn([*items, *haunch, *paw, *fore, *head], head, top, beast.head, mouth)
