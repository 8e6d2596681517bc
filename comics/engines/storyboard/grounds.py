"""Grounds that several places share: paving, a winding path, tufts of grass, a river, the sea."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Stop
from comics.drawing.geometry import Point
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard.scenery import Scenery


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


def river(scene: Scenery, far: float, near: float) -> None:
    """Water five hundred units below the ground, from depth `far` to depth `near`, with the lights of the town on it."""
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


def winding_path(scene: Scenery, colour: str, *, wide: float = 620) -> None:
    """A path that winds from the reader to the horizon."""
    spots = [(-1300, -1200), (-420, 0), (260, 1100), (120, 2400), (-420, 4200), (-200, 7600), (300, 12000)]
    left = [(x - wide / 2, 0, max(z, scene.cam.near)) for x, z in spots]
    right = [(x + wide / 2, 0, max(z, scene.cam.near)) for x, z in reversed(spots)]
    near, far = scene.cam.at(*left[0]), scene.cam.at(*left[-1])
    colour = scene.snowed(colour, deep=0.6)
    edges = [[scene.cam.at(*spot) for spot in side] for side in (left, right)]
    d = f"{ink.smooth(edges[0], closed=False)} {ink.smooth(edges[1], closed=False).replace('M', 'L', 1)} Z"
    paint = Linear(Point(0, far.y), Point(0, near.y), (Stop(0, scene.tint(colour, 5000)), Stop(1, scene.tint(colour))))
    scene.back.append(Path(d, fill=paint, stroke=scene.ink_at(2500), width=scene.cam.stroke * 0.6))


def fireflies(scene: Scenery) -> None:
    """Small lights over the grass on a dry dark evening."""
    if scene.mood.time not in ("dusk", "night") or scene.mood.weather not in ("clear", "fog"):
        return
    sparks, halos = [], []
    for at in range(22):
        z = scene.rand(f"flyz{at}", -200, 4200)
        x, y = scene.rand(f"flyx{at}", scene.cam.left(z), scene.cam.right(z)), scene.rand(f"flyy{at}", 120, 1500)
        spot, radius = scene.cam.at(x, y, z), scene.cam.stroke * scene.rand(f"flyr{at}", 0.7, 1.3)
        sparks.append(ink.ellipse(spot.x, spot.y, radius, radius))
        halos.append(ink.ellipse(spot.x, spot.y, radius * 3.6, radius * 3.6))
    scene.over.append(Path(" ".join(halos), fill="#fff08a", fill_alpha=0.22))
    scene.over.append(Path(" ".join(sparks), fill="#fffbd0", fill_alpha=0.95))


def grass_tufts(scene: Scenery, count: int, *, leaf: str = "#5aa04a", wide: float = 2800, deep: float = 3600) -> None:
    """Tufts of grass strewn over the ground."""
    for at in range(count):
        scene.stand(nature.grass, scene.rand(f"gx{at}", -wide, wide), scene.rand(f"gz{at}", -350, deep), leaf=leaf)


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
    light: list[str] = []
    dark: list[str] = []
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
