"""Two people work on one issue in two browsers side by side: notes, conflicts, locks, and both finish."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Open
from tests.browser.stories import EMAIL, PASSWORD, TWO_PAGES
from tests.browser.watch import Watch
from tests.live import LiveStudio, eventually, python

pytestmark = pytest.mark.browser
MILA = "mila@example.test"
LOOK = os.environ.get("STUDIO_TEST_PICTURES", "")  # a folder for pictures of both windows, for who wants to see them

_MAKE = """
from comics.actions.headless import issue_from_script
from comics.actions.launch import Plan, launch
from comics.actions.teams import create_member
from comics.models import Member, Team, User
ana = User.objects.get(email={ana!r})
mila = create_member({mila!r}, team_name="Lantern Press", role="editor", password={password!r})[0].user
User.objects.filter(pk=mila.pk).update(first_name="Mila")
User.objects.filter(pk=ana.pk).update(first_name="Ana")
team = Team.objects.get(name="Lantern Press")
Member.objects.get_or_create(team=team, user=ana, defaults=dict(role="owner"))
issue = issue_from_script(team, {text!r}, by=ana, title="Side by side")
launch(issue, Plan(), by=ana, nonce="side-by-side")
print(issue.pk)
"""
_STILL = """
from django.db.models import F
from comics.models import Drawing, Page
print(Drawing.objects.moving().filter(generation__issue={pk}).count()
      + Page.objects.filter(issue={pk}, preview_stamp__lt=F("content_stamp")).count())
"""


@pytest.fixture(scope="module")
def shared(studio: LiveStudio, owner: object) -> int:
    """An issue of a team of two, drawn and at rest."""
    pk = int(python(studio.data, _MAKE.format(ana=EMAIL, mila=MILA, password=PASSWORD, text=TWO_PAGES)))
    eventually("the issue is drawn", lambda: python(studio.data, _STILL.format(pk=pk)) == "0", within=120)
    return pk


@pytest.fixture
def ana(open_page: Open, shared: int) -> Page:
    """The owner's window on the first page."""
    return open_page(f"/issues/{shared}/pages/")


@pytest.fixture
def mila(studio: LiveStudio, browser: Browser, shared: int, watch: Watch) -> Iterator[Page]:
    """The editor's window, in a browser of her own as it were: another context, another account."""
    context = browser.new_context(base_url=studio.address, viewport={"width": 1440, "height": 900}, color_scheme="dark")
    context.set_default_timeout(PATIENCE)
    watch.over(context)
    page = context.new_page()
    page.goto(f"/accounts/login/?next=/issues/{shared}/pages/")
    page.get_by_label("Email").fill(MILA)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/pages/")
    yield page
    context.close()


def picture(page: Page, name: str) -> None:
    """Keep a picture of the window where somebody wants to look at it."""
    if LOOK:
        page.screenshot(path=str(Path(LOOK) / f"{name}.png"), caret="initial")


def words_of(page: Page) -> None:
    """Open the lettering of the panel whose first balloon has a tail."""
    page.locator("#hits [data-panel]").nth(1).click()
    page.locator("#tab-lettering").click()
    expect(page.locator(".letter textarea[name=text]").first).to_be_visible()


def see_one_another(ana: Page, mila: Page) -> None:
    """Each sees that the other is here."""
    expect(ana.locator("#also-here")).to_contain_text("Mila is here too")
    expect(mila.locator("#also-here")).to_contain_text("Ana is here too")
    picture(ana, "1-here-too")


def talk(ana: Page, mila: Page) -> None:
    """Mila pins a note and mentions Ana, whose window shows it by itself; they talk, and it is resolved."""
    mila.keyboard.press("n")
    mila.get_by_role("button", name="Pin to a place").click()
    mila.locator("#hits").click(position={"x": 120, "y": 160})
    note = mila.get_by_label("New note on page 1")
    note.press_sequentially("Is this too dark, @A")
    expect(mila.locator("#mention-offers")).to_contain_text("Ana")
    note.press("Enter")
    note.press_sequentially("?")
    expect(note).to_have_value("Is this too dark, @Ana ?")
    mila.get_by_role("button", name="Add note").click()
    expect(mila.locator(".conversation")).to_contain_text("Is this too dark")
    expect(note).to_have_value("")
    picture(mila, "2-note")
    expect(ana.locator(".pin")).to_have_text("1")
    expect(ana.locator("#strip .strip-notes").first).to_have_text("1")
    ana.goto("/")
    expect(ana.get_by_text("1 new note mentions you")).to_be_visible()
    picture(ana, "3-library")
    ana.goto("/mentions/")
    picture(ana, "3-mentions")
    ana.get_by_text("Is this too dark").click()
    expect(ana.locator(".conversation")).to_contain_text("Is this too dark")
    ana.get_by_placeholder("Answer").fill("No, it is dusk.")
    ana.get_by_role("button", name="Answer", exact=True).click()
    expect(mila.locator(".conversation")).to_contain_text("No, it is dusk.")
    mila.get_by_role("button", name="Resolve").click()
    expect(mila.locator(".conversation.is-resolved")).to_be_visible()
    expect(ana.locator(".conversation.is-resolved")).to_be_visible()
    picture(ana, "4-resolved")


