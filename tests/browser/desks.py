"""What a writer does about engines: add a key, choose an engine, launch, redraw, continue. Nothing here touches the mouse."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import press, rewrite, strike, tab_to, write
from tests.four import PER_MINUTE, UNIT_PRICE, Four

LABELS = {
    "llamagen": "LlamaGen",
    "llamagen_artworks": "LlamaGen artworks (older)",
    "kling": "Kling (CometAPI)",
    "depicta": "Depicta",
}


def add_key(page: Page, four: Four, engine: str, *, name: str) -> str:
    """Add a key for the service on the Engine keys page; answers the address of its page. It is tried out on the way."""
    base_url, token = four.doors()[engine]
    page.goto("/keys/")
    press(page.get_by_role("link", name=f"Add a key for {LABELS[engine]}", exact=True))
    write(page.get_by_label("Name", exact=True), name)
    write(page.get_by_label("Token"), token)
    write(page.get_by_label("Base address"), base_url)
    write(page.get_by_label("Price of a panel"), str(UNIT_PRICE))
    write(page.get_by_label("In", exact=True), "credits")
    write(page.get_by_label("Requests a minute"), str(PER_MINUTE))
    press(page.get_by_role("button", name="Add the key"))
    page.wait_for_url(re.compile(r"/keys/\d+/$"))
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    assert token not in page.content()
    return page.url


def pick(field: Locator, label: str) -> None:
    """Choose in a list by typing what it is called."""
    tab_to(field)
    field.page.keyboard.type(label)
    expect(field.locator("option:checked")).to_have_text(label)


def choose(page: Page, issue: int, engine: str) -> None:
    """Open the launch of an issue and choose the engine; the price is there afterwards."""
    page.goto(f"/issues/{issue}/launch/")
    pick(page.get_by_label("Engine", exact=True), LABELS[engine])
    expect(page.locator(".launch-sum")).to_contain_text(LABELS[engine])
    expect(page.locator("#launch-costs")).to_contain_text("about")


def launch(page: Page) -> None:
    """Press Launch and be in the editor."""
    press(page.get_by_role("button", name="Launch"))
    page.wait_for_url("**/pages/")


def redraw(page: Page, words: str) -> None:
    """Redraw the first panel of the open page with other words, with the engine that drew it."""
    strike(page, "ArrowRight")
    expect(page.get_by_role("heading", name="Panel 1")).to_be_visible()
    strike(page, "r")
    expect(page.get_by_label("Picture", exact=True)).to_be_focused()
    rewrite(page, words)
    expect(page.locator("#redraw-costs")).to_contain_text("about")
    press(page.get_by_role("button", name="Redraw this panel"))


def go_on(page: Page, words: str, *, panels: int = 2) -> None:
    """Continue with a new page of that many panels, with the engine that drew the last one."""
    strike(page, "c")
    write(page.get_by_label("What happens next?"), words)
    write(page.get_by_label("Panels a page"), str(panels))
    expect(page.locator("#continue-price .price-line")).to_contain_text(f"{panels} panels")
    press(page.get_by_role("button", name="Add pages after"))
