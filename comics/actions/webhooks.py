"""Webhooks of a team: add one, which shows its secret once, change what it is told, pause it, renew its secret, remove it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from comics.actions.errors import Refusal
from comics.actions.members import bound_nonce, lock
from comics.models import Activity, Team, User, WebhookEndpoint
from comics.models.webhooks import new_secret
from comics.vocabulary import Deed, HookEvent
from studio.fetch import Forbidden, check_address

MAX_URL = WebhookEndpoint._meta.get_field("url").max_length or 500
MOST = 20  # webhooks of one team

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A webhook, and its secret, which is shown nowhere after this."""

    endpoint: WebhookEndpoint
    secret: str


@transaction.atomic
@sensitive_variables()
def add_webhook(team: Team, *, url: str, events: Iterable[str], by: User, nonce: str = "") -> Made:
    """Have an address told of these events, from now on. The door asks whether the person may.

    The same nonce again gives the same webhook another secret, and the first opens nothing: pressing twice adds one. Raises
    `Refusal`.
    """
    team = lock(team.pk)
    url, wanted, secret = clean_url(url), clean_events(events), new_secret()
    mine = WebhookEndpoint.objects.filter(team=team)
    nonce = bound_nonce(nonce, by, team) if nonce else ""
    if nonce and (twin := mine.filter(nonce=nonce, url=url).first()):
        return _seal_again(twin, secret)
    if mine.filter(url=url).exists():
        raise Refusal("The team has a webhook to this address already. Change what that one is told.", field="url")
    if mine.count() >= MOST:
        raise Refusal(f"The team has {MOST} webhooks. Remove those that nothing listens to any more.")
    endpoint = WebhookEndpoint(team=team, created_by=by, url=url, events=wanted, **({"nonce": nonce} if nonce else {}))
    endpoint.seal(secret)
    endpoint.save()
    Activity.objects.tell(Deed.ADDED_HOOK, team=team, by=by, about=endpoint.host)
    logger.info("webhook %s: added by user %s for team %s", endpoint.pk, by.pk, team.pk)
    return Made(endpoint, secret)


@sensitive_variables("secret")
def _seal_again(endpoint: WebhookEndpoint, secret: str) -> Made:
    endpoint.seal(secret)
    endpoint.save(update_fields=["sealed"])
    return Made(endpoint, secret)


@transaction.atomic
@sensitive_variables()
def rotate_secret(endpoint: WebhookEndpoint, *, by: User, nonce: str) -> Made:
    """Give it a new secret; the one before it signs too for a day. Pressing twice makes one. Raises `Refusal`."""
    row, secret = _held(endpoint), new_secret()
    nonce = bound_nonce(nonce, by, row.team)
    if row.nonce == nonce:
        return _seal_again(row, secret)
    row.rotate(secret)
    row.nonce = nonce
    row.save(update_fields=["sealed", "previous_sealed", "previous_until", "nonce"])
    Activity.objects.tell(Deed.RENEWED_HOOK, team=row.team, by=by, about=f"the webhook {row.host}")
    logger.info("webhook %s: secret rotated by user %s", row.pk, by.pk)
    return Made(row, secret)


@transaction.atomic
def choose_events(endpoint: WebhookEndpoint, events: Iterable[str]) -> None:
    """Have it told of these events from now on. Raises `Refusal`."""
    row = _held(endpoint)
    row.events = clean_events(events)
    row.save(update_fields=["events"])


def pause_webhook(endpoint: WebhookEndpoint) -> None:
    """Tell it nothing more until it is resumed; what waits goes on waiting."""
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(active=False)


@transaction.atomic
def resume_webhook(endpoint: WebhookEndpoint, *, by: User) -> None:
    """Tell it everything again, whether a person paused it or the studio switched it off; it stands in this person's name then.

    Raises `Refusal`.
    """
    row = _held(endpoint)
    row.active, row.disabled_at, row.disabled_reason, row.failing_since, row.created_by = True, None, "", None, by
    row.save(update_fields=["active", "disabled_at", "disabled_reason", "failing_since", "created_by"])
    logger.info("webhook %s: switched on by user %s", row.pk, by.pk)


@transaction.atomic
def delete_webhook(endpoint: WebhookEndpoint, *, by: User) -> None:
    """Remove it with its log, at once; removing it twice is removing it."""
    if WebhookEndpoint.objects.filter(pk=endpoint.pk).delete()[0]:
        Activity.objects.tell(Deed.REMOVED_HOOK, team=endpoint.team, by=by, about=endpoint.host)
        logger.info("webhook %s: removed by user %s", endpoint.pk, by.pk)


def clean_url(text: str) -> str:
    """The address. Raises `Refusal` for one that may not be contacted."""
    url = text.strip()
    if not url:
        raise Refusal("Type the address that is to be told.", field="url")
    if len(url) > MAX_URL:
        raise Refusal(f"The address has more than {MAX_URL} characters.", field="url")
    try:
        check_address(url, settings.FETCH_ALLOW)
    except Forbidden as wrong:
        raise Refusal(str(wrong), field="url") from None
    if "#" in url:
        raise Refusal("An address that is sent to has no “#” in it.", field="url")
    return url


def clean_events(events: Iterable[str]) -> list[str]:
    """In the order of the vocabulary, each once. Raises `Refusal`."""
    asked = set(events)
    if unknown := asked - set(HookEvent):
        raise Refusal(f"There is no event “{min(unknown)}”. Choose from: {', '.join(HookEvent)}.", field="events")
    if not asked:
        raise Refusal("Choose what it is told of.", field="events")
    return [event.value for event in HookEvent if event in asked]


def _held(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """The row as it is now, held until the caller's transaction ends."""
    row = WebhookEndpoint.objects.select_for_update(of=("self",)).select_related("team").filter(pk=endpoint.pk).first()
    if row is None:
        raise Refusal("This webhook is not there any more.")
    return row
