"""Signing in through a provider: a real studio, set up by environment alone, and a strict provider, over real HTTP."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.live import ROOT, LiveStudio, _migrated, environment, python
from tests.services.base import Answer
from tests.services.oidc import CLIENT, SECRET, Oidc

pytestmark = pytest.mark.processes
PASSWORD = "lantern-rain-7"


@pytest.fixture(scope="module")
def provider() -> Iterator[Oidc]:
    with Oidc() as running:
        yield running


@pytest.fixture(scope="module")
def studio(provider: Oidc, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStudio]:
    data = tmp_path_factory.mktemp("studio")
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.processes.plain",
        "STUDIO_OIDC_URL": provider.base_url,
        "STUDIO_OIDC_CLIENT_ID": CLIENT,
        "STUDIO_OIDC_CLIENT_SECRET": SECRET,
        "STUDIO_OIDC_NAME": "Guild",
    }
    shutil.copytree(_migrated(), data, dirs_exist_ok=True)
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env=environment(data) | settings, check=True, timeout=60)
    running = LiveStudio(data, settings=settings)
    try:
        running.wait_ready()
        provider.redirect_uri = f"{running.address}/accounts/oidc/login/callback/"
        first = "welcome(User.objects.create_user('boss@example.test', 'x'))"
        python(data, f"from comics.actions.teams import welcome\nfrom comics.models import User\n{first}")
        yield running
    finally:
        running.end()


@pytest.fixture
def provider_of_today(provider: Oidc) -> Oidc:
    """The provider, with nothing left of what earlier tests had it say."""
    provider.userinfo, provider.claims, provider.says = {}, {}, {}
    provider.faults.clear()
    return provider


class Visitor:
    """A browser, as far as this matters."""

    def __init__(self, studio: LiveStudio) -> None:
        self.client = httpx.Client(base_url=studio.address, follow_redirects=True, timeout=30)

    def token(self, path: str) -> str:
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.client.get(path).text)[1]

    def post(self, path: str, shown_on: str, **fields: str) -> httpx.Response:
        return self.client.post(path, data={"csrfmiddlewaretoken": self.token(shown_on), **fields})

    def sign_up(self, email: str) -> httpx.Response:
        return self.post("/accounts/signup/", "/accounts/signup/", email=email, password1=PASSWORD)

    def through_the_provider(self, query: str = "") -> httpx.Response:
        return self.post(f"/accounts/oidc/login/{query}", "/accounts/login/")

    def who(self) -> str:
        """The address that the account screen shows; empty for nobody."""
        found = re.search(r'account-now"><b class="cut">([^<]*)', self.client.get("/account/").text)
        return found[1] if found else ""


@pytest.fixture
def visitor(studio: LiveStudio) -> Iterator[Visitor]:
    visiting = Visitor(studio)
    yield visiting
    visiting.client.close()


def told_of(provider: Oidc, name: str, **more: object) -> None:
    provider.person = {
        "sub": f"id-of-{name}",
        "email": f"{name}@example.test",
        "email_verified": True,
        "name": name.title(),
        **more,
    }


def sql(studio: LiveStudio, statement: str, *values: str) -> list[tuple]:
    with closing(sqlite3.connect(studio.data / "studio.sqlite3", timeout=20)) as database, database:
        return database.execute(statement, values).fetchall()


def accounts(studio: LiveStudio, email: str) -> int:
    return sql(studio, "SELECT count(*) FROM comics_user WHERE email = ?", email)[0][0]


def verify(studio: LiveStudio, email: str) -> None:
    """As if the link in the mail had been opened."""
    sql(studio, "UPDATE account_emailaddress SET verified = 1 WHERE email = ?", email)


def test_the_button_is_on_the_door_and_an_account_is_made(studio, provider_of_today, visitor):
    told_of(provider_of_today, "nia")
    assert "Sign in with Guild" in visitor.client.get("/accounts/login/").text
    assert visitor.through_the_provider().status_code == 200
    assert visitor.who() == "nia@example.test"
    shown = visitor.client.get("/account/").text
    assert "Verified" in shown
    assert "Connected" in shown
    again = Visitor(studio)
    again.through_the_provider()
    assert again.who() == "nia@example.test"
    assert accounts(studio, "nia@example.test") == 1


def test_the_page_one_wanted_is_reached_and_no_other_host(studio, provider_of_today, visitor):
    told_of(provider_of_today, "pip")
    assert visitor.through_the_provider("?next=/keys/").url.path == "/keys/"
    evil = Visitor(studio).through_the_provider("?next=//evil.test/")
    assert evil.url.host == "127.0.0.1"
    assert evil.status_code == 200


@pytest.mark.parametrize("word", [False, "false", None, "no", 0])
def test_an_address_that_is_not_verified_makes_and_opens_nothing(studio, provider_of_today, visitor, word):
    told_of(provider_of_today, "mal", email_verified=word)
    answer = visitor.through_the_provider()
    assert answer.status_code == 403
    assert "has not verified your email address" in answer.text
    assert visitor.who() == ""
    assert accounts(studio, "mal@example.test") == 0


def test_nobody_takes_over_an_account_by_naming_its_address(studio, provider_of_today, visitor):
    owner = Visitor(studio)
    owner.sign_up("vic@example.test")
    verify(studio, "vic@example.test")
    told_of(provider_of_today, "vic", sub="id-of-the-attacker", email_verified=False)
    assert visitor.through_the_provider().status_code == 403
    assert visitor.who() == ""
    assert owner.who() == "vic@example.test"


def test_an_account_whose_address_was_only_typed_is_not_opened(studio, provider_of_today, visitor):
    """Somebody may have made it with another's address, and wait for them there."""
    squatter = Visitor(studio)
    squatter.sign_up("sue@example.test")
    told_of(provider_of_today, "sue")
    answer = visitor.through_the_provider()
    assert answer.status_code == 403
    assert "has an account here already" in answer.text
    assert visitor.who() == ""


