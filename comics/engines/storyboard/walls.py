"""Walls in perspective: brick rows, windows that shine when it is dark, house fronts, the box of a room."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard.scenery import Scenery, Spot


def side_quad(x: float, z1: float, z2: float, y1: float, y2: float) -> list[Spot]:
    """An upright rectangle on a wall that runs away from the reader."""
    return [(x, y1, z1), (x, y2, z1), (x, y2, z2), (x, y1, z2)]


def back_quad(z: float, x1: float, x2: float, y1: float, y2: float) -> list[Spot]:
    """An upright rectangle on a wall that faces the reader."""
    return [(x1, y1, z), (x1, y2, z), (x2, y2, z), (x2, y1, z)]


def side_wall(scene: Scenery, x: float, z1: float, z2: float, high: float, colour: str, *, bricks: bool = True) -> None:
    """A wall at the left (negative x) or right, from z1 (clipped to the lens) to z2, with rows of bricks."""
    z1 = max(z1, scene.cam.near)
    if z2 <= z1:
        return
    lit = (x < 0) == (scene.mood.light.side == "right")
    tone = colour if lit else ink.mix(colour, scene.mood.light.shadow, 0.28)
    paint = along(scene, x, z1, z2, tone)
    scene.poly(side_quad(x, z1, z2, 0, high), paint, line=1.0)
    if bricks:
        _bricks(scene, x, z1, z2, high, tone)


def along(scene: Scenery, x: float, z1: float, z2: float, tone: str) -> Linear:
    """The paint of a wall that runs from z1 to z2: darker before the actors, fading into the air by its true depth."""
    near, far = scene.cam.at(x, 0, z1).x, scene.cam.at(x, 0, z2).x
    wide = (far - near) or 1.0
    stops = []
    for z in sorted({z1, z2, *(depth for depth in (-300.0, 500.0, 1500.0, 3200.0, 6000.0) if z1 < depth < z2)}):
        colour = scene.tint(tone, max(0.0, z) * 1.3)
        if z < 0:
            colour = ink.mix(colour, scene.mood.light.shadow, min(0.5, -z / 1800))
        stops.append(Stop(round(min(1.0, max(0.0, (scene.cam.at(x, 0, z).x - near) / wide)), 3), colour))
    return Linear(Point(near, 0), Point(far, 0), tuple(stops))


def _bricks(scene: Scenery, x: float, z1: float, z2: float, high: float, tone: str) -> None:
    dark, light = ink.mix(tone, "#1d1233", 0.5), ink.mix(tone, "#ffd9c0", 0.28)
    row, long = 190.0, 420.0
    end = min(z2, z1 + 9000)
    rows = [((x, y, z1), (x, y, end)) for y in _steps(row, high, row)]
    joints, loose = [], []
    for level, y in enumerate(_steps(0, high, row)):
        for z in _steps(math.ceil(z1 / long) * long + (level % 2) * long / 2, end - long, long):
            chance = scene.rand(f"{x:.0f}{level}:{z:.0f}")
            if chance < 0.42:
                joints.append(((x, y, z), (x, y + row, z)))
            if chance < 0.045:
                loose.append(side_quad(x, z + 20, z + long - 20, y + 15, y + row - 15))
    scene.lines(rows, dark, width=0.45, alpha=0.28)
    scene.lines(joints, dark, width=0.45, alpha=0.28)
    scene.patches(loose, light, alpha=0.42)


def _steps(start: float, stop: float, step: float) -> list[float]:
    return [start + step * at for at in range(max(0, math.ceil((stop - start) / step)))]


def side_window(
    scene: Scenery, x: float, z: float, y: float, *, wide: float = 620, high: float = 820, lit: bool = False
) -> None:
    """A window with a cross and a sill on a side wall; it shines where it is dark and somebody is in."""
    if z < scene.cam.near * 0.85:
        return
    out = x - math.copysign(70, x)
    scene.poly(side_quad(x, z - 50, z + wide + 50, y - 50, y + high + 50), "#4b3f66", line=0.9)
    _glass(scene, side_quad(x, z, z + wide, y, y + high), z, lit)
    scene.lines(
        [((x, y, z + wide / 2), (x, y + high, z + wide / 2)), ((x, y + high * 0.55, z), (x, y + high * 0.55, z + wide))],
        "#2b2048",
        width=1.1,
        alpha=1,
        z=z,
    )
    sill = [(x, y - 60, z - 80), (out, y - 60, z - 80), (out, y - 60, z + wide + 80), (x, y - 60, z + wide + 80)]
    scene.poly(sill, "#a797b8", line=0.8)
    scene.poly(
        [(out, y - 130, z - 80), (out, y - 60, z - 80), (out, y - 60, z + wide + 80), (out, y - 130, z + wide + 80)],
        "#8a7aa2",
        line=0.8,
    )


def _glass(scene: Scenery, quad: list[Spot], z: float, lit: bool) -> None:
    if lit and scene.mood.lamps > 0.25:
        points = [scene.cam.at(*spot) for spot in quad]
        top, low = min(p.y for p in points), max(p.y for p in points)
        high, deep = ink.mix("#fff0a8", scene.mood.haze, 0.08), ink.mix("#ff9f4a", scene.mood.glow, 0.15)
        scene.shine(quad, Linear(Point(0, top), Point(0, low), (Stop(0, high), Stop(1, deep))), line=0.8)
        return
    dark = "#5b6f9a" if not scene.mood.dark else "#3d3670"
    scene.poly(quad, dark, line=0.8)
    (x1, y1, z1), (x2, y2, z2) = quad[0], quad[2]
    shine = [
        (x1 + (x2 - x1) * u, y1 + (y2 - y1) * v, z1 + (z2 - z1) * u)
        for u, v in ((0.1, 0.55), (0.1, 0.9), (0.55, 0.9), (0.25, 0.55))
    ]
    scene.patches([shine], "#dff1ff", alpha=0.28, z=z)


def back_window(
    scene: Scenery, z: float, x: float, y: float, *, wide: float = 900, high: float = 1000, lit: bool = True
) -> None:
    """A window on a wall that faces the reader, seen from outside."""
    scene.poly(back_quad(z, x - 60, x + wide + 60, y - 60, y + high + 60), "#4b3f66", line=0.9)
    _glass(scene, back_quad(z, x, x + wide, y, y + high), z, lit)
    scene.lines(
        [((x + wide / 2, y, z), (x + wide / 2, y + high, z)), ((x, y + high * 0.55, z), (x + wide, y + high * 0.55, z))],
        "#2b2048",
        width=0.9,
        alpha=1,
        z=z,
    )


def room(
    scene: Scenery, *, wall: str, floor: str, wide: float = 2300, deep: float = 1900, high: float = 2700, planks: str = "planks"
) -> None:
    """The inside of a room: back wall at z = deep, side walls at ±wide, ceiling, floor with planks, tiles or plain."""
    near = scene.cam.near
    lit = scene.tint(wall, deep)
    upper = ink.mix(lit, scene.mood.light.shadow, 0.22)
    a, b = scene.cam.at(0, high, deep), scene.cam.at(0, 0, deep)
    scene.wash(scene.tint(wall))
    scene.poly(
        [(-wide, high, deep), (wide, high, deep), (wide, high, near), (-wide, high, near)],
        ink.mix(wall, "#ffffff", 0.35),
        line=0.8,
    )
    scene.poly(back_quad(deep, -wide, wide, 0, high), Linear(a, b, (Stop(0, upper), Stop(0.7, lit), Stop(1, lit))), line=0.9)
    for x in (-wide, wide):
        shaded = (x < 0) == (scene.mood.light.side == "left")
        scene.poly(side_quad(x, near, deep, 0, high), ink.mix(wall, "#3b2a66", 0.16 if shaded else 0.06), line=0.9)
    _floor(scene, floor, wide, deep, near, planks)
    for quad in (
        back_quad(deep, -wide, wide, 0, 150),
        side_quad(-wide, near, deep, 0, 150),
        side_quad(wide, near, deep, 0, 150),
    ):
        scene.poly(quad, ink.mix(wall, "#ffffff", 0.5), line=0.7)


def _floor(scene: Scenery, floor: str, wide: float, deep: float, near: float, planks: str) -> None:
    far_edge, near_edge = scene.cam.at(0, 0, deep).y, scene.cam.frame.bottom
    paint = Linear(
        Point(0, far_edge),
        Point(0, near_edge),
        (Stop(0, scene.tint(ink.mix(floor, "#2a1a4a", 0.12), deep)), Stop(1, scene.tint(floor))),
    )
    scene.poly([(-wide, 0, deep), (wide, 0, deep), (wide, 0, near), (-wide, 0, near)], paint, line=0.9)
    dark = ink.mix(floor, "#1d1233", 0.5)
    if planks == "plain":
        return
    across = 300 if planks == "planks" else 420
    columns = [((x, 0, near), (x, 0, deep)) for x in _steps(-wide, wide, across)]
    scene.lines(columns, dark, width=0.5, alpha=0.45)
    if planks == "tiles":
        scene.lines([((-wide, 0, z), (wide, 0, z)) for z in _steps(near, deep, across)], dark, width=0.5, alpha=0.45)
        light = [
            [(x, 0, z), (x + across, 0, z), (x + across, 0, z + across), (x, 0, z + across)]
            for i, x in enumerate(_steps(-wide, wide, across))
            for j, z in enumerate(_steps(near, deep - across, across))
            if (i + j) % 2
        ]
        scene.patches(light, ink.mix(floor, "#ffffff", 0.7), alpha=0.4)
        return
    ends = [
        ((x, 0, z), (x + across, 0, z))
        for i, x in enumerate(_steps(-wide, wide, across))
        for z in _steps(near + scene.rand(i, 0, 700), deep, 900)
    ]
    scene.lines(ends, dark, width=0.5, alpha=0.45)


def view_window(
    scene: Scenery, z: float, x: float, y: float, wide: float, high: float, *, curtains: str = "", city: bool = False
) -> None:
    """A window seen from inside, with the hour's sky (and a town) behind it, curtains where a colour is given."""
    top, middle, low = scene.mood.sky
    first, last = scene.cam.at(x, y + high, z), scene.cam.at(x, y, z)
    scene.poly(back_quad(z, x - 70, x + wide + 70, y - 70, y + high + 70), "#f3ead8", line=0.9)
    scene.shine(
        back_quad(z, x, x + wide, y, y + high), Linear(first, last, (Stop(0, top), Stop(0.6, middle), Stop(1, low))), line=0.8
    )
    if city:
        _town(scene, z, x, y, wide, high)
    else:
        hills = [
            (x, y, z),
            (x, y + high * 0.22, z),
            (x + wide * 0.3, y + high * 0.32, z),
            (x + wide * 0.62, y + high * 0.2, z),
            (x + wide, y + high * 0.3, z),
            (x + wide, y, z),
        ]
        scene.shine(hills, ink.mix(ink.mix("#4f9a6a", low, 0.35), scene.mood.ambient, 0.3))
    scene.lines(
        [((x + wide / 2, y, z), (x + wide / 2, y + high, z)), ((x, y + high * 0.5, z), (x + wide, y + high * 0.5, z))],
        "#f3ead8",
        width=2.6,
        alpha=1,
        z=z,
    )
    if not scene.mood.dark:
        scene.glow(x + wide / 2, y + high / 2, z, wide * 1.2, colour="#fff6d8", alpha=0.4)
        _sun_patch(scene, z, x, wide)
    if curtains:
        _curtains(scene, z, x, y, wide, high, curtains)


