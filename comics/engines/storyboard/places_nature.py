"""Places in the open: forest, beach, lake, mountains, field, desert, the deck of a ship, clouds, a castle on its hill."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Box, Point
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_things as things
from comics.engines.storyboard.places_city import nature_path
from comics.engines.storyboard.scenery import Pen, Scenery
from comics.engines.storyboard.sky import ridge, sky
from comics.engines.storyboard.walls import back_quad
from comics.engines.storyboard.weather import wet_ground


def grass_tufts(scene: Scenery, count: int, *, leaf: str = "#5aa04a", wide: float = 2800, deep: float = 3600) -> None:
    """Tufts of grass strewn over the ground."""
    for at in range(count):
        scene.stand(nature.grass, scene.rand(f"gx{at}", -wide, wide), scene.rand(f"gz{at}", -350, deep), leaf=leaf)


def forest(scene: Scenery) -> None:
    """Trunks in three depths, light between them, ferns and toadstools, a path, leaves framing the top."""
    top, middle, low = scene.mood.sky
    box = scene.cam.frame
    end = max(scene.cam.horizon, box.h * 0.3)
    glade = ink.mix(scene.tint("#cfe8a0"), low, 0.45)
    deep = ink.mix(scene.tint("#3f7a5e"), top, 0.25)
    scene.wash(Linear(Point(0, box.y), Point(0, end), (Stop(0, deep), Stop(0.7, ink.mix(deep, glade, 0.6)), Stop(1, glade))))
    scene.glow(0, 1500, 9000, 6000, colour=glade, alpha=0.55)
    for z, tone, step in ((11000, "#7fae8a", 900), (7200, "#5f9478", 1000)):
        _far_trunks(scene, z, tone, step)
    scene.ground("#5f8a4a", "#a8c878")
    nature_path(scene, "#c9ae7c", wide=560)
    wet_ground(scene)
    _shafts(scene)
    for at, (x, z, wide) in enumerate(
        (
            (-2600, 4300, 170),
            (2350, 4700, 180),
            (-4600, 3300, 190),
            (4300, 3100, 200),
            (-1750, 2300, 170),
            (1900, 1900, 190),
            (-3000, 900, 200),
            (3200, 700, 210),
        )
    ):
        scene.stand(nature.trunk, x, z, wide=wide, bark=("#6a5364", "#5d4a5e", "#725a5c")[at % 3])
    for x, z in ((-1200, 2100), (1350, 1500), (-2100, 700), (2300, 300), (-900, 3300), (1000, 3600)):
        scene.stand(nature.fern, x, z)
    for x, z in ((-2500, 1900), (2700, 1500), (-3300, 2600), (1700, 3900)):
        scene.stand(nature.bush, x, z, leaf="#3d7f56", wide=620, tall=420)
    scene.stand(nature.mushrooms, -1250, 500)
    scene.stand(nature.mushrooms, 1150, 900, size=0.8)
    grass_tufts(scene, 16, leaf="#5f9a4c")
    _canopy(scene)


def _far_trunks(scene: Scenery, z: float, tone: str, step: float) -> None:
    x = math.floor(scene.cam.left(z) / step) * step
    quads = []
    while x < scene.cam.right(z):
        w = scene.rand(f"ft{z}{x:.0f}", 70, 170)
        shift = scene.rand(f"fs{z}{x:.0f}", 0, step * 0.7)
        quads.append(
            [
                (x + shift - w * 1.6, 0, z),
                (x + shift - w, 700, z),
                (x + shift - w * 0.8, 9000, z),
                (x + shift + w * 0.8, 9000, z),
                (x + shift + w, 700, z),
                (x + shift + w * 1.6, 0, z),
            ]
        )
        x += step
    scene.patches(quads, tone, alpha=0.85, z=z * 0.6)


def _shafts(scene: Scenery) -> None:
    if scene.mood.weather in ("rain", "storm", "fog") or scene.mood.time == "night":
        return
    box, tone = scene.cam.frame, ink.mix(scene.mood.sky[2], "#fff6c8", 0.6)
    side = 1 if scene.mood.light.side == "right" else -1
    for at in range(3):
        x = box.w * (0.32 + 0.2 * at)
        wide, lean = box.w * (0.05 + 0.03 * at), -side * box.w * 0.24
        d = ink.polygon(
            [(x, box.y), (x + wide, box.y), (x + wide * 1.9 + lean, box.bottom * 0.86), (x + lean, box.bottom * 0.86)]
        )
        scene.back.append(
            Path(d, fill=Linear(Point(0, box.y), Point(0, box.bottom * 0.86), (Stop(0, tone, 0.34), Stop(1, tone, 0))))
        )


def _canopy(scene: Scenery) -> None:
    """Leaves that hang into the upper corners, nearer than the actors' plane but out of their way."""
    box = scene.cam.frame
    unit = min(box.w, box.h)
    if scene.cam.horizon < box.y + box.h * 0.12:
        return
    for side in (0, 1):
        for layer, tone in enumerate(("#2d5f4c", "#3d7a50")):
            spots = []
            for at in range(9):
                along = at / 8
                reach = unit * (0.34 - 0.30 * along) * (1 - 0.3 * layer) * scene.rand(f"leaf{side}{layer}{at}", 0.75, 1.15)
                x = box.x + along * box.w * 0.42 if side == 0 else box.right - along * box.w * 0.42
                spots.append((x, box.y + max(reach, unit * 0.01)))
            corner = (box.x - 9, box.y - 9) if side == 0 else (box.right + 9, box.y - 9)
            end = (spots[-1][0], box.y - 9)
            d = ink.smooth(_scallop(spots, unit * 0.035), closed=False, tension=1.1)
            d += f" L {end[0]:.1f} {end[1]:.1f} L {corner[0]:.1f} {corner[1]:.1f} Z"
            scene.back.append(Path(d, fill=scene.tint(tone), stroke=scene.ink_at(0), width=scene.cam.stroke * 0.9))


