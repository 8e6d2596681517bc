"""What the views of several screens share: who asks, the offer to undo, a sentence beside the field it is about."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from comics.actions.errors import Refusal
from comics.models import User


def person(request: HttpRequest) -> User:
    """Who asks. Only for views behind `login_required`."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("this view must stand behind login_required")
    return user


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Tell the person what happened on the next page they see; `undo` is the address that takes it back."""
    messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")


def whole_number(text: str | None) -> int | None:
    """The number that a form or address gives in plain digits, small enough for a database key; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def blame(form: forms.BaseForm, refusal: Refusal) -> None:
    """Put the sentence of a refusal beside the field it is about."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
