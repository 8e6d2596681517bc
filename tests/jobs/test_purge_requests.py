"""The request log is kept for thirty days, keys for one, counts while their window lasts; nothing else goes with them."""

import datetime
import time

import pytest
from django.utils import timezone

from comics.jobs import purge_requests as purging
from comics.jobs.purge import purge
from comics.models import ApiRequest, IdempotencyKey, RequestCount, Token
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def token():
    people = make_people()
    return Token.objects.make(people.owner, people.team, name="Script", scopes=[])[0]


def line(token, **ago):
    fields = {"door": "rest", "method": "GET", "endpoint": "/v1/issues", "status": 200, "latency_ms": 3, "request_id": "req_1"}
    made = ApiRequest.objects.create(team=token.team, token=token, **fields)
    ApiRequest.objects.filter(pk=made.pk).update(created_at=timezone.now() - datetime.timedelta(**ago))
    return made


def test_lines_go_after_thirty_days_in_batches(token, monkeypatch):
    monkeypatch.setattr(purging, "_BATCH", 2)
    kept = [line(token), line(token, days=29, hours=23)]
    for _ in range(5):
        line(token, days=30, minutes=1)
    purge()
    assert set(ApiRequest.objects.all()) == set(kept)
    assert Token.objects.exists()


def test_keys_and_counts_go(token):
    key = IdempotencyKey.objects.create(token=token, digest="a" * 64, fingerprint="b" * 64)
    RequestCount.objects.more("new", seconds=60)
    RequestCount.objects.create(name="old", began=time.time() - 90_000, count=1)
    purge()
    assert (IdempotencyKey.objects.count(), [row.name for row in RequestCount.objects.all()]) == (1, ["new"])
    IdempotencyKey.objects.filter(pk=key.pk).update(created_at=timezone.now() - datetime.timedelta(hours=24))
    purge()
    assert not IdempotencyKey.objects.exists()


def test_a_token_that_goes_leaves_its_lines_to_the_team(token):
    kept = line(token)
    token.delete()
    assert ApiRequest.objects.get().token is None
    assert ApiRequest.objects.get() == kept
