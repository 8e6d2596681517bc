"""Archives: ask for one of a series, bring one, cancel."""

from __future__ import annotations

import datetime
import logging
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from comics.actions.errors import Refusal
from comics.jobs.archive_export import Progress, write_archive
from comics.jobs.archive_import import take_in
from comics.jobs.queue import enqueue
from comics.models import Activity, Archive, Series, Team, User, files
from comics.publishing.archive_json import BadArchive
from comics.publishing.whole_file import whole_file
from comics.vocabulary import Deed

logger = logging.getLogger(__name__)
WRITING = datetime.timedelta(minutes=10)  # longer than it takes to put any file aside
MOST_AT_ONCE = 3  # archives of one team that may wait or be worked on


def request_archive(series: Series, *, by: User, nonce: str) -> Archive:
    """Have an archive of the series made in the background. A second press with the same nonce returns the first.

    Raises `Refusal` while others are still being made.
    """
    made = _begin(series.team, Archive.Way.OUT, by=by, nonce=nonce, series=series, title=series.title)
    if made.state == Archive.State.QUEUED:
        Activity.objects.tell(Deed.EXPORTED_ARCHIVE, team=series.team, by=by, series=series, about=series.title)
        enqueue("archives.pack", made.pk)
    return made


def bring_archive(upload: UploadedFile, *, team: Team, by: User, nonce: str) -> Archive:
    """Keep a file that was brought, and have it taken in in the background. A second press returns the first.

    Raises `Refusal` for a file that is too large, a full disk, and while others are still being taken in.
    """
    if (upload.size or 0) > settings.MAX_ARCHIVE_BYTES:
        raise Refusal(too_large(), field="file")
    name = Path(upload.name or "archive").name[:200]
    # The sweep takes it for lost only when its file has had time enough to be written.
    soon = timezone.now() + WRITING
    archive = _begin(team, Archive.Way.IN, by=by, nonce=nonce, title=name, size=upload.size or 0, queued_at=soon)
    if archive.path.exists() or archive.state != Archive.State.QUEUED:
        return archive
    try:
        with files.written(archive.path) as path, whole_file(path) as file:
            shutil.copyfileobj(upload, file, 1 << 20)
    except OSError as error:
        logger.exception("a brought archive could not be stored")
        archive.delete()
        raise Refusal("The file could not be stored: the disk may be full.", field="file") from error
    Archive.objects.filter(pk=archive.pk).update(queued_at=timezone.now())
    enqueue("archives.unpack", archive.pk)
    return archive


def too_large() -> str:
    """What is said of a file that is too large."""
    return f"This file is too large. Archives may have {settings.MAX_ARCHIVE_BYTES // 2**20:,} MB here."


def _begin(team: Team, way: Archive.Way, *, by: User, nonce: str, **fields: object) -> Archive:
    if made := Archive.objects.filter(nonce=nonce, team=team).first():
        return made
    if Archive.objects.moving().filter(team=team, way=way).count() >= MOST_AT_ONCE:
        raise Refusal("Other archives of this team are still at work. Wait for them first.")
    try:
        with transaction.atomic():
            return Archive.objects.create(team=team, way=way, by=by, nonce=nonce, **fields)
    except IntegrityError:
        return Archive.objects.get(nonce=nonce, team=team)


def cancel_archive(archive: Archive) -> None:
    """Stop what is not finished; what is finished stays as it is."""
    if Archive.objects.moving().filter(pk=archive.pk).update(state=Archive.State.CANCELLED):
        archive.path.unlink(missing_ok=True)


def archive_here(series: Series, target: Path, *, progress: Progress | None = None) -> None:
    """Write an archive of the series into a file, in this process. Raises `OSError` for a full disk."""
    write_archive(series, target, progress=progress)


def import_here(path: Path, *, team: Team, by: User | None, progress: Progress | None = None) -> Series:
    """Take an archive in for a team, in this process. Raises `Refusal` with a sentence; then nothing of it is left."""
    try:
        return take_in(path, team=team, by=by, progress=progress)
    except BadArchive as error:
        raise Refusal(str(error)) from error
