"""What all requests of programs have in common, at whichever door: the token, the limits, idempotency, the line in the log."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.debug import sensitive_variables

from comics.actions import gate, idempotency
from comics.actions.errors import Limited, Refusal
from comics.actions.gate import Kind, Quota, Visit
from comics.bearer import Bearer, bearer_of, is_guess
from comics.models import IdempotencyKey
from comics.program_errors import error_response, told
from comics.vocabulary import Door
from studio.clients import place_of

_DOORS = ((re.compile(r"/v1/(?!assets/|files/)"), Door.REST), (re.compile(r"/api/mcp/?$"), Door.MCP))
_CREATES = re.compile(r"POST /v1/comics/generations|PATCH /v1/comics/generations/[^/]+")
# What makes something, and heeds an Idempotency-Key.
_KEYED = re.compile(rf"{_CREATES.pattern}|POST /v1/comics/generations/[^/]+/exports")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


class Visits:
    """Knows who knocks (`request.bearer`), admits, has what a key named answered once, tells the limits, writes the log.

    Stands before whatever may answer, so that errors of every kind are on record. `request.visit` is what the doors may add to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @sensitive_variables("header")
    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; what is no program's is passed on."""
        door = next((door for pattern, door in _DOORS if pattern.match(request.path)), None)
        if door is None:
            return self.get_response(request)
        header = request.headers.get("Authorization", "")
        if door == Door.REST:
            header = _as_bearer(header)
        bearer = bearer_of(header)
        request.bearer = bearer  # type: ignore[attr-defined]  # our own name on Django's request
        if bearer is not None:
            return self._visit(request, bearer, door)
        try:
            if is_guess(header):
                gate.note_bad_token(place_of(request))
        except Limited as limited:
            return _refused(request, limited)
        return self.get_response(request)

    def _visit(self, request: HttpRequest, bearer: Bearer, door: Door) -> HttpResponse:
        wanted = f"{request.method} {request.path}"
        creates = _CREATES.fullmatch(wanted)
        visit = Visit(bearer.token, door, request_id=getattr(request, "id", ""), kind=Kind.CREATE if creates else Kind.READ)
        request.visit = visit  # type: ignore[attr-defined]  # as above
        with gate.visiting(visit):
            key = request.headers.get("Idempotency-Key") if _KEYED.fullmatch(wanted) else None
            response = self._admitted(request, visit) if key is None else self._once(request, visit, key)
        if visit.kind == Kind.CREATE:
            gate.look_at_creates(visit)
        _tell_limits(response, visit.quotas)
        _name(request, response, visit)
        gate.note(visit, method=request.method or "", status=visit.status or response.status_code)
        return response

    def _admitted(self, request: HttpRequest, visit: Visit) -> HttpResponse:
        try:
            gate.admit(visit)
        except Limited as limited:
            return _refused(request, limited)
        return self.get_response(request)

    def _once(self, request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
        """Answer what a key names: the first time by doing it, then for a day by the first answer."""
        try:
            asked = idempotency.fingerprint(request.method or "", request.path, request.body)
            found = idempotency.claim(visit.token, key, asked)
        except RequestDataTooBig:
            return error_response(request, 413)
        except idempotency.InHand as busy:
            return error_response(request, 409, str(busy), headers={"Retry-After": str(busy.retry_after)})
        except Refusal as refusal:
            return _refused(request, refusal)
        if isinstance(found, IdempotencyKey):
            return self._first(request, visit, found)
        again = HttpResponse(found.body, status=found.status, content_type="application/json; charset=utf-8")
        again.headers["Idempotency-Replayed"] = "true"
        return again

    def _first(self, request: HttpRequest, visit: Visit, row: IdempotencyKey) -> HttpResponse:
        visit.nonce = row.nonce
        faulty = True
        try:
            response = self._admitted(request, visit)
            if response.status_code < 300:
                idempotency.keep(row, response.status_code, response.content.decode())
            faulty = response.status_code >= 500
        finally:
            idempotency.release(row, faulty=faulty)
        return response


@sensitive_variables()
def _as_bearer(header: str) -> str:
    """The REST door takes a token as the password of HTTP Basic too, which the Comic API's documents allow."""
    scheme, _, shown = header.partition(" ")
    if scheme.lower() != "basic":
        return header
    try:
        password = base64.b64decode(shown.strip(), validate=True).decode("ascii").partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
    return f"Bearer {password}"


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    said = told(refusal)
    assert said is not None  # noqa: S101 - every refusal is told; this tells the type checker
    return error_response(request, said.status, said.message, headers=said.headers, **said.more)


def _tell_limits(response: HttpResponse, quotas: tuple[Quota, ...]) -> None:
    """The headers of draft-ietf-httpapi-ratelimit-headers-10, and those older ones that clients know, for the scarcest."""
    if not quotas:
        return
    response.headers["RateLimit-Policy"] = ", ".join(f'"{each.name}";q={each.most};w={each.seconds}' for each in quotas)
    response.headers["RateLimit"] = ", ".join(f'"{each.name}";r={each.left};t={each.reset}' for each in quotas)
    scarcest = min(quotas, key=lambda quota: (quota.left, -quota.reset))
    response.headers["X-RateLimit-Limit"] = str(scarcest.most)
    response.headers["X-RateLimit-Remaining"] = str(scarcest.left)
    response.headers["X-RateLimit-Reset"] = str(scarcest.reset)


def _name(request: HttpRequest, response: HttpResponse, visit: Visit) -> None:
    """Write down what the visit was to: the pattern of the address, never the address, and the id of the thing."""
    try:
        match = request.resolver_match or resolve(request.path_info)  # what is refused here has led nowhere yet
    except Resolver404:
        return
    visit.endpoint = visit.endpoint or "/" + _PARAMETER.sub(r"{\1}", match.route.removesuffix("/?$"))
    found = match.kwargs.get("id", "")
    if not found and visit.kind == Kind.CREATE and response.status_code < 300:
        found = json.loads(response.content).get("id", "")
    visit.object = visit.object or gate.known_id(found)
