"""Errors at the REST door: those of ninja, and whatever else Django answers at the addresses for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from comics.actions.errors import Locked, Overtaken, Refusal
from comics.program_errors import Told, error_response, told, told_of_input
from comics.wire import CHANGES

PREFIXES = ("/v1/", "/api/")  # the doors for programs


def install(api: NinjaAPI) -> None:
    """Have the API answer every error that an operation may end in."""

    kinds = (AuthenticationError, HttpError, ValidationError, Http404, PermissionDenied, Refusal, Locked, Overtaken)
    for kind in kinds:
        api.add_exception_handler(kind, _answer)


def _answer(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    match error:
        case AuthenticationError():
            said: Told | None = Told(401)
        case HttpError():
            said = Told(error.status_code, error.message)
        case ValidationError():
            said = told_of_input([each | {"loc": _place(each)} for each in error.errors])
        case Exception():
            said = told(error)
    said = said or Told(500)
    return error_response(request, said.status, said.message, headers=said.headers, **said.more)


def _place(found: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where it is wrong as the program wrote it: without the part of the request, and the names of bodies and their kinds."""
    return tuple(part for part in found.get("loc", ())[1:] if part not in ("body", "data", *CHANGES))


class JsonErrors:
    """Answers errors at the doors for programs as JSON, wherever in Django they came up: 404, 405, 413, 500 and the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; what programs read already is left as it is."""
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith(PREFIXES) or _is_json(response):
            return response
        kept = {name: response.headers[name] for name in ("Allow", "Content-Range", "Retry-After") if name in response.headers}
        return error_response(request, response.status_code, headers=kept)


def _is_json(response: HttpResponse) -> bool:
    if not response.headers.get("Content-Type", "").startswith("application/json"):
        return False
    try:
        return isinstance(json.loads(response.content), dict)
    except ValueError:
        return False
