"""Panels are inserted, deleted, merged, split, moved and framed; the page follows and all of it can be undone."""

import pytest

from comics.actions import frames_by_hand, page_order, panels, splitting
from comics.actions.edits import undo, undoable
from comics.actions.errors import Refusal
from comics.composition.gutters import gutters
from comics.jobs.compose import page_panels, panel_art
from comics.models import Drawing, Page, Panel
from tests.rows import draw_issue
from tests.studio import SCRIPT, flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def page(people, django_capture_on_commit_callbacks):
    issue = draw_issue(people, django_capture_on_commit_callbacks, text=SCRIPT)
    return issue.live_pages().select_related("issue__series__team").first()


def rows(page):
    return page_panels(Page.objects.select_related("issue__series__team").get(pk=page.pk))


def state(page):
    fresh = Page.objects.get(pk=page.pk)
    told = [(p.pk, p.box, p.words(), [line.text for line in p.lettering.all()]) for p in rows(page)]
    return fresh.layout, fresh.spread, told


def apart(boxes):
    return all(a.overlap(b) < 1 for at, a in enumerate(boxes) for b in boxes[at + 1 :])


def undone(page, by, before):
    while edit := undoable(page.issue, by):
        undo(edit)
    assert state(page) == before


def test_an_inserted_panel_stands_after_the_one_named(page, people):
    before = state(page)
    first = rows(page)[0]
    made = panels.insert_panel(page, by=people.owner, after=first)
    assert [p.pk for p in rows(page)][:2] == [first.pk, made.pk]
    assert [p.position for p in rows(page)] == [0, 1, 2, 3]
    assert apart([p.frame for p in rows(page)])
    undone(page, people.owner, before)


def test_a_page_takes_twenty_panels_and_no_more(page, people):
    Panel.objects.bulk_create(Panel(page=page, position=position) for position in range(3, 20))
    with pytest.raises(Refusal, match="20 panels"):
        panels.insert_panel(page, by=people.owner)


def test_a_deleted_panel_leaves_no_gap_and_comes_back(page, people):
    before = state(page)
    panels.delete_panel(rows(page)[1], by=people.owner)
    assert [p.position for p in rows(page)] == [0, 1]
    undone(page, people.owner, before)


def test_the_last_panel_of_a_page_stays(page, people):
    for panel in rows(page)[:2]:
        panels.delete_panel(panel, by=people.owner)
    with pytest.raises(Refusal, match="Delete the page"):
        panels.delete_panel(rows(page)[0], by=people.owner)


def test_a_merged_panel_has_the_words_the_lettering_and_the_takes_of_both(page, people):
    before = state(page)
    first, second = rows(page)[:2]
    texts = [line.text for panel in (first, second) for line in panel.lettering.all()]
    merged = splitting.merge_panels(first, by=people.owner)
    assert first.objective in merged.objective
    assert second.objective in merged.objective
    assert [line.text for line in rows(page)[0].lettering.all()] == texts
    assert merged.takes.count() == 2
    assert {take.picture_id for take in merged.takes.all()} == {first.chosen.picture_id, second.chosen.picture_id}
    assert len(rows(page)) == 2
    undone(page, people.owner, before)


@pytest.mark.parametrize("drawing", ["drawing", "held"])
def test_a_panel_that_is_being_drawn_is_not_merged_away(page, people, drawing):
    first, second = rows(page)[:2]
    Drawing.objects.filter(panel=second).update(state=drawing)
    with pytest.raises(Refusal, match="being drawn"):
        splitting.merge_panels(first, by=people.owner)
    assert len(rows(page)) == 3
    Drawing.objects.filter(panel=second).update(state="ready")
    Drawing.objects.filter(panel=first).update(state=drawing)
    splitting.merge_panels(first, by=people.owner)
    assert len(rows(page)) == 2


def test_the_last_panel_has_none_to_be_merged_with(page, people):
    with pytest.raises(Refusal, match="no panel after"):
        splitting.merge_panels(rows(page)[-1], by=people.owner)


