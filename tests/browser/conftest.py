"""One real studio with its real worker, and one Chromium, for all tests of the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.desks import add_key
from tests.browser.hands import press, write
from tests.browser.stories import EMAIL, PASSWORD, Drawn, add_webhook, launch_issue, tell
from tests.browser.watch import Watch
from tests.four import NAMES, Four
from tests.live import LiveStudio, live_studio, manage

SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000  # milliseconds; a loaded machine draws slowly
Open = Callable[..., Page]

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package")
def four() -> Iterator[Four]:
    """The four services that the studio may reach."""
    with Four() as running:
        yield running


@pytest.fixture(scope="package")
def studio(chromium: str, four: Four, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStudio]:
    """A new studio as a newcomer finds it: no account yet. It asks the services at a quick rhythm."""
    data = tmp_path_factory.mktemp("studio")
    done = manage(data, "collectstatic", "-v0")
    assert done.returncode == 0, done.stderr
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.quick", "STUDIO_FETCH_ALLOW": four.allow}
    with live_studio(data, settings=settings) as running:
        yield running


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser. It is closed with the folder: while Playwright runs, no other test could use asyncio or the database."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture(scope="package")
def owner(studio: LiveStudio, browser: Browser) -> Any:
    """The cookies of the first account, which signs up by keyboard here."""
    watch = Watch()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watch.over(context)
    page = context.new_page()
    page.goto(studio.address)
    expect(page.get_by_role("heading", name="Welcome to your studio")).to_be_visible()
    write(page.get_by_label("Email"), EMAIL)
    write(page.get_by_label("Password"), PASSWORD)
    press(page.get_by_role("button", name="Open the studio"))
    expect(page.get_by_role("heading", name="Your first comic is a script away")).to_be_visible()
    state = context.storage_state()
    context.close()
    assert watch.unexpected() == []
    return state


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Hears every complaint of every page of the test, and fails it for those that nobody expected."""
    listening = Watch()
    yield listening
    assert listening.unexpected() == []


@pytest.fixture
def open_page(studio: LiveStudio, browser: Browser, owner: Any, watch: Watch) -> Iterator[Open]:
    """Opens a page of the first account in a window of its own: `open_page("/new/", width=390, height=844, dark=True)`."""
    contexts: list[BrowserContext] = []

    def opened(path: str = "/", *, width: int = 1440, height: int = 900, dark: bool = False, stranger: bool = False) -> Page:
        context = browser.new_context(
            base_url=studio.address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            storage_state=None if stranger else owner,
        )
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def keys(studio: LiveStudio, browser: Browser, owner: Any, four: Four) -> dict[str, str]:
    """The first account's key for each service, by the address of its page; each is added by keyboard here."""
    watch = Watch()
    context = browser.new_context(base_url=studio.address, storage_state=owner, viewport={"width": 1440, "height": 900})
    watch.over(context)
    page = context.new_page()
    made = {name: add_key(page, four, name, name=f"Our {name}") for name in NAMES}
    context.close()
    assert watch.unexpected() == []
    return made


@pytest.fixture(scope="package")
def drawn(studio: LiveStudio, browser: Browser, owner: Any) -> Drawn:
    """An issue of two pages, drawn and at rest."""
    pk = launch_issue(studio, title="The Fox Detective")
    context = browser.new_context(base_url=studio.address, storage_state=owner)
    page = context.new_page()
    page.goto(f"/issues/{pk}/pages/")
    at_rest(page)
    context.close()
    return tell(studio, pk)


@pytest.fixture(scope="package")
def webhook(studio: LiveStudio, owner: Any, four: Four) -> int:
    """The key of a webhook to an address that refuses what it is told."""
    return add_webhook(studio, f"{four.kling.base_url}/hooks/of/the/studio")


def at_rest(page: Page) -> None:
    """Wait until the editor has nothing more to wait for: every panel is drawn and every page has its preview."""
    expect(page.locator("#poll:not([hx-get])")).to_be_attached(timeout=90_000)
