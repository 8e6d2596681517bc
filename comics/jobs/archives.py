"""Archives: the worker makes the one that was asked for, or takes in the one that was brought, and tells how far it is."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable

from django.utils import timezone

from comics.jobs.archive_export import write_archive
from comics.jobs.archive_import import take_in
from comics.jobs.permission import MAY_EDIT, MAY_EXPORT, still_may
from comics.models import Activity, Archive, Series, files
from comics.models.file_work import FileWorkState
from comics.models.takes import LEASE, MAX_ATTEMPTS
from comics.publishing.archive_json import BadArchive
from comics.vocabulary import Deed

logger = logging.getLogger(__name__)
NOT_ALLOWED = "The person who asked for this may not do it in this team any more."
TOO_OFTEN = "This archive stopped the worker every time it was tried."


class Cancelled(Exception):
    """Nobody wants this any more, or another worker does it."""


def pack(archive_id: int) -> None:
    """Make the file of an archive. On any failure nothing is left behind but a sentence of why. Safe to run twice."""
    _run(archive_id, Archive.Way.OUT, _pack)


def unpack(archive_id: int) -> None:
    """Take an archive in that was brought, and remove its file. On any failure nothing of it is left but a sentence of why.

    Safe to run twice: only who still holds the archive at the end makes rows.
    """
    _run(archive_id, Archive.Way.IN, _unpack)


def _run(archive_id: int, way: str, work: Callable[[Archive], None]) -> None:
    if not Archive.objects.filter(way=way).claim(archive_id):
        return
    archive = Archive.objects.select_related("team", "series", "by").get(pk=archive_id)
    try:
        _ask_again(archive)
        work(archive)
    except Cancelled:
        pass
    except BadArchive as error:
        _close(archive, Archive.State.FAILED, error=str(error))
    except OSError as error:
        logger.exception("archive %s failed", archive_id)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "The disk is full." if full else "A file could not be read or written."
        _close(archive, Archive.State.FAILED, error=f"{reason} Nothing was kept; try again.")
    except Exception:
        logger.exception("archive %s failed", archive_id)
        _close(archive, Archive.State.FAILED, error="This failed, and nothing was kept of it. Try again.")
    _tidy(archive)


def _ask_again(archive: Archive) -> None:
    """Refuse what killed workers before, and whom the team does not let do it any more."""
    if archive.attempts > MAX_ATTEMPTS:
        raise BadArchive(TOO_OFTEN)
    roles = MAY_EXPORT if archive.way == Archive.Way.OUT else MAY_EDIT
    if not still_may(archive.by, archive.team, roles):
        raise BadArchive(NOT_ALLOWED)


def _pack(archive: Archive) -> None:
    if archive.series is None:
        raise Cancelled
    with files.written(archive.path) as path:
        write_archive(archive.series, path, progress=lambda done, total: _tell(archive, done, total))
        size = path.stat().st_size
    if not _close(archive, Archive.State.READY, size=size, done=archive.total):
        raise Cancelled


def _unpack(archive: Archive) -> None:
    def finish(series: Series) -> None:
        if not _close(archive, Archive.State.READY, series=series, title=series.title, done=archive.total):
            raise Cancelled
        Activity.objects.tell(Deed.IMPORTED_ARCHIVE, team=archive.team, by=archive.by, series=series, about=series.title)

    with files.local(archive.path) as path:
        take_in(
            path,
            team=archive.team,
            by=archive.by,
            progress=lambda done, total: _tell(archive, done, total),
            finish=finish,
        )


def _tell(archive: Archive, done: int, total: int) -> None:
    """Keep the progress and the lease. Raises `Cancelled` when it was cancelled or taken over."""
    archive.total = total
    rows = Archive.objects.filter(pk=archive.pk, state=Archive.State.WORKING, attempts=archive.attempts)
    if not rows.update(done=done, total=total, lease_until=timezone.now() + LEASE):
        raise Cancelled


def _close(archive: Archive, state: FileWorkState, **fields: object) -> bool:
    rows = Archive.objects.filter(pk=archive.pk, state=Archive.State.WORKING, attempts=archive.attempts)
    return bool(rows.update(state=state, finished_at=timezone.now(), **fields))


def _tidy(archive: Archive) -> None:
    """Remove the file of what is over: one that was taken in or refused, one that was cancelled while it was made."""
    left = Archive.objects.filter(pk=archive.pk).first()
    if left is None or not (left.is_moving or (left.way == Archive.Way.OUT and left.state == Archive.State.READY)):
        archive.path.unlink(missing_ok=True)
