"""What programs name by its address: the studio's own is recognised, all else is fetched through the guard."""

from __future__ import annotations

import asyncio
import io
import logging
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from comics.actions.errors import Refusal
from comics.actions.uploads import keep_bytes
from comics.engines.errors import EngineError
from comics.engines.pictures import download
from comics.jobs.services import guarded_pool
from comics.models import Picture, Team
from comics.models.assets import asset_picture, is_here, signed_part
from studio.fetch import Forbidden, check_address

DEADLINE = 20.0  # seconds for all that one request names
AT_ONCE = 4  # addresses that are asked together, so that no more than so many files are in memory
NOT_HERE = "There is no such picture here, or its address was withdrawn."

logger = logging.getLogger(__name__)


def picture_at(url: str, *, team: Team) -> Picture:
    """The picture at an address: the team's own, or fetched and kept as an upload is. Raises `Refusal`."""
    return pictures_at([url], team=team)[url]


def pictures_at(urls: Iterable[str], *, team: Team) -> dict[str, Picture]:
    """The picture at each of these addresses. All of them are here within one deadline. Raises `Refusal` for the first that
    is none; those that are kept by then go with the next purge."""
    until = time.monotonic() + DEADLINE
    found: dict[str, Picture] = {}
    elsewhere: list[str] = []
    for url in dict.fromkeys(urls):
        own = _own_picture(url, team=team)
        if own is None:
            elsewhere.append(url)
        else:
            found[url] = own
    for first in range(0, len(elsewhere), AT_ONCE):
        some = elsewhere[first : first + AT_ONCE]
        for url, data in zip(some, _bytes_at(some, until=until), strict=True):
            found[url] = _kept(url, data, team=team)
    return found


def document_at(url: str) -> bytes:
    """The file at an address of another site, at most 10 MB, whatever it is. Raises `Refusal`."""
    return _bytes_at([url], until=time.monotonic() + DEADLINE, what="document", accept="*/*")[0]


def _own_picture(url: str, *, team: Team) -> Picture | None:
    """The picture that an address of the studio's own shows, kept from the purge for a day; None for any other address."""
    signed = signed_part(url)
    picture = asset_picture(signed) if signed else None
    if picture is None and not (signed and is_here(url)):
        return None
    if picture is None or not Picture.objects.filter(pk=picture.pk, team=team).update(created_at=timezone.now()):
        raise Refusal(_about(url, NOT_HERE), field="image")
    return picture


def _bytes_at(urls: list[str], *, until: float, what: str = "picture", accept: str = "image/*") -> list[bytes]:
    for url in urls:
        if url.lower().lstrip().startswith("data:"):
            raise Refusal(f"A {what} is named by its address. Send its data to /v1/comics/upload first.", field="url")
        try:
            check_address(url, settings.FETCH_ALLOW)
        except Forbidden as error:
            raise Refusal(_about(url, str(error)), field="url") from error
    return asyncio.run(_gathered(urls, until=until, what=what, accept=accept))


async def _gathered(urls: list[str], *, until: float, what: str, accept: str) -> list[bytes]:
    """The bytes at all of these addresses; the first error ends it."""
    pool = guarded_pool()
    deadline = max(0.0, until - time.monotonic())

    async def one(url: str) -> bytes:
        into = io.BytesIO()
        try:
            await download(pool, url, into, cap=settings.MAX_UPLOAD_BYTES, deadline=deadline, what=what, accept=accept)
        except EngineError as error:
            logger.info("what a program named was not fetched: %s", error.kind)
            raise Refusal(_about(url, str(error)), field="url") from error
        return into.getvalue()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except* Refusal as refusals:
        raise refusals.exceptions[0] from None
    finally:
        await pool.aclose()
    return [task.result() for task in tasks]


def _kept(url: str, data: bytes, *, team: Team) -> Picture:
    try:
        return keep_bytes(data, team=team)
    except Refusal as refusal:
        raise Refusal(_about(url, str(refusal)), field="image") from refusal


def _about(url: str, sentence: str) -> str:
    """The sentence with the address that it is about, without what may be secret in it."""
    try:
        parts = urlsplit(url)
        named = f"{parts.hostname or ''}{parts.path}"
    except ValueError:
        named = url
    return f"{sentence} ({named[:100]})" if named else sentence
