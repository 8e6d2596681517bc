"""Which sheet of paper a page goes on: spreads cut into their two sides, facing pages put side by side."""

from __future__ import annotations

from dataclasses import replace

from comics.drawing import extent
from comics.drawing.displaylist import Group, Item
from comics.drawing.geometry import Affine, Box
from comics.publishing.book import Sheet


def halves(sheet: Sheet, *, direction: str, labels: tuple[str, str]) -> tuple[Sheet, Sheet]:
    """A spread as two single pages in reading order, each with what lies beyond the fold as its bleed there.

    `labels` are the pages' labels in reading order. What lies on one side only is not repeated on the other.
    """
    width = sheet.width / 2
    left, right = (_side(sheet, start, width) for start in (0.0, width))
    first, second = (right, left) if direction == "rtl" else (left, right)
    return replace(first, label=labels[0], transcript=sheet.transcript), replace(second, label=labels[1], transcript=())


def facing(first: Sheet, second: Sheet, *, direction: str) -> Sheet:
    """Two pages that lie open together as one sheet, the fold in its middle; `first` is read first.

    Nothing of one page reaches over the fold into the other.
    """
    left, right = (second, first) if direction == "rtl" else (first, second)
    bleed = min(left.bleed, right.bleed)
    height = max(left.height, right.height)
    on_left = Group(left.drawing.items, clip=_rectangle(Box(-bleed, -bleed, left.width + bleed, height + 2 * bleed)))
    on_right = Group(
        right.drawing.items,
        transform=Affine(e=left.width),
        clip=_rectangle(Box(0.0, -bleed, right.width + bleed, height + 2 * bleed)),
    )
    items = (on_right, on_left) if direction == "rtl" else (on_left, on_right)
    label = f"{first.label}–{second.label}"
    return Sheet(Group(items), left.width + right.width, height, bleed, label, (*first.transcript, *second.transcript))


def _side(sheet: Sheet, start: float, width: float) -> Sheet:
    trim = Box(start, 0.0, width, sheet.height)
    kept = tuple(item for item in sheet.drawing.items if _shows(item, trim, sheet.bleed))
    return replace(sheet, drawing=Group(kept, transform=Affine(e=-start)), width=width)


def _shows(item: Item, trim: Box, bleed: float) -> bool:
    """Whether the item is seen on the side. Lettering that only reaches into the bleed would be read twice."""
    bounds = extent.bounds(item)
    lettering = isinstance(item, Group) and item.name.startswith("balloon:")
    return bounds is not None and bounds.overlap(trim if lettering else trim.grown(bleed)) > 0


def _rectangle(box: Box) -> str:
    left, top, right, bottom = (f"{value:.3f}" for value in (box.x, box.y, box.right, box.bottom))
    return f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} Z"
