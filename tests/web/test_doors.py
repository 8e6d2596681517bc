"""Who has an account stays with who has it; guessing stops; closed doors are closed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from comics.actions.invitations import invite
from comics.actions.teams import create_team
from comics.models import Tries, User
from studio.clients import place_of
from tests.studio import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "pass-word-9"
NEW = "lantern-rain-7"
LOGIN, SIGN_UP, FORGOTTEN = (f"/accounts/{name}/" for name in ("login", "signup", "password/reset"))
KNOWN, UNKNOWN = "ada@example.test", "nia@example.test"


@pytest.fixture(autouse=True)
def no_earlier_tries():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ada():
    user = make_user("ada")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def mandatory(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = settings.EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def hashes(monkeypatch):
    """How many passwords were hashed, which is what a sign-in costs."""
    counted = []
    kind = type(get_hasher())
    encode = kind.encode

    def counting(self, *arguments, **options):
        counted.append(1)
        return encode(self, *arguments, **options)

    monkeypatch.setattr(kind, "encode", counting)
    return counted


def enter(client, email=KNOWN, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password}, **more)


def told(answer):
    """Everything that an answer tells: status, headers, names and manners of cookies, and the page without its tokens."""
    headers = {
        name: value for name, value in answer.headers.items() if name not in ("X-Request-Id", "Content-Length", "Expires")
    }
    cookies = {
        name: {key: value for key, value in morsel.items() if key != "expires"} for name, morsel in answer.cookies.items()
    }
    body = re.sub(r'value="[^"]*"|X-CSRFToken[^}]*|req_\w+', "", answer.content.decode())
    return answer.status_code, headers, cookies, body.replace(KNOWN, "WHO").replace(UNKNOWN, "WHO")


def both(ask):
    """What a stranger is told of an address that is known, and of one that is not."""
    return [told(ask(Client(), email)) for email in (KNOWN, UNKNOWN)]


def test_a_sign_in_tells_nothing(ada, hashes):
    costs = []
    for email in (KNOWN, UNKNOWN):
        hashes.clear()
        enter(Client(), email, "wrong")
        costs.append(len(hashes))
    assert costs[0] == costs[1] == 1
    known, unknown = both(lambda client, email: enter(client, email, "wrong"))
    assert known == unknown


@pytest.mark.parametrize("verification", ["none", "optional", "mandatory"])
def test_a_sign_up_tells_nothing(ada, settings, verification, hashes):
    settings.ACCOUNT_EMAIL_VERIFICATION = verification
    costs = []

    def sign_up(client, email):
        hashes.clear()
        answer = client.post(SIGN_UP, {"email": email, "password1": NEW, "next": "/invitation/"})
        costs.append(len(hashes))
        return answer

    known, unknown = both(sign_up)
    assert known == unknown
    assert known[0] == 302
    assert known[1]["Location"] == ("/accounts/confirm-email/" if verification == "mandatory" else "/invitation/")
    assert costs[0] == costs[1] == 1
    assert mail.outbox[0].to == [KNOWN]
    assert User.objects.filter(email=KNOWN).count() == 1


def test_where_addresses_are_verified_what_follows_a_sign_up_tells_nothing_either(ada, mandatory):
    def sign_up(client, email):
        return client.post(SIGN_UP, {"email": email, "password1": NEW}, follow=True)

    known, unknown = both(sign_up)
    assert known == unknown
    assert "Look into your mail" in known[3]
    assert [message.to for message in mail.outbox] == [[KNOWN], [UNKNOWN]]


def test_without_mail_a_known_address_is_led_to_the_sign_in(ada):
    client = Client()
    shown = client.post(SIGN_UP, {"email": KNOWN, "password1": NEW}, follow=True)
    assert shown.redirect_chain[-1][0].startswith(LOGIN)
    assert "sign in with its password" in shown.content.decode()
    assert "_auth_user_id" not in client.session
    assert enter(client).url == "/"


def test_a_forgotten_password_tells_nothing(ada):
    known, unknown = both(lambda client, email: client.post(FORGOTTEN, {"email": email}))
    assert known == unknown
    assert len(mail.outbox) == 2


def test_asking_again_for_the_link_tells_nothing(ada, mandatory):
    for _ in range(2):
        known, unknown = both(lambda client, email: client.post(SIGN_UP, {"email": email, "password1": NEW}))
        assert known == unknown


def test_a_new_address_tells_nothing(ada):
    ben = make_user("ben")
    answers = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        enter(client, ben.email)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        answers.append(told(client.post("/account/email", {"email": email})))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[KNOWN], [UNKNOWN]]
    assert "new-email" not in mail.outbox[0].body
    assert "new-email" in mail.outbox[1].body


def test_a_mail_that_cannot_be_sent_changes_no_answer(ada, mandatory, settings):
    settings.EMAIL_BACKEND = "tests.web.broken_mail.Backend"
    known, unknown = both(lambda client, email: client.post(SIGN_UP, {"email": email, "password1": NEW}))
    assert known == unknown
    assert known[0] == 302


def test_the_sixth_bad_password_is_refused_and_so_is_the_right_one(ada):
    answers = [enter(Client(), password=f"guess-{number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    right = enter(Client())
    assert right.status_code == 429
    assert 1 <= int(right.headers["Retry-After"]) <= 300
    assert "Too many tries. Wait 5 minutes" in right.content.decode()


def test_an_unknown_address_is_locked_like_a_known_one(ada):
    locked = [
        [enter(Client(REMOTE_ADDR=place), email, "wrong") for _ in range(6)][-1]
        for place, email in (("192.0.2.1", KNOWN), ("192.0.2.2", UNKNOWN))
    ]
    known, unknown = (told(answer) for answer in locked)
    assert known == unknown


def test_other_accounts_are_not_locked(ada):
    ben = make_user("ben")
    for _ in range(7):
        enter(Client(), password="wrong")
    assert enter(Client(), ben.email).status_code == 302


def test_one_place_does_not_try_one_password_of_many(ada):
    answers = [enter(Client(), f"{number}@example.test", "wrong").status_code for number in range(6)]
    assert answers == [200] * 5 + [429]
    assert enter(Client(REMOTE_ADDR="192.0.2.9")).status_code == 302


def test_the_lock_holds_wherever_a_password_is_typed(ada):
    client = Client()
    enter(client)
    for _ in range(5):
        assert client.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code == 200
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 429
    change = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/accounts/password/change/", change).status_code == 429
    assert enter(Client()).status_code == 429
    assert Client().get("/admin/login/").url.startswith(LOGIN)


def test_a_password_that_was_reset_by_mail_opens_at_once(client, ada):
    for _ in range(6):
        enter(Client(), password="wrong")
    client.post(FORGOTTEN, {"email": KNOWN})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body).group(1)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert enter(Client(), password=NEW).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.7", "127.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2"),
    ],
)
def test_a_place_is_believed_as_far_as_proxies_are_counted(rf, settings, proxies, forwarded, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert place_of(rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)) == expected


def test_nobody_escapes_by_naming_another_place(ada):
    for number in range(6):
        enter(Client(), f"{number}@example.test", "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert enter(Client(), HTTP_X_FORWARDED_FOR="203.0.113.99").status_code == 429


def test_the_first_account_may_always_be_made(settings):
    settings.REGISTRATION = "closed"
    Client().post(SIGN_UP, {"email": KNOWN, "password1": NEW})
    assert User.objects.get().is_superuser
    shown = Client().post(SIGN_UP, {"email": UNKNOWN, "password1": NEW}).content.decode()
    assert "Sign-up is closed" in shown
    assert User.objects.count() == 1
    assert "Make an account" not in Client().get(LOGIN).content.decode()


def invited(owner, email=""):
    """A browser that has opened an invitation."""
    secret = invite(create_team("Lantern Press", by=owner), role="viewer", email=email, by=owner, nonce="n" * 24).secret
    client = Client()
    assert client.get(reverse("open_invitation", args=[secret])).status_code == 302
    return client


def test_with_an_invitation_alone(ada, settings):
    settings.REGISTRATION = "invited"
    assert "Sign-up is closed" in Client().get(SIGN_UP).content.decode()
    client = invited(ada)
    assert client.post(SIGN_UP, {"email": UNKNOWN, "password1": NEW}).status_code == 302
    assert User.objects.filter(email=UNKNOWN).exists()


def test_an_invitation_for_one_address_makes_no_account_for_another(ada, settings):
    settings.REGISTRATION = "invited"
    client = invited(ada, email=UNKNOWN)
    assert "for another address" in client.post(SIGN_UP, {"email": "eve@example.test", "password1": NEW}).content.decode()
    assert client.post(SIGN_UP, {"email": UNKNOWN.upper(), "password1": NEW}).status_code == 302


def test_an_invitation_opens_nothing_where_registration_is_closed(ada, settings):
    settings.REGISTRATION = "closed"
    assert "Sign-up is closed" in invited(ada).get(SIGN_UP).content.decode()


@pytest.mark.parametrize("held", ["", "x" * 43, "x" * 1000, "\x00", None, 7])
def test_what_is_no_invitation_opens_nothing(ada, settings, held):
    settings.REGISTRATION = "invited"
    client = Client()
    client.get(LOGIN)
    session = client.session
    session["invitation"] = held
    session.save()
    assert "Sign-up is closed" in client.get(SIGN_UP).content.decode()


OPEN = {
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done", "account_reset_password_from_key",
    "account_email_verification_sent", "account_confirm_email", "mfa_login_webauthn", "account_confirm_login_code",
}  # fmt: skip
ARGUMENTS = {
    "account_reset_password_from_key": ["1", "x-y"],
    "account_confirm_email": ["x"],
    "mfa_remove_webauthn": [1],
    "mfa_edit_webauthn": [1],
}


def names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and pattern.app_name != "admin":
            yield from names(pattern.url_patterns)
        elif (
            isinstance(pattern, URLPattern)
            and pattern.name
            and pattern.name.startswith(("account_", "mfa_", "usersessions_", "socialaccount_", "openid_"))
        ):
            yield pattern.name


def allauth_names():
    return sorted(set(names(get_resolver().url_patterns)))


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_allauth_keeps_for_people_is_closed_to_others(method):
    for name in allauth_names():
        answer = getattr(Client(), method)(reverse(name, args=ARGUMENTS.get(name, [])))
        if name not in OPEN and (method == "get" or answer.status_code != 405):
            assert answer.status_code == 302, name
            assert answer.url.startswith((LOGIN, "/accounts/login")), name


def test_every_page_of_allauth_carries_the_policy_and_no_inline_script(ada):
    client = Client()
    enter(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for name in allauth_names():
        answer = client.get(reverse(name, args=ARGUMENTS.get(name, [])), follow=True)
        shown = answer.content.decode()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], name
        assert not re.search(r"<script(?![^>]*src=)|\sstyle=|<style|\son\w+=", shown), name


def test_tries_at_a_second_factor_are_told_like_others(ada):
    assert Tries.objects.take("second factor of 1") == 0
