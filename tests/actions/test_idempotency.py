"""Keys of requests: one does it, all get its answer; what made nothing may be tried again."""

import datetime

import pytest
from django.utils import timezone

from comics.actions import idempotency
from comics.actions.errors import Refusal
from comics.actions.idempotency import InHand, Kept, claim, fingerprint, keep, release
from comics.jobs.purge_requests import purge_requests
from comics.models import IdempotencyKey, Token
from tests.studio import make_people

pytestmark = pytest.mark.django_db
ONE = fingerprint("POST", "/v1/comics/generations", b'{"prompt": "Fox", "size": "1024x1024"}')


@pytest.fixture
def token():
    people = make_people()
    return Token.objects.make(people.owner, people.team, name="Script", scopes=[])[0]


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(idempotency, "PATIENCE", 0.0)


def test_one_request_is_one_however_its_json_is_written():
    for body in (b'{"size":"1024x1024","prompt":"Fox"}', b'{\n"prompt": "F\\u006fx", "size": "1024x1024"}'):
        assert fingerprint("POST", "/v1/comics/generations", body) == ONE
    for method, path, body in (
        ("PATCH", "/v1/comics/generations", b'{"prompt": "Fox", "size": "1024x1024"}'),
        ("POST", "/v1/comics/generations/gen_1", b'{"prompt": "Fox", "size": "1024x1024"}'),
        ("POST", "/v1/comics/generations", b'{"prompt": "Fox"}'),
        ("POST", "/v1/comics/generations", b"no json"),
        ("POST", "/v1/comics/generations", b"[" * 100_000),
    ):
        assert fingerprint(method, path, body) != ONE


def test_the_answer_is_kept(token):
    row = claim(token, "k", ONE)
    with pytest.raises(InHand):
        claim(token, "k", ONE)
    keep(row, 200, '{"id": "gen_1"}')
    release(row, faulty=False)
    assert claim(token, "k", ONE) == Kept(200, '{"id": "gen_1"}')
    assert isinstance(claim(token, "other", ONE), IdempotencyKey)


def test_a_key_names_one_request_while_it_is_in_hand_and_afterwards(token):
    row = claim(token, "k", ONE)
    for _ in range(2):
        with pytest.raises(Refusal, match="named another request"):
            claim(token, "k", "f" * 64)
        keep(row, 200, "{}")


def test_what_made_nothing_may_be_tried_again_with_other_words(token):
    first = claim(token, "k", ONE)
    release(first, faulty=False)
    again = claim(token, "k", "f" * 64)
    assert isinstance(again, IdempotencyKey)
    assert again.nonce != first.nonce


def test_after_a_fault_the_same_request_finds_what_was_made_by_its_nonce(token):
    first = claim(token, "k", ONE)
    release(first, faulty=True)
    with pytest.raises(Refusal, match="named another request"):
        claim(token, "k", "f" * 64)
    assert claim(token, "k", ONE).nonce == first.nonce
    with pytest.raises(InHand):
        claim(token, "k", ONE)


def test_who_died_with_a_request_in_hand_holds_it_for_two_minutes(token):
    first = claim(token, "k", ONE)
    at = timezone.now() - idempotency.LEASE
    IdempotencyKey.objects.update(claimed_at=at + datetime.timedelta(seconds=5))
    with pytest.raises(InHand):
        claim(token, "k", ONE)
    IdempotencyKey.objects.update(claimed_at=at)
    assert claim(token, "k", ONE).nonce == first.nonce


def test_a_key_is_kept_for_a_day(token):
    keep(claim(token, "k", ONE), 200, "{}")
    day = datetime.timedelta(hours=24)
    IdempotencyKey.objects.update(created_at=timezone.now() - day + datetime.timedelta(minutes=1))
    purge_requests()
    assert isinstance(claim(token, "k", ONE), Kept)
    IdempotencyKey.objects.update(created_at=timezone.now() - day)
    assert isinstance(claim(token, "k", "f" * 64), IdempotencyKey)
    IdempotencyKey.objects.update(created_at=timezone.now() - day)
    purge_requests()
    assert not IdempotencyKey.objects.exists()


def test_keys_of_two_tokens_have_nothing_to_do_with_each_other(token):
    other, _ = Token.objects.make(token.user, token.team, name="Other", scopes=[])
    keep(claim(token, "k", ONE), 200, "{}")
    assert isinstance(claim(other, "k", "f" * 64), IdempotencyKey)


@pytest.mark.parametrize("key", ["", "x" * 256, "naïve", "a\tb", "a\x7f", "a\nb"])
def test_what_is_no_key(token, key):
    with pytest.raises(Refusal, match="printable ASCII"):
        claim(token, key, ONE)
    assert not IdempotencyKey.objects.exists()


def test_only_a_hash_of_the_key_is_kept(token):
    assert isinstance(claim(token, "~" * 255, ONE), IdempotencyKey)
    assert "~~~" not in str(IdempotencyKey.objects.values().get())
