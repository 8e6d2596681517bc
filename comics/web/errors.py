"""What people see when something cannot be done: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from comics.program_errors import refused_by_database


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "error.html", {"status": status, "title": title, "sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself makes no sense."""
    return _page(request, 400, "That did not arrive whole", "The request could not be read. Go back and try it once more.")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a member whose role does not allow it."""
    sentence = str(exception or "") or "Your role in this team does not allow that."
    return _page(request, 403, "Not with your role", f"{sentence} Ask an owner of the team.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is from another session, mostly because one signed out or in meanwhile in another window."""
    return _page(
        request,
        403,
        "This form is out of date",
        "You signed in or out since it was opened. Nothing was changed. Go back, reload the page and send it again.",
    )


class DatabaseRefusals:
    """Tells people what the database refused: the slower of two at the same moment, and signs that it cannot store."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """409 for a tie, 400 for what cannot be stored; nothing was changed in either case."""
        refused = refused_by_database(exception)
        if refused == 409:
            sentence = "Somebody else changed the same just then, and nothing of yours was kept. Go back and press again."
            return _page(request, 409, "Two at the same moment", sentence)
        if refused == 400:
            sentence = "A sign or a number in it cannot be stored, such as the null character. Nothing was changed."
            return _page(request, 400, "That cannot be kept", sentence)
        return None


class WrongMethod:
    """Gives people who open the address of a button a page, where Django answers 405 with nothing at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; an empty 405 gets its words and keeps its list of methods."""
        response = self.get_response(request)
        if response.status_code != 405 or response.content or request.headers.get("HX-Request") == "true":
            return response
        told = _page(request, 405, "That is a button, not a page", "Nothing was changed. Go back and press the button itself.")
        told.headers["Allow"] = response.headers.get("Allow", "")
        return told


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such thing, or none that this person may see."""
    return _page(request, 404, "There is nothing here", "It may have been deleted, or it belongs to a team you are not in.")


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """500: our fault. Asks no database, which may be the very thing that is broken."""
    return HttpResponseServerError(loader.get_template("500.html").render({"request_id": getattr(request, "id", "")}))
