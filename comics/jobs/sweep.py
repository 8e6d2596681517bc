"""The timetable: lost work is put on the queue again, expired exports and edits go."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from comics.jobs.draw import put_back
from comics.jobs.queue import enqueue
from comics.models import Archive, Drawing, Edit, Export, Page
from comics.models.edits import SESSION


def sweep() -> int:
    """Find work that nobody does although somebody should, and have it done; returns how many pieces were found.

    Work gets lost when a worker is killed, and with a queue that delivers at most once. Safe to call at any time.
    """
    now = timezone.now()
    found = 0
    for drawing in Drawing.objects.stranded()[:500]:
        put_back(drawing)
        found += 1
    for export in Export.objects.lost()[:100]:
        Export.objects.filter(pk=export.pk).update(queued_at=now)
        enqueue("exports.bind", export.pk)
        found += 1
    for archive in Archive.objects.lost()[:100]:
        Archive.objects.filter(pk=archive.pk).update(queued_at=now)
        enqueue("archives.pack" if archive.way == Archive.Way.OUT else "archives.unpack", archive.pk)
        found += 1
    for page in pages_without_preview()[:100]:
        # The worker may have died before the lettering too, which stands around the actors of the take it had just kept.
        enqueue("arrange.letter_page", page.pk)
        found += 1
    _expire_exports(now)
    Edit.objects.filter(updated_at__lt=now - SESSION).delete()
    return found


def pages_without_preview() -> list[Page]:
    """Still pages whose preview shows something older than the page."""
    moving = Drawing.objects.moving().values("panel__page_id")
    return list(
        Page.objects.filter(binned_at=None, preview_stamp__lt=F("content_stamp")).exclude(pk__in=moving).order_by("pk")[:100]
    )


def _expire_exports(now: datetime.datetime) -> None:
    old = now - datetime.timedelta(days=settings.EXPORT_DAYS)
    for export in Export.objects.filter(state=Export.State.READY, finished_at__lt=old):
        export.path.unlink(missing_ok=True)
        Export.objects.filter(pk=export.pk).update(state=Export.State.EXPIRED)
    for archive in Archive.objects.filter(state=Archive.State.READY, way=Archive.Way.OUT, finished_at__lt=old):
        archive.path.unlink(missing_ok=True)
        Archive.objects.filter(pk=archive.pk).update(state=Archive.State.EXPIRED)
