"""The designs of sound effects: how the outlines of letters become splashes, blocks, sparks and bursts.

A painter takes the letters' outlines (hundredths of an em around the effect's centre), a colour and a seed. It answers what is
painted under the letters, the fill of the letters themselves, and what is painted over them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType

from comics.composition.letterforms import bounds, drips, jagged, rough
from comics.composition.outlines import evenly, superellipse
from comics.drawing.displaylist import Group, Item, Linear, Path, Stop
from comics.drawing.geometry import Affine, Box, Point
from comics.drawing.ink import chance, ellipse, mapped, mix, polygon

Painted = tuple[tuple[Item, ...], str, tuple[Item, ...]]
Painter = Callable[[Sequence[str], str, str], Painted]

INK, HALO = "#1c1430", "#ffffff"
# A flash from its root at (0, 0) to its point, in shares of its length.
_BOLT = (
    (0, 0), (0.42, 0.3), (0.3, 0.42), (0.72, 0.66), (0.6, 0.76), (1.05, 1.15), (0.42, 0.86), (0.52, 0.72), (0.12, 0.5),
    (0.24, 0.36), (-0.22, 0.1),
)  # fmt: skip
_DEPTH = Point(17.0, 19.0)  # How far solid letters reach to the right and down.
_SHADE, _DEEP = "#5b1a4a", "#3a1546"


def _pop(outlines: Sequence[str], colour: str, seed: str) -> Painted:
    """A thick outline, a shadow behind, a light above and dots below, as in the days of four colours."""
    d = " ".join(outlines)
    under = (
        Path(d, fill=HALO, stroke=HALO, width=34.0),
        Group((Path(d, fill=INK, stroke=INK, width=19.0),), transform=Affine(e=4.0, f=5.0)),
        Path(d, fill=INK, stroke=INK, width=19.0),
    )
    box = bounds(d)
    dots = _dots(Box(box.x, box.y + box.h * 0.42, box.w, box.h * 0.58), step=10.5)
    over = (
        Path(d, fill=_fading(box, mix(colour, "#ffffff", 0.5), colour)),
        Group((Path(dots, fill=_deeper(colour, 0.6), fill_alpha=0.75),), clip=d),
    )
    return under, colour, over


def _burst(outlines: Sequence[str], colour: str, seed: str) -> Painted:
    """Letters on a star that flies apart behind them."""
    d = " ".join(outlines)
    box = bounds(d).grown(14.0)
    outer, inner = _star(box, 1.0, seed), _star(box, 0.4, seed)
    hot = "#2f7fe6" if _bluish(colour) else "#ff4d3d"
    under = (
        Path(outer, fill=HALO, stroke=HALO, width=14.0),
        Path(outer, fill=hot, stroke=INK, width=7.0),
        Path(inner, fill="#fff3b0"),
        Group((Path(d, fill=INK, stroke=INK, width=15.0),), transform=Affine(e=3.0, f=4.0)),
        Path(d, fill=INK, stroke=INK, width=15.0),
    )
    return under, colour, (Path(d, fill=_fading(bounds(d), mix(colour, "#ffffff", 0.45), _deeper(colour, 0.45))),)


def _block(outlines: Sequence[str], colour: str, seed: str) -> Painted:
    """Solid letters with depth: their sides run down to the right into the shade."""
    d = " ".join(outlines)
    depth = " ".join(_receding(d, at / 9) for at in range(1, 10))
    shape = " ".join((d, *(_receding(d, at / 4) for at in range(1, 5))))
    box = bounds(d)
    dark = mix(colour, _SHADE, 0.72)
    under = (
        Path(shape, fill=HALO, stroke=HALO, width=30.0),
        Path(shape, fill=INK, stroke=INK, width=17.0),
        Path(depth, fill=_fading(box, dark, mix(dark, INK, 0.45))),
        Path(d, fill=INK, stroke=INK, width=8.0),
    )
    light = Path(d, fill="#ffffff", fill_alpha=0.85)
    shade = Path(d, fill=_fading(box, mix(colour, "#ffffff", 0.35), _deeper(colour, 0.45)))
    face = Group((shade,), clip=mapped(d, Affine(e=2.6, f=2.8)))
    return under, colour, (Group((light, face), clip=d),)


def _receding(d: str, share: float) -> str:
    """The outlines that share of the way back into the depth."""
    return mapped(d, Affine(e=_DEPTH.x * share, f=_DEPTH.y * share))


def _electric(outlines: Sequence[str], colour: str, seed: str) -> Painted:
    """Letters like lightning, that glow, with sparks that leap off them."""
    d = " ".join(jagged(one, reach=4.5, step=26.0) for one in outlines)
    box = bounds(d)
    glow = mix(colour, "#3f8cff", 0.8)
    bolts = " ".join(_bolts(box, seed))
    under = (
        Path(bolts, fill=INK, stroke=INK, width=9.0),
        Path(bolts, fill=mix(colour, "#ffffff", 0.3)),
        Path(d, fill="#2b1a6b", stroke="#2b1a6b", width=32.0),
        Path(d, fill=glow, stroke=glow, width=22.0),
        Path(d, fill=INK, stroke=INK, width=12.0),
    )
    return under, INK, (Path(d, fill=_fading(box, "#ffffff", colour)),)


def _brush(outlines: Sequence[str], colour: str, seed: str) -> Painted:
    """Strokes of a dry brush: ragged edges and streaks where the bristles ran out of ink."""
    d = " ".join(rough(one, reach=3.4, spacing=7.0, seed=f"{seed}{at}") for at, one in enumerate(outlines))
    box = bounds(d)
    under = (
        Path(d, fill=HALO, stroke=HALO, width=24.0),
        Path(" ".join(_splatter(box, seed)), fill=INK, stroke=HALO, width=1.5),
        Path(d, fill=INK, stroke=INK, width=13.0),
    )
    streaks = Path(" ".join(_streaks(box, seed)), fill=mix(colour, INK, 0.55), fill_alpha=0.8)
    face = Path(d, fill=_fading(box, mix(colour, "#ffffff", 0.12), mix(colour, _DEEP, 0.3)))
    return under, INK, (face, Group((streaks,), clip=d))


def _drip(outlines: Sequence[str], colour: str, seed: str) -> Painted:
    """Wet letters: drops run down from them, and light glides over them."""
    wet = [f"{d} {drips(d, wide=11.0, most=4, seed=f'{seed}{at}')}".strip() for at, d in enumerate(outlines)]
    d = " ".join(wet)
    box = bounds(d)
    gleam = mapped(d, Affine(e=-3.2, f=-3.6))
    under = (
        Path(d, fill=HALO, stroke=HALO, width=28.0),
        Path(d, fill=INK, stroke=INK, width=15.0),
    )
    over = (
        Path(d, fill=mix(colour, "#1b3fa0", 0.5)),
        Group((Path(gleam, fill=_fading(box, mix(colour, "#ffffff", 0.55), colour)),), clip=d),
        Group((Path(" ".join(_gleams(outlines)), fill="#ffffff", fill_alpha=0.9),), clip=" ".join(outlines)),
    )
    return under, colour, over


def _hollow(outlines: Sequence[str], colour: str, seed: str) -> Painted:
    """Open letters: a pale body and two fine lines, for what is quiet."""
    d = " ".join(outlines)
    under = (
        Path(d, fill=HALO, stroke=HALO, width=20.0),
        Path(d, fill=INK, stroke=INK, width=11.0),
        Path(d, fill=HALO, stroke=HALO, width=6.5),
        Path(d, fill=INK, stroke=INK, width=2.6),
    )
    pale = mix(colour, "#ffffff", 0.55)
    return under, pale, (Path(d, fill=pale),)


PAINTERS: MappingProxyType[str, Painter] = MappingProxyType(
    {"pop": _pop, "burst": _burst, "block": _block, "electric": _electric, "brush": _brush, "drip": _drip, "hollow": _hollow}
)


def _fading(box: Box, top: str, foot: str) -> Linear:
    stops = (Stop(0.0, top), Stop(0.55, mix(top, foot, 0.6)), Stop(1.0, foot))
    return Linear(Point(box.x, box.y), Point(box.x, box.bottom), stops)


def _deeper(colour: str, amount: float) -> str:
    """The colour as it looks away from the light: blues go to a deep blue, all others to a hot red."""
    return mix(colour, "#0f4fc4" if _bluish(colour) else "#f0401c", amount)


def _bluish(colour: str) -> bool:
    return int(colour[5:7], 16) > int(colour[1:3], 16)


def _dots(box: Box, *, step: float) -> str:
    """Rows of dots that grow towards the foot."""
    rows = max(1, int(box.h / step))
    made = []
    for row in range(rows + 1):
        radius = step * (0.12 + 0.34 * row / rows)
        shift = step / 2 if row % 2 else 0.0
        made += [
            ellipse(box.x + shift + column * step, box.y + row * step, radius, radius)
            for column in range(int(box.w / step) + 1)
        ]
    return " ".join(made)


def _star(box: Box, share: float, seed: str) -> str:
    """A star of uneven rays around the box; `share` is how much of their length they have."""
    ring = [Point(box.centre.x + p.x, box.centre.y + p.y) for p in superellipse(box.w / 2 + 8, box.h / 2 + 10, wobble=0.0)]
    count = max(11, round((box.w + box.h) / 32))
    centre, points = box.centre, []
    for at, spot in enumerate(evenly(ring, count * 2)):
        reach = share * (16.0 + 26.0 * chance(seed, "reach", at)) if at % 2 else 0.0
        far = math.dist(spot, centre) or 1.0
        along = (0.5 - chance(seed, "ray", at)) * 9.0 if at % 2 else 0.0
        dx, dy = (spot.x - centre.x) / far, (spot.y - centre.y) / far
        points.append(Point(spot.x + dx * reach - dy * along, spot.y + dy * reach * 1.2 + dx * along))
    return polygon(points)


def _bolts(box: Box, seed: str) -> Iterator[str]:
    """Flashes that leap from the word's corners."""
    for at, (sx, sy) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1))):
        if chance(seed, "bolt", at) < 0.25:
            continue
        x = box.centre.x + sx * box.w * (0.3 + 0.16 * chance(seed, "x", at))
        y = box.centre.y + sy * box.h * 0.42
        long = 30.0 + 18.0 * chance(seed, "far", at)
        yield polygon([(x + sx * u * long * 0.8, y + sy * v * long) for u, v in _BOLT])


