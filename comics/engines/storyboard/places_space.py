"""Places in space: the bridge of a spaceship, a strange planet."""

from __future__ import annotations

import math
from typing import Final

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Radial, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard import props_house as house
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_street as street_things
from comics.engines.storyboard.scenery import Pen, Scenery, glow_group
from comics.engines.storyboard.sky import ridge
from comics.engines.storyboard.walls import back_quad, side_quad

# How far a planet's ring leans, in radians.
RING_TURN: Final = -0.35


def spaceship(scene: Scenery) -> None:
    """The bridge of a spaceship: a great window on stars and a planet, ribs, consoles with lights."""
    wide, deep, high, near = 2300.0, 2700.0, 2700.0, scene.cam.near
    scene.wash("#2a3050")
    scene.poly([(-wide, high, deep), (wide, high, deep), (wide, high, near), (-wide, high, near)], "#5a6488", line=0.8)
    for side in (-1, 1):
        x = side * wide
        scene.poly(side_quad(x, near, deep, 0, high), "#6a7698" if side < 0 else "#5a6688", line=0.9)
        for z in (-600, 500, 1600):
            scene.poly(side_quad(x * 0.985, max(z, near), z + 220, 0, high), "#8490b0", line=0.8)
            scene.shine(side_quad(x * 0.97, max(z + 420, near), z + 860, 1150, 1290), "#7fe8ff", line=0.6)
            scene.shine(side_quad(x * 0.97, max(z + 420, near), z + 860, 900, 980), "#ff9f6b", line=0.6)
    scene.poly([(-wide, 0, deep), (wide, 0, deep), (wide, 0, near), (-wide, 0, near)], "#4a5474", line=0.8)
    scene.lines(
        [((x, 0, near), (x, 0, deep)) for x in range(-2000, 2100, 500)]
        + [((-wide, 0, z), (wide, 0, z)) for z in range(int(near), 2700, 420)],
        "#20284a",
        width=0.7,
        alpha=0.7,
    )
    scene.patches(
        [[(x, 0, near), (x + 40, 0, near), (x + 40, 0, deep), (x, 0, deep)] for x in (-620, 580)], "#7fe8ff", alpha=0.8
    )
    scene.poly(back_quad(deep, -wide, wide, 0, high), "#6a7698", line=1)
    _space_window(scene, deep)
    for x in (-1500, 1500):
        scene.stand(_console, x, 2050, flip=x > 0)
    scene.stand(house.machine, -1950, 1000, size=0.9)
    scene.stand(house.machine, 1980, 900, size=0.9, flip=True)


def _space_window(scene: Scenery, deep: float) -> None:
    cam = scene.cam
    outline = [(-1700, 760), (-1900, 1500), (-1500, 2350), (1500, 2350), (1900, 1500), (1700, 760)]
    d = ink.polygon([cam.at(x, y, deep) for x, y in outline])
    first, last = cam.at(0, 2350, deep), cam.at(0, 760, deep)
    scene.back.append(
        Path(
            d,
            fill=Linear(first, last, (Stop(0, "#0b0f33"), Stop(1, "#2f2a6e"))),
            stroke=scene.ink_at(0),
            width=cam.stroke * 1.6,
        )
    )
    stars = []
    for at in range(44):
        spot = cam.at(scene.rand(f"sx{at}", -1500, 1500), scene.rand(f"sy{at}", 850, 2250), deep)
        r = cam.stroke * scene.rand(f"sr{at}", 0.3, 0.8)
        stars.append(ink.ellipse(spot.x, spot.y, r, r))
    scene.back.append(Path(" ".join(stars), fill="#ffffff", fill_alpha=0.9))
    _planet(scene, cam.at(750, 1450, deep), 520 * cam.scale(deep), "#ff9f7f", "#8f4fc4")
    struts = [((x, 760, deep - 5), (x * 0.84, 2350, deep - 5)) for x in (-700, 700)]
    scene.lines(struts, "#8490b0", width=2.6, alpha=1)


def _planet(scene: Scenery, centre: Point, radius: float, light: str, dark: str) -> None:
    """A ringed planet lit from one side."""
    scene.back.append(glow_group(centre, radius * 2.2, light, 0.45))
    shine = Point(centre.x - radius * 0.4, centre.y - radius * 0.4)
    ring = ink.ellipse(centre.x, centre.y, radius * 1.8, radius * 0.36, turn=RING_TURN)
    inner = ink.ellipse(centre.x, centre.y, radius * 1.42, radius * 0.24, turn=RING_TURN)
    scene.back.append(Path(ring + " " + inner, fill=ink.mix(light, "#ffffff", 0.5), fill_alpha=0.7, even_odd=True))
    scene.back.append(
        Path(
            ink.ellipse(centre.x, centre.y, radius, radius),
            fill=Radial(shine, radius * 1.6, (Stop(0, ink.mix(light, "#ffffff", 0.4)), Stop(0.5, light), Stop(1, dark))),
        )
    )
    half = [math.pi * step / 12 for step in range(13)]
    outer_edge = [_on_ring(centre, radius, 1.8, 0.36, angle) for angle in half]
    inner_edge = [_on_ring(centre, radius, 1.42, 0.24, angle) for angle in reversed(half)]
    front = ink.polygon([*outer_edge, *inner_edge])
    scene.back.append(Path(front, fill=ink.mix(light, "#ffffff", 0.6), fill_alpha=0.9))


