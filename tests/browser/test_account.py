"""Passkeys and the account screen in a real browser, with an authenticator that Chromium plays."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.watch import Watch, grave_findings, overflow
from tests.live import LiveStudio, python

pytestmark = pytest.mark.browser
PASSWORD = "lantern-rain-7"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


REFUSES = "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"


@pytest.fixture
def desk(studio: LiveStudio, browser: Browser, owner: object, watch: Watch):
    """A window on localhost, the one name without TLS under which browsers allow passkeys, with an authenticator in it."""
    context = browser.new_context(base_url=f"http://localhost:{studio.port}", viewport={"width": 390, "height": 844})
    context.set_default_timeout(30_000)
    watch.over(context)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()


def sign_up(page: Page, email: str) -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    expect(page).to_have_url(re.compile(r"/$"))


def sign_out(context: BrowserContext, page: Page) -> None:
    context.clear_cookies()
    page.goto("/accounts/login/")


def confirm(page: Page) -> None:
    """Type the password once more."""
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def type_password(page: Page, email: str) -> None:
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()


def looks_right(page: Page) -> None:
    assert overflow(page) <= 0
    assert grave_findings(page) == []


def test_a_passkey_is_added_and_lets_in_alone_and_as_the_second_step(desk: Page) -> None:
    email = "pia@example.test"
    sign_up(desk, email)
    desk.goto("/account/")
    desk.get_by_role("link", name="Add a passkey").click()
    confirm(desk)
    expect(desk.get_by_role("heading", name="Add a passkey")).to_be_visible()
    looks_right(desk)
    desk.get_by_label("Name").fill("Pia’s phone")
    desk.get_by_role("button", name="Add it").click()
    expect(desk.get_by_role("heading", name="Recovery codes")).to_be_visible()
    looks_right(desk)
    desk.goto("/account/")
    expect(desk.get_by_role("listitem").filter(has_text="Pia’s phone")).to_be_visible()
    expect(desk.get_by_text("second step only")).to_have_count(0)
    looks_right(desk)

    sign_out(desk.context, desk)
    desk.get_by_role("button", name="Use a passkey").click()
    expect(desk).to_have_url(re.compile(r"/$"))
    expect(desk.get_by_label("Account and display")).to_be_visible()

    sign_out(desk.context, desk)
    type_password(desk, email)
    looks_right(desk)
    desk.get_by_role("button", name="Use my passkey").click()
    expect(desk.get_by_label("Account and display")).to_be_visible()

    desk.goto("/accounts/2fa/recovery-codes/")
    desk.get_by_role("link", name="Use a security key").click()
    expect(desk.get_by_text("Use your passkey, because")).to_be_visible()
    looks_right(desk)
    desk.get_by_role("button", name="Use my passkey").click()
    expect(desk.get_by_role("heading", name="Recovery codes")).to_be_visible()
    desk.goto("/account/")
    desk.get_by_role("link", name="Rename Pia’s phone").click()
    desk.get_by_label("Name").fill("Old phone")
    desk.get_by_role("button", name="Keep the name").click()
    desk.get_by_role("link", name="Remove Old phone").click()
    desk.get_by_role("button", name="Remove it").click()
    expect(desk.get_by_text("Old phone")).to_have_count(0)


def test_a_security_key_that_is_only_the_second_step(desk: Page) -> None:
    email = "kay@example.test"
    sign_up(desk, email)
    desk.goto("/accounts/2fa/webauthn/add/")
    confirm(desk)
    desk.get_by_label("Sign in with it alone").uncheck()
    desk.get_by_role("button", name="Add it").click()
    expect(desk.get_by_role("heading", name="Recovery codes")).to_be_visible()
    desk.goto("/account/")
    expect(desk.get_by_text("second step only")).to_be_visible()
    sign_out(desk.context, desk)
    type_password(desk, email)
    desk.get_by_role("button", name="Use my passkey").click()
    expect(desk.get_by_label("Account and display")).to_be_visible()


def test_without_a_passkey_it_says_so_and_the_password_still_works(desk: Page) -> None:
    sign_up(desk, "nop@example.test")
    sign_out(desk.context, desk)
    desk.evaluate(REFUSES)
    desk.get_by_role("button", name="Use a passkey").click()
    expect(desk.get_by_role("alert")).to_contain_text("No passkey was used")
    looks_right(desk)


def test_an_app_is_set_up_by_its_square_and_asked_for(desk: Page) -> None:
    email = "tom@example.test"
    sign_up(desk, email)
    desk.goto("/account/")
    desk.get_by_role("link", name="Set up").click()
    confirm(desk)
    square = desk.get_by_role("img", name="Square code")
    expect(square).to_be_visible()
    assert square.evaluate("img => img.complete && img.naturalWidth > 0")
    looks_right(desk)
    desk.get_by_text("Or type the secret").click()
    secret = desk.locator(".account-secret code").inner_text()
    desk.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    desk.get_by_role("button", name="Turn it on").click()
    codes = desk.get_by_label("Unused codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "recovery-codes.txt"
    first = codes.first.inner_text()
    sign_out(desk.context, desk)
    type_password(desk, email)
    desk.get_by_label("Code").fill(first)
    desk.get_by_role("button", name="Sign in", exact=True).click()
    expect(desk.get_by_label("Account and display")).to_be_visible()


def test_the_administration_is_silent_under_the_policy(studio: LiveStudio, desk: Page) -> None:
    sign_up(desk, "root@example.test")
    rows = "User.objects.filter(email='root@example.test')"
    python(studio.data, f"from comics.models import User\n{rows}.update(is_staff=True, is_superuser=True)")
    desk.set_viewport_size({"width": 1440, "height": 900})
    for path in ("", "comics/user/", "comics/team/", "comics/charge/", "mfa/authenticator/", "usersessions/usersession/"):
        desk.goto(f"/admin/{path}")
        expect(desk.get_by_role("heading", level=1)).to_be_visible()
    desk.goto("/admin/comics/user/?is_active__exact=1&q=root")
    desk.get_by_role("link", name="root@example.test").click()
    expect(desk.get_by_role("button", name="Save", exact=True)).to_be_visible()
