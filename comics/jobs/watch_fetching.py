"""Pictures on their way: several at once, each to a file first, checked, stored, then shown."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from pathlib import Path

from comics.engines.errors import EngineError
from comics.engines.http import Pool
from comics.engines.pictures import download, measure
from comics.engines.remote import Found
from comics.jobs import submissions, watch_collect
from comics.jobs.takes import edges_of
from comics.jobs.watch_items import Item, Which
from comics.jobs.watch_threads import Pace, Threads
from comics.models import Picture, Team

logger = logging.getLogger(__name__)


class Fetching:
    """Fetches what the services say is ready."""

    def __init__(self, owner: str, threads: Threads, pool: Pool, pace: Pace) -> None:
        self.owner, self.threads, self.pool, self.pace = owner, threads, pool, pace
        self._room = asyncio.Semaphore(pace.downloads)

    def begin(self, item: Item, pictures: Iterable[Found]) -> None:
        """Start to fetch those that are new, and those that failed and may be tried again."""
        now = time.monotonic()
        for found in pictures:
            which = (found.key, found.ordinal)
            if not item.knows(which) and which not in item.fetching and item.not_before.get(which, 0.0) <= now:
                item.fetching[which] = asyncio.create_task(self._fetch(item, which, found))

    async def settled(self, item: Item) -> None:
        """Wait until nothing of this submission is under way."""
        while item.fetching:
            await asyncio.wait(item.fetching.values())

    def retry_in(self, item: Item, pictures: Iterable[Found]) -> float:
        """The seconds until a picture that failed is to be tried again; 0 when none is left to try."""
        left = [which for found in pictures if not item.knows(which := (found.key, found.ordinal))]
        soonest = min((item.not_before.get(which, 0.0) for which in left), default=None)
        return 0.0 if soonest is None else max(0.01, soonest - time.monotonic())

    def note_done(self, item: Item) -> None:
        """Tell open editors how far it is; call it in the thread of the database."""
        watch_collect.note_done(self.owner, item.pk, item.done)

    async def _fetch(self, item: Item, which: Which, found: Found) -> None:
        try:
            async with self._room:
                if await self._brought(item, found):
                    item.have |= {which}
        except EngineError as error:
            await self._failed(item, which, error)
        except OSError:
            # A full disk is no fault of the picture: it is fetched when there is room.
            logger.exception("submission %s: a picture could not be stored", item.pk)
            item.not_before[which] = time.monotonic() + self.pace.longest_backoff / 4
        except Exception:
            logger.exception("submission %s: a picture could not be kept", item.pk)
            await self._failed(item, which, EngineError("The picture could not be kept. Draw the panel again."))
        finally:
            item.fetching.pop(which, None)

    async def _brought(self, item: Item, found: Found) -> bool:
        file = await self.threads.pictures(watch_collect.incoming_file)
        path = Path(file.name)
        try:
            with file:
                await download(self.pool, found.url, file)
            picture, edges = await self.threads.pictures(keep, item.team_id, path)
        finally:
            path.unlink(missing_ok=True)  # noqa: ASYNC240 - quick, and nothing else may come between
        return await self.threads.rows(watch_collect.collect, self.owner, item.pk, found, picture, edges)

    async def _failed(self, item: Item, which: Which, error: EngineError) -> None:
        tries = item.tries[which] = item.tries.get(which, 0) + 1
        item.not_before[which] = time.monotonic() + self.pace.pause(tries)
        logger.warning("submission %s: picture of panel %s, try %s: %s %s", item.pk, which[0], tries, error, error.raw)
        if tries >= self.pace.tries:
            item.lost |= {which}
            sentence = f"The picture is there, but it could not be fetched {tries} times: {error}"
            await self.threads.rows(submissions.lose, self.owner, item.pk, which[0], EngineError(sentence))


def keep(team_id: int, path: Path) -> tuple[Picture, str]:
    """Check and store a fetched picture; gives it with its edge map. Raises `Garbled` for what is no whole picture.

    All of it is done in the one thread that decodes, because each further one would keep memory of its own.
    """
    media_type, _, _ = measure(path)
    picture = Picture.objects.keep_file(Team.objects.get(pk=team_id), path, media_type)
    return picture, edges_of(picture)
