"""Rooms where people learn, work, shop and perform: classroom, office, library, laboratory, shop, stage, great hall."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard import props_house as house
from comics.engines.storyboard import props_street as street_things
from comics.engines.storyboard.places_inside import bookshelf, pendant, picture_frame, rug
from comics.engines.storyboard.scenery import Pen, Scenery
from comics.engines.storyboard.walls import back_quad, room, side_quad, view_window


def classroom(scene: Scenery) -> None:
    """A classroom: chalkboard with doodles, windows, a globe, rows of desks."""
    room(scene, wall="#e8dfb8", floor="#c49260", wide=2700, deep=2300)
    z = 2300
    scene.poly(back_quad(z, -1300, 900, 950, 2150), "#9a6a42", line=1)
    scene.poly(back_quad(z - 4, -1220, 820, 1030, 2070), "#2f6a58", line=0.7)
    chalk = [
        ((-1000, 1800, z - 8), (-500, 1800, z - 8)),
        ((-1000, 1650, z - 8), (-640, 1650, z - 8)),
        ((-1000, 1500, z - 8), (-420, 1500, z - 8)),
        ((0, 1250, z - 8), (200, 1850, z - 8)),
        ((200, 1850, z - 8), (420, 1250, z - 8)),
        ((0, 1250, z - 8), (420, 1250, z - 8)),
    ]
    scene.lines(chalk, "#f0f4ec", width=1.0, alpha=0.8, z=z)
    centre, scale = scene.cam.at(610, 1560, z), scene.cam.scale(z)
    scene.back.append(
        Path(
            ink.ellipse(centre.x, centre.y, 130 * scale, 130 * scale),
            stroke=scene.tint("#f0f4ec", z),
            width=scene.cam.stroke,
            stroke_alpha=0.8,
        )
    )
    view_window(scene, z, 1300, 1000, 1000, 1100)
    picture_frame(scene, z, -2300, 1350, 560, 480, "map")
    for depth in (1550, 850):
        for x in (-2000, -750, 750, 2000):
            scene.stand(house.desk, x, depth, size=0.62)
    scene.stand(_globe, 1150, 1950)
    scene.stand(house.plant, -2450, 1900, size=0.9)


def _globe(pen: Pen) -> None:
    """A globe on a stand."""
    pen.box(-60, -700, 120, 700, "#8a5a36", radius=14)
    pen.shape(ink.ellipse(0, -860, 230, 230), "#4f9ad0", shade=(40, 40))
    pen.fill(ink.smooth([(-120, -980), (-20, -1010), (30, -900), (-40, -820), (-130, -860)]), "#7fb85c")
    pen.fill(ink.smooth([(60, -800), (150, -820), (120, -720), (60, -700)]), "#7fb85c")


def office(scene: Scenery) -> None:
    """An office high over the town: wide window, desks with screens, a board, a plant."""
    room(scene, wall="#c4ccd8", floor="#8f8aa0", wide=2700, deep=2200, planks="tiles")
    view_window(scene, 2200, -1700, 700, 2400, 1450, city=True)
    scene.poly(back_quad(2200, 1150, 2350, 1050, 1950), "#c49260", line=0.9)
    for at, (x, y, tone) in enumerate(
        (
            (1250, 1600, "#ffe79a"),
            (1560, 1680, "#ffb5a7"),
            (1900, 1560, "#a8e0d0"),
            (1380, 1200, "#fffaf0"),
            (1820, 1180, "#ffe79a"),
        )
    ):
        scene.poly(back_quad(2190 - at, x, x + 230, y, y + 230), tone, line=0.5)
    scene.lines(
        [
            ((1370, 1680, 2180), (1660, 1760, 2180)),
            ((1660, 1760, 2180), (2000, 1650, 2180)),
            ((1660, 1760, 2180), (1480, 1300, 2180)),
        ],
        "#d9424b",
        width=0.9,
        alpha=1,
    )
    for x, z in ((-1700, 1500), (1700, 1450)):
        scene.stand(house.workplace, x, z)
    scene.stand(house.plant, -2350, 1900)
    scene.stand(house.plant, 2400, 800)
    pendant(scene, -900, 1100, colour="#5a6080")
    pendant(scene, 900, 1100, colour="#5a6080")


def library(scene: Scenery) -> None:
    """A library: walls of books on three sides, a ladder, a reading lamp, a tall window."""
    room(scene, wall="#a8785a", floor="#8a5a44", wide=2100, deep=3200, high=3300)
    bookshelf(scene, 3190, -2050, wide=1250, high=3000, shelves=6)
    bookshelf(scene, 3190, 800, wide=1250, high=3000, shelves=6)
    view_window(scene, 3200, -520, 700, 1040, 2100)
    for side in (-1, 1):
        _side_books(scene, side * 2080)
    rug(scene, 0, 900, 2300, 1500, "#a8404a")
    scene.stand(_ladder, 1500, 2500)
    scene.stand(house.desk, -1100, 2000)
    scene.stand(house.floor_lamp, -1720, 1900)
    scene.stand(house.floor_lamp, 1750, 1200)


def _side_books(scene: Scenery, x: float) -> None:
    near, deep, step = scene.cam.near, 3150.0, 560.0
    scene.poly(side_quad(x, near, deep, 0, 3100), "#6a4632", line=0.9)
    for shelf in range(5):
        base = shelf * step + 120
        scene.poly(side_quad(x * 0.995, near, deep, base, base + step - 80), "#43283a", line=0.5)
        z, at = near, 0
        quads: dict[str, list[list[tuple[float, float, float]]]] = {}
        while z < deep - 120:
            w, h = scene.rand(f"sw{x}{shelf}{at}", 90, 190), (step - 110) * scene.rand(f"sh{x}{shelf}{at}", 0.6, 0.95)
            tone = ink.pick(("#c9504a", "#e0a94a", "#4f8fa8", "#6f9a5a", "#8a6ab0", "#e6d8b8"), scene.seed, round(x), shelf, at)
            quads.setdefault(tone, []).append(side_quad(x * 0.99, z, min(z + w - 12, deep), base, base + h))
            z, at = z + w, at + 1
        for tone, found in quads.items():
            scene.patches(found, tone, alpha=1, z=1200)


def _ladder(pen: Pen) -> None:
    """A leaning ladder."""
    for x in (-150, 110):
        pen.shape(ink.polygon([(x, 0), (x + 160, -2400), (x + 210, -2400), (x + 50, 0)]), "#b58a5c")
    for at in range(1, 9):
        pen.box(-130 + at * 17.5, -at * 270, 270, 44, "#c49a68", radius=8)


def laboratory(scene: Scenery) -> None:
    """A laboratory: machines with dials, benches with coloured flasks, pipes, a big screen."""
    room(scene, wall="#a8c4c9", floor="#8a98a8", wide=2600, deep=2200, planks="tiles")
    scene.poly(back_quad(2200, -1000, 1000, 1050, 2200), "#4a5a78", line=1)
    scene.shine(back_quad(2196, -900, 900, 1150, 2100), "#1f3a4f", line=0.7)
    scene.lines([((-900, y, 2190), (900, y, 2190)) for y in range(1250, 2100, 140)], "#3f8a8f", width=0.5, alpha=0.6)
    wave = [
        scene.cam.at(-850 + 100 * t, 1620 + (260 if t % 4 == 1 else -180 if t % 4 == 3 else 0) * scene.rand(t, 0.4, 1), 2185)
        for t in range(18)
    ]
    scene.back.append(Path(ink.polygon(wave, closed=False), stroke="#7fffc4", width=scene.cam.stroke * 1.2))
    scene.glow(0, 1620, 2190, 1500, colour="#7fffd4", alpha=0.3)
    for x in (-2300, 2300):
        scene.poly([(x, 0, 2100), (x, 2700, 2100), (x * 0.94, 2700, 2100), (x * 0.94, 0, 2100)], "#8fa0b8", line=0.8)
    scene.stand(house.machine, -1750, 1800)
    scene.stand(house.machine, 1800, 1800, flip=True)
    for x, z in ((-1650, 1000), (1700, 950)):
        scene.stand(_bench_with_flasks, x, z)


def _bench_with_flasks(pen: Pen) -> None:
    """A bench with three flasks."""
    pen.box(-600, -560, 1200, 560, "#7a8aa8", radius=20, shade=(40, 0))
    pen.box(-650, -620, 1300, 80, "#e6ecf2", radius=20)
    for x, tone in ((-380, "#7fe08f"), (0, "#ff8fb0"), (380, "#8fb8ff")):
        pen.halo(x, -760, 380, colour=tone, alpha=0.4, least=0.5)
        flask = [
            (x - 36, -980),
            (x - 36, -860),
            (x - 130, -650),
            (x - 110, -622),
            (x + 110, -622),
            (x + 130, -650),
            (x + 36, -860),
            (x + 36, -980),
        ]
        pen.shape(ink.polygon(flask), "#e4f4fa")
        pen.shine(
            ink.polygon([(x - 92, -730), (x - 122, -650), (x - 106, -630), (x + 106, -630), (x + 122, -650), (x + 92, -730)]),
            tone,
        )


def shop(scene: Scenery) -> None:
    """A small shop: shelves full of goods, a counter with a till, bunting."""
    room(scene, wall="#d8b8a0", floor="#b8845c", wide=2400, deep=2000)
    for x in (-2200, -700, 800):
        _goods(scene, 1990, x)
    flags = [
        [
            (x, 2420 - 90 * (1 - abs(x) / 2300), 1300),
            (x + 230, 2420 - 90 * (1 - abs(x + 230) / 2300), 1300),
            (x + 115, 2140, 1300),
        ]
        for x in range(-2200, 2200, 260)
    ]
    for at, flag in enumerate(flags):
        scene.poly(flag, ("#e2563d", "#f4b13d", "#4f9ab0", "#8fb86a")[at % 4], line=0.6)
    scene.poly(back_quad(1350, 500, 2400, 0, 780), "#8a5a4a", line=0.9)
    scene.poly([(440, 840, 1290), (2400, 840, 1290), (2400, 840, 1600), (440, 840, 1600)], "#e0b888", line=0.8)
    scene.poly(back_quad(1290, 440, 2400, 770, 840), "#c4946a", line=0.8)
    scene.stand(_till, 1350, 1400, y=840)
    scene.stand(street_things.crate, -1500, 1000, wide=420)
    scene.stand(street_things.barrel, -1950, 900)
    pendant(scene, -700, 900)
    pendant(scene, 900, 900)


def _goods(scene: Scenery, z: float, x: float) -> None:
    """A set of shelves with jars, boxes, bottles and loaves."""
    scene.poly(back_quad(z, x, x + 1400, 0, 2100), "#8a5f42", line=1)
    for shelf in range(4):
        base = 70 + shelf * 510
        scene.poly(back_quad(z, x + 50, x + 1350, base, base + 430), "#5d4048", line=0.6)
        for at in range(6):
            key = f"good{x}{shelf}{at}"
            middle, high = x + 150 + at * 215, scene.rand(key, 190, 350)
            tone = ink.pick(("#e2563d", "#f4b13d", "#4f9ab0", "#8fb86a", "#f0e4c8", "#c97ab0"), scene.seed, key)
            kind = int(scene.rand(key + "kind") * 3)
            if kind == 0:
                scene.poly(back_quad(z - 4, middle - 85, middle + 85, base, base + high), tone, line=0.6)
                scene.poly(back_quad(z - 6, middle - 85, middle + 85, base + high * 0.35, base + high * 0.62), "#fff4e0")
            elif kind == 1:
                spots = [(-80, 0), (-80, 0.6), (-32, 0.75), (-32, 1.0), (32, 1.0), (32, 0.75), (80, 0.6), (80, 0)]
                scene.poly([(middle + u, base + high * v, z - 4) for u, v in spots], tone, line=0.6)
            else:
                spots = [(-90, 0), (-100, 0.35), (-60, 0.62), (0, 0.7), (60, 0.62), (100, 0.35), (90, 0)]
                scene.poly([(middle + u, base + 260 * v, z - 4) for u, v in spots], tone, line=0.6, soft=True)


def _till(pen: Pen) -> None:
    """A cash register."""
    pen.shape(ink.polygon([(-260, 0), (-220, -320), (220, -320), (260, 0)]), "#c9504a", shade=(40, 0))
    pen.box(-130, -460, 260, 130, "#3a3656", radius=14)
    for x in (-140, -50, 40, 130):
        for y in (-230, -150, -70):
            pen.fill(ink.ellipse(x, y, 26, 22), "#fff4e4")


def stage(scene: Scenery) -> None:
    """A stage: curtains, boards, spotlights, footlights."""
    room(scene, wall="#5a3a6a", floor="#b07d50", wide=2800, deep=2000, high=3600)
    scene.poly(back_quad(1990, -2800, 2800, 0, 3600), "#46306a")
    _stage_curtains(scene)
    _beams(scene)


def _beams(scene: Scenery) -> None:
    """Two spotlights that meet on the boards."""
    for x in (-1300, 1300):
        top, foot = scene.cam.at(x, 3500, 900), scene.cam.at(x * 0.15, 0, 300)
        scale = scene.cam.scale(300)
        beam = ink.polygon(
            [(top.x - 20, top.y), (top.x + 20, top.y), (foot.x + 700 * scale, foot.y), (foot.x - 700 * scale, foot.y)]
        )
        scene.back.append(
            Path(beam, fill=Linear(Point(0, top.y), Point(0, foot.y), (Stop(0, "#fff3c4", 0.34), Stop(1, "#fff3c4", 0.04))))
        )
    rug_at = scene.cam.at(0, 0, 300)
    scene.back.append(
        Path(
            ink.ellipse(rug_at.x, rug_at.y, 1300 * scene.cam.scale(300), 240 * scene.cam.scale(300)),
            fill="#fff3c4",
            fill_alpha=0.28,
        )
    )


def _stage_curtains(scene: Scenery) -> None:
    """Red curtains at both sides and a fringed valance above."""
    for at in range(18):
        x = -2800 + at * 312
        tone = "#a8303f" if at % 2 else "#c4404a"
        if abs(x + 156) > 1050:
            scene.poly([(x, 60, 1800), (x, 3600, 1800), (x + 312, 3600, 1800), (x + 312, 60, 1800)], tone, line=0.6)
    for at in range(10):
        x = -2800 + at * 560
        scene.poly(
            [(x, 3600, 1600), (x + 560, 3600, 1600), (x + 560, 2750, 1600), (x + 280, 2480, 1600), (x, 2750, 1600)],
            "#b8354a",
            line=0.8,
        )
        scene.poly(
            [
                (x, 2790, 1590),
                (x + 280, 2520, 1590),
                (x + 560, 2790, 1590),
                (x + 560, 2700, 1590),
                (x + 280, 2430, 1590),
                (x, 2700, 1590),
            ],
            "#ffd166",
            line=0.5,
        )


def hall(scene: Scenery) -> None:
    """A great hall: columns, banners, a red carpet to a throne, a round window."""
    room(scene, wall="#b8aec4", floor="#a89ab0", wide=2400, deep=5200, high=4600, planks="tiles")
    near = scene.cam.near
    scene.poly([(-480, 0, near), (480, 0, near), (480, 0, 4600), (-480, 0, 4600)], "#b8354a", line=0.7)
    for x in (-440, 400):
        scene.poly([(x, 0, near), (x + 40, 0, near), (x + 40, 0, 4600), (x, 0, 4600)], "#ffd166")
    centre, scale = scene.cam.at(0, 3200, 5200), scene.cam.scale(5200)
    for size, tone in ((900, "#8a7fa0"), (800, "#8fc4e8")):
        scene.back.append(
            Path(
                ink.ellipse(centre.x, centre.y, size * scale, size * scale),
                fill=scene.tint(tone, 4000) if size == 900 else scene.mood.sky[2],
                stroke=scene.ink_at(4000),
                width=scene.cam.stroke * 0.8,
            )
        )
    scene.glow(0, 3200, 5200, 3200, colour=scene.mood.sky[2], alpha=0.5)
    scene.stand(_throne, 0, 4700)
    for z in (4300, 3000, 1700, 500):
        for x in (-1750, 1750):
            scene.stand(house.column, x, z, tall=4600)
            scene.stand(street_things.torch, x, z - 40)


def _throne(pen: Pen) -> None:
    """A throne on two steps."""
    pen.box(-900, -160, 1800, 166, "#c9c0d4")
    pen.box(-650, -320, 1300, 166, "#d4ccde")
    pen.shape(
        ink.smooth(
            [(-360, -320), (-400, -1500), (-200, -1760), (0, -1980), (200, -1760), (400, -1500), (360, -320)], tension=0.5
        ),
        "#d8a94a",
        shade=(60, 0),
    )
    pen.shape(ink.smooth([(-250, -700), (-270, -1400), (0, -1700), (270, -1400), (250, -700)], tension=0.5), "#a8303f")
    pen.box(-430, -820, 860, 170, "#c9963f", radius=50)
    pen.box(-300, -680, 600, 360, "#a8303f", radius=30)
