"""Answers that carry a stored file, from the disk or from the bucket: whoever asks never learns which."""

from __future__ import annotations

from django.http import FileResponse

from comics.models import files
from studio.bucket import CHUNK


def file_response(place: files.Stored, *, content_type: str, filename: str = "") -> FileResponse:
    """The file piece by piece; to be kept under a name where one is given. Raises `FileNotFoundError` where it is gone."""
    if isinstance(place, files.BucketFile):
        body, size = place.stream()
        response = FileResponse(body, as_attachment=bool(filename), filename=filename or place.name, content_type=content_type)
        response.block_size = CHUNK
        response.headers["Content-Length"] = str(size)
        return response
    return FileResponse(place.open("rb"), as_attachment=bool(filename), filename=filename, content_type=content_type)
