"""A whole page as one display list: paper, panels, frames, lettering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comics.composition.balloons import draw
from comics.composition.model import Balloon, PageFormat, PanelArt
from comics.drawing.displaylist import Group, Item, Path, Raster
from comics.drawing.geometry import Box
from comics.vocabulary import LetteringKind

PAPER: Final = "#ffffff"
EMPTY: Final = "#ece8f2"  # The tone of a panel that has no picture yet.
INK: Final = "#1d1233"
FRAME: Final = 0.004  # The width of a frame's line as a share of the page's width.


def page_drawing(
    page: PageFormat, panels: Sequence[PanelArt], balloons: Sequence[Balloon], *, paper: str = PAPER, empty: str = EMPTY
) -> Group:
    """The page in points, origin at the trimmed page's upper left corner; the paper reaches over the bleed.

    Groups are named "panel:KEY" and "balloon:KEY" with the panels' alt texts. Sound effects lie under the other lettering. A
    panel without a picture shows the quiet tone `empty`.
    """
    sheet = Box(0.0, 0.0, page.width, page.height).grown(page.bleed)
    art = tuple(_panel(panel, page, empty) for panel in panels)
    return Group((Path(rectangle(sheet), fill=paper), *art, *lettering(balloons)))


def page_ink(page: PageFormat, panels: Sequence[PanelArt], balloons: Sequence[Balloon], *, empty: str = EMPTY) -> Group:
    """What lies over the pictures of `page_drawing`: frames, tones of empty panels, lettering."""
    frames = tuple(frame(panel.box, page) for panel in panels)
    tones = tuple(Path(rectangle(panel.box), fill=empty) for panel in panels if not panel.picture)
    return Group((*tones, *frames, *lettering(balloons)))


def lettering(balloons: Sequence[Balloon]) -> tuple[Group, ...]:
    """The balloons' groups in painting order: sound effects first, then in reading order."""
    ordered = sorted(balloons, key=lambda balloon: balloon.kind != LetteringKind.SFX)
    return tuple(draw(balloon) for balloon in ordered)


def frame(box: Box, page: PageFormat) -> Path:
    """The ink line around a panel."""
    return Path(rectangle(box), stroke=INK, width=round(FRAME * page.width, 2))


def rectangle(box: Box) -> str:
    """The box as path data."""
    left, top, right, bottom = (f"{value:.3f}" for value in (box.x, box.y, box.right, box.bottom))
    return f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} Z"


def _panel(panel: PanelArt, page: PageFormat, empty: str) -> Group:
    outline = rectangle(panel.box)
    art: Item = Path(outline, fill=empty)
    if panel.picture:
        art = Group((Raster(panel.picture, panel.box, panel.crop),), clip=outline)
    return Group((art, frame(panel.box, page)), name=f"panel:{panel.key}", alt=panel.alt)