def _sun_patch(scene: Scenery, z: float, x: float, wide: float) -> None:
    """The window's light on the floor, slanting away from the side the sun is on."""
    lean = 620 if scene.mood.light.side == "left" else -620
    for left in (x + wide * 0.04, x + wide * 0.54):
        right = left + wide * 0.42
        spots = [(left + lean * 0.5, 0.0, z - 500), (right + lean * 0.5, 0.0, z - 500), (right + lean, 0.0, z - 1250)]
        scene.shine([*spots, (left + lean, 0.0, z - 1250)], "#fff3cf", alpha=0.34)


def _town(scene: Scenery, z: float, x: float, y: float, wide: float, high: float) -> None:
    tone = ink.mix(scene.mood.sky[1], "#231a4a", 0.5)
    count = 7
    for at in range(count):
        h = high * scene.rand(f"town{at}", 0.25, 0.66)
        left, w = x + wide * at / count, wide / count
        scene.shine(
            back_quad(z, left, left + w, y, y + h), ink.mix(tone, scene.mood.sky[2], scene.rand(f"tone{at}", 0.05, 0.3))
        )
        if scene.mood.dark:
            spots = [
                back_quad(z, left + w * u, left + w * (u + 0.16), y + h * v, y + h * (v + 0.09))
                for u in (0.2, 0.6)
                for v in (0.2, 0.45, 0.7)
                if scene.rand(f"lit{at}{u}{v}") > 0.4
            ]
            for spot in spots:
                scene.shine(spot, scene.mood.glow, alpha=0.9)


def _curtains(scene: Scenery, z: float, x: float, y: float, wide: float, high: float, colour: str) -> None:
    for side in (0, 1):
        edge = x - 120 if side == 0 else x + wide + 120
        turn = 1 if side == 0 else -1
        spots = [
            (edge, y + high + 130, z),
            (edge + turn * wide * 0.34, y + high + 130, z),
            (edge + turn * wide * 0.26, y + high * 0.5, z),
            (edge + turn * wide * 0.14, y + high * 0.35, z),
            (edge + turn * wide * 0.24, y - 160, z),
            (edge - turn * 40, y - 160, z),
        ]
        scene.poly(spots, colour, line=0.8, soft=False)
        folds = [
            ((edge + turn * wide * f, y + high + 120, z), (edge + turn * wide * f * 0.7, y - 140, z)) for f in (0.08, 0.17)
        ]
        scene.lines(folds, ink.mix(colour, "#1d1233", 0.5), width=0.6, alpha=0.6, z=z)
    scene.poly(back_quad(z, x - 220, x + wide + 220, y + high + 110, y + high + 170), "#8a5a36", line=0.7)
