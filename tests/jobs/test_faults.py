"""Create calls to the four services that go wrong: each launch is paid at most once, and nobody is left without a word."""

import threading
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from comics.actions.decisions import adopt_id, draw_again
from comics.actions.errors import Refusal
from comics.actions.launch import Plan, launch
from comics.actions.missing import draw_missing, missing_panels
from comics.actions.redraw import Wish, redraw
from comics.engines import http
from comics.jobs import submissions
from comics.jobs.limits import queue_note
from comics.models import Allowance, Charge, Drawing, Generation, Issue, Key, Member, Panel, Submission
from tests.four import (
    ASKING,
    CALLS,
    NAMES,
    add_keys,
    check_pictures,
    issue_at,
    kept_takes,
    launch_at,
    of_four,
    outcomes,
    standing,
    until,
)
from tests.live import eventually
from tests.services.base import Answer, StrictServer
from tests.studio import picture_bytes
from tests.watching import QUICK

pytestmark = pytest.mark.django_db(transaction=True)

LISTED = ("kling", "depicta")  # services that can be asked what became of a call
UNLISTED = of_four("ready", llamagen="unknown", llamagen_artworks="unknown")
LOST = {
    "dropped": Answer(drop=True),
    "500": Answer(500, {"error": "internal"}),
    "503": Answer(503, "<html>Service Unavailable</html>"),
    "504": Answer(504, "upstream timed out"),
    "HTML with 200": Answer(200, "<!doctype html><title>Just a moment…</title>"),
    "malformed JSON": Answer(200, b'{"id": "gen_'),
    "cut": Answer(200, {"id": "x" * 200}, cut=20),
    "nothing": Answer(200, b""),
}


@pytest.fixture
def looks_quickly(monkeypatch):
    monkeypatch.setattr(submissions, "RECONCILES", (0.02, 0.05, 0.05))


def test_every_service_is_asked_once_a_call_and_draws_every_panel(launched, four, at_work, work):
    with at_work():
        until(of_four("ready"))
    assert four.sent() == four.billed() == CALLS
    takes = kept_takes()
    assert len(takes) == 12
    check_pictures(four, takes)
    assert not Panel.objects.filter(chosen=None).exists()
    assert standing("state", Generation) == of_four("ready")
    assert outcomes() == of_four("charged")
    lines = Charge.objects.order_by("pk").values_list("engine", "panels", "estimated", "unit", "reported", "reported_unit")
    assert [line for line in lines if line[0] == "llamagen"] == [("llamagen", 3, 6, "credits", 3, "credits")]
    assert [line[1:] for line in lines if line[0] == "kling"] == [(1, 2, "credits", None, "")] * 3
    assert [line[1:4] for line in lines if line[0] == "depicta"] == [(3, three_scenes(), "EUR")]
    pages = set(Panel.objects.values_list("page_id", flat=True))
    assert {ids[0] for name, ids in work if name == "arrange.letter_page"} == pages


def three_scenes():
    """What the default model of Depicta costs for three."""
    model = Submission.objects.get(engine="depicta").call.request["model"]
    found = next(each for each in Key.objects.get(engine="depicta").facts["models"] if each["id"] == model)
    return 3 * Decimal(found["price"])


@pytest.mark.parametrize("answer", LOST.values(), ids=LOST)
def test_a_lost_reply_is_found_or_left_to_a_person_and_never_sent_again(launched, four, at_work, looks_quickly, answer):
    four.fault("POST", "", answer, after=True)
    with at_work():
        until(UNLISTED)
        eventually("nobody looks any more", lambda: not Submission.objects.exclude(lease_until=None).exists())
    assert four.sent() == four.billed() == CALLS
    assert outcomes() == of_four("charged", llamagen="unknown", llamagen_artworks="unknown")
    check_pictures(four, kept_takes())


def test_a_call_that_timed_out_and_arrived_late_is_treated_alike(launched, four, at_work, monkeypatch):
    """The service takes the call only after the studio has given up waiting for its answer."""
    monkeypatch.setattr(http, "DEADLINE", 0.3)
    monkeypatch.setattr(submissions, "RECONCILES", (0.05, 0.1, 0.2, 0.4, 0.8, 0.8))
    given_up = threading.Event()
    four.fault("POST", "", wait=lambda seen: given_up.wait(20))
    with at_work():
        eventually("the studio gave up", lambda: "unknown" in standing()["llamagen"])
        eventually("on each", lambda: all("unknown" in word for word in standing().values()))
        given_up.set()
        until(UNLISTED)
    assert four.sent() == four.billed() == CALLS
    check_pictures(four, kept_takes())


