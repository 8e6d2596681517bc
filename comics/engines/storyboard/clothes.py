"""Dresses a skeleton: legs and trousers, tops, coats, sleeves; `extras` has what is worn over them."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Item, Path
from comics.engines.storyboard import limbs, trunk
from comics.engines.storyboard.body import Limb, Skeleton, direction
from comics.engines.storyboard.coats import coat_over
from comics.engines.storyboard.look_model import Garment, Look
from comics.engines.storyboard.pen import Pen
from comics.engines.storyboard.sewing import HEMS, button, middle, skirt
from comics.engines.storyboard.tops import top_on

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
    if kind in ("boots", "wellingtons") and shoes:
        if end and cloth:
            items += _trouser_leg(pen, bones, leg, cloth, min(end, 0.8))
        return [*items, *pen.shape(trunk.leg_outline(bones, leg, grow=6, start=0.72, end=0.97), shoes.colour, depth=9), *feet]
    items += feet
    return items + _trouser_leg(pen, bones, leg, cloth, end) if end and cloth else items


def _trouser_leg(pen: Pen, bones: Skeleton, leg: Limb, cloth: Garment, end: float) -> list[Item]:
    d = trunk.leg_outline(bones, leg, grow=10 if end < 0.6 else 4, end=end)
    return pen.shape(d, cloth.colour, depth=12) + limbs.crease(pen, leg, cloth.colour, bones.build.limb)


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
        items += skirt(pen, bones, cloth)
    if not top and not coat:
        items += _bare(pen, look, bones, back=back)
    if top:
        items += top_on(pen, look, bones, top, back=back)
    if coat:
        items += coat_over(pen, bones, coat, top, back=back)
    return items


def _bare(pen: Pen, look: Look, bones: Skeleton, *, back: bool) -> list[Item]:
    """The trunk of a robot or of an animal in nothing but its fur."""
    items = pen.shape(f"{trunk.trunk_outline(bones)} {trunk.pelvis_outline(bones)}", look.skin, depth=18, rim=6)
    if back:
        return items
    c = middle(bones) * 0.7
    panel = trunk.on_trunk(bones, [(c - 46, -0.78), (c + 44, -0.78), (c + 50, -0.24), (c, -0.14), (c - 52, -0.24)])
    items += pen.shape(ink.smooth(panel, tension=0.6), look.second, depth=8, width=7)
    if look.species == "robot":
        items += [button(pen, bones, c + x, -0.62, tone, 8) for x, tone in ((-24, "#e0483c"), (0, "#f2c240"), (24, "#4d9a54"))]
        items += [trunk.seam(pen, bones, [(c - 34, y), (c, y + 0.02), (c + 32, y)], look.second) for y in (-0.44, -0.34)]
    return items


def _neck(pen: Pen, look: Look, bones: Skeleton) -> list[Item]:
    a, b = trunk.on_trunk(bones, [(0, -0.92), (4, -1.12)])
    wide = 30 * bones.build.scale
    return pen.shape(ink.capsule(a, b, wide * 1.1, wide), pen.shade(look.skin), depth=0)


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
    chest = trunk.on_trunk(bones, [(0, -0.78)])[0]
    dx, dy = chest.x - limb.root.x, chest.y - limb.root.y
    length = math.hypot(dx, dy) or 1.0
    x, y = limb.root.x + dx / length * radius * 0.3, limb.root.y + dy / length * radius * 0.3 - radius * 0.12
    return Path(ink.ellipse(x, y, radius * 0.84, radius * 0.76), fill=pen.base(colour))
