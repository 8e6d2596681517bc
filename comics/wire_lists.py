"""What is told of series, issues and generations in lists, field by field, for REST and MCP."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, Field

from comics.vocabulary import ComicStatus

KEY = 2**63 - 1  # the largest key that a database gives


class SeriesName(BaseModel):
    """The series that something belongs to."""

    id: int = Field(description="The key of the series.", examples=[3])
    title: str = Field(examples=["The Fox Detective"])


class SeriesLine(BaseModel):
    """A series."""

    id: int = Field(description="Its key, as in the addresses of the studio.", examples=[3])
    title: str = Field(examples=["The Fox Detective"])
    summary: str = Field(examples=["A quiet fox helps lost children home."])
    language: str = Field(description="BCP 47.", examples=["en"])
    direction: str = Field(description="ltr or rtl.", examples=["ltr"])
    preset: str = Field(examples=["render"])
    issues: int = Field(description="How many issues it has.", examples=[4])
    createdAt: datetime.datetime
    updatedAt: datetime.datetime


class CastLine(BaseModel):
    """Someone of the cast."""

    name: str = Field(examples=["Ren"])
    role: str = Field(examples=["fox detective"])
    appearance: str = Field(examples=["slim build, tan coat, calm eyes"])


class PlaceLine(BaseModel):
    """A place of the series."""

    name: str = Field(examples=["Lantern Street"])
    description: str = Field(examples=["a narrow alley, wet cobbles, paper lanterns"])


class WholeSeries(SeriesLine):
    """A series with its cast and places."""

    genre: str = Field(examples=["mystery"])
    artStyle: str = Field(examples=["clean line-art"])
    characters: list[CastLine]
    locations: list[PlaceLine]


class GenerationLine(BaseModel):
    """A comic in short. Ask for it by its id to get its pages and pictures."""

    id: str = Field(examples=["gen_12"])
    status: ComicStatus = Field(examples=["PROCESSED"])
    title: str = Field(examples=["The map under the lake"])
    series: SeriesName
    pages: int = Field(examples=[2])
    panels: int = Field(examples=[8])
    createdAt: datetime.datetime
    updatedAt: datetime.datetime


class IssueLine(GenerationLine):
    """An issue. What was drawn of it is its comic."""

    id: int = Field(description="Its key, as in the addresses of the studio.", examples=[12])  # type: ignore[assignment]  # a key here
    generation: str = Field(description="Its id as a comic.", examples=["gen_12"])
    number: int = Field(examples=[1])
    languages: list[str] = Field(description="The languages it is lettered in, the series’ own first.", examples=[["en", "ja"]])


class WholeIssue(IssueLine):
    """An issue with its script."""

    script: str = Field(description="The script in the recommended template.", examples=["[Panels]\n1) Panel objective: Meet"])


class SeriesList(BaseModel):
    """A part of the list, newest first."""

    data: list[SeriesLine]
    nextCursor: str | None = Field(description="Send it as cursor to get the next part; null at the end.", examples=[None])


class IssueList(BaseModel):
    """A part of the list, newest first."""

    data: list[IssueLine]
    nextCursor: str | None = Field(description="Send it as cursor to get the next part; null at the end.", examples=[None])


class GenerationList(BaseModel):
    """A part of the list, newest first."""

    data: list[GenerationLine]
    nextCursor: str | None = Field(description="Send it as cursor to get the next part; null at the end.", examples=[None])
