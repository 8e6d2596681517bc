"""Skies: gradient, sun or moon, stars, clouds, and what stands on the horizon (skylines, ridges, woods)."""

from __future__ import annotations

import math
from typing import Final

from comics.drawing import ink
from comics.drawing.displaylist import Group, Linear, Path, Stop
from comics.drawing.geometry import Box, Point
from comics.engines.storyboard.light import multiply
from comics.engines.storyboard.scenery import Scenery, glow_group

# Mountains are seen through thinner air than the streets below them.
RIDGE_AIR: Final = 0.4


def sky(scene: Scenery, *, sun: bool = True, clouds: bool = True) -> None:
    """Paint the whole frame as sky; the gradient ends at the horizon, wherever the camera put it."""
    top, middle, low = scene.mood.sky
    box = scene.cam.frame
    end = min(max(scene.cam.horizon, box.y + box.h * 0.35), box.bottom + box.h * 0.3)
    paint = Linear(Point(0, box.y), Point(0, end), (Stop(0, top), Stop(0.6, middle), Stop(1, low)))
    scene.wash(paint)
    if scene.mood.time == "night" and scene.mood.weather in ("clear", "wind", "snow"):
        _stars(scene)
    if sun and scene.mood.weather in ("clear", "wind", "snow"):
        _sun_or_moon(scene)
    if clouds:
        _clouds(scene)


def _stars(scene: Scenery) -> None:
    box = scene.cam.frame
    size = scene.cam.stroke * 0.45
    dots: list[tuple[float, float]] = []
    bright: list[tuple[float, float]] = []
    for at in range(70):
        x = box.x + box.w * scene.rand(f"star{at}")
        y = box.y + max(scene.cam.horizon - box.y, box.h * 0.3) * scene.rand(f"height{at}") ** 1.3
        (bright if at % 9 == 0 else dots).append((x, y))
    scene.back.append(Path(" ".join(ink.ellipse(x, y, size, size) for x, y in dots), fill="#cfd6ff", fill_alpha=0.75))
    spark = " ".join(_spark(x, y, size * 4) for x, y in bright)
    scene.back.append(Path(spark, fill="#ffffff", fill_alpha=0.9))


def _spark(x: float, y: float, r: float) -> str:
    k = r * 0.16
    return ink.polygon(
        [(x, y - r), (x + k, y - k), (x + r, y), (x + k, y + k), (x, y + r), (x - k, y + k), (x - r, y), (x - k, y - k)]
    )


def _sun_or_moon(scene: Scenery) -> None:
    cam, mood = scene.cam, scene.mood
    side = 0.76 if mood.light.side == "right" else 0.22
    reach = max(cam.horizon, cam.height * 0.3)
    unit = min(cam.width, cam.height)
    if mood.time == "night":
        at, radius = Point(cam.width * side, min(reach * 0.34, cam.height * 0.2)), unit * 0.055
        scene.back.append(glow_group(at, radius * 5, "#aab6ff", 0.5))
        scene.back.append(Path(ink.ellipse(at.x, at.y, radius, radius), fill="#fbf4d0"))
        craters = ((-0.3, -0.2, 0.22), (0.35, 0.3, 0.17), (0.05, 0.5, 0.12), (0.3, -0.45, 0.1))
        marks = " ".join(ink.ellipse(at.x + u * radius, at.y + v * radius, r * radius, r * radius) for u, v, r in craters)
        scene.back.append(Path(marks, fill="#d9cfae", fill_alpha=0.8))
        return
    low = {"dawn": 0.80, "dusk": 0.84}.get(mood.time, 0.30)
    at, radius = Point(cam.width * side, min(reach * low, cam.height * 0.5)), unit * (0.075 if low > 0.5 else 0.05)
    colour = {"dawn": "#fff0c0", "dusk": "#ffd08a"}.get(mood.time, "#fffbe2")
    scene.back.append(glow_group(at, radius * 6, colour, 0.75))
    scene.back.append(Path(ink.ellipse(at.x, at.y, radius, radius), fill=colour))