def write_in_one_balloon(ana: Page, mila: Page) -> None:
    """Both write in the same balloon: the second is told, and keeps hers."""
    words_of(ana)
    words_of(mila)
    field = mila.locator(".letter textarea[name=text]").first
    hers = ana.locator(".letter textarea[name=text]").first
    hers.focus()  # what is being written in is never taken away by what others do
    with mila.expect_response("**/lettering/*/") as kept:
        field.fill("Where is your home?")
    assert kept.value.status == 200
    expect(ana.locator("#hits [data-balloon][data-words='Where is your home?']")).to_have_count(1)
    hers.fill("Who sent you here?")
    dialog = ana.locator("#overtaken-dialog")
    expect(dialog).to_contain_text("Mila changed these words")
    expect(dialog).to_contain_text("Where is your home?")
    expect(dialog).to_contain_text("Who sent you here?")
    picture(ana, "5-two-versions")
    expect(hers).to_have_value("Who sent you here?")
    dialog.get_by_role("button", name="Keep mine").click()
    expect(dialog).to_be_hidden()
    expect(mila.locator("#hits [data-balloon][data-words='Who sent you here?']")).to_have_count(1)
    # Going on writing conflicts with nobody any more.
    with ana.expect_response("**/lettering/*/") as kept:
        hers.fill("Who sent you here, child?")
    assert kept.value.status == 200


def lock(ana: Page, mila: Page) -> None:
    """Ana locks the page; what Mila tries then is refused with a reason, and her words stay where she typed them."""
    ana.goto(ana.url.split("&panel")[0].split("?")[0])
    ana.get_by_role("button", name="Lock", exact=True).click()
    expect(ana.locator("#page-state")).to_contain_text("Locked")
    picture(ana, "6-locked")
    mila.reload()
    field = mila.locator(".letter textarea[name=text]").first
    expect(mila.get_by_text("Page 1 is locked by Ana")).to_be_visible()
    field.fill("Something else")
    expect(mila.locator("#toasts")).to_contain_text("Page 1 is locked since")
    expect(field).to_have_value("Something else")
    picture(mila, "7-refused")


def finish(ana: Page, mila: Page) -> None:
    """Unlocked again, both finish: Mila keeps her words, Ana approves every page."""
    field = mila.locator(".letter textarea[name=text]").first
    ana.get_by_role("button", name="Unlock").click()
    expect(ana.locator("#page-state")).to_contain_text("Approved")
    with mila.expect_response("**/lettering/*/") as kept:
        field.fill("Something else, then.")
    assert kept.value.status == 200
    expect(ana.locator("#hits [data-balloon][data-words='Something else, then.']")).to_have_count(1)
    ana.goto(f"{ana.url.split('/pages/')[0]}/notes/?show=all")
    picture(ana, "8-notes")
    ana.goto(f"{ana.url.split('/notes/')[0]}/activity/")
    expect(ana.locator(".activity")).to_contain_text("Mila")
    picture(ana, "9-activity")


def test_two_people_work_on_one_issue_side_by_side(ana: Page, mila: Page, watch: Watch) -> None:
    watch.allow("423 (Locked)", "409 (Conflict)", "Status Error Code 423", "Status Error Code 409")
    see_one_another(ana, mila)
    talk(ana, mila)
    write_in_one_balloon(ana, mila)
    lock(ana, mila)
    finish(ana, mila)


def test_two_hands_at_one_balloon(ana: Page, mila: Page, watch: Watch) -> None:
    watch.allow("409 (Conflict)", "Status Error Code 409")
    handle = "#hits [data-balloon] >> nth=0"
    # Ana takes hold of it first and lets go last.
    box = ana.locator(handle).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    ana.mouse.move(x, y)
    ana.mouse.down()
    ana.mouse.move(x + 20, y + 10)
    ana.mouse.move(x + 30, y + 20)
    mila.locator(handle).focus()
    with mila.expect_response("**/move/") as moved:
        mila.keyboard.press("ArrowDown")
    assert moved.value.status == 200
    with ana.expect_response("**/move/") as told:
        ana.mouse.up()
    assert told.value.status == 409
    dialog = ana.locator("#overtaken-dialog")
    expect(dialog).to_contain_text("Where the balloon stands")
    picture(ana, "10-two-hands")
    dialog.get_by_role("link", name="Take theirs").click()
    expect(ana.locator("#overtaken-dialog")).to_be_hidden()
    # Two drags of one's own, one right after the other, are no conflict.
    for _ in range(2):
        ana.locator(handle).focus()
        with ana.expect_response("**/move/") as moved:
            ana.keyboard.press("ArrowRight")
        assert moved.value.status == 200
