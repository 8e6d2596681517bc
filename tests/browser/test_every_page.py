"""Every page of the studio: a silent console, nothing forbidden, nothing grave for axe, in light and dark and three widths."""

from __future__ import annotations

import re

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.stories import Drawn
from tests.browser.watch import Watch, grave_findings, overflow, shifted
from tests.web.test_routes import TABLE

pytestmark = pytest.mark.browser

NOBODY = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/developers/",
)
# Every page that shows something of its own, by the keys of a drawn issue.
PAGES = (
    "/",
    "/new/",
    "/series/{series}/",
    "/series/{series}/style/",
    "/series/{series}/cast/new/",
    "/cast/{character}/",
    "/series/{series}/places/new/",
    "/places/{place}/",
    "/issues/{issue}/script/",
    "/issues/{issue}/launch/",
    "/issues/{issue}/pages/",
    "/issues/{issue}/pages/?panel={panel}&tab=prompt",
    "/issues/{issue}/pages/?panel={panel}&tab=lettering",
    "/issues/{issue}/pages/?panel={panel}&tab=takes",
    "/issues/{issue}/pages/?panel={panel}&tab=frame",
    "/issues/{issue}/pages/?panel={panel}&tab=notes",
    "/issues/{issue}/pages/?tab=notes",
    "/issues/{issue}/notes/",
    "/issues/{issue}/activity/",
    "/issues/{issue}/translations/",
    "/takes/{take}/",
    "/issues/{issue}/read/?mode=page",
    "/issues/{issue}/read/?mode=spread&p=2",
    "/issues/{issue}/read/?mode=scroll",
    "/issues/{issue}/exports/",
    "/keys/",
    "/keys/new/?engine=depicta",
    "/keys/{key}/",
    "/keys/{key}/usage/",
    "/usage/",
    "/teams/",
    "/teams/{team}/",
    "/teams/{team}/activity/",
    "/teams/{team}/api/",
    "/teams/{team}/api/requests/",
    "/teams/{team}/mcp/",
    "/teams/{team}/usage/",
    "/teams/{team}/delete/",
    "/teams/{team}/webhooks/",
    "/webhooks/{webhook}/",
    "/series/{series}/archive/",
    "/import/",
    "/mentions/",
    "/api-tokens/",
    "/developers/",
    "/bin/",
    "/account/",
    "/accounts/reauthenticate/",
    "/accounts/password/change/",
    "/accounts/logout/",
)
# What answers no page of its own when it is asked for: files, parts of pages, and the way on to another page.
NO_PAGES = {
    *("news", "picture", "page_picture", "download_translations", "download_export", "download_archive"),
    *("download_team_usage", "download_key_usage", "note", "ask_discard", "new_email", "open_invitation", "invitation"),
}
ADMINISTRATION = ("/admin/", "/admin/comics/user/", "/admin/comics/team/", "/admin/comics/key/", "/admin/comics/charge/")


def test_no_page_is_left_out() -> None:
    """Whoever adds a page has it looked at here, or says why it is none."""
    seen = {resolve(re.sub(r"{\w+}", "1", path.partition("?")[0])).view_name for path in (*PAGES, *NOBODY)}
    asked = {route.name for route in TABLE if route.method == "get"}
    assert asked - seen == NO_PAGES


def addresses(drawn: Drawn, keys: dict[str, str], webhook: int) -> list[str]:
    found = {
        "team": drawn.team,
        "series": drawn.series,
        "issue": drawn.issue,
        "character": drawn.character,
        "place": drawn.place,
        "panel": drawn.panels[0],
        "take": drawn.takes[0],
        "webhook": webhook,
        "key": int(keys["depicta"].rstrip("/").rpartition("/")[2]),
    }
    return [path.format(**found) for path in PAGES]


def look(page: Page, path: str, *, status: int = 200, ask_axe: bool = True) -> list[str]:
    """Open a page and answer all that is wrong with it."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == status, path
    page.wait_for_load_state("load")
    wrong = grave_findings(page) if ask_axe else []
    if (wide := overflow(page)) > 0:
        wrong.append(f"{path} is {wide} px wider than its window")
    if shifted(page) >= 0.05:
        wrong.append(f"{path} jumps: {page.evaluate('window.shifts')}")
    return wrong


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_quiet_and_open_to_all(
    open_page: Open, drawn: Drawn, keys: dict[str, str], webhook: int, dark: bool
) -> None:
    page = open_page("/", dark=dark)
    assert [line for path in addresses(drawn, keys, webhook) for line in look(page, path)] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_door_is_quiet_and_open_to_all(open_page: Open, dark: bool) -> None:
    page = open_page("/accounts/login/", dark=dark, stranger=True)
    assert [line for path in NOBODY for line in look(page, path)] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_administration_keeps_the_policy(open_page: Open, dark: bool) -> None:
    """It is Django's own, so that only the console is asked: every breach of the policy is written there."""
    page = open_page("/", dark=dark)
    for path in ADMINISTRATION:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        page.wait_for_load_state("load")


def test_what_is_not_there_says_so(open_page: Open, watch: Watch) -> None:
    watch.allow("404 (Not Found)")
    page = open_page("/")
    assert look(page, "/issues/999999/pages/", status=404) == []
    assert page.get_by_role("heading").first.inner_text() == "There is nothing here"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (900, 700)])
def test_every_page_fits_its_window(
    open_page: Open, drawn: Drawn, keys: dict[str, str], webhook: int, width: int, height: int
) -> None:
    page = open_page("/", width=width, height=height)
    narrow = width < 500
    assert [line for path in addresses(drawn, keys, webhook) for line in look(page, path, ask_axe=narrow)] == []


def test_light_and_dark_can_be_chosen_and_stay(open_page: Open) -> None:
    page = open_page("/new/")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Account and display").press("Enter")
    page.get_by_role("button", name="Dark").press("Enter")
    dark = page.evaluate(ground)
    page.goto("/accounts/email/")
    assert light != dark == page.evaluate(ground)
