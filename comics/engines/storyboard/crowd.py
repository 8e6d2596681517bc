"""A crowd behind the actors: quiet silhouettes in the colours of the air."""

from __future__ import annotations

import math

from comics.drawing import ink
from comics.drawing.displaylist import Path
from comics.engines.storyboard.scenery import Scenery

_TALLEST, _NEAREST, _CLOSER = 1030.0, 150.0, 0.82
_ROWS = ((2300.0, 430.0, 0.55), (1500.0, 520.0, 0.28))


def crowd(scene: Scenery) -> None:
    """Two rows of people, the nearer one darker, heads and shoulders of many sizes."""
    z = math.inf
    for usual, step, haze in _ROWS:
        z = min(_in_view(scene, usual), z * _CLOSER)
        parts = []
        x, at = scene.cam.left(z), 0
        while x < scene.cam.right(z):
            tall = scene.rand(f"tall{usual}{at}", 760, _TALLEST)
            parts.append(_person(scene, x, z, tall, f"{usual}{at}"))
            x, at = x + step * scene.rand(f"gap{usual}{at}", 0.7, 1.25), at + 1
        tone = ink.mix(scene.tint("#5a4a78", z), scene.mood.haze, haze)
        d = " ".join(parts)
        scene.standing.append((z, Path(d, fill=tone, stroke=ink.mix(tone, scene.ink_at(z), 0.5), width=scene.cam.stroke * 0.7)))


def _in_view(scene: Scenery, z: float) -> float:
    """The depth of a row whose heads the camera sees: seen from above, far people stand over the picture's upper edge."""
    while z > _NEAREST and scene.cam.at(0.0, _TALLEST, z)[1] < 0:
        z *= 0.9
    return z


def _person(scene: Scenery, x: float, z: float, tall: float, key: str) -> str:
    def spot(dx: float, y: float) -> tuple[float, float]:
        return scene.cam.at(x + dx, y, z)

    wide = tall * scene.rand(key + "w", 0.17, 0.23)
    neck = tall * 0.68
    body = ink.smooth(
        [
            spot(-wide, 0),
            spot(-wide * 1.02, neck * 0.8),
            spot(-wide * 0.5, neck),
            spot(wide * 0.5, neck),
            spot(wide * 1.02, neck * 0.8),
            spot(wide, 0),
        ],
        tension=0.7,
    )
    head, scale = spot(0, tall * 0.84), scene.cam.scale(z)
    return body + " " + ink.ellipse(head[0], head[1], tall * 0.135 * scale, tall * 0.16 * scale)
