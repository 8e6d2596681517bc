"""A story as one column to scroll through (craft.md, "Page rules", 5): panels sized for it, far apart, lettered anew.

Units are pixels of a column 800 wide, y downwards from its upper end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from comics.composition.balloons import draw
from comics.composition.model import Balloon, Manner, PageFormat, PanelArt, PanelShape
from comics.composition.placement import place_panel
from comics.drawing import extent
from comics.drawing.geometry import Box, Point
from comics.vocabulary import ReadingDirection, Shot

WIDTH: Final = 800
DISTANCE, BEAT, SCENE_CHANGE = 250.0, 600.0, 1000.0
END: Final = 120.0  # white above the first panel and below the last one; covers have none
_SIDE: Final = 40.0  # between a panel that does not fill the column and its edge
_GREAT: Final = 1.5  # the importance from which a panel fills the column and is waited for
# The share of the column that a panel fills, and the shape (width to height) that its shot wants in a column.
_SHOTS: Final[dict[str, tuple[float, float]]] = {
    Shot.ESTABLISHING: (1.0, 1.5),
    Shot.LONG: (1.0, 1.3),
    Shot.FULL: (0.75, 0.7),
    Shot.MEDIUM: (0.9, 1.05),
    Shot.CLOSE: (0.8, 0.95),
    Shot.EXTREME_CLOSE: (1.0, 1.8),
    Shot.OVER_SHOULDER: (0.9, 1.05),
    Shot.BIRDS_EYE: (1.0, 1.0),
    Shot.WORMS_EYE: (0.8, 0.75),
}
_FLATTEST, _TALLEST = 2.4, 0.68  # A panel that fills the column is then 1176 high at most, and fits into one slice.
# Phones show the column at half its size: its lettering is as large as on a page that is this much wider.
_LETTERS: Final = 1.25
_AROUND: Final = 60.0  # how far lettering may leave its panel above and below
_TALL: Final = 4000.0  # a page so high that its width alone decides how large lettering is
_INK: Final = 4.0  # half of a frame's line, and air: a slice is not cut closer to a panel


@dataclass(frozen=True, slots=True)
class Span:
    """What must not be cut: from y to y."""

    top: float
    bottom: float


def column(
    shapes: Sequence[PanelShape], pixels: Sequence[tuple[int, int]], *, top: float = 0.0, direction: str = ReadingDirection.LTR
) -> list[Box]:
    """The frames of panels that follow one another, from `top` downwards; `pixels` are those of their pictures (0 × 0 for
    none). The first one's distance to what stands above is not in it.

    Panels that do not fill the column stand on the side read first and on the other one by turns.
    """
    boxes: list[Box] = []
    y, narrow = top, 0
    for at, (shape, size) in enumerate(zip(shapes, pixels, strict=True)):
        wide, high = panel_size(shape, size)
        y += distance(shapes[at - 1], shape) if at else 0.0
        x = (WIDTH - wide) / 2
        if wide < WIDTH - 2 * _SIDE:
            leftmost = (narrow % 2 == 0) == (direction == ReadingDirection.LTR)
            x = _SIDE if leftmost else WIDTH - _SIDE - wide
            narrow += 1
        boxes.append(Box(x, y, wide, high))
        y += high
    return boxes


def panel_size(shape: PanelShape, pixels: tuple[int, int]) -> tuple[float, float]:
    """Width and height of a panel: its shot decides, and its picture's shape as much again, so that little of it is lost."""
    share, ratio = _SHOTS.get(shape.shot, _SHOTS[Shot.MEDIUM])
    if min(pixels) > 0:
        ratio = math.sqrt(ratio * pixels[0] / pixels[1])
    share = 1.0 if shape.importance >= _GREAT else share
    wide = float(round(WIDTH * share))
    return wide, float(round(wide / min(_FLATTEST, max(_TALLEST, ratio))))


def distance(before: PanelShape, panel: PanelShape) -> float:
    """The white between two panels: most where a new scene starts, more where the story holds its breath (a great moment, or
    silence after words)."""
    if panel.scene_start:
        return SCENE_CHANGE
    silence = panel.words == 0 and before.words > 0
    return BEAT if silence or panel.importance >= _GREAT else DISTANCE


def letter(panel: PanelArt, manner: Manner) -> tuple[Balloon, ...]:
    """The panel's lettering placed anew for its frame in the column. What hands set stays at its share of the frame."""
    live = Box(_SIDE / 2, panel.box.y - _AROUND, WIDTH - _SIDE, panel.box.h + 2 * _AROUND)
    page = PageFormat("column", "Column", WIDTH * _LETTERS, max(_TALL, live.bottom), 0.0, live)
    return place_panel(panel, page, manner=manner)


def part(
    panels: Iterable[PanelArt], balloons: Iterable[tuple[Balloon, Span]], top: float, bottom: float
) -> tuple[PageFormat, list[PanelArt], list[Balloon]]:
    """What is seen of the column between two heights, as a page of its own with its origin at `top`. Balloons come with the
    span that `lettered` tells of them, because a long column asks it of each many times."""
    paper = PageFormat("slice", "Slice", WIDTH, bottom - top, 0.0, Box(0.0, 0.0, WIDTH, bottom - top))
    shown = [panel for panel in panels if panel.box.bottom + _INK > top and panel.box.y - _INK < bottom]
    said = [balloon for balloon, span in balloons if span.bottom > top and span.top < bottom]
    moved = [replace(panel, box=_raised(panel.box, top)) for panel in shown]
    return paper, moved, [_raised_balloon(balloon, top) for balloon in said]


def framed(panel: PanelArt) -> Span:
    """From where to where a panel reaches, its line included."""
    return Span(panel.box.y - _INK, panel.box.bottom + _INK)


def lettered(balloon: Balloon) -> Span:
    """From where to where a piece of lettering reaches, its tail included."""
    box = extent.bounds(draw(balloon)) or balloon.box
    return Span(box.y, box.bottom)


def _raised(box: Box, by: float) -> Box:
    return box._replace(y=box.y - by)


def _raised_balloon(balloon: Balloon, by: float) -> Balloon:
    tail = Point(balloon.tail.x, balloon.tail.y - by) if balloon.tail else None
    return replace(balloon, box=_raised(balloon.box, by), tail=tail)
