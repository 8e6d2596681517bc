"""The watcher among rows that cannot be worked on, services that mean no good, and answers of the database that get lost."""

import asyncio
import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from comics.actions.decisions import adopt_id, give_up, wait_on
from comics.actions.errors import Refusal
from comics.engines.contract import Reference
from comics.engines.remote import Ticket
from comics.jobs import queue, submissions, watch_accounts, watch_creates, watch_leases, watch_sending
from comics.jobs.watch_accounts import Accounts
from comics.jobs.watch_items import MOST_VARIATIONS, load
from comics.jobs.watch_steps import Steps
from comics.jobs.watch_threads import Threads
from comics.models import Charge, Submission, Take
from comics.web.waiting import waiting_in
from tests.live import eventually
from tests.services.base import Answer
from tests.studio import launch, make_issue
from tests.watching import QUICK, paper_engine, watching

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "another-token-0123456789"


def the_first():
    return Submission.objects.order_by("pk").first()


def state_of_the_first(state):
    eventually(f"the first is {state}", lambda: the_first().state == state)


def the_other_is_drawn():
    eventually("the other is drawn", lambda: Submission.objects.order_by("pk").last().state == "ready")


BAD_ROWS = {
    "a call that is no call": {"call_data": {"keys": 5}},
    "a call of another kind": {"call_data": [1, 2]},
    "a price that is none": {"call_data": {"keys": [], "price": {"amount": "x", "unit": ""}, "request": {}}},
    "an engine that is gone": {"engine": "gone"},
}


@pytest.mark.parametrize("change", BAD_ROWS.values(), ids=BAD_ROWS)
def test_what_cannot_be_read_is_not_sent_and_does_not_stop_the_others(launched, server, change):
    bad = the_first()
    Submission.objects.filter(pk=bad.pk).update(**change)
    with watching():
        the_other_is_drawn()
        state_of_the_first("failed")
    assert Charge.objects.get(submission=bad).outcome == "void"
    assert len(server.creates) == 1


@pytest.mark.parametrize("state", ["drawing", "unknown"])
@pytest.mark.parametrize(
    "change", [{"ticket_data": {"no": "id"}}, *BAD_ROWS.values()], ids=["a ticket that is none", *BAD_ROWS]
)
def test_what_was_sent_and_cannot_be_read_waits_for_a_person(launched, people, change, state):
    bad = the_first()
    Submission.objects.filter(pk=bad.pk).update(state=state, **change)
    bad.drawings.update(state=state)
    with watching():
        the_other_is_drawn()
        state_of_the_first("held" if state == "drawing" else "unknown")
        eventually("it is given back", lambda: the_first().lease_owner == "")
    (decision,) = waiting_in(launched.issue)
    assert decision.price in ("", "about 4 credits")
    give_up(the_first(), by=people.owner)
    assert the_first().state == "failed"


def test_nobody_is_asked_for_an_engine_that_is_gone(launched, people):
    row = the_first()
    Submission.objects.filter(pk=row.pk).update(engine="gone", state="unknown")
    with pytest.raises(Refusal, match="does not have the engine"):
        adopt_id(the_first(), "job-1", by=people.owner)
    Submission.objects.filter(pk=row.pk).update(state="held")
    with pytest.raises(Refusal, match="does not have the engine"):
        wait_on(the_first(), by=people.owner)


def test_a_service_that_asks_to_wait_for_ever_is_not_asked_for_ever(people, server, key):
    server.fault("GET", "/jobs/", answer=Answer(429, {"error": "later"}, headers={"Retry-After": "0"}), times=10**6)
    with paper_engine(deadline=0.3), queue.here(), watching():
        launch(make_issue(people), people, draw=False, engine="paper")
        eventually("both wait for a person", lambda: Submission.objects.filter(state="held").count() == 2)
    assert set(Submission.objects.values_list("kind_of_error", flat=True)) == {"deadline"}


def test_an_upload_that_goes_wrong_as_nobody_foresaw_ends(launched, server, engine, monkeypatch):
    row = the_first()
    reference = Reference("a" * 64, "image/png", 1, 1, 1)
    data = {**row.call_data, "references": [{name: getattr(reference, name) for name in Reference.__slots__}]}
    Submission.objects.filter(pk=row.pk).update(call_data=data)

    async def wrong(call, service, load):
        raise TypeError("unheard of")

    monkeypatch.setattr(engine, "prepare", wrong)
    with watching():
        state_of_the_first("failed")
        the_other_is_drawn()
    assert len(server.creates) == 1
    assert Charge.objects.get(submission=row).outcome == "void"


