"""Hats, glasses and other things on the head, in the head's own coordinates (see `face`)."""

from __future__ import annotations

from collections.abc import Callable

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Box
from comics.engines.storyboard.face import Set
from comics.engines.storyboard.glasses import GLASSES, earrings
from comics.engines.storyboard.look_model import Garment, Look
from comics.engines.storyboard.pen import Pen, placed

# How far a hat sits above where it sits on people, by what the ears of the animal need.
_EARED = frozenset(("fox", "wolf", "cat", "rabbit", "mouse", "owl", "pig"))


def headwear(pen: Pen, look: Look, *, turn: float, back: bool, spots: Set) -> list[Item]:
    """Glasses and hat over a drawn head."""
    items: list[Item] = []
    glasses, hat, ears = look.worn("glasses"), look.worn("hat"), look.worn("ears")
    if ears and look.species == "human":
        items += earrings(pen, ears, turn)
    if glasses and not back:
        items += GLASSES[glasses.kind](pen, glasses, turn, spots)
    if hat:
        drawn = HATS[hat.kind](pen, hat, turn, back)
        if look.species == "frog":
            items.append(Group(tuple(drawn), transform=placed(8 * turn, -48, scale=0.72)))
        elif look.species in _EARED and hat.kind not in ("bow", "clip", "headband", "hood", "headscarf"):
            items.append(Group(tuple(drawn), transform=placed(6 * turn, -26, scale=0.74)))
        elif look.species != "human" and hat.kind in ("bow", "clip"):
            items.append(Group(tuple(drawn), transform=placed(20, 26)))
        else:
            items += drawn
    return items


def hat_behind(pen: Pen, look: Look, *, turn: float) -> list[Item]:
    """The part of a hood or a veil that hangs behind the head."""
    hat = look.worn("hat")
    if not hat or hat.kind not in ("hood", "headscarf"):
        return []
    d = ink.smooth(
        [(-140, -60), (-168, 40), (-156, 150), (-110, 196), (110, 196), (150, 150), (160, 40), (138, -60), (0, -170)]
    )
    return pen.shape(d, ink.mix(hat.colour, pen.light.shadow, 0.3), depth=0)


def _dome(pen: Pen, colour: str, turn: float, *, rise: float = -206, brow: float = -70, wide: float = 150) -> str:
    x = -5 * turn
    return ink.smooth(
        [
            (x - wide, brow),
            (x - wide + 6, brow - 58),
            (x - 92, rise + 34),
            (x, rise),
            (x + 92, rise + 34),
            (x + wide - 6, brow - 58),
            (x + wide, brow),
            (x + 60, brow + 16),
            (x - 60, brow + 16),
        ]
    )


