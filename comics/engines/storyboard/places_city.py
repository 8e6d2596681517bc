"""Places in a town: alley, street, rooftop, bridge, harbour, market, park, station platform."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_things as things
from comics.engines.storyboard.scenery import Pen, Scenery
from comics.engines.storyboard.sky import ridge, sky, skyline
from comics.engines.storyboard.walls import back_quad, back_window, side_quad, side_wall, side_window
from comics.engines.storyboard.weather import reflection, wet_ground


def paving(scene: Scenery, colour: str, *, wide: float, end: float, across: float = 360, rows: float = 300) -> None:
    """Joints of paving stones between ±wide up to depth `end`."""
    near = scene.cam.near
    dark = ink.mix(colour, "#1d1233", 0.55)
    count = int(wide // across)
    scene.lines([((x * across, 0, near), (x * across, 0, end)) for x in range(-count, count + 1)], dark, width=0.45, alpha=0.4)
    z, rungs = near, []
    while z < end:
        rungs.append(((-wide, 0, z), (wide, 0, z)))
        z += rows * (1 + max(0.0, z) / 4000)
    scene.lines(rungs, dark, width=0.45, alpha=0.4)


def alley(scene: Scenery) -> None:
    """A narrow lane between brick houses, lit windows, wires, a bowed lamp."""
    sky(scene, clouds=False)
    skyline(scene, 17000, "#8f7ab0", low=2600, high=6400, wide=1500, lit=0.45)
    skyline(scene, 9500, "#6f5a96", low=900, high=3000, wide=900, lit=0.4)
    scene.glow(0, 900, 9000, 5600, colour=ink.mix(scene.mood.sky[2], scene.mood.glow, 0.3), alpha=0.6)
    scene.ground("#8f6a86", "#e0a896")
    wide = 1330
    paving(scene, "#9a6f86", wide=wide, end=8600)
    wet_ground(scene)
    for side, colour in ((-1, "#94627e"), (1, "#6f629e")):
        _alley_side(scene, side * wide, colour, side)
    for z, high in ((1500, 3300), (2800, 3000), (4600, 2900)):
        _wire(scene, wide, z, high)
    scene.stand(things.street_lamp, 760, 2300)
    reflection(scene, 320, 2300, wide=230, long=2600)
    scene.stand(things.bin_can, -1130, 1500)
    scene.stand(things.crate, 1120, 900, wide=330)
    scene.stand(things.crate, 1050, 1350, wide=300)


def _alley_side(scene: Scenery, x: float, colour: str, side: int) -> None:
    side_wall(scene, x, -9000, 4200, 5200, colour)
    side_wall(scene, x * 1.02, 4200, 8800, 3900, ink.mix(colour, "#a06a8a", 0.4), bricks=False)
    for at, z in enumerate((-700, 560, 1900, 3200)):
        offset = 300 if side > 0 else 0
        side_window(scene, x, z + offset, 1150, lit=scene.rand(f"low{side}{at}") > 0.35)
        side_window(scene, x, z + offset, 2750, lit=scene.rand(f"up{side}{at}") > 0.5)
    for z in (4700, 5900, 7200):
        side_window(scene, x * 1.02, z, 1300, lit=scene.rand(f"far{side}{z}") > 0.3)
    if side < 0:
        pipe = x + 60
        scene.poly([(pipe, 0, 1650), (pipe, 5200, 1650), (pipe + 90, 5200, 1650), (pipe + 90, 0, 1650)], "#8d83a8", line=0.8)
    else:
        _shop_sign(scene, x, 2500)


def _shop_sign(scene: Scenery, x: float, z: float) -> None:
    scene.lines([((x, 2300, z), (x - 520, 2300, z))], "#2b2048", width=1.6, alpha=1, z=z)
    quad = back_quad(z, x - 500, x - 120, 1480, 2240)
    scene.poly(quad, "#d9424b", line=1)
    scene.poly(back_quad(z, x - 450, x - 170, 1540, 2180), "#e8606a")
    scene.poly([(x - 420, 1760, z), (x - 200, 1760, z), (x - 240, 1610, z), (x - 380, 1610, z)], "#fff0d8", line=0.6)
    scene.lines([((x - 370 + d, 1840, z), (x - 350 + d, 2010, z)) for d in (0, 60, 120)], "#fff0d8", width=0.9, alpha=0.9, z=z)


def _wire(scene: Scenery, wide: float, z: float, high: float) -> None:
    spots = [scene.cam.at(-wide + 2 * wide * t / 8, high - 520 * (1 - (t / 4 - 1) ** 2), z) for t in range(9)]
    scene.back.append(Path(ink.smooth(spots, closed=False), stroke=scene.ink_at(z), width=scene.cam.stroke * 0.6))


def street(scene: Scenery) -> None:
    """A wide street with shops, trees and a parked car."""
    sky(scene)
    skyline(scene, 20000, "#8f8ab8", low=2600, high=7000, wide=1900, lit=0.4)
    scene.ground("#77738c", "#a9a3b4")
    near = scene.cam.near
    for side in (-1, 1):
        walk = [(side * 1150, 0, near), (side * 2300, 0, near), (side * 2300, 0, 14000), (side * 1150, 0, 14000)]
        scene.poly(walk, "#b9aeb4", line=0.7)
        scene.poly(
            [(side * 1150, 0, near), (side * 1150, 0, 14000), (side * 1100, 0, 14000), (side * 1090, 0, near)], "#d8d0d2"
        )
        scene.lines(
            [((side * 1150, 0, z), (side * 2300, 0, z)) for z in range(int(near), 9000, 520)], "#5d5470", width=0.4, alpha=0.4
        )
        _shop_row(scene, side)
    dashes = [[(-50, 0, z), (50, 0, z), (50, 0, z + 700), (-50, 0, z + 700)] for z in range(int(near), 12000, 1400)]
    scene.patches(dashes, "#f4ecd0", alpha=0.85)
    wet_ground(scene)
    for side, z in ((-1, 2600), (1, 4600), (-1, 7000)):
        scene.stand(nature.tree, side * 1560, z, size=0.85, leaf="#5aa04a")
    scene.stand(things.street_lamp, 1420, 1500)
    reflection(scene, 980, 1500, wide=200, long=2000)
    reflection(scene, -980, 5200, wide=200, long=2000)
    scene.stand(things.street_lamp, -1420, 5200, flip=True)
    scene.stand(things.car, 830, 3000, flip=True, colour=ink.pick(("#e2483d", "#3f8fc4", "#f0b13d"), scene.seed))


_FRONTS = ("#c97b5a", "#d9a35c", "#8fa6b8", "#b3727f", "#93a878", "#a98ab8")


def _shop_row(scene: Scenery, side: int) -> None:
    x = side * 2300
    z = max(-4200.0, scene.cam.near)
    at = 0
    fronts = []
    while z < 12000:
        long = scene.rand(f"shop{side}{at}", 1700, 2600)
        fronts.append((at, z, min(z + long, 12000.0)))
        z, at = z + long, at + 1
    for at, first, last in reversed(fronts):
        high = scene.rand(f"high{side}{at}", 3300, 5200)
        colour = ink.pick(_FRONTS, scene.seed, side, at)
        side_wall(scene, x, first, last, high, colour, bricks=at < 3)
        middle = (first + last) / 2
        scene.poly(side_quad(x, first + 200, last - 200, 80, 1050), "#4b3f66", line=0.8)
        lit = [side_quad(x, first + 260, middle - 60, 300, 980), side_quad(x, middle + 60, last - 260, 120, 980)]
        for quad in lit:
            tone = "#ffd98a" if scene.mood.dark else scene.tint("#bcd9e6", max(0.0, first))
            scene.shine(quad, tone, line=0.7)
        out = x - side * 520
        tone = ink.pick(("#e2563d", "#3f9a8a", "#f0b13d", "#5a7fc4"), scene.seed, side, at, "awning")
        strips = 6
        for strip in range(strips):
            z1, z2 = (
                first + 150 + (last - first - 300) * strip / strips,
                first + 150 + (last - first - 300) * (strip + 1) / strips,
            )
            scene.poly(
                [(x, 1420, z1), (out, 1080, z1), (out, 1080, z2), (x, 1420, z2)], tone if strip % 2 else "#fff4e4", line=0.6
            )
        for step, y in enumerate((1750, 2800)):
            for spot in (first + 350, middle + 150):
                if y + 900 < high:
                    side_window(scene, x, spot, y, wide=480, high=680, lit=scene.rand(f"w{side}{at}{step}{spot:.0f}") > 0.45)


def rooftop(scene: Scenery) -> None:
    """A flat roof over the town: parapet, water tank, washing, skyline."""
    sky(scene)
    skyline(scene, 26000, "#9a90c0", low=3500, high=9000, wide=2300, lit=0.4)
    skyline(scene, 15000, "#75699c", low=1500, high=5200, wide=1700, lit=0.45)
    skyline(scene, 8000, "#584c80", low=100, high=2100, wide=1300, lit=0.4)
    scene.glow(0, 1500, 14000, 9000, colour=scene.mood.sky[2], alpha=0.35)
    scene.ground("#8a7f94", "#9a8fa4")
    near = scene.cam.near
    paving(scene, "#8a7f94", wide=4200, end=1900, across=600, rows=600)
    wet_ground(scene)
    scene.poly(back_quad(1900, -6000, 6000, 0, 560), "#a5637a", line=1)
    rows = [((-6000, y, 1900), (6000, y, 1900)) for y in (140, 280, 420)]
    scene.lines(rows, "#3b2050", width=0.5, alpha=0.4)
    scene.lines(
        [((x, y, 1900), (x, y + 140, 1900)) for y in (0, 140, 280, 420) for x in range(-5600 + (y % 280), 5600, 400)],
        "#3b2050",
        width=0.5,
        alpha=0.4,
    )
    scene.poly([(-6000, 560, 1900), (-6000, 560, 1650), (6000, 560, 1650), (6000, 560, 1900)], "#c58c98", line=0.8)
    scene.poly(back_quad(1650, -6000, 6000, 490, 560), "#a06a80", line=0.8)
    scene.stand(_water_tank, 1750, 1300)
    scene.stand(things.laundry, -1500, 1500)
    scene.stand(_chimney, 780, 1500)
    scene.stand(_chimney, -2700, 900)


def _water_tank(pen: Pen) -> None:
    """A wooden tank on legs."""
    for x in (-330, 290):
        pen.box(x, -900, 50, 900, "#5d4a66")
    pen.stroke([(-320, -100), (310, -820)], 24, curve=False)
    pen.box(-430, -1750, 860, 880, "#9a6a4e", radius=20, shade=(120, 0))
    for x in (-280, -130, 20, 170, 310):
        pen.stroke([(x, -1740), (x, -890)], pen.line * 0.5)
    pen.shape(ink.polygon([(-480, -1740), (0, -2120), (480, -1740)]), "#6a5a86", shade=(60, 0))


def _chimney(pen: Pen) -> None:
    """A brick chimney with a pot."""
    pen.box(-170, -620, 340, 620, "#a05a58", shade=(60, 0))
    for y in (-480, -330, -180):
        pen.stroke([(-165, y), (165, y)], pen.line * 0.5)
    pen.box(-210, -700, 420, 100, "#b3727f", radius=12)
    pen.shape(ink.polygon([(-90, -700), (-70, -860), (70, -860), (90, -700)]), "#8a4f4c")


def bridge(scene: Scenery) -> None:
    """An old stone bridge with lamps; a river and the lights of a city behind the rail."""
    sky(scene)
    skyline(scene, 24000, "#9a86ba", low=2200, high=7600, wide=1900, lit=0.5)
    skyline(scene, 14000, "#6a5592", low=900, high=3900, wide=1400, lit=0.55)
    _river(scene, 14000, 1100)
    _far_arches(scene, 9000)
    scene.glow(0, 800, 13000, 8000, colour=ink.mix(scene.mood.glow, scene.mood.sky[2], 0.5), alpha=0.4)
    box = scene.cam.frame
    low, high = scene.tint("#a98a92"), scene.tint("#c2a3a4", 900)
    edge = scene.cam.at(0, 0, 900).y
    scene.poly([(-9000, 0, 900), (9000, 0, 900), (9000, 0, scene.cam.near), (-9000, 0, scene.cam.near)],
               Linear(Point(0, edge), Point(0, box.bottom), (Stop(0, high), Stop(1, low))), line=0.8)  # fmt: skip
    paving(scene, "#8a6f86", wide=5200, end=880, across=420, rows=260)
    wet_ground(scene)
    _balustrade(scene, 900)
    for x in range(-5400, 5500, 1800):
        scene.stand(things.lantern_post, x, 700, y=780, tall=1150)
        reflection(scene, x, 640, wide=130, long=1300)


def _river(scene: Scenery, far: float, near: float) -> None:
    cam = scene.cam
    top, low = cam.at(0, -500, far).y, cam.at(0, -500, near).y
    colour = ink.mix(scene.mood.sky[1], scene.tint("#3f6fa8"), 0.5)
    paint = Linear(
        Point(0, top), Point(0, max(low, top + 1)), (Stop(0, ink.mix(colour, scene.mood.sky[2], 0.5)), Stop(1, colour))
    )
    scene.poly([(-60000, -500, far), (60000, -500, far), (60000, -500, near), (-60000, -500, near)], paint)
    streaks = []
    for at in range(46):
        z = near + (far - near) * scene.rand(f"rz{at}") ** 2
        x = scene.rand(f"rx{at}", cam.left(z), cam.right(z))
        a, scale = cam.at(x, -500, z), cam.scale(z)
        wide, high = scene.rand(f"rw{at}", 150, 520) * scale, max(1.0, 26 * scale)
        streaks.append(ink.ellipse(a.x, a.y, wide, high))
    scene.back.append(Path(" ".join(streaks), fill=ink.mix(scene.mood.glow, scene.mood.sky[2], 0.4), fill_alpha=0.5))


def _far_arches(scene: Scenery, z: float) -> None:
    cam = scene.cam
    tone = scene.tint("#5d4a86", z)
    parts = []
    for at in range(-3, 4):
        left, right = at * 3000.0, (at + 1) * 3000.0
        ring = [
            cam.at(left + 260 + (right - left - 520) * t / 8, -500 + 900 * (1 - (t / 4 - 1) ** 2) ** 0.5, z) for t in range(9)
        ]
        crown = [cam.at(right, -500, z), cam.at(right, 800, z), cam.at(left, 800, z), cam.at(left, -500, z)]
        parts.append(ink.polygon([*ring, *crown]))
    scene.back.append(Path(" ".join(parts), fill=tone))


def _balustrade(scene: Scenery, z: float) -> None:
    scene.poly(back_quad(z, -9000, 9000, 0, 120), "#b59aa6", line=0.9)
    posts = [back_quad(z, x, x + 130, 120, 560) for x in range(-5200, 5200, 330)]
    for post in posts:
        scene.poly(post, "#c2a8b0", line=0.8)
    scene.poly(back_quad(z, -9000, 9000, 540, 660), "#cdb4ba", line=0.9)
    scene.poly([(-9000, 660, z), (9000, 660, z), (9000, 660, z - 180), (-9000, 660, z - 180)], "#dcc6c8", line=0.8)
    for x in range(-5400, 5500, 1800):
        scene.poly(back_quad(z - 190, x - 150, x + 150, 0, 690), "#c9a8a8", line=1)
        scene.poly(back_quad(z - 190, x + 60, x + 150, 0, 690), "#a3849a")
        scene.poly(back_quad(z - 200, x - 190, x + 190, 0, 110), "#d6b8b4", line=0.8)
        scene.poly(back_quad(z - 200, x - 190, x + 190, 690, 780), "#e2c8c0", line=0.9)


def harbour(scene: Scenery) -> None:
    """A quay of planks, boats, a lighthouse, barrels and crates."""
    sky(scene)
    ridge(scene, 24000, "#7f8fb8", height=1500, soft=True)
    _river(scene, 30000, 1000)
    scene.stand(_lighthouse, -4200, 11000, size=2.0, y=-300)
    for x, z, sail, flip in (
        (2600, 6200, "#fff1d6", False),
        (-1900, 4800, "#d8ecf5", True),
        (5200, 9500, "#ffd9b0", True),
        (950, 8600, "#fff1d6", False),
    ):
        scene.stand(things.boat, x, z, y=-500, size=1.15, sail=sail, flip=flip)
    near = scene.cam.near
    scene.poly([(-9000, 0, 1000), (9000, 0, 1000), (9000, 0, near), (-9000, 0, near)], "#b58a5c", line=1)
    scene.lines([((-9000, 0, z), (9000, 0, z)) for z in range(int(near), 1000, 230)], "#4a2a3a", width=0.6, alpha=0.55)
    scene.lines(
        [
            ((x + (z % 460), 0, z), (x + (z % 460), 0, z + 230))
            for z in range(int(near), 800, 230)
            for x in range(-5000, 5000, 1500)
        ],
        "#4a2a3a",
        width=0.6,
        alpha=0.55,
    )
    scene.poly(back_quad(1000, -9000, 9000, -260, 0), "#8a6240", line=0.8)
    wet_ground(scene)
    for x in (-2600, -900, 900, 2600):
        scene.stand(_bollard, x, 920)
    scene.stand(things.barrel, -1450, 620)
    scene.stand(things.barrel, -1820, 520)
    scene.stand(things.crate, 1500, 560, wide=460)
    scene.stand(things.crate, 1950, 680, wide=380)


def _bollard(pen: Pen) -> None:
    """A post to moor at, with a rope."""
    pen.box(-80, -330, 160, 340, "#6a4a38", radius=20, shade=(40, 0))
    pen.shape(ink.ellipse(0, -330, 100, 40), "#7d5a44")
    pen.stroke([(-84, -190), (0, -160), (84, -190)], 34, "#d9b98a")


def _lighthouse(pen: Pen) -> None:
    """A striped lighthouse on a rock."""
    pen.shape(nature.lump(pen, 0, 0, 620, 260), "#6d6480", shade=(60, 40))
    pen.shape(ink.polygon([(-210, 0), (-140, -1500), (140, -1500), (210, 0)]), "#f4eee8", shade=(50, 0))
    for low, high in ((0.12, 0.34), (0.56, 0.78)):
        edge = [
            (-210 + 70 * low, -1500 * low),
            (-210 + 70 * high, -1500 * high),
            (210 - 70 * high, -1500 * high),
            (210 - 70 * low, -1500 * low),
        ]
        pen.fill(ink.polygon(edge), "#d9424b")
    pen.halo(0, -1640, 1900, alpha=0.95, least=0.2)
    pen.box(-180, -1540, 360, 60, "#46425f")
    pen.shine(ink.polygon([(-120, -1540), (-120, -1740), (120, -1740), (120, -1540)]), "#fff3b8")
    pen.shape(ink.polygon([(-170, -1730), (0, -1930), (170, -1730)]), "#d9424b")


def market(scene: Scenery) -> None:
    """A square with stalls, lanterns on a line and old houses."""
    sky(scene)
    scene.ground("#b79a86", "#d3bca4")
    _old_houses(scene, 5200)
    paving(scene, "#a5866f", wide=5200, end=5000, across=420, rows=320)
    wet_ground(scene)
    for x, z in ((-1750, 1500), (1800, 1700), (-2300, 3300), (2500, 3600), (250, 4200)):
        scene.stand(things.snack_cart, x, z)
    _lantern_line(scene, 2400, 2500)
    _lantern_line(scene, 900, 2300)


def _old_houses(scene: Scenery, z: float) -> None:
    x, at = scene.cam.left(z) - 400, 0
    while x < scene.cam.right(z):
        wide, high = scene.rand(f"oldw{at}", 1500, 2200), scene.rand(f"oldh{at}", 2300, 3500)
        colour = ink.pick(("#e0b98a", "#d99a7a", "#c9b4c4", "#b8c49a", "#e6cfa0"), scene.seed, at)
        scene.poly([(x, 0, z), (x, high, z), (x + wide, high, z), (x + wide, 0, z)], colour, line=0.9)
        scene.poly([(x - 120, high, z), (x + wide / 2, high + wide * 0.5, z), (x + wide + 120, high, z)], "#a8504a", line=0.9)
        for row in range(2):
            for column in range(2):
                back_window(
                    scene,
                    z,
                    x + wide * (0.14 + 0.46 * column),
                    1150 + row * 1050,
                    wide=wide * 0.24,
                    high=560,
                    lit=scene.rand(f"old{at}{row}{column}") > 0.4,
                )
        scene.poly(back_quad(z, x + wide * 0.4, x + wide * 0.6, 0, 850), "#6a4a58", line=0.8)
        x, at = x + wide, at + 1


def _lantern_line(scene: Scenery, z: float, high: float) -> None:
    spots = [(-2600 + 650.0 * t, high - 330 * (1 - (t / 4 - 1) ** 2)) for t in range(9)]
    curve = [scene.cam.at(x, y, z) for x, y in spots]
    scene.back.append(Path(ink.smooth(curve, closed=False), stroke=scene.ink_at(z), width=scene.cam.stroke * 0.6))
    for at, (x, y) in enumerate(spots[1:-1]):
        colour = ("#ff8a5c", "#ffd166", "#8fd0ee", "#f78fb3")[at % 4]
        centre, r = scene.cam.at(x, y - 110, z), 95 * scene.cam.scale(z)
        if scene.mood.dark:
            scene.glow(x, y - 110, z, 520, colour=colour, alpha=0.55)
        scene.back.append(
            Path(
                ink.ellipse(centre.x, centre.y, r, r * 1.15),
                fill=colour if scene.mood.dark else scene.tint(colour, z),
                stroke=scene.ink_at(z),
                width=scene.cam.stroke * 0.7,
            )
        )


def park(scene: Scenery) -> None:
    """Lawns, a winding path, trees, a bench and a lamp, the town far off."""
    sky(scene)
    skyline(scene, 26000, "#a9b0cc", low=1500, high=4600, wide=1900, lit=0.35)
    ridge(scene, 15000, "#6fa878", height=900, soft=True)
    scene.ground("#79b85c", "#a5cf82")
    nature_path(scene, "#e3cda4")
    wet_ground(scene)
    for at, (x, z) in enumerate(
        ((-3300, 6800), (3000, 7600), (-1500, 9800), (1300, 9000), (-2250, 2900), (2500, 2400), (4600, 4200), (-4800, 4600))
    ):
        scene.stand(nature.tree, x, z, leaf=("#5aa04a", "#74b04e", "#4a9058")[at % 3], tall=2000 + 160 * (at % 3))
    scene.stand(things.bench, -1250, 1350)
    scene.stand(things.lantern_post, 1250, 1600, tall=1900)
    reflection(scene, 1250, 1600)
    scene.stand(nature.flowers, -640, 900)
    scene.stand(nature.flowers, 1500, 700)
    scene.stand(nature.bush, 1950, 1900)
    for at in range(14):
        scene.stand(nature.grass, scene.rand(f"gx{at}", -2600, 2600), scene.rand(f"gz{at}", -300, 3600))


def nature_path(scene: Scenery, colour: str, *, wide: float = 620) -> None:
    """A path that winds from the reader to the horizon."""
    spots = [(-1300, -1200), (-420, 0), (260, 1100), (120, 2400), (-420, 4200), (-200, 7600), (300, 12000)]
    left = [(x - wide / 2, 0, max(z, scene.cam.near)) for x, z in spots]
    right = [(x + wide / 2, 0, max(z, scene.cam.near)) for x, z in reversed(spots)]
    near, far = scene.cam.at(*left[0]), scene.cam.at(*left[-1])
    edges = [[scene.cam.at(*spot) for spot in side] for side in (left, right)]
    d = f"{ink.smooth(edges[0], closed=False)} {ink.smooth(edges[1], closed=False).replace('M', 'L', 1)} Z"
    paint = Linear(Point(0, far.y), Point(0, near.y), (Stop(0, scene.tint(colour, 5000)), Stop(1, scene.tint(colour))))
    scene.back.append(Path(d, fill=paint, stroke=scene.ink_at(2500), width=scene.cam.stroke * 0.6))


def station(scene: Scenery) -> None:
    """A railway platform: roof on posts, a train waiting, a clock."""
    sky(scene)
    skyline(scene, 22000, "#9a90c0", low=1500, high=5200, wide=1900)
    scene.ground("#6d6880", "#8a8598")
    near = scene.cam.near
    side_wall(scene, 1250, near, 11000, 2300, "#c94f4a", bricks=False)
    for z in range(-1200, 10800, 1500):
        side_window(scene, 1250, z, 1050, wide=950, high=720, lit=True)
        scene.poly(side_quad(1250, max(z + 1080, near), z + 1380, 200, 1850), "#a83f42", line=0.8)
    scene.poly(side_quad(1250, near, 11000, 820, 920), "#fff0d8", line=0.6)
    scene.poly([(-9000, 0, near), (1000, 0, near), (1000, 0, 11000), (-9000, 0, 11000)], "#b8afb8", line=0.8)
    scene.poly([(820, 0, near), (930, 0, near), (930, 0, 11000), (820, 0, 11000)], "#ffd166")
    scene.lines([((-6000, 0, z), (820, 0, z)) for z in range(int(near), 9000, 520)], "#5d5470", width=0.45, alpha=0.4)
    wet_ground(scene)
    scene.poly([(-6000, 2900, near), (700, 2700, near), (700, 2700, 10500), (-6000, 2900, 10500)], "#6a5a86", line=0.9)
    for z in (9000, 6400, 4200, 2300):
        scene.stand(things.column, -1500, z, size=0.72, colour="#5a8a8a")
    scene.stand(things.bench, -1900, 1500)
    scene.stand(_clock, -650, 2400)


def _clock(pen: Pen) -> None:
    """A station clock on a post."""
    pen.box(-34, -1900, 68, 1900, "#46425f", radius=12)
    pen.shape(ink.ellipse(0, -2050, 260, 260), "#46425f")
    pen.shine(ink.ellipse(0, -2050, 210, 210), "#fff8e4")
    pen.stroke([(0, -2050), (0, -2200)], 26)
    pen.stroke([(0, -2050), (110, -2000)], 26)
