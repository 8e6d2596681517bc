"""What has lain in the bin long enough goes for good, and then the pictures that nothing points at any more.

The ledger stays: its lines keep their words when what they paid for is gone.
"""

from __future__ import annotations

import datetime
import json
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from comics.jobs.purge_bucket import objects, purge_objects
from comics.jobs.purge_requests import purge_requests
from comics.models import (
    Activity,
    ApiUpload,
    Archive,
    Character,
    Drawing,
    Export,
    HookReceipt,
    Invitation,
    Issue,
    Location,
    Page,
    Panel,
    Picture,
    Series,
    Submission,
    WebhookEndpoint,
    WebhookEvent,
    files,
)
from comics.models.bin import Binnable
from comics.publishing.whole_file import SCRAPS
from comics.vocabulary import MOVING_STATES, WAITING_STATES

KINDS: tuple[type[Binnable], ...] = (Series, Issue, Page, Panel, Character, Location)
# The way from a drawing, and from an export, to what they belong to; what is not here has none.
_DRAWN_IN: dict[type[Binnable], str] = {
    Series: "panel__page__issue__series",
    Issue: "panel__page__issue",
    Page: "panel__page",
    Panel: "panel",
}
_BOUND_IN: dict[type[Binnable], str] = {Series: "issue__series", Issue: "issue"}
_UNUSED = datetime.timedelta(days=1)  # how long a picture may be without a row that points at it: longer than any work takes
_HISTORY = datetime.timedelta(days=365)  # how long the activity of a team can be read
_TOLD = datetime.timedelta(days=30)  # how long the deliveries of webhooks can be read and sent once more
_HEARD = datetime.timedelta(days=1)  # longer than any clock differs within which a service's webhook is believed
_BATCH = 200
_ASIDE = ".gone"  # the end of the name of a file that is being removed
_HASH = re.compile(r"[0-9a-f]{64}")


def purge() -> int:
    """Delete what lies in the bin for longer than BIN_DAYS, then unused pictures; answers how many things went for good.

    What is being drawn waits for the next time. Safe to run twice, beside all other work, and to be killed at any moment.
    """
    before = timezone.now() - datetime.timedelta(days=settings.BIN_DAYS)
    gone = 0
    for kind in KINDS:
        for thing in kind._default_manager.filter(binned_at__lt=before).order_by("pk")[:_BATCH]:
            gone += discard(thing)
    purge_uploads()
    while purge_pictures():
        pass
    purge_files()
    purge_scraps()
    purge_history()
    purge_requests()
    return gone


def discard(thing: Binnable) -> bool:
    """Delete something that lies in the bin, with all that hangs on it; False when it was brought back or is being drawn."""
    kind = type(thing)
    with transaction.atomic():
        # Where the issue is gone its pages and panels are too, which is seen below.
        with suppress(ObjectDoesNotExist):
            _hold_issue(thing)
        row = kind._default_manager.select_for_update().filter(pk=thing.pk).exclude(binned_at=None).first()
        if row is None or is_busy(row):
            return False
        for path in _export_files(row):
            transaction.on_commit(partial(path.unlink, missing_ok=True))
        row.delete()
    return True


def _hold_issue(thing: Binnable) -> None:
    if isinstance(thing, Page):
        thing.issue.hold()
    elif isinstance(thing, Panel):
        thing.page.issue.hold()


def is_busy(thing: Binnable) -> bool:
    """Whether any of its panels is being drawn."""
    way = _DRAWN_IN.get(type(thing))
    return bool(way) and Drawing.objects.moving().filter(**{str(way): thing}).exists()


def _export_files(thing: Binnable) -> list[files.Stored]:
    way = _BOUND_IN.get(type(thing))
    archives = Archive.objects.filter(series=thing) if isinstance(thing, Series) else ()
    exports = [export.path for export in Export.objects.filter(**{way: thing})] if way else []
    return [*exports, *(archive.path for archive in archives)]


def purge_uploads() -> int:
    """Forget what programs sent long ago; what it was used for points at its pictures. Answers how many."""
    before = timezone.now() - datetime.timedelta(days=settings.UPLOAD_DAYS)
    return ApiUpload.objects.filter(sent_at__lt=before).delete()[0]


def purge_pictures() -> int:
    """Delete the rows of some pictures that nothing points at and that were not stored lately; answers how many.

    The rows are locked before they are looked at for the second time, so that none that came into use meanwhile is deleted.
    Their files go with `purge_files`.
    """
    old = Picture.objects.filter(created_at__lt=timezone.now() - _UNUSED)
    found = list(_unused(old).order_by("pk").values_list("pk", flat=True)[:_BATCH])
    if not found:
        return 0
    with transaction.atomic():
        locked = [picture.pk for picture in old.select_for_update().filter(pk__in=found)]
        return int(_unused(Picture.objects.filter(pk__in=locked)).delete()[0])


