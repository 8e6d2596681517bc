"""A whole page as one display list: paper, panels, frames, lettering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comics.composition.balloons import draw_all
from comics.composition.borders import frame, reach, rectangle
from comics.composition.model import Balloon, PageFormat, PanelArt
from comics.drawing.displaylist import Group, Item, Path, Raster
from comics.drawing.geometry import Box

PAPER: Final = "#ffffff"
EMPTY: Final = "#ece8f2"  # The tone of a panel that has no picture yet.


def page_drawing(
    page: PageFormat,
    panels: Sequence[PanelArt],
    balloons: Sequence[Balloon],
    *,
    paper: str = PAPER,
    empty: str = EMPTY,
    over: Sequence[Item] = (),
) -> Group:
    """The page in points, origin at the trimmed page's upper left corner; the paper reaches over the bleed.

    Groups are named "panel:KEY" and "balloon:KEY" with the panels' alt texts. A panel lies over those before it, sound effects
    under the other lettering, and what is `over` on top of all. A panel without a picture shows the quiet tone `empty`.
    """
    sheet = Box(0.0, 0.0, page.width, page.height).grown(page.bleed)
    art = tuple(_panel(panel, page, empty) for panel in panels)
    return Group((Path(rectangle(sheet), fill=paper), *art, *draw_all(balloons), *over))


def page_ink(
    page: PageFormat,
    panels: Sequence[PanelArt],
    balloons: Sequence[Balloon],
    *,
    empty: str = EMPTY,
    over: Sequence[Item] = (),
) -> Group:
    """What lies over the pictures of `page_drawing`: frames, tones of empty panels, lettering, and what is `over` them all.

    Where a panel lies over an earlier one, its picture was painted before all ink; the earlier one's ink is kept off it.
    """
    ink: list[Item] = []
    for place, panel in enumerate(panels):
        tone = () if panel.picture else (Path(rectangle(panel.box), fill=empty),)
        items: tuple[Item, ...] = (*tone, *frame(panel, page))
        room = panel.box.grown(reach(panel, page))
        for later in panels[place + 1 :]:
            if items and room.overlap(later.box) > 0:
                items = (Group(items, clip=_outside(later.box, page)),)
        ink += items
    return Group((*ink, *draw_all(balloons), *over))


def _outside(box: Box, page: PageFormat) -> str:
    """The sheet without the box, as path data for a clip: the box is drawn the other way around, which makes it a hole."""
    far = Box(0.0, 0.0, page.width, page.height).grown(page.bleed + page.leaf)
    return f"{rectangle(far)} {rectangle(box, backwards=True)}"


def _panel(panel: PanelArt, page: PageFormat, empty: str) -> Group:
    outline = rectangle(panel.box)
    art: Item = Path(outline, fill=empty)
    if panel.picture:
        art = Group((Raster(panel.picture, panel.box, panel.crop),), clip=outline)
    return Group((art, *frame(panel, page)), name=f"panel:{panel.key}", alt=panel.alt)
