"""Stale panels and the bin, by keyboard: what shows a changed character is accepted or redrawn; a page comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, at_rest
from tests.browser.hands import press, write
from tests.browser.stories import Drawn, launch_issue, tell
from tests.live import LiveStudio, eventually

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def story(studio: LiveStudio, owner: object) -> Drawn:
    """An issue of this module's own: three panels on two pages, two of which show Mino."""
    return tell(studio, launch_issue(studio, title="The Stale Fox"))


@pytest.fixture
def page(open_page: Open, story: Drawn) -> Page:
    opened = open_page(f"/issues/{story.issue}/pages/")
    at_rest(opened)
    return opened


def test_what_shows_a_changed_character_is_accepted_or_redrawn(page: Page, story: Drawn) -> None:
    page.goto(f"/series/{story.series}/")
    page.get_by_role("link", name="Mino").first.click()
    write(page.get_by_label("Dress"), "red raincoat")
    press(page.get_by_role("button", name="Save").first)
    expect(page.get_by_text("Mino is saved.")).to_be_visible()

    def told() -> bool:
        page.goto(f"/issues/{story.issue}/pages/")
        return page.get_by_role("heading", name="2 panels are stale").is_visible()

    eventually("the worker finds what is stale", told)
    expect(page.get_by_label("Page 1, 2 of 2 panels stale")).to_be_visible()
    press(page.get_by_role("link", name="Page 1, panel 1"))
    expect(page.locator("#panel-state")).to_contain_text("Mino changed.")
    press(page.get_by_role("button", name="Accept as it is"))
    expect(page.locator("#panel-state")).to_contain_text("take 1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="1 panel is stale")).to_be_visible()
    press(page.get_by_role("button", name="Redraw it"))
    expect(page.get_by_role("heading", name="1 panel is stale")).to_have_count(0)
    at_rest(page)
    page.reload()
    expect(page.get_by_label("Page 1", exact=True).first).to_be_visible()
    expect(page.locator(".mark-stale")).to_have_count(0)


def test_a_page_lies_in_the_bin_and_comes_back(page: Page, story: Drawn) -> None:
    press(page.get_by_role("button", name="Delete page"))
    expect(page.get_by_text("Page 1 is in the bin.")).to_be_visible()
    page.goto("/")
    press(page.locator(".library-foot").get_by_role("link", name="Bin"))
    expect(page.get_by_role("heading", name="Bin")).to_be_visible()
    press(page.get_by_role("link", name="Delete Page 1 for good"))
    expect(page.get_by_role("heading", name="Delete “Page 1” for good?")).to_be_visible()
    press(page.get_by_role("link", name="Keep it in the bin"))
    press(page.get_by_role("button", name="Bring back Page 1"))
    expect(page.get_by_text("The page is back.")).to_be_visible()
    assert page.locator("#strip li").count() == len(story.pages)
