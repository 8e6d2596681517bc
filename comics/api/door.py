"""Who comes in at the REST door, and what every operation of it has in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security.http import HttpAuthBase

from comics.actions.gate import Visit
from comics.api import errors
from comics.bearer import Bearer
from comics.wire_answers import Failure

# What every operation may end in, for its description.
FAILURES = {frozenset({400, 401, 402, 403, 404, 409, 413, 422, 423, 429, 500}): Failure}


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


def make_api(**more: Any) -> NinjaAPI:
    """The API without its operations: tokens for all of them, errors as JSON, no page of its own (the studio has one)."""
    api = NinjaAPI(
        title="Panelwright Comic API",
        version="1.0",
        description="The Comic API of this studio. Tokens are made in the studio under API tokens.",
        urls_namespace="api",
        docs_url=None,
        auth=TokenAuth(),
        **more,
    )
    errors.install(api)
    return api
