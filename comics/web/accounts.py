"""What allauth asks of the studio when people sign up, sign in, and are sent somewhere."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from comics.actions.invitations import invitation_by
from comics.actions.teams import welcome
from comics.models import Invitation, Tries, User
from comics.web.invitations import held_digest
from comics.web.tries import take_try
from studio.clients import place_of

NOWHERE = "0.0.0.0"  # nosec B104  # noqa: S104 - stands for an address that is not known; nothing is bound to it

logger = logging.getLogger(__name__)


def held_invitation(request: HttpRequest) -> Invitation | None:
    """The invitation that this browser opened, while it can still be accepted."""
    return invitation_by(held_digest(request))


class AccountAdapter(DefaultAccountAdapter):
    """Gives every new account its personal team; the first one owns the installation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The first account may always be made; then STUDIO_REGISTRATION says who may make one."""
        if settings.REGISTRATION == "open" or not User.objects.exists():
            return True
        return settings.REGISTRATION == "invited" and held_invitation(request) is not None

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Save the account and its team together, or neither."""
        with transaction.atomic():
            user = super().save_user(request, user, form, commit=commit)
            if commit:
                welcome(user)
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try at the address that was typed, whether or not an account has it. Raises `ValidationError`."""
        self._tried = {"account": credentials.get("email") or "", "place": place_of(request)}
        take_try(request, self._tried["account"], place=self._tried["place"])

    def _rollback_login_failed_rl_usage(self) -> None:
        Tries.objects.give_back(self._tried["account"], place=self._tried["place"])

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        Tries.objects.forget(credentials.get("email") or "")

    def is_safe_url(self, url: str) -> bool:
        """Whether a redirect stays on the host that was asked, by the same kind of connection."""
        request = context.request
        if any(sign < " " or sign in "\\\x7f" for sign in url):
            return False
        return url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of the client, as far as the proxies that STUDIO_PROXIES counts tell it."""
        try:
            return get_client_ip(request) or NOWHERE
        except ImproperlyConfigured:  # fewer addresses than proxies: whoever sent this came past them
            return request.META.get("REMOTE_ADDR") or NOWHERE

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("account")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail. One that cannot be sent is told in the log alone: the answer must not tell who has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # smtplib's errors are OSErrors too
            logger.error("a mail (%s) could not be sent: %s", template_prefix, type(error).__name__)
