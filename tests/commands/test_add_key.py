"""`manage.py add_key`: a token from standard input becomes a sealed key."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from comics.models import Key, Member, Team
from tests.keys import TOKEN, TestableToy, engines
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _toy(settings):
    settings.FETCH_ALLOW = frozenset({("127.0.0.1", 8123)})
    with engines(TestableToy()):
        yield


@pytest.fixture
def people():
    return make_people("viewer")


@pytest.fixture
def add(monkeypatch):
    def run(email, *more, token=f"{TOKEN}\nsecond line\n", engine="toy"):
        said = io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO(token))
        call_command("add_key", email, "--engine", engine, *more, stdout=said)
        return said.getvalue()

    return run


def test_the_first_line_is_the_token_and_only_its_end_is_printed(people, add):
    said = add("Olga@example.test")
    key = Key.objects.get()
    assert said == "“Toy”, a key for Toy ending in wxyz, is added for olga@example.test.\n"
    assert (key.owner, key.open(), key.team) == (people.owner, TOKEN, None)


def test_name_and_address_are_taken(people, add):
    assert TOKEN not in add("olga@example.test", "--name", "Work", "--base-url", "http://127.0.0.1:8123/v1")
    key = Key.objects.get()
    assert (key.name, key.base_url) == ("Work", "http://127.0.0.1:8123/v1")


def test_a_member_is_told_for_a_bad_address_that_nothing_was_kept(people, add):
    with pytest.raises(CommandError, match="https://"):
        add("olga@example.test", "--base-url", "http://127.0.0.1:9/v1")
    assert not Key.objects.exists()


def test_share_without_a_name_takes_the_one_team_besides_the_personal_one(people, add):
    assert "shared with Lantern Press" in add("olga@example.test", "--share")
    assert Key.objects.get().team == people.team


def test_share_without_a_name_and_without_another_team_takes_the_personal_one(people, add):
    add("stan@example.test", "--share")
    assert Key.objects.get().team == people.stranger.personal_team


def test_share_without_a_name_among_several_names_them(people, add):
    second = Team.objects.create(name="Moon Club")
    Member.objects.create(team=second, user=people.owner, role="editor")
    with pytest.raises(CommandError, match=r"Lantern Press, Moon Club"):
        add("olga@example.test", "--share")
    add("olga@example.test", "--share", "Moon Club")
    assert Key.objects.get().team == second


def test_a_viewer_shares_with_no_team_that_they_may_not_draw_in(people, add):
    with pytest.raises(CommandError, match="may not draw in a team “Lantern Press”"):
        add("mila@example.test", "--share", "Lantern Press")
    with pytest.raises(CommandError, match="may not draw"):
        add("stan@example.test", "--share", "Lantern Press")
    assert not Key.objects.exists()


@pytest.mark.parametrize("token", ["", "\n", "  \nlater", "two words here\n", "x" * 5000])
def test_what_is_no_token_is_told(people, add, token):
    with pytest.raises(CommandError, match=r"token") as error:
        add("olga@example.test", token=token)
    assert "two words" not in str(error.value)
    assert not Key.objects.exists()


def test_an_unknown_engine_or_person_is_told(people, add):
    with pytest.raises(CommandError, match="Choose one of: toy"):
        add("olga@example.test", engine="storyboard")
    with pytest.raises(CommandError, match="Nobody here has the address"):
        add("nobody@example.test")


def test_a_terminal_is_told_where_the_token_comes_from(people, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

        def readline(self, *size):
            raise AssertionError("a token would be typed in the clear")

    monkeypatch.setattr(sys, "stdin", Terminal())
    with pytest.raises(CommandError, match="standard input"):
        call_command("add_key", "olga@example.test", "--engine", "toy")
