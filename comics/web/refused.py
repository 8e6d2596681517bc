"""What every door of the web answers in one place: a page is locked, or somebody else changed the same thing first."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from comics.actions.errors import Locked, Overtaken
from comics.actions.merging import moment

LOCKED, CONFLICT = 423, 409
NOT_SENT_AGAIN = ("csrfmiddlewaretoken", "based_on")


class Refused:
    """Turns `Locked` into 423 and `Overtaken` into 409. What was typed stays on the screen, or comes back with the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer for one of the two; None leaves any other to Django."""
        if isinstance(exception, Locked):
            return _locked(request, str(exception))
        if isinstance(exception, Overtaken):
            return _overtaken(request, exception)
        return None


def _locked(request: HttpRequest, sentence: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=LOCKED)
        response.headers["HX-Reswap"] = "none"
        response.headers["HX-Trigger"] = json.dumps({"toast": {"text": sentence}})
        return response
    shown = {"status": LOCKED, "title": "This page is locked", "sentence": f"{sentence} Nothing was changed."}
    return render(request, "error.html", shown, status=LOCKED)


def _overtaken(request: HttpRequest, overtaken: Overtaken) -> HttpResponse:
    fields = [(name, value) for name, values in request.POST.lists() if name not in NOT_SENT_AGAIN for value in values]
    shown = {
        "overtaken": overtaken,
        "ago": moment(overtaken.at, timezone.now()) if overtaken.at else "",
        "action": request.get_full_path(),
        "fields": [*fields, ("based_on", overtaken.based_on)],
        "files": bool(request.FILES),
        "back": _back(request),
    }
    if request.headers.get("HX-Request") == "true":
        response = render(request, "overtaken.html#panel", shown, status=CONFLICT)
        response.headers["HX-Retarget"] = "#overtaken"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    return render(request, "overtaken.html", shown, status=CONFLICT)


def _back(request: HttpRequest) -> str:
    """The page that the person came from, which shows what is there now; empty where that is none of ours."""
    came = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    return came if url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}) else ""
