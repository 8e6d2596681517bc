"""What is worn over clothes: scarves, ties, straps, aprons, packs, capes; and tails."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.engines.storyboard import coats, trunk
from comics.engines.storyboard.body import Skeleton
from comics.engines.storyboard.look_model import Garment, Look
from comics.engines.storyboard.pen import Pen, placed


def behind(pen: Pen, look: Look, bones: Skeleton) -> list[Item]:
    """Cape, pack and tail: behind everything from the front, over the trunk from the back."""
    items: list[Item] = []
    cape, pack = look.worn("cape"), look.worn("pack")
    if look.species in TAILS:
        items += tail(pen, look, bones)
    if pack and pack.kind == "backpack":
        items += _pack(pen, bones, pack)
    if cape:
        items += _cape(pen, bones, cape)
    return items


def _cape(pen: Pen, bones: Skeleton, cape: Garment) -> list[Item]:
    s, _, _ = trunk.half_widths(bones)
    sway = -34.0 if not bones.front else 0.0
    top = trunk.on_trunk(bones, [(-s * 0.9, -0.96), (s * 0.7, -0.96), (s * 1.0, -0.5)])
    ground = [(spot.x, spot.y) for spot in (bones.far_leg.along(0.82), bones.near_leg.along(0.82))]
    wide = 74 * bones.build.scale
    foot = [
        (ground[0][0] + wide, ground[0][1]),
        ((ground[0][0] + ground[1][0]) / 2 + sway * 0.4, max(ground[0][1], ground[1][1]) + 16),
        (ground[1][0] - wide + sway, ground[1][1] + 4),
    ]
    side = trunk.on_trunk(bones, [(-s * 1.25 + sway * 0.5, -0.4)])
    d = ink.smooth([top[0], top[1], top[2], *foot, side[0]])
    lines = [pen.stroke(ink.arc(top[0], foot[2], -14, steps=4), pen.line(cape.colour), 6)]
    return pen.shape(d, cape.colour, depth=20, rim=6, inside=lines)


def _pack(pen: Pen, bones: Skeleton, pack: Garment) -> list[Item]:
    x = 0.0 if bones.front else -62.0
    wide = 98.0 if bones.front else 78.0
    box = [
        (x - wide, -0.82),
        (x, -0.96),
        (x + wide, -0.82),
        (x + wide * 1.04, -0.2),
        (x + wide * 0.8, -0.04),
        (x - wide * 0.8, -0.04),
        (x - wide * 1.04, -0.2),
    ]
    d = ink.smooth(trunk.on_trunk(bones, box), tension=0.9)
    pocket = ink.smooth(
        trunk.on_trunk(
            bones, [(x - wide * 0.62, -0.42), (x + wide * 0.62, -0.42), (x + wide * 0.6, -0.14), (x - wide * 0.6, -0.14)]
        ),
        tension=0.5,
    )
    items = pen.shape(d, pack.colour, depth=16, rim=6)
    items += pen.shape(pocket, pack.colour, depth=6, width=7)
    items.append(
        pen.stroke(
            trunk.on_trunk(bones, [(x - wide * 0.8, -0.62), (x, -0.56), (x + wide * 0.8, -0.62)]), pen.line(pack.colour), 7
        )
    )
    return items


# Tails as outlines from the root, drawn behind the body on the near side; the last number says how much of the tip is pale.
TAILS: dict[str, tuple[list[tuple[float, float, float]], float]] = {
    "fox": ([(0, -14, 0.0), (-70, 26, 0.1), (-150, -10, 0.1), (-226, -130, 0.16), (-190, -176, -0.1), (-120, -104, 0.06),
    (-74, -44, -0.06), (0, -40, -0.14)], 0.36), "wolf": ([(0, -14, 0.0), (-66, 34, 0.1), (-140, 30, 0.08),
    (-214, -34, 0.14), (-150, -50, 0.1), (-74, -34, -0.04), (0, -40, -0.1)], 0.0), "cat": ([(0, -6, 0.0), (-86, 8, 0.12),
    (-142, -60, 0.16), (-150, -150, -0.1), (-118, -158, 0.4), (-112, -66, 0.1), (-76, -22, -0.16), (0, -34, -0.1)], 0.0),
    "lion": ([(0, -8, 0.0), (-86, 8, 0.12), (-142, -60, 0.16), (-150, -140, -0.1), (-126, -144, 0.4), (-118, -66, 0.1),
    (-76, -18, -0.16), (0, -28, -0.1)], 0.0), "dog": ([(0, -10, 0.0), (-64, -4, 0.1), (-114, -74, 0.12),
    (-104, -124, 0.1), (-84, -72, 0.1), (-54, -34, -0.14), (0, -40, -0.1)], 0.0), "mouse": ([(0, -8, 0.0),
    (-90, 40, 0.16), (-190, 6, 0.16), (-216, -46, 0.1), (-182, -8, -0.1), (-90, 22, -0.16), (0, -22, -0.12)], 0.0),
    "raccoon": ([(0, -14, 0.0), (-70, 26, 0.1), (-150, 0, 0.1), (-204, -110, 0.16), (-160, -130, 0.2), (-112, -70, 0.06),
    (-74, -34, -0.06), (0, -40, -0.14)], 0.0), "monkey": ([(0, -6, 0.0), (-86, 8, 0.12), (-150, -60, 0.16),
    (-130, -150, 0.2), (-112, -140, 0.4), (-128, -66, -0.16), (-76, -16, -0.16), (0, -28, -0.1)], 0.0),
    "rabbit": ([(20, -20, 0.0), (-30, 10, 0.3), (-46, -40, 0.3), (0, -66, 0.3)], 1.0), "bear": ([(20, -20, 0.0),
    (-24, 8, 0.3), (-38, -36, 0.3), (0, -58, 0.3)], 0.0,
)}  # fmt: skip


def tail(pen: Pen, look: Look, bones: Skeleton) -> list[Item]:
    """The tail of an animal."""
    outline, pale = TAILS[look.species]
    d = ink.bows(outline)
    inside: list[Item] = []
    if 0 < pale < 1:
        tip = [(-290, -220, 0.0), (-120, -240, 0.0), (-118, -128, 0.0), (-150, -96, 0.0), (-160, -112, 0.0),
            (-180, -78, 0.0), (-196, -92, 0.0), (-290, -60, 0.0)]  # fmt: skip
        inside.append(Path(ink.bows(tip), fill=pen.base(look.second)))
    if look.species in ("raccoon",) or (look.species == "cat" and "stripes" in look.marks):
        dark = ink.mix(look.skin, pen.ink, 0.45)
        inside += [
            pen.stroke([(x - 34, y + 20), (x, y), (x + 34, y - 20)], dark, 20)
            for x, y in ((-70, 0), (-122, -36), (-140, -92), (-140, -140))
        ]
    root = trunk.on_trunk(bones, [(-bones.build.hip * 0.35 / bones.build.scale, -0.08)])[0]
    colour = look.second if pale == 1.0 else look.skin
    scale = bones.build.scale**0.8 * 1.15
    return [
        Group(
            tuple(pen.shape(d, colour, depth=14, rim=5, inside=inside)), transform=placed(root.x, root.y, turn=0.0, scale=scale)
        )
    ]


def neckwear(pen: Pen, look: Look, bones: Skeleton, *, back: bool) -> list[Item]:
    """What lies over the trunk under the head: apron, straps, collar of the cape, tie, scarf."""
    items: list[Item] = []
    apron, pack, tie, scarf, cape, belt = (look.worn(slot) for slot in ("apron", "pack", "tie", "scarf", "cape", "belt"))
    if belt and not back:
        items += _belt(pen, bones, belt)
    if apron and not back:
        items += _apron(pen, bones, apron)
    if pack and not back:
        items += _straps(pen, bones, pack)
    if tie and not back and not scarf:
        items += _TIES[tie.kind](pen, bones, tie)
    coat, top = look.worn("coat"), look.worn("top")
    if coat and coat.kind in ("raincoat", "parka") and not scarf:
        items += coats.hood_collar(pen, bones, coat.colour)
    elif not coat and top and top.kind == "hoodie" and not scarf:
        items += coats.hood_collar(pen, bones, top.colour)
    if cape:
        items += _collar(pen, bones, cape.colour)
    if scarf:
        items += _scarf(pen, bones, scarf, back=back)
    return items


def _middle(bones: Skeleton) -> float:
    return 0.0 if bones.front else 30.0


def _belt(pen: Pen, bones: Skeleton, belt: Garment) -> list[Item]:
    band = trunk.on_trunk(bones, [(-92, -0.3), (0, -0.26), (88, -0.3), (88, -0.18), (0, -0.14), (-92, -0.18)])
    d = ink.smooth(band, tension=0.5)
    clip = trunk.trunk_outline(bones, grow=6)
    return [Group((Path(d, stroke=pen.ink, width=7), Path(d, fill=pen.base(belt.colour))), clip=clip)]


def _apron(pen: Pen, bones: Skeleton, apron: Garment) -> list[Item]:
    c = _middle(bones) * 0.7
    hem = [bones.near_leg.along(0.42), bones.far_leg.along(0.42)]
    top = trunk.on_trunk(bones, [(c - 46, -0.74), (c + 42, -0.74), (c + 78, -0.3), (c + 82, 0.0)])
    low = trunk.on_trunk(bones, [(c - 86, 0.0), (c - 80, -0.3)])
    d = ink.smooth([*top, (hem[1].x + 30, hem[1].y), (hem[0].x - 22, hem[0].y), *low], tension=0.7)
    items: list[Item] = []
    for way in (-1, 1):
        strap = trunk.on_trunk(bones, [(c * 0.4 + way * 44, -0.98), (c + way * 36, -0.7)])
        items += pen.shape(ink.capsule(strap[0], strap[1], 7, 7), apron.colour, depth=0, width=7)
    items += pen.shape(d, apron.colour, depth=14)
    pocket = trunk.on_trunk(bones, [(c - 40, -0.18), (c + 38, -0.18), (c + 36, 0.06), (c - 38, 0.06)])
    return items + pen.shape(ink.smooth(pocket, tension=0.3), apron.colour, depth=0, width=6)


def _straps(pen: Pen, bones: Skeleton, pack: Garment) -> list[Item]:
    c = _middle(bones) * 0.4
    items: list[Item] = []
    if pack.kind == "satchel":
        strap = trunk.on_trunk(bones, [(c - 62, -0.96), (c + 4, -0.5), (c + 66, -0.02)])
        items += pen.shape(ink.capsule(strap[0], strap[2], 9, 9), pack.colour, depth=0, width=7)
        bag = trunk.on_trunk(bones, [(c + 30, -0.08), (c + 112, -0.1), (c + 116, 0.2), (c + 30, 0.22)])
        flap = trunk.on_trunk(bones, [(c + 30, -0.08), (c + 112, -0.1), (c + 110, 0.04), (c + 70, 0.1), (c + 30, 0.05)])
        items += pen.shape(ink.smooth(bag, tension=0.4), pack.colour, depth=8)
        return items + pen.shape(ink.smooth(flap, tension=0.5), pack.colour, depth=4, width=7)
    for x in (c - 62, c + 52):
        strap = trunk.on_trunk(bones, [(x, -0.97), (x + 5, -0.74), (x - 4, -0.4), (x - 20, -0.24)])
        d = ink.brush(strap, 24 * bones.build.scale**0.6, profile=_flat)
        items += pen.shape(d, pack.colour, depth=5, width=7)
    return items


def _flat(along: float) -> float:
    return 1.0


def _tie(pen: Pen, bones: Skeleton, tie: Garment) -> list[Item]:
    c = _middle(bones) * 0.8
    knot = trunk.on_trunk(bones, [(c - 12, -0.95), (c + 12, -0.95), (c + 8, -0.85), (c - 8, -0.85)])
    blade = trunk.on_trunk(bones, [(c - 8, -0.86), (c + 8, -0.86), (c + 18, -0.52), (c + 4, -0.44), (c - 11, -0.52)])
    return pen.shape(ink.polygon(blade), tie.colour, depth=5, width=7) + pen.shape(
        ink.polygon(knot), tie.colour, depth=0, width=7
    )


def _bow_tie(pen: Pen, bones: Skeleton, tie: Garment) -> list[Item]:
    c = _middle(bones) * 0.8
    wings = trunk.on_trunk(bones, [(c, -0.9), (c - 40, -0.98), (c - 40, -0.82), (c, -0.9), (c + 40, -0.98), (c + 40, -0.82)])
    knot = trunk.on_trunk(bones, [(c, -0.9)])[0]
    items = pen.shape(ink.polygon(wings), tie.colour, depth=4, width=8)
    return items + pen.shape(ink.ellipse(knot.x, knot.y, 9, 10), tie.colour, depth=0, width=7)


def _necklace(pen: Pen, bones: Skeleton, tie: Garment) -> list[Item]:
    c = _middle(bones) * 0.8
    chain = trunk.on_trunk(bones, [(c - 42, -0.98), (c - 26, -0.84), (c, -0.77), (c + 26, -0.84), (c + 42, -0.98)])
    drop = trunk.on_trunk(bones, [(c, -0.74)])[0]
    return [
        pen.stroke(chain, pen.line(tie.colour), 6),
        *pen.shape(ink.ellipse(drop.x, drop.y, 12, 14), tie.colour, depth=5, width=7),
    ]


_TIES = {"tie": _tie, "bow tie": _bow_tie, "necklace": _necklace}


def _collar(pen: Pen, bones: Skeleton, colour: str) -> list[Item]:
    c = _middle(bones) * 0.5
    band = trunk.on_trunk(bones, [(-78, -1.0), (c - 30, -0.9), (c, -0.87), (c + 30, -0.9), (80, -1.0), (84, -0.9),
        (c + 34, -0.8), (c, -0.77), (c - 34, -0.8), (-82, -0.9)])  # fmt: skip
    clasp = trunk.on_trunk(bones, [(c, -0.82)])[0]
    return [
        *pen.shape(ink.smooth(band), colour, depth=8, width=8),
        *pen.shape(ink.ellipse(clasp.x, clasp.y, 13, 13), "#f2c240", depth=4, width=7),
    ]


def _scarf(pen: Pen, bones: Skeleton, scarf: Garment, *, back: bool) -> list[Item]:
    c = _middle(bones) * 0.8
    line = pen.line(scarf.colour)
    items: list[Item] = []
    if not back:
        end = trunk.on_trunk(
            bones, [(c - 46, -0.88), (c - 8, -0.84), (c - 2, -0.6), (c + 2, -0.36), (c - 44, -0.34), (c - 50, -0.6)]
        )
        fringe = [pen.stroke(trunk.on_trunk(bones, [(c + x, -0.44), (c + x - 1, -0.36)]), line, 5) for x in (-34, -21, -8)]
        items += pen.shape(ink.smooth(end, tension=0.6), scarf.colour, depth=9, inside=fringe)
    ring = trunk.on_trunk(
        bones, [(-66, -1.1), (-92, -0.99), (-80, -0.86), (c - 20, -0.77), (c + 50, -0.81), (c + 68, -0.94), (c + 52, -1.1)]
    )
    folds = [
        pen.stroke(trunk.on_trunk(bones, [(c + x, -1.06), (c + x + 6, -0.94), (c + x + 1, -0.83)]), line, 7)
        for x in (-62, -20, 26)
    ]
    shine = pen.stroke(
        trunk.on_trunk(bones, [(c + pen.sun * 26, -0.99), (c + pen.sun * 46, -0.93), (c + pen.sun * 52, -0.88)]),
        pen.glow(scarf.colour),
        11,
        alpha=0.7,
    )
    return items + pen.shape(ink.smooth(ring), scarf.colour, depth=16, rim=5, inside=[*folds, shine])
