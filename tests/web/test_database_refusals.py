"""What the database refuses is told in words, with the right status, and never as a fault of the studio."""

import pytest
from django.db import DataError, OperationalError, connection
from django.urls import reverse

from comics.models import Issue
from tests.studio import make_issue, make_people


class Told(Exception):
    """What the driver raises, with PostgreSQL's sign."""

    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


def refused(cause):
    error = OperationalError("given up")
    error.__cause__ = cause
    return error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (refused(Told("40P01")), 409, "press again"),
        (refused(Told("40001")), 409, "press again"),
        (DataError("unsupported Unicode escape sequence"), 400, "cannot be stored"),
        (ValueError("A string literal cannot contain NUL (0x00) characters."), 400, "cannot be stored"),
    ],
)
def test_it_is_told_in_words(client, monkeypatch, error, status, words):
    people = make_people("editor")
    issue = make_issue(people)
    client.force_login(people.owner)

    def refuse(*args, **options):
        raise error

    monkeypatch.setattr("comics.actions.series.rename_issue", refuse)
    answer = client.post(reverse("rename_issue", args=[issue.pk]), {"title": "New"})
    assert answer.status_code == status
    assert words in answer.content.decode()


@pytest.mark.django_db
def test_anything_else_stays_our_fault(client, monkeypatch):
    people = make_people("editor")
    issue = make_issue(people)
    client.force_login(people.owner)

    def refuse(*args, **options):
        raise refused(None)

    monkeypatch.setattr("comics.actions.series.rename_issue", refuse)
    with pytest.raises(OperationalError):
        client.post(reverse("rename_issue", args=[issue.pk]), {"title": "New"})


@pytest.mark.django_db(transaction=True)
def test_a_null_character_that_gets_through_is_no_fault_of_ours(client):
    people = make_people("editor")
    issue = make_issue(people)
    client.force_login(people.owner)
    answer = client.post(reverse("launch", args=[issue.pk]), {"nonce": "a\x00b", "engine": "storyboard"})
    assert answer.status_code < 500
    if connection.vendor == "postgresql":
        assert Issue.objects.get(pk=issue.pk).live_pages().count() == 0
