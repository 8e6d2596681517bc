"""Files that programs send, to name them by their addresses afterwards: pictures, and documents that hold a story."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja import Router
from ninja.errors import HttpError

from comics.access import Can
from comics.actions.api_uploads import keep_api_upload
from comics.actions.errors import Refusal
from comics.api.door import ApiRequest
from comics.models import Team
from comics.models.assets import addressed_text, asset_address, site_address, text_address
from comics.wire_uploads import Uploaded

router = Router(tags=["Comics"])

WRAPPING = 64 * 1024  # bytes that a form may have beside its file
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "A picture (PNG, JPEG, WebP, GIF) or a document (plain text, PDF, Word), "
                        "told by its content. At most 10 MB.",
                    }
                },
            }
        }
    },
}


@router.post(
    "/comics/upload",
    response=Uploaded,
    summary="Upload a picture or a document",
    operation_id="uploadFile",
    openapi_extra={"requestBody": BODY},
)
def upload_file(request: ApiRequest) -> dict[str, Any]:
    """Send a file, and get the address by which other requests name it. It is kept for 30 days, and as long as a comic needs
    it. Needs the scope draw."""
    team = request.auth.find(Team, request.auth.team.pk, Can.EDIT)
    upload = keep_api_upload(_file(request), team=team, by=request.auth.user)
    base = site_address(request)
    if upload.picture is None:
        return {"code": 200, "fileUrl": text_address(upload, base=base, team=team)}
    return {"code": 200, "fileUrl": asset_address(upload.picture, base=base, team=team)}


def _file(request: HttpRequest) -> UploadedFile:
    """The file that was sent; one that is too large is not even read."""
    most = settings.MAX_UPLOAD_BYTES
    too_large = HttpError(413, f"This file is too large. Files may have {most // 2**20} MB.")
    told = request.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) > most + WRAPPING:
        raise too_large
    if request.content_type != "multipart/form-data":
        raise Refusal("Send the file as multipart/form-data, in the field “file”.", field="file")
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Refusal("Send the file in the field “file”.", field="file")
    if (file.size or 0) > most:
        raise too_large
    return file


@require_safe
def show_text(request: HttpRequest, signed: str, name: str) -> HttpResponse:
    """The text of a document that a program sent. No token is asked for, as with pictures (`api/assets.py`)."""
    upload = addressed_text(signed)
    if upload is None:
        raise Http404("There is no text at this address, or it was withdrawn.")
    response = HttpResponse(upload.text, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