def _splatter(box: Box, seed: str) -> Iterator[str]:
    """Drops of ink that flew off the brush."""
    for at in range(max(6, round(box.w / 28))):
        angle = math.tau * chance(seed, "fly", at)
        far = 0.98 + 0.32 * chance(seed, "far", at)
        radius = 1.0 + 3.4 * chance(seed, "blot", at) ** 2
        x, y = box.centre.x + math.cos(angle) * far * box.w / 2, box.centre.y + math.sin(angle) * far * box.h / 1.8
        yield ellipse(x, y, radius * 1.4, radius, turn=angle)


def _streaks(box: Box, seed: str) -> Iterator[str]:
    """Long thin gaps between bristles, along the stroke."""
    for at in range(max(8, round(box.w / 12))):
        x, y = box.x + box.w * chance(seed, "sx", at), box.y + box.h * (0.15 + 0.8 * chance(seed, "sy", at))
        long, thin = 12.0 + 26.0 * chance(seed, "sl", at), 0.7 + 1.1 * chance(seed, "st", at)
        rise = -0.18 * long
        yield polygon(
            [(x, y), (x + long * 0.5, y + rise * 0.5 - thin), (x + long, y + rise), (x + long * 0.5, y + rise * 0.5 + thin)]
        )


def _gleams(outlines: Sequence[str]) -> Iterator[str]:
    """A spot of light on the upper left of every letter."""
    for d in outlines:
        box = bounds(d)
        yield ellipse(box.x + box.w * 0.26, box.y + box.h * 0.2, box.w * 0.09, box.h * 0.075, turn=-0.6)
