"""The frames that a script's panels will have: known before the pages are made, so that they can be shown and priced."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from comics.composition.layout import layout
from comics.composition.model import PageFormat, PanelShape
from comics.drawing.geometry import Box
from comics.scripting.dialogue import spoken_lines
from comics.scripting.model import ScriptPanel
from comics.scripting.pages import importance, scene_starts
from comics.vocabulary import MAX_PANELS, SIZES, read_shot


def frames_of(
    panels: Sequence[ScriptPanel], cuts: Sequence[Sequence[int]], paper: PageFormat, direction: str
) -> list[tuple[Box, ...]]:
    """The frames of each page in page points, laid out as a launch would; `cuts` are the panels' indices page by page."""
    starts = scene_starts(panels)
    pages = []
    for number, indices in enumerate(cuts):
        shapes = tuple(_shape(panels[i], place, len(indices), starts[i]) for place, i in enumerate(indices[:MAX_PANELS]))
        pages.append(_boxes(shapes, paper, direction, number % 2 == 0) if shapes else ())
    return pages


@lru_cache(maxsize=512)
def _boxes(shapes: tuple[PanelShape, ...], paper: PageFormat, direction: str, right_hand: bool) -> tuple[Box, ...]:
    """The frames of one page. Typing changes one page at a time, so the others are remembered."""
    return layout("auto-1", shapes, paper, direction=direction, right_hand=right_hand).boxes


def _shape(panel: ScriptPanel, place: int, count: int, scene_start: bool) -> PanelShape:
    """The shape that a launch would give this panel, so that what is shown before is what will be."""
    unsaid = "establishing" if scene_start and place == 0 else "close" if place and place == count - 1 else "medium"
    spoken = spoken_lines(panel.dialogue)
    return PanelShape(
        shot=str(read_shot(" ".join((panel.objective, panel.scene, panel.action))) or unsaid),
        importance=importance(panel, place, count),
        words=sum(len(line.text.split()) for line in spoken),
        scene_start=scene_start,
        people=len({line.speaker for line in spoken if line.speaker}),
    )


def pixels_for(frame: Box, size: str) -> tuple[int, int]:
    """The pixels to ask for: those of the size, or of that of the nine which is nearest to the panel's frame."""
    if size in SIZES:
        return SIZES[size]
    wanted = frame.w / frame.h if frame.h else 1.0
    return min(SIZES.values(), key=lambda s: (max(s[0] / s[1] / wanted, wanted * s[1] / s[0]), -s[0] * s[1]))
