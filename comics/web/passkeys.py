"""Forms that take what a browser says of a passkey. What cannot be read is a wrong answer, no fault."""

from __future__ import annotations

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError

WRONG = "That passkey could not be used here. Try again, or go another way."

logger = logging.getLogger(__name__)


class _Answer:
    """A form whose credential allauth reads without expecting nonsense."""

    def clean_credential(self) -> Authenticator:
        try:
            found: Authenticator = super().clean_credential()  # type: ignore[misc]  # allauth's, beside which this stands
        except ValidationError:
            raise ValidationError(WRONG) from None
        except Exception as error:
            logger.info("an answer about a passkey could not be read: %s", type(error).__name__)
            raise ValidationError(WRONG) from None
        return found


class AuthenticateForm(_Answer, forms.AuthenticateWebAuthnForm):
    """The passkey after the password."""


class ReauthenticateForm(_Answer, forms.ReauthenticateWebAuthnForm):
    """The passkey before something that only its owner may do."""


class LoginForm(_Answer, forms.LoginWebAuthnForm):
    """The passkey instead of address and password."""


class AddForm(forms.AddWebAuthnForm):
    """A new passkey."""

    def clean(self) -> dict[str, Any]:
        """What the browser made, if it can be read."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            raise ValidationError(WRONG) from None
        except Exception as error:
            logger.info("a new passkey could not be read: %s", type(error).__name__)
            raise ValidationError(WRONG) from None
        return cleaned
