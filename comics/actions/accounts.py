"""One's own account: name, address, closing it."""

from __future__ import annotations

import logging

from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core import signing
from django.db import transaction
from django.utils import timezone

from comics.actions.errors import Refusal
from comics.actions.keys import revoke_key
from comics.actions.members import leave_team
from comics.models import Invitation, Key, Member, Team, Token, User
from comics.vocabulary import Role

MAX_NAME = 100  # characters
LINK_FOR = 60 * 60 * 24  # seconds that the link to a new address works
SALT = "comics.accounts.new_email"

logger = logging.getLogger(__name__)


def set_name(user: User, text: str) -> None:
    """What other people see from now on; without a name, the part of the address before the @. Raises `Refusal`."""
    name = " ".join(text.split())
    if len(name) > MAX_NAME or not name.isprintable():
        raise Refusal(f"A name has at most {MAX_NAME} characters, all of which can be seen.", field="name")
    User.objects.filter(pk=user.pk).update(first_name=name, last_name="")


def sign_new_email(user: User, email: str) -> str:
    """What the link to a new address says: who asked for it, and in the place of which address."""
    return signing.dumps([user.pk, user.email, email], salt=SALT)


def read_new_email(signed: str, *, by: User) -> str:
    """The new address that a link is for. Raises `Refusal` for a link that is old, used, another's or not ours."""
    try:
        who, before, email = signing.loads(signed, salt=SALT, max_age=LINK_FOR)
    except signing.BadSignature:
        raise Refusal("This link has been used or is too old. Ask for a new one; your address is as it was.") from None
    if who != by.pk or before != by.email:
        raise Refusal("This link is not for the account you are signed in to, or was used already.")
    return str(email)


@transaction.atomic
def adopt_email(signed: str, *, by: User) -> str:
    """Take the address that a link proves in the place of the old one; answers it. Raises `Refusal`."""
    user = User.objects.select_for_update().get(pk=by.pk)
    email = read_new_email(signed, by=user)
    if any(other.pk != user.pk for other in filter_users_by_email(email)):
        raise Refusal("That address has another account here. Close that one first, or keep the address you have.")
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.filter(email__iexact=email, verified=False).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    User.objects.filter(pk=user.pk).update(email=email)
    logger.info("user %s: another address", user.pk)
    return email


@transaction.atomic
def close_account(user: User) -> None:
    """Close an account for good: nobody signs in to it any more. What the person made, and the ledger, stay.

    Keys and tokens are withdrawn, teams with other members are left, second factors and addresses are forgotten. Raises
    `Refusal` for the last owner of a team with other members, and for the last owner of an installation with other people.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    for team in _needs(user):
        raise Refusal(f"You are the last owner of “{team}”, which has other members. Make one of them an owner first.")
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    if user.is_superuser and others.exists() and not others.filter(is_superuser=True).exists():
        raise Refusal("You own this studio, and others work in it. Make one of them its owner first, in the admin.")
    name = user.display_name
    for key in Key.objects.live().filter(owner=user):
        revoke_key(key)
    for member in _shared(user):
        leave_team(member.team, by=user)
    now = timezone.now()
    Token.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
    Invitation.objects.open().filter(by=user).update(revoked_at=now)
    _forget(user, name)
    logger.info("user %s: closed the account", user.pk)


def _shared(user: User) -> list[Member]:
    """The memberships in teams that others are in too."""
    mine = Member.objects.filter(user=user, team__personal_of=None).select_related("team")
    return [member for member in mine if Member.objects.filter(team=member.team).exclude(user=user).exists()]


def _needs(user: User) -> list[Team]:
    """The teams that would be left without an owner."""
    owned = [member.team for member in _shared(user) if member.role == Role.OWNER]
    owners = Member.objects.filter(role=Role.OWNER, user__is_active=True).exclude(user=user)
    return [team for team in owned if not owners.filter(team=team).exists()]


def _forget(user: User, name: str) -> None:
    """Leave of the person no more than the name that stands beside what they made."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    if apps.is_installed("allauth.socialaccount"):
        rows = apps.get_model("socialaccount", "SocialAccount")  # type: ignore[misc]  # installed where there is a provider
        rows.objects.filter(user=user).delete()
    user.first_name, user.last_name, user.email = name, "", f"closed-{user.pk}@closed.invalid"
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
