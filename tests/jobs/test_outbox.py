"""What is written into the outbox: once for each change of an issue, in its transaction, and nothing for nobody."""

import json
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from comics.actions import decisions
from comics.actions.deliveries import sample
from comics.actions.errors import Refusal
from comics.actions.launch import Plan
from comics.actions.missing import draw_missing, draw_panels
from comics.actions.programs import continue_comic, create_comic
from comics.actions.redraw import Wish, redraw
from comics.jobs import outbox, queue, submissions
from comics.jobs.draw import draw_panel
from comics.jobs.takes import finish_generation
from comics.models import (
    Drawing,
    Generation,
    Issue,
    Member,
    Panel,
    Submission,
    Team,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from comics.models.assets import site_address
from comics.serialize.comics import comic
from comics.vocabulary import HookEvent
from comics.wire import ContinueOrder, CreateOrder
from tests.rows import make_webhook
from tests.studio import People, flat_engine, launch, make_issue, make_people, make_user, work_off
from tests.together import at_once

CREATED, UPDATED, COMPLETED, FAILED = (event.value for event in HookEvent)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def webhook(people):
    return make_webhook(people)


@pytest.fixture
def issue(people):
    return make_issue(people)


@pytest.fixture
def work():
    with queue.here() as work:
        yield work


def kinds():
    return list(WebhookEvent.objects.order_by("pk").values_list("kind", flat=True))


def told():
    return [json.loads(event.body) for event in WebhookEvent.objects.order_by("pk")]


def test_a_launch_is_told_when_it_begins_and_when_the_last_picture_is_there(people, issue, webhook, work):
    with flat_engine():
        launch(issue, people, draw=False)
    assert kinds() == [CREATED]
    (begun,) = told()
    assert set(begun) == {"id", "type", "created", "data"}
    assert begun["id"] == WebhookEvent.objects.get().uid
    assert begun["created"] == int(WebhookEvent.objects.get().created_at.timestamp())
    assert (begun["data"]["id"], begun["data"]["status"]) == (f"gen_{issue.pk}", "LOADING")
    first, *others = Drawing.objects.order_by("pk")
    with flat_engine():
        draw_panel(first.pk)
        assert kinds() == [CREATED]
        for drawing in others:
            draw_panel(drawing.pk)
    assert kinds() == [CREATED, COMPLETED]
    assert told()[1]["data"] == comic(issue, base=site_address())
    assert told()[1]["data"]["status"] == "PROCESSED"
    assert [delivery.endpoint for delivery in WebhookDelivery.objects.all()] == [webhook] * 2
    assert WebhookEvent.objects.filter(team=people.team, issue=issue).count() == 2


def test_the_body_stays_as_it_was(people, issue, webhook, work):
    with flat_engine():
        launch(issue, people)
    before = WebhookEvent.objects.get(kind=COMPLETED).body
    Panel.objects.update(objective="Other")
    issue.title = "Another title"
    issue.save()
    assert WebhookEvent.objects.get(kind=COMPLETED).body == before
    assert "Another title" not in before
    issue.delete()
    assert WebhookEvent.objects.get(kind=COMPLETED).issue is None


def test_what_cannot_be_drawn_is_told_as_failed_and_what_is_missing_as_updated(people, issue, webhook, work):
    with flat_engine(fails="bridge"):
        launch(issue, people)
    assert kinds() == [CREATED, FAILED]
    assert told()[-1]["data"]["status"] == "FAILED"
    with flat_engine():
        draw_missing(issue, Plan(), by=people.owner, nonce="n" * 24)
        work_off(work)
    assert kinds() == [CREATED, FAILED, UPDATED, COMPLETED]


def test_a_redraw_beside_another_is_told_once_both_have_ended(people, issue, webhook, work):
    with flat_engine():
        launch(issue, people)
        one, other, _ = Panel.objects.order_by("pk")
        for panel in (one, other):
            redraw(panel, Wish(prompt="Closer"), by=people.owner, nonce=f"{panel.pk}" * 24)
        assert kinds() == [CREATED, COMPLETED, UPDATED, UPDATED]
        draw_panel(Drawing.objects.get(panel=one, state="queued").pk)
        assert len(kinds()) == 4
        draw_panel(Drawing.objects.get(panel=other, state="queued").pk)
    assert kinds() == [CREATED, COMPLETED, UPDATED, UPDATED, COMPLETED]


def test_what_is_taken_back_was_never_told(people, issue, webhook, work):
    with flat_engine(), transaction.atomic():
        launch(issue, people, draw=False)
        assert kinds() == [CREATED]
        transaction.set_rollback(True)
    assert kinds() == []


FILES = [{"type": "document", "url": "https://files.example/notes.pdf"}]


def test_what_a_program_begins_is_told_with_the_files_that_it_sent(people, webhook, work):
    """The body is what reading it answers a moment later."""
    order = CreateOrder.model_validate({"prompt": "A fox waits.", "fixPanelNum": 1, "attachments": FILES})
    made = create_comic(people.team, order, by=people.owner).generation.issue
    (begun,) = told()
    assert begun["data"] == comic(Issue.objects.get(), base=site_address())
    assert begun["data"]["comics"][0]["attachments"] == FILES
    more = ContinueOrder.model_validate(
        {"action": "continueWrite", "prompt": "It goes on.", "fixPanelNum": 1, "attachments": FILES}
    )
    continue_comic(made, more, by=people.owner)
    assert kinds() == [CREATED, UPDATED]
    assert told()[1]["data"] == comic(Issue.objects.get(), base=site_address())
    assert [page["attachments"] for page in told()[1]["data"]["comics"]] == [FILES, FILES]


# Who hears


def test_where_nobody_listens_nothing_is_written_and_one_question_asked(people, issue, work):
    make_webhook(make_others())
    with flat_engine():
        made = launch(issue, people)
    assert kinds() == []
    for tell in (outbox.tell_begun, outbox.tell_ended):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            tell(made)
        assert len(asked) == 1


def make_others():
    """People of another team."""
    owner = make_user("otto")
    team = Team.objects.create(name="Other Press")
    Member.objects.create(team=team, user=owner, role="owner")
    return People(owner, owner, owner, team)


@pytest.mark.parametrize(
    "change",
    [
        {"active": False},
        {"events": [UPDATED]},
        {"disabled_at": "2024-05-12T10:40:00Z"},
        {"created_by": None},
    ],
)
def test_who_does_not_listen_is_not_told(people, issue, webhook, work, change):
    WebhookEndpoint.objects.update(**change)
    with flat_engine():
        launch(issue, people)
    assert kinds() == []


@pytest.mark.parametrize("role", ["editor", "viewer", None])
def test_who_lost_the_right_has_nothing_told(people, issue, webhook, work, role):
    Member.objects.create(team=people.team, user=people.stranger, role="owner")
    mine = Member.objects.filter(team=people.team, user=people.owner)
    mine.update(role=role) if role else mine.delete()
    launch(issue, replace(people, owner=people.stranger), draw=False)
    assert kinds() == []


def test_each_is_told_what_it_wants(people, issue, webhook, work):
    other = make_webhook(people, "https://other.example/")
    WebhookEndpoint.objects.filter(pk=other.pk).update(events=[COMPLETED])
    with flat_engine():
        launch(issue, people)
    assert kinds() == [CREATED, COMPLETED]
    heard = WebhookDelivery.objects.order_by("pk").values_list("endpoint", "event__kind")
    assert list(heard) == [(webhook.pk, CREATED), (webhook.pk, COMPLETED), (other.pk, COMPLETED)]


# Once


def test_seeing_the_end_again_tells_nothing(people, issue, webhook, work):
    with flat_engine():
        made = launch(issue, people)
    for _ in range(3):
        with transaction.atomic():
            finish_generation(made)
    assert kinds() == [CREATED, COMPLETED]


def test_many_workers_that_end_at_once_tell_one_end(people, issue, webhook):
    """The last panels of two redraws, each drawn by two workers: whichever ends last, it is told once."""
    with queue.here(), flat_engine():
        launch(issue, people)
        one, other, third = Panel.objects.order_by("pk")
        for panel in (one, other, third):
            redraw(panel, Wish(prompt="Closer"), by=people.owner, nonce=f"{panel.pk}" * 24)
        drawings = list(Drawing.objects.filter(state="queued"))

        def draw(pk):
            with queue.here():
                draw_panel(pk)

        answers = at_once([lambda pk=drawing.pk: draw(pk) for drawing in drawings for _ in range(2)])
    assert [each for each in answers if each is not None] == []
    assert not Generation.objects.filter(finished_at=None).exists()
    assert kinds().count(COMPLETED) == 2
    assert kinds().count(FAILED) == 0


def test_the_end_of_one_generation_seen_by_many_is_told_once(people, issue, webhook):
    with queue.here():
        made = launch(issue, people, draw=False)
        Drawing.objects.update(state="failed", error="It broke")

    def end():
        with queue.here(), transaction.atomic():
            finish_generation(made)

    assert at_once([end] * 6) == [None] * 6
    assert kinds() == [CREATED, FAILED]


# At remote engines


@pytest.fixture
def unknown(people, issue, webhook, work):
    """A generation with a submission of unknown outcome, which waits for a person."""
    made = launch(issue, people, draw=False)
    row = Submission.objects.create(generation=made, engine="depicta", panels=3, call_data={}, state="unknown")
    Drawing.objects.update(submission=row, state="unknown")
    with transaction.atomic():
        finish_generation(made)
    assert kinds() == [CREATED]
    return row


def test_what_waits_for_a_person_has_not_ended_until_they_give_it_up(people, unknown):
    decisions.give_up(unknown, by=people.owner)
    assert kinds() == [CREATED, FAILED]
    with pytest.raises(Refusal):
        decisions.give_up(unknown, by=people.owner)
    assert kinds() == [CREATED, FAILED]


def test_what_was_queued_and_is_cancelled_has_failed(people, unknown):
    Submission.objects.update(state="queued")
    Drawing.objects.update(state="queued")
    unknown.refresh_from_db()
    decisions.cancel(unknown, by=people.owner)
    assert kinds() == [CREATED, FAILED]


def test_the_service_ends_it(people, unknown):
    Submission.objects.update(state="drawing", lease_owner="me")
    Drawing.objects.update(state="drawing")
    submissions.finish("me", unknown.pk, missing=submissions.EngineError("No picture came."))
    assert kinds() == [CREATED, FAILED]


def test_drawing_again_tells_no_end_in_between(people, unknown, monkeypatch):
    monkeypatch.setattr(decisions, "draw_panels", lambda issue, panels, plan, **more: launch_again(issue, panels, people))
    decisions.draw_again(unknown, by=people.owner, nonce="a" * 24)
    assert kinds() == [CREATED, UPDATED]
    assert Generation.objects.order_by("pk").first().state == "failed"


def launch_again(issue, panels, people):
    return draw_panels(issue, panels, Plan(), by=people.owner, nonce="b" * 24)


# The sample


def shape(value):
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value[:1]]
    return type(value)


def test_a_test_has_the_shape_of_what_is_told(people, issue, webhook, work):
    with flat_engine():
        launch(issue, people)
    assert shape(sample(base="")) == shape(comic(Issue.objects.get(), base=""))
