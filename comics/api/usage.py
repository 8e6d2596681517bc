"""What a program has used of its plan."""

from __future__ import annotations

from typing import Any

from ninja import Router

from comics.access import Can
from comics.actions.credits import usage
from comics.api.door import ApiRequest
from comics.wire_usage import Usage

router = Router()


@router.get(
    "/comics/usage",
    response=Usage,
    tags=["Usage"],
    summary="Get usage and quota",
    operation_id="getComicUsage",
)
def get_usage(request: ApiRequest) -> dict[str, Any]:
    """The credits that the token’s team has used and has left in this month, and its limits."""
    request.auth.need(Can.READ)
    return usage(request.auth.team)
