"""A watcher that kills itself with `kill -9` at one step: `killed STEP TIMES KIND`.

It dies when it comes to the step for the TIMES-th time; with no step it works until it is told to stop. KIND is "sound", or
"mutant" for a watcher with the one fault that must never be made: it queues again what was on its way.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from comics.engines.http import Service
from comics.engines.kling import KlingEngine
from comics.engines.remote import Limits
from comics.jobs import submissions, watch, watch_collect, watch_fetching, watch_sending
from comics.models import Submission

KINDS = ("sound", "mutant")
_left = 1


def die() -> None:
    """Come to the step; the last time, die there."""
    global _left
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str) -> None:
    """Die before a function of this module or class is called."""
    real = getattr(owner, name)

    def dying(*args: Any, **options: Any) -> Any:
        die()
        return real(*args, **options)

    setattr(owner, name, dying)


def after(owner: Any, name: str) -> None:
    """Die when a function has done its work, before anybody knows its answer."""
    real = getattr(owner, name)

    def dying(*args: Any, **options: Any) -> Any:
        answer = real(*args, **options)
        die()
        return answer

    setattr(owner, name, dying)


def after_waiting(owner: Any, name: str) -> None:
    """The same for a coroutine."""
    real = getattr(owner, name)

    async def dying(*args: Any, **options: Any) -> Any:
        answer = await real(*args, **options)
        die()
        return answer

    setattr(owner, name, dying)


def amid(owner: Any, name: str) -> None:
    """Die while a coroutine is on its way: a little after it began."""
    real = getattr(owner, name)

    async def dying(*args: Any, **options: Any) -> Any:
        asyncio.get_running_loop().call_later(0.004, die)  # the service takes 10 ms to answer
        return await real(*args, **options)

    setattr(owner, name, dying)


STEPS: dict[str, Callable[[], None]] = {
    "before the intent": lambda: before(watch_sending, "begin_sending"),
    "before the call": lambda: after(watch_sending, "begin_sending"),
    "during the call": lambda: amid(Service, "create"),
    "after the reply": lambda: after_waiting(Service, "create"),
    "after the ticket": lambda: after(submissions, "accepted"),
    "during a poll": lambda: amid(Service, "ask"),
    "after a poll": lambda: after_waiting(KlingEngine, "check"),
    "during a download": lambda: amid(watch_fetching, "download"),
    "after a download": lambda: after_waiting(watch_fetching, "download"),
    "after storing": lambda: after(watch_fetching, "keep"),
    "after the take": lambda: after(watch_collect, "collect"),
    "before closing": lambda: before(submissions, "finish"),
    "after closing": lambda: after(submissions, "finish"),
}


def queue_again(owner: str, pk: int, error: Exception, *, wait: float = 0.0) -> None:
    """The fault."""
    Submission.objects.filter(pk=pk).update(state="queued", lease_owner="", lease_until=None)


if __name__ == "__main__":
    step, times, kind = sys.argv[1:4]
    _left = int(times)
    KlingEngine.limits = Limits(poll=0.2, first_poll=0.2)
    if kind == "mutant":
        submissions.mark_unknown = queue_again  # type: ignore[assignment]
    if step:
        STEPS[step]()
    watch.run(alone=True)
