"""The script desk in a real browser: no keystroke is lost, whatever arrives when."""

import re
import threading

import pytest
from playwright.sync_api import expect, sync_playwright

from comics.actions.scripts import save_script
from comics.models import Script
from comics.web import scripts
from tests.studio import make_issue, make_people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TWO = "Panels:\n1) Wide shot of a rainy alley; Ren notices Mino.\n2) Medium shot; Ren kneels.\n"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(autouse=True)
def _orm_beside_the_browser(monkeypatch):
    """Playwright's synchronous interface keeps an event loop in this thread, which Django would take for asynchronous code."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return make_issue(people, text=TWO)


@pytest.fixture
def desk(chromium, live_server, client, people, issue):
    """The desk's page, signed in as the owner; a console error or a violated policy fails the test."""
    client.force_login(people.owner)
    cookie = client.cookies["studio_session"].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "studio_session", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{live_server.url}/issues/{issue.pk}/script/")
        yield page
        browser.close()
    assert [line for line in said if "409" not in line] == []


def saved(page):
    expect(page.locator("[data-desk-state]")).to_have_text("Saved")


def cards(page):
    return page.locator("[data-desk-fields] > fieldset [data-card=panel]")


def text_of(page):
    return page.locator("#script-text").input_value()


def test_what_is_typed_on_one_side_stands_on_the_other(desk):
    desk.locator("#script-text").press("Control+End")
    desk.keyboard.type("3) Close shot; Mino smiles.\n")
    expect(cards(desk)).to_have_count(3)
    saved(desk)
    cards(desk).nth(2).locator("[name=panel_dialogue]").press_sequentially("Mino: Home!")
    expect(desk.locator("#script-text")).to_have_value(re.compile("Mino: Home!"))
    saved(desk)
    assert "Mino: Home!" in Script.objects.get().text
    expect(desk.locator(".breakdown-page")).to_have_count(1)


def test_panels_are_moved_inserted_split_and_deleted_by_keyboard_and_brought_back(desk):
    action = cards(desk).nth(0).locator("[name=panel_action]")
    action.focus()
    desk.keyboard.press("Alt+ArrowDown")
    assert desk.evaluate("document.activeElement.value") == "Ren notices Mino."
    desk.keyboard.press("Alt+Enter")
    desk.keyboard.type("A breath")
    expect(cards(desk)).to_have_count(3)
    saved(desk)
    moved = cards(desk).nth(1).locator("[name=panel_action]")
    moved.focus()
    desk.keyboard.press("Home")
    for _ in range(len("Ren notices")):
        desk.keyboard.press("ArrowRight")
    cards(desk).nth(1).locator("[data-card-do=split]").press("Enter")
    saved(desk)
    actions = [area.input_value() for area in desk.locator("[data-desk-fields] fieldset [name=panel_action]").all()]
    assert actions == ["Ren kneels.", "Ren notices", "Mino.", ""]
    cards(desk).nth(2).locator("[data-card-do=delete]").press("Enter")
    expect(cards(desk)).to_have_count(3)
    desk.locator(".toast-undo").press("Enter")
    expect(cards(desk)).to_have_count(4)
    saved(desk)
    assert "Mino." in Script.objects.get().text


def test_a_panel_is_dragged_past_two_others_in_one_go(desk):
    desk.locator("#script-text").press("Control+End")
    desk.keyboard.type("3) Close shot; Mino smiles.\n")
    expect(cards(desk)).to_have_count(3)
    saved(desk)
    cards(desk).nth(0).scroll_into_view_if_needed()
    cards(desk).nth(0).hover()
    grip = cards(desk).nth(0).locator("[data-card-grip]").bounding_box()
    x, y = grip["x"] + 5, grip["y"] + 5
    desk.mouse.move(x, y)
    desk.mouse.down()
    for step in range(1, 41):
        desk.mouse.move(x, y + step * 12)
    desk.mouse.up()
    saved(desk)
    actions = [area.input_value() for area in desk.locator("[data-desk-fields] fieldset [name=panel_action]").all()]
    assert actions == ["Ren kneels.", "Mino smiles.", "Ren notices Mino."]
    assert Script.objects.get().text.index("Mino smiles.") < Script.objects.get().text.index("Ren notices Mino.")


