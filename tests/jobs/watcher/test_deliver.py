"""Webhooks on their way, by the real watcher to a strict listener over real HTTP."""

import asyncio
import contextlib
import datetime
import json
import logging
import time
from dataclasses import replace

import pytest
from django.utils import timezone

from comics.actions import deliveries, webhooks
from comics.jobs import deliver_rows, deliver_sending, queue
from comics.jobs.deliver import Rhythm
from comics.jobs.deliver_sending import Parcel, Result
from comics.jobs.purge import purge_history
from comics.models import (
    Activity,
    Member,
    Submission,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from comics.models.webhooks import new_secret
from comics.vocabulary import Deed, HookEvent
from tests.live import eventually
from tests.services.base import Answer
from tests.services.hooks import Listener, hmac_sha256
from tests.studio import flat_engine, launch, make_issue
from tests.watching import QUICK, watching

pytestmark = pytest.mark.django_db(transaction=True)
BRISK = Rhythm(look=0.02, deadline=1.0, lease=4.0, grace=0.5)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def listener(settings):
    with Listener() as listener:
        settings.FETCH_ALLOW = listener.allowed
        yield listener


@pytest.fixture
def made(people, listener):
    """A webhook to the listener for all events, and its secret."""
    made = webhooks.add_webhook(people.team, url=listener.url, events=HookEvent, by=people.owner)
    listener.secrets = [made.secret]
    return made


@pytest.fixture
def endpoint(made):
    return made.endpoint


def send(endpoint, people, count=1):
    for number in range(count):
        deliveries.test_webhook(endpoint, by=people.owner, nonce=f"{number}-{time.monotonic_ns()}")


def couriers(rhythm=BRISK, pace=QUICK, **options):
    return watching(pace, rhythm=rhythm, **options)


def states():
    return sorted(WebhookDelivery.objects.values_list("state", flat=True))


def until(*wanted, within=20):
    eventually(f"the deliveries are {wanted}", lambda: states() == sorted(wanted), within=within)


def make_due():
    """Have all that waits tried at once."""
    WebhookDelivery.objects.filter(state="pending").update(due_at=timezone.now())


def tried(count):
    eventually(f"{count} tries are written down", lambda: WebhookAttempt.objects.count() == count)


def test_an_issue_that_is_drawn_is_told_from_begin_to_end(people, endpoint, listener, work):
    with couriers(), flat_engine():
        launch(make_issue(people), people)
        until("delivered", "delivered")
    assert listener.wrong == []
    assert sorted(heard.told["type"] for heard in listener.heard) == [HookEvent.COMPLETED, HookEvent.CREATED]
    assert {heard.id: heard.body.decode() for heard in listener.heard} == dict(WebhookEvent.objects.values_list("uid", "body"))
    assert all("test" not in heard.told for heard in listener.heard)
    attempt = WebhookAttempt.objects.first()
    assert (attempt.status, attempt.answer, attempt.error, attempt.number) == (200, "thanks", "", 1)
    assert attempt.request_id in {heard.request for heard in listener.heard}
    delivery = WebhookDelivery.objects.first()
    assert (delivery.attempts, delivery.lease_owner, delivery.lease_until) == (1, "", None)
    assert delivery.delivered_at


def test_a_test_says_so(people, endpoint, listener):
    with couriers():
        send(endpoint, people)
        until("delivered")
    (heard,) = listener.heard
    assert heard.told["test"] is True
    assert heard.told["type"] == HookEvent.COMPLETED


def test_each_try_has_a_stamp_and_signature_of_its_own_over_the_same_body(people, endpoint, listener, made):
    listener.status, listener.said = 503, "Not now"
    with couriers():
        send(endpoint, people)
        tried(1)
        waiting = WebhookDelivery.objects.get()
        assert 20 < (waiting.due_at - timezone.now()).total_seconds() <= 33
        eventually("the clock goes on", lambda: time.time() > listener.heard[0].timestamp + 1)
        make_due()
        tried(2)
        listener.status, listener.said = 200, "thanks"
        WebhookDelivery.objects.update(due_at=timezone.now())
        until("delivered")
    bodies = {heard.body for heard in listener.heard}
    assert len(listener.heard) == 3
    assert len(bodies) == 1
    assert len(set(listener.ids())) == 1
    assert len({heard.request for heard in listener.heard}) == 3
    stamps = [heard.timestamp for heard in listener.heard]
    assert stamps[1] > stamps[0]
    for heard in listener.heard:
        assert heard.signatures == [f"v1={hmac_sha256(made.secret, f'{heard.timestamp}.'.encode() + heard.body)}"]
    tries = WebhookAttempt.objects.order_by("number").values_list("number", "status", "answer")
    assert list(tries) == [(1, 503, "Not now"), (2, 503, "Not now"), (3, 200, "thanks")]


def test_after_the_ninth_try_it_has_failed(people, endpoint, listener):
    listener.status = 500
    send(endpoint, people)
    WebhookDelivery.objects.update(attempts=7)
    with couriers():
        tried(1)
        assert states() == ["pending"]
        make_due()
        until("failed")
    assert [heard.id for heard in listener.heard] == [WebhookEvent.objects.get().uid] * 2


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_no_redirect_is_followed(people, endpoint, listener, status):
    listener.fault("POST", "/hook", Answer(status, "", {"Location": listener.url}), times=9)
    with couriers():
        send(endpoint, people)
        tried(1)
    assert len(listener.seen) == 1
    assert states() == ["pending"]
    assert "redirect" in WebhookAttempt.objects.get().error
    assert WebhookEndpoint.objects.get().failing_since


@pytest.mark.parametrize("status", [201, 202, 204, 299])
def test_two_hundred_and_something_says_that_it_arrived(people, endpoint, listener, status):
    listener.status = status
    WebhookEndpoint.objects.update(failing_since=timezone.now() - 9 * DAY)
    with couriers():
        send(endpoint, people)
        until("delivered")
    assert WebhookEndpoint.objects.get().failing_since is None


# Rotation


def test_both_secrets_sign_for_a_day(people, endpoint, listener, made):
    again = webhooks.rotate_secret(endpoint, by=people.owner, nonce="r" * 24)
    with couriers():
        send(endpoint, people)
        until("delivered")
        listener.secrets = [again.secret]
        send(endpoint, people)
        until("delivered", "delivered")
        WebhookEndpoint.objects.update(previous_until=timezone.now())
        send(endpoint, people)
        until(*["delivered"] * 3)
    assert listener.wrong == []
    assert [len(heard.signatures) for heard in listener.heard] == [2, 2, 1]
    heard = listener.heard[0]
    signed = f"{heard.timestamp}.".encode() + heard.body
    assert heard.signatures == [f"v1={hmac_sha256(secret, signed)}" for secret in (again.secret, made.secret)]


# Ends


@pytest.fixture
def mail(settings):
    settings.EMAIL_HOST, settings.PUBLIC_URL = "mail.example", "https://comics.example"


def test_410_switches_it_off_at_once_and_tells_the_owner(people, endpoint, listener, work, mail, mailoutbox):
    listener.status, listener.said = 410, "Gone"
    send(endpoint, people, 3)
    later = WebhookDelivery.objects.order_by("pk").last()
    WebhookDelivery.objects.exclude(pk=later.pk).update(due_at=timezone.now() - DAY)
    WebhookDelivery.objects.filter(pk=later.pk).update(due_at=timezone.now() + DAY)
    with couriers(replace(BRISK, each=1)):
        until("cancelled", "cancelled", "failed")
    assert len(listener.heard) == 1
    endpoint.refresh_from_db()
    assert endpoint.disabled_at
    assert "410" in endpoint.disabled_reason
    assert Activity.objects.get(deed=Deed.LOST_HOOK).about == endpoint.host
    with flat_engine():
        launch(make_issue(people), people)
    assert WebhookDelivery.objects.count() == 3
    for each in [each for each in work if each[0].startswith("deliver_mails")]:
        queue.run(each)
    (sent,) = mailoutbox
    assert sent.to == [people.owner.email]
    assert f"https://comics.example/webhooks/{endpoint.pk}/" in sent.body
    assert endpoint.host in sent.body


def test_five_days_of_failures_switch_it_off(people, endpoint, listener, work, mail, mailoutbox):
    listener.status = 500
    WebhookEndpoint.objects.update(failing_since=timezone.now() - 5 * DAY + datetime.timedelta(minutes=1))
    send(endpoint, people, 2)
    WebhookDelivery.objects.filter(pk=WebhookDelivery.objects.last().pk).update(due_at=timezone.now() + DAY)
    with couriers():
        tried(1)
        assert states() == ["pending", "pending"]
        WebhookEndpoint.objects.update(failing_since=timezone.now() - 5 * DAY)
        WebhookDelivery.objects.filter(attempts=1).update(due_at=timezone.now())
        until("cancelled", "cancelled")
    assert "five days" in WebhookEndpoint.objects.get().disabled_reason
    assert [name for name, _ in work] == ["deliver_mails.mail_switched_off"]
    webhooks.resume_webhook(endpoint, by=people.owner)
    queue.run(work[0])
    assert mailoutbox == []  # it is on again


@pytest.mark.parametrize("role", ["editor", "viewer", None])
def test_nothing_leaves_for_who_may_not_manage_webhooks_any_more(people, endpoint, listener, work, role):
    send(endpoint, people)
    mine = Member.objects.filter(team=people.team, user=people.owner)
    mine.update(role=role) if role else mine.delete()
    with couriers():
        until("cancelled")
    assert listener.seen == []
    assert "may not manage" in WebhookEndpoint.objects.get().disabled_reason


def test_a_secret_that_does_not_open_sends_nothing(people, endpoint, listener, work):
    send(endpoint, people)
    WebhookEndpoint.objects.update(sealed=b"\x01nothing of the kind")
    with couriers():
        until("cancelled")
    assert listener.seen == []


def test_what_is_paused_waits_and_goes_on(people, endpoint, listener):
    send(endpoint, people)
    webhooks.pause_webhook(endpoint)
    with couriers():
        other = WebhookEndpoint(team=people.team, created_by=people.owner, url=listener.url + "?other", events=list(HookEvent))
        other.seal(listener.secrets[0])
        other.save()
        send(other, people)
        until("delivered", "pending")
        webhooks.resume_webhook(endpoint, by=people.owner)
        until("delivered", "delivered")


# Bad manners


def test_a_private_address_is_not_contacted(people, endpoint, listener, settings):
    settings.FETCH_ALLOW = frozenset()
    with couriers():
        send(endpoint, people)
        tried(1)
    assert listener.seen == []
    attempt = WebhookAttempt.objects.get()
    assert attempt.status is None
    assert "https://" in attempt.error


def test_nobody_at_home_is_a_failure(people, endpoint, listener):
    listener.fault("POST", "/hook", Answer(drop=True))
    with couriers():
        send(endpoint, people)
        tried(1)
    assert WebhookAttempt.objects.get().error
    assert states() == ["pending"]


def test_a_huge_answer_leaves_its_first_kilobyte(people, endpoint, listener):
    listener.said = "\0<b>" + "é" * 3_000_000
    with couriers():
        send(endpoint, people)
        until("delivered")
    answer = WebhookAttempt.objects.get().answer
    assert answer.startswith("\ufffd<b>éé")
    assert len(answer.encode()) <= 1030


@pytest.mark.parametrize(
    ("start", "piece", "status"),
    [(b"HTTP/1.1 200 OK\r\n", b"X-More: to come\r\n", None), (b"HTTP/1.1 200 OK\r\n\r\n", b".", 200)],
    ids=["headers", "body"],
)
def test_an_answer_that_drips_ends_with_the_deadline(settings, start, piece, status):
    async def drip(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        with contextlib.suppress(OSError), contextlib.closing(writer):
            writer.write(start)
            while not over.is_set():
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.02)
        ended.set()

    over, ended = asyncio.Event(), asyncio.Event()

    async def post():
        server = await asyncio.start_server(drip, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        settings.FETCH_ALLOW = frozenset({("127.0.0.1", port)})
        url = f"http://127.0.0.1:{port}/hook"
        parcel = Parcel(pk=1, endpoint=1, number=1, url=url, event="evt_1", body=b"{}", secrets=("whsec_x",))
        try:
            return await asyncio.wait_for(deliver_sending.post(parcel, deadline=0.3), 5)
        finally:
            over.set()
            await ended.wait()
            server.close()

    result = asyncio.run(post())
    assert result.status == status
    assert ("did not answer within" in result.error) is (status is None)
    assert 250 <= result.latency_ms < 3000


def test_a_silent_listener_holds_up_neither_others_nor_the_engines(people, endpoint, listener, launched, settings):
    """One endpoint keeps all its hands busy; another, and the polling of engines, go on meanwhile."""
    held, waiting = [], listener.fault("POST", "/hook", wait=lambda seen: held.append(seen) or time.sleep(0.9), times=8)
    send(endpoint, people, 8)
    rhythm = replace(BRISK, deadline=0.5, each=2)
    with couriers(rhythm):
        eventually("it is silent", lambda: len(held) == 2)
        with Listener() as other:
            settings.FETCH_ALLOW = listener.allowed | other.allowed
            quick = webhooks.add_webhook(people.team, url=other.url, events=HookEvent, by=people.owner)
            other.secrets = [quick.secret]
            send(quick.endpoint, people)
            eventually("the other one is told", lambda: other.heard, within=5)
            assert len(held) <= 6
            eventually("the engine's work is done", lambda: not Submission.objects.exclude(state="ready").exists())
        waiting.times = 0
    timed_out = WebhookAttempt.objects.filter(delivery__endpoint=endpoint, status=None)
    assert timed_out.exists()
    assert all("did not answer within" in each.error for each in timed_out)


# Several watchers, and their deaths


def test_two_watchers_share_the_work_without_doubling(people, endpoint, listener):
    send(endpoint, people, 30)
    with couriers(), couriers():
        until(*["delivered"] * 30)
    assert len(listener.ids()) == len(set(listener.ids())) == 30
    assert WebhookAttempt.objects.count() == 30


def test_what_a_watcher_left_is_tried_again_with_the_same_id_when_its_lease_is_over(people, endpoint, listener):
    send(endpoint, people)
    (parcel,) = deliver_rows.claim("dead", {}, room=9, each=9, lease=60.0)
    with couriers():
        eventually("it looked", lambda: WebhookDelivery.objects.get().lease_owner == "dead")
        assert listener.seen == []
        WebhookDelivery.objects.update(lease_until=timezone.now())
        until("delivered")
    assert listener.ids() == [parcel.event]


def test_who_comes_late_notes_nothing(people, endpoint):
    send(endpoint, people)
    (parcel,) = deliver_rows.claim("dead", {}, room=9, each=9, lease=-1.0)
    assert len(deliver_rows.claim("heir", {}, room=9, each=9, lease=9.0)) == 1
    result = Result("req_1", 200, 5)
    assert not deliver_rows.note("dead", parcel, result)
    assert deliver_rows.note("heir", parcel, result)
    assert not deliver_rows.note("heir", parcel, result)
    assert WebhookAttempt.objects.count() == 1


def test_a_watcher_alone_takes_up_what_was_left_at_once(people, endpoint, listener):
    send(endpoint, people)
    deliver_rows.claim("dead", {}, room=9, each=9, lease=600.0)
    with couriers(alone=True):
        until("delivered")


def test_told_to_stop_it_gives_back_what_it_has(people, endpoint, listener):
    listener.fault("POST", "/hook", wait=lambda seen: time.sleep(1.5))
    with couriers(replace(BRISK, deadline=5.0, grace=0.1)):
        send(endpoint, people)
        eventually("it is on its way", lambda: listener.seen)
    row = WebhookDelivery.objects.get()
    assert (row.state, row.lease_owner, row.attempts) == ("pending", "", 0)


def test_a_watcher_of_one_generation_delivers_nothing(people, endpoint, listener, launched):
    send(endpoint, people)
    with couriers(only=launched.pk):
        eventually("it is drawn", lambda: not Submission.objects.exclude(state="ready").exists())
    assert listener.seen == []


def test_a_stumble_stops_nothing(people, endpoint, listener, monkeypatch, caplog):
    claim, stumbles = deliver_rows.claim, [ValueError("nobody foresaw this")] * 3

    def stumbling(*given, **options):
        if stumbles:
            raise stumbles.pop()
        return claim(*given, **options)

    monkeypatch.setattr(deliver_rows, "claim", stumbling)
    send(endpoint, people)
    with couriers():
        until("delivered")
    assert "stumbled" in caplog.text


def test_no_secret_and_no_body_is_logged(people, endpoint, listener, made, caplog):
    caplog.set_level(logging.DEBUG)
    listener.status = 500
    with couriers():
        send(endpoint, people)
        tried(1)
    assert made.secret not in caplog.text
    assert json.loads(WebhookEvent.objects.get().body)["data"]["prompt"] not in caplog.text


# What is asked of the database


def test_nothing_due_costs_one_question_and_a_claim_few(people, endpoint, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert deliver_rows.claim("me", {}, room=9, each=9, lease=60.0) == []
    send(endpoint, people, 20)
    with django_assert_num_queries(7):
        assert len(deliver_rows.claim("me", {}, room=16, each=16, lease=60.0)) == 16


def test_the_longest_due_come_first_and_full_ones_not_at_all(people, endpoint):
    other = WebhookEndpoint(team=people.team, created_by=people.owner, url="https://other.example/", events=list(HookEvent))
    other.seal(new_secret())
    other.save()
    send(endpoint, people, 3)
    send(other, people, 3)
    first = [parcel.endpoint for parcel in deliver_rows.claim("me", {}, room=4, each=2, lease=60.0)]
    assert sorted(first) == sorted([endpoint.pk] * 2 + [other.pk] * 2)
    assert deliver_rows.claim("me", {endpoint.pk: 2, other.pk: 2}, room=4, each=2, lease=60.0) == []
    (left,) = deliver_rows.claim("me", {endpoint.pk: 1, other.pk: 2}, room=4, each=2, lease=60.0)
    assert left.endpoint == endpoint.pk


def test_what_is_a_month_old_goes_and_with_it_its_log(people, endpoint):
    webhooks.rotate_secret(endpoint, by=people.owner, nonce="r" * 24)
    send(endpoint, people, 2)
    old = WebhookEvent.objects.first()
    WebhookAttempt.objects.create(delivery=old.deliveries.get(), number=1, request_id="req_1", status=200)
    WebhookEvent.objects.filter(pk=old.pk).update(created_at=timezone.now() - 31 * DAY)
    purge_history()
    assert WebhookEvent.objects.count() == WebhookDelivery.objects.count() == 1
    assert not WebhookAttempt.objects.exists()
    assert bytes(WebhookEndpoint.objects.get().previous_sealed)
    WebhookEndpoint.objects.update(previous_until=timezone.now())
    purge_history()
    assert not bytes(WebhookEndpoint.objects.get().previous_sealed)
