"""Umbrellas, papers, lights, cups, bags: things that people carry, drawn around the grip at the origin."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Item, Path
from comics.engines.storyboard.pen import Pen
from comics.engines.storyboard.things_made import BRASS, PAPER, STEEL, WOOD, box, flame, glow, rod, turned


def umbrella(pen: Pen) -> list[Item]:
    """Draws an umbrella."""
    red = "#e0483c"
    items = rod(pen, -420, 66, WOOD, 6)
    items.append(
        Path(
            ink.brush(ink.arc((0, 66), (30, 62), -16), 15, profile=lambda _: 1.0), fill=pen.base(WOOD), stroke=pen.ink, width=5
        )
    )
    hem = [(-250, -268), (-150, -296), (-50, -306), (50, -306), (150, -296), (250, -268)]
    under = ink.bows([(-250, -268, 0.0), (0, -380, 0.1), (250, -268, 0.1), (0, -296, 0.05)])
    canopy = ink.bows(
        [
            (-250, -268, 0.0),
            (-150, -408, 0.12),
            (0, -462, 0.06),
            (150, -408, 0.06),
            (250, -268, 0.12),
            *((x, y, 0.16) for x, y in reversed(hem[:-1])),
        ]
    )
    ribs = [
        pen.stroke(ink.arc((0, -460), (x, y), bend), pen.line(red), 6)
        for (x, y), bend in zip(hem[1:-1], (-26, -8, 8, 26), strict=True)
    ]
    shine = Path(
        ink.smooth([(pen.sun * 60, -430), (pen.sun * 128, -396), (pen.sun * 170, -340), (pen.sun * 112, -386)]),
        fill=pen.glow(red),
        fill_alpha=0.7,
    )
    items = [*pen.shape(under, pen.shade(red), depth=0), *items]
    items += pen.shape(canopy, red, depth=30, rim=7, inside=[*ribs, shine])
    items += pen.shape(ink.ellipse(0, -470, 9, 15), BRASS, depth=0, width=7)
    return turned(items, -0.16)


def balloon(pen: Pen) -> list[Item]:
    """Draws a balloon on a string."""
    d = ink.smooth([(0, -300), (-56, -340), (-76, -404), (-50, -462), (0, -480), (50, -462), (76, -404), (56, -340)])
    items: list[Item] = [pen.stroke([(0, 20), (8, -80), (-8, -190), (0, -296)], pen.ink, 6)]
    items += pen.shape(ink.polygon([(-12, -286), (12, -286), (0, -306)]), "#e2557a", depth=0, width=7)
    shine = Path(ink.ellipse(pen.sun * 30, -436, 13, 24, turn=0.5 * pen.sun), fill="#ffffff", fill_alpha=0.75)
    return items + pen.shape(d, "#e2557a", depth=20, rim=5, inside=[shine])


def map(pen: Pen) -> list[Item]:
    """Draws a map."""
    left = [(-84, -66), (-30, -84), (-26, 36), (-80, 56)]
    middle = [(-30, -84), (30, -62), (34, 58), (-26, 36)]
    right = [(30, -62), (86, -80), (90, 40), (34, 58)]
    items: list[Item] = []
    for d, tone in ((left, PAPER), (right, PAPER), (middle, ink.mix(PAPER, "#d9b77a", 0.35))):
        items += pen.shape(ink.polygon(d), tone, depth=0, width=8)
    river = [(-80, -20), (-50, -34), (-26, -10), (6, -26), (30, 4), (60, -14), (88, 0)]
    items.append(Path(ink.brush(river, 8, profile=lambda _: 1.0), fill=pen.base("#5fa8c8")))
    items.append(
        Path(
            ink.brush([(-66, 30), (-44, 12), (-20, 16), (4, 30), (34, 18)], 5, profile=lambda _: 1.0), fill=pen.base("#a8703a")
        )
    )
    items += [pen.stroke([(50, -54), (66, -40)], "#c8342c", 8), pen.stroke([(66, -54), (50, -40)], "#c8342c", 8)]
    return turned(items, -0.08)


def book(pen: Pen) -> list[Item]:
    """Draws a book."""
    cover = pen.shape(ink.polygon([(-70, -66), (0, -50), (70, -66), (72, 34), (0, 50), (-72, 34)]), "#8c3b4a", depth=6)
    pages = [pen.shape(ink.smooth([(0, -56), (way * 34, -74), (way * 64, -68), (way * 64, 22), (way * 34, 18), (0, 38)],
        tension=0.5), "#fbf4e2", depth=0, width=6) for way in (-1, 1)]  # fmt: skip
    lines = [
        pen.stroke([(way * 14, y), (way * 34, y - 6), (way * 54, y - 4)], pen.line("#fbf4e2"), 3.5)
        for way in (-1, 1)
        for y in (-40, -22, -4)
    ]
    return [*cover, *pages[0], *pages[1], *lines]


def letter(pen: Pen) -> list[Item]:
    """Draws a letter."""
    items = pen.shape(box(-52, -48, 104, 68, 5), "#fbf4e2", depth=5, width=8)
    items.append(pen.stroke([(-50, -44), (0, -8), (50, -44)], pen.line("#fbf4e2"), 5))
    return turned([*items, *pen.shape(ink.ellipse(0, -8, 11, 11), "#c8342c", depth=3, width=5)], -0.12)


def scroll(pen: Pen) -> list[Item]:
    """Draws a scroll."""
    items = pen.shape(box(-40, -70, 80, 110), PAPER, depth=6, width=8)
    items += [pen.stroke([(-26, y), (0, y - 3), (26, y)], pen.line(PAPER), 4) for y in (-40, -20, 0)]
    for y in (-76, 42):
        items += pen.shape(ink.capsule((-46, y), (46, y), 12, 12), PAPER, depth=4, width=8)
    return items


def lantern(pen: Pen) -> list[Item]:
    """Draws a lantern."""
    items = glow(0, 74, 130)
    items.append(Path(ink.brush(ink.arc((-30, 36), (30, 36), 22), 7, profile=lambda _: 1.0), fill=pen.ink))
    items += pen.shape(box(-34, 40, 68, 76, 12), "#ffdf8e", depth=0, width=8)
    items += [
        Path(ink.ellipse(0, 82, 22, 28), fill="#fff6d8"),
        Path(ink.smooth([(0, 58), (9, 82), (0, 96), (-9, 82)]), fill="#f79a3a"),
    ]
    items += [pen.stroke([(x, 42), (x, 80), (x, 114)], pen.ink, 6) for x in (-17, 17)]
    return (
        items
        + pen.shape(ink.polygon([(-42, 42), (-22, 18), (22, 18), (42, 42)]), "#5d5364", depth=4, width=8)
        + pen.shape(box(-40, 112, 80, 16, 6), "#5d5364", depth=3, width=8)
    )


def candle(pen: Pen) -> list[Item]:
    """Draws a candle."""
    return [
        *pen.shape(box(-15, -60, 30, 66, 6), "#fbf4e2", depth=4, width=8),
        *flame(pen, -64, 0.5),
        *pen.shape(ink.ellipse(0, 10, 40, 11), BRASS, depth=3, width=8),
    ]


def torch(pen: Pen) -> list[Item]:
    """Draws a torch."""
    return [
        *pen.shape(ink.capsule((0, -86), (0, 70), 15, 9), WOOD, depth=4, width=8),
        *pen.shape(box(-19, -104, 38, 32, 8), "#5d4a3e", depth=4, width=8),
        *flame(pen, -100, 1.0),
    ]


def flashlight(pen: Pen) -> list[Item]:
    """Draws a flashlight."""
    beam = ink.polygon([(78, -16), (330, -96), (330, 104), (78, 20)])
    items: list[Item] = [Path(beam, fill="#fff1b8", fill_alpha=0.35)]
    return [
        *items,
        *pen.shape(box(-34, -13, 90, 28, 8), "#5b6274", depth=5, width=8),
        *pen.shape(ink.polygon([(50, -16), (80, -26), (80, 30), (50, 18)]), "#f2c240", depth=4, width=8),
    ]


def phone(pen: Pen) -> list[Item]:
    """Draws a phone."""
    return turned(
        [*pen.shape(box(-25, -72, 50, 94, 9), "#3a3a4c", depth=4, width=8), Path(box(-18, -62, 36, 72, 4), fill="#a9dcf4")],
        0.14,
    )


def camera(pen: Pen) -> list[Item]:
    """Draws a camera."""
    items = pen.shape(box(-24, -62, 44, 24, 6), "#4a4a5a", depth=3, width=8) + pen.shape(
        box(-58, -44, 116, 74, 10), "#4a4a5a", depth=7
    )
    return (items + pen.shape(ink.ellipse(4, -6, 29, 29), STEEL, depth=5, width=8) + pen.shape(ink.ellipse(4, -6, 16, 16),
        "#6fb0d8", depth=4, width=6) + [Path(ink.ellipse(10, -12, 4, 4), fill="#ffffff")])  # fmt: skip


def cup(pen: Pen) -> list[Item]:
    """Draws a cup."""
    handle = Path(ink.ellipse(38, -30, 17, 18), stroke=pen.ink, width=15)
    inner = Path(ink.ellipse(38, -30, 17, 18), stroke=pen.base("#f6efe4"), width=6)
    steam = [pen.stroke([(x, -76), (x + 8, -92), (x - 4, -110), (x + 4, -126)], "#ffffff", 7, alpha=0.7) for x in (-12, 12)]
    body = pen.shape(
        ink.smooth([(-36, -64), (-32, -8), (-18, 8), (18, 8), (32, -8), (36, -64)], tension=0.6), "#f6efe4", depth=8
    )
    return [handle, inner, *body, *pen.shape(ink.ellipse(0, -64, 36, 9), "#8a5a3a", depth=0, width=6), *steam]


def potion(pen: Pen) -> list[Item]:
    """Draws a potion in a round bottle."""
    glass = ink.smooth([(-13, -96), (-13, -60), (-42, -22), (-30, 16), (30, 16), (42, -22), (13, -60), (13, -96)])
    drink = Path(ink.smooth([(-50, -24), (0, -18), (50, -24), (44, 24), (-44, 24)]), fill=pen.base("#7bd08a"))
    return [
        *pen.shape(glass, "#dcecf4", depth=6, inside=[drink]),
        *pen.shape(box(-15, -114, 30, 22, 5), WOOD, depth=3, width=7),
    ]


def flower(pen: Pen) -> list[Item]:
    """Draws a flower."""
    items: list[Item] = [pen.stroke([(0, 44), (4, 0), (-2, -50), (0, -84)], ink.mix("#3f8a4a", pen.ink, 0.2), 12)]
    items += pen.shape(ink.bows([(2, -14, 0.0), (46, -44, 0.2), (2, -14, 0.2)]), "#4d9a54", depth=0, width=6)
    ring = ((0, -124), (31, -101), (19, -64), (-19, -64), (-31, -101))
    items += pen.shape(" ".join(ink.ellipse(x, y, 23, 23) for x, y in ring), "#f07aa0", depth=6)
    return items + pen.shape(ink.ellipse(0, -92, 17, 17), "#f7c93a", depth=4, width=6)


def bag(pen: Pen) -> list[Item]:
    """Draws a shopping bag."""
    handles = Path(ink.brush(ink.arc((-34, 52), (34, 52), 30), 9, profile=lambda _: 1.0), fill=pen.ink)
    return [handles, *pen.shape(ink.smooth([(-52, 48), (52, 48), (62, 140), (50, 152), (-50, 152), (-62, 140)], tension=0.5),
        "#b9703f", depth=10), pen.stroke([(-50, 74), (0, 82), (50, 74)], pen.line("#b9703f"), 6)]  # fmt: skip


def case(pen: Pen) -> list[Item]:
    """Draws a suitcase."""
    handle = Path(box(-24, 20, 48, 30, 8), stroke=pen.ink, width=9)
    return [handle, *pen.shape(box(-76, 44, 152, 100, 12), "#7a4f34", depth=10), pen.stroke([(-74, 78), (0, 80), (74, 78)],
        pen.line("#7a4f34"), 6), *pen.shape(box(-13, 70, 26, 20, 4), BRASS, depth=3, width=6)]  # fmt: skip


def basket(pen: Pen) -> list[Item]:
    """Draws a basket."""
    handle = Path(
        ink.brush(ink.arc((-54, 78), (54, 78), 50), 11, profile=lambda _: 1.0), fill=pen.base(WOOD), stroke=pen.ink, width=5
    )
    body = ink.smooth([(-66, 74), (66, 74), (52, 138), (-52, 138)], tension=0.5)
    weave: list[Item] = [pen.stroke([(-66, y), (0, y + 4), (66, y)], pen.line("#d09a54"), 5) for y in (92, 110, 126)]
    return [handle, *pen.shape(body, "#d09a54", depth=10, inside=weave)]