def forget_picture(pk: int, stored_at: datetime.datetime) -> None:
    """Delete the row of a picture that was stored in vain, unless somebody stored the same again or points at it."""
    with transaction.atomic():
        rows = Picture.objects.select_for_update().filter(pk=pk, created_at=stored_at)
        if rows.first() is not None:
            _unused(Picture.objects.filter(pk=pk)).delete()


def _unused(pictures: models.QuerySet[Picture]) -> models.QuerySet[Picture]:
    """Those that no row points at, and that no call still to be sent names by their hash."""
    for relation in pointing_at_pictures():
        rows: models.QuerySet[Any] = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        pictures = pictures.filter(~Exists(rows))
    calls = Submission.objects.filter(state__in=(*MOVING_STATES, *WAITING_STATES)).values_list("call_data", flat=True)
    named = {sha256 for call in calls.iterator() for sha256 in _HASH.findall(json.dumps(call))}
    return pictures.exclude(sha256__in=named) if named else pictures


def pointing_at_pictures() -> list[Any]:
    """The relations of all models that point at a picture."""
    return [field for field in Picture._meta.get_fields(include_hidden=True) if field.auto_created and field.one_to_many]


def purge_files() -> int:
    """Remove stored pictures that have no row and were not touched lately; answers how many files."""
    if files.in_bucket():
        return purge_objects(_UNUSED)
    removed = 0
    for team, folder in _folders():
        old = [path for path in folder.iterdir() if _is_old(path)]
        hashes = {path.name.partition(".")[0] for path in old}
        if not hashes:
            continue
        known = set(Picture.objects.filter(team_id=team, sha256__in=hashes).values_list("sha256", flat=True))
        for path in old:
            if path.name.partition(".")[0] not in known:
                removed += _remove(path)
            elif path.suffix == _ASIDE:  # whoever was to put it back was killed
                path.replace(path.with_suffix(""))
    return removed


def purge_scraps() -> int:
    """Remove what workers that were killed left of editions they were writing; answers how many files."""
    media = Path(settings.MEDIA_ROOT)
    scraps = [f"exports/{SCRAPS}", f"archives/{SCRAPS}", f"incoming/{SCRAPS}", f"incoming/{files.PASSING}*"]
    old = [path for scrap in scraps for path in media.glob(scrap) if _is_old(path)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def purge_history() -> int:
    """Delete lines of the activity lists, and invitations that are over, after a year; answers how many rows.

    What webhooks were told, with the log of telling it, goes after a month; secrets that sign nothing any more, and what tells
    that a service's webhook came before, after a day.
    """
    now = timezone.now()
    lines, _ = Activity.objects.filter(updated_at__lt=now - _HISTORY).delete()
    invitations, _ = Invitation.objects.filter(expires_at__lt=now - _HISTORY).delete()
    told, _ = WebhookEvent.objects.filter(created_at__lt=now - _TOLD).delete()
    heard, _ = HookReceipt.objects.filter(received_at__lt=now - _HEARD).delete()
    WebhookEndpoint.objects.filter(previous_until__lt=now).update(previous_sealed=b"", previous_until=None)
    return lines + invitations + told + heard


def stored_files() -> Iterator[tuple[int, files.Stored]]:
    """The files of pictures with the key of their team."""
    if files.in_bucket():
        yield from objects()
        return
    for team, folder in _folders():
        for path in sorted(folder.iterdir()):
            yield team, path


def _folders() -> Iterator[tuple[int, Path]]:
    """The folders of pictures with the key of their team."""
    for team in sorted((Path(settings.MEDIA_ROOT) / "pictures").glob("*")):
        if team.name.isdigit():
            for folder in sorted(team.iterdir()):
                yield int(team.name), folder


def _remove(path: Path) -> int:
    """Remove one file, unless the same picture is being stored at this moment; answers how many were removed.

    It is moved aside first and looked at again: who stores a picture either marks the file as used today before that, which is
    seen here, or finds no file and writes one (`models.pictures`).
    """
    aside = path.with_name(path.name + _ASIDE)
    try:
        path.rename(aside)
        if not _is_old(aside):
            aside.replace(path)
            return 0
        aside.unlink()
    except FileNotFoundError:  # another worker removed it
        return 0
    return 1


def _is_old(path: Path) -> bool:
    """Whether a file was not touched lately; a file that is gone by now (one that was still being written) is not old."""
    try:
        return path.stat().st_mtime < time.time() - _UNUSED.total_seconds()
    except FileNotFoundError:
        return False
