"""Examples of whole bodies, put together from those of their fields."""

from __future__ import annotations

from typing import Any

MOMENT = "2026-03-14T09:26:53.589Z"
_PLAIN: dict[str, Any] = {"string": "…", "integer": 1, "number": 1, "boolean": True, "null": None}
_DEEPEST = 12


def resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """The schema itself where a reference to it stands."""
    while "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = {**found, **{name: value for name, value in schema.items() if name != "$ref"}}
    return schema


def choices_of(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schemas of which one is to hold; itself where there is no choice. What is only another rule is no choice."""
    offered = schema.get("anyOf") or schema.get("oneOf") or []
    shapes = [each for each in offered if {"$ref", "type", "enum", "const", "anyOf"} & set(each)]
    return shapes or [schema]


def example_of(schema: dict[str, Any], document: dict[str, Any], depth: int = 0) -> Any:
    """A value that the schema allows: its own example, or one of its parts."""
    schema = resolved(schema, document)
    if schema.get("examples"):
        return schema["examples"][0]
    for name in ("example", "const", "default"):
        if schema.get(name) is not None:
            return schema[name]
    if schema.get("enum"):
        return schema["enum"][0]
    offered = [resolved(each, document) for each in choices_of(schema)]
    chosen = next((each for each in offered if each.get("type") != "null"), offered[0])
    if chosen is not schema and (schema.get("anyOf") or schema.get("oneOf")) and "properties" not in schema:
        return example_of(chosen, document, depth + 1)
    return _of_kind(schema, document, depth)


def _of_kind(schema: dict[str, Any], document: dict[str, Any], depth: int) -> Any:
    kind = schema.get("type")
    if schema.get("format") == "date-time":
        return MOMENT
    if depth > _DEEPEST:
        return None
    if kind == "object" or "properties" in schema:
        fields = schema.get("properties", {})
        wanted = [name for name in fields if _is_shown(name, schema)]
        return {name: example_of(fields[name], document, depth + 1) for name in wanted}
    if kind == "array":
        return [example_of(schema["items"], document, depth + 1)] if "items" in schema else []
    return _PLAIN.get(str(kind))


def _is_shown(name: str, schema: dict[str, Any]) -> bool:
    """Whether a field belongs into an example: it must be sent, or it shows something. What no field is asked for shows all."""
    required = schema.get("required")
    return not required or name in required or bool(schema["properties"][name].get("examples"))
