"""Second factors: what allauth keeps secret is sealed for its owner, and wrong codes are counted.

Sealed are the secrets of authenticator apps and the seeds of recovery codes. A passkey's row holds a public key, no secret.
"""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comics.actions.second_factors import bond
from comics.models import Tries, User
from comics.web.tries import take_try
from studio import vault

MARK = "sealed:"  # before a secret that waits in the session until its app has shown that it knows it

logger = logging.getLogger(__name__)
_whose: ContextVar[User | None] = ContextVar("whose", default=None)


@contextmanager
def of(user: User) -> Iterator[None]:
    """Seal and open for this person, who may not be signed in yet."""
    token = _whose.set(user)
    try:
        yield
    finally:
        _whose.reset(token)


class MFAAdapter(DefaultMFAAdapter):
    """Seals with the studio's key ring, bound to the person whose secret it is."""

    def encrypt(self, text: str) -> str:
        """Seal."""
        return base64.b64encode(vault.seal(text, bound_to=bond(_person()))).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open. Raises `vault.Unopenable` for what is another's, was changed, or needs a key that is gone."""
        try:
            return vault.open_sealed(base64.b64decode(encrypted_text, validate=True), bound_to=bond(_person()))
        except binascii.Error:
            raise vault.Unopenable("This secret cannot be opened here.") from None

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Names to tell passkeys apart by, until their owner gives better ones."""
        count = user.authenticator_set.filter(type=type).count()
        return f"Passkey {count + 1}"


def _person() -> int:
    user = _whose.get() or context.request.user
    if user.pk is None:
        raise vault.Unopenable("Nobody is signed in.")
    return int(user.pk)


class _Counted:
    """A form that takes a code: wrong ones are counted, and secrets are opened for the person it is about."""

    user: User

    def clean_code(self) -> str:
        account = f"second factor of {self.user.pk}"
        take_try(context.request, account)
        try:
            with of(self.user):
                code: str = super().clean_code()  # type: ignore[misc]  # allauth's, beside which this class stands
        except vault.Unopenable:
            logger.error("user %s: a second factor cannot be opened with the key ring", self.user.pk)
            raise ValidationError("Your codes cannot be checked here any more. Ask who runs this studio.") from None
        Tries.objects.give_back(account)
        return code


class AuthenticateForm(_Counted, base_forms.AuthenticateForm):
    """The code after the password."""


class ReauthenticateForm(_Counted, base_forms.ReauthenticateForm):
    """The code before something that only its owner may do."""


class ActivateTOTPForm(_Counted, totp_forms.ActivateTOTPForm):
    """The first code of an app. Its secret lies sealed in the session until then."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adapter = MFAAdapter()
        held: str = context.request.session[SECRET_SESSION_KEY]
        if held.startswith(MARK):
            self.secret = adapter.decrypt(held.removeprefix(MARK))
        else:
            context.request.session[SECRET_SESSION_KEY] = MARK + adapter.encrypt(held)


class Unopenable:
    """Says what to do when codes can no longer be opened, where nobody waits for that in a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """409 for a secret that cannot be opened."""
        if not isinstance(exception, vault.Unopenable):
            return None
        words = {
            "status": 409,
            "title": "These codes can no longer be opened",
            "sentence": "The studio’s key ring has changed. Make new recovery codes, or set your app up again.",
        }
        return render(request, "error.html", words, status=409)
