"""Queries that are compiled once answer what they would answer if they were built anew."""

import datetime
import threading

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from comics.models import Series, User
from comics.models.prepared import Prepared
from tests.studio import make_people

pytestmark = pytest.mark.django_db(transaction=True)


def by_title(title: str, before: datetime.datetime, team: int):
    return Series.objects.select_related("team").filter(Q(created_at__lt=before) | Q(summary="x"), title=title, team=team)


@pytest.fixture
def series():
    people = make_people()
    return [Series.objects.create(team=people.team, title=title, created_by=people.owner) for title in ("One", "Two", "Two")]


def test_the_same_rows_as_the_query_itself(series, django_assert_num_queries):
    prepared = Prepared(by_title, title=str, before=datetime.datetime, team=int)
    later, team = timezone.now() + datetime.timedelta(hours=1), series[0].team_id
    for title, before in (("One", later), ("Two", later), ("Two", later - datetime.timedelta(days=1)), ("None", later)):
        with django_assert_num_queries(1):
            found = prepared.rows(title=title, before=before, team=team)
        assert found == list(by_title(title, before, team))
        assert [row.team.name for row in found] == [row.team.name for row in by_title(title, before, team)]
    assert prepared.first(title="None", before=later, team=team) is None
    assert prepared.rows(title="One", before=later, team=team + 1) == []


def test_rows_are_read_anew_each_time(series):
    prepared = Prepared(by_title, title=str, before=datetime.datetime, team=int)
    values = {"title": "One", "before": timezone.now() + datetime.timedelta(hours=1), "team": series[0].team_id}
    first = prepared.first(**values)
    Series.objects.filter(pk=first.pk).update(summary="Changed")
    assert (first.summary, prepared.first(**values).summary) == ("", "Changed")


def test_each_thread_asks_over_its_own_connection(series):
    prepared = Prepared(by_title, title=str, before=datetime.datetime, team=int)
    values = {"title": "Two", "before": timezone.now() + datetime.timedelta(hours=1), "team": series[0].team_id}
    found = [prepared.rows(**values)]

    def ask():
        found.append(prepared.rows(**values))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert [len(rows) for rows in found] == [2, 2]


def test_a_value_that_the_query_does_not_ask_for_is_a_mistake():
    prepared = Prepared(lambda pk, other: User.objects.filter(pk=pk), pk=int, other=int)
    with pytest.raises(ValueError, match="does not ask for other"):
        prepared.first(pk=1, other=2)
