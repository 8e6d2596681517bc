"""How panels become LlamaGen's pages: one page of up to 20 panels, or up to 20 pages of the same number of panels."""

from __future__ import annotations

from dataclasses import dataclass

from comics.engines.contract import Brief, Json
from comics.vocabulary import MAX_PAGES, MAX_PANELS


@dataclass(frozen=True, slots=True)
class Grid:
    """How many pages one call asks for, and how many panels on each of them."""

    pages: int
    panels: int

    @property
    def count(self) -> int:
        """All its panels."""
        return self.pages * self.panels

    def to_json(self) -> Json:
        """The one field of a request that says so: the service takes never both."""
        if self.pages == 1:
            return {"fixPanelNum": self.panels}
        return {"pagination": {"totalPages": self.pages, "panelsPerPage": self.panels}}


def pages_of(brief: Brief) -> tuple[int, ...]:
    """How many panels stand on each page; all on one where the brief does not say, or says something else than its panels."""
    pages = tuple(count for count in brief.pages if count > 0)
    return pages if sum(pages) == len(brief.panels) else (len(brief.panels),)


def grids(pages: tuple[int, ...]) -> tuple[Grid, ...]:
    """The fewest grids that hold exactly as many panels as the pages do, in reading order; none for no panels.

    Pictures only need their order, so pages of unequal length are asked for in another division of the same number.
    """
    if not sum(pages):
        return ()
    if whole := _grid(pages):
        return (whole,)
    first, rest = _halves(pages)
    return (*grids(first), *grids(rest))


def _grid(pages: tuple[int, ...]) -> Grid | None:
    """One grid for all these pages: their own division, else one page, else the factors nearest to their number of pages."""
    count = sum(pages)
    if len(set(pages)) == 1 and len(pages) <= MAX_PAGES and pages[0] <= MAX_PANELS:
        return Grid(len(pages), pages[0])
    if count <= MAX_PANELS:
        return Grid(1, count)
    fits = [Grid(by, count // by) for by in range(2, MAX_PAGES + 1) if count % by == 0 and count // by <= MAX_PANELS]
    return min(fits, key=lambda grid: abs(grid.pages - len(pages)), default=None)


def _halves(pages: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two runs of panels, each of one grid where that can be, between pages rather than inside one, as even as can be."""
    count = sum(pages)
    between = [(pages[:cut], pages[cut:]) for cut in range(1, len(pages))]
    inside = [((cut,), (count - cut,)) for cut in range(1, count)]
    for ways in (between, inside):
        if fits := [way for way in ways if _grid(way[0]) and _grid(way[1])]:
            return min(fits, key=lambda way: abs(sum(way[0]) - sum(way[1])))
    most = min(MAX_PAGES * MAX_PANELS, count - 1)
    return (most,), (count - most,)
