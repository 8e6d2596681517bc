"""Pictures for programs, and for whom they show them to: whoever has a signed address sees that one picture."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from comics.models.assets import asset_picture
from comics.served import picture_response


@require_safe
def show_asset(request: HttpRequest, signed: str, name: str) -> HttpResponseBase:
    """The bytes of a picture. No token is asked for: the address is the permission, until its team withdraws it.

    `name` is there for whoever keeps the file, and is ignored. Any page may show the picture, so that comics made by
    programs can stand elsewhere; nobody may use it without asking whether the address still holds.
    """
    picture = asset_picture(signed)
    if picture is None:
        raise Http404("There is no picture at this address, or it was withdrawn.")
    place, media_type, etag = picture.path, picture.media_type, f'"{picture.sha256}"'
    response = picture_response(request, place, content_type=media_type, etag=etag)
    if request.method == "HEAD" and response.status_code == 200:
        response = _without_body(response)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _without_body(response: HttpResponseBase) -> HttpResponse:
    """What `response` says of itself, its size too, without what it carries."""
    response.close()
    return HttpResponse(headers=dict(response.items()))
