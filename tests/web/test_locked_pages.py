"""A locked page refuses every change, whatever the route: those that change an open page are found by trying all of them."""

import datetime
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from comics.actions import covers, edits, takes
from comics.actions.frames_by_hand import present_frames
from comics.actions.lettering import change_lettering
from comics.actions.redraw import Wish, redraw
from comics.actions.snapshots import snapshot
from comics.actions.states import set_state
from comics.composition.crop import View
from comics.composition.gutters import gutters
from comics.jobs import queue
from comics.jobs.compose import page_panels
from comics.models import Edit, Page, Panel
from tests.rows import draw_issue
from tests.studio import SCRIPT, flat_engine, make_people, picture_bytes, work_off
from tests.web.test_routes import TABLE

pytestmark = pytest.mark.django_db

# What is sent where the matrix sends something that happens to change nothing.
SENT = {
    "choose_layout": {"layout": "grid-1x3"},
    "change_series": {"page_format": "a5"},
    "order_lettering": {"place": "2"},
    "move_panel": {"position": "1"},
    "upload_take": lambda: {"picture": SimpleUploadedFile("mine.png", picture_bytes())},
    "rename_issue": {"title": "Another"},
    "remove_language": {"language": "fr", "pieces": "1"},
    "translate_lettering": {"language": "fr", "text": "Perdu ?"},
    "redraw_panel": {"prompt": "Closer", "caption": "Ren: No."},
    "set_state": {"state": "approved"},
}
# They change pages without the page's own content: its state, and pages beside it.
MAY = {"set_state", "add_page", "add_cover", "continue_issue"}


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people, django_capture_on_commit_callbacks):
    return draw_issue(people, django_capture_on_commit_callbacks, text=SCRIPT, languages=["fr"])


@pytest.fixture
def rows(issue, people):
    """The rows that the routes name; an edit of the page can be undone, another one redone."""
    page = issue.live_pages().select_related("issue__series__team").first()
    panel = page.panels.get(objective="Ask")
    line = panel.lettering.get(speaker="Ren")
    line.translations.create(language="fr", text="Perdue ?")
    change_lettering(line, by=people.owner, kind="speech", text="Who are you?", speaker="Ren")
    takes.set_view(panel.chosen, by=people.owner, view=View(0.4, 0.4, 1.5))
    edits.undo(edits.undoable(issue, people.owner))
    return {"issue": issue, "series": issue.series, "page": page, "panel": panel, "lettering": line, "take": panel.chosen}


def content(page):
    """All that the page is made of; its number follows from other pages."""
    taken = snapshot(page.issue, [page.pk])
    own = {name: value for name, value in taken.pop("pages")[str(page.pk)].items() if name != "position"}
    return own, taken


def press(client, route, row):
    """What the route answers and what the page is afterwards; it is all taken back."""
    sent = SENT.get(route.name, route.sent)
    if route.name == "move_gutter":
        panels = page_panels(row)
        sent = {"gutter": gutters(present_frames(row, panels), row.format())[0].key, "by": "9"}
    with transaction.atomic(), queue.here():
        answer = client.post(reverse(route.name, args=[row.pk, *route.more]), sent() if callable(sent) else sent)
        page = Page.objects.select_related("issue__series").get(pk=press.page)
        after = content(page)
        transaction.set_rollback(True)
    return answer, after


def test_every_route_that_changes_a_page_refuses_while_it_is_locked(client, people, rows):
    client.force_login(people.owner)
    page = rows["page"]
    press.page = page.pk
    routes = [route for route in TABLE if route.method == "post" and route.row in rows]
    before = content(page)
    changing = {route.name for route in routes if press(client, route, rows[route.row])[1] != before}
    Page.objects.filter(pk=page.pk).update(state="locked", state_by=people.owner, state_at=timezone.now())
    for route in routes:
        answer, after = press(client, route, rows[route.row])
        assert after == before, route.name
        if route.name in changing - MAY:
            assert answer.status_code == 423, route.name
            assert "is locked" in answer.content.decode(), route.name
    # Those of which we know are among them, so that the test itself cannot forget them.
    known = {
        *("choose_layout", "set_page_format", "border_page", "spread_page", "bin_page", "move_gutter", "insert_panel"),
        *("delete_panel", "merge_panels", "split_panel", "move_panel", "frame_panel", "change_lettering", "move_lettering"),
        *("add_lettering", "remove_lettering", "order_lettering", "dress_lettering", "translate_lettering", "remove_language"),
        *("upload_take", "set_view", "undo_edit", "redo_edit", "redraw_panel", "launch_issue"),
    }
    assert known <= changing
    assert changing & MAY == set()


