"""What the Comic API answers about comics, field by field, for REST and MCP."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import BaseModel, Field

from comics.vocabulary import ComicStatus
from comics.wire_lists import SeriesName

PICTURE = "https://comics.example.org/v1/assets/31.2.1:Yk3…/panel.png"


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
    prompt: str = Field(examples=["Alice and Bob follow an old map through a forest."])
    usage: PanelsAsked
    model: str = Field(description="What draws.", examples=["storyboard"])
    warnings: list[str] = Field(description="What was sent and is not heeded, in sentences.", examples=[[]])


class PagesMade(BaseModel):
    """So many pages of so many panels."""

    totalPages: int = Field(examples=[2])
    panelsPerPage: int = Field(examples=[4])


class Continued(BaseModel):
    """Pages that were added to a comic, and are being drawn."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus
    usage: PagesAsked
    page: int = Field(description="The first of the new pages, from 0 on.", examples=[2])
    pagination: PagesMade
    model: str = Field(description="What draws.", examples=["storyboard"])
    warnings: list[str] = Field(description="What was sent and is not heeded, in sentences.", examples=[[]])


class PanelPlace(BaseModel):
    """Where a panel is, both from 0 on."""

    page: int = Field(examples=[0])
    panel: int = Field(examples=[2])


class Redrawn(BaseModel):
    """A panel that is being drawn again."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus
    panel: PanelPlace
    usage: RedrawsAsked
    model: str = Field(description="What draws.", examples=["storyboard"])
    warnings: list[str] = Field(description="What was sent and is not heeded, in sentences.", examples=[[]])


class PanelTold(BaseModel):
    """A panel."""

    assetUrl: str = Field(description="The address of its picture; empty until there is one.", examples=[PICTURE])
    panel: int = Field(description="Its place on the page, from 0 on.", examples=[0])
    caption: str = Field(description="Its dialogue, as a script writes it.", examples=["Alice: What a view!"])
    image: list[str] = Field(description="The addresses of pictures that it was drawn from.", examples=[[]])


class PageTold(BaseModel):
    """A page. `beginPageIndex` and `totalPages` tell of the pages that were asked for together with it."""

    page: int = Field(description="Its place in the comic, from 0 on.", examples=[0])
    prompt: str = Field(examples=["Alice and Bob follow an old map through a forest."])
    beginPageIndex: int = Field(examples=[0])
    totalPages: int = Field(examples=[2])
    panelsPerPage: int = Field(examples=[4])
    layout: str = Field(examples=["Layout0"])
    panels: list[PanelTold]
    attachments: list[dict[str, Any]] = Field(examples=[[]])


class IssueTold(BaseModel):
    """The issue of the studio that a comic is."""

    id: int = Field(examples=[12])
    url: str = Field(description="Where people edit it.", examples=["https://comics.example.org/issues/12/pages/"])


class ComicTold(BaseModel):
    """A whole comic."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus = Field(examples=["PROCESSED"])
    prompt: str = Field(examples=["Alice and Bob follow an old map through a forest."])
    comics: list[PageTold]
    output: str = Field(description="The address of the first picture; empty until there is one.", examples=[PICTURE])
    createdAt: datetime.datetime
    updatedAt: datetime.datetime
    model: str = Field(description="What draws.", examples=["storyboard"])
    title: str = Field(examples=["Crystal Lake"])
    series: SeriesName
    issue: IssueTold
    error: Reason | None = Field(None, description="Why it failed, where it has.", examples=[None])


class OnePanel(BaseModel):
    """One panel of a comic, with the status of the whole."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus = Field(examples=["PROCESSED"])
    prompt: str = Field(examples=["Alice and Bob follow an old map through a forest."])
    page: int = Field(examples=[0])
    panel: int = Field(examples=[2])
    pagePrompt: str = Field(examples=["Alice and Bob follow an old map through a forest."])
    layout: str = Field(examples=["Layout0"])
    data: PanelTold
    error: Reason | None = Field(None, description="Why it failed, where it has.", examples=[None])
