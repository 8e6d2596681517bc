"""Signing in through the provider that the operator named: whom it lets in, and how the studio speaks with it.

Only loaded where STUDIO_OIDC_URL is set. The operator trusts the address written there, so that it may be private and without
TLS, as on a network of one's own. Whatever else the provider names must be public and https, or be listed in
STUDIO_FETCH_ALLOW. No proxy variables are read, no redirects followed; each answer has a deadline and a cap.
"""

from __future__ import annotations

from typing import Any

import requests
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from comics.actions.teams import welcome
from comics.models import User
from comics.web.oidc_session import CarefulSession


class OidcAdapter(DefaultSocialAccountAdapter):
    """Lets in whose address the provider has verified; connects it only to an account that has proven the same address."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stop what allauth would go on with, before an account is made or touched. Raises `ImmediateHttpResponse`."""
        claims = sociallogin.account.extra_data
        told = {str(part.get("sub")) for part in (claims.get("userinfo"), claims.get("id_token")) if part}
        if len(told) != 1:
            _refuse(request, "It told of two different people.")
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        proven = _proven(sociallogin)
        if not proven:
            _refuse(request, "It has not verified your email address. Verify it there, then sign in again.")
        if filter_users_by_email(proven[0].email):
            _refuse(request, "Your address has an account here already. Sign in with its password and connect both there.")
        sociallogin.email_addresses = proven
        sociallogin.user = User(email=proven[0].email, first_name=_name_of(sociallogin.user))

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The account that has proven the same address here; one where it was only typed may be another's."""
        for address in _proven(sociallogin):
            row = EmailAddress.objects.filter(email__iexact=address.email, verified=True).select_related("user").first()
            if row:
                return row.user, row.email
        return None

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Any:
        """Save the account and its team together, or neither."""
        with transaction.atomic():
            user = super().save_user(request, sociallogin, form)
            welcome(user)
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Back to the account."""
        return reverse("account")

    def get_requests_session(self) -> requests.Session:
        """The studio's way to the provider."""
        return CarefulSession()


def _proven(login: SocialLogin) -> list[EmailAddress]:
    """The addresses that the provider has verified; some providers write the word where a truth value belongs."""
    return [address for address in login.email_addresses if address.verified is True or address.verified == "true"]


def _name_of(user: Any) -> str:
    """The name that the provider told, on one line."""
    return " ".join(user.get_full_name().split())[:100] if user else ""


def _refuse(request: HttpRequest, sentence: str) -> None:
    words = {"status": 403, "title": f"{settings.OIDC_NAME} does not let you in".capitalize(), "sentence": sentence}
    raise ImmediateHttpResponse(render(request, "error.html", words, status=403))
