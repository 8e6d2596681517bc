"""Standing things that grow or lie about outdoors. Each function draws one with a `Pen` in figure coordinates."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Path
from comics.drawing.geometry import Box
from comics.engines.storyboard.scenery import Pen


def lump(pen: Pen, x: float, y: float, rx: float, ry: float, *, bumps: int = 9, key: str = "lump", deep: float = 0.13) -> str:
    """A bumpy round outline, for leaves, bushes, smoke and rock."""
    spots = []
    for at in range(bumps * 2):
        angle = math.tau * at / (bumps * 2) + 0.3
        reach = 1.0 if at % 2 else 1 - deep * pen.rand(f"{key}{at}", 0.5, 1.2)
        spots.append((x + rx * reach * math.cos(angle), y + ry * reach * math.sin(angle)))
    return ink.smooth(spots)


def tree(pen: Pen, *, leaf: str = "#4f9a4a", tall: float = 1900) -> None:
    """A round leafy tree, white where it snows."""
    leaf = ink.mix(leaf, "#eef3ff", 0.62) if pen.mood.weather == "snow" else leaf
    trunk = ink.smooth(
        [(-90, 10), (-60, -300), (-75, -tall * 0.5), (75, -tall * 0.5), (55, -300), (110, 10), (40, -14), (-20, -10)]
    )
    pen.shape(trunk, "#7a5238", shade=(34, 0))
    pen.stroke([(-20, -tall * 0.2), (-12, -tall * 0.3), (-22, -tall * 0.38)], pen.line * 0.6)
    top, wide = -tall * 0.68, tall * 0.30
    pen.shape(
        lump(pen, -wide * 0.62, top + wide * 0.35, wide * 0.72, wide * 0.62, key="a"),
        ink.mix(leaf, "#1d3a4a", 0.18),
        shade=(wide * 0.12, wide * 0.14),
    )
    pen.shape(
        lump(pen, wide * 0.66, top + wide * 0.3, wide * 0.74, wide * 0.6, key="b"),
        ink.mix(leaf, "#1d3a4a", 0.12),
        shade=(wide * 0.12, wide * 0.14),
    )
    pen.shape(lump(pen, 0, top - wide * 0.15, wide, wide * 0.86, key="c", bumps=10), leaf, shade=(wide * 0.14, wide * 0.18))
    light = ink.mix(leaf, "#f4ffb0", 0.32)
    for at in range(5):
        x, y = pen.rand(f"tx{at}", -0.55, 0.55) * wide, top - wide * pen.rand(f"ty{at}", -0.2, 0.6)
        pen.fill(ink.brush([(x - wide * 0.1, y + 14), (x, y - 10), (x + wide * 0.12, y + 14)], 26), light, alpha=0.7)


def pine(pen: Pen, *, leaf: str = "#2f6b58", tall: float = 2300) -> None:
    """A fir in three skirts."""
    pen.shape(ink.rectangle(Box(-60, -tall * 0.2, 120, tall * 0.2 + 10)), "#6a4632", shade=(24, 0))
    for at, (base, top, half) in enumerate(((0.10, 0.56, 0.26), (0.34, 0.80, 0.21), (0.58, 1.0, 0.15))):
        y0, y1, w = -tall * base, -tall * top, tall * half
        jag = [
            (-w, y0 + 20),
            (-w * 0.6, y0 - 24),
            (-w * 0.34, y0 + 34),
            (0, y0 - 16),
            (w * 0.34, y0 + 34),
            (w * 0.6, y0 - 24),
            (w, y0 + 20),
        ]
        side = [(w * 0.36, y0 + (y1 - y0) * 0.52), (0, y1), (-w * 0.36, y0 + (y1 - y0) * 0.52)]
        pen.shape(ink.smooth([*jag, *side], tension=0.45), ink.mix(leaf, "#8fd08a", 0.09 * at), shade=(w * 0.22, 12))
        if pen.mood.weather == "snow":
            cap = [
                (0, y1),
                (w * 0.3, y0 + (y1 - y0) * 0.55),
                (w * 0.1, y0 + (y1 - y0) * 0.64),
                (-w * 0.08, y0 + (y1 - y0) * 0.5),
                (-w * 0.3, y0 + (y1 - y0) * 0.55),
            ]
            pen.fill(ink.smooth(cap, tension=0.5), "#f4f7ff", alpha=0.95)


def trunk(pen: Pen, *, bark: str = "#5d4a58", wide: float = 150, tall: float = 4200) -> None:
    """A big forest trunk whose crown is above the picture, with roots and a branch."""
    w = wide
    left = [(-w * 1.9, 14), (-w * 0.95, -90), (-w * 0.62, -420), (-w * 0.55, -tall)]
    right = [(w * 0.55, -tall), (w * 0.58, -420), (w * 0.9, -100), (w * 2.0, 14)]
    foot = [(w * 0.8, -16), (w * 0.1, 26), (-w * 0.7, -10)]
    pen.shape(ink.smooth([*left, *right, *foot], tension=0.8), bark, shade=(w * 0.42, 0))
    for at in range(6):
        x, y = pen.rand(f"bx{at}", -0.4, 0.35) * w, -pen.rand(f"by{at}", 0.1, 0.6) * tall * 0.8
        pen.fill(
            ink.brush([(x, y), (x + w * 0.06, y - 90), (x - w * 0.03, y - 190)], w * 0.11),
            ink.mix(bark, "#20123a", 0.45),
            alpha=0.8,
        )
    if pen.rand("branch") > 0.4:
        side = 1 if pen.rand("side") > 0.5 else -1
        y = -pen.rand("up", 1500, 2300)
        pen.shape(
            ink.brush([(0, y + 60), (side * w * 1.6, y - 60), (side * w * 3.0, y - 360)], w * 0.7, profile=ink.fade), bark
        )


def bush(pen: Pen, *, leaf: str = "#3f8a50", wide: float = 420, tall: float = 300) -> None:
    """A low round bush, white where it snows."""
    leaf = ink.mix(leaf, "#eef3ff", 0.55) if pen.mood.weather == "snow" else leaf
    pen.shape(lump(pen, 0, -tall * 0.42, wide * 0.6, tall * 0.55, bumps=8), leaf, shade=(wide * 0.08, tall * 0.14))
    for at in range(6):
        x, y = pen.rand(f"x{at}", -0.4, 0.4) * wide, -tall * pen.rand(f"y{at}", 0.35, 0.75)
        pen.fill(ink.brush([(x - 26, y + 10), (x, y - 12), (x + 28, y + 10)], 16), ink.mix(leaf, "#f4ffb0", 0.35), alpha=0.7)


def fern(pen: Pen, *, leaf: str = "#3d7a52") -> None:
    """A tuft of long leaves."""
    for at in range(7):
        lean = (at - 3) * 95 + pen.rand(at, -20, 20)
        high = 330 - abs(at - 3) * 45
        pen.shape(
            ink.brush([(0, 0), (lean * 0.35, -high * 0.7), (lean, -high * 0.86), (lean * 1.45, -high * 0.6)], 52),
            ink.mix(leaf, "#bff08a", 0.07 * (at % 3)),
            line=pen.line * 0.7,
        )


def grass(pen: Pen, *, leaf: str = "#5aa04a") -> None:
    """A tuft of grass."""
    blades = []
    for at in range(6):
        x, lean = (at - 2.5) * 20, (at - 2.5) * 26 + pen.rand(at, -18, 18)
        high = pen.rand(f"h{at}", 70, 140)
        blades.append(ink.polygon([(x - 9, 0), (x + lean, -high), (x + 9, 0)]))
    pen.fill(" ".join(blades), leaf)


def flowers(pen: Pen, *, colours: tuple[str, ...] = ("#ff6f91", "#ffd166", "#ffffff", "#b08cff")) -> None:
    """A patch of small flowers."""
    for at in range(7):
        x, y = pen.rand(f"x{at}", -230, 230), -pen.rand(f"y{at}", 40, 130)
        pen.items.append(Path(ink.polygon([(x, 0), (x, y)], closed=False), stroke=pen.tint("#3f8a4a"), width=8))
        petals = " ".join(ink.ellipse(x + 17 * math.cos(a), y + 17 * math.sin(a), 14, 14) for a in (0.3, 1.56, 2.8, 4.07, 5.3))
        pen.fill(petals, ink.pick(colours, pen.seed, at))
        pen.fill(ink.ellipse(x, y, 10, 10), "#ffe79a")


def mushrooms(pen: Pen, *, cap: str = "#e2483d") -> None:
    """Two toadstools."""
    for x, size in ((-60, 1.0), (70, 0.66)):
        pen.shape(
            ink.smooth([(x - 26 * size, 0), (x - 18 * size, -90 * size), (x + 18 * size, -90 * size), (x + 28 * size, 0)]),
            "#f3e3c8",
        )
        pen.shape(
            ink.smooth(
                [
                    (x - 90 * size, -84 * size),
                    (x - 60 * size, -150 * size),
                    (x, -178 * size),
                    (x + 62 * size, -150 * size),
                    (x + 90 * size, -84 * size),
                    (x, -72 * size),
                ]
            ),
            cap,
            shade=(14, 12),
        )
        pen.fill(
            " ".join(
                ink.ellipse(x + u * size, v * size, r * size, r * size)
                for u, v, r in ((-34, -118, 14), (18, -140, 17), (52, -106, 10))
            ),
            "#fff4e4",
        )


def rock(pen: Pen, *, colour: str = "#8c8798", wide: float = 420, tall: float = 280) -> None:
    """A boulder."""
    w, h = wide / 2, tall
    d = ink.smooth(
        [(-w, 8), (-w * 0.9, -h * 0.5), (-w * 0.35, -h), (w * 0.35, -h * 0.92), (w * 0.9, -h * 0.45), (w, 8)], tension=0.55
    )
    pen.shape(d, colour, shade=(w * 0.35, h * 0.14))
    pen.stroke([(-w * 0.1, -h * 0.6), (0, -h * 0.42), (-w * 0.08, -h * 0.25)], pen.line * 0.6)


def palm(pen: Pen) -> None:
    """A leaning palm tree with coconuts."""
    stem = [(0, 10), (60, -500), (160, -1000), (330, -1500)]
    pen.shape(ink.brush(stem, 150, profile=lambda t: 1 - 0.45 * t), "#a87a4e", shade=(24, 0))
    for t in range(1, 9):
        x, y = 330 * (t / 9) ** 1.7, -1500 * t / 9
        pen.stroke([(x - 44, y + 6), (x + 8, y + 20), (x + 48, y - 4)], pen.line * 0.5)
    for at, (dx, dy) in enumerate(((-560, 130), (-470, -220), (-120, -420), (300, -330), (560, -60), (480, 260), (-260, 330))):
        spots = [(330, -1500), (330 + dx * 0.5, -1500 + dy * 0.5 - 120), (330 + dx, -1500 + dy)]
        pen.shape(ink.brush(spots, 150), ink.mix("#3f9a5a", "#d0f08a", 0.08 * (at % 3)), shade=(0, 16))
    for x, y in ((300, -1440), (380, -1430), (340, -1390)):
        pen.shape(ink.ellipse(x, y, 48, 50), "#7a4d30")


def cactus(pen: Pen) -> None:
    """A saguaro with two arms and a flower."""
    pen.shape(
        ink.capsule((-190, -470), (-190, -720), 62, 58) + " " + ink.capsule((-190, -470), (0, -430), 60, 60),
        "#4f9260",
        shade=(18, 6),
    )
    pen.shape(
        ink.capsule((200, -620), (200, -860), 58, 52) + " " + ink.capsule((200, -620), (0, -560), 56, 56),
        "#4f9260",
        shade=(18, 6),
    )
    pen.shape(ink.capsule((0, 0), (0, -1120), 105, 92), "#57a06a", shade=(40, 10))
    for x in (-42, 0, 42):
        pen.stroke([(x, -60), (x, -1080)], pen.line * 0.45)
    pen.shape(ink.ellipse(0, -1216, 44, 34), "#ff7fa5")


def crystal(pen: Pen, *, colour: str = "#6fe0e8") -> None:
    """A cluster of shining crystals."""
    pen.halo(0, -220, 620, alpha=0.55, colour=colour)
    for x, lean, high, wide in ((-110, -110, 320, 70), (120, 130, 280, 64), (0, 10, 520, 96)):
        spots = [
            (x - wide, 6),
            (x - wide + lean, -high * 0.8),
            (x + lean, -high),
            (x + wide + lean, -high * 0.78),
            (x + wide, 6),
        ]
        pen.items.extend(ink.outlined(ink.polygon(spots), ink.mix(pen.tint(colour), colour, 0.7), ink=pen.ink, width=pen.line))
        pen.shine(ink.polygon([spots[0], spots[1], spots[2], (x + 6, 6)]), "#ffffff", alpha=0.35)


def campfire(pen: Pen) -> None:
    """Burning logs between stones."""
    pen.halo(0, -240, 1100, colour="#ffb347", least=0.45)
    for x in (-190, -110, 120, 200):
        pen.shape(ink.ellipse(x, -20, 62, 42), "#7d7788")
    pen.shape(ink.capsule((-170, -20), (130, -90), 36, 32), "#7a4a2e")
    pen.shape(ink.capsule((170, -20), (-130, -90), 36, 32), "#8a5636")
    flame = [
        (-120, -60),
        (-150, -190),
        (-80, -270),
        (-70, -390),
        (10, -300),
        (30, -470),
        (110, -290),
        (140, -180),
        (110, -60),
        (0, -30),
    ]
    pen.items.extend(ink.outlined(ink.smooth(flame, tension=0.8), "#ff8a3c", ink=pen.ink, width=pen.line))
    pen.shine(ink.smooth([(x * 0.62, y * 0.68 - 20) for x, y in flame], tension=0.8), "#ffd166")
    pen.shine(ink.smooth([(x * 0.3, y * 0.4 - 28) for x, y in flame], tension=0.8), "#fff6d0")


def snowman(pen: Pen) -> None:
    """Three balls, coals and a carrot."""
    for y, r in ((-230, 240), (-560, 175), (-820, 130)):
        pen.shape(ink.ellipse(0, y, r, r * 0.95), "#f4f7ff", shade=(r * 0.2, r * 0.16))
    pen.fill(" ".join(ink.ellipse(x, y, 14, 14) for x, y in ((-46, -850), (46, -850), (0, -620), (0, -540))), "#2a2038")
    pen.shape(ink.polygon([(0, -826), (120, -800), (4, -790)]), "#f08a3c")
    pen.shape(ink.rectangle(Box(-120, -990, 240, 46), radius=16), "#3a3050")
    pen.shape(ink.rectangle(Box(-80, -1150, 160, 170), radius=14), "#3a3050")
