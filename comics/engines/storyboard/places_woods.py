"""Places with trees: forest, mountains, lake."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard.grounds import fireflies, grass_tufts, sea, winding_path
from comics.engines.storyboard.scenery import Pen, Scenery
from comics.engines.storyboard.sky import ridge, sky
from comics.engines.storyboard.weather import wet_ground


def forest(scene: Scenery) -> None:
    """Trunks in three depths, light between them, ferns and toadstools, a path, leaves framing the top."""
    top, _, low = scene.mood.sky
    box = scene.cam.frame
    end = max(scene.cam.horizon, box.h * 0.3)
    glade = ink.mix(scene.tint("#cfe8a0"), low, 0.45)
    deep = ink.mix(scene.tint("#3f7a5e"), top, 0.25)
    scene.wash(Linear(Point(0, box.y), Point(0, end), (Stop(0, deep), Stop(0.7, ink.mix(deep, glade, 0.6)), Stop(1, glade))))
    scene.glow(0, 1500, 9000, 6000, colour=glade, alpha=0.55)
    for z, tone, step in ((11000, "#7fae8a", 900), (7200, "#5f9478", 1000)):
        _far_trunks(scene, z, tone, step)
    scene.ground("#5f8a4a", "#a8c878")
    winding_path(scene, "#c9ae7c", wide=560)
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
    fireflies(scene)


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
    if scene.mood.weather in ("rain", "storm", "fog", "snow") or scene.mood.time == "night":
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
    fireflies(scene)


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
    winding_path(scene, "#dcc79c", wide=460)
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