@pytest.mark.parametrize("across", [True, False])
def test_the_picture_goes_on_across_the_halves_of_a_split_panel(page, people, across):
    before = state(page)
    big = max(rows(page), key=lambda p: p.frame.area)
    whole = panel_art(big).crop
    second = splitting.split_panel(big, by=people.owner, across=across)
    first, later = (next(p for p in rows(page) if p.pk == pk) for pk in (big.pk, second.pk))
    (x, y, zoom), (further, lower, other_zoom) = first.chosen.view, later.chosen.view
    assert later.chosen.picture_id == first.chosen.picture_id
    assert min(zoom, other_zoom) >= 1
    if across:
        assert first.frame.bottom < later.frame.y
        assert whole.y < y < whole.centre.y < lower < whole.bottom
        assert x == pytest.approx(further)
    else:
        assert first.frame.right < later.frame.x
        assert whole.x < x < whole.centre.x < further < whole.right
        assert y == pytest.approx(lower)
    assert len(rows(page)) == 4
    assert apart([p.frame for p in rows(page)])
    undone(page, people.owner, before)


def test_panels_move_from_frame_to_frame(page, people):
    before = state(page)
    frames = [p.box for p in rows(page)]
    keys = [p.pk for p in rows(page)]
    panels.move_panel(rows(page)[2], by=people.owner, page=page, position=0)
    assert [p.pk for p in rows(page)] == [keys[2], keys[0], keys[1]]
    assert [p.box for p in rows(page)] == frames
    undone(page, people.owner, before)


def test_a_panel_moves_to_another_page(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, pages=2, per_page=2)
    one, two = issue.live_pages().select_related("issue__series__team")
    before = state(one), state(two)
    moved = rows(one)[0]
    panels.move_panel(moved, by=people.owner, page=two, position=0)
    assert rows(two)[0].pk == moved.pk
    assert len(rows(one)) == 1
    with pytest.raises(Refusal, match="only panel"):
        panels.move_panel(rows(one)[0], by=people.owner, page=two, position=0)
    undo(undoable(issue, people.owner))
    assert (state(one), state(two)) == before


def test_a_panel_never_moves_to_another_issue(page, people):
    other = make_issue(people)
    elsewhere = page_order.add_page(other, by=people.owner)
    with pytest.raises(Refusal, match="another issue"):
        panels.move_panel(rows(page)[0], by=people.owner, page=elsewhere, position=0)


def test_a_moved_gutter_makes_the_layout_the_authors_own(page, people):
    before = state(page)
    frames = [p.frame for p in rows(page)]
    gutter = gutters(frames, page.format())[0]
    frames_by_hand.move_gutter(page, gutter.key, by=people.owner, points=12)
    moved = [p.frame for p in rows(page)]
    if gutter.upright:
        assert moved[gutter.before[0]].right == pytest.approx(frames[gutter.before[0]].right + 12, abs=0.1)
    else:
        assert moved[gutter.before[0]].bottom == pytest.approx(frames[gutter.before[0]].bottom + 12, abs=0.1)
    assert Page.objects.get(pk=page.pk).layout == "hand"
    made = panels.insert_panel(page, by=people.owner, after=rows(page)[0])
    assert Page.objects.get(pk=page.pk).layout == "hand", "what hands have set is kept when a panel comes in"
    panels.delete_panel(made, by=people.owner)
    assert apart([p.frame for p in rows(page)])
    undone(page, people.owner, before)


def test_a_gutter_that_is_gone_is_refused(page, people):
    with pytest.raises(Refusal, match="not there any more"):
        frames_by_hand.move_gutter(page, "x7_8", by=people.owner, points=12)


def test_a_bleeding_panel_reaches_the_end_of_the_paper_and_keeps_its_frame(page, people):
    before = state(page)
    panel = rows(page)[0]
    panels.frame_panel(panel, by=people.owner, border="rough", bleeds=True)
    shown = rows(page)[0]
    assert (shown.frame.x, shown.frame.y) == (-page.format().bleed, -page.format().bleed)
    assert panel_art(shown).border == "rough"
    panels.frame_panel(shown, by=people.owner, border="", bleeds=False)
    assert rows(page)[0].frame == pytest.approx(panel.frame, abs=0.05)
    with pytest.raises(Refusal):
        panels.frame_panel(panel, by=people.owner, border="golden", bleeds=False)
    undone(page, people.owner, before)
