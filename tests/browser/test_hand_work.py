"""What hands do to a page, and what must survive them: dragging, double clicks, two tabs, closed tabs, the back button."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import live
from tests.browser.conftest import Open, at_rest
from tests.browser.stories import EMAIL, PASSWORD, Drawn, new_issue
from tests.browser.watch import Watch
from tests.live import LiveStudio, eventually

pytestmark = pytest.mark.browser


def ask(studio: LiveStudio, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The rows of a query on the studio's own database."""
    return live.ask(studio.data, sql, *values)


def drag(handle: Locator, across: float, down: float) -> None:
    """Take hold of the middle of a thing, carry it, and wait until the studio has kept where it is."""
    page = handle.page
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2)
    page.mouse.move(x + across, y + down)
    with page.expect_response("**/move/") as answer:
        page.mouse.up()
    assert answer.value.status == 200


def balloon_of(page: Page, which: str) -> Locator:
    """The first or last balloon on the page that has a tail, by its own id: hands may change the order."""
    page.wait_for_load_state("load")
    found = page.locator(f"#hits {which}")
    return page.locator(f"#{found.get_attribute('id')}")


def numbers(handle: Locator, name: str) -> list[float]:
    return [float(number) for number in (handle.get_attribute(name) or "").split()]


def test_a_dragged_balloon_stays_where_it_was_put(open_page: Open, drawn: Drawn) -> None:
    page = open_page(f"/issues/{drawn.issue}/pages/?page={drawn.pages[0]}")
    balloon = balloon_of(page, "[data-balloon][data-tail] >> nth=0")
    before = numbers(balloon, "data-centre")
    drag(balloon.locator("rect"), -30, 45)
    expect(balloon).not_to_have_attribute("data-centre", f"{before[0]} {before[1]}")
    page.reload()
    after = numbers(balloon, "data-centre")
    assert after[1] - before[1] > 15
    assert after[0] < before[0]
    balloon.locator("rect").click()
    expect(page.get_by_role("button", name="Place it for me").first).to_be_visible()


def test_a_dragged_tail_stays_where_it_was_put(open_page: Open, drawn: Drawn) -> None:
    page = open_page(f"/issues/{drawn.issue}/pages/?page={drawn.pages[0]}")
    balloon = balloon_of(page, "[data-balloon][data-tail] >> nth=-1")
    before = numbers(balloon, "data-tail")
    drag(balloon.locator("[data-tail-hit]"), 40, 25)
    expect(balloon).not_to_have_attribute("data-tail", f"{before[0]} {before[1]}")
    page.reload()
    after = numbers(balloon, "data-tail")
    assert after[0] - before[0] > 10
    assert after[1] - before[1] > 5


def test_a_balloon_is_nudged_by_the_arrow_keys(open_page: Open, drawn: Drawn) -> None:
    page = open_page(f"/issues/{drawn.issue}/pages/?page={drawn.pages[1]}")
    balloon = page.locator("[data-balloon]").first
    before = numbers(balloon, "data-centre")
    balloon.focus()
    with page.expect_response("**/move/"):
        for _ in range(3):
            page.keyboard.press("ArrowDown")
    page.reload()
    assert numbers(balloon, "data-centre")[1] - before[1] == pytest.approx(12, abs=1)


def test_a_press_while_another_is_at_work_waits_for_its_turn(open_page: Open, drawn: Drawn) -> None:
    page = open_page(f"/issues/{drawn.issue}/pages/?page={drawn.pages[0]}&panel={drawn.panels[0]}")
    page.route(
        "**/redraw/", lambda route: (page.evaluate("document.getElementById('tab-lettering').click()"), route.continue_())[1]
    )
    page.get_by_role("button", name="Redraw this panel").click()
    expect(page.locator("#tab-lettering")).to_have_attribute("aria-current", "page")
    expect(page.locator("#panel-state")).to_contain_text("take 2")
    at_rest(page)


def type_at_end(page: Page, words: str) -> Locator:
    """Write words at the end of the script's plain text."""
    text = page.locator("#script-text")
    text.focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.insert_text(words)
    return text


