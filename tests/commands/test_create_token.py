"""`manage.py create_token`: the token is the last line, and wrong words are said."""

import io

import pytest
from django.core.management import CommandError, call_command

from comics.bearer import bearer_of
from comics.models import Member, Token
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def create(email, *options):
    said = io.StringIO()
    call_command("create_token", email, *options, stdout=said)
    return said.getvalue().splitlines()


def test_the_last_line_is_the_token(people):
    summary, secret = create("OLGA@example.test", "--name", "Cron", "--team", "Lantern Press", "--scopes", "read, export")
    assert summary == "“Cron” of olga@example.test for Lantern Press (read, export):"
    assert bearer_of(f"Bearer {secret}").team == people.team
    assert Token.objects.get().expires_at is None


def test_by_default_it_may_all_that_the_comic_api_has_in_the_personal_team(people):
    summary, secret = create(people.member.email, "--name", "Cron", "--days", "2")
    bearer = bearer_of(f"Bearer {secret}")
    assert (bearer.team, bearer.scopes) == (people.member.personal_team, {"read", "draw", "export"})
    assert f"until {bearer.token.expires_at:%Y-%m-%d}:" in summary


@pytest.mark.parametrize(
    ("email", "options", "sentence"),
    [
        ("nobody@example.test", (), "Nobody here"),
        ("stan@example.test", ("--team", "Lantern Press"), "is in no team “Lantern Press”"),
        ("olga@example.test", ("--scopes", "rule"), "no scope “rule”"),
        ("olga@example.test", ("--scopes", " , "), "Choose what"),
        ("olga@example.test", ("--days", "0"), "lasts from"),
    ],
)
def test_what_is_wrong_is_said(people, email, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        create(email, "--name", "Cron", *options)
    assert not Token.objects.exists()


def test_somebody_in_no_team_and_a_closed_account_get_none(people):
    Member.objects.filter(user=people.stranger).delete()
    with pytest.raises(CommandError, match="is in no team"):
        create(people.stranger.email, "--name", "Cron")
    people.owner.is_active = False
    people.owner.save()
    with pytest.raises(CommandError, match="Nobody here"):
        create(people.owner.email, "--name", "Cron")