def test_an_intent_whose_commit_was_not_heard_of_is_neither_sent_nor_forgotten(launched, server, monkeypatch):
    first, kept = the_first().pk, watch_sending.begin_sending
    lost = []

    def begin(owner, pk):
        found = kept(owner, pk)
        if pk == first and not lost:
            lost.append(pk)
            raise OperationalError("server closed the connection unexpectedly")
        return found

    monkeypatch.setattr(watch_sending, "begin_sending", begin)
    monkeypatch.setattr("comics.jobs.watch_threads.PAUSE", 0.01)
    with watching():
        the_other_is_drawn()
        state_of_the_first("unknown")
    assert len(server.creates) == 1


def test_a_call_does_not_leave_with_a_token_that_was_replaced(launched, key, server):
    (pk, *_) = watch_leases.claim("me", 10, lease=10)
    key.seal(TOKEN, base_url=server.base_url)
    key.save()
    assert watch_sending.begin_sending("me", pk) == watch_sending.FULL
    assert Submission.objects.get(pk=pk).state == "queued"


def test_what_waits_is_sent_to_the_address_that_replaced_the_old(launched, key, server):
    key.seal(key.open(), base_url=f"{server.base_url}/")
    key.save()
    assert key.account != the_first().account
    with watching():
        eventually("all is drawn", lambda: Submission.objects.filter(state="ready").count() == 2)
    assert len(server.creates) == 2


def test_more_pictures_than_anybody_draws_are_not_fetched(launched):
    pks = watch_leases.claim("me", 10, lease=10)
    item = load(pks)[0]
    panel = item.call.keys[0]
    assert not item.knows((panel, 0))
    assert not item.knows((panel, MOST_VARIATIONS - 1))
    for which in ((panel, MOST_VARIATIONS), (panel, 10**30), (panel, -1), ("999999", 0)):
        assert item.knows(which)
    assert not Take.objects.exists()


def test_a_receipt_is_kept_although_the_watcher_is_stopped_before_it_is_written(launched, monkeypatch):
    kept, free = [], threading.Event()
    monkeypatch.setattr(submissions, "accepted", lambda pk, ticket, owner: kept.append((pk, ticket.id)) or True)

    async def stopped_early():
        threads = Threads()
        agenda = SimpleNamespace(drop=lambda item: None, again=lambda item, after: None)
        creates = watch_creates.Creates("me", agenda, threads, Accounts(None), QUICK)
        busy = asyncio.create_task(threads.rows(free.wait))
        call = asyncio.create_task(creates.accepted(SimpleNamespace(pk=7), Ticket("job-7")))
        for _ in range(3):
            await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        free.set()
        await busy
        await threads.aclose()

    asyncio.run(stopped_early())
    assert kept == [(7, "job-7")]


def test_a_service_that_answers_slowly_does_not_take_all_hands(launched, monkeypatch):
    monkeypatch.setattr(watch_accounts, "SLOW", -1.0)
    pks = watch_leases.claim("me", 10, lease=10)
    items, again = load(pks), []
    agenda = SimpleNamespace(
        again=lambda item, after: again.append(item.pk), drop=lambda item: None, in_flight=lambda account: 1
    )

    async def crowd():
        accounts, asked, free = Accounts(None), [], asyncio.Event()
        steps = Steps("me", agenda, Threads(), accounts, QUICK)

        async def never_ends(item):
            asked.append(item.pk)
            await free.wait()

        monkeypatch.setattr(steps, "send", never_ends)
        free.set()
        await steps.step(items[0])  # the watcher learns that it is slow
        free.clear()
        waiting = [asyncio.create_task(steps.step(items[1])) for _ in range(64)]
        await asyncio.sleep(0)
        assert len(asked) == 1 + watch_accounts.SLOW_SHARE
        assert len(again) == 64 - watch_accounts.SLOW_SHARE
        monkeypatch.setattr(watch_accounts, "SLOW", 5.0)
        free.set()
        await asyncio.gather(*waiting)
        assert not accounts.gate(items[1].account).crowded
        await steps.threads.aclose()

    asyncio.run(crowd())
