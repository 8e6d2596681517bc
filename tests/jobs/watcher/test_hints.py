"""LlamaGen's webhooks as a hint: the real watcher asks the strict service at once, and believes nothing but its answer."""

import json
import threading
import time
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comics.actions.keys import revoke_key
from comics.jobs.purge import purge_history
from comics.models import HookReceipt, Key, Submission, Take
from comics.vocabulary import HookEvent
from tests.four import PER_MINUTE, quick_engines
from tests.live import eventually
from tests.services.base import TOKEN
from tests.services.hooks import hmac_sha256
from tests.services.llamagen import LlamaGenServer
from tests.studio import launch, make_issue
from tests.watching import watching

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "whsec_of-the-service-0123456789"


@pytest.fixture
def llamagen():
    with LlamaGenServer() as llamagen:
        llamagen.polls_until_ready = 1
        yield llamagen


@pytest.fixture
def key(people, llamagen):
    key = Key(owner=people.owner, engine="llamagen", name="Mine", per_minute=PER_MINUTE)
    key.seal(TOKEN, base_url=llamagen.base_url)
    key.seal_hook(SECRET)
    key.save()
    return key


def event(remote_id="gen_000000001", *, id_="evt_1", kind=HookEvent.COMPLETED, **data):
    return json.dumps({"id": id_, "type": kind, "created": int(time.time()), "data": {"id": remote_id, **data}}).encode()


def tell(key, body, *, secret=SECRET, stamp=None, signature=None, client=None, uid=None):
    stamp = str(int(time.time()) if stamp is None else stamp)
    signature = signature or f"v1={hmac_sha256(secret, stamp.encode() + b'.' + body)}"
    given = {"X-Llama-Webhook-Timestamp": stamp, "X-Llama-Webhook-Signature": signature, "X-Llama-Webhook-Id": "evt_1"}
    client = client or Client(enforce_csrf_checks=True)
    return client.post(reverse("receive_hint", args=[uid or key.uid]), body, content_type="application/json", headers=given)


@pytest.fixture
def slow():
    """LlamaGen with so slow a rhythm that no poll but the first would come within the test."""
    with quick_engines(poll=600.0, first_poll=0.02):
        yield


@pytest.fixture
def asked(slow, people, key, llamagen, work):
    """A launch at LlamaGen that the watcher has asked once, and whose next question is far away."""
    llamagen.polls_until_ready = 10**6
    with watching() as at_work:
        launch(make_issue(people), people, draw=False, engine="llamagen", key=key.pk)
        eventually("it was asked once", lambda: len(llamagen.asked("GET", "/generations/")) == 1)
        llamagen.polls_until_ready = 0
        yield at_work


def polls(llamagen):
    return len(llamagen.asked("GET", "/generations/"))


def test_it_is_asked_at_once_again_and_again_until_it_is_ready(asked, key, llamagen):
    for number in range(3):  # one panel more is ready at each question
        before = polls(llamagen)
        assert tell(key, event(id_=f"evt_{number}")).status_code == 200
        eventually("it is asked", lambda before=before: polls(llamagen) > before, within=5)
    eventually("all is there", lambda: Submission.objects.get().state == "ready")
    assert Take.objects.count() == 3
    assert Submission.objects.get().poked_at is None


def test_what_it_says_is_not_believed(asked, key, llamagen):
    llamagen.polls_until_ready = 10**6
    lies = {"status": "FAILED", "comics": [{"panels": [{"assetUrl": "https://evil.example/a.png"}]}]}
    assert tell(key, event(kind=HookEvent.FAILED, **lies)).status_code == 200
    eventually("it is asked", lambda: polls(llamagen) == 2)
    assert Submission.objects.get().state == "drawing"
    assert not Take.objects.exists()


def test_the_same_event_again_is_nothing(asked, key, llamagen):
    llamagen.polls_until_ready = 10**6
    body = event()
    assert [tell(key, body).status_code for _ in range(3)] == [200] * 3
    eventually("it is asked", lambda: polls(llamagen) == 2)
    assert tell(key, event(id_="evt_2")).status_code == 200
    eventually("it is asked", lambda: polls(llamagen) == 3)
    assert HookReceipt.objects.count() == 2


def test_a_hint_while_it_is_being_asked_makes_it_ask_once_more(asked, key, llamagen):
    llamagen.polls_until_ready = 10**6
    go = threading.Event()
    llamagen.fault("GET", "/generations/", wait=lambda seen: go.wait(10))
    tell(key, event(id_="evt_1"))
    eventually("it is being asked", lambda: polls(llamagen) == 2)
    tell(key, event(id_="evt_2"))
    eventually("the watcher has heard", lambda: Submission.objects.get().poked_at is None)
    assert polls(llamagen) == 2
    go.set()
    eventually("it is asked once more", lambda: polls(llamagen) == 3, within=5)


@pytest.mark.parametrize("remote_id", ["gen_unknown", "gen_000000001 "])
def test_what_is_not_known_is_200_and_nothing(asked, key, llamagen, remote_id):
    assert tell(key, event(remote_id)).status_code == 200
    assert Submission.objects.get().poked_at is None


def test_another_account_hurries_nothing_of_this_one(asked, key, people, llamagen):
    other = Key(owner=people.stranger, engine="llamagen", name="Hers")
    other.seal("another-token-0123456789", base_url=llamagen.base_url)
    other.seal_hook(SECRET)
    other.save()
    assert tell(other, event()).status_code == 200
    assert Submission.objects.get().poked_at is None
    assert polls(llamagen) == 1


# At the door


