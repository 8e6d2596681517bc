"""The whole installation into one file while it runs: every row as it stands at one moment, then every stored picture.

The rows are plain, so that a backup of one kind of database goes back into another. Sealed secrets stay sealed; neither the key
ring nor the secret key is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models
from django.utils import timezone

from comics.jobs.backup_tables import KIND, VERSION, carried_tables, fields_of, member_of, migrations
from comics.jobs.moment import one_moment
from comics.jobs.plain import plain
from comics.models import Picture
from comics.models.pictures import EXTENSIONS
from comics.publishing.archive_writing import ArchiveWriter, new_archive

AT_ONCE = 1000  # rows that are fetched together
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Written:
    """What a backup holds: rows, pictures, and pictures whose file was not there."""

    rows: int = 0
    pictures: int = 0
    missing: list[str] = field(default_factory=list)


def write_backup(target: Path, *, progress: Progress | None = None) -> Written:
    """Write the backup; `progress` hears of pictures done and in all. The file is there when it is whole, for its owner only.

    Raises `OSError` for a full disk; then no file is left.
    """
    done = Written()
    head: dict[str, Any] = {"kind": KIND, "version": VERSION, "made_at": timezone.now().isoformat()}
    with new_archive(target, head) as archive:
        with one_moment():
            head["migrations"] = migrations()
            stored = list(Picture.objects.order_by("pk").only("team_id", "sha256", "media_type"))
            for model in carried_tables():
                done.rows += archive.add_rows(member_of(model), _rows(model))
        for number, picture in enumerate(stored):
            if progress:
                progress(number, len(stored))
            _add_picture(archive, picture, done)
        if progress:
            progress(len(stored), len(stored))
        head["missing"] = done.missing
    target.chmod(0o600)
    return done


def _rows(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    names = [each.attname for each in fields_of(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for values in rows.iterator(chunk_size=AT_ONCE):
        yield dict(zip(names, map(plain, values), strict=True))


def picture_members(picture: Picture) -> tuple[str, str]:
    """The members that hold a picture and the small one beside it."""
    stem = f"media/pictures/{picture.team_id}/{picture.sha256[:2]}/{picture.sha256}"
    return f"{stem}.{EXTENSIONS[picture.media_type]}", f"{stem}.thumb.webp"


def _add_picture(archive: ArchiveWriter, picture: Picture, done: Written) -> None:
    """Put both files in. One that is gone (purged since the rows were read, or lost before) is told, not a reason to stop."""
    try:
        for name, path in zip(picture_members(picture), (picture.path, picture.thumb_path), strict=True):
            with path.open("rb") as file:
                archive.add_file(name, file)
        done.pictures += 1
    except FileNotFoundError:
        done.missing.append(picture.sha256)
