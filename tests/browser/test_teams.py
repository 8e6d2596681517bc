"""From a new team to a second member who had no account, by keyboard, in two windows."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import Open
from tests.browser.hands import press, write
from tests.browser.watch import grave_findings, overflow

pytestmark = pytest.mark.browser
NAME = "Rain & <img src=x onerror=alert(1)> Press"


def test_somebody_is_invited_signs_up_comes_back_and_joins(open_page: Open) -> None:
    owner = open_page("/teams/")
    write(owner.get_by_label("Name"), NAME)
    press(owner.get_by_role("button", name="Start the team"))
    expect(owner.get_by_role("heading", name=NAME, level=1)).to_be_visible()
    press(owner.get_by_role("button", name="Invite", exact=True))
    link = owner.get_by_label("Link of the invitation").input_value()
    assert grave_findings(owner) == []

    guest = open_page(urlsplit(link).path, stranger=True, width=390, height=844, dark=True)
    expect(guest.get_by_role("heading", name=f"Join {NAME}")).to_be_visible()
    assert link.rstrip("/").rpartition("/")[2] not in guest.url
    assert grave_findings(guest) == []
    assert overflow(guest) <= 0
    press(guest.get_by_role("link", name="Make an account"))
    write(guest.get_by_label("Email"), "guest@example.test")
    write(guest.get_by_label("Password"), "lantern-rain-7")
    press(guest.locator("form button[type=submit]"))
    press(guest.get_by_role("button", name="Join"))
    expect(guest.get_by_role("heading", name=NAME, level=1)).to_be_visible()
    expect(guest.get_by_text("You are editor")).to_have_count(2)

    owner.goto(guest.url)
    expect(owner.get_by_text("Accepted by guest")).to_be_visible()
    press(owner.get_by_label("Change or remove guest"))
    press(owner.get_by_role("button", name="Viewer"))
    expect(owner.get_by_text("guest is viewer now")).to_be_visible()


def test_a_token_is_made_and_shown_once(open_page: Open) -> None:
    page = open_page("/api-tokens/")
    write(page.get_by_label("Name"), "Night export")
    press(page.get_by_role("button", name="Make the token"))
    shown = page.get_by_label("The token").input_value()
    assert len(shown) == 52
    assert grave_findings(page) == []
    page.goto("/")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # the browser has kept nothing that it could show
        page.go_back()
    page = open_page("/api-tokens/")
    assert shown not in page.content()
    press(page.get_by_role("button", name="Revoke Night export"))
    expect(page.get_by_text("“Night export” is revoked")).to_be_visible()
