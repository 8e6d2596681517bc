"""Django's test client with the studio's signed session cookies."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from studio.sessions import cookie_of, key_of


def _session(client: Client) -> object:
    """The session of the client's cookie; a new one where it has none."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    if cookie := client.cookies.get(settings.SESSION_COOKIE_NAME):
        return store(key_of(cookie.value))
    session = store()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie_of(session.session_key)
    return session


def _set_login_cookies(client: Client, request: HttpRequest) -> None:
    _plain(client, request)
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie_of(request.session.session_key or "")


_plain = Client._set_login_cookies  # type: ignore[attr-defined]  # the stubs leave it out


def sign_cookies() -> None:
    """Have every test client get and send signed cookies."""
    Client.session = property(_session)  # type: ignore[assignment,method-assign]
    Client._set_login_cookies = _set_login_cookies  # type: ignore[attr-defined]
