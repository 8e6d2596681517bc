"""When a session was lost while somebody pressed a button: the way to sign in, and back to where the button is."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

GOING = ("account_logout", "switch_account")  # buttons of people who go on purpose


class SignInAgain:
    """Turns the way to the sign-in into one that loses nothing.

    htmx is answered 401, so that the page, and what was typed on it, stays as it is. A form leads to the sign-in and then back
    to its own page: the address of its button takes nothing but POST. Who signs out on purpose is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and see to it that nobody is sent astray."""
        response = self.get_response(request)
        sign_in = resolve_url("account_login")
        if response.status_code != 302 or urlsplit(response.headers["Location"]).path != sign_in:
            return response
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        if request.method == "POST" and request.path not in (sign_in, *map(resolve_url, GOING)):
            response.headers["Location"] = f"{sign_in}?{urlencode({'next': _page_of(request)})}"
        return response


def _page_of(request: HttpRequest) -> str:
    """The page that the button stands on, as far as the browser tells."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return resolve_url("library")
    parts = urlsplit(came_from)
    return parts._replace(scheme="", netloc="", fragment="").geturl()
