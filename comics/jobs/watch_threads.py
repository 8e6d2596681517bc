"""The watcher's threads: one for the database, a few for pictures, so that the event loop never waits for either."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections, connection

logger = logging.getLogger(__name__)
PICTURE_THREADS = 1
PAUSE = 0.5  # seconds before the database is asked again that did not answer
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Pace:
    """How the watcher spends its time; all but counts are seconds. Tests shorten it.

    `look` is between two looks for new work, `idle_look` while nobody has a key; `renew` is between two renewals of a `lease`;
    `slots` questions and `downloads` pictures are under way at once; what fails is tried again after `backoff`, doubled each
    time up to `longest_backoff`; a picture is tried `tries` times; `patience` is how often a service that says it is done is
    asked for a picture that it does not show; `grace` is for calls on their way when the watcher is told to stop.
    """

    look: float = 0.15
    idle_look: float = 0.5
    renew: float = 3.0
    lease: float = 15.0
    tick: float = 0.01
    slots: int = 64
    downloads: int = 6
    claims: int = 200
    backoff: float = 1.0
    longest_backoff: float = 60.0
    tries: int = 6
    patience: int = 4
    grace: float = 4.0

    def pause(self, failures: int) -> float:
        """The seconds to wait after so many failures in a row: exponential, with jitter so that not all come back at once."""
        spread = random.uniform(0.5, 1.0)  # nosec B311  # noqa: S311 - no secret
        return min(self.longest_backoff, self.backoff * 2.0 ** min(failures - 1, 10)) * spread


class Threads:
    """Runs blocking work. Close it at the end."""

    def __init__(self) -> None:
        self._rows = ThreadPoolExecutor(1, "rows")
        self._pictures = ThreadPoolExecutor(PICTURE_THREADS, "pictures")
        self._durable: object = None  # the connection that was told to survive a power cut

    async def rows(self, function: Callable[P, R], *args: P.args, **options: P.kwargs) -> R:
        """Do one short piece of database work, after what was asked for before.

        A database that does not answer is asked again until it does: what a service told us must not get lost. So every such
        function must be safe to run twice.
        """
        while True:
            try:
                return await self._in(self._rows, partial(self._durably, partial(function, *args, **options)))
            except (OperationalError, InterfaceError) as error:
                logger.warning("The database does not answer (%s); the watcher goes on trying.", error)
                await asyncio.sleep(PAUSE)

    async def pictures(self, function: Callable[P, R], *args: P.args, **options: P.kwargs) -> R:
        """Do slow work on a file; what it opens of the database is closed afterwards."""
        return await self._in(self._pictures, partial(_and_close, partial(function, *args, **options)))

    async def aclose(self) -> None:
        """Finish what was begun, close the database, end the threads."""
        await self._in(self._rows, partial(_and_close, lambda: None))
        self._rows.shutdown()
        self._pictures.shutdown()

    @staticmethod
    async def _in(executor: ThreadPoolExecutor, call: Callable[[], R]) -> R:
        # The context goes along, so that `queue.here` works for what is done in these threads too.
        run = partial(contextvars.copy_context().run, call)
        return await asyncio.get_running_loop().run_in_executor(executor, run)

    def _durably(self, call: Callable[[], R]) -> R:
        """Call it with a connection whose commits survive a power cut: the intent to pay must not get lost."""
        close_old_connections()
        if connection.connection is None or connection.connection is not self._durable:
            connection.ensure_connection()
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA synchronous=FULL")
                    cursor.execute("PRAGMA mmap_size=0")  # its few queries by index gain nothing from a mapped file
            self._durable = connection.connection
        return call()


def _and_close(call: Callable[[], R]) -> R:
    try:
        return call()
    finally:
        connection.close()
