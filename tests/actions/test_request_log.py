"""Lines of the request log: written together, those that cost something at once, and one that cannot be kept takes no other."""

import pytest
from django.db import DatabaseError, InterfaceError

from comics.actions import request_log
from comics.models import ApiRequest, Token
from comics.vocabulary import Scope
from tests.studio import make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def line(settings, monkeypatch):
    """Makes a line; what waits is written by hand, as no thread of the test's own would see its end."""
    settings.API_LOG_SECONDS = 1.0
    monkeypatch.setattr(request_log, "_after", lambda seconds: None)
    people = make_people()
    token, _ = Token.objects.make(people.owner, people.team, name="program", scopes=list(Scope))

    def make(status=200, **fields):
        return ApiRequest(
            team=people.team, token=token, door="rest", method="GET", endpoint="/v1", status=status, latency_ms=1, **fields
        )

    yield make
    request_log.flush()


def test_lines_of_one_moment_are_written_together(line, django_assert_num_queries):
    for _ in range(3):
        request_log.write_line(line())
    assert not ApiRequest.objects.exists()
    with django_assert_num_queries(3):  # the transaction's two ends, and one for all lines
        request_log.flush()
    assert ApiRequest.objects.count() == 3


def test_enough_of_them_wait_for_no_others(line):
    for _ in range(request_log.ENOUGH):
        request_log.write_line(line())
    assert ApiRequest.objects.count() == request_log.ENOUGH


@pytest.mark.parametrize("fields", [{"status": 429}, {"status": 500}, {"credits": 4}])
def test_what_cost_something_or_failed_is_written_at_once(line, fields):
    request_log.write_line(line(**fields))
    assert ApiRequest.objects.count() == 1


def test_a_connection_that_was_closed_breaks_no_answer(line, caplog, monkeypatch):
    def closed(lines):
        raise InterfaceError("connection already closed")

    monkeypatch.setattr(ApiRequest.objects, "write", closed)
    request_log.write_line(line(status=404))
    assert "could not be written" in caplog.text


def test_one_that_cannot_be_kept_takes_no_other_with_it(line, caplog, monkeypatch):
    keep = ApiRequest.objects.write

    def picky(lines):
        if any(each.endpoint == "/bad" for each in lines):
            raise DatabaseError
        return keep(lines)

    monkeypatch.setattr(ApiRequest.objects, "write", picky)
    bad = line()
    bad.endpoint = "/bad"
    for each in (line(), bad, line()):
        request_log.write_line(each)
    request_log.flush()
    assert ApiRequest.objects.count() == 2
    assert "could not be written" in caplog.text
