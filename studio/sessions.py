"""Sessions whose cookie is more than what stands in the database: the id of the row, signed with the secret key.

Django's own cookie is the id alone, so that whoever sees a dump of the database could put it into a browser and be somebody.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

SALT = "studio.sessions"


def cookie_of(key: str) -> str:
    """What a browser is given for the session of this id."""
    return Signer(salt=SALT).sign(key)


def key_of(cookie: str | None) -> str | None:
    """The id of the session that a cookie stands for; None for a cookie that this studio did not give."""
    try:
        return Signer(salt=SALT).unsign(cookie or "")
    except BadSignature:
        return None


class SignedSessions(SessionMiddleware):
    """Takes and gives signed cookies; all else sees the id that the database has."""

    def process_request(self, request: HttpRequest) -> None:
        """Open the session of a cookie that is really ours."""
        request.session = self.SessionStore(key_of(request.COOKIES.get(settings.SESSION_COOKIE_NAME)))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Sign the cookie that is about to be given."""
        response = super().process_response(request, response)
        given = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if given and given.value:
            response.cookies[settings.SESSION_COOKIE_NAME] = cookie_of(given.value)  # its attributes stay
        return response
