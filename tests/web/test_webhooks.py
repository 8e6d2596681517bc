"""The pages of webhooks: for owners, a secret shown once, the log, and what its buttons do."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from comics.actions.webhooks import add_webhook
from comics.models import Member, WebhookAttempt, WebhookDelivery, WebhookEndpoint, WebhookEvent
from comics.vocabulary import HookEvent
from tests.rows import make_delivery, make_webhook
from tests.studio import make_people

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r"whsec_[A-Za-z0-9_-]{43}")
NONCE = "n" * 20


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def owner(people, somebody):
    return somebody(people.owner)


@pytest.fixture
def webhook(people):
    return make_webhook(people)


def add(client, people, **sent):
    sent = {"url": "https://hooks.example/new", "events": list(HookEvent), "nonce": NONCE, **sent}
    return client.post(reverse("add_webhook", args=[people.team.pk]), sent)


def press(client, name, row, **sent):
    return client.post(reverse(name, args=[row.pk]), {"nonce": NONCE, **sent}, follow=True)


def page(client, webhook, query=""):
    return client.get(reverse("webhook", args=[webhook.pk]) + query).content.decode()


def test_the_secret_is_shown_once_and_never_again(owner, people):
    answer = add(owner, people)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    (secret,) = set(SHOWN.findall(answer.content.decode()))
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.open() == [secret]
    for text in (page(owner, endpoint), owner.get(reverse("webhooks", args=[people.team.pk])).content.decode()):
        assert "hooks.example/new" in text
        assert "whsec_" not in text


def test_a_new_secret_is_shown_once_and_says_until_when_the_old_one_signs(owner, people):
    made = add_webhook(people.team, url="https://hooks.example/", events=list(HookEvent), by=people.owner)
    answer = press(owner, "rotate_secret", made.endpoint)
    (secret,) = set(SHOWN.findall(answer.content.decode()))
    until = timezone.localtime(WebhookEndpoint.objects.get().previous_until)
    assert f"{until.day} {until:%b, %H:%M}" in answer.content.decode()
    assert WebhookEndpoint.objects.get().open() == [secret, made.secret]
    again = page(owner, made.endpoint)
    assert "whsec_" not in again
    assert f"{until.day} {until:%b, %H:%M}" in again


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"url": ""}, "Type the address"),
        ({"url": "http://hooks.example/"}, "must begin with https://"),
        ({"url": "https://192.168.0.1/"}, "private network"),
        ({"events": []}, "Choose what it is told of."),
        ({"events": ["comic.deleted"]}, "valid choice"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(owner, people, sent, sentence):
    answer = add(owner, people, **sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_members_who_are_no_owners_see_nothing_of_it_and_strangers_less(people, somebody, webhook):
    delivery = make_delivery(webhook)
    for person, status in ((people.member, 403), (people.stranger, 404)):
        client = somebody(person)
        assert add(client, people).status_code == status
        assert client.get(reverse("webhooks", args=[people.team.pk])).status_code == status
        assert client.get(reverse("webhook", args=[webhook.pk])).status_code == status
        for name in ("choose_events", "rotate_secret", "pause_webhook", "resume_webhook", "test_webhook", "delete_webhook"):
            assert press(client, name, webhook).status_code == status, name
        assert press(client, "replay_delivery", delivery).status_code == status
    assert "Webhooks" not in somebody(people.member).get(reverse("team", args=[people.team.pk])).content.decode()
    assert WebhookEndpoint.objects.count() == 1
    assert WebhookDelivery.objects.count() == 1


def test_the_api_page_leads_to_those_of_the_teams_one_owns(owner, people, somebody):
    there = reverse("webhooks", args=[people.team.pk])
    assert there in owner.get(reverse("tokens")).content.decode()
    assert there not in somebody(people.member).get(reverse("tokens")).content.decode()


def test_the_log_tells_of_every_try(owner, webhook):
    delivery = make_delivery(webhook)
    WebhookAttempt.objects.create(
        delivery=delivery, number=2, request_id="req_2", status=None, latency_ms=15_000, error="It did not answer."
    )
    WebhookDelivery.objects.update(attempts=2, state="failed")
    text = page(owner, webhook)
    for told in ("comic.generation.completed", delivery.event.uid, "Oh no", "It did not answer.", "15000 ms", "500", "req_1"):
        assert told in text, told
    assert text.index("Try 2") < text.index("Try 1")


def test_the_log_is_narrowed_by_state(owner, webhook):
    one, other = make_delivery(webhook), make_delivery(webhook)
    WebhookDelivery.objects.filter(pk=one.pk).update(state="delivered")
    delivered, failed = page(owner, webhook, "?state=delivered"), page(owner, webhook, "?state=failed")
    assert one.event.uid in delivered
    assert other.event.uid not in delivered
    assert "No delivery stands so." in failed
    assert one.event.uid in page(owner, webhook, "?state=nonsense")


def test_the_log_asks_as_much_for_many_as_for_one(owner, webhook, django_assert_max_num_queries):
    for _ in range(30):
        make_delivery(webhook)
    with django_assert_max_num_queries(12):
        text = page(owner, webhook)
    assert text.count("Try 1") == 25
    assert page(owner, webhook, "?page=2").count("Try 1") == 5


def test_the_log_looks_again_while_a_first_try_is_to_come(owner, webhook):
    delivery = make_delivery(webhook)
    assert 'hx-trigger="every 2s"' in page(owner, webhook)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(state="delivered")
    assert "every 2s" not in page(owner, webhook)


def test_the_buttons_do_what_they_say(owner, webhook):
    assert "on its way" in press(owner, "test_webhook", webhook).content.decode()
    assert WebhookEvent.objects.get().test
    delivery = WebhookDelivery.objects.get()
    assert "once more" in press(owner, "replay_delivery", delivery, nonce="m" * 20).content.decode()
    assert [each.event for each in WebhookDelivery.objects.all()] == [delivery.event] * 2
    assert "Saved" in press(owner, "choose_events", webhook, events=[HookEvent.FAILED]).content.decode()
    assert press(owner, "choose_events", webhook, events=[]).status_code == 422
    paused = press(owner, "pause_webhook", webhook).content.decode()
    assert "Switch on" in paused
    assert "Send once more" not in paused
    assert "Switch it on first" in press(owner, "test_webhook", webhook, nonce="o" * 20).content.decode()
    assert "Switch it on first" in press(owner, "replay_delivery", delivery, nonce="p" * 20).content.decode()
    assert "on again" in press(owner, "resume_webhook", webhook).content.decode()
    assert "is removed" in press(owner, "delete_webhook", webhook).content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_one_whose_person_lost_the_right_says_so_and_is_taken_over(owner, people, webhook):
    Member.objects.filter(user=people.member).update(role="owner")
    WebhookEndpoint.objects.update(created_by=people.member)
    assert "nobody’s name" not in page(owner, webhook)
    Member.objects.filter(user=people.member).update(role="editor")
    assert "In nobody’s name" in owner.get(reverse("webhooks", args=[people.team.pk])).content.decode()
    text = page(owner, webhook)
    assert "to have it in your name" in text
    assert "Send a test" not in text
    assert "Send a test" in press(owner, "resume_webhook", webhook).content.decode()
    assert WebhookEndpoint.objects.allowed().get().created_by == people.owner


def test_the_list_says_how_each_stands(owner, people, webhook):
    def shown():
        return owner.get(reverse("webhooks", args=[people.team.pk])).content.decode()

    assert 'mark-ready push">On' in shown()
    WebhookEndpoint.objects.update(failing_since=timezone.now())
    assert "Nothing arrives" in shown()
    WebhookEndpoint.objects.update(active=False)
    assert "Paused" in shown()
    WebhookEndpoint.objects.update(disabled_at=timezone.now(), disabled_reason="It answered 410: it is gone for good.")
    assert "Switched off" in shown()
    assert "gone for good" in shown()
    assert "gone for good" in page(owner, webhook)
