"""Places in a city: alley, street, rooftop."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Path
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_street as street_things
from comics.engines.storyboard.grounds import paving
from comics.engines.storyboard.scenery import Pen, Scenery
from comics.engines.storyboard.sky import sky, skyline
from comics.engines.storyboard.walls import back_quad, side_quad, side_wall, side_window
from comics.engines.storyboard.weather import reflection, wet_ground


def alley(scene: Scenery) -> None:
    """A narrow lane between brick houses, lit windows, wires, a bowed lamp."""
    sky(scene, clouds=False)
    skyline(scene, 17000, "#8f7ab0", low=2600, high=6400, wide=1500, lit=0.45)
    skyline(scene, 9500, "#6f5a96", low=900, high=3000, wide=900, lit=0.4)
    scene.glow(0, 900, 9000, 5600, colour=ink.mix(scene.mood.sky[2], scene.mood.glow, 0.3), alpha=0.6)
    scene.ground("#8f6a86", "#e0a896")
    wide = 1330
    paving(scene, "#9a6f86", wide=wide, end=8600)
    _end_wall(scene)
    wet_ground(scene)
    for side, colour in ((-1, "#94627e"), (1, "#6f629e")):
        _alley_side(scene, side * wide, colour, side)
    for z, high in ((1500, 3300), (2800, 3000), (4600, 2900)):
        _wire(scene, wide, z, high)
    scene.stand(street_things.street_lamp, 760, 2300)
    reflection(scene, 320, 2300, wide=230, long=2600)
    scene.stand(street_things.bin_can, -1130, 1500)
    scene.stand(street_things.crate, 1120, 900, wide=330)
    scene.stand(street_things.crate, 1050, 1350, wide=300)


def _end_wall(scene: Scenery) -> None:
    """The wall that closes the lane, with a lit archway."""
    z = 8700.0
    scene.poly(back_quad(z, -1500, 1500, 0, 980), "#a8707f", line=0.6)
    scene.lines([((-1400, y, z), (1400, y, z)) for y in range(160, 960, 160)], "#4a2a50", width=0.4, alpha=0.35, z=z)
    scene.poly(back_quad(z - 10, -1500, 1500, 930, 1030), "#c99aa0", line=0.6)
    arch = [(-250, 0, z), (-250, 430, z), (-170, 620, z), (0, 700, z), (170, 620, z), (250, 430, z), (250, 0, z)]
    light = ink.mix(scene.mood.sky[2], scene.mood.glow, 0.6) if scene.mood.dark else scene.tint("#6a5a80", z)
    scene.shine(arch, light, line=0.6)
    if scene.mood.dark:
        scene.glow(0, 350, z, 1500, alpha=0.4)


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
        scene.poly(walk, scene.snowed("#b9aeb4"), line=0.7)
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
    scene.stand(street_things.street_lamp, 1420, 1500)
    reflection(scene, 980, 1500, wide=200, long=2000)
    reflection(scene, -980, 5200, wide=200, long=2000)
    scene.stand(street_things.street_lamp, -1420, 5200, flip=True)
    scene.stand(street_things.car, 830, 3000, flip=True, colour=ink.pick(("#e2483d", "#3f8fc4", "#f0b13d"), scene.seed))


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
    scene.stand(street_things.laundry, -1500, 1500)
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