def test_the_sentence_says_since_when_by_whom_and_what_to_do(client, people, rows):
    client.force_login(people.owner)
    noon = datetime.datetime(2026, 11, 28, 12, 5, tzinfo=datetime.UTC)
    with mock.patch("django.utils.timezone.now", return_value=noon):
        set_state(rows["issue"], [rows["page"]], "locked", by=people.member, unlocks=False)
    answer = client.post(
        reverse("change_lettering", args=[rows["lettering"].pk]),
        {"kind": "speech", "text": "No"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 423
    assert answer.headers["HX-Reswap"] == "none"
    assert "Page 1 is locked since 28 November, 12:05 by mila: unlock it to change it." in answer.headers["HX-Trigger"]


def test_undoing_elsewhere_never_reaches_a_locked_page(client, people, rows):
    client.force_login(people.owner)
    set_state(rows["issue"], [rows["page"]], "locked", by=people.owner, unlocks=True)
    kept = Edit.objects.count()
    assert client.post(reverse("undo_edit", args=[rows["issue"].pk])).status_code == 423
    assert Edit.objects.count() == kept


def test_a_cover_that_is_locked_is_neither_written_on_nor_given_other_art(client, people, rows):
    client.force_login(people.owner)
    cover = covers.add_cover(rows["issue"], by=people.owner, kind="front")
    set_state(rows["issue"], [cover], "locked", by=people.owner, unlocks=True)
    assert client.post(reverse("change_cover", args=[cover.pk]), {"title": "Rain"}).status_code == 423
    assert client.post(reverse("change_cover", args=[cover.pk]), {"credits": "Words: Ann"}).status_code == 423
    assert client.post(reverse("use_take", args=[cover.pk]), {"take": rows["take"].pk}).status_code == 423
    assert client.post(reverse("rename_issue", args=[rows["issue"].pk]), {"title": "Another"}).status_code == 423
    assert b"The front cover is locked" in client.post(reverse("bin_page", args=[cover.pk])).content


@pytest.mark.parametrize("name", ["page_format", "border", "capitals"])
def test_what_pages_would_look_different_by_waits_until_they_are_unlocked(client, people, rows, name):
    client.force_login(people.owner)
    set_state(rows["issue"], [rows["page"]], "locked", by=people.owner, unlocks=True)
    series = rows["series"]
    style = {"title": series.title, "preset": "render", "page_format": "us_comic", "direction": "ltr", "language": "en"}
    style |= {"border": "line", "capitals": "on"}
    assert client.post(reverse("change_series", args=[series.pk]), {**style, "palette": "rain"}).status_code == 302
    changed = {"page_format": "a5", "border": "rough", "capitals": ""}[name]
    assert client.post(reverse("change_series", args=[series.pk]), {**style, name: changed}).status_code == 423
    assert client.post(reverse("delete_series", args=[series.pk])).status_code == 423
    assert client.post(reverse("delete_issue", args=[rows["issue"].pk])).status_code == 423


def test_a_picture_that_arrives_after_locking_is_kept_and_not_chosen(people, rows, django_capture_on_commit_callbacks):
    panel = Panel.objects.select_related("page__issue__series__team", "page__issue__script").get(pk=rows["panel"].pk)
    with flat_engine(), queue.here() as work:
        with django_capture_on_commit_callbacks(execute=True):
            redraw(panel, Wish(prompt="Closer"), by=people.owner, nonce="n" * 20)
        set_state(rows["issue"], [rows["page"]], "locked", by=people.owner, unlocks=True)
        before = content(rows["page"])
        with django_capture_on_commit_callbacks(execute=True):
            work_off(work)
    assert panel.takes.count() == 2
    assert content(rows["page"]) == before
    assert Panel.objects.get(pk=panel.pk).chosen_id == rows["take"].pk


def test_panels_of_locked_pages_are_left_out_where_many_are_drawn(client, people, rows):
    client.force_login(people.owner)
    Panel.objects.filter(pk=rows["panel"].pk).update(chosen=None)
    set_state(rows["issue"], [rows["page"]], "locked", by=people.owner, unlocks=True)
    sent = {"engine": "storyboard", "size": "fit", "nonce": "m" * 24}
    assert client.post(reverse("draw_missing", args=[rows["issue"].pk]), sent).status_code == 423
    Panel.objects.update(stale=["The style changed."], chosen=rows["take"])
    assert client.post(reverse("redraw_stale", args=[rows["issue"].pk]), sent).status_code == 423
    assert client.post(reverse("accept_panel", args=[rows["panel"].pk])).status_code == 423
