"""What programs send, for every door: the Comic API's fields with their names, aliases, defaults and limits.

Fields bear the names that they have on the wire. Fields that are not here are ignored; null is as good as leaving a field out.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic.config import JsonDict

from comics.wire_examples import CONTINUE_EXAMPLE, CREATE_EXAMPLE, REDRAW_EXAMPLE
from comics.wire_fields import (
    ADDRESS,
    MAX_LISTED,
    WORDS,
    Address,
    Addresses,
    Age,
    Caption,
    Description,
    Link,
    Look,
    Model,
    Name,
    NewWords,
    OneOrMany,
    Pages,
    Panels,
    Place,
    Preset,
    Short,
    Size,
    Story,
    Title,
    Upscale,
    Words,
    given,
    has_words,
)

CONTINUE, REDRAW = "continueWrite", "regeneratePanel"
CHANGES = (CONTINUE, REDRAW)
MODEL_HELP = "Which engine draws, and with which of its models: “storyboard”, “llamagen”, “kling:kling-v2”."


class Sent(BaseModel):
    """What all of them have in common."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Pagination(Sent):
    """So many pages of so many panels."""

    totalPages: Pages
    panelsPerPage: Panels


class Role(Sent):
    """A character that is to look the same in every panel."""

    name: Name
    age: Age | None = None
    gender: Short | None = None
    dress: Description | None = None
    clothing: Description | None = Field(None, description="The same as dress.")
    description: Description | None = None
    image: Link = Field(None, description="The address of a picture of the character.")

    @property
    def clothes(self) -> str:
        """What the character wears."""
        return self.dress or self.clothing or ""

    @property
    def years(self) -> str:
        """The age in words."""
        return "" if self.age is None else f"{self.age:g}" if isinstance(self.age, float) else str(self.age)


class Location(Sent):
    """A place that is to look the same in every panel."""

    name: Name
    description: Description | None = None
    image: Link = Field(None, description="The address of a picture of the place.")


class Attachment(Sent):
    """A file that belongs to a page. Engines look at pictures; documents and videos are kept with the page."""

    type: Literal["image", "document", "video"] = "image"
    url: Address


_ONE_SHAPE: JsonDict = {"not": {"allOf": given("fixPanelNum", "pagination")}}


class _Shaped(Sent):
    """What says how many panels there are to be."""

    fixPanelNum: Panels | None = Field(None, description="One page of so many panels. Not together with pagination.")
    pagination: Pagination | None = None
    attachments: list[Attachment] | None = Field(None, max_length=MAX_LISTED)

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if self.fixPanelNum is not None and self.pagination is not None:
            raise ValueError("Send fixPanelNum or pagination, not both.")
        return self

    @property
    def shape(self) -> tuple[int, int] | None:
        """Pages and panels a page; None where the studio decides."""
        if self.pagination:
            return self.pagination.totalPages, self.pagination.panelsPerPage
        return (1, self.fixPanelNum) if self.fixPanelNum else None