def _scallop(spots: list[tuple[float, float]], deep: float) -> list[tuple[float, float]]:
    found = []
    for at in range(len(spots) - 1):
        (ax, ay), (bx, by) = spots[at], spots[at + 1]
        found += [(ax, ay), ((ax + bx) / 2, (ay + by) / 2 + deep)]
    return [*found, spots[-1]]


def sea(scene: Scenery, *, near: float, level: float = 0.0, far: float = 60000) -> None:
    """Water from the horizon to depth `near`, `level` above the ground, with glitter under the light."""
    cam = scene.cam
    top, low = cam.at(0, level, far).y, cam.at(0, level, near).y
    colour = ink.mix(scene.tint("#2f8fb8"), scene.mood.sky[1], 0.35)
    paint = Linear(
        Point(0, top),
        Point(0, max(low, top + 1)),
        (
            Stop(0, ink.mix(colour, scene.mood.sky[2], 0.55)),
            Stop(0.4, colour),
            Stop(1, ink.mix(colour, scene.tint("#7fe0d0"), 0.45)),
        ),
    )
    scene.poly([(-far * 2, level, far), (far * 2, level, far), (far * 2, level, near), (-far * 2, level, near)], paint)
    light, dark = [], []
    for at in range(70):
        z = near + (min(far, 16000) - near) * scene.rand(f"sz{at}") ** 2.2
        spot, scale = cam.at(scene.rand(f"sx{at}", cam.left(z), cam.right(z)), level, z), cam.scale(z)
        wide, high = scene.rand(f"sw{at}", 120, 480) * scale, max(0.8, 24 * scale)
        (light if at % 3 else dark).append(
            ink.polygon(
                [(spot.x - wide, spot.y), (spot.x, spot.y - high), (spot.x + wide, spot.y), (spot.x, spot.y + high * 0.5)]
            )
        )
    scene.back.append(Path(" ".join(dark), fill=ink.mix(colour, scene.mood.sky[0], 0.4), fill_alpha=0.5))
    scene.back.append(Path(" ".join(light), fill=ink.mix(scene.mood.sky[2], "#ffffff", 0.45), fill_alpha=0.6))


