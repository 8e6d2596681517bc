"""The request as our views get it, with what the middleware put on it, for the type checker."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from comics.models import User


class StudioRequest(HttpRequest):
    """A request of a person who is signed in: views that `login_required` guards get no other."""

    user: User
    htmx: HtmxDetails
    id: str