class CreateOrder(_Shaped):
    """A new comic."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [CREATE_EXAMPLE],
            "allOf": [{"anyOf": [*given("prompt", pattern=WORDS), *given("promptUrl", pattern=ADDRESS)]}, _ONE_SHAPE],
        }
    )

    prompt: Story | None = Field(None, description="The story, or a script. It or promptUrl is needed.")
    promptUrl: Link = Field(None, description="The address of a text, PDF or Word file with the story.")
    model: Model | None = Field(None, description=MODEL_HELP)
    preset: Preset | None = Field(None, description="The style preset, “render” unless the series has another.")
    style: Look | None = Field(None, description="The look in words.")
    size: Size | None = Field(
        None, description="The pixels of each picture; the one nearest to each panel's frame if left out."
    )
    comicRoles: list[Role] | None = Field(None, max_length=MAX_LISTED)
    comicLocations: list[Location] | None = Field(None, max_length=MAX_LISTED)
    images: Addresses | None = Field(None, description="Pictures for the look of all panels.")
    language: Short | None = Field(None, description="Such as English, or a tag such as pt-BR.")
    upscale: Upscale = None
    series: Title | None = Field(None, description="The title of the series in which the issue is made; “API” if left out.")
    title: Title | None = Field(None, description="The title of the issue.")

    @model_validator(mode="after")
    def _something_to_tell(self) -> Self:
        if not self.promptUrl and not has_words(self.prompt):
            raise ValueError("Send a prompt, or the promptUrl of one.")
        return self


class ContinueOrder(_Shaped):
    """More pages for a comic that is there."""

    model_config = ConfigDict(json_schema_extra={**_ONE_SHAPE, "examples": [CONTINUE_EXAMPLE]})

    action: Literal["continueWrite"]
    prompt: NewWords = Field(description="What happens next.")
    model: Model | None = Field(None, description=MODEL_HELP)


def _known_action(value: Any) -> Any:
    if value is not None and value != REDRAW:
        raise ValueError(f"There is no such action. Send {CONTINUE} or {REDRAW}.")
    return value


class RedrawOrder(Sent):
    """One panel again, with other words, dialogue or pictures. Of several spellings of a field the first one counts."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [REDRAW_EXAMPLE],
            "allOf": [
                {"anyOf": given("panel", "panelIndex", "panel_index")},
                {
                    "anyOf": [
                        *given("prompt", "panelPrompt", "panel_prompt", "caption", pattern=WORDS),
                        {"required": ["images"], "properties": {"images": {"type": "array", "minItems": 1}}},
                        {"required": ["images_url"], "properties": {"images_url": {"type": "array", "minItems": 1}}},
                        *given("images_url", pattern=ADDRESS),
                    ]
                },
            ],
        }
    )

    action: Annotated[Literal["regeneratePanel"] | None, BeforeValidator(_known_action)] = None
    page: Place | None = Field(None, description="Which page, from 0 on; 0 if left out.")
    pageIndex: Place | None = Field(None, description="The same as page.")
    page_index: Place | None = Field(None, description="The same as page.")
    panel: Place | None = Field(None, description="Which panel of the page, from 0 on.")
    panelIndex: Place | None = Field(None, description="The same as panel.")
    panel_index: Place | None = Field(None, description="The same as panel.")
    prompt: Words | None = Field(None, description="What the panel is to show.")
    panelPrompt: Words | None = Field(None, description="The same as prompt.")
    panel_prompt: Words | None = Field(None, description="The same as prompt.")
    caption: Caption | None = Field(None, description="The panel's dialogue, a line each, such as “Ren: Lost?”.")
    images: Addresses | None = Field(None, description="Pictures to look at for this panel.")
    images_url: OneOrMany = Field(None, description="The same as images; one address or several.")
    model: Model | None = Field(None, description=MODEL_HELP)

    @model_validator(mode="after")
    def _something_to_change(self) -> Self:
        if self.at is None:
            raise ValueError("Say which panel: send panel, counted from 0.")
        if not (self.words or self.dialogue or self.pictures):
            raise ValueError("Send a prompt, a caption or images: one of them is needed.")
        return self

    @property
    def at(self) -> tuple[int, int] | None:
        """Page and panel, from 0 on; never None once it is made."""
        page, panel = _first(self.page, self.pageIndex, self.page_index), _first(self.panel, self.panelIndex, self.panel_index)
        return None if panel is None else (page or 0, panel)

    @property
    def words(self) -> str | None:
        """What the panel is to show; None leaves it as it is."""
        return next((text for text in (self.prompt, self.panelPrompt, self.panel_prompt) if has_words(text)), None)

    @property
    def dialogue(self) -> str | None:
        """What is said in the panel; None leaves it as it is."""
        return self.caption if has_words(self.caption) else None

    @property
    def pictures(self) -> list[str]:
        """The addresses of all pictures to look at."""
        return list(dict.fromkeys([*(self.images or []), *(self.images_url or [])]))


def _first(*found: int | None) -> int | None:
    return next((value for value in found if value is not None), None)


def _which(sent: Any) -> str:
    action = sent.get("action") if isinstance(sent, dict) else getattr(sent, "action", None)
    return CONTINUE if action == CONTINUE else REDRAW


Change = Annotated[Annotated[ContinueOrder, Tag(CONTINUE)] | Annotated[RedrawOrder, Tag(REDRAW)], Discriminator(_which)]
