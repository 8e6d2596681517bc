"""The reference pictures of a series: what engines may look at so that all pictures are of one hand."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from comics.actions.errors import Refusal
from comics.actions.uploads import keep_upload
from comics.jobs.stale import check_soon
from comics.models import Series, SeriesReference, User

MOST = 5  # shared pictures, by the Story API's "reference_images"
MOST_WORDS = 300  # characters of a description


def add_reference(series: Series, *, by: User, picture: UploadedFile | None, description: str) -> SeriesReference:
    """Keep a picture for the look of the series. Raises `Refusal` for one too many, one without words, and a bad upload."""
    description = " ".join(description.replace("\x00", "").split())
    if not picture:
        raise Refusal("Choose a picture.", field="picture")
    if not description:
        raise Refusal("Say what the picture shows: engines read it.", field="description")
    if len(description) > MOST_WORDS:
        raise Refusal(f"A description may have {MOST_WORDS} characters.", field="description")
    kept = keep_upload(picture, team=series.team)
    with transaction.atomic():
        locked = Series.objects.select_for_update().get(pk=series.pk)
        if locked.references.count() >= MOST:
            raise Refusal(f"A series may have {MOST} reference pictures. Remove one first.", field="picture")
        _touched(locked, by)
        return SeriesReference.objects.create(series=locked, picture=kept, description=description)


@transaction.atomic
def remove_reference(reference: SeriesReference, *, by: User) -> None:
    """Take a reference away from the series; what was drawn with it stays."""
    _touched(reference.series, by)
    reference.delete()


def _touched(series: Series, by: User) -> None:
    series.touched_by = by
    series.save(update_fields=["touched_by", "updated_at"])
    check_soon(series)
