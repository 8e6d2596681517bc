"""What tops, coats and skirts are sewn of: hems, folds, buttons, lapels, pockets."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Item, Path
from comics.engines.storyboard import trunk
from comics.engines.storyboard.body import Skeleton
from comics.engines.storyboard.look_model import Garment
from comics.engines.storyboard.pen import Pen

# How far down the legs (0.5 the knee, 1 the ankle) and how wide a garment hangs.
HEMS: dict[str, tuple[float, float]] = {
    "coat": (0.52, 22), "trench": (0.58, 24), "raincoat": (0.46, 30), "robe": (0.94, 20), "lab coat": (0.5, 20),
    "parka": (0.34, 16), "kimono": (0.9, 10), "dress": (0.52, 34), "gown": (0.96, 46), "skirt": (0.44, 30),
    "long skirt": (0.86, 34), "tunic": (0.3, 20), "cassock": (0.9, 18), "pinafore": (0.5, 32),
}  # fmt: skip


def skirt(pen: Pen, bones: Skeleton, cloth: Garment, *, grow: float = 4) -> list[Item]:
    """A skirt over both legs, `grow` units wider than the body."""
    hem, flare = HEMS[cloth.kind]
    d = trunk.skirt_outline(bones, hem=hem, flare=flare, grow=grow)
    return pen.shape(d, cloth.colour, depth=18, rim=5, inside=folds(pen, bones, cloth.colour, hem, flare))


def folds(pen: Pen, bones: Skeleton, colour: str, hem: float, flare: float) -> list[Item]:
    """Lines of folds that rise from the hem."""
    line = pen.line(colour)
    a, b = bones.near_leg.along(hem), bones.far_leg.along(hem)
    items: list[Item] = []
    for share in (0.12, 0.62):
        foot = (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share + 20)
        top = trunk.on_trunk(bones, [(-46 + 100 * share, -0.1)])[0]
        items.append(pen.stroke([foot, ((foot[0] + top.x) / 2, (foot[1] + top.y) / 2 + 10), top], line, 6))
    return items


def middle(bones: Skeleton) -> float:
    """How far the middle line of the chest moves when the trunk is turned, in body units."""
    return 0.0 if bones.front else 30.0


def button(pen: Pen, bones: Skeleton, x: float, y: float, colour: str, radius: float = 5.5) -> Item:
    """One button; x and y as for `trunk.on_trunk`."""
    spot = trunk.on_trunk(bones, [(x, y)])[0]
    r = radius * bones.build.scale**0.6
    return Path(ink.ellipse(spot.x, spot.y, r, r), fill=pen.glow(colour), stroke=pen.ink, width=3.5)


def lapels(pen: Pen, bones: Skeleton, colour: str, *, deep: float) -> list[Item]:
    """Both lapels; `deep` is where they meet, a share of the trunk."""
    c = middle(bones)
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


def opening(pen: Pen, bones: Skeleton, colour: str, hem: float) -> list[Item]:
    """The line where a coat closes, from the chest to its hem."""
    c = middle(bones)
    a, b = bones.near_leg.along(hem), bones.far_leg.along(hem)
    foot = ((a.x + b.x) / 2 + c * 0.4, max(a.y, b.y) + 14)
    return [pen.stroke([*trunk.on_trunk(bones, [(c, -0.8), (c + 8, -0.4), (c + 4, 0.0)]), foot], pen.line(colour), 7)]


def pockets(pen: Pen, bones: Skeleton, colour: str, *, y: float) -> list[Item]:
    """Two flap pockets at a height of the trunk."""
    c = middle(bones)
    items: list[Item] = []
    for x in (c - 74, c + 44):
        flap = trunk.on_trunk(bones, [(x, y), (x + 36, y), (x + 36, y + 0.07), (x, y + 0.07)])
        items += pen.shape(ink.polygon(flap), colour, depth=0, width=6)
    return items
