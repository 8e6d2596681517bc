"""An account that may be asked ten times a minute: `allowance MINUTES A_MINUTE`. Prints its refusals and waits as JSON.

The watcher, its limiter and its database are the real ones; the clock is virtual, and the service answers in this process. It
refuses by a window that slides over a minute, and network delays differ from call to call. Launches arrive by chance.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import deque

import httpx
from django.utils import timezone

from bench.inside.flight import make_key, take_off
from bench.inside.virtual import Clock, Loop
from bench.pngs import noise, with_words
from bench.services import Manner, Tasks
from comics.engines.http import Pool
from comics.engines.kling import KlingEngine
from comics.engines.remote import Limits
from comics.jobs.watch import Watcher
from comics.jobs.watch_threads import Pace
from comics.models import Submission, User

PER_MINUTE = 10
TAKES = (20.0, 90.0)  # seconds for a picture
NETWORK = (0.02, 0.4)  # seconds one way
PACE = Pace(tick=0.1, look=0.5)  # looked at less often than in earnest, which makes waits longer, not shorter
HOST = "http://127.0.0.1:9"


class Strict(httpx.AsyncBaseTransport):
    """The service: counts requests in the last minute, pictures apart."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.lately, self.refused = chance, deque[float](), 0
        self.arrived: dict[str, float] = {}
        self.tasks = Tasks()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer, after the network's delay."""
        body = await request.aread()
        await asyncio.sleep(self.chance.uniform(*NETWORK))
        status, content = self._answer(request, body)
        await asyncio.sleep(self.chance.uniform(*NETWORK))
        content = content.replace(b"HERE", HOST.encode()) if content.startswith(b"{") else content
        return httpx.Response(status, stream=httpx.ByteStream(content))

    def _answer(self, request: httpx.Request, body: bytes) -> tuple[int, bytes]:
        path = request.url.raw_path
        if path.startswith(b"/files/"):
            return 200, with_words(noise(64), path.rpartition(b"/")[2])
        now = time.monotonic()
        while self.lately and self.lately[0] <= now - 60.0:
            self.lately.popleft()
        if len(self.lately) >= PER_MINUTE:
            self.refused += 1
            return 429, b'{"code": 1302, "message": "too many requests"}'
        self.lately.append(now)
        if request.method == "POST":
            self.arrived.setdefault(json.loads(body)["external_task_id"], now)
            self.tasks.manner = Manner(takes=self.chance.uniform(*TAKES))
        return self.tasks.answer(request.method.encode(), path, body)


async def run(minutes: float, a_minute: float) -> dict[str, object]:
    """Launch by chance for so many minutes; answers the refusals, and the wait of every create in seconds."""
    chance = random.Random(f"{minutes} {a_minute}")  # noqa: S311 - no secret
    strict, stop, began = Strict(chance), asyncio.Event(), time.monotonic()
    watcher = Watcher(alone=True, pace=PACE, pool=Pool(lambda: strict))
    work = asyncio.create_task(watcher.run(stop))
    launched: dict[str, float] = {}
    for pk in await watcher.threads.rows(lambda: list(Submission.objects.values_list("pk", flat=True))):
        await asyncio.sleep(chance.expovariate(a_minute / 60))
        if time.monotonic() - began > 60 * minutes:
            break
        launched[await watcher.threads.rows(launch, pk)] = time.monotonic()
    await asyncio.sleep(300)
    ready = await watcher.threads.rows(lambda: Submission.objects.filter(state="ready").count())
    stop.set()
    await work
    waits = [strict.arrived.get(name, float("inf")) - at for name, at in launched.items()]
    return {"waits": waits, "refused": strict.refused, "launched": len(launched), "ready": ready}


def launch(pk: int) -> str:
    """Have it sent; answers our own name of the call."""
    now = timezone.now()
    Submission.objects.filter(pk=pk).update(state="queued", queued_at=now, due_at=now)
    return Submission.objects.get(pk=pk).call.external_id


def main(minutes: float, a_minute: float) -> None:
    """Do it on a virtual clock, and print JSON."""
    KlingEngine.limits = Limits(poll=4.0, first_poll=5.0)
    owner = User.objects.create_user("bench@example.test", "a-password-for-the-bench")
    key = make_key(owner, HOST)
    key.per_minute = PER_MINUTE
    key.save()
    take_off(round(minutes * a_minute * 1.5) + 20, key, drafts=True)
    clock = Clock()
    with clock.rules(), asyncio.Runner(loop_factory=lambda: Loop(clock)) as runner:
        print(json.dumps(runner.run(run(minutes, a_minute))))


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
