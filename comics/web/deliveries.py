"""The deliveries of a webhook: the log, sending a test, and sending an event once more."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from comics.access import Can, find, visible
from comics.actions import deliveries as actions
from comics.actions.errors import Refusal
from comics.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from comics.vocabulary import DeliveryState
from comics.web.answers import say
from comics.web.nonces import posted_nonce
from comics.web.request import StudioRequest
from comics.web.webhook_forms import DELIVERY_WORDS

LINES = 25  # deliveries on one page of the log
SOON = datetime.timedelta(seconds=10)  # before a try for which the page waits


def log_of(request: StudioRequest, endpoint: WebhookEndpoint) -> dict[str, Any]:
    """What the log of a webhook shows, by the filter and page that the address asks for. Four queries."""
    asked = request.GET.get("state", "")
    rows = WebhookDelivery.objects.filter(endpoint=endpoint)
    found = rows.filter(state=asked) if asked in set(DeliveryState) else rows
    tries = Prefetch("tries", WebhookAttempt.objects.order_by("-number", "-pk"))
    page = Paginator(found.select_related("event").defer("event__body").prefetch_related(tries), LINES).get_page(
        request.GET.get("page")
    )
    lines = [(row, *DELIVERY_WORDS[DeliveryState(row.state)], list(row.tries.all())) for row in page.object_list]
    soon = timezone.now() + SOON
    return {
        "page": page,
        "lines": lines,
        "asked": asked,
        "choices": [(state.value, words) for state, (_, words) in DELIVERY_WORDS.items()],
        "moving": any(row.state == DeliveryState.PENDING and row.due_at < soon for row, *_ in lines),
    }


@require_POST
@login_required
def test_webhook(request: StudioRequest, pk: int) -> HttpResponse:
    """Send a made-up event there."""
    endpoint = find(
        request.user, WebhookEndpoint, pk, Can.KEYS, among=visible(request.user, WebhookEndpoint).select_related("team")
    )
    try:
        actions.test_webhook(endpoint, by=request.user, nonce=posted_nonce(request))
    except Refusal as refusal:
        say(request, str(refusal))
    else:
        say(request, "A test is on its way. It stands in the log.")
    return redirect("webhook", pk)


@require_POST
@login_required
def replay_delivery(request: StudioRequest, pk: int) -> HttpResponse:
    """Send the event of a delivery once more."""
    rows = visible(request.user, WebhookDelivery).select_related("endpoint__team", "event")
    delivery = find(request.user, WebhookDelivery, pk, Can.KEYS, among=rows)
    try:
        actions.replay_delivery(delivery, by=request.user, nonce=posted_nonce(request))
    except Refusal as refusal:
        say(request, str(refusal))
    else:
        say(request, "It is on its way once more, with the same id.")
    return redirect("webhook", delivery.endpoint_id)
