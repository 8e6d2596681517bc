"""The page that shows the API to people: what its OpenAPI document says, with examples at this studio's own address."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comics.api import code_samples
from comics.api.document import operations
from comics.api.document_words import Row, bodies, field_rows, parameter_rows
from comics.api.urls import api
from comics.models.assets import site_address

_IN = (("path", "In the path"), ("query", "In the query"), ("header", "In the header"))


@dataclass(frozen=True, slots=True)
class Shown:
    """One operation as the page shows it; `tables` are a heading, a sentence or none, and rows."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    tables: list[tuple[str, str, list[Row]]]
    curl: str
    python: str
    status: int
    reply: str
    told: list[Row]
    errors: list[tuple[int, str, str]]


@require_safe
def show_developers(request: HttpRequest) -> HttpResponse:
    """The page; it needs no account, as the document needs none."""
    document = api.get_openapi_schema()
    base = f"{site_address(request)}/v1"
    groups = [(tag["name"], tag["description"], list(_group(document, tag["name"], base))) for tag in document["tags"]]
    shown = {"groups": [group for group in groups if group[2]], "base": base, "about": document["info"]["description"]}
    return render(request, "developers.html", shown)


def _group(document: dict[str, Any], tag: str, base: str) -> list[Shown]:
    found = operations(document)
    return [_shown(document, *each, base=base) for each in found if tag in each[2].get("tags", ())]


def _shown(document: dict[str, Any], path: str, method: str, operation: dict[str, Any], *, base: str) -> Shown:
    content = operation.get("requestBody", {}).get("content", {})
    filled = _filled(path, operation)
    status, answer = next((int(status), answer) for status, answer in operation["responses"].items() if int(status) < 400)
    told = answer.get("content", {}).get("application/json", {})
    return Shown(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        tables=_tables(document, operation, content),
        curl=code_samples.curl(method, filled, content, base=base),
        python=code_samples.python(method, filled, content, base=base, template=path),
        status=status,
        reply=json.dumps(told.get("example"), ensure_ascii=False, indent=2),
        told=[row for _, form in bodies(told["schema"], document) for row in field_rows(form, document)] if told else [],
        errors=[_error(status, answer) for status, answer in operation["responses"].items() if int(status) >= 400],
    )


def _filled(path: str, operation: dict[str, Any]) -> str:
    """The path with an example in the place of each of its parameters."""
    examples = {each["name"]: each.get("example", each["name"]) for each in operation["parameters"] if each["in"] == "path"}
    return re.sub(r"{(\w+)}", lambda found: str(examples[found[1]]), path)


def _tables(document: dict[str, Any], operation: dict[str, Any], content: dict[str, Any]) -> list[tuple[str, str, list[Row]]]:
    tables = [(heading, "", parameter_rows(operation, document, where)) for where, heading in _IN]
    for media_type, sent in content.items():
        heading = "As a form" if media_type == "multipart/form-data" else "In the body"
        for words, form in bodies(sent["schema"], document):
            tables.append((heading, words, list(field_rows(form, document))))
    return [table for table in tables if table[2]]


def _error(status: int | str, answer: dict[str, Any]) -> tuple[int, str, str]:
    return int(status), answer["content"]["application/json"]["example"]["error"], answer["description"]
