"""Teams: the welcome of new accounts, and members."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from comics.actions.errors import Refusal
from comics.models import Member, Team, User
from comics.vocabulary import Role

FOUNDING_TEAM = "The studio"  # holds what is made before anybody signs up, until the first account takes it over
MAX_NAME = 120  # characters


@transaction.atomic
def welcome(user: User) -> Team:
    """Give a new account its personal team; the first account of an installation owns it and finds the sample issue there."""
    if team := Team.objects.filter(personal_of=user).first():
        return team
    team = Team(name="")
    if not User.objects.exclude(pk=user.pk).exists():
        User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
        team = Team.objects.filter(personal_of=None, name=FOUNDING_TEAM, members=None).first() or team
    team.name = f"{user.display_name}’s studio"
    team.personal_of = user
    team.save()
    Member.objects.create(team=team, user=user, role=Role.OWNER)
    return team


@transaction.atomic
def create_member(email: str, *, team_name: str, role: str, password: str) -> tuple[Member, bool]:
    """Make an account, and the team where it does not exist, and the membership; True beside it when the account is new.

    An account that exists already keeps its password and gets the role. Raises `Refusal` for a bad address, name, role or
    password; then nothing is kept.
    """
    name = team_name.strip()
    if not 1 <= len(name) <= MAX_NAME:
        raise Refusal(f"A team has a name of 1 to {MAX_NAME} characters.", field="team")
    if role not in set(Role):
        raise Refusal(f"There is no role “{role}”. Choose one of: {', '.join(Role)}.", field="role")
    user = User.objects.filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = _new_account(email, password)
    team = Team.objects.filter(name=name, personal_of=None).order_by("pk").first()
    team = team or Team.objects.create(name=name)
    member, _ = Member.objects.update_or_create(team=team, user=user, defaults={"role": role})
    return member, is_new


def _new_account(email: str, password: str) -> User:
    try:
        User._meta.get_field("email").clean(email, None)
        validate_password(password, User(email=email))
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    user = User.objects.create_user(email, password)
    welcome(user)
    return user
