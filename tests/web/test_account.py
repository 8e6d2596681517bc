"""The account screen: name, address, sessions, and the end of it all."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from comics.actions.accounts import sign_new_email
from comics.models import Activity, Charge, Invitation, Key, Member, Team, Token, User
from comics.vocabulary import Deed, Scope
from tests.charges import make_charge
from tests.studio import make_people, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "pass-word-9"


@pytest.fixture(autouse=True)
def no_earlier_tries():
    cache.clear()
    yield
    cache.clear()


def sign_in(user, **options):
    client = Client(**options)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def confirmed(user):
    client = sign_in(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def ada():
    return make_user("ada")


def test_the_screen_is_in_the_menu_and_shows_what_there_is(ada):
    client = sign_in(ada)
    assert 'href="/account/"' in client.get("/").content.decode()
    shown = client.get("/account/").content.decode()
    assert "ada@example.test" in shown
    assert "This browser" in shown
    assert "Set up" in shown


def test_overviews_of_allauth_lead_to_the_screen(ada):
    client = sign_in(ada)
    for path in ("/accounts/email/", "/accounts/2fa/", "/accounts/2fa/webauthn/"):
        assert client.get(path).url == "/account/"


def test_a_name_is_kept_on_one_line(ada):
    client = sign_in(ada)
    client.post("/account/name", {"name": "  Ada \t Lovelace "})
    assert User.objects.get().display_name == "Ada Lovelace"
    assert client.post("/account/name", {"name": "x" * 101}).status_code == 422
    assert client.post("/account/name", {"name": "\u202eada"}).status_code == 422
    client.post("/account/name", {"name": "<b>Ada</b>"})
    assert "<b>Ada" not in client.get("/account/").content.decode()


def link_in(message):
    return re.search(r"http://testserver(/account/new-email\?link=\S+)", message.body).group(1)


def test_a_new_address_takes_the_old_ones_place_once_its_link_is_opened(ada):
    client = confirmed(ada)
    client.post("/account/email", {"email": "Ada@Second.test"})
    link = link_in(mail.outbox[0])
    assert "ada@second.test" in client.get(link).content.decode()
    assert User.objects.get().email == "ada@example.test"
    signed = link.partition("link=")[2]
    assert client.post("/account/new-email/keep", {"link": signed}).url == "/account/"
    assert User.objects.get().email == "ada@second.test"
    assert EmailAddress.objects.get().verified
    again = Client()
    again.post("/accounts/login/", {"login": "ada@second.test", "password": PASSWORD})
    assert again.session["_auth_user_id"] == str(ada.pk)
    assert client.post("/account/new-email/keep", {"link": signed}).status_code == 409
    assert "Verified" in client.get("/account/").content.decode()


def test_the_link_of_another_person_changes_nothing(ada):
    signed = sign_new_email(make_user("ben"), "new@example.test")
    assert sign_in(ada).post("/account/new-email/keep", {"link": signed}).status_code == 409
    for junk in ("", "x", signed[:-1]):
        assert sign_in(ada).get("/account/new-email", {"link": junk}).status_code == 409


def test_an_address_that_was_taken_meanwhile_is_not_taken_over(ada):
    signed = sign_new_email(ada, "ben@example.test")
    make_user("ben")
    answer = sign_in(ada).post("/account/new-email/keep", {"link": signed})
    assert answer.status_code == 409
    assert User.objects.filter(email="ben@example.test").count() == 1


def test_it_asks_for_the_password_before_address_and_end(ada):
    client = sign_in(ada)
    for path in ("/account/email", "/account/close"):
        assert client.post(path, {"email": "x@y.test"}).url.startswith("/accounts/reauthenticate/")


def test_a_press_that_waited_for_the_password_goes_on(ada):
    client = sign_in(ada)
    asked = client.post("/account/email", {"email": "new@example.test"})
    client.post(asked.url, {"password": PASSWORD})
    assert mail.outbox[0].to == ["new@example.test"]


def test_other_browsers_are_listed_and_signed_out(ada):
    here, phone = sign_in(ada), sign_in(ada, HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/605")
    assert "Safari on iPhone" in here.get("/account/").content.decode()
    row = UserSession.objects.get(session_key=phone.session.session_key)
    here.post(f"/account/sessions/{row.pk}/end")
    assert phone.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_everywhere_else_is_one_press(ada):
    here, others = sign_in(ada), [sign_in(ada) for _ in range(3)]
    here.post("/account/sessions/end-others")
    assert [other.get("/account/").status_code for other in others] == [302] * 3
    assert here.get("/account/").status_code == 200


def test_nobody_ends_the_sessions_of_another(ada):
    ben = sign_in(make_user("ben"))
    row = UserSession.objects.get(session_key=ben.session.session_key)
    assert sign_in(ada).post(f"/account/sessions/{row.pk}/end").status_code == 404
    assert ben.get("/account/").status_code == 200


def test_a_new_password_signs_out_everywhere_else(ada):
    here, other = sign_in(ada), sign_in(ada)
    new = {"oldpassword": PASSWORD, "password1": "lantern-rain-7", "password2": "lantern-rain-7"}
    assert here.post("/accounts/password/change/", new).url == "/account/"
    assert other.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_the_last_look_of_a_session_is_noted_now_and_then(ada, monkeypatch):
    client = sign_in(ada)
    UserSession.objects.update(last_seen_at=timezone.now() - timezone.timedelta(days=3))
    client.get("/account/")
    before = UserSession.objects.get().last_seen_at
    clock = [1e9]
    monkeypatch.setattr("comics.web.sessions.time.monotonic", lambda: clock[0])
    client.get("/account/")
    clock[0] += 601
    client.get("/account/")
    assert UserSession.objects.get().last_seen_at > before


@pytest.fixture
def people():
    """Olga owns the team, Mila edits, and each of them has something of everything."""
    found = make_people("editor")
    User.objects.update(is_superuser=False)
    User.objects.filter(pk=found.stranger.pk).update(is_superuser=True)
    return found


def give_everything(user, team):
    key = Key(owner=user, team=team, engine="kling", name="Mine")
    key.seal("tok-made-up-0123456789", base_url="")
    key.save()
    Token.objects.make(user, team, name="Script", scopes=list(Scope))
    Invitation.objects.create(team=user.personal_team, role="viewer", digest=str(user.pk) * 8, by=user)
    Authenticator.objects.create(user=user, type="totp", data={"secret": ""})
    make_charge(team, by=user)


def test_closing_leaves_the_work_and_takes_the_person(people):
    Member.objects.filter(team=people.team, user=people.member).update(role="owner")
    client, other = confirmed(people.member), sign_in(people.member)
    give_everything(people.member, people.team)
    assert client.post("/account/close").url == "/accounts/login/"
    gone = User.objects.get(pk=people.member.pk)
    assert not gone.is_active
    assert "mila@" not in gone.email
    assert gone.display_name == "mila"
    assert not gone.has_usable_password()
    assert not Member.objects.filter(team=people.team, user=gone).exists()
    key = Key.objects.get(owner=gone)
    assert key.revoked_at
    assert bytes(key.sealed) == b""
    assert Token.objects.get(user=gone).revoked_at
    assert Invitation.objects.get(by=gone).revoked_at
    assert not Authenticator.objects.filter(user=gone).exists()
    assert not UserSession.objects.filter(user=gone).exists()
    assert Charge.objects.get(by=gone).team == people.team
    assert Activity.objects.filter(team=people.team, by=gone, deed=Deed.LEFT).exists()
    assert other.get("/account/").status_code == 302
    again = Client()
    again.post("/accounts/login/", {"login": "mila@example.test", "password": PASSWORD})
    assert "_auth_user_id" not in again.session


def test_the_last_owner_of_a_team_with_others_cannot_go(people):
    client = confirmed(people.owner)
    answer = client.post("/account/close")
    assert answer.status_code == 409
    assert "last owner of “Lantern Press”" in answer.content.decode()
    assert User.objects.get(pk=people.owner.pk).is_active
    Member.objects.filter(user=people.member, team=people.team).delete()
    assert confirmed(people.owner).post("/account/close").status_code == 302
    assert Team.objects.filter(pk=people.team.pk).exists()


def test_the_last_owner_of_the_studio_cannot_go(people):
    assert confirmed(people.stranger).post("/account/close").status_code == 409
    User.objects.filter(pk=people.member.pk).update(is_superuser=True)
    assert confirmed(people.stranger).post("/account/close").status_code == 302


def test_the_address_of_a_closed_account_can_be_used_again(people):
    confirmed(people.member).post("/account/close")
    client = Client()
    client.post("/accounts/signup/", {"email": "mila@example.test", "password1": "lantern-rain-7"})
    assert "_auth_user_id" in client.session
