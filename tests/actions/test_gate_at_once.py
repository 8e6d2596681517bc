"""Many programs at the same moment, on whichever database: not one more than the plan has, and each key makes one thing."""

import threading

import pytest
from django.db import transaction

from comics.actions import credits, gate, idempotency
from comics.actions.errors import Limited, Refusal, Unpaid
from comics.actions.gate import Visit
from comics.actions.idempotency import Kept, claim, fingerprint, keep, release
from comics.models import ApiMonth, ApiPlan, CreateCount, IdempotencyKey, Series, Team, Token
from comics.vocabulary import Door
from tests.studio import make_people
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 24
ONE = fingerprint("POST", "/v1/comics/generations", b"{}")


@pytest.fixture
def team():
    people = make_people()
    plan = ApiPlan.objects.create(
        name="p", creates_per_minute=7, creates_per_day=None, reads_per_minute=9, credits_per_month=50
    )
    Team.objects.filter(pk=people.team.pk).update(api_plan=plan)
    return Team.objects.select_related("api_plan").get(pk=people.team.pk)


@pytest.fixture
def token(team):
    return Token.objects.make(team.members.first().user, team, name="Script", scopes=[])[0]


def count(answers, kind):
    assert [answer for answer in answers if answer is not None and not isinstance(answer, kind)] == []
    return answers.count(None)


@transaction.atomic
def make(team, panels=1):
    credits.spend(team, panels)
    Series.objects.create(team=team, title="made")


def test_creates_of_a_minute(team):
    assert count(at_once([lambda: make(team)] * MANY), Limited) == 7
    assert Series.objects.count() == len(CreateCount.objects.get().stamps) == ApiMonth.objects.get().creates == 7


def test_credits_of_a_month(team):
    ApiPlan.objects.update(creates_per_minute=1000)
    team = Team.objects.select_related("api_plan").get(pk=team.pk)
    assert count(at_once([lambda: make(team, 9)] * MANY), Unpaid) == 5
    assert (Series.objects.count(), ApiMonth.objects.get().credits) == (5, 45)


def test_reads_of_a_minute(token):
    assert count(at_once([lambda: gate.admit(Visit(token, Door.REST, "req_1"))] * MANY), Limited) == 9


def test_bad_tokens_of_a_place(monkeypatch):
    monkeypatch.setattr(gate, "BAD_TOKENS", 3)
    assert count(at_once([lambda: gate.note_bad_token("192.0.2.1")] * MANY), Limited) == 3


def once(token, team, *, request=ONE, fail=lambda: False):
    """What a door does with a key."""
    found = claim(token, "k", request)
    if isinstance(found, Kept):
        return found.body
    if fail():
        release(found, faulty=False)
        return "failed"
    with transaction.atomic():
        made = Series.objects.create(team=team, title="made")
    keep(found, 200, str(made.pk))
    return str(made.pk)


def test_one_key_makes_one_thing_and_all_hear_of_it(token, team):
    answers = at_once([lambda: once(token, team)] * MANY)
    assert Series.objects.count() == 1
    assert answers == [str(Series.objects.get().pk)] * MANY


def test_where_the_first_fails_the_next_does_it(token, team):
    first = iter([True])
    lock = threading.Lock()

    def fail():
        with lock:
            return next(first, False)

    answers = at_once([lambda: once(token, team, fail=fail)] * MANY)
    assert Series.objects.count() == 1
    assert sorted(set(answers)) == sorted(["failed", str(Series.objects.get().pk)])
    assert answers.count("failed") == 1


def test_two_requests_under_one_key_are_one_made_and_the_other_refused(token, team):
    deeds = [lambda: once(token, team), lambda: once(token, team, request="f" * 64)] * (MANY // 2)
    answers = at_once(deeds)
    assert Series.objects.count() == 1
    assert sum(isinstance(answer, Refusal) for answer in answers) == MANY // 2


def test_what_a_dead_one_had_in_hand_is_taken_up_by_one(token, team, monkeypatch):
    monkeypatch.setattr(idempotency, "PATIENCE", 20.0)
    claim(token, "k", ONE)
    IdempotencyKey.objects.update(claimed_at="2020-01-01T00:00:00Z")
    answers = at_once([lambda: once(token, team)] * MANY)
    assert Series.objects.count() == 1
    assert len(set(answers)) == 1