def _clouds(scene: Scenery) -> None:
    cam, mood = scene.cam, scene.mood
    reach = max(cam.horizon, cam.height * 0.3)
    heavy = mood.weather in ("rain", "storm", "snow", "fog")
    base = ink.mix(mood.sky[1], mood.sky[2], 0.65)
    body = ink.mix(base, "#ffffff", 0.55 if mood.time == "day" and not heavy else 0.12)
    if mood.weather == "storm":
        body = ink.mix(mood.sky[0], mood.sky[1], 0.4)
    for at in range(7 if heavy else 4):
        x = cam.width * (scene.rand(f"cloud{at}", -0.1, 1.1))
        y = reach * scene.rand(f"cloudy{at}", 0.08, 0.62)
        wide = min(cam.width, cam.height * 1.4) * scene.rand(f"cloudw{at}", 0.16, 0.34) * (1.4 if heavy else 1)
        shade = ink.mix(body, mood.sky[0], 0.35)
        scene.back.append(
            Path(
                _cloud(x, y, wide, scene, at),
                fill=Linear(Point(0, y - wide * 0.25), Point(0, y + wide * 0.08), (Stop(0, body), Stop(1, shade))),
                fill_alpha=0.9,
            )
        )


def _cloud(x: float, y: float, wide: float, scene: Scenery, at: int) -> str:
    count = 5
    bumps = []
    for step in range(count + 1):
        along = step / count
        lift = math.sin(math.pi * along) * scene.rand(f"bump{at}:{step}", 0.55, 1.0)
        bumps.append((x + (along - 0.5) * wide, y - wide * 0.30 * lift))
    parts = [f"M {x - wide * 0.5:.1f} {y:.1f}"]
    last = bumps[0]
    for spot in bumps[1:]:
        rise = wide * 0.13
        parts.append(f"C {last[0]:.1f} {last[1] - rise:.1f} {spot[0]:.1f} {spot[1] - rise:.1f} {spot[0]:.1f} {spot[1]:.1f}")
        last = spot
    left, low = x - wide * 0.5, y + wide * 0.04
    parts.append(f"C {last[0] + wide * 0.05:.1f} {low:.1f} {left + wide * 0.05:.1f} {low:.1f} {left:.1f} {y:.1f} Z")
    return " ".join(parts)


def skyline(scene: Scenery, z: float, colour: str, *, low: float, high: float, wide: float = 1500, lit: float = 0.35) -> None:
    """A row of tall houses at depth z, `low` to `high` units tall, their windows lit where it is dark."""
    cam = scene.cam
    x = math.floor(cam.left(z) / wide) * wide
    houses, windows = [], []
    while x < cam.right(z):
        key = f"{z:.0f}:{x:.0f}"
        w = wide * scene.rand(key + "w", 0.55, 1.05)
        h = low + (high - low) * scene.rand(key + "h") ** 1.4
        houses.append(_tower(scene, x, z, w, h, key))
        windows.extend(_lit_windows(scene, x, z, w, h, key, lit))
        x += wide * scene.rand(key + "gap", 0.62, 1.0)
    tone = scene.tint(colour, z)
    foot = scene.tint(ink.mix(colour, scene.mood.haze, 0.5), z * 1.6)
    crown, base = cam.at(0, high, z).y, cam.at(0, 0, z).y
    scene.back.append(Path(" ".join(houses), fill=Linear(Point(0, crown), Point(0, base), (Stop(0, tone), Stop(1, foot)))))
    if windows:
        shining = ink.mix(scene.mood.glow, scene.mood.haze, 0.25) if scene.mood.dark else scene.tint("#dfeaf5", z)
        scene.back.append(Path(" ".join(windows), fill=shining, fill_alpha=0.85 if scene.mood.dark else 0.4))


def _tower(scene: Scenery, x: float, z: float, w: float, h: float, key: str) -> str:
    roof = int(scene.rand(key + "roof") * 4)
    spots = [(x, 0.0), (x, h)]
    if roof == 1:
        spots += [(x + w * 0.2, h), (x + w * 0.2, h * 1.08), (x + w * 0.75, h * 1.08), (x + w * 0.75, h)]
    elif roof == 2:
        spots += [(x + w * 0.5, h * 1.12)]
    elif roof == 3:
        spots += [(x + w * 0.45, h), (x + w * 0.48, h * 1.18), (x + w * 0.51, h)]
    spots += [(x + w, h), (x + w, 0.0)]
    return ink.polygon([scene.cam.at(u, v, z) for u, v in spots])


