"""Whoever changes pages holds the issue first: of two at the same moment one waits, and no database gives either up."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from comics.actions import notes
from comics.actions.lettering import Spot, move_lettering
from comics.actions.pages import set_page_format
from comics.actions.takes import choose_take
from comics.engines.errors import KeyRejected
from comics.jobs import arrange, queue, render, stale, submissions
from comics.models import Issue, Lettering, Note, Page, Submission, Take
from tests.studio import flat_engine, launch, make_issue, make_people
from tests.together import at_once
from tests.watching import PaperServer, paper_engine, paper_key

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 12


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def page(people):
    """A page whose panels are drawn, lettered in two languages."""
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    Issue.objects.filter(pk=issue.pk).update(languages=["fr"])
    return Page.objects.get()


def again(deed: Callable[[int], object]) -> Callable[[], None]:
    """The deed again and again, with the number of the round; what is left to the worker stays there."""

    def rounds() -> None:
        with queue.here():
            for number in range(ROUNDS):
                deed(number)

    return rounds


def test_edits_and_the_work_that_follows_them_never_give_one_another_up(page, people):
    by = people.owner

    def lay_out(number: int) -> None:
        set_page_format(Page.objects.get(pk=page.pk), ("a5", "")[number % 2], by=by)

    def letter(number: int) -> None:
        move_lettering(Lettering.objects.order_by("pk").first(), by=by, at=Spot(0.3 + number / 100, 0.2))

    def choose(number: int) -> None:
        choose_take(Take.objects.order_by("pk").last(), by=by)

    jobs = (render.preview_page, arrange.lay_page_out, arrange.letter_page, lambda pk: stale.check_issue(page.issue_id))
    deeds = [again(deed) for deed in (lay_out, letter, choose)]
    answers = at_once([*deeds, *(again(lambda number, job=job: job(page.pk)) for job in jobs)])
    assert answers == [None] * len(answers)


def test_a_note_can_be_changed_and_resolved_at_the_same_moment(page, people):
    note = notes.add_note(page, by=people.owner, text="The map is upside down.")

    def change(number: int) -> None:
        notes.change_note(Note.objects.get(pk=note.pk), by=people.owner, text=f"The map is upside down, {number}.")

    def resolve(number: int) -> None:
        notes.resolve_note(Note.objects.get(pk=note.pk), by=people.owner, resolved=number % 2 == 0)

    answers = at_once([again(change), again(resolve), again(change), again(resolve)])
    assert answers == [None] * 4


def test_a_rejected_key_and_whoever_cancels_never_give_one_another_up(people):
    with PaperServer() as server, paper_engine():
        key, issue = paper_key(people.owner, server, team=people.team), make_issue(people)
        for _ in range(ROUNDS):
            with queue.here():
                launch(issue, people, draw=False, engine="paper", key=key.pk)
        first, *others = Submission.objects.order_by("pk").values_list("pk", flat=True)
        Submission.objects.filter(pk=first).update(state="submitting", lease_owner="watcher", lease_until=timezone.now())
        cancel = [lambda pk=pk: submissions.give_up(pk, "Never mind.") for pk in reversed(others)]
        with queue.here():
            answers = at_once([lambda: submissions.fail("watcher", first, KeyRejected("No such token.")), *cancel])
    assert {type(answer) for answer in answers} == {bool}, answers
    assert not Submission.objects.filter(state="queued").exists()
