"""What allauth asks of the studio when people sign up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from comics.actions.teams import welcome


class AccountAdapter(DefaultAccountAdapter):
    """Gives every new account its personal team; the first one owns the installation."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Save the account and its team together, or neither."""
        with transaction.atomic():
            user = super().save_user(request, user, form, commit=commit)
            if commit:
                welcome(user)
        return user
