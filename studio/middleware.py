"""Headers that every answer carries."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from studio.logs import REQUEST_ID

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)


# For what is no page: a picture, book or table that is opened on its own runs nothing.
SANDBOX = "sandbox; default-src 'none'"


class SecurityHeaders:
    """Gives every request an id, and every answer the headers that keep it harmless and to ourselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request through the rest of the chain."""
        request.id = f"req_{uuid.uuid4().hex}"  # type: ignore[attr-defined]  # our own name on Django's request
        named = REQUEST_ID.set(request.id)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            REQUEST_ID.reset(named)
        is_static = request.path.startswith(settings.STATIC_URL)
        is_page = is_static or response.headers.get("Content-Type", "text/html").startswith("text/html")
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY if is_page else SANDBOX)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not is_static:
            response.headers.setdefault("Cache-Control", "private")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers["X-Request-Id"] = request.id  # type: ignore[attr-defined]
        return response
