"""Wherever the studio sends a browser on, it stays on the host."""

import ast
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from tests.studio import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "pass-word-9"
ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "https://evil.test/",
    "http://evil.test/",
    "//evil.test/",
    "///evil.test/",
    "////evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "\\/evil.test",
    "/\\/evil.test",
    "/\t/evil.test",
    "\t//evil.test",
    " //evil.test",
    "/\n/evil.test",
    "\r\n//evil.test",
    "\x00//evil.test",
    "\x0b//evil.test",
    "https:evil.test",
    "https:/evil.test",
    "http:///evil.test",
    "https:///evil.test",
    "https:\\\\evil.test",
    "HTTPS://EVIL.TEST",
    "hTtP:\\evil.test",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "ftp://evil.test/",
    "//testserver@evil.test/",
    "https://testserver@evil.test/",
    "https://testserver:x@evil.test/",
    "https://evil.test\\@testserver/",
    "//evil.test%2f@testserver/../",
    "https://testserver.evil.test/",
    "https://eviltestserver/",
    "//evil\u3002test/",
    "//ｅｖｉｌ.test/",
    "/\u2028/evil.test",
    "\u00a0//evil.test",
    "\ufeff//evil.test",
    "http://localhost/",
    "http://127.0.0.1:8000/",
    "//[::1]/",
    "http://[evil.test",
    "https://testserver:444/",
    "/%5cevil.test/..//evil.test/..\\evil.test",
)
# Encoded slashes are no slashes to a browser: such an address is a path on the host.
ON_THE_HOST = ("%2f%2fevil.test", "/%2f%2fevil.test", "/%09/evil.test", "/?next=//evil.test", "/#//evil.test", "evil.test")


def stays(location, *, of="http://testserver/accounts/login/"):
    """Whether a browser that reads the address as the WHATWG standard says stays on the host."""
    plain = "".join(sign for sign in location if sign not in "\t\n\r").strip("".join(map(chr, range(33)))).replace("\\", "/")
    target = urlsplit(urljoin(of, plain))
    return target.scheme in ("http", "https") and target.netloc == "testserver"


@pytest.fixture(autouse=True)
def no_earlier_tries():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ada():
    return make_user("ada")


def ways(user, to):
    """The answers of every door that is told where to lead."""
    who = {"login": user.email, "password": PASSWORD}
    yield Client().post("/accounts/login/", {**who, "next": to})
    yield Client().post(f"/accounts/login/?next={quote(to)}", who)
    inside = Client()
    inside.force_login(user)
    yield inside.get("/accounts/login/", {"next": to})
    yield inside.get("/accounts/signup/", {"next": to})
    yield inside.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": to})
    yield inside.post(f"/accounts/reauthenticate/?next={quote(to)}", {"password": PASSWORD})
    change = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD, "next": to}
    yield inside.post("/accounts/password/change/", change)
    yield inside.get("/admin/login/", {"next": to})
    yield inside.post("/accounts/logout/", {"next": to})
    yield Client().get("/admin/login/", {"next": to})
    yield Client().post("/account/name", HTTP_REFERER=to)
    yield Client().post("/account/name", HTTP_REFERER=to, HTTP_HX_REQUEST="true")


@pytest.mark.parametrize("to", [*HOSTILE, *ON_THE_HOST])
def test_every_door_leads_inside(ada, to):
    for number, answer in enumerate(ways(ada, to)):
        for header in ("Location", "HX-Redirect", "HX-Location", "HX-Replace-Url", "HX-Push-Url", "Refresh"):
            if header in answer.headers:
                assert stays(answer.headers[header]), (number, header, answer.headers[header])


@pytest.mark.parametrize("to", HOSTILE)
def test_what_the_sign_in_hands_on_leads_inside_too(ada, to):
    """The address of the sign-in that carries the page to go back to: following it to the end stays here."""
    for first in (Client().get("/admin/login/", {"next": to}), Client().post("/account/name", HTTP_REFERER=to)):
        entered = Client().post(first.url, {"login": ada.email, "password": PASSWORD})
        assert stays(entered.url), entered.url


@pytest.mark.parametrize("to", HOSTILE)
def test_a_new_account_is_led_inside(to):
    answer = Client().post("/accounts/signup/", {"email": "nia@example.test", "password1": "lantern-rain-7", "next": to})
    assert answer.status_code == 302
    assert stays(answer.url)


def test_the_referer_of_this_host_is_gone_back_to(ada):
    answer = Client().post("/account/name", HTTP_REFERER="http://testserver/account/?x=1#y")
    assert answer.url == "/accounts/login/?next=%2Faccount%2F%3Fx%3D1"
    answer = Client().post("/account/name", HTTP_REFERER="http://testserver//evil.test/x")
    assert stays(Client().post(answer.url, {"login": ada.email, "password": PASSWORD}).url)


def test_over_tls_nobody_is_led_back_to_plain_http(ada, settings):
    to = "http://testserver/account/"
    answer = Client().post("/accounts/login/", {"login": ada.email, "password": PASSWORD, "next": to}, secure=True)
    assert answer.url == "/"


SENDS = {"redirect", "HttpResponseRedirect", "HttpResponsePermanentRedirect", "redirect_to_login", "HttpResponseClientRedirect"}
# Where an address that is sent on is put together: from names of routes and keys of rows alone, or after a check.
CHECKED = {
    "sessions.py",  # the Referer of this host
    "refused.py",  # a link back to the page of this host
    "admin_site.py",  # the sign-in checks where it leads
}


def test_no_view_sends_a_browser_to_what_was_typed():
    """Every redirect of ours names a route; none takes an address from the request."""
    for path in sorted((ROOT / "comics" / "web").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", ""))
            if isinstance(node, ast.Call) and name in SENDS and path.name not in CHECKED:
                source = ast.unparse(node)
                assert not any(word in source for word in ("request.GET", "request.POST", "headers", "META", "cleaned_data")), (
                    path.name,
                    source,
                )
        if path.name not in CHECKED:
            assert "Referer" not in path.read_text(), path.name
            assert "HX-Redirect" not in path.read_text(), path.name
            assert "HX-Location" not in path.read_text(), path.name