def beach(scene: Scenery) -> None:
    """Sand, foam, sea, a sail, palms and shells."""
    sky(scene)
    ridge(scene, 30000, "#7fa5b8", height=900, soft=True)
    sea(scene, near=1300)
    scene.stand(things.boat, 2600, 9000, y=0, size=1.4)
    scene.stand(things.boat, -5200, 15000, y=0, size=1.4, flip=True, sail="#ffd9b0")
    _sand(scene, 1300)
    wet_ground(scene)
    scene.stand(nature.palm, -2450, 900, size=1.1)
    scene.stand(nature.palm, 2700, 1150, size=0.95, flip=True)
    scene.stand(nature.rock, 1850, 1000, wide=620, tall=330)
    scene.stand(nature.bush, -2700, 600, leaf="#5a9a5a")
    scene.stand(_starfish, -820, 150)
    scene.stand(_starfish, 900, 420, size=0.7)
    grass_tufts(scene, 6, leaf="#8fae5c", wide=3200, deep=700)


def _sand(scene: Scenery, edge: float) -> None:
    cam = scene.cam
    near = cam.near
    steps = 14
    left, right = cam.left(edge) - 500, cam.right(edge) + 500
    shore = [(left + (right - left) * t / steps, edge + 170 * math.sin(t * 1.3 + 1)) for t in range(steps + 1)]
    for shift, tone, alpha in ((330, "#bff0ea", 0.55), (150, "#ffffff", 0.9), (20, "#d8b98a", 1.0), (-70, "#ecd3a2", 1.0)):
        line = [cam.at(x, 0, z + shift) for x, z in shore]
        foot = cam.at(0, 0, near).y + 50
        bottom = max(foot, cam.frame.bottom)
        d = (
            ink.smooth(line, closed=False)
            + f" L {cam.frame.right + 400:.1f} {line[-1].y:.1f} L {cam.frame.right + 400:.1f} {bottom:.1f} L {cam.frame.x - 400:.1f} {bottom:.1f} L {cam.frame.x - 400:.1f} {line[0].y:.1f} Z"
        )
        scene.back.append(Path(d, fill=scene.tint(tone), fill_alpha=alpha))
    dots = []
    for at in range(46):
        z = scene.rand(f"dz{at}", near * 0.6, edge - 200)
        spot = cam.at(scene.rand(f"dx{at}", cam.left(z), cam.right(z)), 0, z)
        dots.append(ink.ellipse(spot.x, spot.y, 26 * cam.scale(z), 9 * cam.scale(z)))
    scene.back.append(Path(" ".join(dots), fill=scene.tint("#b8905c"), fill_alpha=0.45))


def _starfish(pen: Pen) -> None:
    """A starfish in the sand."""
    spots = []
    for at in range(10):
        reach, angle = (110 if at % 2 == 0 else 46), math.tau * at / 10 - 0.3
        spots.append((reach * math.cos(angle), -40 + reach * 0.42 * math.sin(angle)))
    pen.shape(ink.smooth(spots, tension=0.7), "#ff8a6b")


def lake(scene: Scenery) -> None:
    """Still water between wooded hills, reeds and stepping stones."""
    sky(scene)
    ridge(scene, 26000, "#7f94b8", height=5200, snow=True)
    ridge(scene, 15000, "#5f8f78", height=1500, soft=True)
    sea(scene, near=1000, level=-60, far=14500)
    _bank(scene, 1000, "#86b45c", "#a3c878")
    wet_ground(scene)
    for at, (x, z) in enumerate(((-3600, 900), (3500, 800), (-2600, 560), (2900, 400))):
        scene.stand(nature.pine if at % 2 else nature.tree, x, z)
    for x, z in ((-1500, 900), (1250, 950), (1800, 850), (-2100, 800)):
        scene.stand(_reeds, x, z)
    scene.stand(nature.rock, 820, 1000, wide=420, tall=190)
    scene.stand(nature.rock, -950, 900, wide=520, tall=230)
    scene.stand(nature.flowers, 1500, 350)
    grass_tufts(scene, 16, deep=850)