def _brimmed(
    crown: list[tuple[float, float]], brim: tuple[float, float], *, band: str = "#3a2f3c"
) -> Callable[[Pen, Garment, float, bool], list[Item]]:
    """A hat with a crown (left half from the brim up) and an elliptic brim of half width and half height."""

    def draw(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
        x = 4 * turn
        right = [(-px, py) for px, py in reversed(crown)]
        top = ink.smooth([(px + x, py) for px, py in (*crown, *right)], tension=0.8)
        lines: list[Item] = [
            Path(
                ink.smooth([(-170, -128), (0, -110), (170, -128), (170, -86), (0, -66), (-170, -86)], tension=0.6),
                fill=pen.base(band),
            )
        ]
        items = pen.shape(ink.ellipse(x, -88, *brim), hat.colour, depth=10)
        items += pen.shape(top, hat.colour, depth=20, rim=6, inside=lines)
        if not back:
            front = ink.smooth(
                [
                    (x - brim[0], -90),
                    (x - 70, -72),
                    (x, -66),
                    (x + 70, -72),
                    (x + brim[0], -90),
                    (x + 90, -54),
                    (x, -44),
                    (x - 90, -54),
                ]
            )
            items += pen.shape(front, hat.colour, depth=7)
        return items

    return draw


def _cap(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    items = pen.shape(
        _dome(pen, hat.colour, turn),
        hat.colour,
        depth=20,
        rim=6,
        inside=[pen.stroke(ink.arc((x, -200), (x * 2.4, -60), -x * 0.3), pen.line(hat.colour), 6) for x in (-34, 30)],
    )
    items += pen.shape(ink.ellipse(-5 * turn, -206, 12, 9), hat.colour, depth=0, width=7)
    if back:
        return items
    if turn > 0.5:
        peak = [(-34, -64), (40, -86), (128, -80), (206, -46), (216, -28), (150, -40), (60, -46)]
    else:
        peak = [(-128, -74), (-60, -92), (60, -92), (128, -74), (108, -36), (0, -24), (-108, -36)]
    return items + pen.shape(ink.smooth(peak), hat.colour, depth=8)


def _beanie(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    dome = _dome(pen, hat.colour, turn, rise=-204, brow=-74, wide=144)
    cuff = ink.smooth([(-150, -92), (0, -112), (148, -92), (152, -54), (0, -72), (-154, -54)], tension=0.7)
    ribs = [pen.stroke([(x, -100), (x * 1.02, -60)], pen.line(hat.colour), 6) for x in range(-126, 140, 28)]
    items = pen.shape(ink.ellipse(-5 * turn, -214, 32, 30), pen.glow(hat.colour), depth=10)
    items += pen.shape(dome, hat.colour, depth=20, rim=6)
    return items + pen.shape(cuff, hat.colour, depth=8, inside=ribs)


def _beret(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    d = ink.smooth([(-150, -84), (-176, -130), (-110, -190), (20, -206), (126, -172), (150, -96), (60, -96), (-60, -80)])
    return [
        *pen.shape(ink.capsule((10, -200), (14, -220), 7, 6), hat.colour, depth=0, width=8),
        *pen.shape(d, hat.colour, depth=20, rim=6),
    ]


def _crown(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    x = 6 * turn
    tips = [
        (x - 92, -116),
        (x - 106, -216),
        (x - 56, -166),
        (x, -234),
        (x + 56, -166),
        (x + 106, -216),
        (x + 92, -116),
        (x, -98),
    ]
    items = pen.shape(ink.polygon(tips), hat.colour, depth=14, rim=6)
    gems = ((x - 50, -132, "#d9403a"), (x, -126, "#3f9ad8"), (x + 50, -132, "#d9403a"))
    for gx, gy, tone in gems:
        items += pen.shape(ink.ellipse(gx, gy, 12, 13), tone, depth=4, width=6)
    return items + [
        Path(ink.ellipse(tx, ty, 9, 9), fill=pen.glow(hat.colour), stroke=pen.ink, width=6)
        for tx, ty in (tips[1], tips[3], tips[5])
    ]


def _witch(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    x = 4 * turn
    cone = ink.smooth([(x - 112, -96), (x - 70, -204), (x - 26, -300), (x + 40, -352), (x + 58, -338), (x + 34, -290),
        (x + 66, -206), (x + 112, -96), (x, -78)], tension=0.8)  # fmt: skip
    band: list[Item] = [
        Path(
            ink.smooth([(-150, -146), (0, -126), (150, -146), (150, -100), (0, -78), (-150, -100)], tension=0.6),
            fill=pen.base("#f2c240"),
        )
    ]
    items = pen.shape(ink.ellipse(x, -90, 204, 36), hat.colour, depth=10)
    items += pen.shape(cone, hat.colour, depth=18, rim=6, inside=band)
    front = ink.smooth([(x - 204, -90), (x - 80, -72), (x + 80, -72), (x + 204, -90), (x + 110, -50), (x, -40), (x - 110, -50)])
    return items + ([] if back else pen.shape(front, hat.colour, depth=8))


def _chef(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    puff = " ".join(
        ink.ellipse(x, y, r, r * 0.9) for x, y, r in ((-74, -216, 62), (0, -248, 72), (76, -216, 62), (0, -190, 92))
    )
    band = ink.smooth([(-112, -178), (0, -168), (112, -178), (116, -84), (0, -70), (-116, -84)], tension=0.5)
    pleats = [pen.stroke([(x, -164), (x * 1.02, -92)], pen.line(hat.colour), 5) for x in (-70, -24, 24, 70)]
    return pen.shape(puff, hat.colour, depth=18) + pen.shape(band, hat.colour, depth=14, inside=pleats)


def _pirate(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    d = ink.bows([(-214, -96, 0.0), (-96, -206, 0.12), (0, -226, 0.1), (96, -206, 0.1), (214, -96, 0.12), (110, -74, 0.08),
        (0, -62, 0.04), (-110, -74, 0.04)])  # fmt: skip
    items = pen.shape(
        d,
        hat.colour,
        depth=16,
        rim=6,
        inside=[pen.stroke([(-200, -96), (-90, -182), (0, -200), (90, -182), (200, -96)], pen.base("#f2c240"), 9)],
    )
    bone = pen.base("#fbf4ea")
    items += [
        Path(ink.ellipse(8 * turn, -140, 26, 24), fill=bone),
        Path(ink.rectangle(Box(8 * turn - 13, -126, 26, 20), radius=5), fill=bone),
    ]
    return items + [Path(ink.ellipse(8 * turn + dx, -138, 7, 8), fill=pen.ink) for dx in (-10, 10)]


def _helmet(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    d = _dome(pen, hat.colour, turn, rise=-200, brow=-56, wide=154)
    ridge = pen.stroke(ink.arc((-5 * turn, -198), (12 * turn, -44), 6), pen.line(hat.colour), 9)
    brim = ink.smooth([(-162, -62), (0, -88), (162, -62), (162, -36), (0, -56), (-164, -36)], tension=0.7)
    return pen.shape(d, hat.colour, depth=20, rim=8, inside=[ridge]) + pen.shape(brim, hat.colour, depth=8)


def _hood(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    outer = [(-120, 178), (-168, 60), (-160, -70), (-90, -176), (0, -204), (90, -176), (158, -70), (164, 60), (118, 178)]
    if back:
        return pen.shape(ink.smooth(outer), hat.colour, depth=22, rim=6)
    c = 18 * turn
    inner = [(82 + c, 146), (122 + c * 0.5, 50), (116 + c * 0.5, -50), (62 + c, -112), (c, -124), (-62 + c, -112),
        (-112 + c, -50), (-118 + c, 50), (-84 + c, 146)]  # fmt: skip
    return pen.shape(ink.smooth([*outer, *inner], tension=0.9), hat.colour, depth=18, rim=6)


def _turban(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    d = ink.smooth([(-140, -56), (-172, -110), (-120, -190), (0, -216), (120, -190), (170, -110), (138, -56), (0, -92)])
    folds = [
        pen.stroke(ink.arc(a, b, bend), pen.line(hat.colour), 7)
        for a, b, bend in (((-160, -120), (40, -96), 30), ((-120, -180), (110, -84), 34), ((-20, -210), (150, -110), 24))
    ]
    return pen.shape(d, hat.colour, depth=20, rim=6, inside=folds)


def _headband(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    d = ink.smooth([(-146, -78), (0, -104), (144, -78), (146, -44), (0, -68), (-148, -44)], tension=0.7)
    return pen.shape(d, hat.colour, depth=7)


def _bow(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    x, y = (74, -142) if turn < 0.5 else (40, -156)
    left = ink.bows([(x, y, 0.0), (x - 66, y - 40, 0.12), (x - 62, y + 36, 0.16), (x, y, 0.12)])
    right = ink.bows([(x, y, 0.0), (x + 66, y - 36, -0.12), (x + 60, y + 38, -0.16), (x, y, -0.12)])
    return [
        *pen.shape(left, hat.colour, depth=8),
        *pen.shape(right, hat.colour, depth=8),
        *pen.shape(ink.ellipse(x, y, 16, 18), hat.colour, depth=5),
    ]


def _clip(pen: Pen, hat: Garment, turn: float, back: bool) -> list[Item]:
    x, y = -92 + 10 * turn, -70
    return pen.shape(
        ink.smooth([(x - 24, y + 8), (x - 8, y - 14), (x + 22, y - 12), (x + 20, y + 12), (x - 6, y + 20)]),
        hat.colour,
        depth=5,
        width=8,
    )


HATS: dict[str, Callable[[Pen, Garment, float, bool], list[Item]]] = {
    "hat": _brimmed([(-112, -92), (-104, -178), (-58, -212), (-10, -198)], (196, 34)), "bowler": _brimmed([(-112, -92),
    (-112, -170), (-62, -216)], (158, 26)), "top hat": _brimmed([(-104, -92), (-110, -200), (-116, -280), (-60, -290)],
    (168, 30), band="#a8324a"), "straw hat": _brimmed([(-112, -92), (-108, -160), (-62, -200)], (222, 42),
    band="#c2503f"), "cap": _cap, "beanie": _beanie, "beret": _beret, "crown": _crown, "witch hat": _witch,
    "chef's hat": _chef, "pirate hat": _pirate, "helmet": _helmet, "hood": _hood, "headscarf": _hood, "turban": _turban,
    "headband": _headband, "bow": _bow, "clip": _clip,
}  # fmt: skip
