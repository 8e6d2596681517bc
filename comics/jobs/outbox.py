"""The outbox of webhooks: what happens to a generation is written down, as it will be sent, in the transaction of the change.

The watcher delivers it (`jobs/deliver.py`). A team that nobody listens for costs one query and writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from comics.models import Generation, Issue, WebhookDelivery, WebhookEndpoint, WebhookEvent
from comics.models.assets import site_address
from comics.models.standings import whole
from comics.serialize.comics import comic, status_of
from comics.vocabulary import ComicStatus, HookEvent

# What is told when an issue has ended with this status.
ENDS = {ComicStatus.PROCESSED: HookEvent.COMPLETED, ComicStatus.FAILED: HookEvent.FAILED}


def tell_begun(generation: Generation) -> None:
    """Tell that a generation was asked for: created for the issue's first, updated for all others.

    Call it inside the transaction that made it, when its drawings are there.
    """
    earlier = Generation.objects.filter(issue=generation.issue_id).exclude(pk=generation.pk)
    listening = _listening(generation.issue_id)
    if listening:
        kind = HookEvent.UPDATED if earlier.exists() else HookEvent.CREATED
        _tell(kind, _as_it_is(generation.issue_id), listening)


def tell_ended(generation: Generation) -> None:
    """Tell that all of an issue has ended, now that this generation of it has, unless another goes on or waits for a person.

    Call it inside the transaction that closed the generation, once, with the issue held since before that.
    """
    listening = _listening(generation.issue_id)
    if not listening:
        return
    issue = _as_it_is(generation.issue_id)
    kind = ENDS.get(ComicStatus(status_of(issue)))
    if kind is not None:
        _tell(kind, issue, listening)


def write(event: WebhookEvent, data: Mapping[str, Any], *endpoints: WebhookEndpoint, nonce: str = "") -> None:
    """Save an event with its body, fixed from now on, and a delivery for each of these endpoints.

    `nonce` is for a single one; raises `IntegrityError` when it was used.
    """
    told = {"id": event.uid, "type": event.kind, "created": int(event.created_at.timestamp()), "data": data}
    event.body = json.dumps({**told, "test": True} if event.test else told, ensure_ascii=False, separators=(",", ":"))
    event.save()
    for endpoint in endpoints:
        WebhookDelivery.objects.make(event, endpoint, nonce=nonce)


def _listening(issue_id: int) -> list[WebhookEndpoint]:
    return WebhookEndpoint.objects.listening(issue_id=issue_id)


def _as_it_is(issue_id: int) -> Issue:
    """The issue as the database has it now, with what is told of it."""
    return whole(Issue.objects.all()).get(pk=issue_id)


def _tell(kind: HookEvent, issue: Issue, listening: list[WebhookEndpoint]) -> None:
    wanted = [endpoint for endpoint in listening if kind.value in endpoint.events]
    if wanted:
        write(WebhookEvent(team_id=wanted[0].team_id, issue=issue, kind=kind), comic(issue, base=site_address()), *wanted)