def _bank(scene: Scenery, edge: float, near_tone: str, far_tone: str) -> None:
    cam = scene.cam
    left, right = cam.left(edge) - 400, cam.right(edge) + 400
    line = [cam.at(left + (right - left) * t / 10, 0, edge + 120 * math.sin(t * 1.7)) for t in range(11)]
    bottom = max(cam.frame.bottom, line[0].y + 5)
    d = ink.smooth(line, closed=False) + f" L {cam.frame.right + 400:.1f} {bottom:.1f} L {cam.frame.x - 400:.1f} {bottom:.1f} Z"
    paint = Linear(Point(0, line[0].y), Point(0, bottom), (Stop(0, scene.tint(far_tone)), Stop(1, scene.tint(near_tone))))
    scene.back.append(Path(d, fill=paint, stroke=scene.ink_at(edge), width=cam.stroke * 0.8))


def _reeds(pen: Pen) -> None:
    """Reeds with brown heads."""
    for at in range(6):
        x, high = (at - 2.5) * 46, pen.rand(at, 420, 720)
        lean = pen.rand(f"l{at}", -60, 60)
        pen.shape(ink.brush([(x, 0), (x + lean * 0.4, -high * 0.6), (x + lean, -high)], 30), "#6fa04c", line=pen.line * 0.6)
        if at % 2:
            pen.shape(ink.capsule((x + lean, -high - 10), (x + lean, -high - 130), 22, 20), "#7a4a2e", line=pen.line * 0.7)


def mountains(scene: Scenery) -> None:
    """Peaks with snow, pine slopes, a flowering meadow with a path."""
    sky(scene)
    ridge(scene, 40000, "#8fa0cc", height=17000, snow=True, step=0.11)
    ridge(scene, 24000, "#6f82b0", height=7600, snow=True, step=0.10)
    ridge(scene, 15000, "#5f8a82", height=2600, soft=True, step=0.16)
    scene.ground("#7db55c", "#a8cf86")
    nature_path(scene, "#dcc79c", wide=460)
    wet_ground(scene)
    for at, (x, z) in enumerate(
        (
            (-5200, 7600),
            (-3900, 8400),
            (3600, 7800),
            (5200, 7000),
            (-2700, 4700),
            (2900, 4300),
            (-3400, 2500),
            (3700, 2300),
            (-2300, 9400),
            (2000, 9600),
        )
    ):
        scene.stand(nature.pine, x, z, tall=2200 + 140 * (at % 4))
    for x, z in ((-1500, 900), (1500, 1300), (-800, 2200), (2100, 500)):
        scene.stand(nature.flowers, x, z)
    scene.stand(nature.rock, -2050, 1300, wide=760, tall=460)
    scene.stand(nature.rock, 1850, 2000, wide=520, tall=300)
    grass_tufts(scene, 18)


def field(scene: Scenery) -> None:
    """Rolling fields, a red barn, a windmill, a fence, hay."""
    sky(scene)
    ridge(scene, 30000, "#9ab88a", height=2600, soft=True, step=0.2)
    ridge(scene, 18000, "#84b06a", height=1700, soft=True, step=0.25)
    scene.ground("#c9b458", "#a9c46a")
    _furrows(scene)
    nature_path(scene, "#e0c692", wide=520)
    wet_ground(scene)
    scene.stand(_barn, -3000, 6800)
    scene.stand(_windmill, 3300, 8200)
    scene.stand(nature.tree, 2700, 3400)
    scene.stand(nature.tree, -4700, 5200, leaf="#74b04e")
    for x in range(-5200, 5300, 650):
        scene.stand(_fence, x, 2600)
    scene.stand(_hay, 1700, 1700)
    scene.stand(_hay, -2050, 1350, size=0.85)
    scene.stand(nature.flowers, -1150, 520, colours=("#ff6f5c", "#ffd166", "#ffffff"))
    grass_tufts(scene, 20, leaf="#9ab04a")


def _furrows(scene: Scenery) -> None:
    near = scene.cam.near
    quads = [[(x, 0, near), (x + 190, 0, near), (x + 190, 0, 15000), (x, 0, 15000)] for x in range(-9000, 9000, 460)]
    scene.patches(quads, "#e6cf78", alpha=0.42)


