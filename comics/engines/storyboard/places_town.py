"""Places in a town: bridge, harbour, market, park, station platform."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard import props_house as house
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_street as street_things
from comics.engines.storyboard.grounds import fireflies, paving, river, winding_path
from comics.engines.storyboard.scenery import Pen, Scenery
from comics.engines.storyboard.sky import ridge, sky, skyline
from comics.engines.storyboard.walls import back_quad, back_window, side_quad, side_wall, side_window
from comics.engines.storyboard.weather import reflection, wet_ground


def bridge(scene: Scenery) -> None:
    """An old stone bridge with lamps; a river and the lights of a city behind the rail."""
    sky(scene)
    skyline(scene, 24000, "#9a86ba", low=2200, high=7600, wide=1900, lit=0.5)
    skyline(scene, 14000, "#6a5592", low=900, high=3900, wide=1400, lit=0.55)
    river(scene, 14000, 1100)
    _far_arches(scene, 9000)
    scene.glow(0, 800, 13000, 8000, colour=ink.mix(scene.mood.glow, scene.mood.sky[2], 0.5), alpha=0.4)
    box = scene.cam.frame
    low, high = scene.tint(scene.snowed("#a98a92")), scene.tint(scene.snowed("#c2a3a4"), 900)
    edge = scene.cam.at(0, 0, 900).y
    scene.poly(
        [(-9000, 0, 900), (9000, 0, 900), (9000, 0, scene.cam.near), (-9000, 0, scene.cam.near)],
        Linear(Point(0, edge), Point(0, box.bottom), (Stop(0, high), Stop(1, low))),
        line=0.8,
    )
    paving(scene, "#8a6f86", wide=5200, end=880, across=420, rows=260)
    wet_ground(scene)
    _balustrade(scene, 900)
    for x in range(-5400, 5500, 1800):
        scene.stand(street_things.lantern_post, x, 700, y=780, tall=1150)
        reflection(scene, x, 640, wide=130, long=1300)


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
    river(scene, 30000, 1000)
    scene.stand(_lighthouse, -4200, 11000, size=2.0, y=-300)
    for x, z, sail, flip in (
        (2600, 6200, "#fff1d6", False),
        (-1900, 4800, "#d8ecf5", True),
        (5200, 9500, "#ffd9b0", True),
        (950, 8600, "#fff1d6", False),
    ):
        scene.stand(street_things.boat, x, z, y=-500, size=1.15, sail=sail, flip=flip)
    near = scene.cam.near
    scene.poly(
        [(-9000, 0, 1000), (9000, 0, 1000), (9000, 0, near), (-9000, 0, near)], scene.snowed("#b58a5c", deep=0.6), line=1
    )
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
    scene.stand(street_things.barrel, -1450, 620)
    scene.stand(street_things.barrel, -1820, 520)
    scene.stand(street_things.crate, 1500, 560, wide=460)
    scene.stand(street_things.crate, 1950, 680, wide=380)


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
        scene.stand(street_things.snack_cart, x, z)
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
    winding_path(scene, "#e3cda4")
    wet_ground(scene)
    for at, (x, z) in enumerate(
        ((-3300, 6800), (3000, 7600), (-1500, 9800), (1300, 9000), (-2250, 2900), (2500, 2400), (4600, 4200), (-4800, 4600))
    ):
        scene.stand(nature.tree, x, z, leaf=("#5aa04a", "#74b04e", "#4a9058")[at % 3], tall=2000 + 160 * (at % 3))
    scene.stand(street_things.bench, -1250, 1350)
    scene.stand(street_things.lantern_post, 1250, 1600, tall=1900)
    reflection(scene, 1250, 1600)
    scene.stand(nature.flowers, -640, 900)
    scene.stand(nature.flowers, 1500, 700)
    scene.stand(nature.bush, 1950, 1900)
    for at in range(14):
        scene.stand(nature.grass, scene.rand(f"gx{at}", -2600, 2600), scene.rand(f"gz{at}", -300, 3600))
    fireflies(scene)


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
    scene.poly([(-9000, 0, near), (1000, 0, near), (1000, 0, 11000), (-9000, 0, 11000)], scene.snowed("#b8afb8"), line=0.8)
    scene.poly([(820, 0, near), (930, 0, near), (930, 0, 11000), (820, 0, 11000)], "#ffd166")
    scene.lines([((-6000, 0, z), (820, 0, z)) for z in range(int(near), 9000, 520)], "#5d5470", width=0.45, alpha=0.4)
    wet_ground(scene)
    scene.poly([(-6000, 2900, near), (700, 2700, near), (700, 2700, 10500), (-6000, 2900, 10500)], "#6a5a86", line=0.9)
    for z in (9000, 6400, 4200, 2300):
        scene.stand(house.column, -1500, z, size=0.72, colour="#5a8a8a")
    scene.stand(street_things.bench, -1900, 1500)
    scene.stand(_clock, -650, 2400)


def _clock(pen: Pen) -> None:
    """A station clock on a post."""
    pen.box(-34, -1900, 68, 1900, "#46425f", radius=12)
    pen.shape(ink.ellipse(0, -2050, 260, 260), "#46425f")
    pen.shine(ink.ellipse(0, -2050, 210, 210), "#fff8e4")
    pen.stroke([(0, -2050), (0, -2200)], 26)
    pen.stroke([(0, -2050), (110, -2000)], 26)
