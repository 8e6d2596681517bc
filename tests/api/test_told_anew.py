"""Whatever is changed in the studio is told at once: pages that are kept for those who look again are never old ones."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comics.actions import edits, lettering, page_order, pages, panels, redraw, splitting, takes
from comics.actions.launch import Plan, launch
from comics.actions.scripts import save_script
from comics.actions.series import change_series, rename_issue
from comics.jobs import queue
from comics.jobs.compose import page_layouts, page_panels
from comics.models import Issue, Lettering, Page, Panel, Take, Team
from comics.serialize import comic
from tests.api.asking import Program
from tests.studio import SCRIPT, flat_engine, make_issue, make_people, picture_bytes, work_off
from tests.studio import launch as launch_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    issue = make_issue(people)
    with flat_engine():
        launch_as(issue, people, pages=2, per_page=2)
    return issue


def page(issue, position=1):
    return Page.objects.select_related("issue__series").get(issue=issue, position=position, binned_at=None)


def panel(issue, at=0, position=1):
    rows = Panel.objects.live().select_related("page__issue__series").filter(page=page(issue, position))
    return rows.order_by("position")[at]


def line(issue):
    rows = Lettering.objects.select_related("panel__page__issue__series")
    return rows.get(panel__page__issue=issue, speaker="Ren", panel__page__binned_at=None)


def older_take(issue):
    return Take.objects.select_related("panel__page__issue__series").filter(panel=panel(issue)).order_by("number")[0]


def upload(issue, by):
    file = SimpleUploadedFile("own.png", picture_bytes(size=(90, 70)), content_type="image/png")
    return takes.upload_take(panel(issue), by=by, upload=file)


def draw_again(issue, by):
    return redraw.redraw(panel(issue), redraw.Wish(prompt="Closer", caption="Ren: Hm."), by=by, nonce="r" * 24)


def other_layout(issue):
    own = page(issue)
    return next(each.key for each in page_layouts(own, page_panels(own)) if each.key != own.layout)


DEEDS = {
    "words": lambda issue, by: lettering.change_lettering(line(issue), by=by, kind="speech", text="Gone?", speaker="Ren"),
    "a line more": lambda issue, by: lettering.add_lettering(panel(issue), by=by, kind="sfx", text="CLANG"),
    "order of lines": lambda issue, by: lettering.order_lettering(line(issue), by=by, place=1),
    "a line less": lambda issue, by: lettering.remove_lettering(line(issue), by=by),
    "undo": lambda issue, by: edits.undo(edits.undoable(issue, by)),
    "redo": lambda issue, by: edits.redo(edits.redoable(issue, by)),
    "upload": upload,
    "take": lambda issue, by: takes.choose_take(older_take(issue), by=by),
    "redraw": draw_again,
    "insert": lambda issue, by: panels.insert_panel(page(issue), by=by),
    "layout": lambda issue, by: pages.choose_layout(page(issue), other_layout(issue), by=by),
    "split": lambda issue, by: splitting.split_panel(panel(issue), by=by, across=True),
    "merge": lambda issue, by: splitting.merge_panels(panel(issue), by=by),
    "order": lambda issue, by: panels.move_panel(panel(issue), by=by, page=page(issue), position=1),
    "delete": lambda issue, by: panels.delete_panel(panel(issue), by=by),
    "add a page": lambda issue, by: page_order.add_page(issue, by=by),
    "move a page": lambda issue, by: page_order.move_page(page(issue), by=by, position=2),
    "bin": lambda issue, by: pages.bin_page(page(issue), by=by),
    "bring back": lambda issue, by: pages.bring_back_page(
        Page.objects.select_related("issue__series").exclude(binned_at=None).get(issue=issue), by=by
    ),
    "continue": lambda issue, by: redraw.continue_issue(issue, Plan(), by=by, nonce="c" * 24, prompt="They walk on."),
    "script": lambda issue, by: save_script(issue, by=by, text=f"{SCRIPT}\n[Notes]\nMore rain."),
    "title": lambda issue, by: rename_issue(issue, by=by, title="Rain"),
    "series": lambda issue, by: change_series(issue.series, by=by, title="The Owl"),
    "addresses": lambda issue, by: Team.objects.filter(pk=issue.series.team_id).update(asset_version=9),
    "launch": lambda issue, by: launch(issue, Plan(), by=by, nonce="l" * 24),
}


def test_whatever_is_done_in_the_studio_is_told_at_once(people, issue):
    program = Program(people.owner, people.team)
    id, before, quiet = f"gen_{issue.pk}", program.get(f"gen_{issue.pk}"), []
    for name, deed in DEEDS.items():
        fresh = Issue.objects.select_related("series__team", "script").get(pk=issue.pk)
        with flat_engine(), queue.here() as work:
            deed(fresh, people.owner)
            began = program.get(id)
            assert began == as_it_is(issue), name
            work_off(work)
        told = program.get(id)
        assert told == as_it_is(issue), name
        if told == before:
            quiet.append(name)
        before = told
    assert quiet == []


def as_it_is(issue):
    return json.loads(json.dumps(comic(Issue.objects.get(pk=issue.pk), base="http://testserver")))