def _lit_windows(scene: Scenery, x: float, z: float, w: float, h: float, key: str, lit: float) -> list[str]:
    found = []
    columns, rows = max(2, int(w / 260)), min(12, max(3, int(h / 420)))
    for column in range(columns):
        for row in range(rows):
            if scene.rand(f"{key}{column}:{row}") > lit:
                continue
            spot = scene.cam.at(x + w * (column + 0.5) / columns - 45, h * (0.96 - 0.9 * row / rows), z)
            scale = scene.cam.scale(z)
            found.append(ink.rectangle(Box(spot.x, spot.y, max(1.2, 95 * scale), max(1.6, 150 * scale))))
    return found


def ridge(
    scene: Scenery,
    z: float,
    colour: str,
    *,
    height: float,
    rough: float = 0.35,
    step: float = 0.09,
    snow: bool = False,
    soft: bool = False,
) -> None:
    """A line of hills (soft) or mountains at depth z, `height` units at most."""
    cam = scene.cam
    left, right = cam.left(z), cam.right(z)
    count = int(1 / step) + 1
    tops = []
    for at in range(count + 1):
        sway = scene.rand(f"ridge{z:.0f}:{at}")
        lift = height * (1 - rough * sway) if at % 2 else height * (0.45 + rough * 0.4 * sway)
        tops.append((left + (right - left) * at / count, lift if not soft else height * (0.72 + 0.28 * sway)))
    line = [cam.at(x, y, z) for x, y in tops]
    foot = [cam.at(right, -200, z), cam.at(left, -200, z)]
    curve = ink.smooth(line, closed=False) if soft else ink.polygon(line, closed=False)
    d = f"{curve} L {foot[0].x:.1f} {foot[0].y:.1f} L {foot[1].x:.1f} {foot[1].y:.1f} Z"
    tone = scene.tint(colour, z * RIDGE_AIR)
    low = ink.mix(tone, scene.mood.haze, 0.5)
    paint = Linear(Point(0, min(p.y for p in line)), Point(0, foot[0].y), (Stop(0, tone), Stop(1, low)))
    scene.back.append(Path(d, fill=paint, stroke=scene.ink_at(z * 2), width=scene.cam.stroke * 0.6))
    if not soft:
        _faces(scene, line, foot[0].y, d, tone, snow=snow)


def _faces(scene: Scenery, line: list[Point], foot: float, d: str, tone: str, *, snow: bool) -> None:
    """The shaded side of every peak, and its cap of snow."""
    shade, caps = [], []
    turn = 1 if scene.mood.light.side == "left" else -1
    for at in range(1, len(line) - 1):
        peak = line[at]
        if peak.y > line[at - 1].y or peak.y > line[at + 1].y:
            continue
        other = line[at + turn]
        kink = Point(peak.x + (other.x - peak.x) * 0.18, peak.y + (foot - peak.y) * 0.45)
        shade.append(ink.polygon([peak, other, Point(other.x, foot), Point(peak.x + (other.x - peak.x) * 0.3, foot), kink]))
        caps.append(_cap(line[at - 1], peak, line[at + 1]))
    items = [Path(" ".join(shade), fill=scene.mood.light.shadow, fill_alpha=0.22)] if shade else []
    if snow and caps:
        white = ink.mix(tone, multiply("#ffffff", scene.mood.ambient), 0.8 if not scene.mood.dark else 0.5)
        items.append(Path(" ".join(caps), fill=white, fill_alpha=0.92))
    scene.back.append(Group(tuple(items), clip=d))


def _cap(left: Point, peak: Point, right: Point) -> str:
    a = Point(peak.x + (left.x - peak.x) * 0.42, peak.y + (left.y - peak.y) * 0.42)
    b = Point(peak.x + (right.x - peak.x) * 0.42, peak.y + (right.y - peak.y) * 0.42)
    deep = max(a.y, b.y)
    wide = b.x - a.x
    return ink.polygon(
        [
            peak,
            b,
            Point(a.x + wide * 0.78, deep + wide * 0.10),
            Point(a.x + wide * 0.62, deep - wide * 0.08),
            Point(a.x + wide * 0.45, deep + wide * 0.14),
            Point(a.x + wide * 0.25, deep - wide * 0.06),
            a,
        ]
    )
