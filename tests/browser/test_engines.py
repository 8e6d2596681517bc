"""The four engines in a real browser: from a key to pages, redraws, new pages and charges, and whatever goes wrong between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, at_rest
from tests.browser.desks import choose, go_on, launch, redraw
from tests.browser.hands import press, write
from tests.browser.stories import new_issue, tell
from tests.browser.test_hand_work import ask
from tests.browser.test_main_job import COUNT
from tests.browser.watch import Watch, grave_findings, shifted
from tests.four import CALLS, NAMES, PANELS, Four
from tests.live import LiveStudio, eventually
from tests.services.base import TOKEN, Answer

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]

WHAT_IT_IGNORES = {
    "llamagen": "where a frame has another ratio, the picture is cropped",
    "llamagen_artworks": "This older service takes no words of a script",
    "kling": "Kling draws in fixed ratios",
    "depicta": "Depicta draws in fixed ratios",
}
ONE_BY_ONE = ("llamagen", "depicta")  # whose pictures of one call become ready one after the other
NEW_TOKEN = "tok-made-up-9876543210-wxyz"
STATES = """SELECT s.state FROM comics_submission s JOIN comics_generation g ON g.id = s.generation_id
    WHERE g.issue_id = ? ORDER BY s.id"""


@pytest.fixture(autouse=True)
def undone(four: Four) -> Iterator[None]:
    """What a test changed at the services is undone after it."""
    four.let_go()
    yield
    for server in four.servers.values():
        server.faults.clear()
    four.llamagen.credits = 1000
    four.let_go()


def states(studio: LiveStudio, issue: int) -> list[str]:
    """How the create calls of an issue stand, the oldest first."""
    return [str(state) for (state,) in ask(studio, STATES, issue)]


@pytest.mark.parametrize("engine", NAMES)
def test_main_job_by_keyboard(open_page: Open, studio: LiveStudio, four: Four, keys: dict[str, str], engine: str) -> None:
    issue, before = new_issue(studio, f"Drawn by {engine}"), four.billed()[engine]
    page = open_page("/")
    choose(page, issue, engine)
    expect(page.locator("#preflight")).to_contain_text(WHAT_IT_IGNORES[engine])
    expect(page.locator("#preflight")).to_contain_text(f"Our {engine} · yours")
    assert grave_findings(page) == []
    launch(page)
    page.evaluate(COUNT)
    at_rest(page)
    expect(page.locator("#hits .is-ready")).to_have_count(PANELS)
    assert page.evaluate("window.unreloaded"), "the page was reloaded"
    assert engine not in ONE_BY_ONE or len(set(page.evaluate("window.counts"))) > 2, "the panels came all at once"
    assert shifted(page) < 0.05, page.evaluate("window.shifts")
    redraw(page, "Close-up of Ren in a library, reading a book, surprised")
    # The older service draws three pictures at a time; the first of them is shown, whichever arrives first.
    expect(page.locator("#panel-state")).to_contain_text(re.compile("take [2-4]"))
    at_rest(page)
    go_on(page, "The next morning, Ren and Mino walk along the beach.", panels=2)
    expect(page.locator("#strip .strip-page")).to_have_count(2)
    at_rest(page)
    expect(page.locator("#hits .is-ready")).to_have_count(2)
    assert grave_findings(page) == []
    assert set(states(studio, issue)) == {"ready"}
    assert four.billed()[engine] - before == len(states(studio, issue)) > CALLS[engine]
    see_the_charges(page, f"{keys[engine]}usage/", f"Drawn by {engine}", len(states(studio, issue)))


def see_the_charges(page: Page, address: str, title: str, lines: int) -> None:
    """Every create call has its line on the usage page of its key, with what it was for and what became of it."""
    page.goto(address)
    found = page.locator(".usage-lines tbody tr").filter(has_text=title)
    expect(found).to_have_count(lines)
    expect(found.filter(has_text="Accepted")).to_have_count(lines)
    for words in ("Launch", "Redraw, 1 panel", "Continue, "):
        expect(found.filter(has_text=words).first).to_be_visible()


def test_every_variation_is_a_take(open_page: Open, studio: LiveStudio) -> None:
    page = open_page("/")
    issue = new_issue(studio, "Three of each")
    choose(page, issue, "kling")
    write(page.get_by_label("Pictures a panel"), "3")
    expect(page.locator("#launch-costs")).to_contain_text("about 18 credits")
    launch(page)
    at_rest(page)
    assert len(tell(studio, issue).takes) == 9
    page.goto(f"/issues/{issue}/pages/?panel={tell(studio, issue).panels[0]}&tab=takes")
    expect(page.locator(".take")).to_have_count(3)
    press(page.get_by_role("button", name="Use this").first)
    expect(page.locator('.take[aria-current="true"]')).to_contain_text("Take 3")


def test_a_launch_from_words_at_an_address_with_references(
    open_page: Open, studio: LiveStudio, four: Four, tmp_path: Path
) -> None:
    picture, issue = tmp_path / "ren.png", new_issue(studio, "At an address")
    Image.new("RGB", (640, 640), "teal").save(picture)
    page = open_page(f"/cast/{tell_character(studio, issue)}/")
    page.locator('input[name="portrait"]').set_input_files(picture)
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state("load")
    choose(page, issue, "llamagen")
    write(page.get_by_label("Words at an address"), "https://example.org/story.txt")
    expect(page.locator("#preflight")).to_contain_text("LlamaGen reads the story at the address")
    launch(page)
    at_rest(page)
    sent = four.llamagen.creates[-1].json()
    assert sent["promptUrl"] == "https://example.org/story.txt"
    assert len(four.llamagen.uploads) == 1


def tell_character(studio: LiveStudio, issue: int) -> int:
    """The first character of an issue's series."""
    [(pk,)] = ask(
        studio,
        "SELECT min(c.id) FROM comics_character c JOIN comics_issue i ON i.series_id = c.series_id WHERE i.id = ?",
        issue,
    )
    return int(str(pk))


