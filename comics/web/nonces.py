"""Numbers that a button is used with once: a double click, a reload and a second tab make one thing."""

from __future__ import annotations

import re
import secrets

from django.http import HttpRequest

_FORM = re.compile(r"[A-Za-z0-9_-]{16,64}\Z")


def new_nonce() -> str:
    """A fresh number for a form that is being shown."""
    return secrets.token_urlsafe(24)


def posted_nonce(request: HttpRequest) -> str:
    """The number that the form was shown with, bound to the person; a fresh one where it is missing or not of our making."""
    given = request.POST.get("nonce", "")
    return given if _FORM.match(given) else new_nonce()
