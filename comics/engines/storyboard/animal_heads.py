"""Heads of animals on four legs, around the middle of the skull, looking right."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Item, Path
from comics.engines.storyboard.fauna import Beast
from comics.engines.storyboard.pen import Pen


def animal_head(pen: Pen, beast: Beast, *, asleep: bool) -> list[Item]:
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
