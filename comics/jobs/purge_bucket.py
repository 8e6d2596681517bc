"""The pictures in a bucket that nothing points at any more: what `jobs.purge` does on a disk by moving files aside."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from comics.models import Picture, Team
from studio import bucket
from studio.bucket import BucketFile


def purge_objects(unused: datetime.timedelta) -> int:
    """Remove stored pictures that have no row and were not stored or touched for so long; answers how many objects."""
    removed = 0
    for (team, _), together in groupby(_old(unused), key=lambda found: _place(found.key)):
        for found in _without_row(team, list(together)):
            removed += _remove(team, found, unused)
    return removed


def objects() -> Iterator[tuple[int, BucketFile]]:
    """The stored pictures with the key of their team."""
    for found, _ in bucket.listed("pictures"):
        if team := _place(found.key)[0]:
            yield team, found


def _old(unused: datetime.timedelta) -> Iterator[BucketFile]:
    before = timezone.now() - unused
    return (found for found, changed in bucket.listed("pictures") if changed < before and _place(found.key)[0])


def _place(key: str) -> tuple[int, str]:
    """The team and the folder of an object; team 0 for what is no picture of ours."""
    parts = key.split("/")
    return (int(parts[1]), parts[2]) if len(parts) == 4 and parts[1].isdecimal() else (0, "")


def _without_row(team: int, together: list[BucketFile]) -> list[BucketFile]:
    hashes = {found.name.partition(".")[0]: found for found in together}
    known = set(Picture.objects.filter(team_id=team, sha256__in=hashes).values_list("sha256", flat=True))
    return [found for found in together if found.name.partition(".")[0] not in known]


def _remove(team: int, found: BucketFile, unused: datetime.timedelta) -> int:
    """Remove one object, unless the same picture is being stored at this moment; answers how many were removed.

    The team is locked meanwhile, which a new row of the same picture has to wait for: whoever stores one marks or writes the
    object, then writes the row, then looks whether the object is there (`models.pictures`). So the row is seen here, or the
    object is missed there. It is the one place where the database waits for the bucket: a team's new pictures, once an object.
    """
    with transaction.atomic():
        Team.objects.select_for_update().filter(pk=team).first()
        if Picture.objects.filter(team_id=team, sha256=found.name.partition(".")[0]).exists():
            return 0
        changed = found.changed()
        if changed is None or changed >= timezone.now() - unused:
            return 0
        found.unlink()
    return 1
