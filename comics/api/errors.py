"""What programs are told when something cannot be done: always JSON with `code`, `error`, `message` and `requestId`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from comics.actions.errors import Limited, Locked, Overtaken, Refusal, Unpaid

PREFIXES = ("/v1/", "/api/")  # the doors for programs

# The word for each status, and its sentence where nobody says anything better ("Errors" of the Comic API).
WORDS: dict[int, tuple[str, str]] = {
    400: ("bad_request", "The request could not be read."),
    401: ("unauthorized", "Send a valid API token: “Authorization: Bearer …”."),
    402: ("credits_exhausted", "The credits of this month are used up."),
    403: ("forbidden", "This token may not do that."),
    404: ("not_found", "There is no such thing here."),
    405: ("method_not_allowed", "This address does not take that method."),
    409: ("conflict", "Somebody else changed the same just then. Nothing was changed; try again."),
    413: ("too_large", "The request is too large."),
    415: ("unsupported_media_type", "This content type is not taken here."),
    422: ("invalid", "The request asks for something that there is not."),
    423: ("locked", "A page is locked."),
    429: ("rate_limited", "Too many requests. Wait, then try again."),
    500: ("internal_error", "Something went wrong in the studio. It was written down under the request’s id."),
}


def error_body(request: HttpRequest, status: int, message: str = "", **more: Any) -> dict[str, Any]:
    """The body of an error; `message` is a sentence for the person behind the program, `more` are further fields."""
    word, sentence = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    return {"code": status, "error": word, "message": message or sentence, "requestId": getattr(request, "id", ""), **more}


def error_response(
    request: HttpRequest, status: int, message: str = "", *, headers: Mapping[str, str] | None = None, **more: Any
) -> HttpResponse:
    """The answer for an error."""
    response = JsonResponse(error_body(request, status, message, **more), status=status, headers=headers)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Panelwright"'
    return response


def install(api: NinjaAPI) -> None:
    """Have the API answer every error that an operation may end in."""

    kinds = (AuthenticationError, HttpError, ValidationError, Http404, PermissionDenied, Refusal, Locked, Overtaken)
    for kind in kinds:
        api.add_exception_handler(kind, _told)


def _told(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    match error:
        case AuthenticationError():
            return error_response(request, 401)
        case HttpError():
            return error_response(request, error.status_code, error.message)
        case ValidationError():
            return error_response(request, 422, _sentence(error.errors), details=_details(error.errors))
        case Http404():
            return error_response(request, 404, str(error))
        case PermissionDenied():
            return error_response(request, 403, str(error) or "The role in this team does not allow that.")
        case Limited():
            return error_response(request, 429, str(error), headers={"Retry-After": str(error.retry_after)})
        case Unpaid():
            return error_response(request, 402, str(error))
        case Refusal():
            return error_response(request, 422, str(error), field=error.field)
        case Locked():
            return error_response(request, 423, str(error))
    return error_response(request, 409, str(error))


def _details(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"field": _field(each), "message": str(each.get("msg", ""))} for each in found[:20]]


def _field(found: Mapping[str, Any]) -> str:
    """The name of what is wrong as the program wrote it: without the place, and ninja's own name for the whole body."""
    return ".".join(str(part) for part in found.get("loc", ())[1:] if part not in ("body", "data"))


def _sentence(found: list[dict[str, Any]]) -> str:
    first = _details(found)[0] if found else {"field": "", "message": ""}
    field, message = first["field"], first["message"].removeprefix("Value error, ")
    return f"{field}: {message}" if field and message else message


class JsonErrors:
    """Answers errors at the doors for programs as JSON, wherever in Django they came up: 404, 405, 413, 500 and the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; what programs read already is left as it is."""
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith(PREFIXES) or _is_json(response):
            return response
        kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
        return error_response(request, response.status_code, headers=kept)


def _is_json(response: HttpResponse) -> bool:
    if not response.headers.get("Content-Type", "").startswith("application/json"):
        return False
    try:
        return isinstance(json.loads(response.content), dict)
    except ValueError:
        return False
