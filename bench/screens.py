"""Takes pictures of every screen: a new studio, the sample issue drawn by it, a real browser. `python -m bench.screens --help`

Without arguments it makes the one picture of the README, `docs/screenshot.png`: the editor with the sample issue on the desk.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import HOW_TO_GET_ONE, find_chromium
from tests.live import LiveStudio, live_studio, manage

ROOT = Path(__file__).resolve().parent.parent
README_PICTURE = ROOT / "docs" / "screenshot.png"
SIZES = {"wide": (1440, 900), "middle": (900, 700), "phone": (390, 844)}
EMAIL, PASSWORD = "ana@example.org", "lantern-street-9"
LEVELS = 63  # steps of each colour: nobody sees that they are fewer than 255, and the picture is a third smaller


@contextmanager
def sample_studio() -> Iterator[LiveStudio]:
    """A running studio with the sample issue, as `make run` leaves it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        ask(data, "collectstatic")
        with live_studio(data) as studio:
            ask(data, "sample")
            yield studio


def ask(data: Path, command: str) -> None:
    """Have the studio's own command done on these data."""
    done = manage(data, command, "-v0", timeout=300)
    if done.returncode:
        raise SystemExit(done.stderr)


def sign_up(page: Page) -> None:
    """Make the first account, which finds the sample issue."""
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open the studio").click()
    page.wait_for_url("**/")


def addresses(page: Page) -> dict[str, str]:
    """Every screen by its name. The sample issue is the first thing in a new studio, so its keys are 1."""
    page.goto("/issues/1/pages/")
    panel = (page.locator("[data-panel]").nth(1).get_attribute("id") or "").removeprefix("hit-")
    page.goto(f"/issues/1/pages/?panel={panel}&tab=takes")
    take = page.locator(".take-picture").first.get_attribute("href") or ""
    editor = f"/issues/1/pages/?panel={panel}&tab="
    return {
        "library": "/",
        "start": "/new/",
        "series": "/series/1/",
        "style": "/series/1/style/",
        "character": "/cast/1/",
        "new-character": "/series/1/cast/new/",
        "new-place": "/series/1/places/new/",
        "script": "/issues/1/script/",
        "launch": "/issues/1/launch/",
        "editor": "/issues/1/pages/",
        "editor-prompt": editor + "prompt",
        "editor-lettering": editor + "lettering",
        "editor-takes": editor + "takes",
        "take": take,
        "reader": "/issues/1/read/",
        "reader-spread": "/issues/1/read/?mode=spread&p=2",
        "reader-scroll": "/issues/1/read/?mode=scroll",
        "exports": "/issues/1/exports/",
        "accounts": "/accounts/email/",
        "missing": "/issues/999/pages/",
    }


def show(page: Page, path: str) -> None:
    """Open a screen and wait until every picture of it is there."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate("Promise.all([...document.images].filter((i) => i.loading !== 'lazy').map((i) => i.decode().catch(() => 0)))")


def readme_picture(browser: Browser, studio: LiveStudio, target: Path) -> None:
    """The editor with the first page and one panel open, at 1440 by 900."""
    page = browser.new_page(base_url=studio.address, viewport={"width": 1440, "height": 900})
    sign_up(page)
    show(page, addresses(page)["editor-prompt"])
    page.screenshot(path=target)
    with Image.open(target) as picture:
        coarse = picture.convert("RGB").point([round(value * LEVELS / 255) * 255 // LEVELS for value in range(256)] * 3)
    coarse.save(target, optimize=True)


def every_screen(browser: Browser, studio: LiveStudio, folder: Path) -> None:
    """Every screen in three sizes, light and dark."""
    context = browser.new_context(base_url=studio.address)
    page = context.new_page()
    sign_up(page)
    for name, path in addresses(page).items():
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                show(page, path)
                page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")


def take() -> None:
    """Make the picture of the README, or, with a folder, all pictures into it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="pictures of every screen into this folder instead")
    asked = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(HOW_TO_GET_ONE)
    with sample_studio() as studio, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"])
        if asked.all:
            asked.all.mkdir(parents=True, exist_ok=True)
            every_screen(browser, studio, asked.all)
        else:
            readme_picture(browser, studio, README_PICTURE)
        browser.close()


if __name__ == "__main__":
    take()
