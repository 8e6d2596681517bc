"""Two people in the same instant: one waits for the other, and nothing of the one becomes part of the other's edit."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from comics.actions import covers, edits, page_order
from comics.actions.edits import recorded
from comics.actions.lettering import change_lettering
from comics.models import Edit, Issue, Lettering, Page
from tests.studio import SCRIPT, flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people):
    made = make_issue(people, text=SCRIPT)
    with flat_engine():
        launch(made, people)
    return made


def both(work):
    """Do it twice at the same time, each with a connection of its own."""
    ready = threading.Barrier(2)

    def one(name):
        try:
            ready.wait(timeout=20)
            return work(name)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, "ab"))


def test_two_people_add_a_page_each_and_one_cover_together(people, issue):
    story = issue.live_pages().count()
    both(lambda name: page_order.add_page(Issue.objects.get(pk=issue.pk), by=people.owner))
    assert list(issue.live_pages().values_list("position", flat=True)) == list(range(1, story + 3))
    both(lambda name: covers.add_cover(Issue.objects.get(pk=issue.pk), by=people.owner, kind="front"))
    assert Page.objects.filter(issue=issue, kind="front").count() == 1


def test_what_another_changes_meanwhile_is_no_part_of_an_edit(people, issue):
    ren, mino = (Lettering.objects.get(speaker=name) for name in ("Ren", "Mino"))
    page = Page.objects.select_related("issue__series__team").get(pk=ren.panel.page_id)
    begun, asked = threading.Event(), threading.Event()

    def slowly():
        try:
            with recorded([page], by=people.owner, label="slow"):
                begun.set()
                asked.wait(timeout=20)
                Lettering.objects.filter(pk=ren.pk).update(text="Slow.")
        finally:
            connection.close()

    def meanwhile():
        try:
            begun.wait(timeout=20)
            asked.set()
            line = Lettering.objects.select_related("panel__page__issue__series__team").get(pk=mino.pk)
            change_lettering(line, by=people.member, kind="speech", text="Quick.", speaker="Mino")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(slowly), pool.submit(meanwhile)]:
            done.result(timeout=60)
    slow = Edit.objects.get(label="slow")
    assert set(slow.after["lettering"]) == {str(ren.pk)}
    edits.undo(slow)
    assert Lettering.objects.get(pk=mino.pk).text == "Quick."
