"""`manage.py create_member`: accounts, teams and roles from the command line."""

import getpass
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from comics.models import Member, Team, User
from tests.live import manage
from tests.studio import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-rain-7"


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("STUDIO_PASSWORD", PASSWORD)


def create(email, *, team="Lantern Press", role="editor"):
    said = io.StringIO()
    call_command("create_member", email, "--team", team, "--role", role, stdout=said)
    return said.getvalue()


def test_a_new_account_is_made_with_its_team_and_can_sign_in(client):
    assert create("ada@example.test") == "ada@example.test is editor of Lantern Press, with a new account.\n"
    ada = User.objects.get()
    assert ada.check_password(PASSWORD)
    assert ada.personal_team.members.get().role == "owner"
    assert {member.team.name: member.role for member in ada.memberships.all()}["Lantern Press"] == "editor"
    answer = client.post(reverse("account_login"), {"login": "Ada@Example.test", "password": PASSWORD})
    assert answer.url == "/"
    assert client.get("/").status_code == 200


def test_the_first_account_owns_the_installation_and_the_next_does_not():
    create("ada@example.test")
    create("ben@example.test", role="owner")
    assert [user.is_superuser for user in User.objects.order_by("pk")] == [True, False]


def test_a_team_is_made_once():
    for name in ("ada", "ben", "cleo"):
        create(f"{name}@example.test", team=" Lantern Press ")
    assert Team.objects.filter(name="Lantern Press").count() == 1
    assert Member.objects.filter(team__name="Lantern Press").count() == 3


def test_two_teams_of_one_name_are_no_stumbling_block():
    first = Team.objects.create(name="Twins")
    Team.objects.create(name="Twins")
    create("ada@example.test", team="Twins")
    assert Member.objects.get(team=first).user.email == "ada@example.test"


def test_nobody_elses_personal_team_is_joined_by_its_name():
    bob = make_user("bob")
    create("ada@example.test", team=bob.personal_team.name)
    assert bob.personal_team.members.get().user == bob


def test_an_account_that_is_there_keeps_its_password_and_gets_the_role(monkeypatch):
    bob = make_user("bob")
    create("bob@example.test", role="viewer")
    monkeypatch.setenv("STUDIO_PASSWORD", "another-one-31")
    assert "with the account that was there" in create("BOB@example.test", role="owner")
    bob.refresh_from_db()
    assert bob.check_password("pass-word-9")
    assert Member.objects.get(user=bob, team__name="Lantern Press").role == "owner"
    assert User.objects.count() == 1


@pytest.mark.parametrize("role", ["king", "", "OWNER"])
def test_a_role_that_there_is_not_is_told_with_those_there_are(role):
    with pytest.raises(CommandError, match=r"viewer.*letterer.*editor.*owner"):
        create("ada@example.test", role=role)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("ada", "valid email"),
        ("", "blank"),
        ("ada@", "valid email"),
        ("<script>@example.test", "valid email"),
        ("a\x00da@example.test", "[Nn]ull|valid email"),
        (f"{'x' * 60}@{'example.' * 30}test", "at most 254|valid email"),
    ],
)
def test_a_bad_address_is_told_and_nothing_is_made(email, sentence):
    with pytest.raises(CommandError, match=sentence):
        create(email)
    assert not User.objects.exists()
    assert not Team.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("short", "too short"), ("password", "too common"), ("1827364554", "numeric"), ("adalovely", "similar")],
)
def test_a_weak_password_is_told_and_nothing_is_made(monkeypatch, given, sentence):
    monkeypatch.setenv("STUDIO_PASSWORD", given)
    with pytest.raises(CommandError, match=sentence):
        create("adalovely@example.test")
    assert not User.objects.exists()
    assert not Team.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "x" * 10_000])
def test_a_team_without_a_usable_name_is_told_and_nothing_is_made(name):
    with pytest.raises(CommandError, match="1 to 120 characters"):
        create("ada@example.test", team=name)
    assert not User.objects.exists()


def test_the_password_is_asked_for_where_the_environment_has_none(monkeypatch):
    monkeypatch.delenv("STUDIO_PASSWORD")
    asked = []
    monkeypatch.setattr(getpass, "getpass", lambda prompt: asked.append(prompt) or PASSWORD)
    create("ada@example.test")
    create("ada@example.test", role="viewer")  # the account is there: nothing is asked
    assert asked == ["Password for ada@example.test: "]
    assert User.objects.get().check_password(PASSWORD)


def test_without_a_terminal_it_says_where_the_password_comes_from(monkeypatch):
    monkeypatch.delenv("STUDIO_PASSWORD")

    def closed(prompt):
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", closed)
    with pytest.raises(CommandError, match="Set STUDIO_PASSWORD"):
        create("ada@example.test")


def test_the_password_is_no_argument_that_others_could_read_in_the_list_of_processes(tmp_path):
    done = manage(tmp_path, "create_member", "--help")
    assert done.returncode == 0
    assert "STUDIO_PASSWORD" in done.stdout
    assert "--password" not in done.stdout
