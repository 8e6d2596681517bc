"""Lettering by hand in a real browser: written on the page, translated side by side, in light and dark, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Open, at_rest
from tests.browser.hands import press, rewrite, strike, tab_to, write
from tests.browser.stories import Drawn, launch_issue, tell
from tests.browser.watch import grave_findings, overflow
from tests.live import LiveStudio

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def spoken(studio: LiveStudio, browser: Browser, owner: Any) -> Drawn:
    """An issue that is drawn, and lettered in Arabic and Japanese besides English."""
    pk = launch_issue(studio, title="Spoken in Three")
    context = browser.new_context(base_url=studio.address, storage_state=owner)
    page = context.new_page()
    page.goto(f"/issues/{pk}/pages/")
    at_rest(page)
    page.goto(f"/issues/{pk}/translations/")
    for tag, name in (("ar", "العربية"), ("ja", "日本語")):
        write(page.get_by_label("Add a language"), tag)
        press(page.get_by_role("button", name="Add", exact=True))
        expect(page.locator(".language-list")).to_contain_text(name)
    page.goto(f"/issues/{pk}/pages/")
    at_rest(page)
    context.close()
    return tell(studio, pk)


def balloon_saying(page: Page, words: str) -> Locator:
    """The handle of the balloon with these words, by its id: it is drawn anew whenever the page is."""
    found = page.locator(f'#hits [data-balloon][aria-label*="{words}"]')
    return page.locator(f"#{found.get_attribute('id')}")


def art_of(page: Page, balloon: Locator) -> Locator:
    return page.locator(f'#sheet [data-name="balloon:{balloon.get_attribute("data-balloon")}"]')


def test_words_are_written_on_the_page_and_fitted_with_every_key(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/pages/?page={spoken.pages[0]}")
    page.wait_for_load_state("load")
    balloon = balloon_saying(page, "Are you lost?")
    art, before = art_of(page, balloon), art_of(page, balloon).inner_html()
    balloon.locator("rect").dblclick()
    field = page.locator(".live-words")
    expect(field).to_be_focused()
    with page.expect_response("**/fit/"):
        page.keyboard.insert_text("Are you quite sure that you are not lost at all, little one?")
    expect(art).not_to_have_attribute("aria-label", "Are you lost?")
    assert art.inner_html() != before
    assert balloon.get_attribute("aria-label") == "Speech: Are you lost?"  # nothing is kept yet
    page.keyboard.press("Control+Enter")
    expect(balloon).to_have_attribute("aria-label", "Speech: Are you quite sure that you are not lost at all, little one?")
    expect(field).to_have_count(0)
    expect(page.locator(".letter textarea").first).to_have_value("Are you quite sure that you are not lost at all, little one?")
    strike(page, "Control+z")
    expect(balloon).to_have_attribute("aria-label", "Speech: Are you lost?")


def test_escape_gives_the_words_up_by_keyboard_alone(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/pages/?page={spoken.pages[0]}")
    page.wait_for_load_state("load")
    balloon = balloon_saying(page, "A little.")
    art = art_of(page, balloon)
    tab_to(balloon)
    page.keyboard.press("Enter")
    field = page.locator(".live-words")
    expect(field).to_be_focused()
    assert grave_findings(page) == []
    with page.expect_response("**/fit/"):
        rewrite(page, "Something else entirely, and a lot of it.")
    expect(art).to_have_attribute("aria-label", "Something else entirely, and a lot of it.")
    page.keyboard.press("Escape")
    expect(art).to_have_attribute("aria-label", "A little.")
    expect(balloon).to_be_focused()
    page.reload()
    expect(balloon).to_have_attribute("aria-label", "Speech: A little.")


def test_leaving_the_field_keeps_the_words(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/pages/?page={spoken.pages[0]}")
    page.wait_for_load_state("load")
    balloon = balloon_saying(page, "Dusk. Lantern Street.")
    balloon.focus()
    page.keyboard.press("Enter")
    rewrite(page, "Night. Lantern Street.")
    page.keyboard.press("Tab")
    expect(balloon).to_have_attribute("aria-label", "Time and place: Night. Lantern Street.")
    expect(page.locator(".live-words")).to_have_count(0)


def test_a_tail_follows_the_hand_and_snaps_to_a_mouth(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/pages/?page={spoken.pages[0]}")
    page.wait_for_load_state("load")
    balloon = balloon_saying(page, "Are you")
    before = art_of(page, balloon).inner_html()
    mouth = page.evaluate(
        """id => {
            const hit = document.getElementById(id);
            const [, x, y] = JSON.parse(document.getElementById(`hit-${hit.dataset.in}`).dataset.mouths)[0];
            const there = new DOMPoint(x + 3, y + 2).matrixTransform(document.getElementById("hits").getScreenCTM());
            return [there.x, there.y, x, y];
        }""",
        balloon.get_attribute("id"),
    )
    handle = balloon.locator("[data-tail-hit]").bounding_box()
    assert handle is not None
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(mouth[0] - 20, mouth[1] - 20)
    with page.expect_response("**/fit/"):
        page.mouse.move(mouth[0], mouth[1])
    expect(page.locator(".tail-line.is-snapped")).to_be_attached()
    expect(art_of(page, balloon).locator("path").first).to_be_attached()
    assert art_of(page, balloon).inner_html() != before
    with page.expect_response("**/move/") as answer:
        page.mouse.up()
    assert answer.value.status == 200
    page.reload()
    tail = [float(number) for number in (balloon.get_attribute("data-tail") or "").split()]
    assert tail == pytest.approx(mouth[2:], abs=0.2)


def test_a_tail_is_moved_by_keyboard_alone(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/pages/?page={spoken.pages[0]}")
    page.wait_for_load_state("load")
    balloon = balloon_saying(page, "A little.")
    before = [float(number) for number in (balloon.get_attribute("data-tail") or "").split()]
    tab_to(balloon)
    with page.expect_response("**/move/"):
        for _ in range(3):
            page.keyboard.press("Control+ArrowDown")
    page.reload()
    after = [float(number) for number in (balloon.get_attribute("data-tail") or "").split()]
    assert after == pytest.approx([before[0], before[1] + 12], abs=0.2)


def test_a_sound_is_dressed_by_keyboard_alone(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/pages/?page={spoken.pages[1]}")
    page.wait_for_load_state("load")
    sound = balloon_saying(page, "SFX: ")
    before = art_of(page, sound).inner_html()
    page.goto(f"/issues/{spoken.issue}/pages/?page={spoken.pages[1]}&panel={sound.get_attribute('data-in')}&tab=lettering")
    press(page.locator(".letter-dress summary", has_text="Type and shape"))
    pick = page.get_by_label("Design")
    tab_to(pick)
    page.keyboard.type("Drip")
    tab_to(page.get_by_role("slider", name="Turn"))
    with page.expect_response("**/dress/"):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("spinbutton", name="Turn, °")).to_have_value("1")
    expect(art_of(page, sound)).to_be_attached()
    page.reload()
    assert art_of(page, sound).inner_html() != before
    press(page.locator(".letter-dress summary", has_text="Type and shape"))
    expect(page.get_by_label("Design")).to_have_value("drip")
    assert grave_findings(page) == []


def test_a_balloon_is_added_where_one_points_and_by_keyboard(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/pages/?page={spoken.pages[1]}")
    strike(page, "b")
    room = page.locator("#hits [data-panel]").first.bounding_box()
    assert room is not None
    page.mouse.click(room["x"] + room["width"] * 0.3, room["y"] + room["height"] * 0.8)
    expect(page.locator(".live-words")).to_be_focused()
    page.keyboard.insert_text("Here we go.")
    page.keyboard.press("Control+Enter")
    added = page.locator('#hits [data-balloon][aria-label="Speech: Here we go."]')
    expect(added).to_have_count(1)
    strike(page, "b")
    strike(page, "Enter")
    expect(page.locator(".live-words")).to_be_focused()
    page.keyboard.insert_text("And back.")
    page.keyboard.press("Control+Enter")
    expect(page.locator('#hits [data-balloon][aria-label="Speech: And back."]')).to_have_count(1)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_languages_stand_side_by_side(open_page: Open, spoken: Drawn, dark: bool, width: int, height: int) -> None:
    page = open_page(f"/issues/{spoken.issue}/translations/", width=width, height=height, dark=dark)
    expect(page.locator('[data-piece="ar"]').first).to_have_css("direction", "rtl")
    expect(page.locator('[data-piece="ja"]').first).to_have_attribute("lang", "ja")
    assert grave_findings(page) == []
    assert overflow(page) <= 0


def test_an_issue_is_translated_by_keyboard_alone(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/translations/?in=ar")
    page.wait_for_load_state("load")
    press(page.get_by_role("link", name="Next untranslated: العربية"))
    fields = page.locator('[data-piece="ar"]')
    expect(fields.first).to_be_focused()
    page.keyboard.insert_text("الليل. شارع الفوانيس.")
    with page.expect_response("**/translate_lettering"):
        page.keyboard.press("Control+Enter")
    expect(page.locator("#progress-ar")).to_contain_text("1 of ")
    expect(fields.nth(1)).to_be_focused()
    page.goto(f"/issues/{spoken.issue}/pages/?page={spoken.pages[0]}&lang=ar")
    expect(page.locator('#hits [data-balloon][aria-label$="الليل. شارع الفوانيس."]')).to_have_count(1)


def test_the_desk_stays_in_its_language(open_page: Open, spoken: Drawn) -> None:
    page = open_page(f"/issues/{spoken.issue}/pages/?page={spoken.pages[0]}&lang=ja")
    page.wait_for_load_state("load")
    balloon = balloon_saying(page, "A little.")
    balloon.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".live-words")).to_have_attribute("lang", "ja")
    page.keyboard.insert_text("すこしだけ。")
    page.keyboard.press("Control+Enter")
    expect(balloon).to_have_attribute("aria-label", "Speech: すこしだけ。")
    assert "lang=ja" in page.url
    page.locator("#hits [data-panel]").first.press("Enter")
    expect(page.get_by_role("heading", name="Panel 1")).to_be_visible()
    assert "lang=ja" in page.url
    page.locator("#walk-after").click()
    expect(page.locator(".walk-where")).to_contain_text("Page 2")
    assert "lang=ja" in page.url
    page.locator("#walk summary").click()
    page.locator("#walk .menu-list a", has_text="English").click()
    page.wait_for_load_state("load")
    assert "lang=" not in page.url
    page.goto(f"/issues/{spoken.issue}/pages/?page={spoken.pages[0]}")
    expect(balloon).to_have_attribute("aria-label", "Speech: A little.")
