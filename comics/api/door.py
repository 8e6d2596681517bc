"""Who comes in at the REST door, and what every operation of it has in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe
from ninja.security.http import HttpAuthBase

from comics.actions.gate import Visit
from comics.api import errors
from comics.api.document import ComicApi
from comics.bearer import Bearer

# What operations that draw may end in, for their description, beside what all may end in (`document_parts`).
FAILURES = {frozenset({402, 409, 423}): dict[str, Any]}


class ApiRequest(HttpRequest):
    """A request that showed a token; `auth` is who knocks, `id` what it is called in headers, logs and the request log."""

    auth: Bearer
    id: str
    visit: Visit


class TokenAuth(HttpAuthBase):
    """A token of the studio's own: as Bearer, or as the password of HTTP Basic, which the Comic API's documents allow too.

    Cookies count for nothing here: a browser sends them along with whatever page asks it to.
    """

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Bearer | None:
        """Who knocks, as `visits` found; None makes the answer 401."""
        bearer: Bearer | None = getattr(request, "bearer", None)
        return bearer


def make_api(**more: Any) -> ComicApi:
    """The API without its operations: tokens for all of them, errors as JSON, no page of its own (the studio has one)."""
    api = ComicApi(
        title="Panelwright Comic API",
        version="1.0",
        description=(
            "The Comic API of this studio. Programs written for the hosted Comic API run here as they are, with this address "
            "and a token of the studio."
        ),
        urls_namespace="api",
        docs_url=None,
        docs_decorator=require_safe,
        auth=TokenAuth(),
        **more,
    )
    errors.install(api)
    return api
