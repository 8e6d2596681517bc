"""Dresses a skeleton: legs and trousers, tops, coats, sleeves; `extras` has what is worn over them."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Affine
from comics.engines.storyboard import limbs, trunk
from comics.engines.storyboard.body import Limb, Skeleton, direction
from comics.engines.storyboard.look_model import Garment, Look
from comics.engines.storyboard.pen import FINE, Pen

# How far down the legs (0.5 the knee, 1 the ankle) and how wide a garment hangs.
HEMS: dict[str, tuple[float, float]] = {
    "coat": (0.52, 22), "trench": (0.58, 24), "raincoat": (0.46, 30), "robe": (0.94, 20), "lab coat": (0.5, 20),
    "parka": (0.34, 16), "kimono": (0.9, 10), "dress": (0.52, 34), "gown": (0.96, 46), "skirt": (0.44, 30),
    "long skirt": (0.86, 34), "tunic": (0.3, 20), "cassock": (0.9, 18), "pinafore": (0.5, 32),
}  # fmt: skip
SHORT_SLEEVES = {"t-shirt", "dress", "polo", "pinafore", "vest", "tank top", "overalls"}
LEG_ENDS = {"shorts": 0.42, "swimsuit": 0.1}


def legs(pen: Pen, look: Look, bones: Skeleton) -> list[Item]:
    """Both legs with trousers and shoes, the far one first."""
    cloth, shoes = look.worn("legs"), look.worn("feet")
    items: list[Item] = []
    for leg in (bones.far_leg, bones.near_leg):
        items += _leg(pen, look, bones, leg, cloth, shoes)
    if cloth and cloth.kind not in HEMS:
        items += pen.shape(trunk.pelvis_outline(bones), cloth.colour, depth=10)
    return items


def _leg(pen: Pen, look: Look, bones: Skeleton, leg: Limb, cloth: Garment | None, shoes: Garment | None) -> list[Item]:
    scale = bones.build.scale**0.8 * 1.12
    end = LEG_ENDS.get(cloth.kind, 0.96) if cloth and cloth.kind not in HEMS else 0.0
    items: list[Item] = []
    bare = limb_colour(look)
    kind = shoes.kind if shoes else ("barefoot" if look.species == "human" else "paws")
    feet = limbs.foot(pen, leg, shoes.colour if shoes else paw_colour(look), scale, kind=kind, front=bones.front)
    if end < 0.9:
        items += pen.shape(trunk.leg_outline(bones, leg, grow=-5), bare, depth=10)
    items += feet
    if shoes and kind in ("boots", "wellingtons"):
        items += pen.shape(trunk.leg_outline(bones, leg, grow=5, start=0.74, end=0.98), shoes.colour, depth=9)
    if end and cloth:
        grow = 10 if end < 0.9 else 4
        end = min(end, 0.76) if kind in ("boots", "wellingtons") else end
        items += pen.shape(trunk.leg_outline(bones, leg, grow=grow, end=end), cloth.colour, depth=12)
        items += limbs.crease(pen, leg, cloth.colour, bones.build.limb)
    return items


def limb_colour(look: Look) -> str:
    """The colour of bare arms and legs."""
    return look.skin


def paw_colour(look: Look) -> str:
    """The colour of bare hands and feet: foxes and some others wear dark socks."""
    if look.species == "fox":
        return ink.mix(look.skin, "#2a1420", 0.55)
    if look.species in ("panda",):
        return "#33303a"
    return ink.mix(look.skin, "#8d97a8", 0.4) if look.species == "robot" else look.skin


def body(pen: Pen, look: Look, bones: Skeleton, *, back: bool) -> list[Item]:
    """The trunk: neck, top, coat or skirt."""
    top, coat, cloth = look.worn("top"), look.worn("coat"), look.worn("legs")
    items = _neck(pen, look, bones)
    if cloth and cloth.kind in HEMS:
        items += _skirt(pen, bones, cloth)
    if not top and not coat:
        items += _bare(pen, look, bones, back=back)
    if top:
        items += _top(pen, look, bones, top, back=back)
    if coat:
        items += _coat(pen, bones, coat, top, back=back)
    return items


def _bare(pen: Pen, look: Look, bones: Skeleton, *, back: bool) -> list[Item]:
    """The trunk of a robot or of an animal in nothing but its fur."""
    items = pen.shape(f"{trunk.trunk_outline(bones)} {trunk.pelvis_outline(bones)}", look.skin, depth=18, rim=6)
    if back:
        return items
    c = _front(bones) * 0.7
    panel = trunk.on_trunk(bones, [(c - 46, -0.78), (c + 44, -0.78), (c + 50, -0.24), (c, -0.14), (c - 52, -0.24)])
    items += pen.shape(ink.smooth(panel, tension=0.6), look.second, depth=8, width=7)
    if look.species == "robot":
        items += [_button(pen, bones, c + x, -0.62, tone, 8) for x, tone in ((-24, "#e0483c"), (0, "#f2c240"), (24, "#4d9a54"))]
        items += [trunk.seam(pen, bones, [(c - 34, y), (c, y + 0.02), (c + 32, y)], look.second) for y in (-0.44, -0.34)]
    return items


def _neck(pen: Pen, look: Look, bones: Skeleton) -> list[Item]:
    a, b = trunk.on_trunk(bones, [(0, -0.92), (4, -1.12)])
    wide = 30 * bones.build.scale
    return pen.shape(ink.capsule(a, b, wide * 1.1, wide), pen.shade(look.skin), depth=0)


def _skirt(pen: Pen, bones: Skeleton, cloth: Garment, *, grow: float = 4) -> list[Item]:
    hem, flare = HEMS[cloth.kind]
    d = trunk.skirt_outline(bones, hem=hem, flare=flare, grow=grow)
    return pen.shape(d, cloth.colour, depth=18, rim=5, inside=_folds(pen, bones, cloth.colour, hem, flare))


def _folds(pen: Pen, bones: Skeleton, colour: str, hem: float, flare: float) -> list[Item]:
    line = pen.line(colour)
    a, b = bones.near_leg.along(hem), bones.far_leg.along(hem)
    items: list[Item] = []
    for share in (0.12, 0.62):
        foot = (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share + 20)
        top = trunk.on_trunk(bones, [(-46 + 100 * share, -0.1)])[0]
        items.append(pen.stroke([foot, ((foot[0] + top.x) / 2, (foot[1] + top.y) / 2 + 10), top], line, 6))
    return items


def _top(pen: Pen, look: Look, bones: Skeleton, top: Garment, *, back: bool) -> list[Item]:
    long = top.kind in HEMS
    d = trunk.trunk_outline(bones, grow=2, hem=-0.16 if long else 0.05)
    inside = _pattern(pen, bones, top)
    if long:
        hem, flare = HEMS[top.kind]
        d = f"{d} {trunk.skirt_outline(bones, hem=hem, flare=flare, grow=4)}"
        inside = [*inside, *_folds(pen, bones, top.colour, hem, flare)]
    items = pen.shape(d, top.colour, depth=18, rim=6, inside=inside)
    if not back:
        items += _TOP_DETAILS.get(top.kind, _plain_neck)(pen, look, bones, top)
    return items


def _pattern(pen: Pen, bones: Skeleton, top: Garment) -> list[Item]:
    if top.kind != "striped shirt":
        return []
    light = pen.base("#fbf4ea" if ink.luminance(top.colour) < 0.7 else "#33427a")
    items: list[Item] = []
    for y in (-0.86, -0.66, -0.46, -0.26, -0.06):
        band = trunk.on_trunk(bones, [(-150, y), (0, y + 0.03), (150, y), (150, y + 0.09), (0, y + 0.12), (-150, y + 0.09)])
        items.append(Path(ink.smooth(band, tension=0.5), fill=light))
    return items


def _front(bones: Skeleton) -> float:
    """How far the middle line of the chest moves when the trunk is turned, in body units."""
    return 0.0 if bones.front else 30.0


def _plain_neck(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = _front(bones) * 0.5
    return [trunk.seam(pen, bones, [(-44, -0.97), (c - 14, -0.9), (c + 22, -0.9), (46, -0.96)], top.colour, 6)]


def _shirt(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = _front(bones)
    items: list[Item] = [trunk.seam(pen, bones, [(c, -0.88), (c + 6, -0.5), (c, 0.02)], top.colour)]
    for way in (-1, 1):
        flap = trunk.on_trunk(
            bones, [(c * 0.5 + way * 40, -1.0), (c * 0.5 + way * 46, -0.9), (c + way * 22, -0.82), (c, -0.92)]
        )
        items += pen.shape(ink.polygon(flap), top.colour, depth=0, width=7)
    items += [_button(pen, bones, c + 3, y, top.colour) for y in (-0.7, -0.46, -0.22)]
    return items


def _button(pen: Pen, bones: Skeleton, x: float, y: float, colour: str, radius: float = 5.5) -> Item:
    spot = trunk.on_trunk(bones, [(x, y)])[0]
    r = radius * bones.build.scale**0.6
    return Path(ink.ellipse(spot.x, spot.y, r, r), fill=pen.glow(colour), stroke=pen.ink, width=3.5)


def _hoodie(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = _front(bones)
    pocket = trunk.on_trunk(bones, [(c - 40, -0.3), (c + 34, -0.3), (c + 56, -0.06), (c - 62, -0.06)])
    items: list[Item] = [*pen.shape(ink.smooth(pocket, tension=0.4), top.colour, depth=0, width=6)]
    items += [
        Path(
            ink.brush(trunk.on_trunk(bones, [(c + x, -0.86), (c + x + 3, -0.74), (c + x, -0.62)]), 8, profile=_even),
            fill=pen.base("#fbf4ea"),
        )
        for x in (-18, 20)
    ]
    items.append(trunk.seam(pen, bones, [(-70, 0.0), (c, 0.04), (80, 0.0)], top.colour))
    return items


def _even(along: float) -> float:
    return 0.8


def _sweater(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = _front(bones) * 0.5
    roll = trunk.on_trunk(bones, [(-48, -1.02), (c, -0.96), (52, -1.02), (54, -0.93), (c, -0.86), (-52, -0.93)])
    items = pen.shape(ink.smooth(roll), top.colour, depth=5, width=8)
    items += [trunk.seam(pen, bones, [(x, -0.02), (x + 2, 0.05)], top.colour, 5) for x in (-64, -36, -8, 20, 48)]
    items.append(trunk.seam(pen, bones, [(-84, -0.03), (0, 0.0), (84, -0.03)], top.colour, 5))
    return items


def _suit(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = _front(bones)
    panel = trunk.on_trunk(bones, [(c * 0.6 - 34, -1.0), (c, -0.5), (c * 0.6 + 36, -1.0)])
    items: list[Item] = [Path(ink.polygon(panel), fill=pen.base("#fbf4ea"))]
    tie = trunk.on_trunk(bones, [(c * 0.8 - 9, -0.93), (c * 0.8 + 11, -0.93), (c + 12, -0.6), (c + 1, -0.52), (c - 10, -0.6)])
    items += pen.shape(ink.polygon(tie), ink.pick(("#a8324a", "#2f5f8a", "#35684f"), look.name, "tie"), depth=0, width=6)
    return items + _lapels(pen, bones, top.colour, deep=-0.46) + [_button(pen, bones, c + 4, -0.3, top.colour)]


def _lapels(pen: Pen, bones: Skeleton, colour: str, *, deep: float) -> list[Item]:
    c = _front(bones)
    items: list[Item] = []
    for way in (-1, 1):
        flap = trunk.on_trunk(
            bones,
            [
                (c * 0.4 + way * 34, -1.04),
                (c * 0.4 + way * 72, -0.93),
                (c * 0.7 + way * 56, -0.76),
                (c * 0.8 + way * 66, -0.7),
                (c + way * 3, deep),
                (c * 0.7 + way * 14, -0.84),
            ],
        )
        items += pen.shape(ink.polygon(flap), colour, depth=7, width=8)
    return items


def _overalls(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = _front(bones) * 0.8
    bib = trunk.on_trunk(bones, [(c - 48, -0.68), (c + 46, -0.68), (c + 60, 0.02), (c - 66, 0.02)])
    cloth = look.worn("legs")
    colour = cloth.colour if cloth else top.colour
    items: list[Item] = []
    for way in (-1, 1):
        strap = trunk.on_trunk(bones, [(c * 0.5 + way * 58, -0.97), (c + way * 40, -0.62)])
        items += pen.shape(ink.capsule(strap[0], strap[1], 9, 9), colour, depth=0, width=7)
    items += pen.shape(ink.smooth(bib, tension=0.35), colour, depth=10, width=8)
    return items + [_button(pen, bones, c + x, -0.62, "#f2c14e", 7) for x in (-38, 38)]


def _armour(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = _front(bones)
    scale = bones.build.scale
    plate = trunk.on_trunk(
        bones, [(c - 66, -0.88), (c, -0.92), (c + 62, -0.88), (c + 66, -0.5), (c + 6, -0.36), (c - 70, -0.5)]
    )
    items = pen.shape(ink.smooth(plate, tension=0.7), ink.mix(top.colour, "#ffffff", 0.25), depth=12, rim=5, width=8)
    items.append(trunk.seam(pen, bones, [(c, -0.9), (c + 8, -0.62), (c + 6, -0.38)], top.colour, 6))
    items += [trunk.seam(pen, bones, [(-92, y), (c, y + 0.06), (90, y)], top.colour, 6) for y in (-0.28, -0.14)]
    emblem = trunk.on_trunk(bones, [(c + 4, -0.66)])[0]
    return items + pen.shape(ink.ellipse(emblem.x, emblem.y, 17 * scale, 19 * scale), "#f2c240", depth=4, width=6)


_TOP_DETAILS = {"shirt": _shirt, "blouse": _shirt, "polo": _shirt, "hoodie": _hoodie, "sweater": _sweater, "suit": _suit,
    "overalls": _overalls, "armour": _armour, "uniform": _suit}  # fmt: skip


def _coat(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None, *, back: bool) -> list[Item]:
    long = coat.kind in HEMS
    d = trunk.trunk_outline(bones, grow=12, hem=-0.1 if long else 0.09)
    folds: list[Item] = []
    if long:
        hem, flare = HEMS[coat.kind]
        d = f"{d} {trunk.skirt_outline(bones, hem=hem, flare=flare, grow=12)}"
        folds = _folds(pen, bones, coat.colour, hem, flare)
    items = pen.shape(d, coat.colour, depth=20, rim=7, inside=folds)
    if back:
        return [*items, trunk.seam(pen, bones, [(4, -0.7), (0, -0.3), (2, 0.2)], coat.colour, 6)]
    return items + _COAT_DETAILS.get(coat.kind, _open_coat)(pen, bones, coat, top)


def _opening(pen: Pen, bones: Skeleton, colour: str, hem: float) -> list[Item]:
    """The line where a coat closes, from the chest to its hem."""
    c = _front(bones)
    a, b = bones.near_leg.along(hem), bones.far_leg.along(hem)
    foot = ((a.x + b.x) / 2 + c * 0.4, max(a.y, b.y) + 14)
    return [pen.stroke([*trunk.on_trunk(bones, [(c, -0.8), (c + 8, -0.4), (c + 4, 0.0)]), foot], pen.line(colour), 7)]


def _open_coat(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """A jacket: worn open over the top."""
    c = _front(bones)
    tone = top.colour if top else "#fbf4ea"
    panel = trunk.on_trunk(
        bones, [(c * 0.5 - 36, -1.0), (c - 20, -0.5), (c - 30, 0.07), (c + 34, 0.07), (c + 24, -0.5), (c * 0.5 + 38, -1.0)]
    )
    items: list[Item] = [*pen.shape(ink.smooth(panel, tension=0.4), tone, depth=0, width=7)]
    items += _lapels(pen, bones, coat.colour, deep=-0.5)
    items += _pockets(pen, bones, coat.colour, y=-0.16)
    return items


def _pockets(pen: Pen, bones: Skeleton, colour: str, *, y: float) -> list[Item]:
    c = _front(bones)
    items: list[Item] = []
    for x in (c - 74, c + 44):
        flap = trunk.on_trunk(bones, [(x, y), (x + 36, y), (x + 36, y + 0.07), (x, y + 0.07)])
        items += pen.shape(ink.polygon(flap), colour, depth=0, width=6)
    return items


def _trench(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """A long coat with lapels, a belt and two rows of buttons."""
    c = _front(bones)
    items = _opening(pen, bones, coat.colour, HEMS[coat.kind][0])
    neck = trunk.on_trunk(bones, [(c * 0.5 - 34, -1.02), (c, -0.72), (c * 0.5 + 36, -1.02)])
    items.append(Path(ink.polygon(neck), fill=pen.base(top.colour if top else "#fbf4ea")))
    items += _lapels(pen, bones, coat.colour, deep=-0.66)
    belt = trunk.on_trunk(bones, [(-96, -0.36), (c, -0.33), (96, -0.36), (96, -0.25), (c, -0.22), (-96, -0.25)])
    clip = trunk.trunk_outline(bones, grow=12, hem=0.06)
    dark = ink.mix(coat.colour, pen.light.shadow, 0.25)
    items.append(
        Group(
            (
                Path(ink.smooth(belt, tension=0.5), stroke=pen.ink, width=7),
                Path(ink.smooth(belt, tension=0.5), fill=pen.base(dark)),
            ),
            clip=clip,
        )
    )
    buckle = trunk.on_trunk(bones, [(c - 16, -0.37), (c + 16, -0.37), (c + 16, -0.21), (c - 16, -0.21)])
    items += pen.shape(ink.polygon(buckle), dark, depth=0, width=6)
    items += [_button(pen, bones, c + x, y, coat.colour) for x in (-22, 26) for y in (-0.58, -0.46)]
    return items + _pockets(pen, bones, coat.colour, y=-0.04)


def _lab_coat(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """A long coat without a belt, over a shirt."""
    c = _front(bones)
    neck = trunk.on_trunk(bones, [(c * 0.5 - 34, -1.02), (c, -0.56), (c * 0.5 + 36, -1.02)])
    items = [
        *_opening(pen, bones, coat.colour, HEMS[coat.kind][0]),
        Path(ink.polygon(neck), fill=pen.base(top.colour if top else "#fbf4ea")),
    ]
    items += _lapels(pen, bones, coat.colour, deep=-0.54)
    items += [_button(pen, bones, c + 6, y, coat.colour) for y in (-0.4, -0.2)]
    return items + _pockets(pen, bones, coat.colour, y=-0.1)


def _raincoat(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """Closed to the chin, with poppers and a thick turned-down hood."""
    c = _front(bones)
    items = _opening(pen, bones, coat.colour, HEMS[coat.kind][0])
    items += [_button(pen, bones, c + 5, y, "#fbf4ea", 8) for y in (-0.62, -0.34, -0.06)]
    items += _pockets(pen, bones, coat.colour, y=-0.02)
    return items


def hood_collar(pen: Pen, bones: Skeleton, colour: str) -> list[Item]:
    """The thick ring of a hood that lies on the shoulders."""
    c = _front(bones) * 0.7
    ring = trunk.on_trunk(
        bones, [(-70, -1.1), (-88, -0.98), (-70, -0.86), (c, -0.78), (c + 52, -0.84), (c + 66, -0.98), (c + 44, -1.1)]
    )
    notch = trunk.on_trunk(bones, [(c + 2, -0.78), (c + 8, -0.88), (c + 2, -0.98)])
    return [*pen.shape(ink.smooth(ring), colour, depth=16, rim=5), pen.stroke(notch, pen.line(colour), 7)]


def _robe(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """Crossed over the chest, with a sash."""
    c = _front(bones)
    line = pen.line(coat.colour)
    cross = [
        pen.stroke(trunk.on_trunk(bones, [(way * 44 + c * 0.4, -1.0), (c + way * 4, -0.7), (c - way * 30, -0.36)]), line, 8)
        for way in (-1, 1)
    ]
    sash = trunk.on_trunk(bones, [(-98, -0.4), (0, -0.37), (98, -0.4), (98, -0.22), (0, -0.19), (-98, -0.22)])
    clip = trunk.trunk_outline(bones, grow=12, hem=0.06)
    band = Path(ink.smooth(sash, tension=0.5), fill=pen.base(ink.mix(coat.colour, "#f6d28b", 0.6)), stroke=pen.ink, width=6)
    return [*cross, Group((band,), clip=clip), *_opening(pen, bones, coat.colour, HEMS[coat.kind][0])[:1]]


_COAT_DETAILS = {
    "raincoat": _raincoat,
    "parka": _raincoat,
    "robe": _robe,
    "kimono": _robe,
    "trench": _trench,
    "coat": _trench,
    "lab coat": _lab_coat,
}


def arm(pen: Pen, look: Look, bones: Skeleton, limb: Limb) -> list[Item]:
    """An arm with its sleeve and hand."""
    build = bones.build
    scale = build.scale**0.8 * 1.16
    coat, top, gloves = look.worn("coat"), look.worn("top"), look.worn("gloves")
    cloth = coat or top
    bare = limb_colour(look)
    fingers = gloves.colour if gloves else paw_colour(look)
    r = build.limb
    way = -1.0 if limb is bones.far_arm and bones.front else 1.0
    items = limbs.hand(pen, limb, fingers, scale, way=way)
    if cloth is None:
        return items[:0] + pen.shape(limbs.tube(limb, (r * 0.95, r * 0.8, r * 0.62)), bare, depth=10) + items
    if cloth.kind in SHORT_SLEEVES and not coat:
        items = pen.shape(limbs.tube(limb, (r * 0.9, r * 0.74, r * 0.6)), bare, depth=9) + items
        sleeve = limbs.tube(limb, (r * 1.1, r * 1.06, r), end=0.42)
        return items + pen.shape(sleeve, cloth.colour, depth=10)
    bulk = 6 if coat else 1
    radii = (r * 1.08 + bulk, r * 0.98 + bulk, r * 0.86 + bulk)
    items += pen.shape(
        limbs.tube(limb, radii, end=0.97), cloth.colour, depth=13, inside=_cuff(pen, limb, cloth.colour, radii[2])
    )
    if cloth.kind == "armour":
        items += pen.shape(
            ink.ellipse(limb.root.x, limb.root.y, radii[0] * 1.2, radii[0] * 1.05), cloth.colour, depth=10, rim=4
        )
    elif limb.layer == "front":
        items.append(_shoulder(pen, bones, limb, cloth.colour, radii[0]))
    return items + limbs.crease(pen, limb, cloth.colour, r + bulk)


def _cuff(pen: Pen, limb: Limb, colour: str, radius: float) -> list[Item]:
    """The line where the cuff begins."""
    spot = limb.along(0.9)
    ux, uy = direction(limb.turn)
    ends = [(spot.x + way * uy * radius * 1.1, spot.y - way * ux * radius * 1.1) for way in (-1, 1)]
    return [pen.stroke(ink.arc(ends[0], ends[1], -radius * 0.14, steps=4), pen.line(colour), 6)]


def _shoulder(pen: Pen, bones: Skeleton, limb: Limb, colour: str, radius: float) -> Item:
    """A patch of cloth that lets the sleeve grow out of the trunk instead of being pinned to it."""
    middle = trunk.on_trunk(bones, [(0, -0.78)])[0]
    dx, dy = middle.x - limb.root.x, middle.y - limb.root.y
    length = math.hypot(dx, dy) or 1.0
    x, y = limb.root.x + dx / length * radius * 0.3, limb.root.y + dy / length * radius * 0.3 - radius * 0.12
    return Path(ink.ellipse(x, y, radius * 0.84, radius * 0.76), fill=pen.base(colour))


__all__ = ["FINE", "Affine", "arm", "body", "hood_collar", "legs"]
