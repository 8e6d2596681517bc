"""Answers that carry a stored file, for every door: whoever asks never learns whether it lies on a disk or in a bucket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from comics.models import files
from studio.bucket import CHUNK
from studio.middleware import SANDBOX

# One range; whoever asks for several at once gets the whole, which RFC 9110 allows.
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


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
            if request.method == "HEAD":
                response = HttpResponse(content_type=content_type, headers={"Content-Length": str(files.size(place))})
            else:
                response = file_response(place, content_type=content_type)
        except FileNotFoundError as error:
            raise Http404("This picture’s file is missing.") from error
    response.headers["ETag"] = etag
    response.headers["Content-Security-Policy"] = SANDBOX  # a 304 has no type to tell it by
    return response


def ranged_response(
    request: HttpRequest, place: files.Stored, *, content_type: str, filename: str, etag: str
) -> HttpResponseBase:
    """A stored file that never changes under its `etag`, to be kept under a name; of a Range, that part (206).

    A part outside the file is answered with 416. Raises `FileNotFoundError` where the file is gone.
    """
    size = place.size() if isinstance(place, files.BucketFile) else place.stat().st_size
    part = _asked_part(request, size, etag)
    response: HttpResponseBase
    if part == ():
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if request.method == "HEAD":
        response = HttpResponse(headers={"Content-Length": str(size)})
    elif part:
        response = _part_response(place, part[0], part[1], size)
    else:
        response = file_response(place, content_type=content_type, filename=filename)
    response.headers["Content-Type"] = content_type
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _asked_part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | tuple[()] | None:
    """The first and last byte that are asked for; None for the whole, () for what is not there."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not found or not (found[1] or found[2]) or request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = (int(found[1]), int(found[2] or size - 1)) if found[1] else (max(0, size - int(found[2])), size - 1)
    if found[1] and found[2] and last < first:
        return None
    return (first, min(last, size - 1)) if first < size and first <= last else ()


def _part_response(place: files.Stored, first: int, last: int, size: int) -> StreamingHttpResponse:
    """The bytes from the first to the last."""
    if isinstance(place, files.BucketFile):
        body, _ = place.stream((first, last))
    else:
        body = place.open("rb")
        body.seek(first)
    response = StreamingHttpResponse(_read(body, last - first + 1), status=206)
    response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _read(body: BinaryIO, length: int) -> Iterator[bytes]:
    with body:
        while length > 0 and (piece := body.read(min(CHUNK, length))):
            length -= len(piece)
            yield piece
