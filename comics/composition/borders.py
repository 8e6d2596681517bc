"""The ink line around a panel: thin, thick, drawn by hand, or none at all."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from comics.composition.model import PageFormat, PanelArt
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Affine, Box, Point
from comics.drawing.ink import brush, chance
from comics.vocabulary import Border

INK: Final = "#1d1233"
LINE: Final = 0.004  # The widths of lines as shares of a page's width:
THICK: Final = 0.0105
ROUGH: Final = 0.0072  # where the brush presses hardest

_FINE: Final = 20.0  # Brush strokes keep one decimal, so they are drawn so many times larger: 0.005 pt is finer than any print.
_STEP: Final = 11.0  # points between two places where the hand may sway,
_SWAY: Final = 0.2  # by at most this share of the line's width, so that no paper shows beside the picture.
_PAST: Final = 0.9  # How far a stroke runs past its corner at most, in widths of the line.
_PRESS: Final = 0.42  # how much lighter than full the brush may press


def frame(panel: PanelArt, page: PageFormat) -> tuple[Item, ...]:
    """The line around the panel by its border, in painting order; nothing on sides that run off the paper."""
    border, leaf = Border(panel.border), page.leaf
    if border == Border.NONE:
        return ()
    if border == Border.ROUGH:
        return _by_hand(_drawn(panel.box, page, ROUGH * leaf), ROUGH * leaf)
    width = (THICK if border == Border.THICK else LINE) * leaf
    return (Path(rectangle(_drawn(panel.box, page, width)), stroke=INK, width=round(width, 2)),)


def reach(panel: PanelArt, page: PageFormat) -> float:
    """How far the line may reach beyond the panel's box, in points."""
    widths = {Border.NONE: 0.0, Border.LINE: LINE / 2, Border.THICK: THICK / 2, Border.ROUGH: ROUGH * (1 + _PAST)}
    return widths[Border(panel.border)] * page.leaf


def rectangle(box: Box, *, backwards: bool = False) -> str:
    """The box as path data, clockwise unless `backwards`."""
    left, top, right, bottom = (f"{value:.3f}" for value in (box.x, box.y, box.right, box.bottom))
    second, last = (f"{right} {top}", f"{left} {bottom}")
    if backwards:
        second, last = last, second
    return f"M {left} {top} L {second} L {right} {bottom} L {last} Z"


def _drawn(box: Box, page: PageFormat, width: float) -> Box:
    """The box that the line follows: sides at or beyond the trim are moved off the paper, where no line is seen."""
    off = page.bleed + 2 * width
    left = min(box.x, -off) if box.x <= 0 else box.x
    top = min(box.y, -off) if box.y <= 0 else box.y
    right = max(box.right, page.width + off) if box.right >= page.width else box.right
    bottom = max(box.bottom, page.height + off) if box.bottom >= page.height else box.bottom
    return Box(left, top, right - left, bottom - top)


def _by_hand(box: Box, width: float) -> tuple[Item, ...]:
    """Four strokes of a brush that sway, swell and run a little past their corners; the same for the same box."""
    seed = ":".join(f"{value:.1f}" for value in box)
    corners = [Point(box.x, box.y), Point(box.right, box.y), Point(box.right, box.bottom), Point(box.x, box.bottom)]
    strokes = []
    for side, start in enumerate(corners):
        end = corners[(side + 1) % 4]
        strokes.append(Path(_stroke(start, end, width, f"{seed}:{side}"), fill=INK))
    return (Group(tuple(strokes), transform=Affine(a=1 / _FINE, d=1 / _FINE)),)


def _stroke(start: Point, end: Point, width: float, seed: str) -> str:
    """One side as a closed outline, enlarged."""
    length = math.dist(start, end) or 1.0
    along = Point((end.x - start.x) / length, (end.y - start.y) / length)
    before, after = (_PAST * width * (0.35 + 0.65 * chance(seed, name)) for name in ("before", "after"))
    sway, press, steps = _waves(seed, "sway"), _waves(seed, "press"), max(8, round(length / _STEP))
    spots = []
    for step in range(steps + 1):
        way = -before + (length + before + after) * step / steps
        aside = _SWAY * width * sway(way)
        x, y = start.x + along.x * way - along.y * aside, start.y + along.y * way + along.x * aside
        spots.append((x * _FINE, y * _FINE))
    whole = length + before + after

    def profile(share: float) -> float:
        ends = min(1.0, share * whole / (1.6 * width), (1 - share) * whole / (1.6 * width))
        pressed = 1 - _PRESS * (0.5 + 0.5 * press(share * whole))
        return pressed * max(0.12, ends) ** 0.6

    return brush(spots, width * _FINE, profile=profile)


def _waves(seed: str, name: str) -> Callable[[float], float]:
    """A calm wave between -1 and 1 along a line in points, the same for the same seed."""
    phases = [math.tau * chance(seed, name, turn) for turn in range(3)]
    lengths = [length * (0.8 + 0.4 * chance(seed, name, length)) for length in (150, 61, 27)]

    def wave(way: float) -> float:
        return sum(
            weight * math.sin(math.tau * way / length + phase)
            for weight, length, phase in zip((0.5, 0.3, 0.2), lengths, phases, strict=True)
        )

    return wave
