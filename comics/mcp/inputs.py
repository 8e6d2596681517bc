"""What tools take, where it is not exactly what REST takes: ids stand beside the rest, as there is no address to hold them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from comics.programs.parts import LONGEST as LONGEST_CURSOR
from comics.programs.parts import MOST, USUAL
from comics.serialize.ids import LONGEST
from comics.vocabulary import ComicStatus
from comics.wire import ContinueOrder, RedrawOrder
from comics.wire_exports import ExportOrder
from comics.wire_lists import KEY
from comics.wire_where import Where

ComicId = Annotated[str, Field(max_length=LONGEST, description="The id of the comic, as it was told.", examples=["gen_12"])]


class Nothing(BaseModel):
    """No input."""


class StatusInput(Where):
    """Which comic, and which panel of it."""

    id: ComicId


class ContinueInput(ContinueOrder):
    """More pages for a comic. Send fixPanelNum or pagination, not both, or neither."""

    id: ComicId
    action: Literal["continueWrite"] = "continueWrite"


class RedrawInput(RedrawOrder):
    """One panel of a comic again."""

    id: ComicId


class ListInput(BaseModel):
    """Which comics to list."""

    model_config = ConfigDict(extra="forbid")

    status: ComicStatus | None = Field(None, description="Only those that stand so.")
    series: Annotated[int, Field(ge=1, le=KEY)] | None = Field(None, description="Only those of the series with this key.")
    cursor: str = Field("", max_length=LONGEST_CURSOR, description="Where the part begins: nextCursor of the part before.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="How many the part has at most.")


class ExportInput(ExportOrder):
    """An edition of a comic."""

    id: ComicId


class ExportId(BaseModel):
    """Which export."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(max_length=LONGEST, description="The id of the export, as export_comic told it.", examples=["exp_7"])