def test_two_tabs_on_one_script_lose_nothing(open_page: Open, studio: LiveStudio, watch: Watch) -> None:
    watch.allow("409 (Conflict)")
    issue = new_issue(studio, "Two tabs")
    first = open_page(f"/issues/{issue}/script/")
    second = first.context.new_page()
    second.goto(f"/issues/{issue}/script/")
    type_at_end(first, "\n- Forbidden elements: no rain")
    expect(first.locator("[data-desk-state]")).to_have_text("Saved")
    eventually("the first tab's words are kept", lambda: "no rain" in script_of(studio, issue))
    text = type_at_end(second, "\n- Forbidden elements: no snow")
    expect(second.get_by_role("alert")).to_contain_text("changed in another tab")
    assert "no snow" in text.input_value()
    assert "no rain" in script_of(studio, issue)
    second.get_by_role("button", name="Take theirs").click()
    expect(text).to_have_value(script_of(studio, issue))
    second.get_by_role("button", name="Undo").click()
    eventually("the second tab's words are kept", lambda: "no snow" in script_of(studio, issue))


def script_of(studio: LiveStudio, issue: int) -> str:
    [(text,)] = ask(studio, "SELECT text FROM comics_script WHERE issue_id = ?", issue)
    return str(text)


def test_words_typed_just_before_the_tab_is_closed_are_kept(open_page: Open, studio: LiveStudio) -> None:
    issue = new_issue(studio, "Closed")
    page = open_page(f"/issues/{issue}/script/")
    page.wait_for_load_state("load")
    type_at_end(page, "\n- Forbidden elements: no fog")
    page.close(run_before_unload=False)
    eventually("the last words are kept", lambda: "no fog" in script_of(studio, issue))


def test_launching_twice_makes_one_generation(open_page: Open, studio: LiveStudio) -> None:
    issue = new_issue(studio, "Twice")
    page = open_page(f"/issues/{issue}/launch/")
    page.wait_for_load_state("load")
    page.get_by_role("button", name="Launch").dblclick()
    page.wait_for_url("**/pages/")
    page.go_back()
    page.wait_for_url("**/launch/")
    expect(page.get_by_text("The pages this issue has now go to the bin.")).to_be_visible()
    page.go_forward()
    page.wait_for_url("**/pages/")
    at_rest(page)
    assert ask(studio, "SELECT state FROM comics_generation WHERE issue_id = ?", issue) == [("ready",)]


def test_closing_the_tab_in_mid_work_loses_nothing(open_page: Open, studio: LiveStudio) -> None:
    issue = new_issue(studio, "Left alone")
    page = open_page(f"/issues/{issue}/launch/")
    page.get_by_role("button", name="Launch").click()
    page.wait_for_url("**/pages/")
    page.close()
    states = "SELECT d.state FROM comics_drawing d JOIN comics_generation g ON g.id = d.generation_id WHERE g.issue_id = ?"
    eventually("all is drawn unwatched", lambda: ask(studio, states, issue) == [("ready",)] * 3, within=60)
    again = open_page(f"/issues/{issue}/pages/")
    expect(again.locator("#hits .is-ready")).to_have_count(3)


def sign_in(page: Page) -> None:
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_lost_session_in_the_editor_keeps_what_was_typed(open_page: Open, drawn: Drawn, watch: Watch) -> None:
    watch.allow("401 (Unauthorized)", "Response Status Error Code 401")
    page = open_page(f"/issues/{drawn.issue}/pages/?page={drawn.pages[1]}&panel={drawn.panels[-1]}")
    page.get_by_label("Picture", exact=True).fill("Wide shot of a quiet harbour at night")
    page.context.clear_cookies(name="studio_session")
    page.get_by_role("button", name="Redraw this panel").click()
    with page.context.expect_page() as other:
        page.get_by_role("link", name="Sign in").click()
    sign_in(other.value)
    other.value.wait_for_url(page.url)
    other.value.close()
    expect(page.get_by_label("Picture", exact=True)).to_have_value("Wide shot of a quiet harbour at night")
    page.get_by_role("button", name="Redraw this panel").click()
    expect(page.locator("#panel-state")).to_contain_text("take 2")


def test_a_lost_session_at_a_form_leads_back_to_it(open_page: Open, drawn: Drawn) -> None:
    page = open_page(f"/series/{drawn.series}/places/new/")
    page.get_by_label("Name").fill("The old harbour")
    page.get_by_label("Description").fill("Wooden piers, <b>nets</b> & lamps.")
    page.context.clear_cookies(name="studio_session")
    page.get_by_role("button", name="Add the place").click()
    sign_in(page)
    page.wait_for_url("**/places/new/")
    expect(page.get_by_label("Name")).to_have_value("The old harbour")
    expect(page.get_by_label("Description")).to_have_value("Wooden piers, <b>nets</b> & lamps.")
    page.get_by_role("button", name="Add the place").click()
    expect(page.get_by_role("heading", name="The old harbour")).to_be_visible()
