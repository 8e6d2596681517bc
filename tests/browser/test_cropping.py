"""A picture in its frame: dragged, enlarged and set by hand, kept, and given back; a picture dropped on a panel."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, at_rest
from tests.browser.hands import press, strike, tab_to
from tests.browser.stories import Drawn, launch_issue, tell
from tests.live import LiveStudio

pytestmark = pytest.mark.browser

DROP = """async (panel) => {
  const canvas = document.createElement("canvas");
  canvas.width = 400;
  canvas.height = 300;
  canvas.getContext("2d").fillRect(250, 40, 80, 120);
  const file = new File([await new Promise((done) => canvas.toBlob(done))], "mine.png", { type: "image/png" });
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  const box = panel.getBoundingClientRect();
  const there = { clientX: box.x + 9, clientY: box.bottom - 9 };
  const under = document.elementFromPoint(there.clientX, there.clientY);
  for (const kind of ["dragover", "drop"]) {
    under.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer, ...there }));
  }
}"""


@pytest.fixture(scope="module")
def framed(studio: LiveStudio, browser: object, owner: object, drawn: Drawn) -> Drawn:
    """An issue of its own, because these tests change its pictures."""
    return tell(studio, launch_issue(studio, title="The Window Cleaner"))


def open_frame(open_page: Open, framed: Drawn) -> Page:
    page = open_page(f"/issues/{framed.issue}/pages/?page={framed.pages[0]}&panel={framed.panels[0]}&tab=frame")
    at_rest(page)
    return page


def view(page: Page) -> list[float]:
    return [float(number) for number in (page.locator("#crop-hit").get_attribute("data-view") or "").split()]


def shown(page: Page, framed: Drawn) -> list[str | None]:
    """Where the picture stands on the page."""
    image = page.locator(f'#sheet [data-name="panel:{framed.panels[0]}"] image')
    return [image.get_attribute(name) for name in ("x", "y", "width", "height")]


def corner(hit: Locator) -> tuple[float, float]:
    """A place on the picture that no balloon covers."""
    box = hit.bounding_box()
    assert box is not None
    return box["x"] + 12, box["y"] + box["height"] - 12


def test_a_picture_is_enlarged_dragged_kept_and_given_back(open_page: Open, framed: Drawn) -> None:
    page = open_frame(open_page, framed)
    before, stood = view(page), shown(page, framed)
    x, y = corner(page.locator("#crop-hit"))
    page.mouse.move(x, y)
    with page.expect_response("**/set_view"):
        page.mouse.wheel(0, -400)
    larger = view(page)
    assert larger[2] > before[2] * 1.4
    page.mouse.down()
    page.mouse.move(x + 40, y - 25, steps=4)
    dragged = shown(page, framed)
    assert dragged != stood, "the picture follows the hand before anything is sent"
    with page.expect_response("**/set_view"):
        page.mouse.up()
    expect(page.locator("#undo")).to_be_enabled()
    page.reload()
    assert view(page)[0] < larger[0]
    assert float(page.locator("#crop-zoom").input_value()) == pytest.approx(larger[2], abs=0.01)
    with page.expect_response("**/reset_view"):
        press(page.locator("#reset-view"))
    expect(page.locator("#crop-hit")).to_have_attribute("data-view", " ".join(f"{number}" for number in before))
    assert shown(page, framed) == stood


def test_keys_and_dials_do_the_same(open_page: Open, framed: Drawn) -> None:
    page = open_frame(open_page, framed)
    tab_to(page.locator("#crop-hit"))
    with page.expect_response("**/set_view"):
        for key in ("+", "+", "+", "ArrowLeft"):
            strike(page, key)
    nudged = view(page)
    assert nudged[2] == pytest.approx(1.08**3, abs=0.01)
    assert page.evaluate("document.activeElement.id") == "crop-hit", "the keys stay with the picture"
    tab_to(page.locator("#crop-zoom"))
    with page.expect_response("**/set_view"):
        strike(page, "PageUp")
    assert view(page)[2] > nudged[2]
    assert page.evaluate("document.activeElement.id") == "crop-zoom"


def test_a_picture_dropped_on_a_panel_is_its_newest_take(open_page: Open, framed: Drawn) -> None:
    page = open_frame(open_page, framed)
    panel = page.locator(f"#hit-{framed.panels[1]}")
    with page.expect_response("**/upload_take"):
        panel.evaluate(DROP)
    expect(page.locator("#inspector .take").first).to_contain_text("Uploaded")
    expect(page.locator("#panel-state")).to_contain_text("take 2")
