"""Hands on the layout of a page: gutters, panels and pages are moved by mouse and by keys, and taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, at_rest
from tests.browser.hands import press, strike, tab_to
from tests.browser.stories import Drawn, launch_issue, tell
from tests.live import LiveStudio

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def laid(studio: LiveStudio, browser: object, owner: object, drawn: Drawn) -> Drawn:
    """An issue of its own, because these tests take it apart."""
    return tell(studio, launch_issue(studio, title="The Gutter Wanderer"))


def editor(open_page: Open, laid: Drawn, page: int = 0) -> Page:
    opened = open_page(f"/issues/{laid.issue}/pages/?page={laid.pages[page]}")
    at_rest(opened)
    return opened


def frames(page: Page) -> list[str]:
    """Where the panels are."""
    found = page.locator("#hits foreignObject")
    return [
        " ".join(found.nth(at).get_attribute(name) or "" for name in ("x", "y", "width", "height"))
        for at in range(found.count())
    ]


def carry(page: Page, handle: Locator, *, to: tuple[float, float]) -> None:
    """Take hold of the middle of a thing and let it go elsewhere."""
    box = handle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(*to, steps=6)
    page.mouse.up()


def test_a_gutter_is_dragged_and_the_drag_is_taken_back(open_page: Open, laid: Drawn) -> None:
    page = editor(open_page, laid)
    before = frames(page)
    gutter = page.locator("[data-gutter]").first
    box = gutter.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with page.expect_response("**/move_gutter"):
        carry(page, gutter, to=(middle[0] + 24, middle[1] + 24))
    expect(page.locator("#undo")).to_be_enabled()
    moved = frames(page)
    assert moved != before
    with page.expect_response("**/undo/"):
        strike(page, "Control+z")
    expect(page.locator("#redo")).to_be_enabled()
    assert frames(page) == before
    with page.expect_response("**/redo/"):
        strike(page, "Control+Shift+z")
    expect(page.locator("#redo")).to_be_disabled()
    assert frames(page) == moved
    with page.expect_response("**/undo/"):
        press(page.locator("#undo"))


def test_a_gutter_is_moved_by_the_arrow_keys(open_page: Open, laid: Drawn) -> None:
    page = editor(open_page, laid)
    before = frames(page)
    gutter = page.locator("[data-gutter]").first
    tab_to(gutter)
    upright = gutter.get_attribute("aria-orientation") == "vertical"
    with page.expect_response("**/move_gutter"):
        strike(page, "ArrowRight" if upright else "ArrowDown")
    expect(page.locator("#undo")).to_be_enabled()
    assert frames(page) != before
    assert page.evaluate("document.activeElement.hasAttribute('data-gutter')"), "the keys stay with the gutter"


def test_a_panel_is_split_merged_inserted_and_deleted_by_keyboard(open_page: Open, laid: Drawn) -> None:
    page = editor(open_page, laid, 1)
    count = len(frames(page))
    strike(page, "ArrowRight")
    expect(page.get_by_role("heading", name="Panel 1")).to_be_visible()
    strike(page, "f")
    for button, panels in (("split-across", count + 1), ("merge-next", count), ("insert-after", count + 1)):
        press(page.locator(f"#{button}"))
        expect(page.locator("#hits foreignObject")).to_have_count(panels)
    expect(page.get_by_label("Picture", exact=True)).to_be_visible()
    strike(page, "Escape")
    expect(page.get_by_role("heading", name="Page 2")).to_be_visible()
    strike(page, "ArrowRight")
    expect(page.get_by_role("heading", name="Panel 1")).to_be_visible()
    strike(page, "f")
    press(page.locator("#delete-panel"))
    expect(page.locator("#hits foreignObject")).to_have_count(count)


def test_panels_and_pages_change_places_by_mouse(open_page: Open, laid: Drawn) -> None:
    page = editor(open_page, laid)
    names = page.locator(".order-name span:last-child")
    before = names.all_inner_texts()
    last = page.locator(".order-item").last
    first = page.locator(".order-item").first.bounding_box()
    assert first is not None
    last.scroll_into_view_if_needed()
    with page.expect_response("**/move_panel"):
        carry(page, last.locator("[data-order-grip]"), to=(first["x"] + 12, first["y"] + 2))
    expect(names.first).to_have_text(f"1 {before[-1].partition(' ')[2]}")
    pages = page.locator("#strip > li > a")
    first_page = pages.first.get_attribute("id")
    top = pages.first.bounding_box()
    assert top is not None
    with page.expect_response("**/move_page"):
        carry(page, pages.nth(1), to=(top["x"] + 20, top["y"] + 4))
    expect(pages.nth(1)).to_have_attribute("id", first_page or "")


def test_two_pages_become_a_spread(open_page: Open, laid: Drawn) -> None:
    page = open_page(f"/issues/{laid.issue}/pages/")
    at_rest(page)
    pages = page.locator("#strip > li")
    expect(pages).to_have_count(2)
    press(page.locator("#join-pages"))
    expect(pages).to_have_count(1)
    hits = page.locator("#hits")
    width, height = map(float, (hits.get_attribute("viewBox") or "").split()[2:])
    assert width > height
    strike(page, "Control+z")
    expect(pages).to_have_count(2)
