"""The page formats that a series may be printed in (craft.md, "Page rules", 1). Lengths are points, 1/72 inch.

A format goes by a key: one of the presets, or a size of one's own such as "custom:170x240mm;bleed=3;margin=9x10", whose lengths
are all in the unit named once: millimeters, inches, or pixels of 1/96 inch.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Final, NamedTuple

from comics.composition.model import PageFormat
from comics.drawing.geometry import Box

_INCH: Final = 72.0
_MM: Final = 72.0 / 25.4
_PIXEL: Final = 0.75
UNITS: Final = {"mm": _MM, "in": _INCH, "px": _PIXEL}  # points in each unit that a size may be told in,
_DIGITS: Final = {"mm": 2, "in": 4, "px": 2}  # and how many decimals it is kept with

LONGEST_KEY: Final = 60
SHORTEST_SIDE: Final = 2 * _INCH
LONGEST_SIDE: Final = 40 * _INCH
MOST_BLEED: Final = 0.6 * _INCH
_SLIMMEST: Final = 3.0  # The longer side is at most so many times the shorter one, or no grid of panels is of use,
_WIDEST_MARGIN: Final = 0.2  # nor when the margins leave less than three fifths of a side.
_KEY: Final = re.compile(
    r"custom:(?P<width>{0})x(?P<height>{0})(?P<unit>mm|in|px);bleed=(?P<bleed>{0});margin=(?P<aside>{0})x(?P<above>{0})".format(
        r"\d{1,5}(?:\.\d{1,4})?"
    ),
    re.ASCII,
)


class CustomSize(NamedTuple):
    """A size of one's own, every length in the unit: trim, bleed on each side, margins left and right, above and below."""

    width: float
    height: float
    unit: str
    bleed: float
    margin_x: float
    margin_y: float


def _format(
    key: str, label: str, *, size: tuple[float, float], margins: tuple[float, float], bleed: float, unit: float = _INCH
) -> PageFormat:
    """A format of the size, bleed and margins (left and right; above and below) given in the unit."""
    width, height = (round(value * unit, 2) for value in size)
    aside, above = (value * unit for value in margins)
    live = Box(round(aside, 2), round(above, 2), round(width - 2 * aside, 2), round(height - 2 * above, 2))
    return PageFormat(key, label, width, height, round(bleed * unit, 2), live)


FORMATS: Final[dict[str, PageFormat]] = {
    page.key: page
    for page in (
        _format("us_comic", "US comic, 6.625 × 10.25 in", size=(6.625, 10.25), margins=(0.3125, 0.375), bleed=0.125),
        _format("manga", "Manga, 5 × 7.5 in", size=(5, 7.5), margins=(0.27, 0.32), bleed=0.125),
        _format("a5", "A5, 148 × 210 mm", size=(148, 210), margins=(7, 8), bleed=3, unit=_MM),
        _format("b5", "B5, 176 × 250 mm", size=(176, 250), margins=(8.5, 9.5), bleed=3, unit=_MM),
        _format("a4", "A4, 210 × 297 mm", size=(210, 297), margins=(10, 11), bleed=3, unit=_MM),
        _format("square", "Square, 8 × 8 in", size=(8, 8), margins=(0.35, 0.35), bleed=0.125),
        # Screens have no trim to bleed over: 800 × 1280 CSS pixels of 1/96 inch.
        _format("webtoon", "Webtoon, 800 × 1280 px", size=(800, 1280), margins=(32, 32), bleed=0, unit=_PIXEL),
    )
}


@lru_cache(maxsize=512)
def page_format(key: str) -> PageFormat:
    """The format with this key. Raises `KeyError` when there is none, with the reason for a size that cannot be printed."""
    if key in FORMATS:
        return FORMATS[key]
    size = custom_size(key)
    if size is None:
        raise KeyError(key)
    if reason := _why_not(size):
        raise KeyError(reason)
    label = f"Custom, {_told(size.width)} × {_told(size.height)} {size.unit}"
    margins = (size.margin_x, size.margin_y)
    return _format(key, label, size=(size.width, size.height), margins=margins, bleed=size.bleed, unit=UNITS[size.unit])


def is_format(key: str) -> bool:
    """Whether there is a format with this key."""
    try:
        page_format(key)
    except KeyError:
        return False
    return True


def describe(key: str) -> str:
    """The format in words, such as "Custom, 170 × 240 mm"; the key itself where there is no such format."""
    return page_format(key).label if is_format(key) else key


def custom_key(width: float, height: float, unit: str, bleed: float, margin_x: float, margin_y: float) -> str:
    """The key of a size of one's own, at most 60 characters; lengths are rounded to hundredths, or to ten-thousandths
    of an inch.

    Raises `ValueError` with a sentence for a size that cannot be printed.
    """
    if unit not in UNITS:
        raise ValueError("Sizes are told in millimeters, inches or pixels.")
    lengths = (width, height, bleed, margin_x, margin_y)
    if not all(math.isfinite(value) and 0 <= value < 10**5 for value in lengths):
        raise ValueError("Every length is a number that is not below zero.")
    wide, high, over, aside, above = (round(value, _DIGITS[unit]) for value in lengths)
    if reason := _why_not(CustomSize(wide, high, unit, over, aside, above)):
        raise ValueError(reason)
    return f"custom:{_told(wide)}x{_told(high)}{unit};bleed={_told(over)};margin={_told(aside)}x{_told(above)}"


def custom_size(key: str) -> CustomSize | None:
    """The lengths that the key of a size of one's own tells; None for the key of a preset or no key at all."""
    found = _KEY.fullmatch(key) if len(key) <= LONGEST_KEY else None
    if found is None:
        return None
    wide, high, over, aside, above = (float(found[name]) for name in ("width", "height", "bleed", "aside", "above"))
    return CustomSize(wide, high, found["unit"], over, aside, above)


@lru_cache(maxsize=512)
def spread_of(page: PageFormat) -> PageFormat:
    """Two pages of the format side by side as one sheet, the live areas and the room between them as one."""
    live = Box(page.live.x, page.live.y, page.live.w + page.width, page.live.h)
    return PageFormat(page.key, page.label, page.width * 2, page.height, page.bleed, live, sides=2 * page.sides)


def _why_not(size: CustomSize) -> str:
    """Why a size cannot be printed, as a sentence; empty for one that can."""
    unit = UNITS[size.unit]
    sides = size.width * unit, size.height * unit

    def told(points: float) -> str:
        return f"{_told(round(points / unit, 1))} {size.unit}"

    if min(sides) < SHORTEST_SIDE or max(sides) > LONGEST_SIDE:
        return f"Width and height of a page lie between {told(SHORTEST_SIDE)} and {told(LONGEST_SIDE)}."
    if max(sides) > _SLIMMEST * min(sides) + 0.01:
        return f"The longer side of a page is at most {_told(_SLIMMEST)} times as long as the shorter one."
    if size.bleed * unit > MOST_BLEED:
        return f"The bleed is at most {told(MOST_BLEED)}."
    if size.margin_x > _WIDEST_MARGIN * size.width or size.margin_y > _WIDEST_MARGIN * size.height:
        return "A margin is at most a fifth of its side: the panels need the rest."
    return ""


def _told(value: float) -> str:
    """A length without needless digits."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
