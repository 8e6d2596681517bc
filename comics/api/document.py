"""The OpenAPI document: what the operations say of themselves, completed by what all of them have in common.

Whoever adds an operation declares its fields and its answer when it succeeds, with `examples` on the fields. The errors that it
may end in, their shape, the headers of every answer, and examples of whole bodies are added here.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from comics.api.document_examples import example_of
from comics.api.document_parts import (
    ERROR_SCHEMA,
    ERRORS_OF_ALL,
    ERRORS_OF_BODIES,
    ERRORS_OF_KEYED,
    HEADERS,
    HEADERS_OF_ALL,
    HEADERS_OF_ERRORS,
    HEADERS_OF_KEYED,
    IDEMPOTENCY_KEY,
    TAGS,
    error_response,
)

KEYED = "/comics/generations"  # operations here that make something heed an Idempotency-Key (`visits`)
NAMING = ("series",)  # parameters that name a thing, which may not be there
METHODS = ("post", "get", "put", "patch", "delete")


class ComicApi(NinjaAPI):
    """An API whose document is complete. Operations are added before it is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._documents: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> OpenAPISchema:
        """The document, made once; its paths begin behind the address of the server that it names. Nobody changes it."""
        address = settings.PUBLIC_URL
        if address not in self._documents:
            document = super().get_openapi_schema(path_prefix="", path_params=path_params)
            complete(document, server=f"{address}/v1")
            self._documents[address] = document
        return self._documents[address]


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of every operation."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def complete(document: dict[str, Any], *, server: str) -> None:
    """Add to a document what its operations have in common; `server` is the address that its paths follow."""
    document["servers"] = [{"url": server, "description": "This studio"}]
    document["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
    parts = document["components"]
    parts["headers"] = copy.deepcopy(HEADERS)
    parts["schemas"] = {**parts.get("schemas", {}), "Error": copy.deepcopy(ERROR_SCHEMA)}
    scheme = parts["securitySchemes"]["TokenAuth"]
    scheme["description"] = "A token of the studio’s own. It can be sent as the password of HTTP Basic, too."
    for path, method, operation in operations(document):
        operation["description"] = " ".join(operation.get("description", "").split())
        _put_right(operation["parameters"])
        keyed = method in ("post", "patch") and path.startswith(KEYED)
        if keyed:
            operation["parameters"].append(copy.deepcopy(IDEMPOTENCY_KEY))
        _add_errors(operation, named="{" in path, keyed=keyed)
        for status, answer in operation["responses"].items():
            _add_headers(answer, int(status), keyed=keyed)
        _add_examples(document, operation)
    _leave_out_unused(document)


def _add_errors(operation: dict[str, Any], *, named: bool, keyed: bool) -> None:
    """The errors that an operation may end in: those it tells of, and those of all like it (`named` by an id in the path)."""
    told = {int(status): answer for status, answer in operation["responses"].items()}
    added = {*ERRORS_OF_ALL, *(ERRORS_OF_BODIES if "requestBody" in operation else ())}
    added |= {404} if named or any(each["name"] in NAMING for each in operation["parameters"]) else set()
    added |= set(ERRORS_OF_KEYED) if keyed else set()
    added |= {422} if operation["parameters"] or "requestBody" in operation else set()
    errors = {*added, *(status for status in told if status >= 400)}
    successes = {status: answer for status, answer in told.items() if status < 400}
    operation["responses"] = {**successes, **{status: error_response(status) for status in sorted(errors)}}


def _put_right(parameters: list[dict[str, Any]]) -> None:
    """Give parameters their example as OpenAPI has it: `examples` of theirs is another thing than that of their schemas."""
    for parameter in parameters:
        examples = parameter.pop("examples", None)
        if examples:
            parameter["example"] = examples[0]


def _add_headers(answer: dict[str, Any], status: int, *, keyed: bool) -> None:
    replayed = HEADERS_OF_KEYED if keyed and status < 300 else ()
    names = [*HEADERS_OF_ALL, *HEADERS_OF_ERRORS.get(status, ()), *replayed]
    answer.setdefault("headers", {}).update({name: {"$ref": f"#/components/headers/{name}"} for name in names})


def _add_examples(document: dict[str, Any], operation: dict[str, Any]) -> None:
    """An example of each body that is sent or answered, put together from those of its fields."""
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for body in bodies:
        for media_type, content in body.get("content", {}).items():
            if media_type == "application/json" and not {"example", "examples"} & set(content):
                content["example"] = example_of(content["schema"], document)


def _leave_out_unused(document: dict[str, Any]) -> None:
    """Take schemas out that nothing refers to any more."""
    schemas = document["components"]["schemas"]
    while True:
        named = str(document)
        unused = [name for name in schemas if f"'#/components/schemas/{name}'" not in named]
        if not unused:
            return
        for name in unused:
            del schemas[name]
