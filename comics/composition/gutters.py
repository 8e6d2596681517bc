"""Hands on a layout: where its gutters run, and what moving one, merging, splitting or taking out panels makes of the frames.

Pure geometry on boxes in page points, in whatever order the panels are read. Any layout of upright frames will do: tiers, tall
panels with stacks, staircases, pinwheels; frames that overlap (insets) have no gutter between them. Least sizes are those of
craft.md, "Page rules", 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from comics.composition.grids import GUTTER, LEAST_HEIGHT, LEAST_WIDTH, TIER_GUTTER
from comics.composition.model import PageFormat
from comics.drawing.geometry import Box

Boxes = tuple[Box, ...]

_WIDEST: Final = 0.1  # Frames further apart than this share of a page's width have empty paper between them, not a gutter.
_NEAR: Final = 0.05  # Points; what differs by less is the same place.


@dataclass(frozen=True, slots=True)
class Gutter:
    """The room between panels. An `upright` one has panels to its left (`before`) and right (`after`), any other one above
    and below it; both are places in the boxes asked about. `strip` is the room itself. `key` names it for as long as the
    same panels lie along it."""

    key: str
    upright: bool
    strip: Box
    before: tuple[int, ...]
    after: tuple[int, ...]


class _Gap(NamedTuple):
    """Two neighbours: the places of the one before and the one after, and the room between them."""

    before: int
    after: int
    strip: Box


def gutters(boxes: Sequence[Box], page: PageFormat) -> tuple[Gutter, ...]:
    """Every gutter between the panels: first those between tiers, from top to bottom, then the upright ones.

    Gaps that share a panel move together. So do gaps in one line that runs on between tiers; one that runs on between the
    panels of two tiers does not, so that each tier keeps its own.
    """
    tiers = _lines(_gaps(boxes, page), page)
    turned = [_turned(box) for box in boxes]
    uprights = [[gap._replace(strip=_turned(gap.strip)) for gap in line] for line in _linked(_gaps(turned, page))]
    found = [_gutter(line, upright=False) for line in tiers] + [_gutter(line, upright=True) for line in uprights]
    return tuple(sorted(found, key=lambda gutter: (gutter.upright, gutter.strip.y, gutter.strip.x)))


def find(boxes: Sequence[Box], page: PageFormat, key: str) -> Gutter:
    """The gutter of this key. Raises `ValueError` when there is none."""
    for gutter in gutters(boxes, page):
        if gutter.key == key:
            return gutter
    raise ValueError("there is no such gutter between these panels")


def move(boxes: Sequence[Box], page: PageFormat, gutter: Gutter, by: float) -> Boxes:
    """The boxes with the gutter moved by so many points, to the right or downwards where positive.

    It moves as far as it can: panels keep their least sizes (or what they have, where that is less already), the gutter its
    width, and no panel comes over another that it did not lie over before.
    """
    flat = [_turned(box) for box in boxes] if gutter.upright else list(boxes)
    least = LEAST_WIDTH * page.leaf if gutter.upright else LEAST_HEIGHT * page.height
    down, up = _room(flat, gutter, least)
    by = min(max(by, -up), down)
    for place in gutter.before:
        flat[place] = flat[place]._replace(h=flat[place].h + by)
    for place in gutter.after:
        flat[place] = flat[place]._replace(y=flat[place].y + by, h=flat[place].h - by)
    return tuple(_turned(box) for box in flat) if gutter.upright else tuple(flat)


def merge(boxes: Sequence[Box], first: int, second: int) -> Boxes:
    """The boxes with two of them made one, at the earlier one's place.

    Raises `ValueError` where the one frame around both would come over a third panel that neither lay over before, or where
    the two are the same or are not there.
    """
    if first == second or not all(0 <= place < len(boxes) for place in (first, second)):
        raise ValueError("two panels of the page are needed to make one of them")
    pair = boxes[first], boxes[second]
    whole = _around(pair)
    for place, other in enumerate(boxes):
        if place not in (first, second) and _covers(whole, other) and not any(_covers(one, other) for one in pair):
            raise ValueError("one frame around these two panels would cover another one")
    merged = [whole if place == min(first, second) else box for place, box in enumerate(boxes) if place != max(first, second)]
    return tuple(merged)


def split(boxes: Sequence[Box], at: int, *, across: bool, page: PageFormat, direction: str = "ltr") -> Boxes:
    """The boxes with one cut in two equal ones with a gutter between, in reading order: `across` cuts it into an upper and a
    lower one, otherwise the two stand side by side.

    Raises `ValueError` where the halves would be smaller than panels may be, or where there is no such panel.
    """
    if not 0 <= at < len(boxes):
        raise ValueError("there is no such panel on this page")
    box = boxes[at]
    if across:
        length = (box.h - GUTTER * TIER_GUTTER * page.leaf) / 2
        halves = [box._replace(h=length), box._replace(y=box.bottom - length, h=length)]
    else:
        length = (box.w - GUTTER * page.leaf) / 2
        halves = [box._replace(w=length), box._replace(x=box.right - length, w=length)]
    if length < (LEAST_HEIGHT * page.height if across else LEAST_WIDTH * page.leaf) - _NEAR:
        raise ValueError(f"this panel is not {'high' if across else 'wide'} enough to be split in two")
    if direction == "rtl" and not across:
        halves.reverse()
    return (*boxes[:at], *halves, *boxes[at + 1 :])


def without(boxes: Sequence[Box], at: int, page: PageFormat) -> Boxes:
    """The boxes without one of them; neighbours whose side lies wholly along it take its room, those beside it rather than
    those above and below. Where no neighbours fit, its room stays empty. Raises `ValueError` where there is no such panel."""
    if not 0 <= at < len(boxes):
        raise ValueError("there is no such panel on this page")
    grown = list(boxes)
    for gutter in reversed(gutters(boxes, page)):
        heirs = gutter.after if gutter.before == (at,) else gutter.before if gutter.after == (at,) else ()
        if heirs and all(_along(boxes[heir], boxes[at], upright=gutter.upright) for heir in heirs):
            for heir in heirs:
                grown[heir] = _reaching(boxes[heir], boxes[at], upright=gutter.upright)
            break
    return tuple(box for place, box in enumerate(grown) if place != at)


def _gaps(boxes: Sequence[Box], page: PageFormat) -> list[_Gap]:
    """The gaps between any panel and those right below it."""
    found = []
    for upper, over in enumerate(boxes):
        for lower, under in enumerate(boxes):
            left, right = max(over.x, under.x), min(over.right, under.right)
            height = under.y - over.bottom
            if upper == lower or right - left <= _NEAR or not -_NEAR <= height <= _WIDEST * page.leaf:
                continue
            strip = Box(left, over.bottom, right - left, max(height, 0.0))
            others = (box for place, box in enumerate(boxes) if place not in (upper, lower))
            if not any(_covers(strip, other) for other in others):
                found.append(_Gap(upper, lower, strip))
    return found


def _linked(gaps: Iterable[_Gap]) -> list[list[_Gap]]:
    """The gaps put together that share a panel on the same side."""
    lines: list[list[_Gap]] = []
    for gap in gaps:
        kin = [line for line in lines if any(gap.before == each.before or gap.after == each.after for each in line)]
        lines = [line for line in lines if line not in kin]
        lines.append([each for line in kin for each in line] + [gap])
    return lines


def _lines(gaps: Iterable[_Gap], page: PageFormat) -> list[list[_Gap]]:
    """The linked gaps put together that lie in one line across the page, with no more than a gutter between their ends."""
    lines = _linked(gaps)
    while pair := next(((a, b) for a, b in combinations(lines, 2) if _run_on(a, b, page)), None):
        lines = [line for line in lines if line not in pair] + [pair[0] + pair[1]]
    return lines


def _run_on(one: Iterable[_Gap], other: Iterable[_Gap], page: PageFormat) -> bool:
    here, there = _around(gap.strip for gap in one), _around(gap.strip for gap in other)
    level = abs(here.y - there.y) < _NEAR and abs(here.bottom - there.bottom) < _NEAR
    between = max(here.x, there.x) - min(here.right, there.right)
    return level and between <= _WIDEST * page.leaf


def _gutter(line: Sequence[_Gap], *, upright: bool) -> Gutter:
    before, after = tuple(sorted({gap.before for gap in line})), tuple(sorted({gap.after for gap in line}))
    key = f"{'x' if upright else 'y'}{'-'.join(map(str, before))}_{'-'.join(map(str, after))}"
    return Gutter(key, upright, _around(gap.strip for gap in line), before, after)


def _room(boxes: Sequence[Box], gutter: Gutter, least: float) -> tuple[float, float]:
    """How far the gutter can go down and up, in a page where it lies level."""
    down = min(boxes[place].h - min(least, boxes[place].h) for place in gutter.after)
    up = min(boxes[place].h - min(least, boxes[place].h) for place in gutter.before)
    width = max(0.0, min(boxes[place].y for place in gutter.after) - max(boxes[place].bottom for place in gutter.before))
    for upper in gutter.before:
        for place, other in enumerate(boxes):
            if place not in gutter.after and _stands_under(other, boxes[upper]):
                down = min(down, max(0.0, other.y - boxes[upper].bottom - width))
    for lower in gutter.after:
        for place, other in enumerate(boxes):
            if place not in gutter.before and _stands_under(boxes[lower], other):
                up = min(up, max(0.0, boxes[lower].y - other.bottom - width))
    return down, up


def _stands_under(lower: Box, upper: Box) -> bool:
    return lower.y >= upper.bottom - _NEAR and min(lower.right, upper.right) - max(lower.x, upper.x) > _NEAR


def _around(boxes: Iterable[Box]) -> Box:
    every = list(boxes)
    left, top = min(box.x for box in every), min(box.y for box in every)
    return Box(left, top, max(box.right for box in every) - left, max(box.bottom for box in every) - top)


def _covers(one: Box, other: Box) -> bool:
    """Whether the two lie over one another by more than their edges."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return wide > _NEAR and high > min(_NEAR, one.h / 2)


def _along(heir: Box, gone: Box, *, upright: bool) -> bool:
    """Whether the heir's whole side lies along the panel that goes."""
    if upright:
        return heir.y >= gone.y - _NEAR and heir.bottom <= gone.bottom + _NEAR
    return heir.x >= gone.x - _NEAR and heir.right <= gone.right + _NEAR


def _reaching(heir: Box, gone: Box, *, upright: bool) -> Box:
    """The heir, reaching to the far side of the panel that goes."""
    whole = _around((heir, gone))
    return heir._replace(x=whole.x, w=whole.w) if upright else heir._replace(y=whole.y, h=whole.h)


def _turned(box: Box) -> Box:
    """The box with across and down exchanged; twice gives it back."""
    return Box(box.y, box.x, box.h, box.w)
