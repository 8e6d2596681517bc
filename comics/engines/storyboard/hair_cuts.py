"""The cuts of hair, told as `hair.Cut`, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comics.drawing import ink
from comics.engines.storyboard.hair import Corner, Cut

# How much of the forehead the fringes leave free, so that brows can act below them.
FOREHEAD = 18


def _window(points: Sequence[Corner], turn: float) -> list[Corner]:
    """The edge around the face, moved with it, the far side nearer to the edge of the skull."""
    moved = []
    for x, y, bend in points:
        share = 20 * turn if x < 60 else 12 * turn
        low = min(1.0, max(0.0, (y + 110) / 60)) if abs(x) < 104 else 0.0
        moved.append((x + share, y - FOREHEAD * low, bend))
    return moved


_SKULL: tuple[Corner, ...] = ((-150, -40, 0.0), (-108, -142, 0.12), (0, -178, 0.1), (106, -144, 0.1), (146, -42, 0.12))


def _cap(left: Sequence[Corner], right: Sequence[Corner], window: Sequence[Corner], turn: float) -> str:
    """Left side upwards, over the skull, right side downwards, then back along the window from right to left."""
    shift = -6.0 * turn
    outer = [(x + shift, y, bend) for x, y, bend in (*left, *_SKULL, *right)]
    return ink.bows([*outer, *_window(window, turn)])


_FRINGE_SIDE: tuple[Corner, ...] = ((118, -8, 0.0), (96, -64, 0.1), (62, -30, -0.1), (30, -72, 0.1), (-22, -28, -0.14),
    (-52, -74, 0.1), (-96, -22, -0.12), (-114, -54, 0.1), (-122, 4, -0.1))  # fmt: skip


_FRINGE_BANGS: tuple[Corner, ...] = ((116, 0, 0.0), (98, -36, 0.1), (74, -18, -0.14), (50, -40, 0.12), (22, -16, -0.14),
    (-6, -42, 0.12), (-34, -16, -0.14), (-62, -42, 0.12), (-90, -18, -0.14), (-106, -34, 0.1), (-118, 4, 0.0))  # fmt: skip


_FRINGE_PART: tuple[Corner, ...] = ((114, 4, 0.0), (88, -62, -0.16), (22, -112, -0.14), (-54, -70, -0.12), (-102, -14, -0.1),
    (-120, 10, 0.0))  # fmt: skip


_FRINGE_SWEPT: tuple[Corner, ...] = ((120, 0, 0.0), (104, -44, 0.05), (58, -62, 0.06), (-6, -92, 0.1), (-64, -104, 0.05),
    (-104, -66, -0.05), (-124, -2, 0.0))  # fmt: skip


_FRINGE_HIGH: tuple[Corner, ...] = ((122, -8, 0.0), (106, -72, -0.1), (56, -104, -0.08), (-8, -110, -0.06),
    (-66, -102, -0.06), (-110, -66, -0.1), (-124, -6, 0.0))  # fmt: skip


_STRANDS = (
    ((-30, -166), (-62, -128), (-78, -84)),
    ((20, -172), (4, -136), (-4, -92)),
    ((66, -156), (74, -120), (80, -84)),
)


_NAPE_SHORT = ((-146, -20, 0.1), (-132, 62, 0.06), (-96, 108, 0.05), (-60, 96, 0.1), (-30, 120, 0.1), (6, 100, 0.1),
    (40, 120, 0.1), (70, 98, 0.1), (104, 106, 0.1), (134, 58, 0.05), (146, -22, 0.06))  # fmt: skip


def _nape(bottom: Sequence[Corner]) -> str:
    return ink.bows([*_SKULL[1:4], (146, -42, 0.12), *reversed([(x, y, 0.06) for x, y, _ in bottom]), (-150, -40, 0.1)])


def _short(turn: float) -> Cut:
    over = _cap([(-128, 46, 0.0), (-146, 24, 0.1)], [(140, 20, 0.1), (126, 30, 0.1)], _FRINGE_SIDE, turn)
    return Cut("", over, _nape(_NAPE_SHORT), _STRANDS)


def _swept(turn: float) -> Cut:
    over = _cap([(-128, 46, 0.0), (-146, 24, 0.1)], [(140, 20, 0.1), (126, 30, 0.1)], _FRINGE_SWEPT, turn)
    strands = (((-86, -130), (-20, -128), (60, -84)), ((-60, -158), (10, -152), (92, -104)))
    return Cut("", over, _nape(_NAPE_SHORT), strands)


def _messy(turn: float) -> Cut:
    tips: list[Corner] = [(-132, 52, 0.0), (-168, 44, 0.1), (-146, 8, 0.1), (-178, -34, 0.1), (-146, -62, 0.1),
        (-166, -116, 0.1), (-118, -128, 0.1), (-112, -182, 0.12), (-62, -164, 0.1), (-26, -206, 0.14), (16, -176, 0.1),
        (74, -200, 0.12), (88, -154, 0.1), (144, -154, 0.12), (132, -98, 0.1), (172, -70, 0.12), (144, -34, 0.1),
        (160, 18, 0.1), (128, 30, 0.1)]  # fmt: skip
    over = ink.bows([*tips, *_window(_FRINGE_BANGS, turn)])
    return Cut("", over, _nape(_NAPE_SHORT), _STRANDS)


def _spiky(turn: float) -> Cut:
    tips: list[Corner] = [(-130, 60, 0.0), (-176, 48, -0.05), (-146, 4, 0.08), (-192, -42, -0.06), (-150, -72, 0.08),
        (-178, -138, -0.06), (-122, -132, 0.08), (-108, -206, -0.06), (-56, -168, 0.08), (0, -234, -0.07), (44, -170, 0.08),
        (106, -214, -0.06), (112, -140, 0.08), (172, -144, -0.06), (144, -80, 0.08), (188, -44, -0.06), (146, -10, 0.08),
        (152, 30, 0.0), (128, 34, 0.0)]  # fmt: skip
    teeth: list[Corner] = [(118, -6, 0.0), (98, -62, 0.04), (76, -22, 0.06), (52, -68, 0.04), (26, -22, 0.06),
        (0, -70, 0.04), (-30, -24, 0.06), (-54, -68, 0.04), (-84, -22, 0.06), (-102, -54, 0.04), (-120, 8, 0.05)]  # fmt: skip
    back: list[Corner] = [(-96, 118, 0.04), (-70, 88, 0.04), (-36, 126, 0.04), (-4, 92, 0.04), (30, 128, 0.04),
        (66, 90, 0.04), (96, 118, 0.04)]  # fmt: skip
    shift = [(x - 6 * turn, y, bend) for x, y, bend in tips]
    return Cut("", ink.bows([*shift, *_window(teeth, turn)]), ink.bows([*tips[1:18], *reversed(back)]), _STRANDS[:2])


def _bob(turn: float) -> Cut:
    over = _cap([(-112, 130, 0.0), (-160, 118, 0.12), (-168, 30, 0.1)], [(160, 30, 0.08), (150, 116, 0.1), (112, 128, 0.1),
        (118, 60, 0.1)], [*_FRINGE_BANGS[:-1], (-112, 0, 0.05), (-104, 64, 0.05)], turn)  # fmt: skip
    behind = ink.smooth(
        [(-150, -20), (-162, 60), (-150, 134), (-60, 146), (60, 146), (144, 134), (156, 60), (146, -20), (0, -120)]
    )
    nape = _nape([(-162, 40, 0), (-158, 122, 0), (-80, 146, 0), (0, 150, 0), (80, 146, 0), (158, 122, 0), (162, 40, 0)])
    side = ((-140, -20), (-150, 44), (-140, 104))
    return Cut(behind, over, nape, (*_STRANDS, side))


def _long_behind(width: float, foot: float) -> str:
    return ink.smooth([(-130, -90), (-160, 20), (-width, 150), (-width + 6, foot - 60), (-width * 0.62, foot),
        (-width * 0.2, foot - 26), (width * 0.2, foot), (width * 0.64, foot - 22), (width - 10, foot - 80), (width - 4, 150),
        (152, 20), (126, -90), (0, -150)])  # fmt: skip


def _long(turn: float) -> Cut:
    over = _cap([(-120, 196, 0.0), (-158, 190, 0.06), (-164, 60, 0.05)], [(158, 60, 0.05), (146, 176, 0.05),
        (118, 190, 0.05), (128, 80, 0.06)], [*_FRINGE_PART[:-1], (-120, 20, 0.05), (-118, 90, 0.05)], turn)  # fmt: skip
    nape = _nape(
        [(-164, 60, 0), (-166, 260, 0), (-90, 318, 0), (-30, 292, 0), (30, 322, 0), (90, 296, 0), (160, 262, 0), (164, 60, 0)]
    )
    side = ((-140, -10), (-150, 70), (-144, 160))
    return Cut(
        _long_behind(160, 310), over, nape, (((20, -172), (-34, -130), (-92, -70)), ((36, -170), (74, -128), (100, -70)), side)
    )


def _wavy(turn: float) -> Cut:
    left: list[Corner] = [(-110, 150, 0.0), (-150, 186, 0.1), (-170, 140, 0.16), (-158, 92, -0.1), (-180, 48, 0.16),
        (-160, 8, -0.1)]  # fmt: skip
    right: list[Corner] = [(154, 6, 0.0), (172, 48, 0.16), (152, 92, -0.1), (164, 140, 0.16), (140, 180, 0.12),
        (108, 148, 0.1), (126, 90, -0.12), (116, 46, 0.1)]  # fmt: skip
    over = _cap(left, right, [*_FRINGE_PART[:-1], (-116, 24, 0.05), (-126, 84, 0.1)], turn)
    behind = ink.bows([(-140, -60, 0.1), (-172, 40, 0.1), (-156, 90, -0.1), (-176, 170, 0.15), (-120, 214, 0.15),
        (-60, 196, 0.1), (0, 218, 0.12), (60, 196, 0.1), (120, 214, 0.12), (172, 168, 0.15), (152, 92, 0.15),
        (168, 40, -0.1), (138, -60, 0.1)])  # fmt: skip
    nape = _nape([(-172, 40, 0), (-160, 96, 0), (-176, 160, 0), (-110, 210, 0), (-40, 196, 0), (30, 214, 0), (110, 204, 0),
        (172, 160, 0), (158, 96, 0), (168, 40, 0)])  # fmt: skip
    return Cut(behind, over, nape, (((20, -172), (-34, -130), (-92, -70)), ((36, -170), (74, -128), (100, -70)), ((-146, 30),
        (-160, 76), (-144, 130))))  # fmt: skip


def _ponytail(turn: float) -> Cut:
    over = _cap([(-126, 30, 0.0), (-146, 10, 0.1)], [(140, 6, 0.1), (126, 26, 0.1)], [*_FRINGE_SIDE], turn)
    tail = ink.smooth([(-96, -150), (-150, -176), (-206, -140), (-224, -40), (-206, 70), (-222, 150), (-176, 120),
        (-158, 40), (-150, -40), (-108, -104)])  # fmt: skip
    nape = (
        _nape(_NAPE_SHORT) + " " + ink.smooth([(-30, -130), (30, -130), (56, -30), (40, 90), (10, 190), (-24, 96), (-52, -30)])
    )
    return Cut(tail, over, nape, _STRANDS)


def _bun(turn: float) -> Cut:
    over = _cap([(-126, 26, 0.0), (-146, 6, 0.1)], [(140, 4, 0.1), (126, 22, 0.1)], _FRINGE_HIGH, turn)
    ball = ink.ellipse(-46 * turn, -196, 62, 52)
    strands = (
        ((-104, -66), (-70, -124), (-24, -166)),
        ((-20, -108), (-16, -140), (-8, -168)),
        ((88, -92), (60, -136), (22, -168)),
    )
    return Cut(ball, over, _nape(_NAPE_SHORT[1:-1]) + " " + ink.ellipse(0, -150, 62, 54), strands)


def _braid(x: float, y: float, way: float, count: int) -> str:
    parts = []
    for at in range(count):
        cx, cy = x + way * (at * 3.5), y + at * 38
        parts.append(ink.ellipse(cx, cy, 30 - at * 1.5, 27, turn=0.5 * (1 if at % 2 else -1)))
    cx, cy = x + way * count * 3.5, y + count * 38
    parts.append(ink.smooth([(cx - 12, cy - 24), (cx + 12, cy - 24), (cx + 20, cy + 16), (cx, cy + 34), (cx - 20, cy + 16)]))
    return " ".join(parts)


def _braids(turn: float) -> Cut:
    over = _cap(
        [(-126, 60, 0.0), (-150, 36, 0.1)], [(144, 36, 0.1), (124, 56, 0.1)], [*_FRINGE_PART[:-1], (-118, 20, 0.05)], turn
    )
    pair = _braid(-148, 74, -1, 5) + " " + _braid(144, 74, 1, 5)
    strands = (((20, -172), (-34, -130), (-92, -70)), ((36, -170), (74, -128), (100, -70)))
    return Cut(pair, over, _nape(_NAPE_SHORT) + " " + pair, strands)


def _pigtails(turn: float) -> Cut:
    over = _cap([(-126, 30, 0.0), (-146, 10, 0.1)], [(140, 6, 0.1), (126, 26, 0.1)], _FRINGE_BANGS, turn)
    tails = []
    for way in (-1, 1):
        tails.append(
            ink.smooth(
                [
                    (way * 120, -96),
                    (way * 176, -136),
                    (way * 232, -92),
                    (way * 236, 0),
                    (way * 206, 84),
                    (way * 188, 20),
                    (way * 152, -30),
                ][::way]
            )
        )
    both = " ".join(tails)
    return Cut(both, over, _nape(_NAPE_SHORT) + " " + both, _STRANDS)


def _ringed(spots: Sequence[tuple[float, float, float]]) -> str:
    return " ".join(ink.ellipse(x, y, r, r) for x, y, r in spots)


def _curly(turn: float) -> Cut:
    outer = [(-140, 40, 34), (-156, -10, 38), (-146, -70, 42), (-116, -122, 44), (-66, -158, 46), (0, -172, 48),
        (66, -158, 46), (114, -122, 44), (142, -70, 42), (150, -10, 36), (136, 38, 28)]  # fmt: skip
    fringe = [
        (x + 16 * turn, y, r) for x, y, r in ((-92, -62, 36), (-44, -76, 38), (8, -80, 38), (58, -74, 36), (100, -56, 30))
    ]
    fill = ink.smooth([(-136, -20), (-110, -120), (0, -160), (110, -120), (134, -20), (90, -76), (0, -88), (-90, -76)])
    over = _ringed([(x - 6 * turn, y, r) for x, y, r in outer] + fringe) + " " + fill
    behind = _ringed([(-130, 70, 40), (-92, 104, 36), (92, 104, 36), (130, 70, 38)])
    nape = (
        _ringed([*outer, (-110, 90, 40), (-56, 112, 40), (0, 118, 40), (56, 112, 40), (110, 90, 40)])
        + " "
        + ink.ellipse(0, -30, 140, 140)
    )
    curls = tuple(
        tuple(ink.arc((x - 16, y + 6), (x + 14, y - 2), -11, steps=4))
        for x, y in ((-96, -98), (-40, -128), (26, -130), (88, -104), (-60, -70), (62, -76))
    )
    return Cut(behind, over, nape, curls)


def _afro(turn: float) -> Cut:
    ring = ink.bows([(-178 * c - 6 * turn, -62 + 150 * s, 0.22) for c, s in _CIRCLE])
    window: list[Corner] = [(112, 20, 0.0), (104, -50, -0.1), (60, -84, -0.1), (0, -90, -0.06), (-62, -82, -0.06),
        (-104, -46, -0.1), (-116, 30, -0.1)]  # fmt: skip
    over = ink.bows(
        [
            (-134, 44, 0.0),
            *((-178 * c - 6 * turn, -62 + 150 * s, 0.22) for c, s in _CIRCLE[1:-3]),
            (130, 40, 0.2),
            *_window(window, turn),
        ]
    )
    return Cut(
        ring,
        over,
        ring,
        tuple(
            tuple(ink.arc((x, y), (x + 22, y + 4), 8, steps=4))
            for x, y in ((-110, -120), (-50, -160), (24, -168), (90, -128), (-140, -60), (118, -70))
        ),
    )


_CIRCLE = tuple((c, s) for c, s in (
    (0.78, 0.64), (0.95, 0.3), (1.0, -0.08), (0.93, -0.42), (0.72, -0.74), (0.38, -0.95), (0.0, -1.02), (-0.38, -0.95),
    (-0.72, -0.74), (-0.93, -0.42), (-1.0, -0.08), (-0.95, 0.3), (-0.78, 0.64), (-0.3, 0.95), (0.3, 0.95),
))  # fmt: skip


def _buzz(turn: float) -> Cut:
    window: tuple[Corner, ...] = ((122, -16, 0.0), (104, -78, -0.1), (50, -104, -0.06), (-50, -104, -0.05),
        (-108, -74, -0.06), (-124, -10, -0.1))  # fmt: skip
    shift = -4.0 * turn
    skull: list[Corner] = [(x * 0.93 + shift, y * 0.93, bend) for x, y, bend in _SKULL]
    over = ink.bows([(-128 + shift, 14, 0.0), *skull, (130 + shift, 6, 0.05), *_window(window, turn)])
    return Cut(
        "",
        over,
        ink.bows(
            [(-134, 40, 0.0), *((x * 0.94, y * 0.94, b) for x, y, b in _SKULL), (134, 40, 0.1), (80, 96, 0.1), (-80, 96, 0.05)]
        ),
        shine=True,
    )


def _balding(turn: float) -> Cut:
    left = _ringed([(-122, -44, 22), (-138, -18, 24), (-141, 14, 25), (-130, 44, 20)])
    right = _ringed([(124, -44, 18), (138, -18, 22), (139, 14, 22), (130, 42, 18)])
    nape = ink.bows([(-140, -40, 0.0), (-70, -18, -0.1), (0, -10, -0.05), (70, -18, -0.05), (140, -40, -0.1), (150, 30, 0.1),
        (90, 96, 0.1), (-90, 96, 0.05), (-150, 30, 0.1)])  # fmt: skip
    return Cut("", f"{left} {right}", nape, shine=False)


def _bald(turn: float) -> Cut:
    return Cut("", "", "")


def _mohawk(turn: float) -> Cut:
    x = 12 * turn
    crest: list[Corner] = [
        (-40 + x, -120, 0.0),
        (-78, -196, 0.1),
        (-40, -182, 0.06),
        (-26, -240, 0.06),
        (8, -196, 0.06),
        (46, -238, 0.06),
        (50, -184, 0.06),
        (88, -186, 0.06),
        (52 + x, -112, 0.08),
        (30 + x, -66, 0.1),
        (6 + x, -104, 0.1),
    ]
    return Cut("", ink.bows(crest), ink.bows([(-40, 60, 0.0), *crest[1:8], (44, 60, 0.1), (0, 96, 0.1)]), _STRANDS[1:2])


def _locs(turn: float) -> Cut:
    over = _cap([(-126, 40, 0.0), (-150, 20, 0.1)], [(144, 16, 0.1), (124, 36, 0.1)], _FRINGE_SIDE, turn)
    ropes = " ".join(
        ink.capsule((x * 0.9, -40), (x * 1.08, 150 + (at % 2) * 34), 22, 17)
        for at, x in enumerate((-150, -118, -86, 84, 116, 144))
    )
    front = " ".join(ink.capsule((x, -60), (x * 1.06 - 6 * turn, y), 19, 14) for x, y in ((-128, 96), (-140, 40), (132, 92)))
    nape = (
        _nape(_NAPE_SHORT)
        + " "
        + " ".join(ink.capsule((x * 0.8, -20), (x, 170 + (x % 3) * 12), 24, 18) for x in (-130, -78, -26, 26, 78, 130))
    )
    return Cut(ropes, f"{over} {front}", nape, _STRANDS)


CUTS: dict[str, Callable[[float], Cut]] = {
    "short": _short, "swept": _swept, "messy": _messy, "spiky": _spiky, "bob": _bob, "long": _long, "wavy": _wavy,
    "ponytail": _ponytail, "bun": _bun, "braids": _braids, "pigtails": _pigtails, "curly": _curly, "afro": _afro,
    "buzz": _buzz, "balding": _balding, "bald": _bald, "mohawk": _mohawk, "locs": _locs,
}  # fmt: skip
