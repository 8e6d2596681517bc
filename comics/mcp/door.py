"""Who comes in at the MCP door, and what is refused before the SDK hears of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from comics.bearer import Bearer
from comics.program_errors import error_response

NO_PAGES = "Web pages may not ask here: only programs that hold a token of their own."
ONLY_POST = "MCP is spoken here by POST: one JSON-RPC message a request, no stream and no session."


@csrf_exempt  # Cookies open nothing here, and whatever a browser sends for another page carries an Origin.
def answer_mcp(request: HttpRequest) -> HttpResponse:
    """One JSON-RPC message of a program that shows a token, and its answer as JSON."""
    if "Origin" in request.headers:
        return error_response(request, 403, NO_PAGES)
    if request.method != "POST":
        return error_response(request, 405, ONLY_POST, headers={"Allow": "POST"})
    bearer: Bearer | None = vars(request)["bearer"]  # `visits` has looked
    if bearer is None:
        return error_response(request, 401)
    if request.content_type != "application/json":
        return error_response(request, 415, "Send one JSON-RPC message, as application/json.")
    try:
        body = request.body
    except RequestDataTooBig:
        return error_response(request, 413)
    return _sdk()(request, bearer, body)


@cache
def _sdk() -> Callable[[HttpRequest, Bearer, bytes], HttpResponse]:
    # The SDK brings 22 MB into each web process beside what the studio has loaded anyway (55 MB on its own). A studio that is
    # never asked for MCP need not pay for it, so the first request for it loads it.
    found: Callable[[HttpRequest, Bearer, bytes], HttpResponse] = import_string("comics.mcp.server.answer")
    return found
