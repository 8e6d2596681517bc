"""How often programs may ask: windows that slide, windows that do not, and what is given back."""

import pytest
from django.db import DatabaseError, transaction

from comics.actions import credits, gate
from comics.actions.errors import Limited, Unpaid
from comics.actions.gate import Kind, Visit
from comics.models import ApiMonth, ApiPlan, ApiRequest, CreateCount, Team, Token, api_counts
from comics.vocabulary import Door
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is moved."""
    now = [1_000_000.0]
    monkeypatch.setattr(gate.time, "time", lambda: now[0])
    assert api_counts.time is gate.time
    return now


@pytest.fixture
def people():
    return make_people()


def on_plan(people, **terms):
    plan = {"name": "p", "creates_per_minute": 4, "creates_per_day": 15, "reads_per_minute": 5, "credits_per_month": 100}
    Team.objects.filter(pk=people.team.pk).update(api_plan=ApiPlan.objects.create(**plan | terms))
    return Team.objects.get(pk=people.team.pk)


def visit(people, kind=Kind.READ):
    _, secret = Token.objects.make(people.owner, Team.objects.get(pk=people.team.pk), name="Script", scopes=[])
    return Visit(Token.objects.presented(secret), Door.REST, "req_1", kind=kind)


def spend_in_vain(team, panels):
    with transaction.atomic():
        credits.spend(team, panels)
        raise ZeroDivisionError


def creates(team, times=1):
    for _ in range(times):
        with transaction.atomic():
            gate.count_create(team)


def test_the_fifth_create_waits_until_the_first_is_a_minute_old(people, clock):
    team = on_plan(people)
    for _ in range(4):
        creates(team)
        clock[0] += 10
    with pytest.raises(Limited, match="Wait 20 seconds") as refused:
        creates(team)
    assert refused.value.retry_after == 20
    clock[0] += 19.9
    with pytest.raises(Limited) as refused:
        creates(team)
    assert refused.value.retry_after == 1
    clock[0] += 0.2
    creates(team)
    with pytest.raises(Limited):
        creates(team)


def test_the_sixteenth_of_a_day_waits_until_the_first_is_a_day_old(people, clock):
    team, began = on_plan(people), clock[0]
    for _ in range(15):
        creates(team)
        clock[0] += 600
    with pytest.raises(Limited, match="minutes") as refused:
        creates(team)
    assert refused.value.retry_after == began + gate.DAY - clock[0]
    clock[0] = began + gate.DAY + 0.1
    creates(team)
    assert len(CreateCount.objects.get().stamps) == 15


def test_without_a_daily_limit_only_a_minute_is_kept(people, clock):
    team = on_plan(people, creates_per_day=None)
    for _ in range(50):
        creates(team)
        clock[0] += 16
    assert len(CreateCount.objects.get().stamps) == 4


def test_what_is_rolled_back_takes_no_place_and_costs_nothing(people, clock):
    team = on_plan(people)
    for _ in range(20):
        with pytest.raises(ZeroDivisionError):
            spend_in_vain(team, 10)
    creates(team, 4)
    assert ApiMonth.objects.spent(team) == (0, 0)


def test_a_refused_create_does_not_count(people, clock):
    team = on_plan(people)
    creates(team, 4)
    for _ in range(100):
        with pytest.raises(Limited):
            creates(team)
    clock[0] += 60.1
    creates(team, 4)


def test_looking_takes_no_place_and_tells_what_is_left(people, clock):
    team, asked = on_plan(people), visit(people, Kind.CREATE)
    for _ in range(10):
        gate.admit(asked)
    assert [(quota.left, quota.reset) for quota in asked.quotas] == [(4, 0), (15, 0)]
    creates(team, 3)
    clock[0] += 5
    gate.admit(asked)
    assert [(quota.left, quota.reset) for quota in asked.quotas] == [(1, 55), (12, gate.DAY - 5)]
    creates(team)
    with pytest.raises(Limited) as refused:
        gate.admit(asked)
    assert (refused.value.retry_after, asked.quotas[0].left) == (55, 0)


def test_a_plan_without_creates_refuses_all(people, clock):
    team = on_plan(people, creates_per_day=0)
    with pytest.raises(Limited):
        creates(team)
    with pytest.raises(Limited):
        gate.admit(visit(people, Kind.CREATE))


def test_a_plan_that_was_made_narrower_holds_at_once(people, clock):
    team = on_plan(people)
    creates(team, 4)
    ApiPlan.objects.update(creates_per_minute=2)
    clock[0] += 30
    with pytest.raises(Limited) as refused:
        creates(Team.objects.get(pk=team.pk))
    assert refused.value.retry_after == 30


def test_reads_are_counted_in_a_fixed_minute_and_by_token(people, clock):
    on_plan(people)
    mine, other = visit(people), visit(people)
    for left in (4, 3, 2, 1, 0):
        gate.admit(mine)
        assert (mine.quotas[0].left, mine.quotas[0].reset) == (left, 60)
    clock[0] += 48.5
    for _ in range(3):
        with pytest.raises(Limited) as refused:
            gate.admit(mine)
        assert refused.value.retry_after == 12
    gate.admit(other)
    clock[0] += 11.5
    gate.admit(mine)
    assert (mine.quotas[0].left, mine.quotas[0].reset) == (4, 60)


def test_reading_is_one_statement(people, django_assert_num_queries):
    mine = visit(people)
    with django_assert_num_queries(1):
        gate.admit(mine)


def test_many_bad_tokens_from_one_place_are_told_to_wait(clock):
    for _ in range(gate.BAD_TOKENS):
        gate.note_bad_token("192.0.2.1")
    with pytest.raises(Limited) as refused:
        gate.note_bad_token("192.0.2.1")
    assert refused.value.retry_after == 60
    gate.note_bad_token("192.0.2.2")
    clock[0] += 60
    gate.note_bad_token("192.0.2.1")


def test_a_credit_is_a_panel_and_they_end(people, clock):
    team = on_plan(people, creates_per_minute=100, creates_per_day=None)
    with transaction.atomic():
        credits.spend(team, 60)
    for panels in (41, 400):
        with pytest.raises(Unpaid, match="40 of 100 left until"), transaction.atomic():
            credits.spend(team, panels)
    with transaction.atomic():
        credits.spend(team, 40)
    with pytest.raises(Unpaid, match="0 of 100"), transaction.atomic():
        credits.spend(team, 1)
    told = credits.usage(team)
    assert (told["apiUsageCount"], told["apiMaxUsage"], told["credits"], told["creates"]) == (100, 100, 0, 2)


def test_the_next_month_begins_with_all_credits(people, clock, monkeypatch):
    team = on_plan(people)
    with transaction.atomic():
        credits.spend(team, 100)
    month = api_counts.this_month()
    following = api_counts.month_after(month).date()
    assert (following.day, following > month) == (1, True)
    for module in (api_counts, credits):
        monkeypatch.setattr(module, "this_month", lambda: following)
    assert credits.usage(team)["credits"] == 100
    with transaction.atomic():
        credits.spend(team, 100)
    assert ApiMonth.objects.count() == 2


def test_a_narrower_plan_leaves_nothing_and_no_negative_number(people, clock):
    team = on_plan(people)
    with transaction.atomic():
        credits.spend(team, 80)
    ApiPlan.objects.update(credits_per_month=50)
    told = credits.usage(Team.objects.get(pk=team.pk))
    assert (told["apiUsageCount"], told["apiMaxUsage"], told["remaining"]) == (80, 50, 0)


def test_what_is_spent_stands_on_the_line_of_the_visit(people, django_capture_on_commit_callbacks):
    asked, team = visit(people, Kind.CREATE), on_plan(people)
    with gate.visiting(asked), django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            credits.spend(team, 3)
        with pytest.raises(ZeroDivisionError):
            spend_in_vain(team, 5)
    gate.note(asked, method="POST", status=200)
    assert ApiRequest.objects.get().credits == 3


def test_a_log_that_cannot_be_written_changes_nothing(people, monkeypatch, caplog):
    def refuse(lines):
        raise DatabaseError

    monkeypatch.setattr(ApiRequest.objects, "write", refuse)
    gate.note(visit(people), method="GET", status=200)
    assert "could not be written" in caplog.text