def _on_ring(centre: Point, radius: float, long: float, short: float, angle: float) -> Point:
    """A spot of a planet's ring, which leans by `RING_TURN`."""
    u, v = radius * long * math.cos(angle), radius * short * math.sin(angle)
    cos, sin = math.cos(RING_TURN), math.sin(RING_TURN)
    return Point(centre.x + u * cos - v * sin, centre.y + u * sin + v * cos)


def _console(pen: Pen) -> None:
    """A console with a slanted board of lights."""
    pen.shape(ink.polygon([(-620, 0), (-560, -620), (560, -620), (620, 0)]), "#4f5a7c", shade=(40, 0))
    pen.shape(ink.polygon([(-600, -600), (-480, -900), (480, -900), (600, -600)]), "#8490b0")
    pen.halo(0, -800, 700, colour="#7fe8ff", alpha=0.5, least=0.6)
    pen.shine(ink.polygon([(-300, -660), (-260, -860), (260, -860), (300, -660)]), "#7fe8ff")
    for at in range(6):
        x = -500 + at * 36 if at < 3 else 400 + (at - 3) * 36
        pen.shine(ink.ellipse(x, -690 - 60 * (at % 3), 18, 18), ("#ff6b6b", "#ffd166", "#7fe0a0")[at % 3])


def planet(scene: Scenery) -> None:
    """A strange world: stars, a ringed planet, craters, glowing plants, spires of rock."""
    box, cam = scene.cam.frame, scene.cam
    scene.wash(
        Linear(
            Point(0, box.y),
            Point(0, max(cam.horizon, box.y + 60)),
            (Stop(0, "#0d0b33"), Stop(0.6, "#3a2470"), Stop(1, "#c4588f")),
        )
    )
    _stars(scene)
    _planet(
        scene,
        Point(cam.width * 0.74, max(cam.horizon * 0.4, cam.height * 0.12)),
        min(cam.width, cam.height) * 0.13,
        "#ffb38f",
        "#7a3fae",
    )
    ridge(scene, 30000, "#8f4f94", height=6500, step=0.1)
    ridge(scene, 16000, "#7a4488", height=2300, step=0.12)
    scene.ground("#b0708f", "#d890a0")
    _craters(scene)
    for x, z, size in ((-2600, 3400, 1.6), (2900, 4300, 1.9), (-4200, 6800, 2.2)):
        scene.stand(_spire, x, z, size=size)
    for x, z, colour in ((-1600, 1300, "#7fffd4"), (1750, 1700, "#ffb8ff"), (2300, 900, "#7fffd4")):
        scene.stand(nature.crystal, x, z, colour=colour, size=1.2)
    scene.stand(street_things.rocket, 1500, 5200, size=1.2)


def _craters(scene: Scenery) -> None:
    """Craters in the ground, flatter the farther away."""
    cam = scene.cam
    for at in range(12):
        z = max(cam.near * 0.8, scene.rand(f"kz{at}", -0.15, 1.0) * 6500)
        x = scene.rand(f"kx{at}", cam.left(z), cam.right(z))
        spot, scale = cam.at(x, 0, z), cam.scale(z)
        r = scene.rand(f"kr{at}", 160, 520) * scale
        flat = max(1.5, r * min(0.5, (cam.eye * scale) / max(1.0, cam.focal)))
        scene.back.append(Path(ink.ellipse(spot.x, spot.y, r, flat), fill=scene.tint("#8a4f7f", z)))
        scene.back.append(Path(ink.ellipse(spot.x, spot.y + flat * 0.2, r * 0.86, flat * 0.75), fill=scene.tint("#a06088", z)))


def _stars(scene: Scenery) -> None:
    """Stars over the whole sky."""
    box, cam = scene.cam.frame, scene.cam
    stars = []
    for at in range(80):
        r = cam.stroke * scene.rand(f"sr{at}", 0.25, 0.75)
        stars.append(
            ink.ellipse(
                box.x + box.w * scene.rand(f"sx{at}"),
                box.y + max(cam.horizon - box.y, box.h * 0.2) * scene.rand(f"sy{at}") ** 1.2,
                r,
                r,
            )
        )
    scene.back.append(Path(" ".join(stars), fill="#ffffff", fill_alpha=0.85))


def _spire(pen: Pen) -> None:
    """A leaning spire of rock."""
    pen.shape(
        ink.smooth([(-320, 0), (-210, -700), (-60, -1500), (60, -1620), (120, -1300), (240, -560), (360, 0)], tension=0.6),
        "#8a4f8f",
        shade=(80, 30),
    )
    pen.stroke([(-120, -500), (-40, -900), (0, -1250)], pen.line * 0.7)