def test_an_account_with_the_same_verified_address_is_opened(studio, provider_of_today, visitor):
    Visitor(studio).sign_up("ira@example.test")
    verify(studio, "ira@example.test")
    told_of(provider_of_today, "ira")
    visitor.through_the_provider()
    assert visitor.who() == "ira@example.test"
    assert accounts(studio, "ira@example.test") == 1


def test_an_account_is_connected_and_disconnected_on_its_page(studio, provider_of_today, visitor):
    visitor.sign_up("con@example.test")
    visitor.post("/accounts/reauthenticate/", "/accounts/reauthenticate/", password=PASSWORD)
    told_of(provider_of_today, "other-name")
    answer = visitor.post("/accounts/oidc/login/?process=connect", "/account/")
    assert answer.url.path == "/account/"
    assert "Disconnect" in answer.text
    again = Visitor(studio)
    again.through_the_provider()
    assert again.who() == "con@example.test"
    row = re.search(r'name="account" value="(\d+)"', answer.text)[1]
    visitor.post("/accounts/3rdparty/", "/account/", account=row)
    assert "Not connected" in visitor.client.get("/account/").text


def test_userinfo_of_another_person_is_refused(studio, provider_of_today, visitor):
    told_of(provider_of_today, "two")
    provider_of_today.userinfo = {"sub": "somebody-else", "email": "boss@example.test"}
    answer = visitor.through_the_provider()
    assert answer.status_code == 403
    assert visitor.who() == ""


@pytest.mark.parametrize("claims", [{"aud": "another-client"}, {"iss": "https://evil.test"}, {"exp": 1}])
def test_an_id_token_for_another_place_or_time_is_refused(studio, provider_of_today, visitor, claims):
    told_of(provider_of_today, "old")
    provider_of_today.claims = claims
    assert "That did not work" in visitor.through_the_provider().text
    assert visitor.who() == ""


def test_an_answer_that_nobody_asked_for_is_refused(studio, provider_of_today, visitor):
    for query in ("", "?code=x&state=y", "?error=access_denied", "?state=%00"):
        answer = visitor.client.get(f"/accounts/oidc/login/callback/{query}")
        assert answer.status_code in (200, 401, 403), query
        assert visitor.who() == ""


def test_endpoints_in_a_private_network_are_not_asked(studio, provider_of_today, visitor):
    told_of(provider_of_today, "pri")
    for where in ("http://127.0.0.1:1/token", "https://10.0.0.1/token", "https://localhost/token", "file:///etc/passwd"):
        provider_of_today.says = {"token_endpoint": where}
        answer = visitor.through_the_provider()
        assert visitor.who() == "", where
        assert "did not" in answer.text, where


def test_a_provider_that_is_down_is_told(studio, provider_of_today, visitor):
    elsewhere = Answer(302, headers={"Location": "http://127.0.0.1:1/"})
    for answer in (Answer(drop=True), Answer(500), Answer(200, "<html>"), Answer(200, {}), elsewhere):
        provider_of_today.fault("GET", "openid-configuration", answer)
        told = visitor.through_the_provider()
        assert told.status_code == 502
        assert "Guild did not answer" in told.text


def test_nothing_of_what_lets_people_in_is_logged_or_kept(studio, provider_of_today, visitor):
    told_of(provider_of_today, "zoe")
    visitor.through_the_provider()
    database = b"".join(path.read_bytes() for path in studio.data.glob("studio.sqlite3*"))
    for token in provider_of_today.tokens - {""}:
        assert token not in studio.said()
        assert token.encode() not in database
    assert SECRET.encode() not in database
    assert SECRET not in studio.said()
