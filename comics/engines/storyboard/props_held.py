"""Things in the hand, each drawn around the grip at the origin, upright, in adult units."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Affine, Box, Point
from comics.engines.storyboard.pen import Pen, placed

# How high the hem of an umbrella hangs above the hand.
UMBRELLA_RISE = 268.0
BRASS, STEEL, WOOD, PAPER = "#e0b04a", "#c3ccd8", "#9a6a3e", "#f6e7c4"


@dataclass(frozen=True, slots=True)
class Held:
    """A thing and the way it is held (a key of `poses.CARRY`); `colour` is what the words call it, empty for its usual one."""

    kind: str
    grip: str
    colour: str = ""


# Words of a thing (singular): the thing that is drawn and how it is held.
THINGS: dict[str, tuple[str, str]] = {
    "umbrella": ("umbrella", "aloft"), "parasol": ("umbrella", "aloft"), "balloon": ("balloon", "aloft"),
    "kite": ("balloon", "aloft"), "map": ("map", "forward"), "chart": ("map", "forward"), "book": ("book", "forward"),
    "notebook": ("book", "forward"), "diary": ("book", "forward"), "journal": ("book", "forward"),
    "tome": ("book", "forward"), "newspaper": ("map", "forward"), "letter": ("letter", "forward"),
    "envelope": ("letter", "forward"), "note": ("letter", "forward"), "photo": ("letter", "forward"),
    "photograph": ("letter", "forward"), "ticket": ("letter", "forward"), "paper": ("letter", "forward"),
    "scroll": ("scroll", "forward"), "lantern": ("lantern", "forward"), "lamp": ("lantern", "forward"),
    "candle": ("candle", "forward"), "torch": ("torch", "raised"), "flashlight": ("flashlight", "forward"),
    "phone": ("phone", "face"), "smartphone": ("phone", "face"), "telephone": ("phone", "face"),
    "mobile": ("phone", "face"), "camera": ("camera", "face"), "cup": ("cup", "chest"), "mug": ("cup", "chest"),
    "tea": ("cup", "chest"), "coffee": ("cup", "chest"), "bowl": ("cup", "chest"), "glass": ("cup", "chest"),
    "potion": ("potion", "chest"), "bottle": ("potion", "chest"), "flower": ("flower", "forward"),
    "rose": ("flower", "forward"), "bouquet": ("flower", "forward"), "daisy": ("flower", "forward"),
    "bag": ("bag", "down"), "suitcase": ("case", "down"), "briefcase": ("case", "down"), "toolbox": ("case", "down"),
    "basket": ("basket", "down"), "bucket": ("basket", "down"), "key": ("key", "forward"), "sword": ("sword", "blade"),
    "blade": ("sword", "blade"), "dagger": ("sword", "blade"), "katana": ("sword", "blade"),
    "spear": ("staff", "raised"), "staff": ("staff", "raised"), "stick": ("staff", "raised"), "cane": ("cane", "down"),
    "wand": ("wand", "raised"), "broom": ("broom", "raised"), "hammer": ("hammer", "raised"),
    "wrench": ("hammer", "raised"), "spoon": ("spoon", "forward"), "ladle": ("spoon", "forward"),
    "brush": ("wand", "forward"), "pen": ("wand", "forward"), "pencil": ("wand", "forward"),
    "microphone": ("microphone", "face"), "apple": ("apple", "chest"), "bread": ("bread", "chest"),
    "cake": ("cake", "chest"), "ice cream": ("cone", "chest"), "ball": ("ball", "chest"), "orb": ("orb", "forward"),
    "crystal": ("gem", "forward"), "gem": ("gem", "forward"), "diamond": ("gem", "forward"), "coin": ("coin", "forward"),
    "compass": ("coin", "forward"), "watch": ("coin", "forward"), "medal": ("coin", "forward"),
    "magnifying glass": ("lens", "forward"), "telescope": ("telescope", "face"), "spyglass": ("telescope", "face"),
    "binoculars": ("telescope", "face"), "shield": ("shield", "chest"), "flag": ("flag", "raised"),
    "box": ("box", "chest"), "parcel": ("box", "chest"), "package": ("box", "chest"), "gift": ("gift", "chest"),
    "present": ("gift", "chest"), "chest": ("box", "chest"), "teddy": ("teddy", "chest"), "doll": ("teddy", "chest"),
    "toy": ("teddy", "chest"), "guitar": ("guitar", "chest"), "violin": ("guitar", "chest"), "fish": ("fish", "forward"),
    "rod": ("staff", "raised"), "tablet": ("book", "forward"), "laptop": ("book", "forward"),
    "feather": ("feather", "forward"), "egg": ("orb", "chest"), "star": ("star", "forward"), "heart": ("heart", "forward",
)}  # fmt: skip


def named(word: str) -> Held | None:
    """The thing that one word (or a pair such as "ice cream") names; None where it names none that can be drawn."""
    low = word.lower()
    for form in (low, low[:-1] if low.endswith("s") else low, low[:-2] if low.endswith("es") else low):
        if form in THINGS:
            return Held(*THINGS[form])
    return None


def find(words: str) -> Held | None:
    """The thing that a few words name ("the old paper map"); a plain parcel for words that name none; None for no words."""
    tokens = words.lower().replace("-", " ").split()
    if not tokens:
        return None
    pairs = [f"{a} {b}" for a, b in itertools.pairwise(tokens)]
    found = next((held for term in [*pairs, *reversed(tokens)] if (held := named(term.strip(".,;'\"")))), None)
    return found or Held("box", "chest")


def draw(pen: Pen, held: Held, grip: Point, scale: float, *, way: float = 1.0) -> list[Item]:
    """The thing at the grip; `scale` 1 suits an adult, `way` -1 mirrors it."""
    drawn = _DRAWN[held.kind](pen)
    return [Group(tuple(drawn), transform=placed(grip.x, grip.y, scale=scale, flip=way < 0), name=held.kind)]


def _box(x: float, y: float, w: float, h: float, radius: float = 0.0) -> str:
    return ink.rectangle(Box(x, y, w, h), radius=radius)


def _rod(pen: Pen, top: float, foot: float, colour: str, width: float = 8.0) -> list[Item]:
    return pen.shape(ink.capsule((0, top), (0, foot), width, width), colour, depth=3, width=8)


def _turned(items: list[Item], turn: float) -> list[Item]:
    return [Group(tuple(items), transform=placed(0, 0, turn=turn))]


def _umbrella(pen: Pen) -> list[Item]:
    red = "#e0483c"
    items = _rod(pen, -420, 66, WOOD, 6)
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
    return _turned(items, -0.3)


def _balloon(pen: Pen) -> list[Item]:
    d = ink.smooth([(0, -300), (-56, -340), (-76, -404), (-50, -462), (0, -480), (50, -462), (76, -404), (56, -340)])
    items: list[Item] = [pen.stroke([(0, 20), (8, -80), (-8, -190), (0, -296)], pen.ink, 6)]
    items += pen.shape(ink.polygon([(-12, -286), (12, -286), (0, -306)]), "#e2557a", depth=0, width=7)
    shine = Path(ink.ellipse(pen.sun * 30, -436, 13, 24, turn=0.5 * pen.sun), fill="#ffffff", fill_alpha=0.75)
    return items + pen.shape(d, "#e2557a", depth=20, rim=5, inside=[shine])


def _map(pen: Pen) -> list[Item]:
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
    return _turned(items, -0.08)


def _book(pen: Pen) -> list[Item]:
    cover = pen.shape(ink.polygon([(-70, -66), (0, -50), (70, -66), (72, 34), (0, 50), (-72, 34)]), "#8c3b4a", depth=6)
    pages = [pen.shape(ink.smooth([(0, -56), (way * 34, -74), (way * 64, -68), (way * 64, 22), (way * 34, 18), (0, 38)],
        tension=0.5), "#fbf4e2", depth=0, width=6) for way in (-1, 1)]  # fmt: skip
    lines = [
        pen.stroke([(way * 14, y), (way * 34, y - 6), (way * 54, y - 4)], pen.line("#fbf4e2"), 3.5)
        for way in (-1, 1)
        for y in (-40, -22, -4)
    ]
    return [*cover, *pages[0], *pages[1], *lines]


def _letter(pen: Pen) -> list[Item]:
    items = pen.shape(_box(-52, -48, 104, 68, 5), "#fbf4e2", depth=5, width=8)
    items.append(pen.stroke([(-50, -44), (0, -8), (50, -44)], pen.line("#fbf4e2"), 5))
    return _turned([*items, *pen.shape(ink.ellipse(0, -8, 11, 11), "#c8342c", depth=3, width=5)], -0.12)


def _scroll(pen: Pen) -> list[Item]:
    items = pen.shape(_box(-40, -70, 80, 110), PAPER, depth=6, width=8)
    items += [pen.stroke([(-26, y), (0, y - 3), (26, y)], pen.line(PAPER), 4) for y in (-40, -20, 0)]
    for y in (-76, 42):
        items += pen.shape(ink.capsule((-46, y), (46, y), 12, 12), PAPER, depth=4, width=8)
    return items


def _glow(x: float, y: float, radius: float) -> list[Item]:
    return [
        Path(ink.ellipse(x, y, radius * share, radius * share), fill="#ffd98a", fill_alpha=alpha)
        for share, alpha in ((1.0, 0.12), (0.66, 0.18))
    ]


def _lantern(pen: Pen) -> list[Item]:
    items = _glow(0, 74, 130)
    items.append(Path(ink.brush(ink.arc((-30, 36), (30, 36), 22), 7, profile=lambda _: 1.0), fill=pen.ink))
    items += pen.shape(_box(-34, 40, 68, 76, 12), "#ffdf8e", depth=0, width=8)
    items += [
        Path(ink.ellipse(0, 82, 22, 28), fill="#fff6d8"),
        Path(ink.smooth([(0, 58), (9, 82), (0, 96), (-9, 82)]), fill="#f79a3a"),
    ]
    items += [pen.stroke([(x, 42), (x, 80), (x, 114)], pen.ink, 6) for x in (-17, 17)]
    return (
        items
        + pen.shape(ink.polygon([(-42, 42), (-22, 18), (22, 18), (42, 42)]), "#5d5364", depth=4, width=8)
        + pen.shape(_box(-40, 112, 80, 16, 6), "#5d5364", depth=3, width=8)
    )


def _flame(pen: Pen, y: float, size: float) -> list[Item]:
    outer = ink.bows(
        [
            (0, y, 0.0),
            (-26 * size, y - 34 * size, 0.2),
            (-6 * size, y - 92 * size, 0.16),
            (26 * size, y - 34 * size, 0.2),
            (0, y, 0.2),
        ]
    )
    inner = ink.smooth([(0, y - 4), (-12 * size, y - 28 * size), (0, y - 58 * size), (12 * size, y - 28 * size)])
    return [*_glow(0, y - 40 * size, 96 * size), *pen.shape(outer, "#f7872f", depth=0, width=7), Path(inner, fill="#ffe58a")]


def _candle(pen: Pen) -> list[Item]:
    return [
        *pen.shape(_box(-15, -60, 30, 66, 6), "#fbf4e2", depth=4, width=8),
        *_flame(pen, -64, 0.5),
        *pen.shape(ink.ellipse(0, 10, 40, 11), BRASS, depth=3, width=8),
    ]


def _torch(pen: Pen) -> list[Item]:
    return [
        *pen.shape(ink.capsule((0, -86), (0, 70), 15, 9), WOOD, depth=4, width=8),
        *pen.shape(_box(-19, -104, 38, 32, 8), "#5d4a3e", depth=4, width=8),
        *_flame(pen, -100, 1.0),
    ]


def _flashlight(pen: Pen) -> list[Item]:
    beam = ink.polygon([(78, -16), (330, -96), (330, 104), (78, 20)])
    items: list[Item] = [Path(beam, fill="#fff1b8", fill_alpha=0.35)]
    return [
        *items,
        *pen.shape(_box(-34, -13, 90, 28, 8), "#5b6274", depth=5, width=8),
        *pen.shape(ink.polygon([(50, -16), (80, -26), (80, 30), (50, 18)]), "#f2c240", depth=4, width=8),
    ]


def _phone(pen: Pen) -> list[Item]:
    return _turned(
        [*pen.shape(_box(-25, -72, 50, 94, 9), "#3a3a4c", depth=4, width=8), Path(_box(-18, -62, 36, 72, 4), fill="#a9dcf4")],
        0.14,
    )


def _camera(pen: Pen) -> list[Item]:
    items = pen.shape(_box(-24, -62, 44, 24, 6), "#4a4a5a", depth=3, width=8) + pen.shape(
        _box(-58, -44, 116, 74, 10), "#4a4a5a", depth=7
    )
    return (items + pen.shape(ink.ellipse(4, -6, 29, 29), STEEL, depth=5, width=8) + pen.shape(ink.ellipse(4, -6, 16, 16),
        "#6fb0d8", depth=4, width=6) + [Path(ink.ellipse(10, -12, 4, 4), fill="#ffffff")])  # fmt: skip


def _cup(pen: Pen) -> list[Item]:
    handle = Path(ink.ellipse(38, -30, 17, 18), stroke=pen.ink, width=15)
    inner = Path(ink.ellipse(38, -30, 17, 18), stroke=pen.base("#f6efe4"), width=6)
    steam = [pen.stroke([(x, -76), (x + 8, -92), (x - 4, -110), (x + 4, -126)], "#ffffff", 7, alpha=0.7) for x in (-12, 12)]
    body = pen.shape(
        ink.smooth([(-36, -64), (-32, -8), (-18, 8), (18, 8), (32, -8), (36, -64)], tension=0.6), "#f6efe4", depth=8
    )
    return [handle, inner, *body, *pen.shape(ink.ellipse(0, -64, 36, 9), "#8a5a3a", depth=0, width=6), *steam]


def _potion(pen: Pen) -> list[Item]:
    glass = ink.smooth([(-13, -96), (-13, -60), (-42, -22), (-30, 16), (30, 16), (42, -22), (13, -60), (13, -96)])
    drink = Path(ink.smooth([(-50, -24), (0, -18), (50, -24), (44, 24), (-44, 24)]), fill=pen.base("#7bd08a"))
    return [
        *pen.shape(glass, "#dcecf4", depth=6, inside=[drink]),
        *pen.shape(_box(-15, -114, 30, 22, 5), WOOD, depth=3, width=7),
    ]


def _flower(pen: Pen) -> list[Item]:
    items: list[Item] = [pen.stroke([(0, 44), (4, 0), (-2, -50), (0, -84)], ink.mix("#3f8a4a", pen.ink, 0.2), 12)]
    items += pen.shape(ink.bows([(2, -14, 0.0), (46, -44, 0.2), (2, -14, 0.2)]), "#4d9a54", depth=0, width=6)
    ring = ((0, -124), (31, -101), (19, -64), (-19, -64), (-31, -101))
    items += pen.shape(" ".join(ink.ellipse(x, y, 23, 23) for x, y in ring), "#f07aa0", depth=6)
    return items + pen.shape(ink.ellipse(0, -92, 17, 17), "#f7c93a", depth=4, width=6)


def _bag(pen: Pen) -> list[Item]:
    handles = Path(ink.brush(ink.arc((-34, 52), (34, 52), 30), 9, profile=lambda _: 1.0), fill=pen.ink)
    return [handles, *pen.shape(ink.smooth([(-52, 48), (52, 48), (62, 140), (50, 152), (-50, 152), (-62, 140)], tension=0.5),
        "#b9703f", depth=10), pen.stroke([(-50, 74), (0, 82), (50, 74)], pen.line("#b9703f"), 6)]  # fmt: skip


def _case(pen: Pen) -> list[Item]:
    handle = Path(_box(-24, 20, 48, 30, 8), stroke=pen.ink, width=9)
    return [handle, *pen.shape(_box(-76, 44, 152, 100, 12), "#7a4f34", depth=10), pen.stroke([(-74, 78), (0, 80), (74, 78)],
        pen.line("#7a4f34"), 6), *pen.shape(_box(-13, 70, 26, 20, 4), BRASS, depth=3, width=6)]  # fmt: skip


def _basket(pen: Pen) -> list[Item]:
    handle = Path(
        ink.brush(ink.arc((-54, 78), (54, 78), 50), 11, profile=lambda _: 1.0), fill=pen.base(WOOD), stroke=pen.ink, width=5
    )
    body = ink.smooth([(-66, 74), (66, 74), (52, 138), (-52, 138)], tension=0.5)
    weave: list[Item] = [pen.stroke([(-66, y), (0, y + 4), (66, y)], pen.line("#d09a54"), 5) for y in (92, 110, 126)]
    return [handle, *pen.shape(body, "#d09a54", depth=10, inside=weave)]


def _key(pen: Pen) -> list[Item]:
    shaft = f"{_box(-7, -84, 14, 92)} {_box(0, -84, 30, 13)} {_box(0, -60, 22, 12)}"
    ring = f"{ink.ellipse(0, 28, 27, 27)} {ink.ellipse(0, 28, 12, 12)}"
    return [
        *pen.shape(shaft, BRASS, depth=4, width=8),
        Path(ring, fill=pen.base(BRASS), stroke=pen.ink, width=7, even_odd=True),
    ]


def _sword(pen: Pen) -> list[Item]:
    blade = ink.polygon([(-15, -30), (-13, -250), (0, -286), (13, -250), (15, -30)])
    items = [*pen.shape(blade, STEEL, depth=8), pen.stroke([(0, -40), (1, -150), (0, -250)], pen.shade(STEEL), 6)]
    items += pen.shape(ink.capsule((0, -20), (0, 40), 10, 10), "#6b4630", depth=3, width=8) + pen.shape(
        ink.capsule((-46, -28), (46, -28), 11, 11), BRASS, depth=4, width=8
    )
    return _turned([*items, *pen.shape(ink.ellipse(0, 48, 14, 14), BRASS, depth=4, width=7)], 0.5)


def _staff(pen: Pen) -> list[Item]:
    return [*_rod(pen, -330, 330, WOOD, 9), *pen.shape(ink.ellipse(0, -342, 24, 26), "#6fc3d8", depth=7, width=8)]


def _cane(pen: Pen) -> list[Item]:
    hook = Path(
        ink.brush(ink.arc((0, 4), (-50, 12), -24), 17, profile=lambda _: 1.0), fill=pen.base(WOOD), stroke=pen.ink, width=6
    )
    return [*_rod(pen, 0, 330, WOOD, 8), hook]


def _wand(pen: Pen) -> list[Item]:
    spark = ink.bows([(0, -128, 0.0), (9, -105, -0.1), (32, -96, -0.1), (9, -87, -0.1), (0, -64, -0.1), (-9, -87, -0.1),
        (-32, -96, -0.1), (-9, -105, -0.1), (0, -128, -0.1)])  # fmt: skip
    return _turned(
        [
            *pen.shape(ink.capsule((0, -86), (0, 36), 6, 8), WOOD, depth=3, width=7),
            *pen.shape(spark, "#fff0a8", depth=0, width=6),
        ],
        0.3,
    )


def _broom(pen: Pen) -> list[Item]:
    straw = ink.smooth([(-24, 200), (24, 200), (56, 318), (0, 332), (-56, 318)], tension=0.6)
    lines = [pen.stroke([(x * 0.4, 212), (x, 316)], pen.line("#e3bb5c"), 5) for x in (-34, -10, 14, 36)]
    return [*_rod(pen, -250, 210, WOOD, 8), *pen.shape(straw, "#e3bb5c", depth=10, inside=lines)]


def _hammer(pen: Pen) -> list[Item]:
    return _turned([*_rod(pen, -110, 40, WOOD, 9), *pen.shape(_box(-48, -146, 96, 48, 8), STEEL, depth=8)], 0.2)


def _spoon(pen: Pen) -> list[Item]:
    return _turned([*_rod(pen, -90, 40, WOOD, 7), *pen.shape(ink.ellipse(0, -112, 22, 30), WOOD, depth=6, width=8)], 0.3)


def _microphone(pen: Pen) -> list[Item]:
    return _turned(
        [
            *pen.shape(ink.capsule((0, -40), (0, 40), 14, 9), "#3f3f50", depth=4, width=8),
            *pen.shape(ink.ellipse(0, -62, 25, 27), STEEL, depth=7),
        ],
        0.3,
    )


def _apple(pen: Pen) -> list[Item]:
    d = ink.smooth([(0, -62), (-28, -72), (-44, -40), (-28, 0), (0, 4), (28, 0), (44, -40), (28, -72)])
    return [*pen.shape(d, "#d9403a", depth=9, rim=4), pen.stroke([(0, -62), (4, -78), (12, -90)], pen.ink, 8)]


def _bread(pen: Pen) -> list[Item]:
    d = ink.capsule((-60, -20), (70, -52), 28, 26)
    return [
        *pen.shape(d, "#d99a4e", depth=9),
        *(pen.stroke([(x - 8, -12 - x * 0.25), (x + 12, -52 - x * 0.25)], "#f6d9a0", 8) for x in (-40, 0, 40)),
    ]


def _cake(pen: Pen) -> list[Item]:
    icing = Path(ink.bows([(-60, -60, 0), (60, -60, 0), (60, -30, 0), (36, -30, -0.4), (12, -30, -0.4), (-12, -30, -0.4),
        (-36, -30, -0.4), (-60, -30, -0.4)]), fill=pen.base("#fbe7ee"))  # fmt: skip
    return [
        *pen.shape(_box(-56, -58, 112, 66, 8), "#c98a5a", depth=8, inside=[icing]),
        *pen.shape(_box(-5, -92, 10, 34, 3), "#7fb3d9", depth=0, width=6),
        *_flame(pen, -92, 0.3),
    ]


def _cone(pen: Pen) -> list[Item]:
    return [
        *pen.shape(ink.polygon([(-26, -30), (26, -30), (0, 44)]), "#e0ac62", depth=6),
        *pen.shape(ink.ellipse(0, -48, 34, 32), "#f7b9cc", depth=8, rim=4),
    ]


def _ball(pen: Pen) -> list[Item]:
    stripe = Path(ink.smooth([(-60, -50), (0, -30), (60, -50), (60, -24), (0, -4), (-60, -24)]), fill=pen.base("#fbf4ea"))
    return pen.shape(ink.ellipse(0, -34, 46, 46), "#e0483c", depth=10, rim=5, inside=[stripe])


def _orb(pen: Pen) -> list[Item]:
    return [
        *_glow(0, -40, 96),
        *pen.shape(ink.ellipse(0, -40, 38, 38), "#a9d8f4", depth=9, rim=5),
        Path(ink.ellipse(-12, -54, 8, 10), fill="#ffffff"),
    ]


def _gem(pen: Pen) -> list[Item]:
    d = ink.polygon([(-40, -58), (-20, -86), (20, -86), (40, -58), (0, -4)])
    lines = [
        pen.stroke(points, "#ffffff", 5, alpha=0.8)
        for points in ([(-40, -58), (0, -56), (40, -58)], [(-14, -58), (-4, -30), (0, -6)], [(14, -58), (4, -30), (0, -6)])
    ]
    return [*_glow(0, -48, 90), *pen.shape(d, "#58c6dc", depth=8, inside=lines)]


def _coin(pen: Pen) -> list[Item]:
    return [
        *pen.shape(ink.ellipse(0, -34, 28, 28), BRASS, depth=6),
        Path(ink.ellipse(0, -34, 17, 17), stroke=pen.line(BRASS), width=4),
    ]


def _lens(pen: Pen) -> list[Item]:
    items = pen.shape(ink.capsule((0, 46), (0, -20), 9, 8), WOOD, depth=3, width=8) + pen.shape(
        ink.ellipse(0, -66, 48, 48), BRASS, depth=0
    )
    items += [
        Path(ink.ellipse(0, -66, 37, 37), fill="#d3ecf6"),
        Path(ink.ellipse(0, -66, 37, 37), stroke=pen.ink, width=5),
        pen.stroke([(-20, -56), (-12, -82), (8, -94)], "#ffffff", 8),
    ]
    return _turned(items, 0.4)


def _telescope(pen: Pen) -> list[Item]:
    parts = [
        pen.shape(_box(x, -h / 2 - 10, w, h, 4), tone, depth=5, width=8)
        for x, w, h, tone in ((-70, 52, 28, "#6b4630"), (-20, 58, 36, BRASS), (36, 64, 46, "#6b4630"))
    ]
    return _turned([*parts[0], *parts[1], *parts[2]], -0.2)


def _shield(pen: Pen) -> list[Item]:
    d = ink.smooth([(0, -118), (74, -96), (72, -10), (40, 52), (0, 84), (-40, 52), (-72, -10), (-74, -96)], tension=0.7)
    cross = f"{_box(-11, -130, 22, 230)} {_box(-90, -40, 180, 22)}"
    return pen.shape(d, "#3f6fc4", depth=14, rim=6, inside=[Path(cross, fill=pen.base("#f2c240"))])


def _flag(pen: Pen) -> list[Item]:
    cloth = ink.smooth(
        [(4, -300), (60, -316), (110, -290), (168, -304), (168, -206), (110, -194), (60, -216), (4, -200)], tension=0.8
    )
    return [*_rod(pen, -316, 90, WOOD, 7), *pen.shape(cloth, "#d9403a", depth=12)]


def _parcel(pen: Pen) -> list[Item]:
    string: list[Item] = [
        pen.stroke([(0, -80), (2, -30), (0, 24)], pen.line("#cfa06a"), 8),
        pen.stroke([(-66, -28), (0, -26), (66, -28)], pen.line("#cfa06a"), 8),
    ]
    return pen.shape(_box(-62, -76, 124, 96, 6), "#cfa06a", depth=10, inside=string)


def _gift(pen: Pen) -> list[Item]:
    ribbon: list[Item] = [Path(f"{_box(-10, -90, 20, 120)} {_box(-70, -44, 140, 18)}", fill=pen.base("#f6d25a"))]
    bow = ink.bows(
        [(0, -76, 0), (-44, -106, 0.14), (-40, -66, 0.2), (0, -76, 0.14), (40, -66, 0.14), (44, -106, 0.2), (0, -76, 0.14)]
    )
    return [
        *pen.shape(_box(-56, -72, 112, 92, 6), "#d9536f", depth=10, inside=ribbon),
        *pen.shape(bow, "#f6d25a", depth=5, width=8),
    ]


def _teddy(pen: Pen) -> list[Item]:
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


def _guitar(pen: Pen) -> list[Item]:
    body = f"{ink.ellipse(0, 30, 66, 58)} {ink.ellipse(0, -44, 48, 44)}"
    items = [
        *pen.shape(_box(-9, -220, 18, 170, 3), "#6b4630", depth=3, width=8),
        *pen.shape(body, "#c8803e", depth=12),
        Path(ink.ellipse(0, -12, 19, 19), fill=pen.ink),
    ]
    return _turned([*items, *(pen.stroke([(x, -216), (x, -60), (x, 56)], "#fbf4ea", 3) for x in (-4, 4))], 0.9)


def _fish(pen: Pen) -> list[Item]:
    d = ink.bows(
        [(-64, -20, 0), (40, -22, 0.22), (84, -52, 0.05), (76, -18, -0.1), (84, 16, -0.1), (40, -18, 0.05), (-64, -20, 0.22)]
    )
    return [*pen.shape(d, "#7fb6cc", depth=8), Path(ink.ellipse(-38, -26, 6, 6), fill=pen.ink)]


def _feather(pen: Pen) -> list[Item]:
    d = ink.bows([(0, 20, 0), (-34, -70, 0.16), (10, -150, 0.12), (30, -60, 0.16), (0, 20, 0.12)])
    return _turned(
        [*pen.shape(d, "#f4efe4", depth=6, width=8), pen.stroke([(0, 40), (0, -50), (8, -136)], pen.line("#f4efe4"), 5)], 0.3
    )


def _star(pen: Pen) -> list[Item]:
    tips = [(0, -112), (18, -68), (64, -64), (28, -34), (40, 12), (0, -14), (-40, 12), (-28, -34), (-64, -64), (-18, -68)]
    return [*_glow(0, -50, 110), *pen.shape(ink.smooth(tips, tension=0.2), "#f9d24a", depth=8, rim=4)]


def _heart(pen: Pen) -> list[Item]:
    return pen.shape(
        ink.bows([(0, 0, 0), (-52, -58, 0.16), (0, -70, 0.42), (52, -58, 0.42), (0, 0, 0.16)]), "#e2557a", depth=9, rim=5
    )


_DRAWN: dict[str, Callable[[Pen], list[Item]]] = {
    "umbrella": _umbrella, "balloon": _balloon, "map": _map, "book": _book, "letter": _letter, "scroll": _scroll,
    "lantern": _lantern, "candle": _candle, "torch": _torch, "flashlight": _flashlight, "phone": _phone,
    "camera": _camera, "cup": _cup, "potion": _potion, "flower": _flower, "bag": _bag, "case": _case, "basket": _basket,
    "key": _key, "sword": _sword, "staff": _staff, "cane": _cane, "wand": _wand, "broom": _broom, "hammer": _hammer,
    "spoon": _spoon, "microphone": _microphone, "apple": _apple, "bread": _bread, "cake": _cake, "cone": _cone,
    "ball": _ball, "orb": _orb, "gem": _gem, "coin": _coin, "lens": _lens, "telescope": _telescope, "shield": _shield,
    "flag": _flag, "box": _parcel, "gift": _gift, "teddy": _teddy, "guitar": _guitar, "fish": _fish, "feather": _feather,
    "star": _star, "heart": _heart,
}  # fmt: skip
__all__ = ["Affine", "Held", "draw", "find", "named"]