def _barn(pen: Pen) -> None:
    """A red barn with a white cross on its door."""
    pen.shape(
        ink.polygon([(-900, 0), (-900, -1000), (-560, -1560), (0, -1800), (560, -1560), (900, -1000), (900, 0)]),
        "#c4453f",
        shade=(120, 0),
    )
    pen.stroke([(-960, -960), (-590, -1590), (0, -1850), (590, -1590), (960, -960)], 90, "#f4e8dc", curve=False)
    pen.box(-330, -760, 660, 760, "#a8352f")
    pen.stroke([(-320, -750), (320, -10)], 40, "#f4e8dc", curve=False)
    pen.stroke([(320, -750), (-320, -10)], 40, "#f4e8dc", curve=False)
    pen.box(-130, -1330, 260, 260, "#5d3a4a")


def _windmill(pen: Pen) -> None:
    """A windmill with four sails."""
    pen.shape(ink.polygon([(-360, 0), (-220, -1500), (220, -1500), (360, 0)]), "#f1e4d0", shade=(90, 0))
    pen.shape(ink.smooth([(-260, -1500), (-160, -1760), (0, -1850), (160, -1760), (260, -1500)], tension=0.7), "#a8504a")
    pen.box(-110, -420, 220, 420, "#8a5a4a", radius=60)
    turn = pen.rand("turn", 0, 1.4)
    for at in range(4):
        angle = turn + at * math.pi / 2
        cos, sin = math.cos(angle), math.sin(angle)
        spots = [(60, -30), (1150, -30), (1150, 200), (120, 170)]
        pen.shape(ink.polygon([(u * cos - v * sin, -1500 + u * sin + v * cos) for u, v in spots]), "#fffaf0")
    pen.shape(ink.ellipse(0, -1500, 70, 70), "#8a5a4a")


def _fence(pen: Pen) -> None:
    """One field of a wooden fence."""
    for y in (-420, -220):
        pen.box(-340, y, 690, 66, "#b58a5c", radius=10)
    pen.box(-60, -560, 90, 566, "#a57a4c", radius=16)


def _hay(pen: Pen) -> None:
    """A roll of hay."""
    pen.shape(ink.ellipse(0, -330, 380, 330), "#e6bd54", shade=(60, 50))
    spots = [(0 + (40 + 26 * t) * math.cos(t * 0.8), -330 + (36 + 23 * t) * math.sin(t * 0.8)) for t in range(11)]
    pen.stroke(spots, pen.line * 0.8)


def desert(scene: Scenery) -> None:
    """Dunes, mesas, cacti and bones of rock under a big sky."""
    sky(scene)
    _mesas(scene)
    ridge(scene, 17000, "#e0a868", height=1500, soft=True, step=0.2)
    ridge(scene, 10000, "#e6b878", height=800, soft=True, step=0.25)
    scene.ground("#ecc07c", "#f2d39c")
    ripples = []
    for at in range(26):
        z = scene.cam.near + (7000 - scene.cam.near) * scene.rand(f"rip{at}") ** 1.6
        x = scene.rand(f"ripx{at}", scene.cam.left(z), scene.cam.right(z))
        spots = [scene.cam.at(x + 130 * t, 0, z + 46 * math.sin(t * 1.2)) for t in range(7)]
        ripples.append(ink.brush(spots, 34 * scene.cam.scale(z)))
    scene.back.append(Path(" ".join(ripples), fill=scene.tint("#c98f54"), fill_alpha=0.5))
    wet_ground(scene)
    for x, z, size in ((-2200, 2300, 1.2), (2500, 1700, 1.0), (3900, 5200, 1.3), (-4300, 6200, 1.2), (1350, 8000, 1.1)):
        scene.stand(nature.cactus, x, z, size=size)
    scene.stand(nature.rock, 1400, 1200, wide=620, tall=300, colour="#c98a62")
    scene.stand(nature.rock, -1300, 700, wide=360, tall=190, colour="#b87a58")
    grass_tufts(scene, 7, leaf="#b0a04a")


def _mesas(scene: Scenery) -> None:
    z = 30000.0
    x = math.floor(scene.cam.left(z) / 9000) * 9000
    while x < scene.cam.right(z):
        w, h = scene.rand(f"mw{x:.0f}", 4000, 7600), scene.rand(f"mh{x:.0f}", 2800, 6200)
        spots = [
            (x, 0, z),
            (x + w * 0.1, h * 0.5, z),
            (x + w * 0.16, h, z),
            (x + w * 0.8, h, z),
            (x + w * 0.86, h * 0.55, z),
            (x + w, 0, z),
        ]
        scene.poly(spots, "#c9785a", line=0.6)
        bands = [
            [
                (x + w * 0.13, h * v, z),
                (x + w * 0.84, h * v, z),
                (x + w * 0.85, h * (v - 0.1), z),
                (x + w * 0.11, h * (v - 0.1), z),
            ]
            for v in (0.86, 0.6)
        ]
        scene.patches(bands, "#e8a070", alpha=0.6, z=z)
        x += 9000


