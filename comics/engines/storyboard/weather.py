"""Weather in front of the scene: rain, snow, fog, wind, lightning; wet ground; and the last tones over everything."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Linear, Path, Radial, Stop
from comics.drawing.geometry import Affine, Box, Point
from comics.engines.storyboard.scenery import Scenery, glow_group


def wet_ground(scene: Scenery) -> None:
    """Puddles that hold the sky, for rain; drifts for snow. Called after the place's ground, before what stands on it."""
    if scene.mood.weather in ("rain", "storm"):
        for at in range(9):
            z = scene.rand(f"puddle{at}", -0.3, 1.0) ** 2 * 2600 * (1 if at % 2 else -0.2)
            x = scene.rand(f"puddlex{at}", -1400, 1400)
            _puddle(scene, x, max(z, scene.cam.near * 0.7), scene.rand(f"puddlew{at}", 160, 420))


def _puddle(scene: Scenery, x: float, z: float, wide: float) -> None:
    centre, scale = scene.cam.at(x, 0, z), scene.cam.scale(z)
    far, near = scene.cam.at(x, 0, z + wide * 0.45).y, scene.cam.at(x, 0, max(z - wide * 0.45, scene.cam.near)).y
    high = max(2.0, (near - far) / 2)
    shine = ink.mix(scene.mood.sky[2], scene.mood.glow, 0.25 * scene.mood.lamps)
    d = ink.ellipse(centre.x, centre.y, wide * scale, high)
    scene.back.append(Path(d, fill=shine, fill_alpha=0.30))
    rim = ink.ellipse(centre.x - wide * scale * 0.15, centre.y - high * 0.1, wide * scale * 0.6, high * 0.55)
    scene.back.append(Path(rim, fill=ink.mix(shine, "#ffffff", 0.5), fill_alpha=0.25))


def reflection(scene: Scenery, x: float, z: float, *, colour: str = "", wide: float = 150, long: float = 1300) -> None:
    """The light of a lamp on the ground: a pool around its foot, and on wet ground a streak towards the reader."""
    if scene.mood.lamps < 0.3 or not scene.sees(x, z, 1250):
        return
    tone = colour or scene.mood.glow
    foot, scale = scene.cam.at(x, 0, z), scene.cam.scale(z)
    reach = 1250.0
    flat = max(4.0, (scene.cam.at(x, 0, max(z - reach, scene.cam.near)).y - scene.cam.at(x, 0, z + reach).y) / 2)
    stops = (Stop(0, tone, 0.42 * scene.mood.lamps), Stop(0.4, tone, 0.2 * scene.mood.lamps), Stop(1, tone, 0))
    disc = Path(ink.ellipse(0, 0, 100, 100), fill=Radial(Point(0, 0), 100, stops))
    scene.back.append(Group((disc,), transform=Affine(reach * scale / 100, 0, 0, flat / 100, foot.x, foot.y), blend="screen"))
    if scene.mood.weather in ("rain", "storm"):
        _streak(scene, foot, scene.cam.at(x, 0, max(z - long, scene.cam.near)).y, wide * scale / 2, tone)


def _streak(scene: Scenery, foot: Point, low: float, half: float, tone: str) -> None:
    """Broken dashes of light that grow wider and fainter as they come nearer."""
    dashes = []
    count = 11
    for at in range(count):
        y = foot.y + (low - foot.y) * (at + 0.5) / count
        wide = half * (1.2 + 0.2 * at) * scene.rand(f"dash{foot.x:.0f}{at}", 0.55, 1.2)
        dashes.append(
            ink.ellipse(foot.x + half * 0.3 * (scene.rand(f"off{at}") - 0.5), y, wide, max(1.0, (low - foot.y) / count * 0.10))
        )
    paint = Linear(Point(0, foot.y), Point(0, low), (Stop(0, tone, 0.5), Stop(1, tone, 0.0)))
    scene.back.append(Path(" ".join(dashes), fill=paint))