@pytest.fixture
def drawing(people, key, work, slow):
    launch(make_issue(people), people, draw=False, engine="llamagen", key=key.pk)
    Submission.objects.update(state="drawing", remote_id="gen_1", ticket_data={"id": "gen_1", "data": {}})
    return Submission.objects.get()


def poked():
    return Submission.objects.get().poked_at is not None


def test_a_right_one_is_taken_without_session_or_csrf(drawing, key):
    answer = tell(key, event("gen_1"))
    assert (answer.status_code, answer.json(), answer.cookies) == (200, {"received": True}, {})
    assert poked()


@pytest.mark.parametrize("signature", ["", "v1=", "v1=" + "0" * 64, "0" * 64, None])
def test_one_that_is_not_signed_is_401(drawing, key, signature):
    answer = tell(key, event("gen_1"), secret="another", signature=signature or None)
    assert answer.status_code == 401
    assert "not signed" in answer.json()["error"]
    assert not poked()
    assert not HookReceipt.objects.exists()


def test_one_of_two_signatures_is_enough(drawing, key):
    body, stamp = event("gen_1"), int(time.time())
    both = ",".join(f"v1={hmac_sha256(secret, f'{stamp}.'.encode() + body)}" for secret in ("newer", SECRET))
    assert tell(key, body, stamp=stamp, signature=both).status_code == 200
    assert poked()


@pytest.mark.parametrize(("ago", "status"), [(290, 200), (-290, 200), (310, 400), (-310, 400), (10**6, 400)])
def test_one_that_is_stale_is_400(drawing, key, ago, status):
    assert tell(key, event("gen_1"), stamp=int(time.time()) - ago).status_code == status
    assert poked() is (status == 200)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"id": 1, "data": {"id": "gen_1"}}',
        b'{"id": "evt_1", "data": []}',
        b'{"id": "evt_1", "data": {"id": null}}',
        b'{"id": "evt_1", "data": {"id": "gen\\u0000_1"}}',
        b'{"id": "' + b"e" * 201 + b'", "data": {"id": "gen_1"}}',
    ],
)
def test_one_that_says_nothing_is_400(drawing, key, body):
    assert tell(key, body).status_code == 400
    assert not poked()


def test_one_that_is_too_large_is_413(drawing, key):
    assert tell(key, event("gen_1", padding="x" * 262_144)).status_code == 413
    assert tell(key, event("gen_1", padding="x" * 260_000)).status_code == 200


def test_where_nobody_listens_is_404(drawing, key):
    assert tell(key, event("gen_1"), uid=uuid.uuid4()).status_code == 404
    Key.objects.filter(pk=key.pk).update(engine="kling")
    assert tell(key, event("gen_1")).status_code == 404
    Key.objects.filter(pk=key.pk).update(engine="llamagen", hook_sealed=b"")
    assert tell(key, event("gen_1"), secret="").status_code == 404
    assert not poked()


def test_a_revoked_key_hears_nothing_and_keeps_no_secret(drawing, key):
    revoke_key(key)
    assert tell(key, event("gen_1")).status_code == 404
    assert not bytes(Key.objects.get().hook_sealed)


def test_a_secret_that_does_not_open_is_401(drawing, key):
    Key.objects.filter(pk=key.pk).update(hook_sealed=bytes(Key.objects.get().sealed))
    assert tell(key, event("gen_1")).status_code == 401


def test_what_waits_for_a_person_is_not_hurried(drawing, key):
    Submission.objects.update(state="held")
    assert tell(key, event("gen_1")).status_code == 200
    assert not poked()


def test_receipts_are_kept_for_a_day(drawing, key):
    tell(key, event("gen_1", id_="evt_1"))
    tell(key, event("gen_1", id_="evt_2"))
    first = HookReceipt.objects.order_by("pk").first()
    HookReceipt.objects.filter(pk=first.pk).update(received_at=timezone.now() - timezone.timedelta(hours=25))
    purge_history()
    assert HookReceipt.objects.count() == 1


# On the page of the key


@pytest.fixture
def owner(people):
    client = Client()
    client.force_login(people.owner)
    return client


def keep(client, key, secret):
    return client.post(reverse("keep_hook_secret", args=[key.pk]), {"secret": secret}, follow=True)


def test_the_page_shows_the_address_and_never_the_secret(owner, key, settings):
    settings.PUBLIC_URL = "https://comics.example"
    answer = keep(owner, key, " whsec_another-0123456789 ")
    text = answer.content.decode()
    assert f"https://comics.example/hooks/llamagen/{key.uid}/" in text
    assert "A secret is kept" in text
    assert "whsec_another" not in text
    assert Key.objects.get().open_hook() == "whsec_another-0123456789"
    assert Key.objects.get().open() == TOKEN
    assert "heard no more" in keep(owner, key, "").content.decode()
    assert not bytes(Key.objects.get().hook_sealed)


@pytest.mark.parametrize("secret", ["two words", "lösung", "x" * 501])
def test_what_cannot_be_a_secret_is_refused_and_not_repeated(owner, key, secret):
    answer = keep(owner, key, secret)
    assert answer.status_code == 422
    assert "Copy it again" in answer.content.decode()
    assert secret not in answer.content.decode()
    assert Key.objects.get().open_hook() == SECRET


def test_keys_of_other_services_have_no_such_form(owner, people, key):
    Key.objects.filter(pk=key.pk).update(engine="kling")
    assert "hooks/llamagen" not in owner.get(reverse("key", args=[key.pk])).content.decode()
    assert keep(owner, key, "whsec_a").status_code == 422
