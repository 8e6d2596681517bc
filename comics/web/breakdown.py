"""A script as the pages it makes: small sheets with the panels' frames, for the script desk and the launch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comics.actions.frames import frames_of
from comics.composition.model import PageFormat
from comics.drawing.geometry import Box
from comics.scripting.model import ScriptPanel
from comics.scripting.pages import cut, words_in

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
    cuts = cut(panels, pages=None, per_page=None) if cuts is None else cuts
    frames = frames_of(panels, cuts[:_DRAWN_PAGES], paper, direction)
    pages = []
    for number, indices in enumerate(cuts):
        boxes = frames[number] if number < len(frames) else ()
        pages.append(BreakdownPage(indices[0] + 1, indices[-1] + 1, paper.width, paper.height, boxes))
    return Breakdown(tuple(pages), len(panels), sum(words_in(panel) for panel in panels))