def test_both_sides_live_when_the_answer_is_slow(desk):
    desk.route("**/save_script", lambda route: (desk.wait_for_timeout(400), route.continue_()))
    desk.locator("#script-text").press("Control+End")
    desk.keyboard.type("   Caption: Later.")
    desk.locator("[name=title]").focus()
    desk.keyboard.type("A quick title", delay=40)
    saved(desk)
    expect(desk.locator("#script-text")).to_have_value(re.compile(r"A quick title(.|\n)*Caption: Later\."))
    assert desk.locator("[name=title]").input_value() == "A quick title"
    text = Script.objects.get().text
    assert "A quick title" in text
    assert "Caption: Later." in text


def test_another_tab_is_never_overwritten_unasked(desk, people, issue):
    save_script(issue, by=people.owner, text="Panels:\n1) From the other tab.\n")
    desk.locator("#script-text").press("Control+End")
    desk.keyboard.type("3) Mine.")
    expect(desk.locator("[data-desk-conflict]")).to_be_visible()
    assert Script.objects.get().text == "Panels:\n1) From the other tab.\n"
    desk.locator("[data-take-theirs]").press("Enter")
    expect(desk.locator("#script-text")).to_have_value("Panels:\n1) From the other tab.\n")
    desk.locator(".toast-undo").press("Enter")
    saved(desk)
    expect(desk.locator("#script-text")).to_have_value(re.compile("3\\) Mine\\."))
    assert "3) Mine." in Script.objects.get().text


def test_coming_back_before_ones_last_words_arrive_waits_for_them(desk, live_server, monkeypatch):
    """Whoever goes back at once is not left with the script as it was before."""
    may_go, keep = threading.Event(), scripts.keep_script

    def slowly(*subject, **more):
        may_go.wait(20)
        return keep(*subject, **more)

    monkeypatch.setattr(scripts, "keep_script", slowly)
    desk.locator("#script-text").press("Control+End")
    desk.keyboard.type("3) Half a thought")
    desk.goto(live_server.url)
    desk.go_back()
    expect(desk.locator("#script-text")).not_to_have_value(re.compile("Half a thought"))
    may_go.set()
    expect(desk.locator("#script-text")).to_have_value(re.compile("Half a thought"))


def test_what_is_typed_while_a_save_is_under_way_leaves_with_the_page(desk, live_server):
    desk.route("**/save_script", lambda route: None)  # the first save hangs, and dies with the page
    desk.locator("#script-text").press("Control+End")
    with desk.expect_request("**/save_script"):
        desk.keyboard.type("3) Half")
    desk.keyboard.type(" a thought")
    address = desk.url
    desk.unroute("**/save_script")
    desk.goto(live_server.url)
    desk.goto(address)
    expect(desk.locator("#script-text")).to_have_value(re.compile("Half a thought"))


def test_leaving_in_the_middle_of_a_word_keeps_it(desk, live_server):
    address = desk.url
    desk.locator("#script-text").press("Control+End")
    desk.keyboard.type("3) Half a thou")
    desk.goto(live_server.url)
    desk.goto(address)
    expect(desk.locator("#script-text")).to_have_value(re.compile("Half a thou"))
    desk.locator("#script-text").press("Control+End")
    desk.keyboard.type("ght")
    desk.goto(live_server.url)
    desk.go_back()
    expect(desk.locator("#script-text")).to_have_value(re.compile("Half a thought"))
    desk.locator("#script-text").press("Control+End")
    desk.keyboard.type(".")
    saved(desk)
    assert "Half a thought" in Script.objects.get().text


def test_an_imported_file_takes_the_place_and_can_be_taken_back(desk):
    desk.get_by_role("button", name="Import").click()
    file = {"name": "boats.md", "mimeType": "text/markdown", "buffer": b"# Panels\n1) Wide shot of a harbor; boats.\n"}
    desk.locator("#import-file").set_input_files(file)
    desk.locator("#import-dialog .button-primary").click()
    expect(cards(desk)).to_have_count(1)
    saved(desk)
    desk.locator(".toast-undo").click()
    expect(cards(desk)).to_have_count(2)
    saved(desk)
    assert Script.objects.get().text == TWO
