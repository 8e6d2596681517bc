"""Panels that lie over one another: which cover which, and what is left of a panel for its lettering."""

from __future__ import annotations

from collections.abc import Sequence

from comics.drawing.geometry import Box


def covers_of(boxes: Sequence[Box]) -> list[tuple[Box, ...]]:
    """For each of a page's boxes, in reading order, the later ones that lie over it."""
    return [tuple(later for later in boxes[at + 1 :] if later.overlap(box) > 0) for at, box in enumerate(boxes)]


def open_part(box: Box, covers: Sequence[Box]) -> Box:
    """The largest part of the box that lies wholly above, below or beside all that covers it; the box itself where nothing
    does, or where nothing is left."""
    seen = [cover for cover in covers if cover.overlap(box) > 0]
    if not seen:
        return box
    left, top = min(cover.x for cover in seen), min(cover.y for cover in seen)
    right, bottom = max(cover.right for cover in seen), max(cover.bottom for cover in seen)
    parts = (
        box._replace(h=top - box.y),
        box._replace(w=left - box.x),
        Box(right, box.y, box.right - right, box.h),
        Box(box.x, bottom, box.w, box.bottom - bottom),
    )
    best = max(parts, key=lambda part: part.area if part.w > 0 and part.h > 0 else 0.0)
    return best if best.w > 0 and best.h > 0 else box
