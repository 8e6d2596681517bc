"""Exports: the worker makes the file that was asked for, and tells how far it is."""

from __future__ import annotations

import errno
import logging

from django.utils import timezone

from comics.jobs.editions import write_edition
from comics.jobs.permission import MAY_EXPORT, still_may
from comics.models import Export, files
from comics.models.file_work import FileWorkState
from comics.models.takes import LEASE, MAX_ATTEMPTS
from comics.publishing.choices import Choices

logger = logging.getLogger(__name__)


class Cancelled(Exception):
    """The person who asked for the export does not want it any more."""


def bind(export_id: int) -> None:
    """Make the file of an export, telling how far it is. On any failure nothing is left behind but a sentence of why.

    Safe to run twice: whoever claims the export makes it, and who lost the claim leaves no file.
    """
    if not Export.objects.claim(export_id):
        return
    export = Export.objects.select_related("issue__series__team", "by").get(pk=export_id)
    if export.attempts > MAX_ATTEMPTS:
        _fail(export, "This export stopped the worker every time it was tried. The issue is untouched; try fewer pages.")
        return
    if not still_may(export.by, export.issue.series.team, MAY_EXPORT):
        _fail(export, "Not made: whoever asked for it may not export from this team any more.")
        return
    try:
        size = _make(export)
    except Cancelled:
        return
    except OSError as error:
        logger.exception("export %s failed", export_id)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "The disk is full." if full else "The file could not be written."
        _fail(export, f"{reason} Nothing was kept of this export; the issue is untouched. Try again.")
    except Exception:
        logger.exception("export %s failed", export_id)
        _fail(export, "This export failed. The issue is untouched; try again.")
    else:
        if not _close(export, Export.State.READY, size=size, pages_done=export.pages):
            _give_up(export)


def _make(export: Export) -> int:
    """Write the file; gives its bytes."""
    by = export.by.display_name if export.by else ""
    choices = Choices.from_json(export.options)
    with files.written(export.path) as path:
        write_edition(export.issue, export.edition, choices, path, progress=lambda done: _tell(export, done), by=by)
        return path.stat().st_size


def _give_up(export: Export) -> None:
    """Leave no file of an export that was cancelled at the very end. One that another worker finished meanwhile keeps the
    file: it is the same, byte for byte."""
    if not Export.objects.filter(pk=export.pk, state=Export.State.READY).exists():
        export.path.unlink(missing_ok=True)


def _fail(export: Export, sentence: str) -> None:
    _close(export, Export.State.FAILED, error=sentence)


def _tell(export: Export, done: int) -> None:
    """Keep the progress and the lease. Raises `Cancelled` when the export was cancelled or taken over."""
    rows = Export.objects.filter(pk=export.pk, state=Export.State.WORKING)
    if not rows.update(pages_done=done, lease_until=timezone.now() + LEASE):
        raise Cancelled


def _close(export: Export, state: FileWorkState, **fields: object) -> bool:
    rows = Export.objects.filter(pk=export.pk, state=Export.State.WORKING)
    return bool(rows.update(state=state, finished_at=timezone.now(), **fields))
