"""Standing things in houses. Each function draws one with a `Pen` in figure coordinates."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Path
from comics.drawing.geometry import Box
from comics.engines.storyboard.props_street import SEAT_HEIGHT
from comics.engines.storyboard.scenery import Pen


def table(pen: Pen, *, cloth: str = "") -> None:
    """A table with cups; with a cloth where a colour is given."""
    for x in (-440, 380):
        pen.box(x, -500, 60, 500, "#8a5a36", radius=8)
    if cloth:
        pen.shape(
            ink.smooth(
                [
                    (-560, -560),
                    (560, -560),
                    (590, -300),
                    (440, -340),
                    (290, -290),
                    (140, -340),
                    (0, -295),
                    (-150, -340),
                    (-300, -290),
                    (-440, -340),
                    (-590, -300),
                ],
                tension=0.5,
            ),
            cloth,
            shade=(40, 0),
        )
    pen.box(-560, -590, 1120, 66, cloth or "#a8703f", radius=20)
    for x, colour in ((-250, "#f4f1ff"), (180, "#ffb5a7")):
        pen.shape(ink.smooth([(x - 52, -690), (x - 40, -594), (x + 40, -594), (x + 52, -690)], tension=0.4), colour)
        pen.stroke([(x + 50, -672), (x + 92, -650), (x + 44, -616)], pen.line)


def chair(pen: Pen, *, colour: str = "#c4694a") -> None:
    """A kitchen chair."""
    for x in (-150, 110):
        pen.box(x, -380, 40, 386, "#8a5a36", radius=6)
    pen.box(-160, -860, 320, 60, colour, radius=20)
    for x in (-150, 110):
        pen.box(x, -820, 40, 440, colour, radius=8)
    pen.box(-190, -430, 380, 64, colour, radius=18, shade=(0, 14))


def chest(pen: Pen) -> None:
    """A treasure chest, open, full of gold."""
    pen.halo(0, -420, 900, colour="#ffd75e", alpha=0.8, least=0.6)
    pen.shape(
        ink.smooth([(-330, -360), (-340, -560), (-220, -690), (220, -690), (340, -560), (330, -360)], tension=0.6),
        "#8a4f2c",
        shade=(0, 30),
    )
    for at in range(13):
        x, y = (at - 6) * 46, -350 - 80 * math.sin(math.pi * (at + 0.5) / 13) - pen.rand(at, 0, 30)
        gold = ink.mix(pen.tint("#ffd75e"), "#ffd75e", 0.7)
        pen.items.extend(ink.outlined(ink.ellipse(x, y, 46, 34), gold, ink=pen.ink, width=pen.line * 0.7))
    pen.box(-350, -350, 700, 350, "#9c5c33", radius=20, shade=(30, 0))
    for x in (-280, 220):
        pen.box(x, -350, 62, 350, "#d8a94a")
    pen.box(-60, -360, 120, 130, "#ffd75e", radius=16)
    pen.fill(ink.ellipse(0, -300, 20, 20), "#3a2438")


def door(pen: Pen, *, colour: str = "#8a4f5c") -> None:
    """A door in its frame."""
    pen.box(-370, -1560, 740, 1566, "#5d4a66", radius=20)
    pen.box(-310, -1500, 620, 1500, colour, radius=10, shade=(30, 0))
    for y in (-1400, -760):
        pen.box(-220, y, 440, 520, ink.mix(colour, "#ffffff", 0.1), radius=10)
    pen.shape(ink.ellipse(230, -740, 40, 40), "#ffd75e")


def column(pen: Pen, *, colour: str = "#a9a2b8", tall: float = 3600) -> None:
    """A stone column whose top is out of sight."""
    pen.box(-190, -tall, 380, tall, colour, shade=(90, 0))
    for x in (-90, 0, 90):
        pen.stroke([(x, -tall), (x, -220)], pen.line * 0.5)
    pen.box(-250, -220, 500, 120, colour, radius=20)
    pen.box(-300, -110, 600, 116, colour, radius=20)


def plant(pen: Pen) -> None:
    """A pot plant."""
    for at in range(7):
        lean = (at - 3) * 105
        pen.shape(
            ink.brush([(0, -260), (lean * 0.5, -520), (lean, -640 + abs(at - 3) * 70)], 110),
            ink.mix("#4f9a5a", "#c8f08a", 0.1 * (at % 3)),
        )
    pen.shape(ink.polygon([(-150, -300), (-110, 0), (110, 0), (150, -300)]), "#c4694a", shade=(40, 0))
    pen.box(-175, -330, 350, 70, "#d07a58", radius=16)


def floor_lamp(pen: Pen) -> None:
    """A standing lamp with a cloth shade."""
    pen.halo(0, -1330, 1150, alpha=0.85, least=0.12)
    pen.box(-22, -1180, 44, 1180, "#5a4a5e", radius=10)
    pen.shape(ink.ellipse(0, -14, 190, 34), "#5a4a5e")
    shade = "#ffdf9a" if pen.mood.dark else pen.tint("#f2d9a8")
    pen.items.extend(
        ink.outlined(
            ink.polygon([(-150, -1500), (150, -1500), (250, -1150), (-250, -1150)]), shade, ink=pen.ink, width=pen.line
        )
    )


def sofa(pen: Pen, *, colour: str = "#5a7fb0") -> None:
    """A wide sofa with two cushions."""
    pen.shape(ink.rectangle(Box(-850, -820, 1700, 620), radius=120), colour, shade=(0, 40))
    pen.shape(ink.rectangle(Box(-760, -440, 1520, 260), radius=70), ink.mix(colour, "#ffffff", 0.14), shade=(0, 30))
    pen.stroke([(0, -430), (0, -200)], pen.line * 0.8)
    for x in (-960, 740):
        pen.shape(ink.rectangle(Box(x, -600, 220, 560), radius=90), colour, shade=(30, 20))
    pen.shape(ink.rectangle(Box(-800, -200, 1600, 160), radius=30), ink.mix(colour, "#2a1a4a", 0.2))
    for x, tone in ((-600, "#ffd166"), (380, "#ef7f6b")):
        pen.shape(ink.superellipse(Box(x, -640, 290, 280)), tone, shade=(20, 20))


def bed(pen: Pen, *, colour: str = "#7a9ad0") -> None:
    """A bed seen from its side."""
    pen.box(-950, -900, 130, 900, "#8a5a36", radius=30)
    pen.box(-900, -380, 1800, 240, "#9a6a42", radius=20)
    pen.shape(ink.rectangle(Box(-880, -520, 1780, 220), radius=80), "#f4f1ff")
    pen.shape(ink.superellipse(Box(-840, -690, 480, 240)), "#ffffff", shade=(20, 20))
    pen.shape(
        ink.smooth([(-380, -560), (300, -590), (900, -540), (920, -180), (-340, -180)], tension=0.5), colour, shade=(0, 40)
    )
    pen.box(840, -620, 110, 620, "#8a5a36", radius=30)


def desk(pen: Pen, *, screen: bool = False) -> None:
    """A desk with books, or a computer."""
    pen.box(-520, -560, 90, 560, "#9a6a42", radius=8)
    pen.box(430, -560, 90, 560, "#9a6a42", radius=8)
    pen.box(-580, -620, 1160, 76, "#c08a58", radius=16, shade=(0, 16))
    if screen:
        pen.halo(60, -880, 520, colour="#9adcff", alpha=0.5, least=0.2)
        pen.box(-180, -1060, 520, 340, "#3a3656", radius=26)
        pen.shine(ink.rectangle(Box(-150, -1030, 460, 280), radius=14), "#a8e4f5")
        pen.box(50, -720, 60, 100, "#3a3656")
        return
    for at, tone in enumerate(("#e2563d", "#f4c74a", "#4f9ab0")):
        pen.box(-400 + at * 14, -680 - at * 58, 330 - at * 30, 58, tone, radius=8)
    pen.shape(ink.ellipse(260, -672, 56, 58), "#e2483d")


def telescope(pen: Pen) -> None:
    """A telescope on a tripod."""
    for x in (-230, 0, 230):
        pen.stroke([(0, -620), (x, 0)], 40)
    pen.shape(ink.polygon([(-330, -520), (-280, -440), (420, -900), (340, -1030)]), "#c9963f", shade=(0, 26))


def machine(pen: Pen) -> None:
    """A machine with dials, for laboratories and ships."""
    pen.box(-320, -980, 640, 980, "#7a86a8", radius=40, shade=(50, 0))
    pen.box(-240, -880, 480, 300, "#26324f", radius=30)
    pen.items.append(
        Path(
            ink.polygon([(-200, -700), (-110, -790), (-40, -690), (50, -820), (130, -720), (200, -760)], closed=False),
            stroke="#7fffc4",
            width=20,
        )
    )
    for x, tone in ((-180, "#ff6b6b"), (0, "#ffd166"), (180, "#7fe0a0")):
        pen.shine(ink.ellipse(x, -440, 56, 56), tone)
        pen.stroke([(x - 56, -440), (x, -384), (x + 56, -440)], pen.line * 0.6)


def workplace(pen: Pen) -> None:
    """A desk with a computer on it."""
    desk(pen, screen=True)


def stool(pen: Pen) -> None:
    """A round stool."""
    for x in (-110, 80):
        pen.box(x, -SEAT_HEIGHT, 34, SEAT_HEIGHT, "#8a5a36", radius=8)
    pen.shape(ink.rectangle(Box(-170, -SEAT_HEIGHT - 30, 340, 62), radius=30), "#c4694a", shade=(0, 16))
