"""Runs the watcher with a rhythm of so many seconds: `watching SECONDS`. Prints, when it is stopped, when it heard of what.

The answer has, by the id of each task, the time on the monotonic clock when the watcher knew that it is done.
"""

import json
import sys
import time

from comics.engines.http import Service
from comics.engines.kling import KlingEngine
from comics.engines.remote import Call, Limits, Progress, Ticket
from comics.jobs import watch

_heard: dict[str, float] = {}
_check = KlingEngine.check


async def _check_and_note(self: KlingEngine, ticket: Ticket, call: Call, service: Service) -> Progress:
    progress = await _check(self, ticket, call, service)
    if progress.state == "done":
        _heard.setdefault(ticket.id, time.monotonic())
    return progress


if __name__ == "__main__":
    rhythm = float(sys.argv[1])
    KlingEngine.limits = Limits(poll=rhythm, first_poll=rhythm)
    KlingEngine.check = _check_and_note  # type: ignore[method-assign]
    watch.run(alone=True)
    print(json.dumps(_heard))
