"""To the provider and back; a provider that cannot be reached or answers nonsense is told as that, not as our fault."""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

PROVIDER = "oidc"

logger = logging.getLogger(__name__)


@require_POST
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send the person to the provider."""
    return _told(request, views.login)


@require_safe
@never_cache
def come_back(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the person back to."""
    return _told(request, views.callback)


def _told(request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponse:
    try:
        return view(request, PROVIDER)
    except (RequestException, OAuth2Error, KeyError, TypeError, ValueError) as error:
        # Only its kind is logged: answers of the provider may hold what lets people in.
        logger.error("the provider to sign in through gave no usable answer: %s", type(error).__name__)
        words = {
            "status": 502,
            "title": f"{settings.OIDC_NAME} did not answer".capitalize(),
            "sentence": "Nothing was changed. Try again, or sign in with your password.",
        }
        return render(request, "error.html", words, status=502)
