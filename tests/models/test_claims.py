"""Who may work on a drawing, an export or an archive: one at a time, and another when the first one died."""

import datetime

import pytest
from django.utils import timezone

from comics.models import Archive, Drawing, Export
from comics.models.takes import LEASE
from comics.vocabulary import GenerationState
from tests.rows import make_everything
from tests.studio import make_people

pytestmark = pytest.mark.django_db
AGO = datetime.timedelta(minutes=5)


@pytest.fixture
def rows(django_capture_on_commit_callbacks):
    everything = make_everything(make_people(), django_capture_on_commit_callbacks)
    return {"drawing": everything.drawing, "export": everything.export, "archive": everything.archive}


def put(row, state, **fields):
    type(row).objects.filter(pk=row.pk).update(state=state, lease_until=None, **fields)


@pytest.mark.parametrize(("kind", "at_work"), [("drawing", "drawing"), ("export", "working"), ("archive", "working")])
def test_one_worker_gets_it_and_the_lease_runs(rows, kind, at_work):
    row = rows[kind]
    put(row, "queued")
    assert type(row).objects.claim(row.pk)
    assert not type(row).objects.claim(row.pk)
    row.refresh_from_db()
    assert row.state == at_work
    assert row.is_moving
    assert timezone.now() < row.lease_until <= timezone.now() + LEASE
    type(row).objects.filter(pk=row.pk).update(lease_until=timezone.now() - AGO)
    assert type(row).objects.claim(row.pk)


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        ("drawing", ("ready", "failed", "refused", "cancelled")),
        ("export", ("ready", "failed", "cancelled", "expired")),
        ("archive", ("ready", "failed", "cancelled", "expired")),
    ],
)
def test_what_is_finished_is_never_taken_up_again(rows, kind, states):
    row = rows[kind]
    for state in states:
        put(row, state)
        assert not type(row).objects.claim(row.pk), state
        assert not type(row).objects.moving().exists(), state
        row.refresh_from_db()
        assert row.state == state
        assert not row.is_moving


def test_every_claim_of_a_drawing_counts_as_an_attempt(rows):
    drawing = rows["drawing"]
    before = drawing.attempts
    put(drawing, "queued")
    Drawing.objects.claim(drawing.pk)
    drawing.refresh_from_db()
    assert drawing.attempts == before + 1


@pytest.mark.parametrize(
    ("state", "fields", "stranded"),
    [
        (GenerationState.QUEUED, {"queued_at": 0}, False),
        (GenerationState.QUEUED, {"queued_at": 5}, True),
        (GenerationState.DRAWING, {"lease_until": -5}, False),
        (GenerationState.DRAWING, {"lease_until": 5}, True),
        (GenerationState.READY, {"queued_at": 5, "lease_until": 5}, False),
    ],
)
def test_what_nobody_works_on_is_stranded(rows, state, fields, stranded):
    times = {name: timezone.now() - datetime.timedelta(minutes=minutes) for name, minutes in fields.items()}
    Drawing.objects.filter(pk=rows["drawing"].pk).update(state=state, **times)
    assert Drawing.objects.stranded().exists() is stranded


@pytest.mark.parametrize("kind", ["export", "archive"])
@pytest.mark.parametrize(
    ("state", "fields", "lost"),
    [
        ("queued", {"queued_at": 0}, False),
        ("queued", {"queued_at": 5}, True),
        ("working", {"lease_until": -5}, False),
        ("working", {"lease_until": 5}, True),
        ("ready", {"queued_at": 5, "lease_until": 5}, False),
    ],
)
def test_a_file_that_nobody_works_on_is_lost(rows, kind, state, fields, lost):
    times = {name: timezone.now() - datetime.timedelta(minutes=minutes) for name, minutes in fields.items()}
    row = rows[kind]
    type(row).objects.filter(pk=row.pk).update(state=state, **times)
    assert type(row).objects.lost().exists() is lost


def test_nothing_is_claimed_by_a_key_that_there_is_not(rows):
    for queue in (Drawing.objects, Export.objects, Archive.objects):
        assert not queue.claim(10**6)
