"""Answers that carry a stored file, for every door: whoever asks never learns whether it lies on a disk or in a bucket."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase

from comics.models import files
from studio.bucket import CHUNK
from studio.middleware import SANDBOX


def file_response(place: files.Stored, *, content_type: str, filename: str = "") -> FileResponse:
    """The file piece by piece; to be kept under a name where one is given. Raises `FileNotFoundError` where it is gone."""
    if isinstance(place, files.BucketFile):
        body, size = place.stream()
        response = FileResponse(body, as_attachment=bool(filename), filename=filename or place.name, content_type=content_type)
        response.block_size = CHUNK
        response.headers["Content-Length"] = str(size)
        return response
    return FileResponse(place.open("rb"), as_attachment=bool(filename), filename=filename, content_type=content_type)


def picture_response(request: HttpRequest, place: files.Stored, *, content_type: str, etag: str) -> HttpResponseBase:
    """A stored picture, which never changes under its `etag`, in a sandbox; 304 for whoever has it already.

    Raises `Http404` where the file is gone.
    """
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        try:
            response = file_response(place, content_type=content_type)
        except FileNotFoundError as error:
            raise Http404("This picture’s file is missing.") from error
    response.headers["ETag"] = etag
    response.headers["Content-Security-Policy"] = SANDBOX  # a 304 has no type to tell it by
    return response
