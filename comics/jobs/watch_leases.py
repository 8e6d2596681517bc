"""Who works on which submission: leases, by conditional UPDATE, so that several watchers share the work."""

from __future__ import annotations

import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from comics.engines.errors import EngineError
from comics.jobs import submissions
from comics.jobs.submission_rows import unleased
from comics.models import Submission
from comics.models.submissions import SubmissionQuerySet
from comics.vocabulary import MOVING_STATES, GenerationState

CLAIMABLE = (*MOVING_STATES, GenerationState.UNKNOWN)
INTERRUPTED = "The studio stopped while the request was on its way: it may or may not have arrived."

UNREADABLE = "This studio does not have its engine any more, or cannot read what was stored of it."


def at_work(*, only: int | None = None) -> SubmissionQuerySet:
    """What a watcher works on: all that moves, and calls of unknown outcome that may still be found. `only` a generation's."""
    found = Q(state__in=MOVING_STATES) | Q(state=GenerationState.UNKNOWN, faults__lt=len(submissions.RECONCILES))
    rows = Submission.objects.filter(found, state__in=CLAIMABLE)
    return rows if only is None else rows.filter(generation_id=only)


def claim(owner: str, limit: int, *, lease: float, expired: bool = False, only: int | None = None) -> list[int]:
    """Take up to `limit` rows that nobody has, for `lease` seconds, those first that are due first; answers their keys.

    With `expired`, those are taken whose owner let the lease run out. What was on its way when its owner died is now of
    unknown outcome: nobody knows whether the call left.
    """
    now = timezone.now()
    free = at_work(only=only).filter(Q(lease_until__lt=now) if expired else Q(lease_until=None)).exclude(lease_owner=owner)
    with transaction.atomic():
        # What another watcher is just taking is left to it; nobody waits for anybody. (SQLite's writers take turns anyway.)
        rows = free.select_for_update(skip_locked=True) if connection.vendor != "sqlite" else free
        wanted = list(rows.order_by("due_at").values_list("pk", flat=True)[:limit])
        if not wanted:
            return []
        free.filter(pk__in=wanted).update(lease_owner=owner, lease_until=now + datetime.timedelta(seconds=lease))
        got = list(Submission.objects.filter(pk__in=wanted, lease_owner=owner).order_by("due_at").values_list("pk", "state"))
        for pk, state in got:
            if state == GenerationState.SUBMITTING:
                submissions.mark_unknown(owner, pk, EngineError(INTERRUPTED), wait=0.0)
    return [pk for pk, _ in got]


def poked(owner: str) -> list[int]:
    """Which of one's own submissions somebody says that there is news of; each is answered once."""
    rows = Submission.objects.filter(poked_at__isnull=False, lease_owner=owner)
    found = list(rows.values_list("pk", flat=True))
    if found:
        rows.filter(pk__in=found).update(poked_at=None)
    return found


def renew(owner: str, *, lease: float) -> set[int]:
    """Keep what one has for another `lease` seconds; answers what that is. What is missing was taken or changed by a person."""
    mine = Submission.objects.filter(state__in=CLAIMABLE, lease_owner=owner)
    mine.update(lease_until=timezone.now() + datetime.timedelta(seconds=lease))
    return set(mine.values_list("pk", flat=True))


def release(owner: str) -> None:
    """Give back everything, so that others can go on at once. A call that is on its way is left to be found."""
    Submission.objects.filter(state__in=CLAIMABLE, lease_owner=owner).update(lease_owner="", lease_until=None)


def put_back(owner: str, pk: int, *, after: float) -> None:
    """Give one back, to be claimed by anybody in so many seconds."""
    until = timezone.now() + datetime.timedelta(seconds=after)
    Submission.objects.filter(pk=pk, lease_owner=owner, state__in=CLAIMABLE).update(lease_owner="", lease_until=until)


def set_aside(owner: str, pk: int) -> None:
    """Take out of the watch what nobody can work on, so that it does not come again and again.

    What was never sent fails and costs nothing; the rest waits for a person.
    """
    state = Submission.objects.filter(pk=pk, lease_owner=owner).values_list("state", flat=True).first()
    if state == GenerationState.QUEUED:
        submissions.fail(owner, pk, EngineError(f"Not sent: {UNREADABLE}"))
    elif state == GenerationState.UNKNOWN:
        unleased(pk, owner, faults=len(submissions.RECONCILES))
    else:
        submissions.hold(owner, pk, EngineError(UNREADABLE), kind="studio")


def void_leases() -> int:
    """Give back what an earlier watcher held that is surely dead; answers how many rows there were."""
    return Submission.objects.filter(state__in=CLAIMABLE).exclude(lease_until=None).update(lease_owner="", lease_until=None)
