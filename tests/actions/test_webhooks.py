"""Webhooks: adding, changing, pausing, rotating, removing; one press makes one, also at the same moment."""

import datetime

import pytest
from django.utils import timezone

from comics.access import Can, allows
from comics.actions import deliveries, webhooks
from comics.actions.errors import Refusal
from comics.models import Activity, WebhookDelivery, WebhookEndpoint, WebhookEvent
from comics.models.webhooks import MAY_HOOK
from comics.vocabulary import Deed, HookEvent, Role
from tests.rows import make_delivery
from tests.studio import make_people
from tests.together import at_once

pytestmark = pytest.mark.django_db
URL = "https://hooks.example/panels"


@pytest.fixture
def people():
    return make_people()


def add(people, url=URL, events=(HookEvent.COMPLETED,), nonce=""):
    return webhooks.add_webhook(people.team, url=url, events=events, by=people.owner, nonce=nonce)


@pytest.fixture
def made(people):
    return add(people)


@pytest.fixture
def endpoint(made):
    return made.endpoint


def test_what_lower_storeys_know_of_the_table_is_what_the_table_says():
    assert {role for role in Role if allows(role, Can.KEYS)} == set(MAY_HOOK)


def test_it_is_there_with_a_secret_of_its_own(people, made):
    row = WebhookEndpoint.objects.get()
    assert (row.url, row.events, row.active, row.created_by) == (URL, [HookEvent.COMPLETED], True, people.owner)
    assert row.open() == [made.secret]
    assert made.secret.encode() not in bytes(row.sealed)
    assert Activity.objects.get(deed=Deed.ADDED_HOOK).about == "hooks.example"
    assert add(people, "https://other.example/").secret != made.secret


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "Type the address"),
        ("http://hooks.example/", "https://"),
        ("ftp://hooks.example/", "https://"),
        ("hooks.example", "https://"),
        ("https://localhost/", "private"),
        ("https://127.0.0.1/", "private"),
        ("https://[::1]/", "private"),
        ("https://169.254.169.254/latest", "private"),
        ("https://0x7f.1/", "usual spelling"),
        ("https://intranet/", "private"),
        ("https://me:word@hooks.example/", "name or password"),
        ("https://hooks.example/#there", "#"),
        ("https://hooks.example/a b", "spaces"),
        ("https://hooks.example/" + "a" * 500, "500"),
    ],
)
def test_an_address_that_may_not_be_told_is_refused_in_words(people, url, sentence):
    with pytest.raises(Refusal, match=sentence) as refused:
        add(people, url)
    assert refused.value.field == "url"
    assert not WebhookEndpoint.objects.exists()


def test_a_pair_that_the_operator_allows_is_taken(people, settings):
    settings.FETCH_ALLOW = frozenset({("127.0.0.1", 9999)})
    assert add(people, "http://127.0.0.1:9999/hook").endpoint.host == "127.0.0.1:9999"


@pytest.mark.parametrize("events", [[], ["comic.generation.deleted"], ["comic.generation.failed", ""]])
def test_events_that_there_are_not_are_refused(people, endpoint, events):
    for attempt in (lambda: add(people, "https://b.example/", events), lambda: webhooks.choose_events(endpoint, events)):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.field == "events"


def test_events_are_kept_in_their_order_and_once(people, endpoint):
    webhooks.choose_events(endpoint, [HookEvent.FAILED, HookEvent.CREATED, HookEvent.FAILED])
    endpoint.refresh_from_db()
    assert endpoint.events == [HookEvent.CREATED, HookEvent.FAILED]


def test_one_address_once_and_no_more_than_twenty(people, endpoint):
    with pytest.raises(Refusal, match="already"):
        add(people)
    for number in range(webhooks.MOST - 1):
        add(people, f"https://hooks.example/{number}")
    with pytest.raises(Refusal, match="20"):
        add(people, "https://one.more.example/")


def test_pressing_twice_adds_one_whose_last_secret_counts(people):
    add(people, nonce="n" * 24)
    made = add(people, nonce="n" * 24)
    assert WebhookEndpoint.objects.get().open() == [made.secret]
    assert Activity.objects.filter(deed=Deed.ADDED_HOOK).get().times == 1


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_add_one():
    people = make_people()
    answers = at_once([lambda: add(people, nonce="n" * 24)] * 6)
    assert all(isinstance(each, webhooks.Made) for each in answers), answers
    assert WebhookEndpoint.objects.get().open()[0] in {each.secret for each in answers}


