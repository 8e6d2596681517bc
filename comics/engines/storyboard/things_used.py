"""Keys, swords, tools, food, toys: things that people use, drawn around the grip at the origin."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Item, Path
from comics.engines.storyboard.pen import Pen
from comics.engines.storyboard.things_made import BRASS, STEEL, WOOD, box, flame, glow, rod, turned


def key(pen: Pen) -> list[Item]:
    """Draws a key."""
    shaft = f"{box(-7, -84, 14, 92)} {box(0, -84, 30, 13)} {box(0, -60, 22, 12)}"
    ring = f"{ink.ellipse(0, 28, 27, 27)} {ink.ellipse(0, 28, 12, 12)}"
    return [
        *pen.shape(shaft, BRASS, depth=4, width=8),
        Path(ring, fill=pen.base(BRASS), stroke=pen.ink, width=7, even_odd=True),
    ]


def sword(pen: Pen) -> list[Item]:
    """Draws a sword."""
    blade = ink.polygon([(-15, -30), (-13, -250), (0, -286), (13, -250), (15, -30)])
    items = [*pen.shape(blade, STEEL, depth=8), pen.stroke([(0, -40), (1, -150), (0, -250)], pen.shade(STEEL), 6)]
    items += pen.shape(ink.capsule((0, -20), (0, 40), 10, 10), "#6b4630", depth=3, width=8) + pen.shape(
        ink.capsule((-46, -28), (46, -28), 11, 11), BRASS, depth=4, width=8
    )
    return turned([*items, *pen.shape(ink.ellipse(0, 48, 14, 14), BRASS, depth=4, width=7)], 0.5)


def staff(pen: Pen) -> list[Item]:
    """Draws a staff."""
    return [*rod(pen, -330, 330, WOOD, 9), *pen.shape(ink.ellipse(0, -342, 24, 26), "#6fc3d8", depth=7, width=8)]


def cane(pen: Pen) -> list[Item]:
    """Draws a cane."""
    hook = Path(
        ink.brush(ink.arc((0, 4), (-50, 12), -24), 17, profile=lambda _: 1.0), fill=pen.base(WOOD), stroke=pen.ink, width=6
    )
    return [*rod(pen, 0, 330, WOOD, 8), hook]


def wand(pen: Pen) -> list[Item]:
    """Draws a wand."""
    spark = ink.bows([(0, -128, 0.0), (9, -105, -0.1), (32, -96, -0.1), (9, -87, -0.1), (0, -64, -0.1), (-9, -87, -0.1),
        (-32, -96, -0.1), (-9, -105, -0.1), (0, -128, -0.1)])  # fmt: skip
    return turned(
        [
            *pen.shape(ink.capsule((0, -86), (0, 36), 6, 8), WOOD, depth=3, width=7),
            *pen.shape(spark, "#fff0a8", depth=0, width=6),
        ],
        0.3,
    )


def broom(pen: Pen) -> list[Item]:
    """Draws a broom."""
    straw = ink.smooth([(-24, 200), (24, 200), (56, 318), (0, 332), (-56, 318)], tension=0.6)
    lines = [pen.stroke([(x * 0.4, 212), (x, 316)], pen.line("#e3bb5c"), 5) for x in (-34, -10, 14, 36)]
    return [*rod(pen, -250, 210, WOOD, 8), *pen.shape(straw, "#e3bb5c", depth=10, inside=lines)]


def hammer(pen: Pen) -> list[Item]:
    """Draws a hammer."""
    return turned([*rod(pen, -110, 40, WOOD, 9), *pen.shape(box(-48, -146, 96, 48, 8), STEEL, depth=8)], 0.2)


def spoon(pen: Pen) -> list[Item]:
    """Draws a spoon."""
    return turned([*rod(pen, -90, 40, WOOD, 7), *pen.shape(ink.ellipse(0, -112, 22, 30), WOOD, depth=6, width=8)], 0.3)


def microphone(pen: Pen) -> list[Item]:
    """Draws a microphone."""
    return turned(
        [
            *pen.shape(ink.capsule((0, -40), (0, 40), 14, 9), "#3f3f50", depth=4, width=8),
            *pen.shape(ink.ellipse(0, -62, 25, 27), STEEL, depth=7),
        ],
        0.3,
    )


def apple(pen: Pen) -> list[Item]:
    """Draws an apple."""
    d = ink.smooth([(0, -62), (-28, -72), (-44, -40), (-28, 0), (0, 4), (28, 0), (44, -40), (28, -72)])
    return [*pen.shape(d, "#d9403a", depth=9, rim=4), pen.stroke([(0, -62), (4, -78), (12, -90)], pen.ink, 8)]


def bread(pen: Pen) -> list[Item]:
    """Draws a bread."""
    d = ink.capsule((-60, -20), (70, -52), 28, 26)
    return [
        *pen.shape(d, "#d99a4e", depth=9),
        *(pen.stroke([(x - 8, -12 - x * 0.25), (x + 12, -52 - x * 0.25)], "#f6d9a0", 8) for x in (-40, 0, 40)),
    ]


def cake(pen: Pen) -> list[Item]:
    """Draws a cake."""
    icing = Path(ink.bows([(-60, -60, 0), (60, -60, 0), (60, -30, 0), (36, -30, -0.4), (12, -30, -0.4), (-12, -30, -0.4),
        (-36, -30, -0.4), (-60, -30, -0.4)]), fill=pen.base("#fbe7ee"))  # fmt: skip
    return [
        *pen.shape(box(-56, -58, 112, 66, 8), "#c98a5a", depth=8, inside=[icing]),
        *pen.shape(box(-5, -92, 10, 34, 3), "#7fb3d9", depth=0, width=6),
        *flame(pen, -92, 0.3),
    ]


def cone(pen: Pen) -> list[Item]:
    """Draws an ice cream cone."""
    return [
        *pen.shape(ink.polygon([(-26, -30), (26, -30), (0, 44)]), "#e0ac62", depth=6),
        *pen.shape(ink.ellipse(0, -48, 34, 32), "#f7b9cc", depth=8, rim=4),
    ]


def ball(pen: Pen) -> list[Item]:
    """Draws a ball."""
    stripe = Path(ink.smooth([(-60, -50), (0, -30), (60, -50), (60, -24), (0, -4), (-60, -24)]), fill=pen.base("#fbf4ea"))
    return pen.shape(ink.ellipse(0, -34, 46, 46), "#e0483c", depth=10, rim=5, inside=[stripe])


def orb(pen: Pen) -> list[Item]:
    """Draws an orb."""
    return [
        *glow(0, -40, 96),
        *pen.shape(ink.ellipse(0, -40, 38, 38), "#a9d8f4", depth=9, rim=5),
        Path(ink.ellipse(-12, -54, 8, 10), fill="#ffffff"),
    ]


def gem(pen: Pen) -> list[Item]:
    """Draws a cut gem."""
    d = ink.polygon([(-40, -58), (-20, -86), (20, -86), (40, -58), (0, -4)])
    lines = [
        pen.stroke(points, "#ffffff", 5, alpha=0.8)
        for points in ([(-40, -58), (0, -56), (40, -58)], [(-14, -58), (-4, -30), (0, -6)], [(14, -58), (4, -30), (0, -6)])
    ]
    return [*glow(0, -48, 90), *pen.shape(d, "#58c6dc", depth=8, inside=lines)]


def coin(pen: Pen) -> list[Item]:
    """Draws a coin."""
    return [
        *pen.shape(ink.ellipse(0, -34, 28, 28), BRASS, depth=6),
        Path(ink.ellipse(0, -34, 17, 17), stroke=pen.line(BRASS), width=4),
    ]


def lens(pen: Pen) -> list[Item]:
    """Draws a magnifying glass."""
    items = pen.shape(ink.capsule((0, 46), (0, -20), 9, 8), WOOD, depth=3, width=8) + pen.shape(
        ink.ellipse(0, -66, 48, 48), BRASS, depth=0
    )
    items += [
        Path(ink.ellipse(0, -66, 37, 37), fill="#d3ecf6"),
        Path(ink.ellipse(0, -66, 37, 37), stroke=pen.ink, width=5),
        pen.stroke([(-20, -56), (-12, -82), (8, -94)], "#ffffff", 8),
    ]
    return turned(items, 0.4)


def telescope(pen: Pen) -> list[Item]:
    """Draws a telescope."""
    parts = [
        pen.shape(box(x, -h / 2 - 10, w, h, 4), tone, depth=5, width=8)
        for x, w, h, tone in ((-70, 52, 28, "#6b4630"), (-20, 58, 36, BRASS), (36, 64, 46, "#6b4630"))
    ]
    return turned([*parts[0], *parts[1], *parts[2]], -0.2)


def shield(pen: Pen) -> list[Item]:
    """Draws a shield."""
    d = ink.smooth([(0, -118), (74, -96), (72, -10), (40, 52), (0, 84), (-40, 52), (-72, -10), (-74, -96)], tension=0.7)
    cross = f"{box(-11, -130, 22, 230)} {box(-90, -40, 180, 22)}"
    return pen.shape(d, "#3f6fc4", depth=14, rim=6, inside=[Path(cross, fill=pen.base("#f2c240"))])


def flag(pen: Pen) -> list[Item]:
    """Draws a flag."""
    cloth = ink.smooth(
        [(4, -300), (60, -316), (110, -290), (168, -304), (168, -206), (110, -194), (60, -216), (4, -200)], tension=0.8
    )
    return [*rod(pen, -316, 90, WOOD, 7), *pen.shape(cloth, "#d9403a", depth=12)]


def parcel(pen: Pen) -> list[Item]:
    """Draws a parcel."""
    string: list[Item] = [
        pen.stroke([(0, -80), (2, -30), (0, 24)], pen.line("#cfa06a"), 8),
        pen.stroke([(-66, -28), (0, -26), (66, -28)], pen.line("#cfa06a"), 8),
    ]
    return pen.shape(box(-62, -76, 124, 96, 6), "#cfa06a", depth=10, inside=string)


def gift(pen: Pen) -> list[Item]:
    """Draws a gift."""
    ribbon: list[Item] = [Path(f"{box(-10, -90, 20, 120)} {box(-70, -44, 140, 18)}", fill=pen.base("#f6d25a"))]
    bow = ink.bows(
        [(0, -76, 0), (-44, -106, 0.14), (-40, -66, 0.2), (0, -76, 0.14), (40, -66, 0.14), (44, -106, 0.2), (0, -76, 0.14)]
    )
    return [
        *pen.shape(box(-56, -72, 112, 92, 6), "#d9536f", depth=10, inside=ribbon),
        *pen.shape(bow, "#f6d25a", depth=5, width=8),
    ]


def teddy(pen: Pen) -> list[Item]:
    """Draws a teddy."""
    fur = "#b98048"
    limbs = " ".join(ink.ellipse(x, y, 17, 17) for x, y in ((-34, 4), (34, 4), (-22, 42), (22, 42)))
    ears = " ".join(ink.ellipse(x, -92, 15, 15) for x in (-30, 30))
    items = [
        *pen.shape(limbs, fur, depth=4),
        *pen.shape(ink.ellipse(0, 10, 36, 40), fur, depth=7),
        *pen.shape(ears, fur, depth=3),
        *pen.shape(ink.ellipse(0, -58, 42, 38), fur, depth=8),
    ]
    return [
        *items,
        Path(ink.ellipse(0, -46, 18, 14), fill=pen.base("#f0d8ae")),
        *(Path(ink.ellipse(x, -64, 5, 6), fill=pen.ink) for x in (-15, 15)),
        Path(ink.ellipse(0, -51, 7, 5), fill=pen.ink),
    ]


def guitar(pen: Pen) -> list[Item]:
    """Draws a guitar."""
    body = f"{ink.ellipse(0, 30, 66, 58)} {ink.ellipse(0, -44, 48, 44)}"
    items = [
        *pen.shape(box(-9, -220, 18, 170, 3), "#6b4630", depth=3, width=8),
        *pen.shape(body, "#c8803e", depth=12),
        Path(ink.ellipse(0, -12, 19, 19), fill=pen.ink),
    ]
    return turned([*items, *(pen.stroke([(x, -216), (x, -60), (x, 56)], "#fbf4ea", 3) for x in (-4, 4))], 0.9)


def fish(pen: Pen) -> list[Item]:
    """Draws a fish."""
    d = ink.bows(
        [(-64, -20, 0), (40, -22, 0.22), (84, -52, 0.05), (76, -18, -0.1), (84, 16, -0.1), (40, -18, 0.05), (-64, -20, 0.22)]
    )
    return [*pen.shape(d, "#7fb6cc", depth=8), Path(ink.ellipse(-38, -26, 6, 6), fill=pen.ink)]


def feather(pen: Pen) -> list[Item]:
    """Draws a feather."""
    d = ink.bows([(0, 20, 0), (-34, -70, 0.16), (10, -150, 0.12), (30, -60, 0.16), (0, 20, 0.12)])
    return turned(
        [*pen.shape(d, "#f4efe4", depth=6, width=8), pen.stroke([(0, 40), (0, -50), (8, -136)], pen.line("#f4efe4"), 5)], 0.3
    )


def star(pen: Pen) -> list[Item]:
    """Draws a star."""
    tips = [(0, -112), (18, -68), (64, -64), (28, -34), (40, 12), (0, -14), (-40, 12), (-28, -34), (-64, -64), (-18, -68)]
    return [*glow(0, -50, 110), *pen.shape(ink.smooth(tips, tension=0.2), "#f9d24a", depth=8, rim=4)]


def heart(pen: Pen) -> list[Item]:
    """Draws a heart."""
    return pen.shape(
        ink.bows([(0, 0, 0), (-52, -58, 0.16), (0, -70, 0.42), (52, -58, 0.42), (0, 0, 0.16)]), "#e2557a", depth=9, rim=5
    )


_all__ = ["Affine", "Held", "draw", "find", "named"]