def falling(scene: Scenery) -> list[Item]:
    """What falls or blows between the reader and the scene."""
    weather = scene.mood.weather
    if weather in ("rain", "storm"):
        return _rain(scene, heavy=weather == "storm")
    if weather == "snow":
        return _snow(scene)
    if weather == "fog":
        return _fog(scene)
    if weather == "wind":
        return _wind(scene)
    return []


def _rain(scene: Scenery, *, heavy: bool) -> list[Item]:
    box, unit = scene.cam.frame, (scene.cam.width * scene.cam.height) ** 0.5
    slant = 0.42 if heavy else 0.3
    near: list[str] = []
    far: list[str] = []
    for at in range(95 if heavy else 64):
        x, y = box.x + box.w * scene.rand(f"rainx{at}", 0, 1.2), box.y + box.h * scene.rand(f"rainy{at}", -0.05, 1)
        long = unit * scene.rand(f"rainl{at}", 0.03, 0.085)
        width = scene.cam.stroke * (0.75 if at % 3 == 0 else 0.45)
        d = _drop(x, y, long, slant, width)
        (near if at % 3 == 0 else far).append(d)
    rain: list[Item] = [
        Path(" ".join(far), fill="#cfd0f5", fill_alpha=0.42),
        Path(" ".join(near), fill="#eef0ff", fill_alpha=0.6),
    ]
    ground = max(scene.cam.horizon, box.h * 0.72)
    rings = []
    for at in range(12):
        x, y = box.x + box.w * scene.rand(f"ringx{at}"), ground + (box.bottom - ground) * scene.rand(f"ringy{at}", 0.25, 1)
        wide = unit * 0.012 * (0.4 + (y - ground) / max(1.0, box.bottom - ground))
        rings.append(ink.ellipse(x, y, wide, wide * 0.3))
    if ground < box.bottom:
        rain.append(Path(" ".join(rings), stroke="#dfe0ff", width=scene.cam.stroke * 0.4, stroke_alpha=0.5))
    return rain


def _drop(x: float, y: float, long: float, slant: float, width: float) -> str:
    ex, ey = x - long * slant, y + long
    return (
        f"M {x:.1f} {y:.1f} L {ex + width:.1f} {ey - width:.1f} Q {ex:.1f} {ey + width:.1f} {ex - width:.1f} {ey - width:.1f} Z"
    )


def _snow(scene: Scenery) -> list[Item]:
    box, unit = scene.cam.frame, scene.cam.stroke
    small: list[str] = []
    big: list[str] = []
    for at in range(110):
        x, y = box.x + box.w * scene.rand(f"snowx{at}"), box.y + box.h * scene.rand(f"snowy{at}")
        r = unit * scene.rand(f"snowr{at}", 0.5, 1.3) * (2.2 if at % 9 == 0 else 1)
        (big if at % 9 == 0 else small).append(ink.ellipse(x, y, r, r))
    return [Path(" ".join(small), fill="#ffffff", fill_alpha=0.85), Path(" ".join(big), fill="#ffffff", fill_alpha=0.6)]


def _fog(scene: Scenery) -> list[Item]:
    box = scene.cam.frame
    banks: list[Item] = []
    tone = ink.mix(scene.mood.haze, "#ffffff", 0.25)
    for at in range(4):
        y = box.y + box.h * (0.45 + 0.17 * at)
        x, rx, ry = box.x + box.w * scene.rand(f"fog{at}"), box.w * 0.75, box.h * 0.13
        paint = Linear(Point(0, y - ry), Point(0, y + ry), (Stop(0, tone, 0), Stop(0.5, tone, 0.42), Stop(1, tone, 0)))
        banks.append(Path(ink.ellipse(x, y, rx, ry), fill=paint))
    return banks


