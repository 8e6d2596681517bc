"""How a panel's picture stands in its frame, as the editor shows it."""

from __future__ import annotations

from dataclasses import dataclass

from comics.actions.merging import based_on
from comics.composition.crop import MOST_ZOOM, View, view_of
from comics.jobs.compose import panel_art
from comics.models import Panel

PRINTED = 300  # dots per inch that print wants (craft.md, "Page rules", 1)
_POINTS = 72  # to an inch


@dataclass(frozen=True, slots=True)
class Cropping:
    """How the chosen take stands in its frame: its view, the picture's pixels, whether a person set it, and how finely it is
    printed (dots per inch)."""

    view: View
    wide: int
    high: int
    by_hand: bool
    dpi: int
    based_on: str = ""
    most_zoom: float = MOST_ZOOM

    @property
    def coarse(self) -> bool:
        """Whether print shows its pixels."""
        return self.dpi < PRINTED


def cropping_of(panel: Panel) -> Cropping | None:
    """How the panel's picture stands in its frame; None without a picture."""
    if panel.chosen is None:
        return None
    art = panel_art(panel)
    (wide, high), crop = art.pixels, art.crop
    dpi = round(wide * crop.w / (art.box.w / _POINTS)) if art.box.w > 0 else 0
    return Cropping(view_of(crop), wide, high, bool(panel.chosen.view), dpi, based_on({"view": panel.chosen.view}))
