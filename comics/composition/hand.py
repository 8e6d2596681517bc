"""Layouts that hands made: frames kept as fractions of the page, so that they survive another format and another direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comics.composition.model import Layout, PageFormat
from comics.drawing.geometry import Box
from comics.vocabulary import ReadingDirection

HAND: Final = "hand"
_EDGE: Final = 1.5  # Points: a side that lies so near to the edge of the live area lies at it.


def frames_of(boxes: Sequence[Box], page: PageFormat, direction: str) -> list[list[float]]:
    """The boxes (page points) as fractions of the trimmed page: left, top, width, height, as if the page were read from the
    left. `hand_layout` is the inverse up to rounding."""
    return [
        [round(v, 5) for v in (box.x / page.width, box.y / page.height, box.w / page.width, box.h / page.height)]
        for box in (_mirrored(box, page) if direction == ReadingDirection.RTL else box for box in boxes)
    ]


def hand_layout(frames: Sequence[Sequence[float]], page: PageFormat, direction: str) -> Layout:
    """The layout of frames that `frames_of` wrote, on a page of any format and direction."""
    boxes = [Box(x * page.width, y * page.height, w * page.width, h * page.height) for x, y, w, h in frames]
    if direction == ReadingDirection.RTL:
        boxes = [_mirrored(box, page) for box in boxes]
    return Layout(HAND, "As you set it", tuple(Box(*(round(v, 3) for v in box)) for box in boxes))


def bled(box: Box, page: PageFormat) -> Box:
    """The box with every side that lies at the edge of the live area run out to the end of the paper, bleed included."""
    live, paper = page.live, Box(0.0, 0.0, page.width, page.height).grown(page.bleed)
    left = paper.x if abs(box.x - live.x) < _EDGE else box.x
    top = paper.y if abs(box.y - live.y) < _EDGE else box.y
    right = paper.right if abs(box.right - live.right) < _EDGE else box.right
    bottom = paper.bottom if abs(box.bottom - live.bottom) < _EDGE else box.bottom
    return Box(left, top, right - left, bottom - top)


def _mirrored(box: Box, page: PageFormat) -> Box:
    return box._replace(x=page.width - box.right)
