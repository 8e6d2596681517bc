"""A backup back into an installation: verified first, then the pictures, then every row in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction

from comics.engines.errors import OutcomeUnknown
from comics.jobs.backup import picture_members
from comics.jobs.backup_tables import KIND, VERSION, all_tables, carried_tables, fields_of, member_of, migrations
from comics.jobs.plain import fetched
from comics.jobs.rows import insert
from comics.jobs.submission_rows import mirror
from comics.jobs.takes import finish_generation
from comics.models import Charge, Picture, Series, Submission, User, files
from comics.publishing.archive_json import BadArchive
from comics.publishing.archive_reading import Archive, Limits, open_archive
from comics.publishing.whole_file import whole_file
from comics.vocabulary import GenerationState, Outcome

LIMITS = Limits(members=10_000_000, manifest=2**32, row=2**30, depth=200)
AT_ONCE = 1000
PERHAPS_SENT = "This was waiting to be sent when the backup was made. It may have been sent since, by the studio of then."
Progress = Callable[[int, int], None]


@contextmanager
def open_backup(path: Path) -> Iterator[Archive]:
    """A backup of this kind of studio, all of its bytes verified. Raises `BadArchive`, `OSError`."""
    with open_archive(path, kind=KIND, versions=(VERSION,), limits=LIMITS) as archive:
        if archive.head.get("migrations") != migrations():
            raise BadArchive(
                "This backup was made by another version of the studio. Restore it with that version, then update that."
            )
        for name in archive.members:
            archive.verify(name)
        yield archive


def is_empty() -> bool:
    """Whether this installation has nothing that a restore would replace."""
    return not User.objects.exists() and not Series.objects.exists()


def restore(archive: Archive, *, progress: Progress | None = None) -> int:
    """Put everything of a backup in the place of all that is here; answers how many rows.

    Raises `BadArchive` where the rows do not fit; then the database is as it was, and some pictures are here that nothing
    points at.
    """
    _put_pictures(archive, progress)
    try:
        with transaction.atomic():
            connection.check_constraints()  # No table can be emptied while a transaction around this one has checks to make.
            _clear()
            count = sum(_put_rows(archive, model) for model in carried_tables())
            _set_counters()
            connection.check_constraints()
            _hold_what_may_have_been_sent()
    except (DatabaseError, LookupError, TypeError, ValueError) as error:
        raise BadArchive(f"The rows of this backup do not fit into this database: {type(error).__name__}.") from error
    ContentType.objects.clear_cache()
    cache.clear()
    return count


def _put_pictures(archive: Archive, progress: Progress | None) -> None:
    rows = archive.rows(member_of(Picture))
    total = sum(name.startswith("media/") for name in archive.members) // 2
    for done, row in enumerate(rows):
        if progress:
            progress(min(done, total), total)
        picture = Picture(**{name: row[name] for name in ("team_id", "sha256", "media_type")})
        for name, path in zip(picture_members(picture), (picture.path, picture.thumb_path), strict=True):
            if name in archive.members:
                _put(archive, name, path)
    if progress:
        progress(total, total)


def _put(archive: Archive, name: str, place: files.Stored) -> None:
    if place.exists() and files.size(place) == archive.members[name]["size"]:
        return  # named by its hash: the same bytes
    with files.written(place) as path, whole_file(path) as file:
        archive.extract(name, file)


def _clear() -> None:
    """Empty every table: sessions and the queue too, which belong to what was here."""
    tables = [model._meta.db_table for model in all_tables()]
    with connection.cursor() as cursor:
        for sql in connection.ops.sql_flush(no_style(), tables, reset_sequences=True):
            cursor.execute(sql)


def _put_rows(archive: Archive, model: type[models.Model]) -> int:
    fields, count = fields_of(model), 0
    rows = archive.rows(member_of(model))
    while batch := list(islice(rows, AT_ONCE)):
        insert(model, [_row(model, fields, row) for row in batch], keyed=True)
        count += len(batch)
    return count


def _row(model: type[models.Model], fields: list[Any], row: dict[str, Any]) -> Any:
    return model(**{each.attname: fetched(each, row[each.attname]) for each in fields})


def _set_counters() -> None:
    """Have the database go on counting behind the keys that the rows brought."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), all_tables()):
            cursor.execute(sql)


def _hold_what_may_have_been_sent() -> None:
    """Send nothing by machine that waited when the backup was made: the studio of then may have sent it, and paid."""
    waiting = Submission.objects.filter(state__in=(GenerationState.QUEUED, GenerationState.SUBMITTING))
    for row in waiting.select_related("generation"):
        Submission.objects.filter(pk=row.pk).update(
            state=GenerationState.UNKNOWN,
            error=PERHAPS_SENT,
            kind_of_error=OutcomeUnknown.kind,
            lease_owner="",
            lease_until=None,
        )
        Charge.objects.settle(row.pk, Outcome.UNKNOWN)
        mirror(row.pk, GenerationState.UNKNOWN, error=PERHAPS_SENT)
        finish_generation(row.generation)
