"""A clock that jumps: an event loop that waits for nothing but threads, and on which every function of `time` agrees.

What sleeps in it wakes at once, at the time when it wanted to; real work takes no time. So an hour of the real code passes in
seconds, and every wait is as long as it would have been.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import selectors
import time
from collections.abc import Iterator
from typing import Any
from unittest import mock

from django.utils import timezone


class Clock:
    """How far the virtual time is ahead of when it began, in seconds."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._monotonic, self._epoch = time.monotonic(), time.time()

    @contextlib.contextmanager
    def rules(self) -> Iterator[None]:
        """Have `time.time`, `time.monotonic` and Django's `timezone.now` go by this clock."""
        with (
            mock.patch("time.monotonic", self.monotonic),
            mock.patch("time.time", self.epoch),
            mock.patch.object(timezone, "now", self.date),
        ):
            yield

    def monotonic(self) -> float:
        return self._monotonic + self.ahead

    def epoch(self) -> float:
        return self._epoch + self.ahead

    def date(self) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(self.epoch(), datetime.UTC)


class Loop(asyncio.SelectorEventLoop):
    """Lets the clock jump to the next thing to do when nothing is done in a thread."""

    def __init__(self, clock: Clock) -> None:
        self._chosen = _Jumping(self, clock)
        self.under_way = 0  # pieces of work in threads
        super().__init__(self._chosen)

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> asyncio.Future[Any]:
        """As ever, and counted."""
        self.under_way += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._done)
        return future

    def _done(self, future: asyncio.Future[Any]) -> None:
        self.under_way -= 1


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: Loop, clock: Clock) -> None:
        super().__init__()
        self.loop, self.clock = loop, clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self.loop.under_way and timeout != 0:
            return super().select(None)  # the end of the work wakes us
        if timeout:
            self.clock.ahead += timeout
        return super().select(0)
