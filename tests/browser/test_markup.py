"""Markup that people type is text, wherever it is shown again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, at_rest
from tests.browser.stories import new_issue, tell
from tests.live import LiveStudio

pytestmark = pytest.mark.browser

MARKUP = '<b id="bold">bold</b><img src="/nowhere" onerror="x()">"\'&amp;{{7}}'
SCRIPT = f"""Title: {MARKUP}

[Story]
- Premise: {MARKUP}

[Characters]
- Name: {MARKUP}
  - Appearance: {MARKUP}

[Panels]
1) Panel objective: {MARKUP}
   - Scene description: Wide shot of {MARKUP}
   - Character action: {MARKUP} waves
   - Dialogue / caption: Caption: {MARKUP}
"""


def fill(form: Locator) -> None:
    """Write markup into every field of a form that takes words."""
    fields = form.locator("input:is(:not([type]), [type=text]):visible, textarea:visible")
    assert fields.count()
    for place in range(fields.count()):
        field = fields.nth(place)
        if field.get_attribute("name") not in {"language", "preset"}:
            field.fill(MARKUP)


def is_text(page: Page) -> None:
    """Nothing of the markup has become an element of the page."""
    page.wait_for_load_state("load")
    assert page.locator('#bold, img[src="/nowhere"]').count() == 0, page.url


def test_markup_in_every_field_is_text(open_page: Open, studio: LiveStudio) -> None:
    issue = new_issue(studio, "Markup")
    page = open_page(f"/issues/{issue}/script/")
    page.locator("#script-text").fill(SCRIPT)
    expect(page.locator("[data-desk-state]")).to_have_text("Saved")
    is_text(page)
    keys = tell(studio, issue)
    for path, button in (
        (f"/series/{keys.series}/style/", "Save"),
        (f"/series/{keys.series}/cast/new/", "Add to the cast"),
        (f"/series/{keys.series}/places/new/", "Add the place"),
    ):
        page.goto(path)
        fill(page.locator(f'main form:has(button:text-is("{button}"))'))
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("heading", name=MARKUP).first).to_be_attached()
        is_text(page)
    draw_and_letter(page, issue)
    for path in ("/", f"/series/{keys.series}/", f"/issues/{issue}/read/", f"/issues/{issue}/exports/"):
        page.goto(path)
        expect(page.get_by_text(MARKUP).first).to_be_attached()
        is_text(page)


def draw_and_letter(page: Page, issue: int) -> None:
    """Launch the issue; write markup as prompt, dialogue and lettering, and look at every tab of the inspector."""
    page.goto(f"/issues/{issue}/launch/")
    is_text(page)
    page.get_by_role("button", name="Launch").click()
    page.wait_for_url("**/pages/")
    at_rest(page)
    page.locator("[data-panel]").first.click()
    fill(page.locator("#inspector form"))
    page.get_by_role("button", name="Redraw this panel").click()
    expect(page.locator("#panel-state")).to_contain_text("take 2")
    at_rest(page)
    for tab in ("Lettering", "Takes"):
        open_tab(page, tab)
        expect(page.locator("#inspector")).to_contain_text(MARKUP if tab == "Takes" else "Add")
        is_text(page)
    open_tab(page, "Lettering")
    fill(page.locator(".letter-new"))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("[data-balloon]").last).to_have_attribute("aria-label", f"Speech: {MARKUP}")
    is_text(page)


def open_tab(page: Page, tab: str) -> None:
    """Open a tab of the inspector, and wait until it is the one that is there."""
    page.get_by_role("link", name=tab).click()
    expect(page.locator(f"#tab-{tab.lower()}")).to_have_attribute("aria-current", "page")
