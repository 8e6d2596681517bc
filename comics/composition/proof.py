"""What a proof of a page shows before it is printed: how fine its pictures are, and what lies too near the trim."""

from __future__ import annotations

from typing import Final

from comics.composition.model import Balloon, PageFormat, PanelArt

PRINT_DPI: Final = 300.0  # craft.md, "Page rules", 1
SCREEN_WIDTH: Final = 1080.0  # pixels across a page on a usual screen
_SLACK: Final = 1.0  # points that lettering may be out by


def dpi_of(panel: PanelArt) -> float:
    """How many pixels of its picture the frame shows on an inch; 0 without a picture or a frame."""
    if not panel.picture or panel.box.w <= 0 or panel.box.h <= 0:
        return 0.0
    across = panel.crop.w * panel.pixels[0] / panel.box.w
    down = panel.crop.h * panel.pixels[1] / panel.box.h
    return 72.0 * min(across, down)


def screen_dpi(page: PageFormat, *, sides: int = 1) -> float:
    """How many pixels an inch a page needs to be sharp on a screen; a spread is as wide as `sides` pages."""
    return SCREEN_WIDTH * sides / (page.width / 72.0)


def leaves_live_area(balloon: Balloon, page: PageFormat) -> bool:
    """Whether a piece of lettering reaches out of the part of the page that no trimming endangers."""
    live, box = page.live.grown(_SLACK), balloon.box
    return box.x < live.x or box.y < live.y or box.right > live.right or box.bottom > live.bottom
