"""From a script to a finished comic in a real browser, with the keyboard alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, at_rest
from tests.browser.hands import press, rewrite, strike, tab_to, write
from tests.browser.stories import LIGHTHOUSE
from tests.browser.watch import shifted

pytestmark = pytest.mark.browser

# Keeps how many panels were ready whenever the page changed, and a mark that a reload would wipe away.
COUNT = """() => {
  window.unreloaded = true;
  window.counts = [];
  const count = () => window.counts.push(document.querySelectorAll("#hits .is-ready").length);
  new MutationObserver(count).observe(document.getElementById("desk"), { subtree: true, childList: true, attributes: true });
  count();
}"""


def test_main_job_by_keyboard(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/")
    paste_a_script(page)
    launch(page)
    watch_the_panels_come(page)
    redraw_the_first_panel(page)
    letter_it(page)
    go_back_to_the_first_take(page)
    continue_with_a_page(page)
    read(page)
    check_pdf(export(page, "pdf", tmp_path))
    check_cbz(export(page, "cbz", tmp_path))


def paste_a_script(page: Page) -> None:
    press(page.get_by_role("link", name="New series").or_(page.get_by_role("link", name="Start from my script")))
    write(page.get_by_label("Script or idea"), LIGHTHOUSE)
    press(page.get_by_role("button", name="Start with this").first)
    expect(page.locator("[data-desk-count]")).to_contain_text("8 panels")
    expect(page.get_by_label("Title", exact=True)).to_have_value("The Last Lamp")


def launch(page: Page) -> None:
    strike(page, "g")
    write(page.get_by_label("Panels", exact=True), "8")
    expect(page.get_by_text("1 page, 8 panels")).to_be_visible()
    expect(page.get_by_text("Free", exact=True)).to_be_visible()
    press(page.get_by_role("button", name="Launch"))
    page.wait_for_url("**/pages/")


def watch_the_panels_come(page: Page) -> None:
    page.evaluate(COUNT)
    at_rest(page)
    expect(page.locator("#hits .is-ready")).to_have_count(8)
    assert page.evaluate("window.unreloaded"), "the page was reloaded"
    assert len(set(page.evaluate("window.counts"))) > 1, "the panels did not come by themselves"
    assert shifted(page) < 0.05, page.evaluate("window.shifts")
    expect(page.locator("#sheet image")).to_have_count(8)


def redraw_the_first_panel(page: Page) -> None:
    strike(page, "ArrowRight")
    expect(page.get_by_role("heading", name="Panel 1")).to_be_visible()
    before = page.locator("#sheet image").first.get_attribute("href")
    strike(page, "r")
    expect(page.get_by_label("Picture", exact=True)).to_be_focused()
    rewrite(page, "Close-up of Ada in a library, reading a book, surprised")
    press(page.get_by_role("button", name="Redraw this panel"))
    expect(page.locator("#panel-state")).to_contain_text("take 2")
    at_rest(page)
    assert page.locator("#sheet image").first.get_attribute("href") != before


def letter_it(page: Page) -> None:
    strike(page, "l")
    words = page.locator(".letter textarea").first
    expect(words).to_have_value("The last night of the lamp.")
    held = page.locator("[data-balloon]").first
    balloon = page.locator(f'#sheet [data-name="balloon:{held.get_attribute("data-balloon")}"]')
    before = balloon.inner_html()
    write(words, "Nobody came tonight.")
    expect(held).to_have_attribute("aria-label", "Narration: Nobody came tonight.")
    expect(words).to_be_focused()
    assert balloon.inner_html() != before
    page.keyboard.press("Tab")


def go_back_to_the_first_take(page: Page) -> None:
    tab_to(page.get_by_role("link", name="Takes"))
    strike(page, "t")
    expect(page.locator(".take")).to_have_count(2)
    press(page.get_by_role("button", name="Use this"))
    expect(page.locator('.take[aria-current="true"]')).to_contain_text("Take 1")
    expect(page.locator("#panel-state")).to_contain_text("take 1")


def continue_with_a_page(page: Page) -> None:
    pages = page.locator("#strip .strip-page").count()
    strike(page, "c")
    write(page.get_by_label("What happens next?"), "The next morning, Ada and Tom walk along the beach and find a bottle.")
    write(page.get_by_label("Panels a page"), "2")
    press(page.get_by_role("button", name="Add pages after"))
    expect(page.locator("#strip .strip-page")).to_have_count(pages + 1)
    at_rest(page)
    expect(page.locator("#hits .is-ready")).to_have_count(2)


def read(page: Page) -> None:
    strike(page, "p")
    where = page.locator(".reader-where")
    expect(where).to_have_text("2 of 2")
    strike(page, "ArrowLeft")
    expect(where).to_have_text("1 of 2")
    strike(page, "ArrowRight")
    expect(where).to_have_text("2 of 2")


def export(page: Page, edition: str, folder: Path) -> Path:
    press(page.get_by_role("link", name="Exports"))
    expect(page.get_by_role("heading", name="Exports")).to_be_visible()
    if edition == "cbz":
        tab_to(page.locator('input[value="pdf"]'))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator('input[value="cbz"]')).to_be_checked()
        press(page.get_by_role("button", name="Export", exact=True))
    else:
        strike(page, "e")
    made = page.locator(".export").first
    expect(made.locator(".export-kind")).to_have_text({"pdf": "PDF for screens", "cbz": "CBZ"}[edition])
    with page.expect_download() as download:
        press(made.get_by_role("link", name="Download"))
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    assert target.suffix == f".{edition}"
    return target


def check_pdf(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2
        assert "The Last Lamp" in str(pdf.docinfo["/Title"])
    with pypdfium2.PdfDocument(path) as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split()).lower()
    assert "nobody came tonight." in text
    assert "will they see us?" in text
    assert "the last night" not in text


def check_cbz(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        assert "<PageCount>2</PageCount>" in book.read("ComicInfo.xml").decode()
        pages = [name for name in names if name.endswith(".jpg")]
        assert len(pages) == 2
        for name in pages:
            with Image.open(io.BytesIO(book.read(name))) as picture:
                assert picture.height > picture.width > 1000
