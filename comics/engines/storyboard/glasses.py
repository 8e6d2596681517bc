"""Glasses, masks and earrings, in the head's own coordinates (see `face`)."""

from __future__ import annotations

from collections.abc import Callable

from comics.drawing import ink
from comics.drawing.displaylist import Item, Path
from comics.engines.storyboard.face import Set, eye_place
from comics.engines.storyboard.look_model import Garment
from comics.engines.storyboard.pen import Pen


def earrings(pen: Pen, ears: Garment, turn: float) -> list[Item]:
    """Earrings under the ears that show."""
    xs = (-142 + 12 * turn,) if turn > 0.5 else (-142.0, 142.0)
    items: list[Item] = []
    for x in xs:
        items += pen.shape(ink.ellipse(x, 80, 10, 12), ears.colour, depth=4, width=6)
    return items


def _frames(pen: Pen, turn: float, spots: Set, *, wide: float, high: float) -> list[tuple[float, float, float, float]]:
    out = []
    for way in (-1.0, 1.0):
        x, narrow = eye_place(spots, way, turn)
        out.append((x, spots.eye_y + 2, wide * narrow, high))
    return out


def _spectacles(pen: Pen, glasses: Garment, turn: float, spots: Set) -> list[Item]:
    items: list[Item] = []
    rings = _frames(pen, turn, spots, wide=spots.eye_w + 18, high=spots.eye_h + 9)
    for x, y, w, h in rings:
        items.append(Path(ink.ellipse(x, y, w, h), fill="#ffffff", fill_alpha=0.16, stroke=pen.ink, width=10))
        items.append(Path(ink.ellipse(x, y, w, h), stroke=pen.base(glasses.colour), width=4.5))
        items.append(
            pen.stroke(
                [(x + w * 0.2, y - h * 0.72), (x + w * 0.52, y - h * 0.5), (x + w * 0.7, y - h * 0.16)], "#ffffff", 5, alpha=0.8
            )
        )
    (ax, ay, aw, _), (bx, _, bw, _) = rings
    items.append(pen.stroke(ink.arc((ax + aw, ay), (bx - bw, ay), 5), pen.ink, 8))
    items.append(pen.stroke([(ax - aw, ay - 4), (-118, ay - 6), (-132, ay)], pen.ink, 8))
    return items


def _sunglasses(pen: Pen, glasses: Garment, turn: float, spots: Set) -> list[Item]:
    items: list[Item] = []
    rings = _frames(pen, turn, spots, wide=spots.eye_w + 20, high=spots.eye_h + 4)
    for x, y, w, h in rings:
        d = ink.smooth(
            [
                (x - w, y - h * 0.6),
                (x, y - h * 0.72),
                (x + w, y - h * 0.6),
                (x + w * 0.8, y + h * 0.5),
                (x, y + h * 0.8),
                (x - w * 0.8, y + h * 0.5),
            ]
        )
        items += pen.shape(
            d,
            glasses.colour,
            depth=8,
            width=9,
            inside=[
                pen.stroke(
                    [(x - w * 0.4, y + h * 0.4), (x + w * 0.1, y - h * 0.3), (x + w * 0.3, y - h * 0.6)],
                    "#ffffff",
                    9,
                    alpha=0.35,
                )
            ],
        )
    (ax, ay, aw, _), (bx, _, bw, _) = rings
    items.append(pen.stroke([(ax + aw - 4, ay - 12), ((ax + bx) / 2, ay - 16), (bx - bw + 4, ay - 12)], pen.ink, 9))
    items.append(pen.stroke([(ax - aw, ay - 14), (-118, ay - 12), (-132, ay - 4)], pen.ink, 8))
    return items


def _goggles(pen: Pen, glasses: Garment, turn: float, spots: Set) -> list[Item]:
    """Pushed up on the forehead, so that the eyes stay free to act."""
    strap = ink.smooth([(-146, -92), (0, -112), (144, -92), (146, -66), (0, -84), (-148, -66)], tension=0.7)
    items = pen.shape(strap, glasses.colour, depth=6, width=8)
    for way in (-1, 1):
        x = way * 48 + 20 * turn
        items += pen.shape(ink.ellipse(x, -94, 42, 34), glasses.colour, depth=8, width=9)
        items += pen.shape(ink.ellipse(x, -94, 28, 22), "#9fd4ea", depth=8, width=6)
        items.append(pen.stroke([(x - 12, -86), (x, -98), (x + 8, -108)], "#ffffff", 6, alpha=0.8))
    return items


def _monocle(pen: Pen, glasses: Garment, turn: float, spots: Set) -> list[Item]:
    x, narrow = eye_place(spots, 1.0, turn)
    w, h = (spots.eye_w + 14) * narrow, spots.eye_h + 8
    ring = ink.ellipse(x, spots.eye_y + 2, w, h)
    return [Path(ring, fill="#ffffff", fill_alpha=0.16, stroke=pen.ink, width=10),
        Path(ring, stroke=pen.base(glasses.colour), width=5), pen.stroke([(x + w, spots.eye_y + 10),
        (x + w + 6, spots.eye_y + 60), (x + w - 6, spots.eye_y + 110)], pen.line(glasses.colour), 5)]  # fmt: skip


def _eyepatch(pen: Pen, glasses: Garment, turn: float, spots: Set) -> list[Item]:
    x, _ = eye_place(spots, -1.0, turn)
    y = spots.eye_y
    band = [pen.stroke([(-128, y - 30), (x, y - 34), (60, y - 78), (124, y - 110)], pen.ink, 10)]
    return band + pen.shape(
        ink.smooth([(x - 36, y - 34), (x, y - 42), (x + 36, y - 34), (x + 30, y + 24), (x, y + 44), (x - 30, y + 24)]),
        glasses.colour,
        depth=8,
        width=8,
    )


def _mask(pen: Pen, glasses: Garment, turn: float, spots: Set) -> list[Item]:
    """A domino mask: drawn as a band with the eyes left free."""
    parts = []
    for way in (-1.0, 1.0):
        x, narrow = eye_place(spots, way, turn)
        w, h = (spots.eye_w + 26) * narrow, spots.eye_h + 14
        y = spots.eye_y
        outer = ink.smooth(
            [
                (x - w, y - h * 0.4),
                (x, y - h),
                (x + w, y - h * 0.4),
                (x + w * 0.9, y + h * 0.5),
                (x, y + h),
                (x - w * 0.9, y + h * 0.5),
            ]
        )
        hole = ink.ellipse(x, y + 1, spots.eye_w * narrow + 4, spots.eye_h + 2)
        parts.append(f"{outer} {hole}")
    return [Path(part, fill=pen.base(glasses.colour), even_odd=True) for part in parts]


GLASSES: dict[str, Callable[[Pen, Garment, float, Set], list[Item]]] = {
    "glasses": _spectacles,
    "sunglasses": _sunglasses,
    "goggles": _goggles,
    "monocle": _monocle,
    "eyepatch": _eyepatch,
    "mask": _mask,
}
