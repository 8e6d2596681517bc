"""Bad passwords and codes at every door: after five within five minutes none is looked at any more, not even the right one."""

from __future__ import annotations

import math
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from comics.models import Tries


def take_try(request: HttpRequest, account: str, *, place: str = "") -> None:
    """Count a try before it is made. Raises `ValidationError` where it may not be made."""
    if wait := Tries.objects.take(account, place=place):
        seconds = math.ceil(wait)
        request.retry_after = seconds  # type: ignore[attr-defined]  # our own name on Django's request
        when = f"{math.ceil(seconds / 60)} minutes" if seconds > 60 else "a minute"
        raise ValidationError(f"Too many tries. Wait {when}, then try again.", code="too_many_login_attempts")


class TooMany:
    """Answers 429 with Retry-After where a try was not looked at; the page says the same in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        seconds = getattr(request, "retry_after", 0)
        if seconds and response.status_code < 300:
            response.status_code = 429
            response.headers["Retry-After"] = str(seconds)
        if response.status_code == 429:
            response.headers.setdefault("Retry-After", "60")  # allauth's own limits are by the minute
        return response
