"""The door under pressure: what it gives away, how often one may try, and where it leads."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from comics.models import Member, Team, User
from studio.sessions import cookie_of
from tests.studio import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-rain-7"
LOGIN, SIGN_UP, FORGOTTEN = (f"/accounts/{name}/" for name in ("login", "signup", "password/reset"))


@pytest.fixture(autouse=True)
def no_earlier_tries():
    """The limits count in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ada():
    return make_user("ada")


def enter(client, email="ada@example.test", password=None, **more):
    password = "pass-word-9" if password is None else password
    return client.post(LOGIN, {"login": email, "password": password, **more})


def plain(answer):
    """What the page says, without what is new on every page."""
    return re.sub(r'value="[^"]*"|X-CSRFToken[^}]*', "", answer.content.decode())


def test_the_addresses_are_where_we_say_they_are():
    assert [reverse(f"account_{name}") for name in ("login", "signup", "reset_password")] == [LOGIN, SIGN_UP, FORGOTTEN]


def test_every_account_gets_a_team_of_its_own_and_the_first_the_installation(client):
    for name in ("ada", "ben"):
        assert client.post(SIGN_UP, {"email": f"{name}@example.test", "password1": PASSWORD}).status_code == 302
        client.logout()
    assert list(User.objects.order_by("pk").values_list("is_superuser", flat=True)) == [True, False]
    assert Team.objects.count() == Member.objects.count() == 2
    for user in User.objects.all():
        assert user.personal_team.members.get().role == "owner"


def test_nobody_signs_up_with_more_rights_than_are_given(client, ada):
    sent = {
        "email": "eve@example.test",
        "password1": PASSWORD,
        "is_superuser": "1",
        "is_staff": "1",
        "team": "1",
        "role": "owner",
    }
    client.post(SIGN_UP, sent)
    eve = User.objects.get(email="eve@example.test")
    assert not eve.is_superuser
    assert not eve.is_staff
    assert eve.memberships.count() == 1


def test_an_address_is_one_account_however_it_is_written(client, ada):
    client.post(SIGN_UP, {"email": "ADA@Example.Test", "password1": PASSWORD})
    assert User.objects.count() == 1
    assert "_auth_user_id" not in client.session
    assert enter(client, "Ada@EXAMPLE.test").url == "/"


def test_a_failed_sign_up_leaves_no_half_account(client, monkeypatch):
    def broken(user):
        raise RuntimeError("no team today")

    monkeypatch.setattr("comics.web.accounts.welcome", broken)
    client.raise_request_exception = False
    answer = client.post(SIGN_UP, {"email": "ada@example.test", "password1": PASSWORD})
    assert answer.status_code == 500
    assert not User.objects.exists()


def test_a_wrong_password_and_an_unknown_address_are_told_alike(client, ada):
    wrong = enter(client, password="not-this-one")
    unknown = enter(client, email="nobody@example.test", password="not-this-one")
    assert wrong.status_code == unknown.status_code == 200
    assert 'role="alert"' in plain(wrong)
    assert plain(wrong) == plain(unknown)
    assert "_auth_user_id" not in client.session


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(client, ada):
    answers = [client.post(FORGOTTEN, {"email": f"{name}@example.test"}) for name in ("ada", "nobody")]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].url == answers[1].url
    assert mail.outbox[0].to == ["ada@example.test"]
    assert not any("/password/reset/key/" in message.body for message in mail.outbox[1:])


def test_guessing_is_stopped_even_when_the_right_word_comes_at_last(client, ada):
    answers = [enter(client, password=f"guess-{number}") for number in range(12)]
    assert "Too many" in answers[-1].content.decode()
    assert "Too many" not in answers[0].content.decode()
    enter(client)
    assert "_auth_user_id" not in client.session


def test_the_limit_counts_the_account_as_well_as_the_place(ada):
    """Guesses from many places at one account are stopped too."""
    for number in range(12):
        enter(Client(REMOTE_ADDR=f"10.0.0.{number}"), password="guess")
    last = Client(REMOTE_ADDR="10.0.1.1")
    enter(last)
    assert "_auth_user_id" not in last.session


def test_a_closed_account_stays_outside(client, ada):
    User.objects.update(is_active=False)
    enter(client)
    assert "_auth_user_id" not in client.session


def test_signing_in_gives_a_new_session(client, ada):
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["studio_session"] = cookie_of(session.session_key)
    enter(client)
    assert client.session.session_key != session.session_key


def test_what_stands_in_the_database_is_no_cookie(client, ada):
    """Whoever reads a dump finds the ids of sessions, and gets in with none of them."""
    enter(client)
    good = client.cookies["studio_session"].value
    key = client.session.session_key
    assert client.get(reverse("library")).status_code == 200
    for cookie in (
        key,
        f"{key}:",
        f"{key}:{'x' * 43}",
        f"x{good}",
        good[:-1],
        Signer().sign(key),
        Signer(salt="other").sign(key),
    ):
        client.cookies["studio_session"] = cookie
        assert client.get(reverse("library")).status_code == 302, cookie
    client.cookies["studio_session"] = good
    assert client.get(reverse("library")).status_code == 200


def test_signing_out_ends_the_session_for_good(client, ada):
    enter(client)
    old = client.cookies["studio_session"].value
    client.post(reverse("account_logout"))
    client.cookies["studio_session"] = old
    assert client.get(reverse("start")).status_code == 302


@pytest.mark.parametrize("inside", ["/new/", "/?q=1"])
def test_next_leads_back_to_where_one_wanted_to_go(client, ada, inside):
    assert enter(client, next=inside).url == inside


@pytest.mark.parametrize(
    "outside",
    [
        "https://evil.test/",
        "//evil.test/",
        "/\\evil.test",
        "http:///evil.test",
        "javascript:alert(1)",
        "\x00//evil.test",
        "https:evil.test",
    ],
)
def test_next_never_leads_to_another_host(client, ada, outside):
    shown = client.get(LOGIN, {"next": outside})
    assert 'href="https://evil' not in shown.content.decode()
    assert enter(client, next=outside).url == "/"
    client.logout()
    assert client.post(f"{LOGIN}?next={outside}", {"login": ada.email, "password": "pass-word-9"}).url == "/"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client, ada):
    enter(client)
    cookie = client.cookies["studio_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("address", [LOGIN, SIGN_UP, FORGOTTEN, "/accounts/logout/"])
def test_the_door_needs_its_token_too(ada, address):
    client = Client(enforce_csrf_checks=True)
    if "logout" in address:
        client.force_login(ada)
    assert client.post(address, {"login": ada.email, "password": "pass-word-9"}).status_code == 403


@pytest.mark.parametrize(
    "junk", ["", "x" * 10_000, "\x00", "a@b", "\u202e@example.test", "<b>@example.test", "🦊@example.test"]
)
def test_junk_at_the_door_is_told_and_makes_nobody(client, ada, junk):
    for address, fields in ((SIGN_UP, ("email", "password1")), (LOGIN, ("login", "password")), (FORGOTTEN, ("email",))):
        answer = client.post(address, dict.fromkeys(fields, junk))
        assert answer.status_code == 200, address
        assert "<b>@" not in answer.content.decode()
    assert User.objects.count() == 1