# Rotation


def test_the_secret_before_signs_for_a_day(people, endpoint, made):
    again = webhooks.rotate_secret(endpoint, by=people.owner, nonce="r" * 24)
    row = WebhookEndpoint.objects.get()
    assert row.open() == [again.secret, made.secret]
    left = row.previous_until - timezone.now()
    assert datetime.timedelta(hours=23, minutes=59) < left <= datetime.timedelta(hours=24)
    row.previous_until = timezone.now()
    assert row.open() == [again.secret]
    assert Activity.objects.get(deed=Deed.RENEWED_HOOK).about == "the webhook hooks.example"


def test_pressing_twice_keeps_the_secret_before(people, endpoint, made):
    webhooks.rotate_secret(endpoint, by=people.owner, nonce="r" * 24)
    again = webhooks.rotate_secret(endpoint, by=people.owner, nonce="r" * 24)
    assert WebhookEndpoint.objects.get().open() == [again.secret, made.secret]


def test_rotating_again_ends_the_oldest(people, endpoint):
    first = webhooks.rotate_secret(endpoint, by=people.owner, nonce="r" * 24)
    second = webhooks.rotate_secret(endpoint, by=people.owner, nonce="s" * 24)
    assert WebhookEndpoint.objects.get().open() == [second.secret, first.secret]


def test_sealed_anew_it_keeps_both_and_forgets_what_is_over(people, endpoint, made):
    again = webhooks.rotate_secret(endpoint, by=people.owner, nonce="r" * 24)
    row = WebhookEndpoint.objects.get()
    row.reseal()
    assert row.open() == [again.secret, made.secret]
    row.previous_until = timezone.now()
    row.reseal()
    assert (row.open(), row.previous_sealed) == ([again.secret], b"")


# On and off


def test_switching_on_takes_it_over_and_forgets_the_failures(people, endpoint):
    webhooks.pause_webhook(endpoint)
    assert not WebhookEndpoint.objects.on().exists()
    gone = {"disabled_at": timezone.now(), "disabled_reason": "Dead", "failing_since": timezone.now(), "created_by": None}
    WebhookEndpoint.objects.update(**gone)
    webhooks.resume_webhook(endpoint, by=people.owner)
    row = WebhookEndpoint.objects.on().allowed().get()
    assert (row.failing_since, row.disabled_reason, row.created_by) == (None, "", people.owner)


def test_removed_it_takes_its_log_along(people, endpoint):
    make_delivery(endpoint)
    webhooks.delete_webhook(endpoint, by=people.owner)
    webhooks.delete_webhook(endpoint, by=people.owner)
    assert not WebhookDelivery.objects.exists()
    assert Activity.objects.get(deed=Deed.REMOVED_HOOK).times == 1
    with pytest.raises(Refusal, match="not there any more"):
        webhooks.choose_events(endpoint, list(HookEvent))


def test_a_test_and_a_replay_are_made_once_for_each_press(people, endpoint):
    for _ in range(2):
        deliveries.test_webhook(endpoint, by=people.owner, nonce="t" * 24)
    first = WebhookDelivery.objects.get()
    for _ in range(2):
        deliveries.replay_delivery(first, by=people.owner, nonce="u" * 24)
    assert WebhookEvent.objects.count() == 1
    assert [delivery.event_id for delivery in WebhookDelivery.objects.all()] == [first.event_id] * 2


@pytest.mark.parametrize("change", [{"active": False}, {"disabled_at": timezone.now()}])
def test_while_it_is_off_nothing_is_asked_for(people, endpoint, change):
    delivery = make_delivery(endpoint)
    WebhookEndpoint.objects.update(**change)
    endpoint.refresh_from_db()
    delivery.endpoint.refresh_from_db()
    with pytest.raises(Refusal, match="switched off"):
        deliveries.test_webhook(endpoint, by=people.owner, nonce="t" * 24)
    with pytest.raises(Refusal, match="switched off"):
        deliveries.replay_delivery(delivery, by=people.owner, nonce="u" * 24)
