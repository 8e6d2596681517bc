"""What programs asked for long enough ago: lines of the request log, idempotency keys, counts of windows that are over."""

from __future__ import annotations

import datetime
import time

from django.db import models
from django.utils import timezone

from comics.models import ApiRequest, IdempotencyKey, RequestCount

LOGGED = datetime.timedelta(days=30)
KEYS = datetime.timedelta(hours=24)
_WINDOWS = 86_400.0  # seconds; far longer than any window is
_BATCH = 2000  # rows, so that nobody waits for long who wants to write meanwhile


def purge_requests() -> int:
    """Delete what is older; answers how many rows."""
    now = timezone.now()
    return sum(
        _delete(rows)
        for rows in (
            ApiRequest.objects.filter(created_at__lt=now - LOGGED),
            IdempotencyKey.objects.filter(created_at__lt=now - KEYS),
            RequestCount.objects.filter(began__lt=time.time() - _WINDOWS),
        )
    )


def _delete(rows: models.QuerySet[models.Model]) -> int:
    gone = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        gone += rows.filter(pk__in=keys).delete()[0]
    return gone
