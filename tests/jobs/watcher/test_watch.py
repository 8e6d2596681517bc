"""The watcher against a paper service over real HTTP: what goes out, what comes in, and what every fault becomes."""

from dataclasses import replace

import pytest
from django.db import connection
from django.utils import timezone

from comics.actions.members import leave_team
from comics.jobs import queue, submissions, watch
from comics.models import Charge, Drawing, Generation, Key, Lettering, Member, Panel, Submission, Take
from tests.live import eventually
from tests.services.base import Answer
from tests.studio import launch, make_issue, make_people
from tests.watching import QUICK, PaperServer, paper_engine, paper_key, right_pictures, watching

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server():
    with PaperServer() as server:
        yield server


@pytest.fixture
def engine():
    with paper_engine() as engine:
        yield engine


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def key(people, server):
    return paper_key(people.owner, server)


@pytest.fixture
def work():
    with queue.here() as work:
        yield work


@pytest.fixture
def launched(engine, key, people, work):
    """Two submissions: two panels, and one."""
    return launch(make_issue(people), people, draw=False, engine="paper")


def states():
    return sorted(Submission.objects.values_list("state", flat=True))


def drawn():
    return sorted(Drawing.objects.values_list("state", flat=True))


def outcomes():
    return sorted(Charge.objects.values_list("outcome", flat=True))


def until(*wanted, within=20):
    """Wait until the submissions stand so."""
    eventually(f"the submissions are {wanted}", lambda: states() == sorted(wanted), within=within)


def the_first():
    return Submission.objects.order_by("pk").first()


def test_all_is_sent_once_and_every_picture_arrives(launched, server, work):
    with watching():
        until("ready", "ready")
    assert len(server.creates) == 2
    assert drawn() == ["ready"] * 3
    assert right_pictures(server)
    assert Take.objects.count() == 3
    assert not Panel.objects.filter(chosen=None).exists()
    assert [(charge.outcome, charge.reported) for charge in Charge.objects.order_by("pk")] == [("charged", 4), ("charged", 2)]
    assert Generation.objects.get().state == "ready"
    assert Generation.objects.get().finished_at
    assert Key.objects.get().last_used_at
    assert {drawing.remote["from"] for drawing in Drawing.objects.all()} == {f"{p.pk}:0" for p in Panel.objects.all()}
    pages = set(Panel.objects.values_list("page_id", flat=True))
    assert {ids[0] for name, ids in work if name == "arrange.letter_page"} == pages
    assert set(Submission.objects.values_list("lease_owner", "lease_until")) == {("", None)}


def test_a_picture_is_shown_when_it_is_there_not_when_all_are(launched, server):
    server.polls_until_ready = 1

    def second_poll(seen):
        if server.jobs["job-1"]["polls"] == 1:
            first = Take.objects.filter(drawing__submission=the_first())
            eventually("the first picture is kept before the second is there", first.exists)
        connection.close()

    server.fault("GET", "/jobs/job-1", wait=second_poll, times=10**6)
    with watching():
        until("ready", "ready")


def test_several_variations_become_several_takes(launched, server):
    server.variations = 3
    with watching():
        until("ready", "ready")
    assert Take.objects.count() == 9
    assert right_pictures(server)
    assert set(Panel.objects.values_list("chosen__ordinal", flat=True)) == {0}


def test_a_caption_of_the_service_letters_a_panel_without_words(launched, server):
    server.caption = "Meanwhile …"
    bare, *_ = Panel.objects.order_by("pk")
    Panel.objects.filter(pk=bare.pk).update(objective="", scene="", action="")
    Lettering.objects.filter(panel=bare).delete()
    others = set(Lettering.objects.values_list("pk", flat=True))
    with watching():
        until("ready", "ready")
    (line,) = Lettering.objects.exclude(pk__in=others)
    assert (line.panel, line.kind, line.text) == (bare, "narration", "Meanwhile …")


def test_a_poll_without_news_writes_nothing(launched, server, monkeypatch):
    server.polls_until_ready = 10**6
    with watching(replace(QUICK, renew=100.0)) as at_work:
        until("drawing", "drawing")
        calls = []
        whole = at_work.watcher.threads.rows

        async def counted(function, *args, **options):
            calls.append(function)
            return await whole(function, *args, **options)

        at_work.watcher.threads.rows = counted
        before = len(server.asked("GET", "/jobs/"))
        eventually("many polls", lambda: len(server.asked("GET", "/jobs/")) > before + 20)
        assert {function.__name__ for function in calls} <= {"_claim"}


# Create calls


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


# Questions and pictures


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


# Several watchers


def test_two_watchers_share_the_work_and_do_nothing_twice(engine, people, key, work, server):
    with watching(replace(QUICK, claims=2)), watching(replace(QUICK, claims=2)):
        for _ in range(6):
            launch(make_issue(people), people, draw=False, engine="paper")
        until(*["ready"] * 12, within=40)
    assert len(server.creates) == 12
    assert Take.objects.count() == 18
    assert right_pictures(server)


def test_a_watcher_that_stops_gives_everything_back(launched, server):
    server.polls_until_ready = 10**6
    with watching():
        until("drawing", "drawing")
    assert not Submission.objects.exclude(lease_owner="").exists()
    server.polls_until_ready = 1
    with watching():
        until("ready", "ready")
    assert len(server.creates) == 2


def test_a_watcher_that_stops_waits_for_the_answer_to_a_call(launched, server):
    with watching() as at_work:
        server.fault("POST", "/jobs", wait=lambda seen: at_work.ask_to_stop())
        at_work.ended()
    assert "unknown" not in states()
    assert "submitting" not in states()


def test_one_generation_can_be_drawn_in_this_process(engine, people, key, server, settings):
    settings.FETCH_ALLOW = frozenset({("127.0.0.1", server.port)})
    told = []
    with queue.here():
        made = launch(make_issue(people), people, draw=False, engine="paper")
        other = launch(make_issue(people), people, draw=False, engine="paper")
        watch.run_until(made.pk, lambda done, total: told.append((done, total)), pace=QUICK)
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.state, other.finished_at) == ("ready", None)
    assert told[-1] == (3, 3)
    assert right_pictures(server)
