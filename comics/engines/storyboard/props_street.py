"""Standing things out of doors that people made. Each function draws one with a `Pen` in figure coordinates."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Box, Point
from comics.engines.storyboard.scenery import Pen


def street_lamp(pen: Pen, *, tall: float = 2500) -> None:
    """A bowed street lamp with its light."""
    pen.shape(ink.rectangle(Box(-46, -tall, 92, tall + 6), radius=20), "#55526f", shade=(26, 0))
    pen.box(-80, -150, 160, 156, "#4a4764", radius=18)
    bow = [(0, -tall + 30), (-10, -tall - 210), (-170, -tall - 330), (-380, -tall - 290), (-440, -tall - 170)]
    pen.items.append(Path(ink.smooth(bow, closed=False), stroke=pen.ink, width=76))
    pen.items.append(Path(ink.smooth(bow, closed=False), stroke=pen.tint("#55526f"), width=54))
    pen.halo(-440, -tall + 30, 1250, alpha=0.85)
    shade = [
        (-660, -tall + 20),
        (-600, -tall - 130),
        (-440, -tall - 200),
        (-280, -tall - 130),
        (-220, -tall + 20),
        (-440, -tall + 60),
    ]
    pen.shape(ink.smooth(shade, tension=0.8), "#4d4a69", shade=(40, 40))
    lit = "#fff8d8" if pen.mood.lamps > 0.3 else pen.tint("#e9eef6")
    pen.shine(ink.ellipse(-440, -tall + 24, 170, 44), lit)


def lantern_post(pen: Pen, *, tall: float = 1150) -> None:
    """An old street lantern on a short post, with a warm light."""
    pen.box(-30, -tall + 240, 60, tall - 240, "#46425f", radius=14, shade=(16, 0))
    pen.box(-90, -60, 180, 66, "#46425f", radius=14)
    lantern(pen, y=-tall + 250)


def lantern(pen: Pen, *, y: float = 0.0) -> None:
    """A hand or stone lantern standing at height -y, always lit when it is dark."""
    pen.halo(0, y - 160, 900, alpha=0.9, least=0.25)
    pen.box(-95, y - 40, 190, 44, "#46425f", radius=12)
    glass = [(-80, y - 40), (-110, y - 270), (110, y - 270), (80, y - 40)]
    paint = Linear(Point(0, y - 270), Point(0, y - 40), (Stop(0, "#ffb45c"), Stop(0.55, "#fff1b8"), Stop(1, "#ffc36b")))
    pen.items.extend(ink.outlined(ink.polygon(glass), paint, ink=pen.ink, width=pen.line))
    pen.stroke([(0, y - 40), (0, y - 270)], pen.line * 0.7)
    pen.shape(
        ink.smooth([(-140, y - 268), (-60, y - 350), (0, y - 390), (60, y - 350), (140, y - 268)], tension=0.7), "#46425f"
    )
    pen.stroke([(-34, y - 385), (0, y - 440), (34, y - 385)], pen.line * 0.8)


def bench(pen: Pen) -> None:
    """A park bench."""
    for x in (-390, 330):
        pen.box(x, -250, 60, 256, "#4a4660", radius=10)
        pen.box(x + 6, -600, 46, 360, "#4a4660", radius=10)
    for y in (-600, -500, -400):
        pen.box(-470, y, 940, 74, "#a8703f", radius=18, shade=(0, 16))
    pen.shape(ink.polygon([(-500, -250), (-440, -310), (440, -310), (500, -250)]), "#b87d48")
    pen.box(-500, -256, 1000, 56, "#9a6438", radius=14)


def car(pen: Pen, *, colour: str = "#e2483d") -> None:
    """A small round car, seen from the side."""
    body = [
        (-860, -160),
        (-850, -330),
        (-640, -400),
        (-440, -640),
        (-60, -690),
        (300, -650),
        (520, -420),
        (820, -360),
        (880, -180),
        (800, -110),
        (-800, -110),
    ]
    pen.shape(ink.smooth(body, tension=0.7), colour, shade=(0, 70))
    for spots in ([(-540, -410), (-400, -600), (-90, -632), (-90, -410)], [(-30, -410), (-30, -632), (260, -604), (420, -410)]):
        pen.shape(ink.smooth(spots, tension=0.35), "#8fd3ee", line=pen.line * 0.8)
        x, y = spots[1] if spots[0][0] < -500 else (60, -600)
        pen.shine(
            ink.polygon([(x + 60, y + 40), (x + 130, y + 30), (x + 20, y + 170), (x - 40, y + 170)]), "#ffffff", alpha=0.4
        )
    pen.box(-880, -190, 1770, 60, ink.mix(colour, "#3a2a5a", 0.55), radius=26)
    for x in (-520, 500):
        pen.shape(ink.ellipse(x, -130, 150, 150), "#2c2742")
        pen.shape(ink.ellipse(x, -130, 74, 74), "#d8d6e6")
    pen.halo(880, -290, 620, alpha=0.8)
    pen.shape(ink.ellipse(840, -290, 44, 54), "#fff3b8")
    pen.shape(ink.rectangle(Box(-872, -330, 40, 84), radius=14), "#ff8a6b")


def crate(pen: Pen, *, wide: float = 420) -> None:
    """A wooden box."""
    w = wide
    pen.shape(ink.rectangle(Box(-w / 2, -w, w, w)), "#b0793f", shade=(w * 0.1, w * 0.08))
    for y in (0.06, 0.80):
        pen.box(-w / 2, -w + w * y, w, w * 0.14, "#96632f")
    pen.shape(
        ink.polygon(
            [(-w * 0.44, -w * 0.2), (w * 0.34, -w * 0.8), (w * 0.44, -w * 0.8), (w * 0.44, -w * 0.7), (-w * 0.34, -w * 0.2)]
        ),
        "#a36d36",
    )


def barrel(pen: Pen) -> None:
    """A barrel with two hoops."""
    pen.shape(
        ink.smooth([(-170, 0), (-215, -240), (-170, -480), (170, -480), (215, -240), (170, 0)], tension=0.7),
        "#a06a3a",
        shade=(60, 0),
    )
    for y in (-110, -380):
        pen.stroke([(-198, y), (0, y + 24), (198, y)], 44)
        pen.stroke([(-196, y), (0, y + 24), (196, y)], 26, "#7d7890")


def bin_can(pen: Pen) -> None:
    """A ribbed rubbish bin with a crooked lid."""
    pen.shape(ink.polygon([(-170, -470), (-140, 0), (140, 0), (170, -470)]), "#7d8798", shade=(50, 0))
    for x in (-70, 0, 70):
        pen.stroke([(x * 1.1, -420), (x * 0.9, -50)], pen.line * 0.6)
    pen.shape(ink.smooth([(-200, -470), (-150, -540), (20, -580), (170, -530), (200, -480)], tension=0.7), "#8f99aa")


def sign(pen: Pen, *, colour: str = "#b0793f") -> None:
    """A wooden signpost with an arrow."""
    pen.box(-36, -900, 72, 906, "#8a5a36", radius=10, shade=(20, 0))
    pen.shape(ink.polygon([(-330, -880), (250, -880), (380, -760), (250, -640), (-330, -640)]), colour, shade=(0, 24))
    for y, w in ((-800, 380), (-720, 260)):
        pen.stroke([(-240, y), (-240 + w, y)], pen.line * 1.4)


def phone_booth(pen: Pen) -> None:
    """A red telephone box with lit panes."""
    pen.halo(0, -1000, 900, alpha=0.6)
    pen.box(-340, -1750, 680, 1756, "#c9353f", radius=30, shade=(30, 0))
    pen.box(-370, -1820, 740, 150, "#d9424b", radius=40)
    glass = "#fff0b8" if pen.mood.dark else "#bfe3ef"
    for x in (-250, -75, 100):
        for y in range(5):
            pen.items.extend(
                ink.outlined(
                    ink.rectangle(Box(x, -1560 + y * 250, 150, 210), radius=8),
                    glass if pen.mood.dark else pen.tint(glass),
                    ink=pen.ink,
                    width=pen.line * 0.7,
                )
            )


def boat(pen: Pen, *, sail: str = "#fff1d6") -> None:
    """A sailing boat on its waterline."""
    pen.box(-22, -1500, 44, 1200, "#8a5a36", radius=10)
    pen.shape(ink.smooth([(40, -1460), (130, -1000), (430, -430), (40, -400)], tension=0.4), sail, shade=(26, 0))
    pen.shape(
        ink.smooth([(-40, -1320), (-170, -860), (-360, -430), (-40, -410)], tension=0.4),
        ink.mix(sail, "#ff8f6b", 0.45),
        shade=(26, 0),
    )
    pen.shape(
        ink.smooth([(-640, -330), (640, -350), (520, -60), (400, 20), (-420, 20), (-540, -90)], tension=0.5),
        "#c4553f",
        shade=(0, 60),
    )
    pen.stroke([(-600, -230), (0, -200), (590, -240)], 34, "#fff1d6")


def tent(pen: Pen, *, colour: str = "#e8893c") -> None:
    """A ridge tent with an open flap."""
    pen.shape(ink.polygon([(-780, 0), (0, -950), (780, 0)]), colour, shade=(90, 0))
    pen.items.append(Path(ink.polygon([(-230, 0), (0, -760), (230, 0)]), fill=pen.tint("#43305c")))
    pen.halo(0, -220, 520, alpha=0.8)
    pen.shape(ink.polygon([(-230, 0), (0, -760), (-380, 0)]), ink.mix(colour, "#ffffff", 0.18))


def torch(pen: Pen, *, y: float = -1500) -> None:
    """A wall torch at height -y."""
    pen.halo(0, y - 150, 1200, colour="#ffae52", alpha=0.9, least=0.75)
    pen.shape(ink.polygon([(-30, y + 220), (-56, y - 60), (56, y - 60), (30, y + 220)]), "#6a4632")
    flame = [(-70, y - 50), (-84, y - 170), (-30, y - 240), (-10, y - 340), (46, y - 220), (84, y - 150), (66, y - 50)]
    pen.items.extend(ink.outlined(ink.smooth(flame), "#ff9a3c", ink=pen.ink, width=pen.line))
    pen.shine(ink.smooth([(x * 0.55, y - 60 + (v - y + 60) * 0.6) for x, v in flame]), "#ffe08a")


def rocket(pen: Pen) -> None:
    """A rocket on its fins."""
    for side in (-1, 1):
        pen.shape(
            ink.smooth([(side * 200, -700), (side * 520, -260), (side * 500, 0), (side * 240, -200)], tension=0.5), "#e2483d"
        )
    pen.shape(
        ink.smooth(
            [(0, -2300), (230, -1700), (280, -1000), (220, -180), (-220, -180), (-280, -1000), (-230, -1700)], tension=0.8
        ),
        "#e9ecf8",
        shade=(70, 0),
    )
    pen.shape(ink.smooth([(0, -2300), (170, -1880), (0, -1840), (-170, -1880)], tension=0.8), "#e2483d")
    pen.shape(ink.ellipse(0, -1380, 130, 130), "#5a6080")
    pen.shine(ink.ellipse(0, -1380, 92, 92), "#8fe3f5")


def grave(pen: Pen) -> None:
    """A gravestone."""
    pen.shape(ink.smooth([(-200, 0), (-210, -420), (0, -600), (210, -420), (200, 0)], tension=0.7), "#8f8aa0", shade=(46, 30))
    pen.stroke([(0, -470), (0, -290)], 30)
    pen.stroke([(-70, -410), (70, -410)], 30)


def fountain(pen: Pen) -> None:
    """A round fountain with two basins."""
    for x in (-260, -130, 130, 260):
        pen.items.append(
            Path(
                ink.smooth([(x * 0.1, -1080), (x * 0.7, -1180), (x * 1.2, -260)], closed=False),
                stroke="#d8f1ff",
                width=22,
                stroke_alpha=0.8,
            )
        )
    pen.box(-60, -1050, 120, 900, "#a9a2b8", radius=20)
    pen.shape(ink.smooth([(-320, -760), (320, -760), (190, -620), (-190, -620)], tension=0.6), "#b8b2c6")
    pen.shape(ink.smooth([(-760, -260), (760, -260), (690, 10), (-690, 10)], tension=0.35), "#a9a2b8", shade=(0, 40))
    pen.fill(ink.ellipse(0, -262, 690, 60), "#8fd0ee")


def snack_cart(pen: Pen) -> None:
    """A stall with a striped awning and goods."""
    for x in (-560, 500):
        pen.box(x, -1500, 60, 1500, "#8a5a36")
    pen.box(-640, -640, 1280, 560, "#b0793f", radius=20, shade=(0, 30))
    for ball in range(9):
        tone = ("#e2563d", "#f4b13d", "#6fae4f")[ball % 3]
        pen.shape(ink.ellipse(-520 + ball * 130, -690, 76, 70), tone, shade=(14, 14))
    stripe = 1480 / 8
    for at in range(8):
        left = -740 + at * stripe
        d = ink.smooth(
            [(left, -1540), (left + stripe, -1540), (left + stripe, -1240), (left + stripe / 2, -1180), (left, -1240)],
            tension=0.25,
        )
        pen.shape(d, "#e2483d" if at % 2 else "#fff4e4")


def laundry(pen: Pen) -> None:
    """A line with washing between two poles."""
    for x in (-800, 800):
        pen.box(x - 24, -1450, 48, 1456, "#6d6884", radius=10)
    pen.stroke([(-800, -1380), (0, -1300), (800, -1380)], 14)
    for x, tone, high in ((-560, "#f4f1ff", 420), (-180, "#ef7f6b", 340), (170, "#8fd0ee", 460), (520, "#ffd166", 320)):
        pen.shape(
            ink.smooth(
                [(x - 140, -1320), (x + 140, -1320), (x + 150, -1320 + high), (x + 10, -1350 + high), (x - 140, -1310 + high)],
                tension=0.3,
            ),
            tone,
            shade=(24, 0),
        )


# Seats are as high as the hips of a grown person who sits.
SEAT_HEIGHT = 240.0


def log(pen: Pen) -> None:
    """A log to sit on."""
    pen.shape(ink.rectangle(Box(-300, -SEAT_HEIGHT + 10, 600, SEAT_HEIGHT - 10), radius=100), "#8a5f42", shade=(0, 60))
    pen.shape(ink.ellipse(250, -SEAT_HEIGHT / 2 + 5, 84, SEAT_HEIGHT / 2 - 8), "#d8b184")
    pen.stroke([(226, -150), (252, -172), (276, -130), (250, -84), (214, -110)], pen.line * 0.5)
    for y in (-160, -90):
        pen.stroke([(-220, y), (-60, y - 8), (70, y)], pen.line * 0.5)


def sitting_stone(pen: Pen) -> None:
    """A low flat stone."""
    pen.shape(
        ink.smooth(
            [(-260, 6), (-250, -150), (-150, -SEAT_HEIGHT), (150, -SEAT_HEIGHT - 8), (250, -140), (270, 6)], tension=0.6
        ),
        "#968fa6",
        shade=(60, 30),
    )


def sitting_box(pen: Pen) -> None:
    """A low crate."""
    pen.box(-200, -SEAT_HEIGHT, 400, SEAT_HEIGHT, "#a8713c", radius=8, shade=(40, 0))
    for y in (-SEAT_HEIGHT, -60):
        pen.box(-210, y, 420, 54, "#94602f", radius=8)


def house_front(pen: Pen, *, colour: str = "#d9a878") -> None:
    """The front of a small house: a door under an awning, a lit window, a lantern."""
    pen.box(-780, -2350, 1560, 2356, colour, radius=10)
    for y in (-2200, -1900, -1600, -300):
        pen.stroke([(-760, y), (-420, y)], pen.line * 0.5)
        pen.stroke([(380, y - 150), (740, y - 150)], pen.line * 0.5)
    pen.box(-560, -1400, 640, 1406, "#5d4a66", radius=16)
    pen.box(-500, -1340, 520, 1340, "#a8505c", radius=10, shade=(26, 0))
    pen.shape(ink.ellipse(-70, -660, 34, 34), "#ffd75e")
    glass = "#ffe08f" if pen.mood.dark else pen.tint("#bfe3ef")
    pen.box(200, -1360, 470, 640, "#5d4a66", radius=12)
    pen.items.extend(ink.outlined(ink.rectangle(Box(240, -1320, 390, 560)), glass, ink=pen.ink, width=pen.line * 0.7))
    pen.stroke([(435, -1320), (435, -760)], pen.line * 0.8)
    pen.stroke([(240, -1060), (630, -1060)], pen.line * 0.8)
    pen.halo(435, -1040, 900, alpha=0.5)
    stripe = 1660 / 8
    for at in range(8):
        left = -830 + at * stripe
        spots = [
            (left + 20, -1760),
            (left + stripe + 20, -1760),
            (left + stripe, -1500),
            (left + stripe / 2, -1440),
            (left, -1500),
        ]
        pen.shape(ink.smooth(spots, tension=0.25), "#e2563d" if at % 2 else "#fff4e4")
    pen.halo(140, -1180, 420, alpha=0.7)
    lit = "#ffe9a8" if pen.mood.dark else pen.tint("#ffd98a")
    pen.items.extend(ink.outlined(ink.rectangle(Box(100, -1250, 80, 130), radius=16), lit, ink=pen.ink, width=pen.line * 0.8))
