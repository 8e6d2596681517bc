"""The watcher: one loop that owns every create call, poll and download of the remote engines.

What is due lies in a heap; a few dozen hands take it from there, create calls first. The database is looked at for new work,
and written when something happened: a poll without news costs it nothing.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
import secrets
import signal
import time
from collections.abc import Callable, Coroutine
from typing import Any

from comics.engines.http import Pool
from comics.jobs import deliver_rows, watch_collect, watch_leases
from comics.jobs.deliver import RHYTHM, Courier, Rhythm
from comics.jobs.services import guarded_pool
from comics.jobs.watch_accounts import Accounts
from comics.jobs.watch_items import Item, load
from comics.jobs.watch_pulse import pulse
from comics.jobs.watch_steps import Steps
from comics.jobs.watch_threads import Pace, Threads
from comics.models import Drawing, Key
from comics.vocabulary import GenerationState
from studio import leash

logger = logging.getLogger(__name__)
BEAT = 1.0  # seconds between two signs of life
FIRST, LATER = 0, 1  # create calls go before everything else
PACE = Pace()


class Watcher:
    """Works on all submissions that nobody else has, or on those of `only` one generation.

    `alone` says that no other watcher serves this database, so that what others hold has been lost with them.
    """

    def __init__(
        self,
        *,
        alone: bool = False,
        only: int | None = None,
        pace: Pace = PACE,
        rhythm: Rhythm = RHYTHM,
        pool: Pool | None = None,
    ) -> None:
        self.owner = secrets.token_hex(8)
        self.items: dict[int, Item] = {}
        self.pool = pool or guarded_pool()
        self.threads = Threads()
        self.accounts = Accounts(self.pool)
        self.alone, self.only, self.pace = alone, only, pace
        self._waiting: list[tuple[float, int, Item]] = []  # by the time when it is due
        self._ready: asyncio.PriorityQueue[tuple[int, float, int, Item]] = asyncio.PriorityQueue()  # by rank and place
        self._numbers = itertools.count()  # so that no two items are ever compared
        self._beside: set[asyncio.Task[None]] = set()
        self._sending: set[int] = set()
        self._steps = Steps(self.owner, self, self.threads, self.accounts, pace)
        self._courier = Courier(self.owner, self.threads, rhythm)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is on its way then may still arrive, and everything is given back."""
        await self.threads.rows(self._take_over)
        loops = [self._look(), self._renew(), self._tick(), *(self._hand(stop) for _ in range(self.pace.slots))]
        if self.only is None:
            loops.append(self._courier.run())
        tasks = [asyncio.create_task(loop) for loop in loops]
        stopped = asyncio.create_task(stop.wait())
        try:
            ended, _ = await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()  # a loop only ends with an error, which ends the watcher: the supervisor starts another
            await self._let_arrive()
        finally:
            await self._close([*tasks, stopped])

    def again(self, item: Item, after: float) -> None:
        """Have the item's next step after so many seconds."""
        if self.items.get(item.pk) is item:
            item.due = time.monotonic() + (0.0 if item.hurried else after)
            item.hurried = False
            heapq.heappush(self._waiting, (item.due, next(self._numbers), item))

    def hurry(self, pk: int) -> None:
        """Have the next step of a submission at once; of one that is at work just now, right after that."""
        if (item := self.items.get(pk)) is None:
            return
        item.hurried = True
        waiting = [entry for entry in self._waiting if entry[-1] is not item]
        if len(waiting) < len(self._waiting):
            heapq.heapify(waiting)
            self._waiting = waiting
            self.again(item, 0.0)

    def drop(self, item: Item) -> None:
        """Have no more steps."""
        if self.items.get(item.pk) is item:
            del self.items[item.pk]

    def in_flight(self, account: str) -> int:
        """How many submissions of the account were accepted and are at work here."""
        return sum(item.account == account and item.ticket is not None for item in self.items.values())

    def beside(self, item: Item, work: Coroutine[Any, Any, None]) -> None:
        """Have a long step of an item done beside the others."""
        task = asyncio.create_task(self._safely(item, work))
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _safely(self, item: Item, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            # A fault of our own: the others go on, this one later, from what the database knows of it.
            logger.exception("submission %s: the watcher stumbled", item.pk)
            self.drop(item)
            await self.threads.rows(watch_leases.put_back, self.owner, item.pk, after=self.pace.longest_backoff / 4)

    def _take_over(self) -> None:
        if self.alone:
            watch_leases.void_leases()
            deliver_rows.void_leases()
        watch_collect.clear_incoming(all_of_them=self.alone)

    async def _look(self) -> None:
        """Look for new work, all the time; with what an owner left who died, every now and then."""
        expired_at = 0.0
        beaten = 0.0
        while True:
            now = time.monotonic()
            expired = now >= expired_at
            found = await self.threads.rows(self._claim, expired=False)
            if expired:
                expired_at = now + self.pace.renew
                found += await self.threads.rows(self._claim, expired=True)
            for item in found:
                self.items[item.pk] = item
                self.again(item, max(0.0, item.due - time.monotonic()))
            for pk in await self.threads.rows(watch_leases.poked, self.owner) if self.items else ():
                self.hurry(pk)
            if now - beaten >= BEAT and self.only is None:
                beaten = now
                pulse().touch()
            if len(found) < self.pace.claims:
                await asyncio.sleep(self.pace.look if self._busy else self.pace.idle_look)

    _busy = True  # whether anybody has a key, so that new work may come at any moment

    def _claim(self, *, expired: bool) -> list[Item]:
        pks = watch_leases.claim(self.owner, self.pace.claims, lease=self.pace.lease, expired=expired, only=self.only)
        items = load(pks) if pks else []
        for pk in set(pks) - {item.pk for item in items}:
            watch_leases.set_aside(self.owner, pk)
        return items

    async def _renew(self) -> None:
        """Keep the leases; forget what was taken away, or decided by a person; hear of keys and accounts."""
        while True:
            before = dict(self.items)
            held = await self.threads.rows(watch_leases.renew, self.owner, lease=self.pace.lease) if before else set()
            for pk, item in before.items():
                if pk not in held:
                    self.drop(item)
            engines = {item.engine.name for item in before.values() if self.accounts.gate(item.account).rate is not None}
            await self.threads.rows(self.accounts.refresh, engines)
            self._busy = bool(self.items) or await self.threads.rows(Key.objects.live().exists)
            await asyncio.sleep(self.pace.renew)

    async def _tick(self) -> None:
        """Hand out what is due."""
        while True:
            now = time.monotonic()
            while self._waiting and self._waiting[0][0] <= now:
                due, number, item = heapq.heappop(self._waiting)
                queued = item.state == GenerationState.QUEUED
                self._ready.put_nowait((FIRST, item.pk, number, item) if queued else (LATER, due, number, item))
            await asyncio.sleep(self.pace.tick)

    async def _hand(self, stop: asyncio.Event) -> None:
        """One pair of hands: does one step after the other."""
        while True:
            item = (await self._ready.get())[-1]
            if stop.is_set() or self.items.get(item.pk) is not item:
                continue
            self._sending.add(item.pk)
            try:
                await self._safely(item, self._steps.step(item))
            finally:
                self._sending.discard(item.pk)

    async def _let_arrive(self) -> None:
        """Give create calls that are on their way the time to be answered."""
        until = time.monotonic() + self.pace.grace
        while time.monotonic() < until and any(  # noqa: ASYNC110 - a few looks at the very end
            item.state == GenerationState.SUBMITTING for pk in self._sending if (item := self.items.get(pk))
        ):
            await asyncio.sleep(self.pace.tick)

    async def _close(self, tasks: list[asyncio.Task[Any]]) -> None:
        fetching = [task for item in self.items.values() for task in item.fetching.values()]
        everything = [*tasks, *self._beside, *fetching]
        for task in everything:
            task.cancel()
        await asyncio.gather(*everything, return_exceptions=True)
        await self._courier.close()
        await self.threads.rows(watch_leases.release, self.owner)
        await self.pool.aclose()
        await self.threads.aclose()


def run(*, alone: bool = False) -> None:
    """Run a watcher in this process until SIGTERM or SIGINT."""
    asyncio.run(_run(alone=alone))


async def _run(*, alone: bool) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    leash.hold()
    await Watcher(alone=alone).run(stop)


def run_until(generation_id: int, progress: Callable[[int, int], None] | None = None, *, pace: Pace = PACE) -> None:
    """Work on one generation in this process, beside any other watcher, until nothing of it moves any more.

    `progress` hears of the panels done and the panels in all.
    """
    asyncio.run(_run_until(generation_id, progress or (lambda done, total: None), pace))


async def _run_until(generation_id: int, progress: Callable[[int, int], None], pace: Pace) -> None:
    watcher, stop, told = Watcher(only=generation_id, pace=pace), asyncio.Event(), 0
    work = asyncio.create_task(watcher.run(stop))
    try:
        while not work.done():
            moves, done, total = await watcher.threads.rows(_standing, generation_id)
            if done > told:
                progress(done, total)
                told = done
            if not moves:
                break
            await asyncio.sleep(pace.look)
    finally:
        stop.set()
        await work


def _standing(generation_id: int) -> tuple[bool, int, int]:
    """Whether anything of a generation moves, the panels done, and the panels in all."""
    moves = watch_leases.at_work(only=generation_id).exists()
    drawings = Drawing.objects.filter(generation=generation_id, submission__isnull=False)
    return moves, drawings.filter(state=GenerationState.READY).count(), drawings.count()
