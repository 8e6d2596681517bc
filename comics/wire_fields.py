"""The kinds of values that programs send, with their limits, as JSON schemas say them exactly: what `wire` is made of."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, JsonValue
from pydantic.config import JsonDict

from comics.engines.catalogue import engines
from comics.vocabulary import MAX_PAGES, MAX_PANELS, MAX_PROMPT

MAX_STORY = 200_000  # characters of a prompt, as many as a script may have
MAX_ADDRESS = 2000  # characters
MAX_LISTED = 20  # roles, locations, attachments or pictures of one request
MAX_CAPTION = 5000  # characters of the dialogue of one panel
_WORD = r"[^\x00-\x20\x7f\x85\xa0\ufeff\s]"  # a sign that scripts keep
_PLAIN = r"^[^\x00]*$"
WORDS = rf"^[^\x00]*{_WORD}[^\x00]*$"
# Spaces are named one by one: what `\s` means is not the same in Python and in JSON schemas.
_SPACES = r"\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
ADDRESS = rf"^[hH][tT][tT][pP][sS]?://[^{_SPACES}]+$"
_MODEL = rf"^(?:(?:{'|'.join(maker.name for maker in engines())}):[^\x00]*|[^:\x00]*)$"


def has_words(text: str | None) -> bool:
    """Whether there is anything in a text that a script keeps."""
    return text is not None and re.search(_WORD, text) is not None


def _clean(value: Any) -> Any:
    """A text that every database holds."""
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("A text may not hold the character NUL.")
        if re.search("[\ud800-\udfff]", value):
            raise ValueError("A text may not hold half a character (a lone surrogate).")
    return value


def _worded(value: Any) -> Any:
    if isinstance(value, str) and not has_words(value):
        raise ValueError("There are no words in it.")
    return _clean(value)


def _address(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(ADDRESS, value):
        raise ValueError("An address begins with https:// or http:// and has no spaces.")
    return _clean(value)


def _no_address(value: Any) -> Any:
    return None if value == "" else _address(value)


def _whole(value: Any) -> Any:
    """Neither yes and no nor digits in quotation marks are numbers."""
    if isinstance(value, bool | str):
        raise ValueError("Send a whole number.")
    return value


def _number_or_text(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str | None):
        raise ValueError("Send a number or a text.")
    if len(str(value)) > 40:
        raise ValueError("Send a number or a text of at most 40 characters.")
    return _clean(value)


def _sharpness(value: Any) -> Any:
    if not (value is None or isinstance(value, bool) or (isinstance(value, str) and value in ("", "2K", "4K"))):
        raise ValueError("Send 2K, 4K, or true.")
    return value


def _one_or_many(value: Any) -> Any:
    """One address as a list of it, and "" as none."""
    return ([value] if value else None) if isinstance(value, str) else value


def _one_too(schema: dict[str, Any]) -> None:
    """Say that one address is taken as well as several."""
    schema["anyOf"].append(_one_address())


def _one_address() -> dict[str, Any]:
    return {"type": "string", "maxLength": MAX_ADDRESS, "pattern": rf"^$|{ADDRESS}"}


def _shown(pattern: str) -> dict[str, Any]:
    return {"pattern": pattern}


_CLEAN, _WORDED, _WHOLE = BeforeValidator(_clean), BeforeValidator(_worded), BeforeValidator(_whole)
Short = Annotated[str, Field(max_length=40, json_schema_extra=_shown(_PLAIN)), _CLEAN]
Preset = Annotated[str, Field(max_length=60, json_schema_extra=_shown(_PLAIN)), _CLEAN]
Model = Annotated[str, Field(max_length=120, json_schema_extra=_shown(_MODEL)), _CLEAN]
Name = Annotated[str, Field(max_length=80, json_schema_extra=_shown(WORDS)), _WORDED]
Title = Annotated[str, Field(max_length=200, json_schema_extra=_shown(_PLAIN)), _CLEAN]
Look = Annotated[str, Field(max_length=300, json_schema_extra=_shown(_PLAIN)), _CLEAN]
Description = Annotated[str, Field(max_length=2000, json_schema_extra=_shown(_PLAIN)), _CLEAN]
Caption = Annotated[str, Field(max_length=MAX_CAPTION, json_schema_extra=_shown(_PLAIN)), _CLEAN]
Story = Annotated[str, Field(max_length=MAX_STORY, json_schema_extra=_shown(_PLAIN)), _CLEAN]
Words = Annotated[str, Field(max_length=MAX_PROMPT, json_schema_extra=_shown(_PLAIN)), _CLEAN]
NewWords = Annotated[str, Field(max_length=MAX_PROMPT, json_schema_extra=_shown(WORDS)), _WORDED]
Address = Annotated[str, Field(max_length=MAX_ADDRESS, json_schema_extra=_shown(ADDRESS)), BeforeValidator(_address)]
# Programs that fill in forms send "" for an address that is not there.
_Linked = Annotated[str, Field(max_length=MAX_ADDRESS, json_schema_extra=_shown(rf"^$|{ADDRESS}"))]
Link = Annotated[_Linked | None, BeforeValidator(_no_address)]
Addresses = Annotated[list[Address], Field(max_length=MAX_LISTED)]
OneOrMany = Annotated[Addresses | None, Field(json_schema_extra=_one_too), BeforeValidator(_one_or_many)]
Upscale = Annotated[Literal["", "2K", "4K"] | bool | None, BeforeValidator(_sharpness)]
Pages = Annotated[int, Field(ge=1, le=MAX_PAGES), _WHOLE]
Panels = Annotated[int, Field(ge=1, le=MAX_PANELS), _WHOLE]
Place = Annotated[int, Field(ge=0), _WHOLE]
Age = Annotated[int | float | Short, BeforeValidator(_number_or_text)]
# The keys of vocabulary.SIZES, to which a test holds them.
Size = Literal["1024x1024", "512x768", "512x1024", "576x1024", "768x1024", "1024x768", "768x512", "1024x576", "1024x512"]


def given(*names: str, pattern: str = "") -> list[JsonValue]:
    """JSON schemas of which each asks for one of the fields, as a text of that pattern or as something that is no null."""
    wanted: JsonDict = {"type": "string", "pattern": pattern} if pattern else {"not": {"type": "null"}}
    return [{"required": [name], "properties": {name: wanted}} for name in names]
