"""Places by the sea and in the sky: beach, the deck of a ship, clouds."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_street as street_things
from comics.engines.storyboard.grounds import grass_tufts, sea
from comics.engines.storyboard.scenery import Pen, Scenery
from comics.engines.storyboard.sky import ridge, sky
from comics.engines.storyboard.walls import back_quad
from comics.engines.storyboard.weather import wet_ground


def beach(scene: Scenery) -> None:
    """Sand, foam, sea, a sail, palms and shells."""
    sky(scene)
    ridge(scene, 30000, "#7fa5b8", height=900, soft=True)
    sea(scene, near=1300)
    scene.stand(street_things.boat, 2600, 9000, y=0, size=1.4)
    scene.stand(street_things.boat, -5200, 15000, y=0, size=1.4, flip=True, sail="#ffd9b0")
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
        start, end = cam.frame.x - 400, cam.frame.right + 400
        curve = ink.smooth(line, closed=False)
        right_side = f"L {end:.1f} {line[-1].y:.1f} L {end:.1f} {bottom:.1f}"
        d = f"{curve} {right_side} L {start:.1f} {bottom:.1f} L {start:.1f} {line[0].y:.1f} Z"
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


def ship(scene: Scenery) -> None:
    """The deck of a sailing ship on the open sea: mast, ropes, rail, barrels."""
    sky(scene)
    sea(scene, near=1500, level=-700)
    scene.stand(street_things.boat, 4600, 14000, y=-700, size=2.0, sail="#ffd9b0")
    near = scene.cam.near
    scene.poly(
        [(-9000, 0, 1450), (9000, 0, 1450), (9000, 0, near), (-9000, 0, near)], scene.snowed("#b98550", deep=0.6), line=0.9
    )
    scene.lines([((x, 0, near), (x * 0.86, 0, 1450)) for x in range(-6000, 6100, 260)], "#4a2a30", width=0.55, alpha=0.5)
    wet_ground(scene)
    for x in range(-5600, 5700, 400):
        scene.poly(back_quad(1420, x - 50, x + 50, 0, 620), "#9a6a3e", line=0.7)
    scene.poly(back_quad(1420, -9000, 9000, 600, 720), "#c4915a", line=0.9)
    scene.stand(_mast, 760, 1150)
    scene.stand(street_things.barrel, -1500, 1000)
    scene.stand(street_things.barrel, -1900, 900)
    scene.stand(street_things.crate, 1750, 950, wide=420)
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
