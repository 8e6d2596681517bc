"""Exports: have a generation bound, see how far that is. `base` is where programs find the studio (`assets.site_address`)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from comics.access import Can
from comics.actions import gate
from comics.actions.exports import request_export
from comics.bearer import Bearer
from comics.models import Export, Issue, plan_of
from comics.programs.parts import part_of
from comics.serialize.exports import export_line
from comics.serialize.ids import export_key, issue_key
from comics.wire_exports import ExportOrder


def begin(bearer: Bearer, id: str, order: ExportOrder, *, base: str) -> dict[str, Any]:
    """Have the generation with that id bound, in the background; as a draft on a plan with watermark.

    Raises `Refusal`, `Http404` and `PermissionDenied`.
    """
    issue, choices = _issue(bearer, id), order.choices()
    if plan_of(bearer.team).watermark:
        choices = replace(choices, draft=True)
    export = request_export(issue, order.edition, by=bearer.user, nonce=gate.nonce(), choices=choices)
    return export_line(export, team=bearer.team, base=base)


def told(bearer: Bearer, id: str, *, base: str) -> dict[str, Any]:
    """How far the export with that id is, and where its file is. Raises `Http404` and `PermissionDenied`."""
    among = bearer.visible(Export, Can.EXPORT).select_related("issue__series")
    return export_line(bearer.find(Export, export_key(id), Can.EXPORT, among=among), team=bearer.team, base=base)


def listed(bearer: Bearer, id: str, *, cursor: str, limit: int, base: str) -> dict[str, Any]:
    """A part of the exports of a generation, newest first, whoever asked for them. Raises as `begin` does."""
    rows = _issue(bearer, id).exports.select_related("issue__series")
    found, following = part_of(rows, "exports", cursor=cursor, limit=limit)
    return {"data": [export_line(row, team=bearer.team, base=base) for row in found], "nextCursor": following}


def _issue(bearer: Bearer, id: str) -> Issue:
    among = bearer.visible(Issue, Can.EXPORT).select_related("series")
    return bearer.find(Issue, issue_key(id), Can.EXPORT, among=among)
