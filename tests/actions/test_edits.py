"""Edits of pages can be undone and redone, and never take away what somebody else did."""

import pytest
from django.db import transaction

from comics.actions import edits, page_order, pages
from comics.actions.binned import discard_binned
from comics.actions.edits import recorded, redo, redoable, undo, undoable
from comics.actions.errors import Conflict, Refusal
from comics.actions.lettering import add_lettering, remove_lettering
from comics.actions.translations import add_language, keep_translation
from comics.jobs import queue
from comics.models import Edit, Lettering, Panel
from tests.rows import draw_issue
from tests.studio import SCRIPT, flat_engine, launch, make_issue, make_people, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def page(people, django_capture_on_commit_callbacks):
    issue = draw_issue(people, django_capture_on_commit_callbacks, text=SCRIPT)
    return issue.live_pages().select_related("issue__series__team").first()


def fail(page, people):
    with recorded([page], by=people.owner, label="fail"), transaction.atomic():
        Panel.objects.filter(page=page).update(shot="long")
        raise Refusal("No.")


def boxes(page):
    return [panel.box for panel in page.panels.live().order_by("position")]


def test_a_layout_is_taken_back_and_chosen_again(page, people):
    before = boxes(page)
    other = next(key for key in ("grid-1x3", "big-first") if key != page.layout)
    pages.choose_layout(page, other, by=people.owner)
    after = boxes(page)
    assert before != after
    undo(undoable(page.issue, people.owner))
    page.refresh_from_db()
    assert (boxes(page), page.layout) == (before, "auto-1")
    redo(redoable(page.issue, people.owner))
    page.refresh_from_db()
    assert (boxes(page), page.layout) == (after, other)


def discarded(page, people):
    pages.bin_page(page, by=None)
    discard_binned(page)


def test_lettering_of_a_page_that_was_deleted_for_good_does_not_come_back(page, people):
    page = page_order.add_page(page.issue, by=people.owner)
    line = add_lettering(page.panels.first(), by=people.owner, kind="speech", text="Hm.")
    remove_lettering(line, by=people.owner)
    discarded(page, people)
    with pytest.raises(Conflict):
        undo(undoable(page.issue, people.owner))
    assert not Lettering.objects.filter(pk=line.pk).exists()


def test_a_page_that_was_deleted_for_good_is_not_added_again(page, people):
    made = page_order.add_page(page.issue, by=people.owner, after=page)
    undo(undoable(page.issue, people.owner))
    made.refresh_from_db()
    discard_binned(made)
    with pytest.raises(Conflict):
        redo(redoable(page.issue, people.owner))
    assert redoable(page.issue, people.owner) is None


def test_pages_that_were_added_meanwhile_close_up(page, people):
    made = page_order.add_page(page.issue, by=people.owner, after=page)
    last = page_order.add_page(page.issue, by=people.member, after=made)
    undo(undoable(page.issue, people.owner))
    assert [(one.pk, one.position) for one in page.issue.live_pages()] == [(page.pk, 1), (last.pk, 2)]
    redo(redoable(page.issue, people.owner))
    assert [(one.pk, one.position) for one in page.issue.live_pages()] == [(page.pk, 1), (made.pk, 2), (last.pk, 3)]


def test_a_translation_of_lettering_that_is_gone_does_not_come_back(page, people):
    add_language(page.issue, "fr", by=people.owner)
    line = Lettering.objects.filter(panel__page=page).first()
    with recorded([page], by=people.owner, label="translate"):
        keep_translation(line, "fr", "Bon.")
    undo(undoable(page.issue, people.owner))
    Lettering.objects.filter(pk=line.pk).delete()
    with pytest.raises(Conflict):
        redo(redoable(page.issue, people.owner))


def test_deleted_lettering_comes_back_with_its_key_and_its_place(page, people):
    line = Lettering.objects.filter(panel__page=page).first()
    Lettering.objects.filter(pk=line.pk).update(at_x=0.3, at_y=0.4)
    with recorded([page], by=people.owner, label="delete a balloon"):
        line.delete()
    undo(undoable(page.issue, people.owner))
    back = Lettering.objects.get(text=line.text)
    assert (back.at_x, back.at_y, back.panel_id) == (0.3, 0.4, line.panel_id)
    assert back.balloons(), "what came back stands on the page again"
    redo(redoable(page.issue, people.owner))
    assert not Lettering.objects.filter(text=line.text).exists()


