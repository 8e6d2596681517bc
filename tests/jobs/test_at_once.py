"""Many at the same moment, on whichever database: nothing is counted, numbered, taken or made twice."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from comics.actions import launch as launching
from comics.actions.budgets import check_budgets, set_budget
from comics.actions.errors import Refusal
from comics.actions.exports import request_export
from comics.actions.keys import add_key
from comics.actions.launch import Plan
from comics.actions.series import create_issue
from comics.actions.takes import upload_take
from comics.engines.contract import Price
from comics.jobs import draw, limits, queue, submissions, watch_leases, watch_sending
from comics.models import Allowance, Charge, Drawing, Export, Generation, Issue, Key, Panel, Submission, Take
from comics.models.ledger import PANELS
from tests.charges import make_charge
from tests.services.base import TOKEN
from tests.studio import flat_engine, launch, make_issue, make_people, picture_bytes
from tests.together import at_once
from tests.watching import PaperServer, paper_engine, paper_key

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def paper(people):
    with PaperServer() as server, paper_engine(concurrent=1):
        yield paper_key(people.owner, server, team=people.team)


@pytest.fixture
def waiting(people, paper):
    """Calls that wait to be sent, all of one account."""
    with queue.here():
        for _ in range(MANY):
            launch(make_issue(people), people, draw=False, engine="paper", key=paper.pk)
    return list(Submission.objects.values_list("pk", flat=True))


def test_each_call_is_taken_by_one_watcher(waiting):
    owners = [f"watcher-{number}" for number in range(3)]
    taken = at_once([lambda owner=owner: watch_leases.claim(owner, 100, lease=30.0) for owner in owners])
    assert sorted(pk for some in taken for pk in some) == sorted(waiting)


def test_an_account_gets_no_more_at_once_than_it_takes(waiting):
    for pk in waiting:
        Submission.objects.filter(pk=pk).update(lease_owner=f"watcher-{pk}", lease_until=timezone.now())
    answers = at_once([lambda pk=pk: watch_sending.begin_sending(f"watcher-{pk}", pk) for pk in waiting])
    assert answers.count(0.0) == 1, answers
    assert Submission.objects.filter(state="submitting").count() == 1


def test_what_is_cancelled_while_it_is_sent_is_either_sent_or_cancelled(waiting):
    for pk in waiting:
        Submission.objects.filter(pk=pk).update(lease_owner="watcher", lease_until=timezone.now())
        Submission.objects.filter(state="submitting").update(state="ready")
        sent, cancelled = at_once(
            [lambda pk=pk: watch_sending.begin_sending("watcher", pk), lambda pk=pk: submissions.give_up(pk, "Never mind.")]
        )
        assert (sent, cancelled) in ((0.0, False), (None, True))
        assert Submission.objects.get(pk=pk).state == ("submitting" if sent == 0.0 else "cancelled")


def test_an_allowance_is_exact():
    answers = at_once([lambda: limits.take("account", 4) for _ in range(MANY + 2)])
    assert answers.count(0.0) == 4
    assert len(Allowance.objects.get().stamps) == 4


def test_a_budget_holds_however_many_launch(people):
    set_budget(people.team, user=None, unit=PANELS, amount=Decimal(10))
    issues = [make_issue(people) for _ in range(MANY)]

    def spend(issue: Issue) -> None:
        with transaction.atomic():
            check_budgets(people.team, people.owner, panels=4, price=Price())
            make_charge(people.team, by=people.owner)

    answers = at_once([lambda issue=issue: spend(issue) for issue in issues])
    assert sum(isinstance(answer, Refusal) for answer in answers) == MANY - 2, answers
    assert Charge.objects.count() == 2


def test_a_button_pressed_many_times_at_once_makes_one(people):
    issue = make_issue(people)

    def draw_it() -> Generation:
        with queue.here():
            return launching.launch(Issue.objects.get(pk=issue.pk), Plan(), by=people.owner, nonce="nonce-of-this-launch")

    def bind_it() -> Export:
        with queue.here():
            return request_export(Issue.objects.get(pk=issue.pk), "pdf", by=people.owner, nonce="nonce-of-this-export")

    for press, model in ((draw_it, Generation), (bind_it, Export)):
        answers = at_once([press] * MANY)
        assert {type(answer) for answer in answers} == {model}, answers
        assert len({answer.pk for answer in answers}) == model.objects.count() == 1
    assert Panel.objects.count() == Drawing.objects.count() == 3


def test_takes_of_one_panel_get_a_number_each_and_changes_a_stamp_each(people):
    issue = make_issue(people)
    with flat_engine(), queue.here():
        launch(issue, people)
    panel, stamp = Panel.objects.first(), Issue.objects.get(pk=issue.pk).stamp

    def upload(shade: int) -> Take:
        file = SimpleUploadedFile("a.png", picture_bytes(size=(60 + shade, 48)))
        with queue.here():
            mine = Panel.objects.select_related("page__issue__series__team").get(pk=panel.pk)
            return upload_take(mine, by=people.owner, upload=file)

    answers = at_once([lambda shade=shade: upload(shade) for shade in range(MANY)])
    assert {type(answer) for answer in answers} == {Take}, answers
    assert list(panel.takes.values_list("number", flat=True)) == list(range(1, MANY + 2))
    assert Issue.objects.get(pk=issue.pk).stamp >= stamp + MANY


def test_the_last_two_panels_done_at_once_close_their_generation(people):
    issue = make_issue(people)
    generation = launch(issue, people, draw=False)

    def work(pk: int) -> None:
        with queue.here():
            draw.draw_panel(pk)

    with flat_engine():
        keys = list(Drawing.objects.values_list("pk", flat=True))
        answers = at_once([lambda pk=pk: work(pk) for pk in [*keys, *keys]])
    assert answers == [None] * (2 * len(keys))
    generation.refresh_from_db()
    assert generation.state == "ready"
    assert list(Take.objects.values_list("number", flat=True)) == [1] * len(keys)
    assert set(Drawing.objects.values_list("attempts", flat=True)) == {1}


def test_issues_started_at_once_get_a_number_each(people):
    series = make_issue(people).series
    answers = at_once([lambda: create_issue(series, by=people.owner) for _ in range(4)])
    assert {type(answer) for answer in answers} == {Issue}, answers
    assert sorted(series.issues.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_a_token_entered_twice_is_one_key(people):
    answers = at_once([lambda: add_key(people.owner, engine="kling", name="Mine", token=TOKEN) for _ in range(4)])
    assert {type(answer) for answer in answers} == {Key}, answers
    assert Key.objects.count() == 1
