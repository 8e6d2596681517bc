"""The last moment before a create call leaves: may it still, is it its turn, and the intent on the disk."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from comics.engines.contract import Reference
from comics.engines.errors import EngineError
from comics.engines.remote_catalogue import remote_engine
from comics.jobs import limits
from comics.jobs.permission import MAY_SPEND, still_may
from comics.jobs.submissions import fail
from comics.models import Drawing, Key, Submission, Upload
from comics.vocabulary import GenerationState

logger = logging.getLogger(__name__)
UPLOADS_LAST = datetime.timedelta(hours=12)  # how long an address that a picture got is used again
MOST_IDS = 5000  # of the latest calls; services list only recent ones
FULL = 1.0  # seconds between two looks whether a service that draws only so many at a time has room again
Wait = float


def begin_sending(owner: str, pk: int) -> Wait | None:
    """Commit the intent to send: 0 means that the call goes out now, None that it does not.

    Any other answer is the seconds to wait for the account's turn. Permission is asked again: what was queued may wait for
    long, and the key may be revoked, or its person gone, meanwhile.
    """
    with transaction.atomic():
        # Locked, so that a person's cancelling comes either before this and is seen, or after it and is too late.
        rows = Submission.objects.select_related("key", "generation__by", "generation__issue__series__team")
        rows = rows.select_for_update(of=("self",))
        row = rows.filter(pk=pk, lease_owner=owner, state=GenerationState.QUEUED).first()
        if row is None:
            return None
        if sentence := forbidden(row):
            fail(owner, pk, EngineError(sentence))
            return None
        assert row.key is not None  # noqa: S101 - without a key it is forbidden; this tells the type checker
        if row.account != row.key.account:
            return FULL  # its token was replaced a moment ago: the call must not leave with the old one
        if wait := _turn(row, row.key):
            return wait
        now = timezone.now()
        Submission.objects.filter(pk=pk).update(state=GenerationState.SUBMITTING, sent_at=now, error="", kind_of_error="")
        Drawing.objects.filter(submission=pk, state=GenerationState.QUEUED).update(
            state=GenerationState.SUBMITTING, started_at=now
        )
    logger.info("submission %s: sent to %s", pk, row.engine)
    return 0.0


def _turn(row: Submission, key: Key) -> Wait:
    """The seconds to wait until the account takes one more; 0 when that is counted."""
    most = remote_engine(row.engine).limits.concurrent
    if most is not None:
        limits.hold_account(key.account)
    busy = Submission.objects.filter(account=key.account, state__in=limits.UNFINISHED)
    if most is not None and busy.count() >= most:
        return FULL
    return limits.take(key.account, limits.stated_rate(row.engine, key))


def forbidden(row: Submission) -> str:
    """Why this may not be sent (any more), in words; empty when it may."""
    key, generation = row.key, row.generation
    team = generation.issue.series.team
    if key is None or key.revoked_at is not None:
        return "Not sent: the key was revoked. Choose another and launch it again."
    if generation.by is None or not Key.objects.usable(generation.by, team).filter(pk=key.pk).exists():
        return "Not sent: the key is not shared with this team any more. Choose another and launch it again."
    if not still_may(generation.by, team, MAY_SPEND):
        return "Not sent: whoever launched it may not draw for this team any more."
    if not _wanted(row):
        return "Not sent: its pages are in the bin or deleted. Restore them, and draw what is missing."
    return ""


def _wanted(row: Submission) -> bool:
    """Whether any panel that it draws is still where people see it: nobody pays for what was thrown away."""
    live = Drawing.objects.filter(submission=row, panel__page__binned_at=None)
    return live.filter(panel__page__issue__binned_at=None, panel__page__issue__series__binned_at=None).exists()


def known_uploads(account: str, references: Iterable[Reference]) -> dict[str, str]:
    """The addresses that pictures got at the service not long ago, by their hash."""
    hashes = [reference.sha256 for reference in references]
    rows = Upload.objects.filter(account=account, sha256__in=hashes, created_at__gt=timezone.now() - UPLOADS_LAST)
    return dict(rows.values_list("sha256", "url"))


def known_ids(pk: int, engine: str) -> frozenset[str]:
    """The ids at the service that belong to other calls."""
    rows = Submission.objects.filter(engine=engine).exclude(pk=pk).exclude(remote_id="")
    return frozenset(rows.order_by("-pk").values_list("remote_id", flat=True)[:MOST_IDS])


def keep_uploads(pk: int, account: str, addresses: dict[str, str]) -> None:
    """Remember the addresses that pictures got at the service, for this submission and for others of the account."""
    with transaction.atomic():
        for sha256, url in addresses.items():
            Upload.objects.update_or_create(account=account, sha256=sha256, defaults={"url": url, "created_at": timezone.now()})
        row = Submission.objects.select_for_update().get(pk=pk)
        row.prepared = {**row.prepared, **addresses}
        row.save(update_fields=["prepared"])
