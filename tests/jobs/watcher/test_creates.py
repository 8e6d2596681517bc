"""Create calls of the watcher: sent once, never without permission, and what every answer to them becomes."""

from dataclasses import replace

import pytest
from django.db import connection
from django.utils import timezone

from comics.actions.members import leave_team
from comics.jobs import submissions
from comics.models import Drawing, Generation, Key, Member, Submission
from tests.live import eventually
from tests.services.base import Answer
from tests.studio import launch, make_issue
from tests.watching import (
    QUICK,
    drawn,
    outcomes,
    paper_engine,
    paper_key,
    right_pictures,
    states,
    the_first,
    until,
    watching,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "answer",
    [Answer(429), Answer(429, headers={"Retry-After": "0"})],
    ids=["429", "429 with Retry-After"],
)
def test_what_surely_was_not_accepted_is_sent_again(launched, server, answer):
    server.fault("POST", "/jobs", answer, times=2)
    with watching():
        until("ready", "ready")
    assert len(server.creates) == 2
    assert outcomes() == ["charged", "charged"]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(drop=True),
        Answer(500),
        Answer(503),
        Answer(504),
        Answer(200, "<html>hello</html>"),
        Answer(200, b"{"),
    ],
    ids=["dropped", "500", "503", "504", "HTML", "half a reply"],
)
def test_a_lost_reply_is_found_in_the_list_of_the_service_and_never_sent_again(launched, server, answer, monkeypatch):
    monkeypatch.setattr(submissions, "RECONCILES", (0.02, 0.02, 0.02))
    server.fault("POST", "/jobs", answer, after=True)
    with watching():
        until("ready", "ready")
    assert len(server.asked("POST", "/jobs")) == 2
    assert len(server.creates) == 2
    assert right_pictures(server)
    assert outcomes() == ["charged", "charged"]


def test_what_cannot_be_found_waits_for_a_person(launched, server, monkeypatch):
    monkeypatch.setattr(submissions, "RECONCILES", (0.02, 0.02, 0.02))
    server.listing = False
    server.fault("POST", "/jobs", Answer(drop=True), after=True, times=2)
    with watching():
        until("unknown", "unknown")
        eventually("nobody looks any more", lambda: not Submission.objects.exclude(lease_until=None).exists())
        assert len(server.asked("GET", "/jobs")) == 6
    assert len(server.asked("POST", "/jobs")) == 2
    assert drawn() == ["unknown"] * 3
    assert outcomes() == ["unknown", "unknown"]
    assert Generation.objects.get().state == "unknown"
    assert Generation.objects.get().finished_at is None
    assert "may or may not" in the_first().error


def test_an_id_that_a_person_found_is_followed_at_once(launched, server, engine, monkeypatch):
    monkeypatch.setattr(submissions, "RECONCILES", (30.0,))
    server.listing = False
    server.fault("POST", "/jobs", Answer(drop=True), after=True, times=2)
    with watching():
        until("unknown", "unknown")
        for row in Submission.objects.all():
            number = next(pk for pk, job in server.jobs.items() if job["name"] == row.call.external_id)
            assert submissions.accepted(row.pk, engine.ticket(row.call, number))
        until("ready", "ready")
    assert right_pictures(server)
    assert outcomes() == ["charged", "charged"]


def test_a_refused_call_costs_nothing_and_says_why(launched, server):
    server.fault("POST", "/jobs", Answer(451))
    with watching():
        until("ready", "refused")
    assert outcomes() == ["charged", "void"]
    assert "refused" in drawn()
    assert "refuses these words" in Drawing.objects.filter(state="refused").first().error


@pytest.mark.parametrize(("status", "known"), [(401, "rejected"), (402, "exhausted")])
def test_a_key_that_cannot_send_stops_all_that_waits_for_it(launched, server, key, status, known):
    server.fault("POST", "/jobs", Answer(status), times=100)
    with watching(replace(QUICK, slots=1)):
        until("failed", "failed")
    assert len(server.asked("POST", "/jobs")) == 1
    assert outcomes() == ["void", "void"]
    key.refresh_from_db()
    assert key.state == known
    assert "Not sent" in Submission.objects.order_by("pk").last().error


def test_a_service_that_cannot_be_reached_is_given_up_in_the_end(launched, people, server, monkeypatch):
    key = Key.objects.get()
    key.seal("another-token-0123456789", base_url="http://127.0.0.1:9")
    key.save()
    monkeypatch.setattr(submissions, "MOST_ATTEMPTS", 3)
    with watching():
        until("failed", "failed")
    assert outcomes() == ["void", "void"]
    assert "3 times" in the_first().error
    assert server.creates == []


def test_permission_is_asked_again_when_it_is_sent(launched, server, key, people):
    Key.objects.update(revoked_at=timezone.now())
    with watching():
        until("failed", "failed")
    assert server.seen == []
    assert outcomes() == ["void", "void"]
    assert "revoked" in the_first().error


def test_somebody_who_left_the_team_does_not_spend_any_more(launched, server, people):
    Member.objects.filter(user=people.owner, team=people.team).update(role="viewer")
    with watching():
        until("failed", "failed")
    assert server.seen == []


def test_whoever_leaves_takes_the_key_along_and_what_waits_for_it_is_not_sent(engine, server, people, work):
    Member.objects.filter(user=people.member, team=people.team).update(role="editor")
    paper_key(people.member, server, team=people.team)
    launch(make_issue(people), people, draw=False, engine="paper")
    leave_team(people.team, by=people.member)
    with watching():
        until("failed", "failed")
    assert server.seen == []
    assert outcomes() == ["void", "void"]
    assert "not shared with this team any more" in the_first().error


def test_what_the_service_has_accepted_with_a_withdrawn_key_is_still_collected(engine, server, people, work):
    """It is paid for: only its pictures are asked for, and they belong to the team."""
    Member.objects.filter(user=people.member, team=people.team).update(role="editor")
    paper_key(people.member, server, team=people.team)
    launch(make_issue(people), people, draw=False, engine="paper")
    left = []

    def leave(seen):
        if not left and len(server.creates) == 2:
            left.append(leave_team(people.team, by=people.member))
        connection.close()

    server.polls_until_ready = 3
    server.fault("GET", "/jobs/job-1", wait=leave, times=10**6)
    with watching():
        until("ready", "ready")
    assert left == [1]
    assert len(server.creates) == 2
    assert drawn() == ["ready"] * 3
    assert outcomes() == ["charged", "charged"]


def test_what_a_person_cancelled_is_not_sent(launched, server):
    assert all(submissions.give_up(row.pk, "Olga cancelled it.") for row in Submission.objects.all())
    with watching():
        eventually("the watcher looks", lambda: True)
    assert server.seen == []
    assert states() == ["cancelled", "cancelled"]
    assert drawn() == ["cancelled"] * 3
    assert outcomes() == ["void", "void"]


def test_a_service_that_draws_one_at_a_time_gets_one_at_a_time(server, people, key, work, monkeypatch):
    monkeypatch.setattr("comics.jobs.watch_sending.FULL", 0.02)
    most = []
    server.polls_until_ready = 1

    def look(seen):
        most.append(states().count("drawing"))
        connection.close()

    with paper_engine(concurrent=1), watching():
        launch(make_issue(people), people, draw=False, engine="paper")
        server.fault(
            "POST", "/jobs", wait=lambda seen: most.append(Submission.objects.filter(state="drawing").count()), times=9
        )
        until("ready", "ready")
    assert most == [0, 0]
