"""Places to read: taken several at a time, and never more than the plan allows."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comics.actions.read_places import SHARE, ReadPlaces
from comics.models import RequestCount
from tests.together import at_once

pytestmark = pytest.mark.django_db


def taken(places, most, *, times=1, name="t"):
    return [places.take(name, f"token:{name}", most=most, seconds=60) for _ in range(times)]


@pytest.mark.parametrize("most", [1, 3, SHARE - 1, SHARE * 3, SHARE * 3 + 7])
def test_as_many_as_the_plan_allows_over_all_processes(most):
    processes = itertools.cycle([ReadPlaces() for _ in range(3)])
    got = [taken(next(processes), most)[0].taken for _ in range(most * 2)]
    assert sum(got) == most
    assert RequestCount.objects.count() == 1


def test_most_reads_ask_no_database():
    places, most = ReadPlaces(), SHARE * 10
    with CaptureQueriesContext(connection) as asked:
        found = taken(places, most, times=20)
    assert len(asked) == 2
    assert [place.left for place in found] == list(range(most - 1, most - 21, -1))


def test_what_is_over_begins_anew():
    places = ReadPlaces()
    assert [place.taken for place in taken(places, 1, times=2)] == [True, False]
    RequestCount.objects.update(began=0)
    assert [place.taken for place in taken(ReadPlaces(), 1)] == [True]


def test_tokens_have_places_of_their_own():
    places = ReadPlaces()
    assert [taken(places, 1, name=name)[0].taken for name in "abca"] == [True, True, True, False]


@pytest.mark.django_db(transaction=True)
def test_exact_when_many_ask_at_once():
    most = SHARE * 2
    several = [ReadPlaces() for _ in range(4)]
    answers = at_once([lambda places=places: sum(p.taken for p in taken(places, most, times=most)) for places in several])
    assert sum(answers) == most
