"""Places below: cave, under water, dungeon."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_street as street_things
from comics.engines.storyboard.scenery import Pen, Scenery, glow_group
from comics.engines.storyboard.sky import ridge
from comics.engines.storyboard.walls import back_quad, side_quad


def cave(scene: Scenery) -> None:
    """A cavern: rock behind rock, dripstones, glowing crystals, a pool, the mouth far off."""
    cam, box = scene.cam, scene.cam.frame
    scene.wash(Linear(Point(0, box.y), Point(0, box.bottom), (Stop(0, "#2a2450"), Stop(0.6, "#4a4480"), Stop(1, "#37305f"))))
    mouth = cam.at(500, 1500, 12000)
    scale = cam.scale(12000)
    light = ink.mix(scene.mood.sky[2], "#d8f4ff", 0.4)
    scene.back.append(
        Path(nature.lump(Pen(scene.mood, z=0, seed="mouth"), mouth.x, mouth.y, 3000 * scale, 2700 * scale), fill=light)
    )
    scene.back.append(glow_group(mouth, 9000 * scale, light, 0.55))
    scene.ground("#5d5484", "#7f78a8")
    for layer, (z, tone) in enumerate(((9000, "#544c86"), (5200, "#453d74"), (2600, "#383062"))):
        _rock_ring(scene, z, tone, layer)
    pool = cam.at(-500, 0, 2600)
    scale = cam.scale(2600)
    for size, tone, alpha in ((1.0, "#3fb8c9", 0.9), (0.8, "#7fe8e8", 0.5)):
        scene.back.append(
            Path(ink.ellipse(pool.x, pool.y, 1500 * scale * size, 210 * scale * size), fill=tone, fill_alpha=alpha)
        )
    for x, z, colour, size in (
        (-1900, 2300, "#6fe0e8", 1.4),
        (1700, 1800, "#c98fff", 1.2),
        (2300, 3600, "#6fe0e8", 1.6),
        (-1250, 4200, "#ff9fd0", 1.3),
        (-2500, 900, "#c98fff", 1.1),
    ):
        scene.stand(nature.crystal, x, z, size=size, colour=colour)
    for x, z in ((1350, 900), (-1500, 1300), (2300, 600)):
        scene.stand(nature.rock, x, z, colour="#6a6094", wide=560, tall=330)


def _rock_ring(scene: Scenery, z: float, tone: str, layer: int) -> None:
    """Rock that closes the picture above and at both sides, with stone icicles."""
    cam, box = scene.cam, scene.cam.frame
    opening, top = 3300 - layer * 350, 3500 - layer * 250
    spots = []
    for at in range(25):
        angle = math.pi * at / 24
        reach = 1 + 0.16 * (scene.rand(f"ring{layer}{at}") - 0.5)
        x, y = -opening * math.cos(angle) * reach, top * math.sin(angle) ** 0.6 * reach
        drip = scene.rand(f"drip{layer}{at}", 0, 900) if at % 3 == 1 and 4 < at < 20 else 0
        spots.append(cam.at(x, max(-100.0, y - drip), z))
    edge = [(box.right + 20, spots[-1].y), (box.right + 20, box.y - 20), (box.x - 20, box.y - 20), (box.x - 20, spots[0].y)]
    d = ink.smooth(spots, closed=False, tension=0.6) + " L " + " L ".join(f"{x:.1f} {y:.1f}" for x, y in edge) + " Z"
    shade = ink.mix(tone, "#1d1238", 0.45)
    fill = Linear(Point(0, box.y), Point(0, max(cam.horizon, box.y + 40)), (Stop(0, shade), Stop(1, tone)))
    scene.back.append(Path(d, fill=fill, stroke=scene.ink_at(0), width=cam.stroke * (0.5 + 0.2 * layer)))


def underwater(scene: Scenery) -> None:
    """The sea from inside: shafts of light, corals, weeds, fish, bubbles."""
    box, cam = scene.cam.frame, scene.cam
    dark = scene.mood.time == "night"
    top, middle, low = ("#2f6aa8", "#1f4a8a", "#142f66") if dark else ("#a8f0ee", "#3fb0d0", "#1f6aa8")
    scene.wash(Linear(Point(0, box.y), Point(0, box.bottom), (Stop(0, top), Stop(0.45, middle), Stop(1, low))))
    _sea_light(scene)
    ridge(scene, 9000, "#2f86a8", height=1900, soft=True, step=0.2)
    ridge(scene, 5200, "#2a7294", height=1000, soft=True, step=0.25)
    scene.ground("#d8c48a", "#5fa8b0")
    for x, z, colour in (
        (-1700, 1500, "#ff7f8f"),
        (1750, 1300, "#ffae5c"),
        (-2500, 2600, "#c98fff"),
        (2600, 2900, "#ff7fb8"),
        (1250, 2500, "#ff8f6b"),
    ):
        scene.stand(_coral, x, z, colour=colour)
    for x, z in ((-1300, 900), (-2100, 700), (1450, 800), (2200, 1900), (-900, 3000), (700, 3300)):
        scene.stand(_weed, x, z)
    for at in range(9):
        deep, y = scene.rand(f"fz{at}", 900, 4200), scene.rand(f"fy{at}", 700, 2300)
        across = scene.rand(f"fx{at}", cam.left(deep), cam.right(deep))
        tone = ("#ffd166", "#ff8a5c", "#8fe0d0", "#f7a8c4")[at % 4]
        scene.stand(_fish, across, deep, y=y, flip=at % 2 == 0, colour=tone)
    _bubbles(scene)
    scene.stand(nature.rock, 2050, 600, colour="#7f8fa8", wide=620, tall=330)


def _bubbles(scene: Scenery) -> None:
    """Bubbles before everything."""
    box, cam = scene.cam.frame, scene.cam
    rings = []
    for at in range(26):
        x, y = box.x + box.w * scene.rand(f"ux{at}"), box.y + box.h * scene.rand(f"uy{at}")
        r = cam.stroke * scene.rand(f"ur{at}", 1.2, 3.6)
        rings.append(ink.ellipse(x, y, r, r))
    scene.over.append(
        Path(" ".join(rings), fill="#ffffff", fill_alpha=0.12, stroke="#eaffff", width=cam.stroke * 0.5, stroke_alpha=0.8)
    )


def _sea_light(scene: Scenery) -> None:
    """Shafts of light from the surface."""
    box = scene.cam.frame
    for at in range(5):
        x, wide = box.w * (0.1 + 0.2 * at), box.w * scene.rand(f"ray{at}", 0.03, 0.08)
        d = ink.polygon(
            [
                (x, box.y),
                (x + wide, box.y),
                (x + wide * 2.4 - box.w * 0.12, box.bottom * 0.8),
                (x - box.w * 0.14, box.bottom * 0.8),
            ]
        )
        scene.back.append(
            Path(d, fill=Linear(Point(0, box.y), Point(0, box.bottom * 0.8), (Stop(0, "#eaffff", 0.35), Stop(1, "#eaffff", 0))))
        )


def _coral(pen: Pen, *, colour: str = "#ff7f8f") -> None:
    """A branching coral."""
    for x, lean, high in ((-60, -260, 520), (0, 20, 700), (60, 270, 560), (-20, -120, 640), (30, 150, 470)):
        pen.shape(ink.capsule((x, 0), (lean, -high), 66, 44), colour, shade=(14, 8))
        pen.fill(
            " ".join(ink.ellipse(x + (lean - x) * t, -high * t, 12, 12) for t in (0.4, 0.6, 0.8)),
            ink.mix(colour, "#fff4e0", 0.5),
        )


def _weed(pen: Pen) -> None:
    """Waving sea weed."""
    for x, high in ((-80, 800), (0, 1050), (90, 700)):
        spots = [(x + 60 * math.sin(t * 1.1 + x), -high * t / 7) for t in range(8)]
        pen.shape(ink.brush(spots, 90, profile=lambda t: 1 - t * 0.9), "#3f9a6a", line=pen.line * 0.8)


def _fish(pen: Pen, *, colour: str = "#ffd166") -> None:
    """A small round fish."""
    pen.shape(ink.smooth([(-120, 0), (-270, -90), (-250, 0), (-270, 90)], tension=0.5), ink.mix(colour, "#ff5c3c", 0.3))
    pen.shape(ink.smooth([(-150, 0), (-40, -110), (120, -80), (190, 0), (120, 80), (-40, 110)]), colour, shade=(10, 18))
    pen.fill(ink.ellipse(100, -22, 22, 24), "#20123a")
    pen.fill(ink.ellipse(108, -30, 8, 8), "#ffffff")


def dungeon(scene: Scenery) -> None:
    """A vault of big stones: torches, a barred window, chains, barrels."""
    wide, deep, high, near = 1900.0, 3000.0, 2900.0, scene.cam.near
    stone = "#7a7094"
    scene.wash("#3a3060")
    scene.poly([(-wide, 0, deep), (wide, 0, deep), (wide, 0, near), (-wide, 0, near)], "#6a6080", line=0.9)
    scene.lines(
        [((x, 0, near), (x, 0, deep)) for x in range(-1800, 1900, 420)]
        + [((-wide, 0, z), (wide, 0, z)) for z in range(int(near), 3000, 460)],
        "#2a2048",
        width=0.7,
        alpha=0.6,
    )
    scene.poly(back_quad(deep, -wide, wide, 0, high), stone, line=1)
    for side in (-1, 1):
        scene.poly(side_quad(side * wide, near, deep, 0, high), ink.mix(stone, "#3b2a66", 0.3), line=1)
        rows = [((side * wide, y, near), (side * wide, y, deep)) for y in range(360, 2900, 360)]
        scene.lines(rows, "#2a2048", width=0.7, alpha=0.6)
    for row, y in enumerate(range(0, 2900, 360)):
        joints = [
            ((x + (300 if row % 2 else 0), y, deep), (x + (300 if row % 2 else 0), y + 360, deep))
            for x in range(-1800, 1800, 600)
        ]
        scene.lines([*joints, ((-wide, y, deep), (wide, y, deep))], "#2a2048", width=0.7, alpha=0.55)
    scene.poly([(-wide, high, deep), (wide, high, deep), (wide, high, near), (-wide, high, near)], "#4a4070", line=0.9)
    _barred_window(scene, deep)
    for spot in (-1100, 1100):
        scene.stand(street_things.torch, spot, deep - 40)
    for wall in (-0.97, 0.97):
        scene.stand(street_things.torch, wall * wide, 1100)
    scene.stand(street_things.barrel, -1500, 1500)
    scene.stand(street_things.crate, 1450, 1600, wide=420)
    scene.stand(_chains, 560, deep - 30)
    scene.glow(0, 1200, 1500, 4200, colour="#ff9f4a", alpha=0.28)


def _barred_window(scene: Scenery, z: float) -> None:
    outline = [(-260, 1750), (-260, 2250), (0, 2450), (260, 2250), (260, 1750)]
    scene.shine([(x, y, z - 4) for x, y in outline], scene.mood.sky[1], line=1.2)
    scene.lines([((x, 1750, z - 8), (x, 2330, z - 8)) for x in (-130, 0, 130)], "#20183a", width=2.2, alpha=1)
    scene.glow(0, 2050, z, 1100, colour=scene.mood.sky[2], alpha=0.45)


def _chains(pen: Pen) -> None:
    """Two chains that hang from a ring."""
    for x in (-160, 160):
        for at in range(9):
            pen.items.append(Path(ink.ellipse(x, -2200 + at * 110, 34 if at % 2 else 18, 62), stroke=pen.ink, width=26))
            pen.items.append(
                Path(ink.ellipse(x, -2200 + at * 110, 34 if at % 2 else 18, 62), stroke=pen.tint("#9a94ac"), width=13)
            )
