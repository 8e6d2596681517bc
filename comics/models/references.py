"""Pictures as references for engines, and the signed address under which a service may fetch one."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from comics.engines.contract import Reference
from comics.models.pictures import Picture

SALT = "comics.models.references"
VALID = timedelta(hours=24)  # longer than any service takes to begin


def as_reference(picture: Picture, description: str = "") -> Reference:
    """The picture as an engine may look at it; with an address where the studio has a public one."""
    return Reference(
        sha256=picture.sha256,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        size=picture.size,
        description=description,
        url=signed_address(picture),
    )


def signed_address(picture: Picture) -> str:
    """An https address that shows this one picture to anybody for a day; empty without STUDIO_PUBLIC_URL."""
    if not settings.PUBLIC_URL:
        return ""
    return settings.PUBLIC_URL + reverse("reference", args=[signing.TimestampSigner(salt=SALT).sign(str(picture.pk))])


def signed_picture(text: str) -> Picture | None:
    """The picture that a signed address shows; None when it was not signed here, has expired, or the picture is gone."""
    try:
        pk = signing.TimestampSigner(salt=SALT).unsign(text, max_age=VALID)
    except signing.BadSignature:
        return None
    return Picture.objects.filter(pk=int(pk)).first()