def test_what_nobody_can_find_is_decided_by_a_person(launched, four, people, at_work, looks_quickly):
    """It was drawn, here is its id; or: draw it again, it may cost again."""
    four.fault("POST", "", Answer(drop=True), after=True)
    with at_work():
        until(UNLISTED)
        row = Submission.objects.get(engine="llamagen")
        with pytest.raises(Refusal, match="as LlamaGen shows it"):
            adopt_id(row, "https://llamagen.ai/gen 1", by=people.owner)
        adopt_id(row, four.ids("llamagen")[0], by=people.owner)
        lost = Submission.objects.get(engine="llamagen_artworks")
        made = draw_again(lost, by=people.owner, nonce="again-at-artworks")
        assert draw_again(lost, by=people.owner, nonce="again-at-artworks") == made
        until(of_four("ready", llamagen_artworks="failed ready"))
    assert four.billed() == CALLS | {"llamagen_artworks": 2}
    assert four.sent() == four.billed()
    assert outcomes() == of_four("charged", llamagen_artworks="charged unknown")
    assert len(kept_takes()) == 12
    check_pictures(four, kept_takes())
    assert not Panel.objects.filter(chosen=None).exists()


def test_a_call_that_never_arrived_is_not_sent_again_by_machine_either(launched, four, people, at_work, looks_quickly):
    four.fault("POST", "", Answer(drop=True), times=3)
    with at_work():
        until(of_four("unknown"))
        eventually("nobody looks any more", lambda: not Submission.objects.exclude(lease_until=None).exists())
        assert four.billed() == of_four(0)
        assert four.sent() == CALLS
        four.set(faults=[])
        for row in Submission.objects.all():
            draw_again(row, by=people.owner, nonce=f"again-{row.pk}")
        until(of_four("failed ready"))
    assert four.billed() == CALLS
    assert not Panel.objects.filter(chosen=None).exists()
    assert outcomes() == of_four("charged unknown")


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "0"}, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}], ids=str)
def test_what_was_surely_not_accepted_goes_out_again(launched, four, at_work, headers):
    four.fault("POST", "", Answer(429, {"message": "slow down"}, headers), times=2)
    with at_work():
        until(of_four("ready"))
    assert four.billed() == CALLS
    assert four.sent() == {name: calls + 2 for name, calls in CALLS.items()}
    assert outcomes() == of_four("charged")
    check_pictures(four, kept_takes())


def test_a_retry_after_holds_back_its_own_account_and_no_other(four, keys, people, work, at_work):
    """Two keys of one service: what one is told to wait, the other does not wait."""
    four.kling.tokens.add("another-token-0123456789")
    other = add_keys({"kling": (four.kling.base_url, "another-token-0123456789")}, people.member)["kling"]
    four.kling.fault("POST", "", Answer(429, {}, {"Retry-After": "1"}))
    launch_at("kling", people.team, people.owner)
    with at_work(replace(QUICK, slots=1)):
        eventually("it was told to wait", lambda: Allowance.objects.filter(blocked_until__gt=0).exists())
        launch_at("kling", people.team, people.member, nonce="of-another")
        until(of_four("", kling="ready"))
    mine, others = requests_of(four.kling, keys["kling"]), requests_of(four.kling, other)
    assert mine[1] - mine[0] >= 1.0
    assert min(others) < mine[1]
    assert len(four.kling.creates) == 6


def test_a_retry_after_to_a_question_holds_back_create_calls_too(four, keys, people, work, at_work):
    four.kling.fault("GET", ASKING, Answer(429, {}, {"Retry-After": "1"}))
    launch_at("kling", people.team, people.owner)
    with at_work(replace(QUICK, slots=1)):
        eventually("it was told to wait", lambda: Allowance.objects.filter(blocked_until__gt=0).exists())
        launch_at("kling", people.team, people.owner, nonce="another")
        until(of_four("", kling="ready"))
    at = requests_of(four.kling, keys["kling"])
    assert max(later - earlier for earlier, later in pairwise(at)) >= 1.0
    assert four.billed()["kling"] == 6


def requests_of(server: StrictServer, key):
    """When each request with the key's token arrived."""
    return [seen.at for seen in server.seen if seen.headers.get("authorization") == f"Bearer {key.open()}"]


@pytest.mark.parametrize(("status", "known"), [(401, "rejected"), (402, "exhausted")])
def test_a_key_that_cannot_pay_stops_what_waits_for_it_and_the_rest_is_drawn_when_it_can(
    launched, four, keys, people, at_work, status, known
):
    four.fault("POST", "", Answer(status, {"message": "no"}), times=3)
    with at_work(replace(QUICK, slots=1)):
        until(of_four("failed"))
        assert four.sent() == of_four(1)
        assert outcomes() == of_four("void")
        assert standing("state", Key) == of_four(known)
        four.set(faults=[])
        for name in NAMES:
            draw_missing(issue_at(name), Plan(engine=name), by=people.owner, nonce=f"now-{name}")
        until(of_four("failed ready"))
    assert four.billed() == CALLS
    assert outcomes() == of_four("charged void")
    assert not Panel.objects.filter(chosen=None).exists()


