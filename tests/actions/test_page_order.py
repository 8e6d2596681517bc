"""Pages are added, moved, widened to spreads and joined; numbers follow, and all of it can be undone."""

import pytest

from comics.actions import page_order
from comics.actions.edits import redo, redoable, undo, undoable
from comics.actions.errors import Refusal
from comics.jobs.compose import page_panels
from comics.models import Page
from tests.studio import flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people):
    made = make_issue(people)
    with flat_engine():
        launch(made, people, pages=3, per_page=1)
    return made


def pages(issue):
    return list(issue.live_pages().select_related("issue__series__team"))


def keys(issue):
    return [page.pk for page in pages(issue)]


def test_an_empty_page_comes_after_the_one_named(issue, people):
    before = keys(issue)
    made = page_order.add_page(issue, by=people.owner, after=pages(issue)[0], panels=4)
    assert keys(issue) == [before[0], made.pk, *before[1:]]
    assert [page.position for page in pages(issue)] == [1, 2, 3, 4]
    assert len({tuple(panel.box) for panel in page_panels(made)}) == 4
    undo(undoable(issue, people.owner))
    assert keys(issue) == before
    redo(redoable(issue, people.owner))
    assert keys(issue) == [before[0], made.pk, *before[1:]]


@pytest.mark.parametrize("panels", [0, 21])
def test_no_page_has_no_panels_or_too_many(issue, people, panels):
    with pytest.raises(Refusal):
        page_order.add_page(issue, by=people.owner, panels=panels)


@pytest.mark.parametrize(("position", "order"), [(1, [2, 0, 1]), (2, [0, 2, 1]), (9, [0, 1, 2])])
def test_a_page_moves_to_its_new_place(issue, people, position, order):
    before = keys(issue)
    page_order.move_page(pages(issue)[2], by=people.owner, position=position)
    assert keys(issue) == [before[at] for at in order]


def test_a_moved_page_moves_back(issue, people):
    before = keys(issue)
    page_order.move_page(pages(issue)[0], by=people.owner, position=3)
    undo(undoable(issue, people.owner))
    assert keys(issue) == before
    assert [page.position for page in pages(issue)] == [1, 2, 3]


def test_a_spread_is_twice_as_wide_and_counts_twice(issue, people):
    first = pages(issue)[0]
    width = first.format().width
    page_order.spread_page(first, by=people.owner, spread=True)
    spread = pages(issue)[0]
    assert spread.format().width == pytest.approx(2 * width)
    assert [page.number() for page in pages(issue)] == [1, 3, 4]
    assert page_panels(spread)[0].frame.w > width
    page_order.spread_page(spread, by=people.owner, spread=False)
    assert pages(issue)[0].format().width == pytest.approx(width)


def test_two_pages_become_one_spread_with_the_panels_of_both(issue, people):
    before = [(page.pk, page.spread, [(p.pk, p.box) for p in page_panels(page)]) for page in pages(issue)]
    first, second, _ = pages(issue)
    panels = [p.pk for page in (first, second) for p in page_panels(page)]
    page_order.join_pages(first, by=people.owner)
    assert len(pages(issue)) == 2
    assert [p.pk for p in page_panels(pages(issue)[0])] == panels
    undo(undoable(issue, people.owner))
    assert [(page.pk, page.spread, [(p.pk, p.box) for p in page_panels(page)]) for page in pages(issue)] == before


def test_what_cannot_be_a_spread_is_told(issue, people):
    with pytest.raises(Refusal, match="no page after"):
        page_order.join_pages(pages(issue)[2], by=people.owner)
    page_order.spread_page(pages(issue)[0], by=people.owner, spread=True)
    with pytest.raises(Refusal, match="spread already"):
        page_order.join_pages(pages(issue)[0], by=people.owner)
    cover = Page.objects.create(issue=issue, kind="front", position=0)
    with pytest.raises(Refusal, match="cover"):
        page_order.spread_page(cover, by=people.owner, spread=True)