def ship(scene: Scenery) -> None:
    """The deck of a sailing ship on the open sea: mast, ropes, rail, barrels."""
    sky(scene)
    sea(scene, near=1500, level=-700)
    scene.stand(things.boat, 4600, 14000, y=-700, size=2.0, sail="#ffd9b0")
    near = scene.cam.near
    scene.poly([(-9000, 0, 1450), (9000, 0, 1450), (9000, 0, near), (-9000, 0, near)], "#b98550", line=0.9)
    scene.lines([((x, 0, near), (x * 0.86, 0, 1450)) for x in range(-6000, 6100, 260)], "#4a2a30", width=0.55, alpha=0.5)
    wet_ground(scene)
    for x in range(-5600, 5700, 400):
        scene.poly(back_quad(1420, x - 50, x + 50, 0, 620), "#9a6a3e", line=0.7)
    scene.poly(back_quad(1420, -9000, 9000, 600, 720), "#c4915a", line=0.9)
    scene.stand(_mast, 760, 1150)
    scene.stand(things.barrel, -1500, 1000)
    scene.stand(things.barrel, -1900, 900)
    scene.stand(things.crate, 1750, 950, wide=420)
    scene.stand(_wheel, -3000, 1000)


def _mast(pen: Pen) -> None:
    """A mast with a furled and a set sail, a rope ladder and a crow's nest."""
    pen.box(-90, -6200, 180, 6206, "#8a5a36", radius=20, shade=(50, 0))
    pen.box(-1700, -2500, 3400, 110, "#7a4e30", radius=40)
    pen.shape(
        ink.smooth(
            [(-1500, -5200), (1500, -5200), (1620, -3900), (1500, -2480), (0, -2700), (-1500, -2480), (-1620, -3900)],
            tension=0.4,
        ),
        "#f6ead0",
        shade=(160, 40),
    )
    for x in (-800, 0, 800):
        pen.stroke([(x, -5150), (x * 1.06, -3900), (x, -2680)], pen.line * 0.6)
    for x in (-620, -900):
        pen.stroke([(-60, -3000), (x, 0)], 22, "#6a4a38", curve=False)
    for at in range(1, 8):
        t = at / 8
        pen.stroke([(-60 - 560 * t, -3000 + 3000 * t), (-60 - 840 * t, -3000 + 3000 * t)], 16, "#6a4a38", curve=False)


def _wheel(pen: Pen) -> None:
    """A ship's wheel."""
    pen.box(-70, -620, 140, 620, "#8a5a36")
    for at in range(8):
        angle = math.tau * at / 8
        pen.stroke([(0, -820), (480 * math.cos(angle), -820 + 480 * math.sin(angle))], 44, "#8a5a36", curve=False)
    pen.items.append(Path(ink.ellipse(0, -820, 350, 350), stroke=pen.ink, width=96))
    pen.items.append(Path(ink.ellipse(0, -820, 350, 350), stroke=pen.tint("#b07a44"), width=74))
    pen.shape(ink.ellipse(0, -820, 90, 90), "#d8a94a")


def clouds(scene: Scenery) -> None:
    """High in the air: cloud banks above and below, a far land."""
    sky(scene)
    scene.ground("#dfeaf8", "#f4f7ff")
    tone = ink.mix(scene.mood.sky[2], "#ffffff", 0.5)
    low = ink.mix(scene.mood.sky[1], tone, 0.4)
    for row, (z, count) in enumerate(((14000, 9), (7000, 8), (3200, 7), (1400, 6))):
        for at in range(count):
            x = scene.cam.left(z) + (scene.cam.right(z) - scene.cam.left(z)) * (at + scene.rand(f"cl{row}{at}")) / count
            spot, scale = scene.cam.at(x, 0, z), scene.cam.scale(z)
            wide, high = scene.rand(f"cw{row}{at}", 900, 1500) * scale * (1 + z / 9000), 420 * scale * (1 + z / 9000)
            pen = Pen(scene.mood, z=z, seed=f"{scene.seed}{row}{at}")
            d = nature.lump(pen, spot.x, spot.y, wide, high, bumps=8, deep=0.2)
            scene.back.append(
                Path(
                    d,
                    fill=Linear(Point(0, spot.y - high), Point(0, spot.y + high), (Stop(0, tone), Stop(1, low))),
                    fill_alpha=0.93,
                )
            )