def test_when_the_credits_end_in_mid_issue_the_rest_is_launched_alone(launched, four, people, at_work):
    """Kling is paid panel by panel: the first is kept, and only the other two are asked for again."""
    accepted = four.kling.fault("POST", "", times=1, wait=lambda seen: None)
    four.kling.fault("POST", "", Answer(402, {"error": {"code": "quota_not_enough", "message": "no"}}), times=9)
    with at_work(replace(QUICK, slots=1)):
        until(of_four("ready", kling="failed ready"))
        assert accepted.times == 0
        issue = issue_at("kling")
        left = missing_panels(issue)
        assert [panel.objective for panel in left] == ["Ask", "Walk"]
        assert four.billed()["kling"] == 1
        four.kling.faults.clear()
        draw_missing(issue, Plan(engine="kling"), by=people.owner, nonce="the-rest")
        eventually("all is drawn", lambda: not missing_panels(issue) and "drawing" not in standing()["kling"])
        until(of_four("ready", kling="failed ready"))
    assert four.billed() == CALLS
    lines = list(Charge.objects.filter(engine="kling").order_by("pk").values_list("outcome", flat=True))
    assert lines == ["charged", "void", "void", "charged", "charged"]
    check_pictures(four, kept_takes())


def test_an_address_that_redirects_gets_neither_call_nor_token(launched, four, at_work):
    with StrictServer() as private:
        four.fault("POST", "", Answer(307, "", {"Location": f"{private.base_url}/admin"}), times=3)
        with at_work():
            until(of_four("failed"))
        assert private.seen == []
    assert four.sent() == CALLS
    assert four.billed() == of_four(0)
    assert outcomes() == of_four("void")
    assert "another address" in Drawing.objects.filter(submission__engine="kling").first().error


def test_a_service_on_the_operators_network_is_reached_only_if_they_allow_it(launched, four, at_work, settings):
    settings.FETCH_ALLOW = frozenset()
    with at_work():
        until(of_four("failed"))
    assert four.sent() == of_four(0)
    assert outcomes() == of_four("void")
    assert "https" in Drawing.objects.first().error


def test_a_service_that_is_down_is_tried_again_and_then_given_up_for_free(launched, four, at_work, monkeypatch):
    monkeypatch.setattr(submissions, "MOST_ATTEMPTS", 3)
    for server in four.servers.values():
        server._server.socket.close()
    with at_work():
        until(of_four("failed"))
    assert outcomes() == of_four("void")
    assert {"It was tried 3 times" in row.error for row in Submission.objects.all()} == {True}


# What a person changes between the launch and the call


def unshared(keys, people):
    Key.objects.update(team=None)


def revoked(keys, people):
    Key.objects.update(revoked_at=timezone.now(), sealed=b"")


def demoted(keys, people):
    Member.objects.filter(user=people.member, team=people.team).update(role="viewer")


def gone(keys, people):
    Member.objects.filter(user=people.member, team=people.team).delete()


@pytest.mark.parametrize("change", [unshared, revoked, demoted, gone])
def test_permission_that_was_withdrawn_before_it_was_sent_sends_nothing(four, keys, people, work, at_work, change):
    Key.objects.update(team=people.team)
    for name in NAMES:
        launch_at(name, people.team, people.member)
    change(keys, people)
    with at_work():
        until(of_four("failed"))
    assert all(server.seen == [] for server in four.servers.values())
    assert outcomes() == of_four("void")


def binned_pages(issue):
    issue.live_pages().update(binned_at=timezone.now())


def binned_series(issue):
    type(issue.series).objects.filter(pk=issue.series_id).update(binned_at=timezone.now())


@pytest.mark.parametrize("change", [binned_pages, binned_series])
def test_nothing_is_paid_for_what_was_thrown_away_before_it_was_sent(launched, four, people, at_work, change):
    for issue in Issue.objects.all():
        change(issue)
    with at_work():
        until(of_four("failed"))
    assert four.sent() == of_four(0)
    assert outcomes() == of_four("void")
    assert "bin" in Drawing.objects.first().error


def test_an_issue_that_is_launched_anew_pays_for_the_new_pages_only(launched, four, people, at_work):
    for name in NAMES:
        launch(issue_at(name), Plan(engine=name), by=people.owner, nonce=f"anew-{name}")
    with at_work():
        until(of_four("failed ready"))
    assert four.billed() == CALLS
    assert outcomes() == of_four("charged void")


