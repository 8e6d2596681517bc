"""Shirts, sweaters, dresses, suits, armour: what is worn on the trunk."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Item, Path
from comics.engines.storyboard import trunk
from comics.engines.storyboard.body import Skeleton
from comics.engines.storyboard.look_model import Garment, Look
from comics.engines.storyboard.pen import Pen
from comics.engines.storyboard.sewing import HEMS, button, folds, lapels, middle


def top_on(pen: Pen, look: Look, bones: Skeleton, top: Garment, *, back: bool) -> list[Item]:
    """The top on the trunk, without its sleeves."""
    long = top.kind in HEMS
    d = trunk.trunk_outline(bones, grow=2, hem=-0.16 if long else 0.05)
    inside = _pattern(pen, bones, top)
    if long:
        hem, flare = HEMS[top.kind]
        d = f"{d} {trunk.skirt_outline(bones, hem=hem, flare=flare, grow=4)}"
        inside = [*inside, *folds(pen, bones, top.colour, hem, flare)]
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


def _plain_neck(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = middle(bones) * 0.5
    return [trunk.seam(pen, bones, [(-44, -0.97), (c - 14, -0.9), (c + 22, -0.9), (46, -0.96)], top.colour, 6)]


def _shirt(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = middle(bones)
    items: list[Item] = [trunk.seam(pen, bones, [(c, -0.88), (c + 6, -0.5), (c, 0.02)], top.colour)]
    for way in (-1, 1):
        flap = trunk.on_trunk(
            bones, [(c * 0.5 + way * 40, -1.0), (c * 0.5 + way * 46, -0.9), (c + way * 22, -0.82), (c, -0.92)]
        )
        items += pen.shape(ink.polygon(flap), top.colour, depth=0, width=7)
    items += [button(pen, bones, c + 3, y, top.colour) for y in (-0.7, -0.46, -0.22)]
    return items


def _hoodie(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = middle(bones)
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
    c = middle(bones) * 0.5
    roll = trunk.on_trunk(bones, [(-48, -1.02), (c, -0.96), (52, -1.02), (54, -0.93), (c, -0.86), (-52, -0.93)])
    items = pen.shape(ink.smooth(roll), top.colour, depth=5, width=8)
    items += [trunk.seam(pen, bones, [(x, -0.02), (x + 2, 0.05)], top.colour, 5) for x in (-64, -36, -8, 20, 48)]
    items.append(trunk.seam(pen, bones, [(-84, -0.03), (0, 0.0), (84, -0.03)], top.colour, 5))
    return items


def _suit(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = middle(bones)
    panel = trunk.on_trunk(bones, [(c * 0.6 - 34, -1.0), (c, -0.5), (c * 0.6 + 36, -1.0)])
    items: list[Item] = [Path(ink.polygon(panel), fill=pen.base("#fbf4ea"))]
    tie = trunk.on_trunk(bones, [(c * 0.8 - 9, -0.93), (c * 0.8 + 11, -0.93), (c + 12, -0.6), (c + 1, -0.52), (c - 10, -0.6)])
    items += pen.shape(ink.polygon(tie), ink.pick(("#a8324a", "#2f5f8a", "#35684f"), look.name, "tie"), depth=0, width=6)
    return items + lapels(pen, bones, top.colour, deep=-0.46) + [button(pen, bones, c + 4, -0.3, top.colour)]


def _overalls(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = middle(bones) * 0.8
    bib = trunk.on_trunk(bones, [(c - 48, -0.68), (c + 46, -0.68), (c + 60, 0.02), (c - 66, 0.02)])
    cloth = look.worn("legs")
    colour = cloth.colour if cloth else top.colour
    items: list[Item] = []
    for way in (-1, 1):
        strap = trunk.on_trunk(bones, [(c * 0.5 + way * 58, -0.97), (c + way * 40, -0.62)])
        items += pen.shape(ink.capsule(strap[0], strap[1], 9, 9), colour, depth=0, width=7)
    items += pen.shape(ink.smooth(bib, tension=0.35), colour, depth=10, width=8)
    return items + [button(pen, bones, c + x, -0.62, "#f2c14e", 7) for x in (-38, 38)]


def _armour(pen: Pen, look: Look, bones: Skeleton, top: Garment) -> list[Item]:
    c = middle(bones)
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
