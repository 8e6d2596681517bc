"""Teams: the welcome of new accounts, and members."""

import pytest

from comics.actions.errors import Refusal
from comics.actions.teams import FOUNDING_TEAM, create_member, welcome
from comics.models import Member, Series, Team, User

pytestmark = pytest.mark.django_db


def account(name):
    return User.objects.create_user(f"{name}@example.test", "pass-word-9")


def test_the_first_account_owns_the_installation_and_its_personal_team():
    ada = account("ada")
    team = welcome(ada)
    ada.refresh_from_db()
    assert ada.is_superuser
    assert (team.name, team.personal_of) == ("ada’s studio", ada)
    assert team.members.get().role == "owner"


def test_later_accounts_own_their_personal_team_only():
    welcome(account("ada"))
    ben = account("ben")
    welcome(ben)
    ben.refresh_from_db()
    assert not ben.is_superuser
    assert not ben.is_staff
    assert [member.team for member in ben.memberships.all()] == [ben.personal_team]


def test_being_welcomed_twice_changes_nothing():
    ada = account("ada")
    assert welcome(ada) == welcome(ada)
    assert Team.objects.count() == Member.objects.count() == 1


def test_the_first_account_takes_over_what_was_made_before_anybody_came():
    founding = Team.objects.create(name=FOUNDING_TEAM)
    made = Series.objects.create(team=founding, title="Sample")
    assert welcome(account("ada")) == founding
    made.refresh_from_db()
    assert made.team.name == "ada’s studio"
    assert welcome(account("ben")) != founding


def test_people_are_named_by_their_full_name_where_they_gave_one():
    ada = User.objects.create_user("ada@example.test", None, first_name="Ada", last_name="Lovelace")
    assert welcome(ada).name == "Ada Lovelace’s studio"
    assert not ada.check_password("")


def test_a_refused_member_leaves_neither_account_nor_team():
    for values in (
        {"role": "king"},
        {"team_name": " "},
        {"password": "123"},
        {"email": "no address"},
    ):
        asked = {"email": "ada@example.test", "team_name": "Press", "role": "editor", "password": "lantern-rain-7", **values}
        with pytest.raises(Refusal):
            create_member(asked.pop("email"), **asked)
    assert not User.objects.exists()
    assert not Team.objects.exists()