def castle(scene: Scenery) -> None:
    """A castle with flags on a hill, a road up to it, woods."""
    sky(scene)
    ridge(scene, 36000, "#8f9fc8", height=9000, snow=True, step=0.12)
    ridge(scene, 17000, "#6f9f78", height=1900, soft=True, step=0.22)
    scene.stand(_castle, 350, 12500, size=2.3, y=500)
    scene.ground("#79b05a", "#a0c67c")
    nature_path(scene, "#dcc79c", wide=600)
    wet_ground(scene)
    for at, (x, z) in enumerate(((-4600, 8200), (4700, 8000), (-3200, 5000), (3300, 4700), (-2500, 2500), (2600, 2200))):
        scene.stand(nature.pine if at % 2 else nature.tree, x, z, tall=2200)
    scene.stand(_banner, -1350, 1500)
    scene.stand(_banner, 1450, 1500, flip=True)
    scene.stand(nature.flowers, 850, 800)
    scene.stand(nature.rock, -1900, 900)
    grass_tufts(scene, 16)


def _castle(pen: Pen) -> None:
    """Towers, walls, gate and flags."""
    stone = "#b4aec4"
    for x, high, wide, roof in (
        (-900, 1500, 330, "#c94f5c"),
        (900, 1500, 330, "#c94f5c"),
        (-380, 2150, 300, "#5a6fb8"),
        (420, 2500, 340, "#c94f5c"),
    ):
        pen.box(x - wide / 2, -high, wide, high, stone, shade=(wide * 0.3, 0))
        pen.shape(
            ink.polygon([(x - wide * 0.72, -high), (x, -high - wide * 1.7), (x + wide * 0.72, -high)]),
            roof,
            shade=(wide * 0.2, 0),
        )
        pen.stroke([(x, -high - wide * 1.7), (x, -high - wide * 2.3)], pen.line)
        pen.shape(
            ink.polygon([(x, -high - wide * 2.3), (x + wide * 0.8, -high - wide * 2.1), (x, -high - wide * 1.9)]), "#ffd166"
        )
        glass = "#ffe08f" if pen.mood.dark else pen.tint("#5a5080")
        pen.items.extend(ink.outlined(ink.superellipse(_window(x, -high * 0.8)), glass, ink=pen.ink, width=pen.line * 0.7))
    wall = [(-1050, 0), (-1050, -900)]
    for at in range(11):
        x = -1050 + at * 190.9
        wall += [(x, -900), (x, -1010), (x + 110, -1010), (x + 110, -900)]
    pen.shape(ink.polygon([*wall, (1050, -900), (1050, 0)]), stone, shade=(120, 0))
    pen.shape(ink.smooth([(-260, 0), (-260, -480), (0, -680), (260, -480), (260, 0)], tension=0.6), "#5d4a66")
    for x in (-700, 700):
        glass = "#ffe08f" if pen.mood.dark else pen.tint("#5a5080")
        pen.items.extend(ink.outlined(ink.superellipse(_window(x, -560)), glass, ink=pen.ink, width=pen.line * 0.7))


def _window(x: float, y: float) -> Box:
    return Box(x - 45, y - 80, 90, 170)


def _banner(pen: Pen) -> None:
    """A banner on a pole."""
    pen.box(-26, -1900, 52, 1906, "#8a5a36", radius=12)
    pen.shape(ink.polygon([(26, -1820), (560, -1820), (450, -1500), (560, -1180), (26, -1180)]), "#c94f5c", shade=(0, 40))
    pen.shape(ink.ellipse(240, -1500, 110, 110), "#ffd166")
