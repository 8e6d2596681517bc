"""What the studio's screens know of the provider to sign in through, whether or not there is one."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings

from comics.web.request import StudioRequest


def connections(request: StudioRequest) -> dict[str, Any] | None:
    """The provider's name and what of it is connected to the person's account; None where the operator named none."""
    if not settings.OIDC_URL:
        return None
    rows = apps.get_model("socialaccount", "SocialAccount")  # type: ignore[misc]  # installed where there is a provider
    accounts = rows.objects.filter(user=request.user)
    return {"name": settings.OIDC_NAME, "accounts": list(accounts)}
