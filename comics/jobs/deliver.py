"""Delivering webhooks: a loop of the watcher's own, beside the one that asks the engines.

Each try has a deadline, and one endpoint gets few of the hands, so that one that is slow holds up nobody else.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass

from comics.jobs import deliver_rows, deliver_sending
from comics.jobs.deliver_sending import DEADLINE, Parcel
from comics.jobs.watch_threads import Threads

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often is looked for what is due, how long a try may take, and how long a delivery is ours: in seconds.

    `most` are the tries under way at once, `each` those for one endpoint.
    """

    look: float = 0.5
    deadline: float = DEADLINE
    lease: float = 90.0
    grace: float = 1.0
    most: int = 16
    each: int = 4


RHYTHM = Rhythm()


class Courier:
    """Delivers what is due, as long as `run` runs; `close` it at the end."""

    def __init__(self, owner: str, threads: Threads, rhythm: Rhythm = RHYTHM) -> None:
        self._owner, self._threads, self._rhythm = owner, threads, rhythm
        self._under_way: dict[asyncio.Task[None], int] = {}  # each with its endpoint

    async def run(self) -> None:
        """Look for what is due, and have it delivered, all the time."""
        while True:
            try:
                await self._look()
            except Exception:
                # A fault of our own must not stop the watcher, which also asks the engines.
                logger.exception("the watcher stumbled while it looked for webhooks that are due")
            await asyncio.sleep(self._rhythm.look)

    async def _look(self) -> None:
        room = self._rhythm.most - len(self._under_way)
        if room <= 0:
            return
        busy, each, lease = Counter(self._under_way.values()), self._rhythm.each, self._rhythm.lease
        for parcel in await self._threads.rows(deliver_rows.claim, self._owner, busy, room=room, each=each, lease=lease):
            task = asyncio.create_task(self._deliver(parcel))
            self._under_way[task] = parcel.endpoint
            task.add_done_callback(self._under_way.pop)

    async def _deliver(self, parcel: Parcel) -> None:
        try:
            result = await deliver_sending.post(parcel, deadline=self._rhythm.deadline)
            kept = await self._threads.rows(deliver_rows.note, self._owner, parcel, result)
        except Exception:
            # It is tried again when its lease has run out.
            logger.exception("delivery %s: the watcher stumbled", parcel.pk)
            return
        logger.info(
            "delivery %s, try %s, %s: %s", parcel.pk, parcel.number, result.request_id, result.status if kept else "taken away"
        )

    async def close(self) -> None:
        """Let what is on its way arrive for a moment, then give everything back."""
        tasks = list(self._under_way)
        if tasks:
            await asyncio.wait(tasks, timeout=self._rhythm.grace)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._threads.rows(deliver_rows.release, self._owner)