def lose_the_answer(page: Page, studio: LiveStudio, four: Four, title: str) -> int:
    """Launch at LlamaGen, which draws and bills, and never answers."""
    four.llamagen.fault("POST", "generations$", Answer(drop=True), after=True)
    issue = new_issue(studio, title)
    choose(page, issue, "llamagen")
    launch(page)
    expect(page.get_by_role("article", name="Perhaps drawn")).to_contain_text("may or may not have arrived")
    assert grave_findings(page) == []
    return issue


def test_what_was_perhaps_drawn_is_adopted_by_its_id(open_page: Open, studio: LiveStudio, four: Four) -> None:
    page, billed = open_page("/"), len(four.llamagen.creates)
    issue = lose_the_answer(page, studio, four, "Adopted")
    write(page.get_by_label("Its id at LlamaGen"), four.ids("llamagen")[-1])
    press(page.get_by_role("button", name="It was drawn: here is its id"))
    expect(page.locator("#hits .is-ready")).to_have_count(PANELS)
    assert states(studio, issue) == ["ready"]
    assert len(four.llamagen.creates) == billed + 1


def test_what_was_perhaps_drawn_is_drawn_again_when_a_person_says_so(open_page: Open, studio: LiveStudio, four: Four) -> None:
    page, billed = open_page("/"), len(four.llamagen.creates)
    lose_the_answer(page, studio, four, "Drawn again")
    again = page.get_by_role("button", name="Draw again (may cost again: about 6 credits)")
    again.dblclick()
    expect(page.locator("#hits .is-ready")).to_have_count(PANELS)
    assert len(four.llamagen.creates) == billed + 2


