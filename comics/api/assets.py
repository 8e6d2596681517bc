"""Pictures for programs, and for whom they show them to: whoever has a signed address sees that one picture."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from comics.models import Picture, files
from comics.models.assets import asset_picture
from comics.models.plans import plan_of
from comics.models.watermarks import marked
from comics.served import picture_response


@require_safe
def show_asset(request: HttpRequest, signed: str, name: str) -> HttpResponseBase:
    """The bytes of a picture. No token is asked for: the address is the permission, until its team withdraws it.

    `name` is there for whoever keeps the file, and is ignored. Any page may show the picture, so that comics made by
    programs can stand elsewhere; nobody may use it without asking whether the address still holds. What the team's plan says
    at this moment decides whether it carries a mark.
    """
    picture = asset_picture(signed)
    if picture is None:
        raise Http404("There is no picture at this address, or it was withdrawn.")
    place, kind = picture.path, "full"
    if plan_of(picture.team).watermark:
        place, kind = _marked(picture), "marked"
    response = picture_response(request, place, content_type=picture.media_type, etag=f'"{picture.sha256}-{kind}"')
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _marked(picture: Picture) -> files.Stored:
    try:
        return marked(picture)
    except FileNotFoundError as error:
        raise Http404("This picture’s file is missing.") from error
