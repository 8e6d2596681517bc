"""Birds that are no cast, standing or flying, facing right."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Point
from comics.engines.storyboard.fauna import Drawn
from comics.engines.storyboard.pen import Pen, placed


def draw_bird(pen: Pen, colours: tuple[str, str, str, float], *, flying: bool, kind: str) -> Drawn:
    """A bird of these colours and size (a row of `fauna.BIRDS`), standing or in flight."""
    body, wing, beak, s = colours
    lift = -260.0 if flying else 0.0
    items: list[Item] = []
    if not flying:
        tone = ink.mix(beak, pen.ink, 0.2)
        for x in (-6, 12):
            foot = f"{ink.capsule((x, -36), (x + 2, -6), 4, 4)} {ink.capsule((x - 8, -5), (x + 18, -5), 4, 4)}"
            items += pen.shape(foot, tone, depth=0, width=7)
    else:
        items += pen.shape(
            ink.bows([(4, -70, 0), (-10, -190, -0.1), (-64, -220, -0.1), (-60, -150, -0.1), (-46, -70, -0.05)]),
            pen.shade(wing),
            depth=0,
        )
    tail = ink.smooth(
        [(-36, -62), (-104, -54 if not flying else -72), (-108, -34 if not flying else -54), (-40, -40)], tension=0.6
    )
    items += pen.shape(tail, wing, depth=5, width=8)
    shape = ink.smooth([(46, -100), (54, -66), (26, -34), (-24, -32), (-56, -56), (-20, -84), (10, -110)])
    belly: list[Item] = [Path(ink.ellipse(34, -44, 34, 34), fill=pen.base(ink.mix(body, "#ffffff", 0.6)))]
    items += pen.shape(shape, body, depth=10, rim=4, inside=belly)
    head: list[Item] = pen.shape(ink.bows([(44, -124, 0), (88, -108, 0.08), (44, -96, 0.08)]), beak, depth=0, width=8)
    if kind in ("chicken",):
        head += pen.shape(ink.bows([(0, -142, 0), (6, -166, 0.2), (20, -152, 0.1), (32, -164, 0.1), (36, -138, 0.2)]),
            "#d9403a", depth=0, width=7)  # fmt: skip
    head += pen.shape(ink.ellipse(24, -116, 32, 31), body, depth=8, rim=4)
    eye = 13 if kind == "owl" else 8
    head += [
        Path(ink.ellipse(32, -120, eye, eye + 1), fill="#fff6d8", stroke=pen.ink, width=3.5),
        Path(ink.ellipse(34, -119, eye * 0.55, eye * 0.65), fill=pen.ink),
        Path(ink.ellipse(36, -122, 2.4, 2.6), fill="#ffffff"),
    ]
    if flying:
        head += pen.shape(ink.bows([(16, -74, 0), (-30, -196, -0.12), (-104, -226, -0.06), (-98, -170, -0.16),
            (-84, -120, -0.16), (-40, -60, -0.16)]), wing, depth=9)  # fmt: skip
    else:
        head += pen.shape(ink.smooth([(16, -82), (-16, -86), (-70, -52), (-30, -44), (10, -52)]), wing, depth=7, width=8)
    frame = placed(0, lift, scale=s)
    face = frame.point(Point(24, -116))
    whole: list[Item] = [Group((*items, *head), transform=frame)]
    return Drawn(whole, [Group(tuple(head[:8]), transform=frame)], face, 56 * s, frame.point(Point(70, -108)))
