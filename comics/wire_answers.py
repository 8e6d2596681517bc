"""What the Comic API answers about comics, field by field, for REST and MCP."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from comics.vocabulary import ComicStatus
from comics.wire_lists import SeriesName


class Failure(BaseModel):
    """Why something could not be done."""

    model_config = ConfigDict(json_schema_extra={"required": ["code", "error", "message", "requestId"]})

    code: int = Field(description="The HTTP status.", examples=[404])
    error: str = Field(description="A word for programs.", examples=["not_found"])
    message: str = Field(description="A sentence for people.", examples=["There is no such issue."])
    requestId: str = Field(description="By it the request is found in the request log.", examples=["3f2c9a"])


class Reason(BaseModel):
    """Why a comic failed."""

    message: str


class PanelsAsked(BaseModel):
    """What a new comic counts as."""

    total_comics: int = Field(description="How many panels are drawn.", examples=[8])


class PagesAsked(PanelsAsked):
    """What a continuation counts as."""

    continued_pages: int = Field(description="How many pages were added.", examples=[2])


class RedrawsAsked(BaseModel):
    """What a redraw counts as."""

    redraw_panels: int = Field(examples=[1])


class Made(BaseModel):
    """A comic that was begun. Ask for it by its id until its status is no longer LOADING."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus
    prompt: str
    usage: PanelsAsked
    model: str = Field(description="What draws.", examples=["storyboard"])
    warnings: list[str] = Field(description="What was sent and is not heeded, in sentences.")


class PagesMade(BaseModel):
    """So many pages of so many panels."""

    totalPages: int
    panelsPerPage: int


class Continued(BaseModel):
    """Pages that were added to a comic, and are being drawn."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus
    usage: PagesAsked
    page: int = Field(description="The first of the new pages, from 0 on.", examples=[2])
    pagination: PagesMade
    model: str = Field(description="What draws.", examples=["storyboard"])
    warnings: list[str]


class PanelPlace(BaseModel):
    """Where a panel is, both from 0 on."""

    page: int
    panel: int


class Redrawn(BaseModel):
    """A panel that is being drawn again."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus
    panel: PanelPlace
    usage: RedrawsAsked
    model: str = Field(description="What draws.", examples=["storyboard"])
    warnings: list[str]


class PanelTold(BaseModel):
    """A panel."""

    assetUrl: str = Field(description="The address of its picture; empty until there is one.")
    panel: int = Field(description="Its place on the page, from 0 on.")
    caption: str = Field(description="Its dialogue, as a script writes it.")
    image: list[str]


class PageTold(BaseModel):
    """A page. `beginPageIndex` and `totalPages` tell of the pages that were asked for together with it."""

    page: int = Field(description="Its place in the comic, from 0 on.")
    prompt: str
    beginPageIndex: int
    totalPages: int
    panelsPerPage: int
    layout: str = Field(examples=["Layout0"])
    panels: list[PanelTold]
    attachments: list[dict[str, Any]]


class IssueTold(BaseModel):
    """The issue of the studio that a comic is."""

    id: int
    url: str = Field(description="Where people edit it.")


class ComicTold(BaseModel):
    """A whole comic."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus
    prompt: str
    comics: list[PageTold]
    output: str = Field(description="The address of the first picture; empty until there is one.")
    createdAt: datetime.datetime
    updatedAt: datetime.datetime
    model: str
    title: str
    series: SeriesName
    issue: IssueTold
    error: Reason | None = None


class OnePanel(BaseModel):
    """One panel of a comic, with the status of the whole."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus
    prompt: str
    page: int
    panel: int
    pagePrompt: str
    layout: str
    data: PanelTold
    error: Reason | None = None
