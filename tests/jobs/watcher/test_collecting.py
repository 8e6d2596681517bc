"""Questions and pictures of the watcher: what every fault becomes once a call was accepted."""

import pytest
from django.utils import timezone

from comics.jobs import submissions
from comics.models import Drawing, Generation, Key, Panel, Submission, Take
from tests.services.base import Answer
from tests.studio import launch, make_issue
from tests.watching import drawn, outcomes, paper_engine, right_pictures, the_first, until, watching

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "answer",
    [Answer(500), Answer(drop=True), Answer(200, "<html>"), Answer(200, b"{"), Answer(429, headers={"Retry-After": "0"})],
    ids=["500", "dropped", "HTML", "half a reply", "429"],
)
def test_a_question_that_fails_is_put_again(launched, server, answer):
    server.fault("GET", "/jobs/", answer, times=4)
    with watching():
        until("ready", "ready")
    assert right_pictures(server)
    assert len(server.creates) == 2


@pytest.mark.parametrize(
    "answer",
    [Answer(404), Answer(200, b"no picture"), Answer(500), Answer(drop=True)],
    ids=["404", "no picture", "500", "dropped"],
)
def test_a_picture_that_cannot_be_had_yet_is_fetched_again(launched, server, answer):
    server.fault("GET", "/files/", answer, times=2)
    with watching():
        until("ready", "ready")
    assert Take.objects.count() == 3
    assert right_pictures(server)


def test_a_picture_that_stays_broken_fails_its_panel_and_no_other(launched, server):
    whole = server._poll

    def poll(job):
        answer = whole(job)
        if len(job["keys"]) == 2 and answer.body["pictures"]:
            server.files["/" + answer.body["pictures"][0]["url"].split("/", 3)[3]] = b"no picture"
        return answer

    server._poll = poll
    with watching():
        until("failed", "ready")
    assert drawn() == ["failed", "ready", "ready"]
    assert "could not be fetched 3 times" in Drawing.objects.get(state="failed").error
    assert outcomes() == ["charged", "charged"]
    assert Generation.objects.get().state == "failed"


def done_without_pictures(server, state="done", most=10**6):
    server.fault("GET", "/jobs/job-1", Answer(200, {"state": state, "pictures": []}), times=most)


def test_a_job_that_is_done_without_a_picture_is_asked_again_for_it(launched, server):
    done_without_pictures(server, most=2)
    with watching():
        until("ready", "ready")
    assert drawn() == ["ready"] * 3


def test_a_picture_that_was_never_delivered_is_said(launched, server):
    done_without_pictures(server)
    with watching():
        until("failed", "ready")
    assert {row.error for row in Drawing.objects.filter(state="failed")} == {
        "The service delivered no picture for this panel. Draw it again."
    }
    assert outcomes() == ["charged", "failed"]


@pytest.mark.parametrize(("state", "becomes"), [("failed", "failed"), ("refused", "refused")])
def test_what_came_before_a_failure_is_kept(launched, server, state, becomes):
    whole = server._poll

    def poll(job):
        answer = whole(job)
        if len(job["keys"]) == 2 and len(answer.body["pictures"]) == 1:
            answer.body["state"] = state
        return answer

    server._poll = poll
    with watching():
        until(becomes, "ready")
    assert drawn() == sorted([becomes, "ready", "ready"])
    assert Take.objects.count() == 2
    assert "Paper" in Drawing.objects.get(state=becomes).error
    assert outcomes() == ["charged", "charged"]


def test_a_key_that_is_revoked_in_mid_work_holds_it_until_its_token_is_replaced(launched, server, key):
    server.polls_until_ready = 3
    server.fault("GET", "/jobs/", Answer(401), times=2)
    with watching():
        until("held", "held")
        assert drawn() == ["held"] * 3
        assert Generation.objects.get().state == "held"
        key.refresh_from_db()
        assert key.state == "rejected"
        server.tokens = {"fresh-token-0123456789"}
        key.seal("fresh-token-0123456789", base_url=server.base_url)
        key.save()
        assert submissions.resume_held(key.pk) == 2
        until("ready", "ready")
    assert right_pictures(server)
    assert len(server.creates) == 2
    assert set(Submission.objects.values_list("account", flat=True)) == {key.account}


def test_a_key_that_is_revoked_in_the_studio_holds_what_is_at_work(launched, server, key):
    server.polls_until_ready = 10**6
    with watching():
        until("drawing", "drawing")
        Key.objects.update(revoked_at=timezone.now(), sealed=b"")
        until("held", "held")
    assert "revoked" in the_first().error


def test_a_token_that_is_replaced_in_mid_work_is_used_from_then_on(launched, server, key):
    server.polls_until_ready = 10**6
    with watching():
        until("drawing", "drawing")
        server.tokens = {"fresh-token-0123456789"}
        key.refresh_from_db()
        key.seal("fresh-token-0123456789", base_url=server.base_url)
        key.save()
        server.polls_until_ready = 1
        until("ready", "ready")
    assert Key.objects.get().state == "untested"


def test_after_the_deadline_a_person_decides(server, people, key, work):
    server.polls_until_ready = 10**6
    with paper_engine(deadline=0.3), watching():
        launch(make_issue(people), people, draw=False, engine="paper")
        until("held", "held")
        first, second = Submission.objects.order_by("pk")
        assert (first.kind_of_error, drawn()) == ("deadline", ["held"] * 3)
        assert "Wait on, or give it up" in first.error
        server.polls_until_ready = 1
        assert submissions.resume(first.pk)
        assert submissions.give_up(second.pk, "Olga gave up waiting.")
        until("ready", "failed")
    assert drawn() == ["failed", "ready", "ready"]


def test_a_panel_that_was_deleted_meanwhile_does_not_hinder_the_others(launched, server):
    Panel.objects.order_by("pk").first().delete()
    with watching():
        until("ready", "ready")
    assert Take.objects.count() == 2


def test_one_engine_that_raises_something_unheard_of_does_not_stop_the_others(launched, server, engine, monkeypatch):
    whole = engine.check

    async def check(ticket, call, service):
        if len(call.keys) == 2:
            raise ZeroDivisionError
        return await whole(ticket, call, service)

    monkeypatch.setattr(engine, "check", check)
    with watching():
        until("drawing", "ready")
        monkeypatch.undo()
        until("ready", "ready")
