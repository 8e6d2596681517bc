"""Sessions: the way to sign in when one was lost, and back to where the button is; when each was seen last."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

ROUGHLY = 600.0  # seconds between two looks at the clock for one session
REMEMBERED = 5000  # sessions, in one process


class SignInAgain:
    """Turns the way to the sign-in into one that loses nothing.

    htmx is answered 401, so that the page, and what was typed on it, stays as it is. A form leads to the sign-in and then back
    to its own page: the address of its button takes nothing but POST. Who was signed in and goes on purpose is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and see to it that nobody is sent astray."""
        lost = request.method == "POST" and not request.user.is_authenticated
        response = self.get_response(request)
        sign_in = resolve_url("account_login")
        if response.status_code != 302 or urlsplit(response.headers["Location"]).path != sign_in:
            return response
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        if lost and request.path != sign_in:
            response.headers["Location"] = f"{sign_in}?{urlencode({'next': page_of(request)})}"
        return response


class LastSeen:
    """Writes down, every ten minutes and for nobody's waiting, that a session is in use and from where."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._noted: dict[str, float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        key = request.session.session_key
        if key and self._is_due(key):
            address = get_adapter().get_client_ip(request)
            UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now(), ip=address)
        return response

    def _is_due(self, key: str) -> bool:
        """Each process remembers for itself; a session that it meets first was just begun, or noted by another."""
        now = time.monotonic()
        if len(self._noted) > REMEMBERED:
            self._noted.clear()
        due = now - self._noted.setdefault(key, now) > ROUGHLY
        if due:
            self._noted[key] = now
        return due


def page_of(request: HttpRequest) -> str:
    """The page of the studio that the button stands on, as far as the browser tells; a path, so that it leads nowhere else."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return resolve_url("library")
    path = urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()
    # Two slashes at its beginning would name another host.
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else resolve_url("library")
