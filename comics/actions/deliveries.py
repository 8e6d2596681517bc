"""What people ask of a webhook's deliveries: a test, and sending an event once more."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from comics.actions.errors import Refusal
from comics.actions.members import bound_nonce
from comics.jobs.outbox import write
from comics.models import User, WebhookDelivery, WebhookEndpoint, WebhookEvent
from comics.models.assets import site_address
from comics.vocabulary import ComicStatus, HookEvent

OFF = "It is switched off. Switch it on first."


def test_webhook(endpoint: WebhookEndpoint, *, by: User, nonce: str) -> None:
    """Send a made-up event at once. Safe to press twice. Raises `Refusal` while it is off."""
    _insist_on(endpoint)
    event = WebhookEvent(team=endpoint.team, kind=HookEvent.COMPLETED, test=True)
    try:
        with transaction.atomic():
            write(event, sample(base=site_address()), endpoint, nonce=bound_nonce(nonce, by, endpoint.team))
    except IntegrityError:  # the button was pressed twice
        return


def replay_delivery(delivery: WebhookDelivery, *, by: User, nonce: str) -> None:
    """Deliver the same event once more, with the same id and body. Safe to press twice. Raises `Refusal` while it is off."""
    _insist_on(delivery.endpoint)
    try:
        with transaction.atomic():
            nonce = bound_nonce(nonce, by, delivery.endpoint.team)
            WebhookDelivery.objects.make(delivery.event, delivery.endpoint, nonce=nonce)
    except IntegrityError:  # the button was pressed twice
        return


def _insist_on(endpoint: WebhookEndpoint) -> None:
    if not endpoint.active or endpoint.disabled_at is not None:
        raise Refusal(OFF)


def sample(*, base: str) -> dict[str, Any]:
    """A generation of one panel, made up, in the very shape in which real ones are told (a test holds that it is)."""
    prompt, panel = "A fox detective helps a lost child.", {"assetUrl": "", "panel": 0, "caption": "Are you lost?", "image": []}
    page = {"page": 0, "prompt": prompt, "beginPageIndex": 0, "totalPages": 1, "panelsPerPage": 1, "layout": "Layout0"}
    return {
        "id": "gen_0",
        "status": ComicStatus.PROCESSED.value,
        "prompt": prompt,
        "comics": [{**page, "panels": [panel], "attachments": []}],
        "output": "",
        "createdAt": "2024-05-12T10:40:00.000Z",
        "updatedAt": "2024-05-12T10:40:00.000Z",
        "model": "storyboard",
        "title": "A test",
        "series": {"id": 0, "title": "A test"},
        "issue": {"id": 0, "url": base},
    }
