"""Pictures, for those who may see them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from comics.access import find
from comics.models import Picture
from comics.models.references import signed_picture
from comics.served import picture_response
from comics.web.request import StudioRequest


@require_GET
@login_required
def show_picture(request: StudioRequest, pk: int, name: str) -> HttpResponseBase:
    """The bytes of a picture: `name` is "full" or "thumb", with an ending that is ignored.

    A picture never changes, so the browser may keep it for good; nobody else may. The policy keeps a file that is opened on
    its own from running anything.
    """
    picture = find(request.user, Picture, pk)
    kind = name.partition(".")[0]
    if kind not in ("full", "thumb"):
        raise Http404("There is no such size of a picture.")
    response = _bytes(request, picture, kind)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@require_GET
def show_reference(request: HttpRequest, signed: str) -> HttpResponseBase:
    """The bytes of a picture for a remote engine: whoever has the signed address may see it until it expires."""
    picture = signed_picture(signed)
    if picture is None:
        raise Http404("This address is not valid, or has expired.")
    response = _bytes(request, picture, "full")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _bytes(request: HttpRequest, picture: Picture, kind: str) -> HttpResponseBase:
    place, media_type = (picture.path, picture.media_type) if kind == "full" else (picture.thumb_path, "image/webp")
    return picture_response(request, place, content_type=media_type, etag=f'"{picture.sha256}-{kind}"')
