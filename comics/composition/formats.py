"""The page formats that a series may be printed in (craft.md, "Page rules", 1). Lengths are points, 1/72 inch."""

from __future__ import annotations

from typing import Final

from comics.composition.model import PageFormat
from comics.drawing.geometry import Box

_INCH: Final = 72.0
_MM: Final = 72.0 / 25.4


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
        _format("webtoon", "Webtoon, 800 × 1280 px", size=(800, 1280), margins=(32, 32), bleed=0, unit=0.75),
    )
}


def page_format(key: str) -> PageFormat:
    """The format with this key. Raises `KeyError` when there is none."""
    return FORMATS[key]


def spread_of(page: PageFormat) -> PageFormat:
    """Two pages of the format side by side as one sheet, the live areas and the room between them as one."""
    live = Box(page.live.x, page.live.y, page.live.w + page.width, page.live.h)
    return PageFormat(page.key, page.label, page.width * 2, page.height, page.bleed, live, sides=2 * page.sides)
