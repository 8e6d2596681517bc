"""Coats, jackets, raincoats and robes: what is worn over the rest."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.engines.storyboard import trunk
from comics.engines.storyboard.body import Skeleton
from comics.engines.storyboard.look_model import Garment
from comics.engines.storyboard.pen import Pen
from comics.engines.storyboard.sewing import HEMS, button, folds, lapels, middle, opening, pockets


def coat_over(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None, *, back: bool) -> list[Item]:
    """The coat over the trunk, without its sleeves; `top` shows at the neck."""
    long = coat.kind in HEMS
    d = trunk.trunk_outline(bones, grow=12, hem=-0.1 if long else 0.09)
    lines: list[Item] = []
    if long:
        hem, flare = HEMS[coat.kind]
        d = f"{d} {trunk.skirt_outline(bones, hem=hem, flare=flare, grow=12)}"
        lines = folds(pen, bones, coat.colour, hem, flare)
    items = pen.shape(d, coat.colour, depth=20, rim=7, inside=lines)
    if back:
        return [*items, trunk.seam(pen, bones, [(4, -0.7), (0, -0.3), (2, 0.2)], coat.colour, 6)]
    return items + _COAT_DETAILS.get(coat.kind, _open_coat)(pen, bones, coat, top)


def _open_coat(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """A jacket: worn open over the top."""
    c = middle(bones)
    tone = top.colour if top else "#fbf4ea"
    panel = trunk.on_trunk(
        bones, [(c * 0.5 - 36, -1.0), (c - 20, -0.5), (c - 30, 0.07), (c + 34, 0.07), (c + 24, -0.5), (c * 0.5 + 38, -1.0)]
    )
    items: list[Item] = [*pen.shape(ink.smooth(panel, tension=0.4), tone, depth=0, width=7)]
    items += lapels(pen, bones, coat.colour, deep=-0.5)
    items += pockets(pen, bones, coat.colour, y=-0.16)
    return items


def _trench(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """A long coat with lapels, a belt and two rows of buttons."""
    c = middle(bones)
    items = opening(pen, bones, coat.colour, HEMS[coat.kind][0])
    neck = trunk.on_trunk(bones, [(c * 0.5 - 34, -1.02), (c, -0.72), (c * 0.5 + 36, -1.02)])
    items.append(Path(ink.polygon(neck), fill=pen.base(top.colour if top else "#fbf4ea")))
    items += lapels(pen, bones, coat.colour, deep=-0.66)
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
    items += [button(pen, bones, c + x, y, coat.colour) for x in (-22, 26) for y in (-0.58, -0.46)]
    return items + pockets(pen, bones, coat.colour, y=-0.04)


def _lab_coat(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """A long coat without a belt, over a shirt."""
    c = middle(bones)
    neck = trunk.on_trunk(bones, [(c * 0.5 - 34, -1.02), (c, -0.56), (c * 0.5 + 36, -1.02)])
    items = [
        *opening(pen, bones, coat.colour, HEMS[coat.kind][0]),
        Path(ink.polygon(neck), fill=pen.base(top.colour if top else "#fbf4ea")),
    ]
    items += lapels(pen, bones, coat.colour, deep=-0.54)
    items += [button(pen, bones, c + 6, y, coat.colour) for y in (-0.4, -0.2)]
    return items + pockets(pen, bones, coat.colour, y=-0.1)


def _raincoat(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """Closed to the chin, with poppers and a thick turned-down hood."""
    c = middle(bones)
    items = opening(pen, bones, coat.colour, HEMS[coat.kind][0])
    items += [button(pen, bones, c + 5, y, "#fbf4ea", 8) for y in (-0.62, -0.34, -0.06)]
    items += pockets(pen, bones, coat.colour, y=-0.02)
    return items


def hood_collar(pen: Pen, bones: Skeleton, colour: str) -> list[Item]:
    """The thick ring of a hood that lies on the shoulders."""
    c = middle(bones) * 0.7
    ring = trunk.on_trunk(
        bones, [(-70, -1.1), (-88, -0.98), (-70, -0.86), (c, -0.78), (c + 52, -0.84), (c + 66, -0.98), (c + 44, -1.1)]
    )
    notch = trunk.on_trunk(bones, [(c + 2, -0.78), (c + 8, -0.88), (c + 2, -0.98)])
    return [*pen.shape(ink.smooth(ring), colour, depth=16, rim=5), pen.stroke(notch, pen.line(colour), 7)]


def _robe(pen: Pen, bones: Skeleton, coat: Garment, top: Garment | None) -> list[Item]:
    """Crossed over the chest, with a sash."""
    c = middle(bones)
    line = pen.line(coat.colour)
    cross = [
        pen.stroke(trunk.on_trunk(bones, [(way * 44 + c * 0.4, -1.0), (c + way * 4, -0.7), (c - way * 30, -0.36)]), line, 8)
        for way in (-1, 1)
    ]
    sash = trunk.on_trunk(bones, [(-98, -0.4), (0, -0.37), (98, -0.4), (98, -0.22), (0, -0.19), (-98, -0.22)])
    clip = trunk.trunk_outline(bones, grow=12, hem=0.06)
    band = Path(ink.smooth(sash, tension=0.5), fill=pen.base(ink.mix(coat.colour, "#f6d28b", 0.6)), stroke=pen.ink, width=6)
    return [*cross, Group((band,), clip=clip), *opening(pen, bones, coat.colour, HEMS[coat.kind][0])[:1]]


_COAT_DETAILS = {
    "raincoat": _raincoat,
    "parka": _raincoat,
    "robe": _robe,
    "kimono": _robe,
    "trench": _trench,
    "coat": _trench,
    "lab coat": _lab_coat,
}
