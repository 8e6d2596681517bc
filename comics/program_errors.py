"""What programs are told when something cannot be done, the same at every door: `code`, `error`, `message`, `requestId`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from comics.actions.errors import Absent, Conflict, Limited, Locked, Overtaken, Refusal, Unpaid

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
    416: ("no_such_part", "The file has no such part."),
    422: ("invalid", "The request asks for something that there is not."),
    423: ("locked", "A page is locked."),
    429: ("rate_limited", "Too many requests. Wait, then try again."),
    500: ("internal_error", "Something went wrong in the studio. It was written down under the request’s id."),
}
TIES = frozenset({"40001", "40P01", "55P03"})  # PostgreSQL's signs for having given one of two transactions up


_REFUSALS: dict[type[Refusal], int] = {Unpaid: 402, Absent: 404, Conflict: 409}  # all others are 422


@dataclass(frozen=True, slots=True)
class Told:
    """What an error becomes: a status of HTTP, a sentence for people (or none, then the status has one), further fields."""

    status: int
    message: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def told(error: Exception) -> Told | None:
    """How an error that is meant for people is told; None for any other, which no program may read."""
    match error:
        case Http404():
            return Told(404, str(error))
        case PermissionDenied():
            return Told(403, str(error) or "The role in this team does not allow that.")
        case Limited():
            return Told(429, str(error), headers={"Retry-After": str(error.retry_after)})
        case Refusal():
            status = next((status for kind, status in _REFUSALS.items() if isinstance(error, kind)), 422)
            return Told(status, str(error), {"field": error.field} if status == 422 else {})
        case Locked():
            return Told(423, str(error))
        case Overtaken():
            return Told(409, str(error))
    match refused_by_database(error):
        case 409:
            return Told(409)
        case 400:
            return Told(400, "A sign or a number in it cannot be stored, such as the null character. Nothing was changed.")
    return None


def refused_by_database(error: Exception) -> int:
    """409 for the slower of two at the same moment, 400 for signs that cannot be stored, 0 for any other error."""
    if isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", "") in TIES:
        return 409
    return 400 if isinstance(error, DataError) or (isinstance(error, ValueError) and "NUL (0x00)" in str(error)) else 0


def told_of_input(found: Sequence[Mapping[str, Any]]) -> Told:
    """How input is told that pydantic refused; `found` are its errors, their `loc` as the program named things."""
    details = [{"field": ".".join(map(str, each["loc"])), "message": _words(each)} for each in found[:20]]
    first = details[0] if details else {"field": "", "message": ""}
    message = f"{first['field']}: {first['message']}" if first["field"] and first["message"] else first["message"]
    return Told(422, message, {"details": details})


def _words(found: Mapping[str, Any]) -> str:
    return str(found.get("msg", "")).removeprefix("Value error, ")


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
