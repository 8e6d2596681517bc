"""Addresses of pictures and of sent texts for programs: they need no session, last as long as what they show, and are void
at once when their team withdraws them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.request import validate_host
from django.urls import reverse

from comics.models.api_uploads import ApiUpload
from comics.models.pictures import EXTENSIONS, Picture
from comics.models.plans import ApiPlan
from comics.models.teams import Team

SALT, TEXT_SALT = "comics.models.assets", "comics.models.assets.text"
REMEMBERED = 16_384  # addresses: signing one takes fifty times as long as finding it again
_OWN = re.compile(r"/v1/(?P<kind>[a-z]+)/(?P<signed>[^/]+)/[^/]+")
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # nosec B104  # noqa: S104 - names to reach it by, not bound to


def site_address(request: HttpRequest | None = None) -> str:
    """Where programs find this studio, without a slash at the end, such as "https://comics.example.org".

    The address by which the request came; for work without one STUDIO_PUBLIC_URL, and where that is not set this machine's own.
    """
    if request is not None:
        return f"{request.scheme}://{request.get_host()}"
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    host = _ANYWHERE.get(settings.HOST, settings.HOST)
    return f"{'https' if settings.HTTPS else 'http'}://{host}:{settings.PORT}"


def asset_address(picture: Picture, *, base: str, team: Team | None = None) -> str:
    """The absolute address that shows this picture to whoever has it; `base` is a `site_address`.

    Asks no database where the picture's team is loaded, or given as `team`.
    """
    team = team or picture.team
    name = f"panel.{EXTENSIONS[picture.media_type]}"
    return base + _path(settings.SECRET_KEY, SALT, f"{picture.pk}.{picture.team_id}.{team.asset_version}", "asset", name)


def text_address(upload: ApiUpload, *, base: str, team: Team) -> str:
    """The absolute address that shows the text that a program sent."""
    named = f"{upload.pk}.{upload.team_id}.{team.asset_version}"
    return base + _path(settings.SECRET_KEY, TEXT_SALT, named, "uploaded_text", "document.txt")


@lru_cache(maxsize=REMEMBERED)
def _path(key: str, salt: str, named: str, route: str, name: str) -> str:
    return reverse(route, args=[signing.Signer(key=key, salt=salt).sign(named), name])


def signed_part(url: str, kind: str = "assets") -> str:
    """The signed part of an address that is written as the studio's own are, whatever its host; empty for any other."""
    try:
        found = _OWN.fullmatch(urlsplit(url).path)
    except ValueError:  # brackets around what is no address of IPv6
        return ""
    return found["signed"] if found and found["kind"] == kind else ""


def is_here(url: str) -> bool:
    """Whether an address is at a host of this studio's."""
    host = (urlsplit(url).hostname or "").lower()
    ours = [name for name in settings.ALLOWED_HOSTS if name != "*"]
    return host == urlsplit(site_address()).hostname or validate_host(host, ours)


def asset_picture(signed: str) -> Picture | None:
    """The picture that a signed part of an address shows, with its team and the team's plan; one query at most.

    None when it was not signed here, when the team withdrew its addresses or is gone, and when the picture is gone.
    """
    named = _named(signed, SALT)
    if named is None:
        return None
    pk, team, version = named
    rows = Picture.objects.select_related("team__api_plan").annotate(default_terms=ApiPlan.objects.default_terms())
    picture = rows.filter(pk=pk, team=team, team__asset_version=version).first()
    if picture is not None:
        vars(picture.team)["default_terms"] = vars(picture)["default_terms"]
    return picture


def addressed_text(signed: str) -> ApiUpload | None:
    """The sent text that a signed part of an address shows; None as with `asset_picture`."""
    named = _named(signed, TEXT_SALT)
    if named is None:
        return None
    pk, team, version = named
    return ApiUpload.objects.filter(pk=pk, team=team, team__asset_version=version).first()


def _named(signed: str, salt: str) -> tuple[int, ...] | None:
    """What was signed: the key of a row, its team and that team's `asset_version`; None for what was not signed here."""
    try:
        pk, team, version = map(int, signing.Signer(salt=salt).unsign(signed).split("."))
    except (signing.BadSignature, ValueError):
        return None
    return pk, team, version
