"""Bad tries are counted exactly, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from comics.models import Tries, tries

ADA = "ada@example.test"


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is moved."""
    now = [1_000_000.0]
    monkeypatch.setattr(tries.time, "time", lambda: now[0])
    return now


@pytest.mark.django_db
def test_the_sixth_waits_until_the_first_of_five_is_five_minutes_old(clock):
    for _ in range(5):
        assert Tries.objects.take(ADA) == 0
        clock[0] += 10
    assert Tries.objects.take(ADA) == 250
    clock[0] += 249
    assert Tries.objects.take(ADA) == 1
    clock[0] += 1
    assert Tries.objects.take(ADA) == 0
    assert Tries.objects.take(ADA) > 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", ["ADA@example.test", " ada@example.test ", "ada@EXAMPLE.test", "ada@examp\u017fe.test".replace("\u017f", "l")]
)
def test_one_account_is_one_however_it_is_written(other):
    for _ in range(5):
        Tries.objects.take(ADA)
    assert Tries.objects.take(other) > 0


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "other"), [("kim@x.test", "\u212aim@x.test"), ("isa@x.test", "\u0131sa@x.test")])
def test_letters_that_a_database_may_fold_are_folded(one, other):
    for _ in range(5):
        Tries.objects.take(one)
    assert Tries.objects.take(other) > 0


@pytest.mark.django_db
def test_a_right_one_is_given_back_and_the_bad_ones_before_it_are_not():
    for _ in range(4):
        Tries.objects.take(ADA, place="192.0.2.1")
    for _ in range(10):
        assert Tries.objects.take(ADA, place="192.0.2.1") == 0
        Tries.objects.give_back(ADA, place="192.0.2.1")
    assert Tries.objects.take(ADA) == 0
    assert Tries.objects.take(ADA) > 0


@pytest.mark.django_db
def test_one_place_tries_five_accounts_badly_and_then_no_other():
    for number in range(5):
        assert Tries.objects.take(f"{number}@example.test", place="192.0.2.1") == 0
    assert Tries.objects.take("6@example.test", place="192.0.2.1") > 0
    assert Tries.objects.take("6@example.test", place="192.0.2.2") == 0
    assert Tries.objects.take("0@example.test", place="192.0.2.1") == 0


@pytest.mark.django_db
def test_slips_at_one_account_lock_no_other_of_the_same_place():
    for _ in range(6):
        Tries.objects.take(ADA, place="192.0.2.1")
    assert Tries.objects.take("ben@example.test", place="192.0.2.1") == 0


@pytest.mark.django_db
def test_what_is_over_goes_and_no_address_is_kept(clock):
    Tries.objects.take(ADA, place="192.0.2.1")
    assert not any("ada" in str(row.__dict__) or "192.0.2" in str(row.__dict__) for row in Tries.objects.all())
    clock[0] += 601
    Tries.objects.take("ben@example.test")
    assert Tries.objects.count() == 1


@pytest.mark.django_db
def test_a_reset_forgets():
    for _ in range(6):
        Tries.objects.take(ADA)
    Tries.objects.forget(ADA)
    assert Tries.objects.take(ADA) == 0


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_five():
    def one(_):
        try:
            return Tries.objects.take(ADA, place="192.0.2.1")
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        waits = list(pool.map(one, range(20)))
    assert waits.count(0) == 5
