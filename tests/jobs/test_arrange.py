"""Pages are laid out again when the series' format or direction changes."""

import pytest

from comics.actions.series import change_series
from comics.composition.formats import page_format
from comics.jobs import queue
from comics.jobs.compose import balloons_of, page_panels, reletter
from comics.models import Panel
from tests.studio import flat_engine, launch, make_issue, make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


def changed(issue, people, **fields):
    with queue.here() as work:
        change_series(issue.series, by=people.owner, **fields)
        work_off(work)
    return [panel.frame for panel in Panel.objects.filter(page__issue=issue)]


def test_another_direction_mirrors_the_frames_and_keeps_their_order(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    before = [panel.frame for panel in Panel.objects.filter(page__issue=issue)]
    width = page_format("us_comic").width
    after = changed(issue, people, direction="rtl")
    assert [(round(width - box.right), round(box.y)) for box in after] == [(round(box.x), round(box.y)) for box in before]


def test_another_format_brings_the_frames_onto_its_page(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    page = page_format("square")
    for box in changed(issue, people, page_format="square"):
        assert box.right <= page.width
        assert box.bottom <= page.height
    assert issue.live_pages().get().preview.width == issue.live_pages().get().preview.height


def test_another_title_moves_nothing(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    with queue.here() as work:
        change_series(issue.series, by=people.owner, title="Another title")
    assert work == []


def test_a_panel_lettered_alone_keeps_off_its_inset(people):
    """What lies over a panel is known although only that one is lettered anew."""
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    big, inset, last = page_panels(issue.live_pages().get())
    last.bin()
    size = issue.live_pages().get().format()
    Panel.objects.filter(pk=big.pk).update(box=list(size.live))
    # The inset covers all of the panel but a strip on the right.
    covered = size.live._replace(w=size.live.w * 0.6)
    Panel.objects.filter(pk=inset.pk).update(box=list(covered))
    page = issue.live_pages().get()
    reletter(page, [one for one in page_panels(page) if one.pk == big.pk])
    balloons = balloons_of([one for one in page_panels(page) if one.pk == big.pk])
    assert balloons
    assert all(balloon.box.x >= covered.right for balloon in balloons)
