"""Teams: the welcome of new accounts, starting, renaming and deleting one, and members."""

import os

import pytest
from django.db import transaction

from comics.actions.errors import Refusal
from comics.actions.teams import FOUNDING_TEAM, create_member, create_team, delete_team, rename_team, welcome
from comics.jobs.purge import purge_files
from comics.models import (
    Activity,
    Archive,
    Budget,
    Charge,
    Drawing,
    Invitation,
    Member,
    Picture,
    Series,
    Team,
    Token,
    User,
)
from tests.rows import make_everything
from tests.studio import make_people, make_user
from tests.together import at_once

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


# Several teams


def test_whoever_starts_a_team_owns_it():
    ada = make_user("ada")
    team = create_team("  Lantern\n Press ", by=ada)
    assert (team.name, team.members.get().role, team.personal_of) == ("Lantern Press", "owner", None)
    assert [line.deed for line in Activity.objects.all()] == ["started the team"]


@pytest.mark.parametrize("name", ["", " \n ", "x" * 121, "a\x00b", "a\u202eb"])
def test_a_team_has_a_name_that_can_be_read(name):
    ada = make_user("ada")
    with pytest.raises(Refusal, match="1 to 120"):
        create_team(name, by=ada)
    with pytest.raises(Refusal, match="1 to 120"):
        rename_team(ada.personal_team, name, by=ada)


def test_nobody_is_in_two_teams_of_one_name():
    ada, ben = make_user("ada"), make_user("ben")
    team = create_team("Press", by=ada)
    with pytest.raises(Refusal, match="already"):
        create_team("press", by=ada)
    with pytest.raises(Refusal, match="already"):
        rename_team(ada.personal_team, "PRESS", by=ada)
    assert create_team("Press", by=ben) != team


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_start_one_team():
    ada = make_user("ada")
    answers = at_once([lambda: create_team("Press", by=ada)] * 3)
    assert sum(isinstance(answer, Refusal) for answer in answers) == 2
    assert Team.objects.filter(name="Press").count() == 1


def test_renaming_is_told_and_the_same_name_is_no_change():
    ada = make_user("ada")
    team = create_team("Press", by=ada)
    assert rename_team(team, " Lamp Press ", by=ada).name == "Lamp Press"
    rename_team(team, "Lamp Press", by=ada)
    assert [f"{line.deed} {line.about}" for line in Activity.objects.order_by("pk")][1:] == ["renamed the team to Lamp Press"]


def test_a_deleted_team_takes_all_it_owns_along_and_leaves_people_and_keys(django_capture_on_commit_callbacks):
    people = make_people()
    everything = make_everything(people, django_capture_on_commit_callbacks)
    other = Series.objects.create(team=people.owner.personal_team, title="Mine")
    binned = Series.objects.create(team=people.team, title="Old")
    binned.bin()
    brought = Archive.objects.create(team=people.team, way="in", state="failed", nonce="b" * 20)
    brought.path.parent.mkdir(parents=True, exist_ok=True)
    brought.path.write_bytes(b"PK")
    folder = everything.picture.path.parent.parent
    with django_capture_on_commit_callbacks(execute=True):
        delete_team(people.team, typed=" Lantern  Press ", by=people.owner)
    assert not Team.objects.filter(pk=people.team.pk).exists()
    assert list(Series.objects.all()) == [other]
    assert User.objects.count() == 3
    everything.key.refresh_from_db()
    assert (everything.key.team, everything.key.revoked_at) == (None, None)
    assert not everything.export.path.exists()
    assert not brought.path.exists()
    for model in (Charge, Budget, Invitation, Token, Activity):
        assert not model.objects.exists(), model
    assert not Picture.objects.filter(team=people.team.pk).exists()
    # Their files go with the next purge, as those of everything that is deleted for good.
    for path in folder.rglob("*.*"):
        os.utime(path, (0, 0))
    purge_files()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_a_team_goes_only_when_its_name_is_typed_and_nothing_is_drawn(django_capture_on_commit_callbacks):
    people = make_people()
    everything = make_everything(people, django_capture_on_commit_callbacks)
    with pytest.raises(Refusal, match="not the name"):
        delete_team(people.team, typed="lantern press", by=people.owner)
    with pytest.raises(Refusal, match="belongs to an account"):
        delete_team(people.owner.personal_team, typed=people.owner.personal_team.name, by=people.owner)
    packing = Archive.objects.create(team=people.team, way="in", nonce="p" * 20)
    with pytest.raises(Refusal, match="archive"):
        delete_team(people.team, typed="Lantern Press", by=people.owner)
    packing.delete()
    Drawing.objects.update(state="drawing")
    first = Series.objects.create(team=people.team, title="A")
    with pytest.raises(Refusal, match="is being drawn"), transaction.atomic():
        delete_team(people.team, typed="Lantern Press", by=people.owner)
    assert Series.objects.filter(pk__in=[first.pk, everything.series.pk], binned_at=None).count() == 2
