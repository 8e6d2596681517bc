"""What programs send to have an issue bound, and what they are told of it."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from comics.publishing.choices import MOST_PAGES_TEXT, Choices
from comics.vocabulary import ExportStatus

# The keys of publishing.editions.EDITIONS and the formats of its PICTURE_FORMATS, to which a test holds them.
Edition = Literal["pdf", "print", "cbz", "webtoon", "epub", "pictures", "contact", "text"]
PictureFormat = Literal["jpeg", "png", "webp"]
_PLAIN = r"^[^\x00]*$"


def _clean(value: Any) -> Any:
    if isinstance(value, str) and "\x00" in value:
        raise ValueError("A text may not hold the character NUL.")
    return value


Text = Annotated[str, Field(json_schema_extra={"pattern": _PLAIN}), BeforeValidator(_clean)]


class ExportOptions(BaseModel):
    """How the edition is wanted. What an edition does not heed is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pages: Text = Field(
        "",
        max_length=MOST_PAGES_TEXT,
        description="Printed page numbers, such as 1-3, 5; all if left out.",
        examples=["1-3, 5"],
    )
    covers: StrictBool = Field(True, description="Whether the covers are bound in.")
    draft: StrictBool = Field(False, description="A watermark over every page.")
    marks: StrictBool = Field(False, description="Crop marks (print).")
    spreads: StrictBool = Field(False, description="Facing pages on one sheet (print).")
    lettered: StrictBool = Field(True, description="Pages with their lettering (pictures).")
    picture: PictureFormat | None = Field(
        None, description="The format of the pictures (cbz: jpeg, webp; pictures: png, jpeg); the first if left out."
    )


class ExportOrder(BaseModel):
    """An edition of an issue."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edition: Edition = Field(description="The form to bind in.", examples=["pdf"])
    language: Text | None = Field(
        None,
        max_length=20,
        description="A language the issue is lettered in (BCP 47); the series’ own if left out.",
        examples=["en"],
    )
    options: ExportOptions | None = None

    def choices(self) -> Choices:
        """The same in the words of the binders."""
        said = self.options or ExportOptions()  # type: ignore[call-arg]  # all of them have defaults
        return Choices(
            language=self.language or "",
            pages=said.pages,
            covers=said.covers,
            draft=said.draft,
            marks=said.marks,
            spreads=said.spreads,
            lettered=said.lettered,
            picture=said.picture or "",
        )


class ExportTold(BaseModel):
    """An export: where it stands, and its file when it is finished."""

    id: str = Field(examples=["exp_7"])
    generation: str = Field(description="The comic that is bound.", examples=["gen_12"])
    status: ExportStatus = Field(examples=["PROCESSED"])
    edition: Edition = Field(examples=["pdf"])
    options: dict[str, Any] = Field(description="What differs from the plain edition.", examples=[{"pages": "1-3"}])
    progress: float = Field(ge=0, le=1, description="How much of it is done, from 0 to 1.", examples=[1.0])
    error: str | None = Field(description="Why it failed.", examples=[None])
    fileUrl: str | None = Field(
        description="Where the file can be fetched without a token until it expires; null while there is none.",
        examples=["https://comics.example.org/v1/files/7.2.1:k3…/Fox 001.pdf"],
    )
    fileName: str | None = Field(examples=["The Fox Detective 001.pdf"])
    size: int | None = Field(description="Bytes of the file.", examples=[1_482_113])
    createdAt: datetime.datetime
    expiresAt: datetime.datetime | None = Field(description="Until when the file is kept.")


class ExportList(BaseModel):
    """A part of the list, newest first."""

    data: list[ExportTold]
    nextCursor: str | None = Field(description="Send it as cursor to get the next part; null at the end.", examples=[None])
