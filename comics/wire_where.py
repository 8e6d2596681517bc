"""Which panel a program asks for, at whichever door."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

Index = Annotated[int | None, Field(ge=0)]


class Where(BaseModel):
    """Which panel is asked for. Of several spellings the first one counts."""

    panel: Index = Field(None, description="Which panel of the page, from 0 on; left out for the whole comic.")
    panel_index: Index = Field(None, description="The same as panel.")
    panelIndex: Index = Field(None, description="The same as panel.")
    page: Index = Field(None, description="Which page, from 0 on; 0 if left out.")
    page_index: Index = Field(None, description="The same as page.")
    pageIndex: Index = Field(None, description="The same as page.")

    @property
    def at(self) -> tuple[int, int] | None:
        """Page and panel; None for the whole comic."""
        page = next((each for each in (self.page, self.page_index, self.pageIndex) if each is not None), 0)
        panels = (self.panel, self.panel_index, self.panelIndex)
        return next(((page, panel) for panel in panels if panel is not None), None)
