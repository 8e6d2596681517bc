"""What a tool is: its name, its words, its input, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel

from comics.bearer import Bearer

COMBINED = ("allOf", "anyOf", "oneOf", "not")


@dataclass(frozen=True)
class Tool:
    """One tool. `answer` gets the request, who calls, and the input as `model`; it finds through the bearer alone.

    `reads` tells that a call changes nothing, so that a program need not ask its person first.
    """

    name: str
    title: str
    description: str
    model: type[BaseModel]
    answer: Callable[[HttpRequest, Bearer, Any], dict[str, Any]]
    reads: bool = False

    @cached_property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of the input, one object whole in itself.

        Services of language models, to which programs hand it on, refuse combinations at the top, and many programs follow no
        `$ref`. Which fields go together is said in the description, and held in any case when a tool is called.
        """
        schema = self.model.model_json_schema()
        named = schema.pop("$defs", {})
        return _whole({name: part for name, part in schema.items() if name not in COMBINED}, named)


def _whole(part: Any, named: dict[str, Any]) -> Any:
    """A part of a schema with what it only names put in; no model of the wire holds itself."""
    if isinstance(part, list):
        return [_whole(each, named) for each in part]
    if not isinstance(part, dict):
        return part
    here = {name: _whole(value, named) for name, value in part.items() if name != "$ref"}
    return _whole(named[part["$ref"].rpartition("/")[2]], named) | here if "$ref" in part else here
