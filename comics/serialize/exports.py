"""Exports, as programs read them."""

from __future__ import annotations

from typing import Any

from comics.models import Export, Team
from comics.models.export_addresses import export_address
from comics.serialize.ids import export_id, generation_id
from comics.vocabulary import ExportStatus

# The words for where an export stands, in the manner of the Comic API's "Status Lifecycle".
STATUS: dict[str, ExportStatus] = {
    Export.State.QUEUED: ExportStatus.LOADING,
    Export.State.WORKING: ExportStatus.LOADING,
    Export.State.READY: ExportStatus.PROCESSED,
    Export.State.FAILED: ExportStatus.FAILED,
    Export.State.CANCELLED: ExportStatus.CANCELLED,
    Export.State.EXPIRED: ExportStatus.EXPIRED,
}


def export_line(export: Export, *, team: Team, base: str) -> dict[str, Any]:
    """An export, with the address of its file when it is finished; its issue and series must be loaded, `base` is where
    programs find the studio (`models.assets.site_address`)."""
    ready = export.state == Export.State.READY
    return {
        "id": export_id(export.pk),
        "generation": generation_id(export.issue_id),
        "status": STATUS[export.state],
        "edition": export.edition,
        "options": export.options,
        "progress": 1.0 if ready else min(1.0, export.pages_done / export.pages) if export.pages else 0.0,
        "error": export.error or None,
        "fileUrl": export_address(export, base=base, team=team) if ready else None,
        "fileName": export.file_name if ready else None,
        "size": export.size if ready else None,
        "createdAt": export.created_at,
        "expiresAt": export.expires_at if ready else None,
    }
