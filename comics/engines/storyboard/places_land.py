"""Places in open land: field, desert, a castle on its hill."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Path
from comics.drawing.geometry import Box
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard.grounds import fireflies, grass_tufts, winding_path
from comics.engines.storyboard.scenery import Pen, Scenery
from comics.engines.storyboard.sky import ridge, sky
from comics.engines.storyboard.weather import wet_ground


def field(scene: Scenery) -> None:
    """Rolling fields, a red barn, a windmill, a fence, hay."""
    sky(scene)
    ridge(scene, 30000, "#9ab88a", height=2600, soft=True, step=0.2)
    ridge(scene, 18000, "#84b06a", height=1700, soft=True, step=0.25)
    scene.ground("#c9b458", "#a9c46a")
    _furrows(scene)
    winding_path(scene, "#e0c692", wide=520)
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
    fireflies(scene)


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


def castle(scene: Scenery) -> None:
    """A castle with flags on a hill, a road up to it, woods."""
    sky(scene)
    ridge(scene, 36000, "#8f9fc8", height=9000, snow=True, step=0.12)
    ridge(scene, 17000, "#6f9f78", height=1900, soft=True, step=0.22)
    scene.stand(_castle, 350, 12500, size=2.3, y=500)
    scene.ground("#79b05a", "#a0c67c")
    winding_path(scene, "#dcc79c", wide=600)
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
        left = round(-1050 + at * 190.9)
        wall += [(left, -900), (left, -1010), (left + 110, -1010), (left + 110, -900)]
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
