"""Statement 5 for libraries that ask with `requests`, as signing in through a provider does."""

import gzip
import threading
import time

import pytest
import requests

from comics.web.oidc_session import CarefulSession
from studio import fetch
from studio.guarded_requests import GuardedAdapter
from tests.guard.spellings import ATTACKS
from tests.guard.test_5_nothing_leaves import Ear, at_port
from tests.services.base import Answer, StrictServer


class Provider(StrictServer):
    def answer(self, seen):
        self.seen.append(seen)
        if seen.path == "/slow":
            time.sleep(0.6)
        if seen.path == "/away":
            return Answer(302, "", {"Location": "http://127.0.0.1:1/"})
        if seen.path == "/bomb":
            return Answer(200, gzip.compress(bytes(5_000_000)), {"Content-Encoding": "gzip"})
        if seen.path == "/large":
            return Answer(200, bytes(70_000))
        return Answer(201, {"method": seen.method, "body": seen.body.decode(), "type": seen.headers.get("content-type", "")})


@pytest.fixture
def provider():
    with Provider() as server:
        yield server


def session(*allow, resolve=None):
    made = requests.Session()
    adapter = GuardedAdapter(frozenset(allow), deadline=0.3, cap=60_000, resolve=resolve)
    made.mount("https://", adapter)
    made.mount("http://", adapter)
    return made


async def loopback(host):
    return ["127.0.0.1"]


def test_what_is_asked_arrives_and_is_answered(provider):
    with session(("127.0.0.1", provider.port)) as asking:
        answer = asking.post(f"{provider.base_url}/token", data={"code": "a b"}, auth=("me", "word"))
        assert (answer.status_code, answer.reason, answer.ok) == (201, "Created", True)
        assert answer.json() == {"method": "POST", "body": "code=a+b", "type": "application/x-www-form-urlencoded"}
        assert provider.seen[0].headers["authorization"].startswith("Basic ")
        assert asking.get(f"{provider.base_url}/a", params={"b": "c"}).json()["method"] == "GET"
        assert provider.seen[1].query == {"b": ["c"]}


def test_no_attack_leaves(monkeypatch):
    ear = Ear()
    with session(resolve=loopback) as asking:
        for attack in ATTACKS:
            with pytest.raises((requests.RequestException, ValueError)):
                asking.get(at_port(attack, ear.port))
        for number in range(3):  # names that lead in, by every answer of DNS
            with pytest.raises(requests.ConnectionError, match="private network"):
                asking.get(f"https://provider{number}.example:{ear.port}/")
    assert ear.heard() == 0
    for listening in ear.sockets:
        listening.close()


def test_no_redirect_is_followed_into_a_private_network(provider):
    with session(("127.0.0.1", provider.port)) as asking:
        assert asking.get(f"{provider.base_url}/away", allow_redirects=False).status_code == 302
        with pytest.raises(requests.ConnectionError, match="https"):
            asking.get(f"{provider.base_url}/away")


SPOILT = {"/slow": requests.Timeout, "/large": requests.ConnectionError, "/bomb": requests.ConnectionError}


@pytest.mark.parametrize(("path", "error"), SPOILT.items())
def test_every_answer_has_a_deadline_and_a_cap(provider, path, error):
    with session(("127.0.0.1", provider.port)) as asking, pytest.raises(error):
        asking.get(provider.base_url + path, timeout=None)


def test_an_address_that_is_none_is_an_error_of_requests():
    request = requests.PreparedRequest()
    request.method, request.url, request.headers = "GET", "https://[::1/", {}
    with pytest.raises(requests.exceptions.InvalidURL):
        GuardedAdapter(frozenset(), deadline=0.3, cap=1).send(request)


def test_the_session_of_sign_in_knows_this_way_only(settings, provider, monkeypatch):
    settings.OIDC_URL = f"{provider.base_url}/.well-known/openid-configuration"
    settings.FETCH_ALLOW = frozenset()
    monkeypatch.setattr(fetch, "_remembered", {"inside.example": (("10.0.0.1",), time.monotonic() + 60)})
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with CarefulSession() as asking:
        assert {type(adapter) for adapter in asking.adapters.values()} == {GuardedAdapter}
        assert asking.get(f"{provider.base_url}/a").status_code == 201
        assert asking.get(f"{provider.base_url}/away").status_code == 302
        for other in ("http://127.0.0.1:1/", "https://inside.example/", "http://example.com/", "https://169.254.169.254/"):
            with pytest.raises(requests.ConnectionError):
                asking.get(other)
    assert threading.active_count() < 20
