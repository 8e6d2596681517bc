"""What a form was based on: read from the request, and renewed in forms that stay on the screen after they were saved."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from comics.actions.merging import Basis, based_on, read_basis


def posted_basis(request: HttpRequest) -> Basis:
    """The marks that the form carried along."""
    return read_basis(request.POST.get("based_on"))


def renew(response: HttpResponse, key: str, shown: dict[str, Any]) -> HttpResponse:
    """Have the form of that key go on from what it shows now: what was posted, whatever became of it."""
    if response.status_code < 300:
        triggers = json.loads(response.headers.get("HX-Trigger", "{}"))
        triggers["based-on"] = {"key": key, "value": based_on(shown)}
        response.headers["HX-Trigger"] = json.dumps(triggers)
    return response
