"""What the OpenAPI document says, as rows for people: types and limits in words, nested fields by their whole names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from comics.api.document_examples import choices_of, resolved

_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "yes or no", "object": "object"}
_DEEPEST = 4  # levels of fields within fields that are shown
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter or field; `name` of a field within a field is such as `comicRoles[].name`."""

    name: str
    kind: str
    required: bool
    default: str
    words: str


def parameter_rows(operation: dict[str, Any], document: Document, where: str) -> list[Row]:
    """The parameters in the path, the query or the header."""
    named = [each for each in operation["parameters"] if each["in"] == where]
    return [_row(each["name"], each["schema"], document, each["required"], each.get("description", "")) for each in named]


def field_rows(schema: dict[str, Any], document: Document, prefix: str = "", depth: int = 0) -> Iterator[Row]:
    """The fields of an object, each followed by those within it."""
    schema = resolved(schema, document)
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        yield _row(f"{prefix}{name}", field, document, name in required)
        if depth >= _DEEPEST:
            continue
        for inner, ending in _inside(field, document):
            yield from field_rows(inner, document, f"{prefix}{name}{ending}.", depth + 1)


def bodies(schema: dict[str, Any], document: Document) -> list[tuple[str, dict[str, Any]]]:
    """The forms that a body may have, each with a sentence; one without, where there is no choice."""
    whole = resolved(schema, document)
    if "properties" in whole:
        return [("", whole)]
    forms = [resolved(each, document) for each in choices_of(whole)]
    return [(form.get("description", "") if len(forms) > 1 else "", form) for form in forms]


def _row(name: str, schema: dict[str, Any], document: Document, required: bool, words: str = "") -> Row:
    schema = resolved(schema, document)
    default = schema.get("default")
    shown = "" if default is None or default == "" else json.dumps(default, ensure_ascii=False)
    kind = kind_of(schema, document)
    return Row(
        name, kind if required else kind.removesuffix(" or null"), required, shown, words or schema.get("description", "")
    )


def _inside(schema: dict[str, Any], document: Document) -> Iterator[tuple[dict[str, Any], str]]:
    for form in choices_of(resolved(schema, document)):
        found = resolved(form, document)
        if "properties" in found:
            yield found, ""
        elif "items" in found and "properties" in resolved(found["items"], document):
            yield found["items"], "[]"


def kind_of(schema: dict[str, Any], document: Document) -> str:
    """The type of a value with its limits, in words."""
    schema = resolved(schema, document)
    forms = choices_of(schema)
    if forms != [schema]:
        kinds = [kind_of(form, document) for form in forms]
        return " or ".join(dict.fromkeys(kind for kind in kinds if kind))
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return ", ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    if schema.get("type") == "null":
        return "null"
    if schema.get("type") == "array":
        inner = kind_of(schema["items"], document) if "items" in schema else "value"
        most = f", {schema['maxItems']} at most" if "maxItems" in schema else ""
        return f"list of {inner}{most}"
    return _KINDS.get(schema.get("type", ""), "value") + _limits(schema)


def _limits(schema: dict[str, Any]) -> str:
    if schema.get("format") == "date-time":
        return ", a moment (ISO 8601)"
    if schema.get("format") == "binary":
        return ", the bytes of a file"
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None and most < 2**53:
        return f", {least} to {most}"
    if least is not None:
        return f", {least} or more"
    return f", up to {schema['maxLength']:,} characters" if "maxLength" in schema else ""
