"""Exports: have a comic bound, see how far it is, and fetch the file."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from ninja import Path, Router, Status

from comics.api.cursors import Cursor, Limit
from comics.api.door import ApiRequest
from comics.models.assets import site_address
from comics.models.export_addresses import addressed_export
from comics.programs import exports
from comics.programs.parts import USUAL
from comics.publishing.editions import EDITIONS
from comics.serialize.ids import LONGEST
from comics.served import ranged_response
from comics.wire_exports import ExportList, ExportOrder, ExportTold

router = Router(tags=["Exports"])

GenerationId = Annotated[str, Path(max_length=LONGEST, description="The id of the comic.", examples=["gen_12"])]
ExportId = Annotated[str, Path(max_length=LONGEST, description="The id of the export.", examples=["exp_7"])]


@router.post(
    "/comics/generations/{id}/exports",
    response={202: ExportTold},
    summary="Export a comic",
    operation_id="createExport",
)
def create_export(request: ApiRequest, id: GenerationId, order: ExportOrder) -> Status[dict[str, Any]]:
    """Have a comic bound as a file, in the background. Ask for the export by its id until its status is PROCESSED; then
    `fileUrl` is there. Needs the scope export."""
    return Status(202, exports.begin(request.auth, id, order, base=site_address(request)))


@router.get(
    "/comics/generations/{id}/exports",
    response=ExportList,
    summary="List the exports of a comic",
    operation_id="listExports",
)
def list_exports(request: ApiRequest, id: GenerationId, cursor: Cursor = "", limit: Limit = USUAL) -> dict[str, Any]:
    """The exports of a comic, newest first, whoever asked for them. Needs the scope export."""
    return exports.listed(request.auth, id, cursor=cursor, limit=limit, base=site_address(request))


@router.get("/exports/{id}", response=ExportTold, summary="Get an export", operation_id="getExport")
def get_export(request: ApiRequest, id: ExportId) -> dict[str, Any]:
    """How far an export is, and where its file is when it is finished. Needs the scope export."""
    return exports.told(request.auth, id, base=site_address(request))


@require_safe
def fetch_file(request: HttpRequest, signed: str, name: str) -> HttpResponseBase:
    """The finished file, whole or a part of it. No token is asked for: the address is the permission, until it expires.

    `name` is there for whoever keeps the file, and is ignored.
    """
    export = addressed_export(signed)
    if export is None:
        raise Http404("There is no file at this address, or it has expired.")
    kind, etag = EDITIONS[export.edition], f'"export-{export.pk}"'
    try:
        response = ranged_response(request, export.path, content_type=kind.media_type, filename=export.file_name, etag=etag)
    except FileNotFoundError as error:
        raise Http404("This export’s file is gone. Export the comic again.") from error
    response.headers["Cache-Control"] = "private, no-cache"
    return response
