"""The tools that programs are offered, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel

from comics.bearer import Bearer


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
        """JSON Schema of the input, whole in itself: many programs that offer tools to a model follow no `$ref`."""
        schema = self.model.model_json_schema()
        return _whole(schema, schema.pop("$defs", {}))


def _whole(part: Any, named: dict[str, Any]) -> Any:
    """A part of a schema with what it only names put in; no model of the wire holds itself."""
    if isinstance(part, list):
        return [_whole(each, named) for each in part]
    if not isinstance(part, dict):
        return part
    here = {name: _whole(value, named) for name, value in part.items() if name != "$ref"}
    return _whole(named[part["$ref"].rpartition("/")[2]], named) | here if "$ref" in part else here


TOOLS: dict[str, Tool] = {}
