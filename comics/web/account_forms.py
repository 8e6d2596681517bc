"""Forms about accounts. Those of allauth are changed where they would tell who has an account, or count no tries."""

from __future__ import annotations

from typing import Any

from allauth.account import app_settings
from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import get_next_redirect_url
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect

from comics.models import User
from comics.web.accounts import held_invitation
from comics.web.answers import person

TAKEN = "If that address has an account here already, sign in with its password."


class SignupForm(allauth_forms.SignupForm):
    """Answers alike, with like work, whether or not the address has an account; its owner alone is told, by mail."""

    def clean_email(self) -> str:
        """An invitation for one address makes an account for that one, where accounts are made by invitation alone."""
        email: str = super().clean_email()
        invitation = held_invitation(get_adapter().request) if settings.REGISTRATION == "invited" else None
        if invitation and invitation.email and invitation.email.casefold() != email.casefold():
            raise forms.ValidationError("Your invitation is for another address. Use the one that it was sent to.")
        return email

    def validate_unique_email(self, value: str) -> str:
        """Never say that an address is taken."""
        self.account_already_exists = bool(filter_users_by_email(value))
        return value

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account, or only look like it."""
        if not self.account_already_exists:
            return super().try_save(request)
        make_password(self.cleaned_data["password1"])  # takes as long as making one
        if app_settings.EMAIL_VERIFICATION == EmailVerificationMethod.MANDATORY:
            return super().try_save(request)
        get_adapter().send_account_already_exists_mail(self.cleaned_data["email"])
        request.session.cycle_key()
        rotate_token(request)  # the cookies are those of somebody who has just signed in
        messages.info(request, TAKEN)
        return None, redirect(get_next_redirect_url(request) or get_adapter().get_signup_redirect_url(request))


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """Counts wrong guesses of the old password as those at the sign-in."""

    def clean_oldpassword(self) -> str:
        """The password as it is now."""
        old: str = self.cleaned_data.get("oldpassword", "")
        if self.user is None or not get_adapter().reauthenticate(self.user, old):
            raise get_adapter().validation_error("enter_current_password")
        return old


class NameForm(forms.Form):
    """What other people see."""

    name = forms.CharField(
        label="Name",
        required=False,
        max_length=100,
        help_text="As your teams see it; without one, the part of your address before the @.",
    )


class EmailForm(forms.Form):
    """The address to sign in with."""

    email = forms.EmailField(label="New address", max_length=254)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = person(request)

    def clean_email(self) -> str:
        """Another one than now."""
        email: str = self.cleaned_data["email"].lower()
        if email == self._user.email.lower():
            raise forms.ValidationError("That is your address already.")
        return email
