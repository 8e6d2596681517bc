"""Addresses of finished exports for programs: they need no session, and end with the export or when their team says so."""

from __future__ import annotations

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from comics.models.exports import Export
from comics.models.teams import Team

SALT = "comics.models.export_addresses"


def export_address(export: Export, *, base: str, team: Team) -> str:
    """The absolute address of the finished file; `base` is an `assets.site_address`. Its issue and series must be loaded."""
    signed = signing.Signer(salt=SALT).sign(f"{export.pk}.{team.pk}.{team.asset_version}")
    return base + reverse("export_file", args=[signed, export.file_name])


def addressed_export(signed: str) -> Export | None:
    """The finished export that the signed part of an address stands for, with its issue and series; one query at most.

    None when it was not signed here, when the team withdrew its addresses, when its time is over, and when it lies in the bin.
    """
    try:
        export, team, version = map(int, signing.Signer(salt=SALT).unsign(signed).split("."))
    except (signing.BadSignature, ValueError):
        return None
    found = _fetchable().filter(pk=export, issue__series__team=team, issue__series__team__asset_version=version).first()
    return found if found and found.expires_at and found.expires_at > timezone.now() else None


def _fetchable() -> QuerySet[Export]:
    ready = Export.objects.filter(state=Export.State.READY, issue__binned_at=None, issue__series__binned_at=None)
    return ready.select_related("issue__series")
