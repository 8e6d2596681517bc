"""Teams: the welcome of new accounts; starting, renaming and deleting a team; members from the command line."""

from __future__ import annotations

import logging
from functools import partial

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from comics.actions.errors import Refusal
from comics.actions.members import lock, set_role
from comics.jobs.purge import discard
from comics.models import Activity, Archive, Member, Series, Team, User
from comics.vocabulary import Deed, Role

FOUNDING_TEAM = "The studio"  # holds what is made before anybody signs up, until the first account takes it over
MAX_NAME = 120  # characters

logger = logging.getLogger(__name__)


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


def clean_team_name(text: str) -> str:
    """The name of a team, on one line. Raises `Refusal`."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise Refusal(f"A team has a name of 1 to {MAX_NAME} characters.", field="name")
    return name


@transaction.atomic
def create_team(name: str, *, by: User) -> Team:
    """A new team that this person owns. Raises `Refusal` for a bad name, and for one that a team of theirs has already."""
    name = clean_team_name(name)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a double press waits here, and finds the team of the first one
    _refuse_twin(name, by=by)
    team = Team.objects.create(name=name)
    Member.objects.create(team=team, user=by, role=Role.OWNER)
    Activity.objects.tell(Deed.STARTED_TEAM, team=team, by=by)
    return team


@transaction.atomic
def rename_team(team: Team, name: str, *, by: User) -> Team:
    """Give the team another name. Raises `Refusal` as `create_team` does."""
    name, row = clean_team_name(name), lock(team.pk)
    if name == row.name:
        return row
    _refuse_twin(name, by=by)
    row.name = name
    row.save(update_fields=["name"])
    Activity.objects.tell(Deed.RENAMED_TEAM, team=row, by=by, about=name)
    return row


def _refuse_twin(name: str, *, by: User) -> None:
    if Team.objects.filter(members__user=by, name__iexact=name).exists():
        raise Refusal(f"You are in a team named “{name}” already.", field="name")


@transaction.atomic
def withdraw_addresses(team: Team, *, by: User) -> None:
    """Make void, at once and for good, every address of a picture or file that programs of the team were given
    (`models/assets.py`). Whoever asks anew gets new ones."""
    Team.objects.filter(pk=team.pk).update(asset_version=F("asset_version") + 1)
    Activity.objects.tell(Deed.WITHDREW_ADDRESSES, team=team, by=by)
    logger.info("team %s: addresses withdrawn by user %s", team.pk, by.pk)


@transaction.atomic
def delete_team(team: Team, *, typed: str, by: User) -> None:
    """Delete a team with all that it owns, for good; `typed` is its name, as the person who wants it wrote it.

    Keys stay with their owners and are shared no more. Raises `Refusal`, and keeps everything, for a personal team, another
    name, and while something is being drawn.
    """
    row = lock(team.pk)
    if row.personal_of_id is not None:
        raise Refusal("This team belongs to an account and goes only with it.")
    if " ".join(typed.split()) != row.name:
        raise Refusal("That is not the name of the team. Nothing was deleted.", field="name")
    archives = list(Archive.objects.filter(team=row))
    if any(archive.is_moving for archive in archives):
        raise Refusal("An archive is being made or taken in. Wait until it is ready, or cancel it.")
    for archive in archives:
        transaction.on_commit(partial(archive.path.unlink, missing_ok=True))
    for series in Series.objects.filter(team=row):
        series.bin()
        if not discard(series):
            raise Refusal(f"A panel of “{series.title}” is being drawn. Wait until it is ready, or cancel it.")
    logger.info("team %s: deleted by user %s", row.pk, by.pk)
    row.delete()


@transaction.atomic
def create_member(email: str, *, team_name: str, role: str, password: str) -> tuple[Member, bool]:
    """Make an account, and the team where it does not exist, and the membership; True beside it when the account is new.

    An account that exists already keeps its password and gets the role. Raises `Refusal` for a bad address, name, role or
    password, and where a team would lose its last owner; then nothing is kept.
    """
    try:
        name = clean_team_name(team_name)
    except Refusal as refusal:
        raise Refusal(str(refusal), field="team") from None
    if role not in set(Role):
        raise Refusal(f"There is no role “{role}”. Choose one of: {', '.join(Role)}.", field="role")
    clean_address(email)
    user = User.objects.filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = _new_account(email, password)
    team = Team.objects.filter(name=name, personal_of=None).order_by("pk").first()
    team = team or Team.objects.create(name=name)
    member, joined = Member.objects.get_or_create(team=team, user=user, defaults={"role": role})
    return member if joined else set_role(member, role, by=None), is_new


def clean_address(email: str) -> str:
    """The address as it was given. Raises `Refusal` for what is none, which a database may even refuse to look for."""
    try:
        User._meta.get_field("email").clean(email, None)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    return email


def _new_account(email: str, password: str) -> User:
    try:
        validate_password(password, User(email=email))
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    user = User.objects.create_user(email, password)
    welcome(user)
    return user