@pytest.mark.parametrize("what", [Panel, Issue])
def test_what_was_deleted_before_it_was_sent_is_not_sent(launched, four, at_work, what):
    what.objects.filter(pk__in=list(what.objects.values_list("pk", flat=True))).delete()
    with at_work():
        eventually("the watcher has looked", lambda: not Submission.objects.filter(state="queued").exists())
    assert four.sent() == of_four(0)


# Reference pictures, which LlamaGen has to have before the call


@pytest.fixture
def redrawn_after_a_picture(launched, four, people, at_work):
    """Have a panel of LlamaGen redrawn, after a picture that the author gave."""

    def redrawn():
        panel = Panel.objects.get(page__issue=issue_at("llamagen"), objective="Ask")
        picture = SimpleUploadedFile("ren.png", picture_bytes(size=(320, 320)), "image/png")
        wish = Wish(engine="llamagen", prompt="Like this")
        return redraw(panel, wish, by=people.owner, nonce="after-a-picture", reference=picture)

    return redrawn


@pytest.mark.parametrize(
    "answer",
    [Answer(500), Answer(429, {}, {"Retry-After": "0"}), Answer(drop=True), Answer(200, "<html>"), Answer(200, {"code": 200})],
    ids=["500", "429", "dropped", "HTML", "no address"],
)
def test_an_upload_that_fails_is_free_and_done_again(redrawn_after_a_picture, four, at_work, answer):
    with at_work():
        until(of_four("ready"))
        four.llamagen.fault("POST", "/upload$", answer, after=True, times=2)
        made = redrawn_after_a_picture()
        eventually("it is redrawn", lambda: made.submissions.get().state == "ready")
    assert len(four.llamagen.asked("PATCH", "")) == 1
    assert len(four.llamagen.creates) == 2
    sent = four.llamagen.asked("PATCH", "")[0].json()
    assert set(sent["images"]) <= set(four.llamagen.uploads)


def test_a_picture_that_the_service_does_not_take_ends_it_for_free(redrawn_after_a_picture, four, at_work):
    with at_work():
        until(of_four("ready"))
        four.llamagen.fault("POST", "/upload$", Answer(413, {"error": "File too large"}))
        made = redrawn_after_a_picture()
        eventually("it failed", lambda: made.submissions.get().state == "failed")
    assert four.llamagen.asked("PATCH", "") == []
    assert Charge.objects.get(submission__generation=made).outcome == "void"


# Turns


def test_launches_beyond_the_rate_wait_their_turn_and_say_so(four, keys, people, work, at_work):
    keys["llamagen"].per_minute = four.llamagen.per_minute = 2
    keys["llamagen"].save()
    for number in range(3):
        launch_at("llamagen", people.team, people.owner, nonce=f"turn-{number}")
    with at_work():
        eventually("the first two were sent", lambda: len(four.llamagen.creates) == 2)
        eventually("the third says so", lambda: queue_note(Submission.objects.order_by("pk").last()))
    note = queue_note(Submission.objects.order_by("pk").last())
    assert note.startswith("Waits its turn: LlamaGen takes 2 requests a minute; about 6")
    assert len(four.llamagen.seen) == 2, "no request beyond the rate, so no 429"
    assert Submission.objects.order_by("pk").last().state == "queued"


def test_two_watchers_beside_one_another_send_nothing_twice(four, keys, people, work, at_work):
    with at_work(replace(QUICK, claims=2)), at_work(replace(QUICK, claims=2)):
        for number in range(3):
            for name in NAMES:
                launch_at(name, people.team, people.owner, nonce=f"shared-{name}-{number}")
        until(of_four("ready"), within=40)
    assert four.sent() == {name: 3 * calls for name, calls in CALLS.items()}
    assert len(kept_takes()) == 36
    check_pictures(four, kept_takes())


def test_a_watcher_that_was_taken_for_dead_and_comes_back_sends_nothing_twice(launched, four, at_work, looks_quickly):
    """It stood still, with its calls on their way, for longer than its lease; another took over; then the replies came."""
    go_on = threading.Event()
    four.fault("POST", "", wait=lambda seen: go_on.wait(20), times=9)
    with at_work(replace(QUICK, lease=0.2, renew=60.0)):
        eventually("all calls are on their way", lambda: four.sent() == CALLS)
        with at_work():
            until(of_four("unknown"))
            go_on.set()
            until(of_four("ready"))
    assert four.sent() == four.billed() == CALLS
    assert len(kept_takes()) == 12
    check_pictures(four, kept_takes())
    assert outcomes() == of_four("charged")