def test_a_key_rejected_in_mid_work_is_replaced_and_the_work_goes_on(
    open_page: Open, studio: LiveStudio, four: Four, keys: dict[str, str]
) -> None:
    page, issue, sent = open_page("/"), new_issue(studio, "Key gone"), four.sent()["kling"]
    four.hold_all()
    choose(page, issue, "kling")
    launch(page)
    eventually("all is accepted", lambda: states(studio, issue) == ["drawing"] * 3)
    four.kling.tokens = {NEW_TOKEN}
    try:
        expect(page.get_by_role("article", name="On hold")).to_have_count(3)
        assert grave_findings(page) == []
        replace_token(page, keys["kling"], NEW_TOKEN)
        four.let_go()
        page.goto(f"/issues/{issue}/pages/")
        expect(page.locator("#hits .is-ready")).to_have_count(PANELS)
        assert four.sent()["kling"] == sent + 3
    finally:
        four.kling.tokens = {TOKEN}
        replace_token(page, keys["kling"], TOKEN)


def replace_token(page: Page, address: str, token: str) -> None:
    """Give a key another token, at the same address."""
    page.goto(address)
    form = page.locator("#replace")
    write(form.get_by_label("Token"), token)
    press(form.get_by_role("button", name="Replace the token"))
    expect(page.get_by_text("The new token is kept.")).to_be_visible()
    assert token not in page.content()


def test_without_credits_nothing_is_drawn_and_the_missing_panels_are_drawn_later(
    open_page: Open, studio: LiveStudio, four: Four, keys: dict[str, str]
) -> None:
    page, issue = open_page("/"), new_issue(studio, "No credits")
    four.llamagen.credits = 1
    choose(page, issue, "llamagen")
    launch(page)
    expect(page.get_by_role("heading", name="3 panels have no picture")).to_be_visible()
    expect(page.locator("#missing")).to_contain_text("no credits left")
    four.llamagen.credits = 1000
    page.goto(keys["llamagen"])
    press(page.get_by_role("button", name="Test"))
    expect(page.locator(".key-state")).to_contain_text("Works")
    page.goto(f"/issues/{issue}/pages/")
    expect(page.locator("#missing-costs")).to_contain_text("about 6 credits")
    press(page.get_by_role("button", name="Draw them"))
    expect(page.locator("#hits .is-ready")).to_have_count(PANELS)
    expect(page.locator("#missing form")).to_have_count(0)


def test_a_double_press_and_the_back_button_pay_once(open_page: Open, studio: LiveStudio, four: Four) -> None:
    page, issue, billed = open_page("/"), new_issue(studio, "Twice"), len(four.llamagen.creates)
    choose(page, issue, "llamagen")
    page.get_by_role("button", name="Launch").dblclick()
    page.wait_for_url("**/pages/")
    page.go_back()
    page.wait_for_url("**/launch/")
    page.go_forward()
    at_rest(page)
    assert states(studio, issue) == ["ready"]
    assert len(four.llamagen.creates) == billed + 1


def test_a_launch_in_a_second_tab_is_not_paid_for_unseen(open_page: Open, studio: LiveStudio, four: Four, watch: Watch) -> None:
    watch.allow("422 (Unprocessable")
    first, issue, billed = open_page("/"), new_issue(studio, "Two tabs"), len(four.llamagen.creates)
    choose(first, issue, "llamagen")
    second = first.context.new_page()
    choose(second, issue, "llamagen")
    launch(first)
    press(second.get_by_role("button", name="Launch"))
    expect(second.get_by_text("This issue was launched meanwhile")).to_be_visible()
    expect(second.get_by_text("The pages this issue has now go to the bin.")).to_be_visible()
    at_rest(first)
    assert states(studio, issue) == ["ready"]
    assert len(four.llamagen.creates) == billed + 1


def test_closing_the_tab_in_mid_work_loses_nothing(open_page: Open, studio: LiveStudio, four: Four) -> None:
    page, issue = open_page("/"), new_issue(studio, "Left alone")
    four.hold_all()
    choose(page, issue, "depicta")
    launch(page)
    eventually("it is accepted", lambda: states(studio, issue) == ["drawing"])
    page.close()
    four.let_go()
    eventually("all is drawn unwatched", lambda: states(studio, issue) == ["ready"])
    again = open_page(f"/issues/{issue}/pages/")
    expect(again.locator("#hits .is-ready")).to_have_count(PANELS)