def _wind(scene: Scenery) -> list[Item]:
    box = scene.cam.frame
    unit = (box.w * box.h) ** 0.5
    found: list[Item] = []
    for at in range(6):
        x, y = box.x + box.w * scene.rand(f"windx{at}", -0.1, 0.8), box.y + box.h * scene.rand(f"windy{at}", 0.08, 0.8)
        long = unit * scene.rand(f"windl{at}", 0.16, 0.34)
        spots = [(x + long * t / 8, y + math.sin(t * 0.8 + at) * unit * 0.008) for t in range(9)]
        found.append(Path(ink.brush(spots, scene.cam.stroke * 1.1), fill="#ffffff", fill_alpha=0.4))
        if at < 4:
            lx, ly = x + long * 0.7, y + unit * 0.04
            found.append(
                Path(
                    _leaf(lx, ly, unit * 0.014, at),
                    fill=scene.tint("#c9883e"),
                    stroke=scene.ink_at(0),
                    width=scene.cam.stroke * 0.5,
                )
            )
    return found


def _leaf(x: float, y: float, r: float, turn: int) -> str:
    cos, sin = math.cos(turn * 1.7), math.sin(turn * 1.7)
    spots = [(-1.0, 0.0), (0.0, -0.55), (1.2, 0.0), (0.0, 0.55)]
    return ink.smooth([(x + r * (u * cos - v * sin), y + r * (u * sin + v * cos)) for u, v in spots], tension=0.8)


def lightning(scene: Scenery) -> list[Item]:
    """One bolt with its light, for a storm seen from outside."""
    cam = scene.cam
    x, reach = cam.width * scene.rand("bolt", 0.38, 0.62), max(cam.horizon, cam.height * 0.45)
    wide = min(cam.width, cam.height) * 0.05
    spots = [(0.4, -0.1), (1.6, -0.1), (0.9, 0.34), (1.7, 0.32), (-0.5, 1.0), (0.1, 0.5), (-0.7, 0.52)]
    d = ink.polygon([(x + u * wide, v * reach) for u, v in spots])
    return [
        glow_group(Point(x, reach * 0.4), reach * 0.9, "#fff4c8", 0.6),
        Path(d, fill="#fffbe0", stroke="#ffe48a", width=cam.stroke),
    ]


def grade(scene: Scenery) -> list[Item]:
    """The tone of the hour over everything, actors too, so that all stand in one light."""
    light = scene.mood.light
    if light.grade_mix < 0.02:
        return []
    return [Path(ink.rectangle(scene.cam.frame), fill=light.grade, fill_alpha=light.grade_mix * 0.7)]


def vignette(scene: Scenery) -> Path:
    """A soft darkening towards the corners."""
    cam = scene.cam
    box, tone = cam.frame, ink.mix(scene.mood.light.shadow, "#100828", 0.5)
    centre = Point(cam.width / 2, cam.height * 0.46)
    radius = math.hypot(cam.width, cam.height) * 0.62
    strength = 0.42 if scene.mood.dark else 0.22
    stops = (Stop(0, tone, 0), Stop(0.58, tone, 0), Stop(1, tone, strength))
    return Path(ink.rectangle(Box(box.x, box.y, box.w, box.h)), fill=Radial(centre, radius, stops))


def contact_shadow(scene: Scenery, x: float, z: float, wide: float) -> Group:
    """The dark spot under something that stands at (x, z), `wide` world units across."""
    at, scale = scene.cam.at(x, 0, z), scene.cam.scale(z)
    far = scene.cam.at(x, 0, z + wide * 0.3).y
    rx, ry = wide * scale * 0.62, max(3.0, min(wide * scale * 0.3, at.y - far))
    tone = scene.mood.light.shadow
    stops = (Stop(0, tone, 0.62), Stop(0.55, tone, 0.4), Stop(1, tone, 0))
    disc = Path(ink.ellipse(0, 0, 100, 100), fill=Radial(Point(0, 0), 100, stops))
    return Group((disc,), transform=Affine(rx / 100, 0.0, 0.0, ry / 100, at.x, at.y))