def test_a_new_panel_goes_to_the_bin_and_comes_back(page, people):
    with recorded([page], by=people.owner, label="add a panel"):
        made = Panel.objects.create(page=page, position=9, action="Rain")
    undo(undoable(page.issue, people.owner))
    made.refresh_from_db()
    assert made.binned_at is not None
    redo(redoable(page.issue, people.owner))
    made.refresh_from_db()
    assert made.binned_at is None


def test_what_somebody_else_changed_since_is_left_alone(page, people):
    line = Lettering.objects.filter(panel__page=page).first()
    with recorded([page], by=people.owner, label="write"):
        Lettering.objects.filter(pk=line.pk).update(text="Mine")
    with recorded([page], by=people.member, label="write"):
        Lettering.objects.filter(pk=line.pk).update(text="Theirs")
    with pytest.raises(Conflict):
        undo(undoable(page.issue, people.owner))
    line.refresh_from_db()
    assert line.text == "Theirs"
    assert undoable(page.issue, people.owner) is None, "an edit that cannot be undone does not bar the way"


def test_other_fields_of_the_same_row_do_not_stand_in_the_way(page, people):
    line = Lettering.objects.filter(panel__page=page).first()
    with recorded([page], by=people.owner, label="write"):
        Lettering.objects.filter(pk=line.pk).update(text="Mine")
    Lettering.objects.filter(pk=line.pk).update(at_x=0.2, at_y=0.2)
    undo(undoable(page.issue, people.owner))
    kept = Lettering.objects.get(pk=line.pk)
    assert (kept.text, kept.at_x) == (line.text, 0.2)


def test_typing_in_one_field_is_one_edit(page, people):
    line = Lettering.objects.filter(panel__page=page).first()
    for text in ("W", "Wh", "What?"):
        with recorded([page], by=people.owner, label="write", about=f"lettering-{line.pk}"):
            Lettering.objects.filter(pk=line.pk).update(text=text)
    assert Edit.objects.count() == 1
    undo(undoable(page.issue, people.owner))
    assert Lettering.objects.get(pk=line.pk).text == line.text


def test_a_new_edit_ends_what_could_be_redone(page, people):
    pages.choose_layout(page, "grid-1x3", by=people.owner)
    undo(undoable(page.issue, people.owner))
    page.refresh_from_db()
    pages.choose_layout(page, "big-first", by=people.owner)
    assert redoable(page.issue, people.owner) is None


def test_nothing_is_recorded_for_what_changes_nothing_or_fails(page, people):
    with recorded([page], by=people.owner, label="look"):
        pass
    with pytest.raises(Refusal):
        fail(page, people)
    assert not Edit.objects.exists()


def test_a_deleted_page_comes_back_in_its_place(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, pages=3, per_page=1)
    second = issue.live_pages().select_related("issue__series__team")[1]
    pages.bin_page(second, by=people.owner)
    assert [p.position for p in issue.live_pages()] == [1, 2]
    undo(undoable(issue, people.owner))
    assert [p.pk for p in issue.live_pages()][1] == second.pk
    assert [p.position for p in issue.live_pages()] == [1, 2, 3]


def test_undo_is_each_persons_own(page, people):
    pages.choose_layout(page, "grid-1x3", by=people.owner)
    assert undoable(page.issue, people.member) is None


def test_only_one_of_two_presses_undoes(page, people):
    pages.choose_layout(page, "grid-1x3", by=people.owner)
    edit = undoable(page.issue, people.owner)
    undo(edit)
    with pytest.raises(Refusal):
        undo(edit)


def test_a_crowded_page_is_lettered_by_the_worker(page, people, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(edits, "MOST_AT_ONCE", 1)
    line = Lettering.objects.filter(panel__page=page).first()
    with recorded([page], by=people.owner, label="write"):
        Lettering.objects.filter(pk=line.pk).update(text="Mine")
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        undo(undoable(page.issue, people.owner))
    assert ("arrange.letter_page", (page.pk,)) in work
    work_off(work)
    assert Lettering.objects.get(pk=line.pk).balloons()[0].text == line.text
