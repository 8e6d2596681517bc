"""Budgets: what they count, when they stop a launch, and that no crowd of launches gets past them."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.utils import timezone

from comics.actions.budgets import budget_left, check_budgets, remove_budget, set_budget
from comics.actions.errors import Refusal
from comics.engines.contract import Price
from comics.models import Budget, Charge, Team
from tests.charges import make_charge
from tests.studio import make_people

pytestmark = pytest.mark.django_db
UNKNOWN, FREE = Price(None), Price()


@pytest.fixture
def people():
    return make_people("editor")


def euros(amount):
    return Price(Decimal(amount), "EUR")


def set_one(people, unit="panels", amount="10", user=None):
    return set_budget(people.team, user=user, unit=unit, amount=Decimal(amount))


def check(people, *, panels=4, price=UNKNOWN, user=None):
    return check_budgets(people.team, user or people.owner, panels=panels, price=price)


def test_without_a_budget_everything_goes(people):
    assert check(people, panels=10_000, price=euros(900)) == ()
    assert budget_left(people.team, people.owner) == []


def test_a_budget_of_panels_counts_panels_and_is_met_exactly(people):
    set_one(people, amount="10")
    make_charge(people.team, by=people.member, panels=6)
    assert check(people, panels=4) == ()
    with pytest.raises(Refusal) as refusal:
        check(people, panels=5)
    month = timezone.localdate().strftime("%B")
    assert str(refusal.value).startswith(
        f"This would draw 5 panels, and the team’s budget for {month} has 4 of 10 panels left."
    )
    assert [str(row) for row in budget_left(people.team, people.owner)] == ["Budget: 4 of 10 panels left this month"]


def test_a_budget_of_money_counts_the_reported_price_else_the_estimate(people):
    set_one(people, "eur", "5")
    make_charge(people.team, estimated=Decimal(9), unit="EUR", reported=Decimal("1.5"), reported_unit="EUR")
    make_charge(people.team, estimated=Decimal("0.75"), unit="EUR")
    make_charge(people.team, estimated=Decimal(50), unit="credits")
    assert check(people, panels=900, price=euros("2.75")) == ()
    with pytest.raises(Refusal, match=r"This would cost 2\.76 EUR, and the team’s budget for \w+ has 2\.75 of 5 EUR left"):
        check(people, price=euros("2.76"))


@pytest.mark.parametrize("outcome", ["charged", "failed", "unknown", "reserved"])
def test_what_may_have_cost_something_counts_and_what_surely_did_not_does_not(people, outcome):
    set_one(people, amount="4")
    line = make_charge(people.team, panels=1, outcome=outcome)
    with pytest.raises(Refusal):
        check(people)
    Charge.objects.filter(pk=line.pk).update(outcome="void")
    assert check(people) == ()


def test_only_the_calendar_month_and_the_own_team_count(people):
    set_one(people, amount="4")
    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    make_charge(people.team, at=first - datetime.timedelta(seconds=1))
    make_charge(Team.objects.create(name="Others"), by=people.owner)
    assert check(people) == ()
    make_charge(people.team, panels=1, at=first)
    with pytest.raises(Refusal):
        check(people)


def test_a_member_has_a_budget_of_their_own_beside_the_team(people):
    set_one(people, amount="100")
    set_one(people, amount="6", user=people.member)
    make_charge(people.team, by=people.member, panels=3)
    make_charge(people.team, by=people.owner, panels=30)
    assert [str(row) for row in budget_left(people.team, people.member)] == [
        "Budget: 67 of 100 panels left this month",
        "Your own budget: 3 of 6 panels left this month",
    ]
    assert check(people, user=people.owner) == ()
    assert check_budgets(people.team, None, panels=60, price=UNKNOWN) == ()
    with pytest.raises(Refusal, match="your own budget"):
        check(people, user=people.member)
    with pytest.raises(Refusal, match="the team’s budget"):
        check(people, panels=68, user=people.member)


def test_a_price_that_a_budget_cannot_hold_is_said_and_let_through(people):
    set_one(people, "EUR", "1")
    assert check(people) == ("The price isn’t known, so the budget in EUR can’t hold it.",)
    told_in_credits = check(people, price=Price(Decimal(8), "credits"))
    assert told_in_credits == ("The price is told in credits, so the budget in EUR can’t hold it.",)


def test_what_is_free_passes_a_budget_that_is_used_up(people):
    set_one(people, "EUR", "0")
    assert check(people, price=FREE) == ()
    with pytest.raises(Refusal):
        check(people, price=euros("0.01"))


def test_a_budget_is_set_changed_and_removed(people):
    budget = set_one(people, "credits", "5")
    assert set_one(people, " Credits", "7.5") == budget
    assert Budget.objects.get().amount == Decimal("7.5")
    set_one(people, "credits", "2", user=people.member)
    remove_budget(budget)
    assert Budget.objects.get().user == people.member


@pytest.mark.parametrize(
    ("unit", "amount", "field"),
    [(" ", "5", "unit"), ("EUR", "-1", "amount"), ("EUR", "NaN", "amount"), ("EUR", "1e12", "amount")],
)
def test_what_is_no_budget_is_refused(people, unit, amount, field):
    with pytest.raises(Refusal) as refusal:
        set_one(people, unit, amount)
    assert refusal.value.field == field
    assert not Budget.objects.exists()


def test_nobody_from_outside_gets_a_budget(people):
    with pytest.raises(Refusal):
        set_one(people, user=people.stranger)


def test_many_lines_are_asked_for_in_one_query(people, django_assert_num_queries):
    for unit in ("panels", "EUR", "credits"):
        set_one(people, unit, "1000")
        set_one(people, unit, "1000", user=people.owner)
    for _ in range(30):
        make_charge(people.team, by=people.owner, estimated=Decimal(1), unit="EUR")
    with django_assert_num_queries(2):
        check(people)


@pytest.mark.django_db(transaction=True)
def test_launches_at_once_never_exceed_a_budget_together(people):
    set_one(people, amount="10")
    start = threading.Barrier(6)
    between = threading.Barrier(2)  # where two launches would meet if both could check before either has reserved

    def launch():
        start.wait(10)
        try:
            with transaction.atomic():
                check(people, panels=3)
                with suppress(threading.BrokenBarrierError):
                    between.wait(0.3)
                make_charge(people.team, by=people.owner, panels=3)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        launched = [each.result(30) for each in [pool.submit(launch) for _ in range(6)]]
    assert sum(launched) == 3
    assert Charge.objects.totals() == {"panels": 9}
