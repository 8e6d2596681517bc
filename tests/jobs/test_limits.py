"""The limiter: exact, creates before polls, taught by refusals."""

import random
import threading
from types import SimpleNamespace

import pytest
from django.db import connection

from comics.jobs import limits, queue
from comics.jobs.limits import queue_note, take
from comics.models import Allowance, Key, Submission
from tests.studio import launch, make_issue, make_people
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(at=1_000_000.0)
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: now.at))
    return now


def test_an_account_without_a_limit_never_waits_and_leaves_no_row():
    assert take("a", None) == 0
    assert take("a", None, poll=True) == 0
    assert not Allowance.objects.exists()


def test_no_minute_holds_more_requests_than_stated(clock):
    granted = []
    generator = random.Random(7)  # noqa: S311 - a fair die, not a secret
    for _ in range(2000):
        clock.at += generator.random() * 1.5
        if not take("a", 10, poll=generator.random() < 0.7):
            granted.append(clock.at)
    assert len(granted) > 100
    for position, start in enumerate(granted):
        assert sum(start <= at < start + 60.0 for at in granted[position:]) <= 10


def test_the_wait_that_is_told_is_enough(clock):
    for _ in range(3):
        assert take("a", 3) == 0
    wait = take("a", 3)
    assert 60 < wait <= limits.WINDOW
    clock.at += wait + 0.001
    assert take("a", 3) == 0


def test_polls_leave_room_for_creates(clock):
    polls = 0
    for _ in range(600):
        clock.at += 0.1
        polls += not take("a", 10, poll=True)
    assert 0 < polls <= 6
    assert [take("a", 10) for _ in range(4)] == [0, 0, 0, 0]


def test_accounts_do_not_hinder_each_other(clock):
    assert take("a", 1) == 0
    assert take("a", 1) > 0
    assert take("b", 1) == 0


def test_at_half_load_nothing_is_refused_and_creates_hardly_wait(clock):
    """Generations of one create and as many polls as the limiter allows come at random, 2.5 a minute, for two hours."""
    generator = random.Random(3)  # noqa: S311 - a fair die, not a secret
    asked, waits = [], []
    arrivals, at = [], clock.at
    while at < clock.at + 7200:
        at += generator.expovariate(2.5 / 60)
        arrivals.append(at)
    end = arrivals[-1]
    while clock.at < end:
        clock.at += 0.5
        if arrivals and arrivals[0] <= clock.at:
            if not take("a", 10):
                waits.append(clock.at - arrivals.pop(0))
                asked.append(clock.at)
        elif not take("a", 10, poll=True):
            asked.append(clock.at)
    assert all(later - first >= 60 for first, later in zip(asked, asked[10:], strict=False))
    assert sorted(waits)[int(len(waits) * 0.95)] <= 9.0


def test_many_at_once_get_no_more_than_the_limit():
    granted, barrier = [], threading.Barrier(4)

    def ask():
        barrier.wait()
        granted.extend(take("a", 5) for _ in range(4))
        connection.close()

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert granted.count(0) == 5


def test_a_refusal_closes_the_account_and_teaches_a_lower_rate_that_recovers(clock):
    told = limits.refused("a", 10, wait=30.0, asked=8)
    assert (told.wait, told.per_minute) == (30.0, 6)
    assert take("a", 10) == pytest.approx(30.0)
    limits.refused("a", 10, wait=5.0, asked=8)  # another answer to a question of the same moment
    assert Allowance.objects.get().per_minute == 6
    clock.at += 31
    assert [take("a", 10) == 0 for _ in range(8)].count(True) == 6
    for _ in range(10):
        clock.at += 130
        take("a", 10)
    assert Allowance.objects.get().per_minute is None


def test_a_service_that_states_no_limit_teaches_one_by_refusing(clock):
    limits.refused("a", None, wait=1.0, asked=40)
    clock.at += 2
    assert [take("a", None) == 0 for _ in range(60)].count(True) == 30


@pytest.fixture
def queued():
    with toy_engine() as engine, queue.here():
        engine.limits = limits.remote_engine("toy").limits.__class__(per_minute=4)
        people = make_people()
        toy_key(people.owner)
        launch(make_issue(people), people, draw=False, engine="toy")
        yield Submission.objects.order_by("pk")


def test_a_launch_that_can_go_says_nothing(queued):
    assert queue_note(queued[0]) == ""


def test_a_launch_that_waits_says_for_what_and_how_long(queued, clock):
    for _ in range(4):
        assert take(queued[0].account, 4) == 0
    clock.at += 42
    assert queue_note(queued[0]) == "Waits its turn: Toy takes 4 requests a minute; about 20 s"
    Key.objects.update(per_minute=2)
    assert "Toy takes 2 requests a minute" in queue_note(queued[1])


def test_a_launch_that_was_sent_says_nothing(queued, clock):
    for _ in range(4):
        take(queued[0].account, 4)
    Submission.objects.update(state="drawing")
    assert queue_note(queued[0]) == ""
