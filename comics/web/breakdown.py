"""A script as the pages it makes: small sheets with the panels' frames, for the script desk and the launch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from comics.composition.layout import layout
from comics.composition.model import PageFormat, PanelShape
from comics.drawing.geometry import Box
from comics.scripting.dialogue import spoken_lines
from comics.scripting.model import ScriptPanel
from comics.scripting.pages import cut, importance, scene_starts, words_in
from comics.vocabulary import MAX_PANELS, read_shot

_DRAWN_PAGES = 40  # a breakdown shows the layout of so many pages; laying out more would make typing slow


@dataclass(frozen=True, slots=True)
class BreakdownPage:
    """One page of the breakdown: its first and last panel (from 1), the paper, and the panels' frames on it."""

    first: int
    last: int
    width: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Which pages and panels the script makes, and how many words are lettered."""

    pages: tuple[BreakdownPage, ...]
    panels: int
    words: int


def break_down(
    panels: Sequence[ScriptPanel], paper: PageFormat, direction: str, *, cuts: Sequence[Sequence[int]] | None = None
) -> Breakdown:
    """Panels as pages, laid out as they will be; `cuts` are the panels of each page, None goes by the page breaks."""
    starts = scene_starts(panels)
    pages = []
    for number, indices in enumerate(cut(panels, pages=None, per_page=None) if cuts is None else cuts):
        shapes = [_shape(panels[i], place, len(indices), starts[i]) for place, i in enumerate(indices[:MAX_PANELS])]
        boxes = _boxes(tuple(shapes), paper, direction, number % 2 == 0) if shapes and number < _DRAWN_PAGES else ()
        pages.append(BreakdownPage(indices[0] + 1, indices[-1] + 1, paper.width, paper.height, boxes))
    return Breakdown(tuple(pages), len(panels), sum(words_in(panel) for panel in panels))


@lru_cache(maxsize=512)
def _boxes(shapes: tuple[PanelShape, ...], paper: PageFormat, direction: str, right_hand: bool) -> tuple[Box, ...]:
    """The frames of one page. Typing changes one page at a time, so the others are remembered."""
    return layout("auto-1", shapes, paper, direction=direction, right_hand=right_hand).boxes


def _shape(panel: ScriptPanel, place: int, count: int, scene_start: bool) -> PanelShape:
    """The shape that a launch would give this panel, so that the small sheets show what will be."""
    unsaid = "establishing" if scene_start and place == 0 else "close" if place and place == count - 1 else "medium"
    spoken = spoken_lines(panel.dialogue)
    return PanelShape(
        shot=str(read_shot(" ".join((panel.objective, panel.scene, panel.action))) or unsaid),
        importance=importance(panel, place, count),
        words=sum(len(line.text.split()) for line in spoken),
        scene_start=scene_start,
        people=len({line.speaker for line in spoken if line.speaker}),
    )
