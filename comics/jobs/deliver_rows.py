"""Who delivers what, and what came of it: leases by conditional UPDATE, so that several watchers share the work.

A delivery is made at least once: what was on its way when a watcher died is tried again, with the same event id.
"""

from __future__ import annotations

import datetime
import logging
import random
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from comics.jobs.deliver_schedule import pause_after
from comics.jobs.deliver_sending import GONE, Parcel, Result
from comics.jobs.queue import enqueue
from comics.models import Activity, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from comics.models.webhooks import WebhookDeliveryQuerySet
from comics.vocabulary import Deed, DeliveryState
from studio.vault import Unopenable

LOOKED_AT = 200  # due deliveries that are looked at together, however many wait
PATIENCE = datetime.timedelta(days=5)  # of failures alone, after which an endpoint is switched off
NO_RIGHT = "Whoever added it may not manage this team’s webhooks any more."
NO_SECRET = "Its secret cannot be opened here any more."  # nosec B105  # noqa: S105 - words for people
SAID_GONE = "It answered 410: it is gone for good."
DEAD = "Nothing has arrived there for five days."

logger = logging.getLogger(__name__)


def claim(owner: str, busy: Mapping[int, int], *, room: int, each: int, lease: float) -> list[Parcel]:
    """Take due deliveries for `lease` seconds, the longest due first: at most `room`, and `each` for one endpoint.

    `busy` tells how many this watcher has in hand for each endpoint. Those whose endpoint may not be told any more are not
    made, and it is switched off. Asks one question where nothing is due.
    """
    now = timezone.now()
    due = _due(now).exclude(endpoint__in=[pk for pk, count in busy.items() if count >= each])
    if not due.exists():
        return []
    with transaction.atomic():
        # What another watcher is just taking is left to it. (SQLite's writers take turns anyway.)
        rows = due.select_for_update(of=("self",), skip_locked=True) if connection.vendor != "sqlite" else due
        found = list(rows.order_by("due_at", "pk").values_list("pk", "endpoint_id")[:LOOKED_AT])
        taken = _share(found, busy, room=room, each=each)
        until = now + datetime.timedelta(seconds=lease)
        WebhookDelivery.objects.filter(pk__in=taken).update(lease_owner=owner, lease_until=until)
    return _parcels(taken)


def _due(now: datetime.datetime) -> WebhookDeliveryQuerySet:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return WebhookDelivery.objects.pending().filter(free, due_at__lte=now, endpoint__active=True, endpoint__disabled_at=None)


def _share(found: Iterable[tuple[int, int]], busy: Mapping[int, int], *, room: int, each: int) -> list[int]:
    """Of deliveries and their endpoints, in their order, those that there is room for."""
    taken: list[int] = []
    counts = Counter(busy)
    for pk, endpoint in found:
        if len(taken) < room and counts[endpoint] < each:
            counts[endpoint] += 1
            taken.append(pk)
    return taken


def _parcels(taken: list[int]) -> list[Parcel]:
    rows = list(WebhookDelivery.objects.filter(pk__in=taken).select_related("event", "endpoint").order_by("due_at", "pk"))
    allowed = set(WebhookEndpoint.objects.allowed().filter(deliveries__in=taken).values_list("pk", flat=True))
    found = []
    for row in rows:
        try:
            if row.endpoint_id in allowed:
                found.append(_parcel(row, row.endpoint))
            else:
                switch_off(row.endpoint_id, NO_RIGHT)
        except Unopenable:
            switch_off(row.endpoint_id, NO_SECRET)
    return found


def _parcel(row: WebhookDelivery, endpoint: WebhookEndpoint) -> Parcel:
    body, secrets = row.event.body.encode(), tuple(endpoint.open())
    return Parcel(row.pk, endpoint.pk, row.attempts + 1, endpoint.url, row.event.uid, body, secrets)


def note(owner: str, parcel: Parcel, result: Result) -> bool:
    """Write down what came of a try, and when the next one is; False when the delivery is not ours any more.

    Safe to do twice.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = WebhookDelivery.objects.pending().filter(pk=parcel.pk, lease_owner=owner)
        if not rows.select_for_update().exists():
            return False
        WebhookAttempt.objects.create(
            delivery_id=parcel.pk,
            number=parcel.number,
            request_id=result.request_id,
            status=result.status,
            latency_ms=result.latency_ms,
            answer=result.answer,
            error=result.error[:300],
        )
        rows.update(attempts=parcel.number, lease_owner="", lease_until=None, **_next(parcel, result, now))
        _note_endpoint(parcel.endpoint, result, now)
    return True


def _next(parcel: Parcel, result: Result, now: datetime.datetime) -> dict[str, object]:
    """What a result changes about its delivery."""
    if result.well:
        return {"state": DeliveryState.DELIVERED, "delivered_at": now}
    pause = pause_after(parcel.number, random.random())  # nosec B311  # noqa: S311 - no secret
    if pause is None or result.status == GONE:
        return {"state": DeliveryState.FAILED}
    return {"due_at": now + datetime.timedelta(seconds=pause)}


def _note_endpoint(pk: int, result: Result, now: datetime.datetime) -> None:
    """Remember since when nothing arrives, and switch off what is gone or has been dead for days."""
    rows = WebhookEndpoint.objects.filter(pk=pk)
    if result.well:
        rows.exclude(failing_since=None).update(failing_since=None)
        return
    rows.filter(failing_since=None).update(failing_since=now)
    if result.status == GONE:
        switch_off(pk, SAID_GONE)
    elif rows.filter(failing_since__lte=now - PATIENCE).exists():
        switch_off(pk, DEAD)


def switch_off(pk: int, reason: str) -> bool:
    """Send nothing more to an endpoint, cancel what waits for it and tell the team; False when it was off already."""
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.select_for_update(of=("self",)).select_related("team", "created_by").get(pk=pk)
        if endpoint.disabled_at is not None:
            return False
        endpoint.disabled_at, endpoint.disabled_reason = timezone.now(), reason
        endpoint.save(update_fields=["disabled_at", "disabled_reason"])
        WebhookDelivery.objects.pending().filter(endpoint=pk).update(
            state=DeliveryState.CANCELLED, lease_owner="", lease_until=None
        )
        Activity.objects.tell(Deed.LOST_HOOK, team=endpoint.team, by=endpoint.created_by, about=endpoint.host)
        enqueue("deliver_mails.mail_switched_off", pk)
    logger.warning("webhook %s: switched off: %s", pk, reason)
    return True


def release(owner: str) -> None:
    """Give back everything, so that others can go on at once."""
    WebhookDelivery.objects.pending().filter(lease_owner=owner).update(lease_owner="", lease_until=None)


def void_leases() -> int:
    """Give back what an earlier watcher held that is surely dead; answers how many deliveries there were."""
    return WebhookDelivery.objects.pending().exclude(lease_until=None).update(lease_owner="", lease_until=None)
