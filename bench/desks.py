"""100 open editors beside 1,000 generations in flight: how long their polls take, with and without the watcher at work."""

from __future__ import annotations

import asyncio
import time

from bench import Measure
from bench.services import service
from bench.studios import desk, free_port, percentile

EDITORS, IN_FLIGHT = 100, 1000
RHYTHM = 3.0  # seconds between two polls of a generation
DELAY = 0.02  # seconds there and back to the service
SPAN, SETTLING, ROUNDS = 8.0, 5.0, 2  # seconds that the editors ask, seconds before, how often with and without
LIMIT = 1.5


def main() -> list[Measure]:
    """One row. With and without are taken in turns, so that a busy moment of the machine hits both."""
    quiet: list[float] = []
    busy: list[float] = []
    with service() as there, desk(there.host_port) as ours:
        there.behave(delay=DELAY)
        ours.told("flight", IN_FLIGHT, there.base_url)
        ours.manage("collectstatic", "--noinput", "-v0")
        told, port = ours.told("editors"), free_port()
        with ours.serving(port, "-m", "studio.serve", ready="/healthz"):
            _asked(port, told)
            for _ in range(ROUNDS):
                quiet += _asked(port, told)
                with ours.running("watching", RHYTHM) as watcher:
                    time.sleep(SETTLING)
                    busy += _asked(port, told)
                    watcher.stop()
    return [
        Measure(
            name=f"poll of an editor beside {IN_FLIGHT:,}, p95",
            ours=1000 * percentile(busy, 0.95),
            peer=1000 * percentile(quiet, 0.95),
            unit="ms",
            against="without the watcher",
            limit=LIMIT,
        )
    ]


def _asked(port: int, told: dict) -> list[float]:
    """The seconds that each poll took: every editor asks once a second, over a connection that it keeps."""
    return asyncio.run(_all(port, told["session"], told["issues"]))


async def _all(port: int, session: str, issues: list[tuple[int, int]]) -> list[float]:
    took: list[float] = []
    until = time.monotonic() + SPAN
    await asyncio.gather(
        *(_editor(port, session, *issues[at % len(issues)], at / EDITORS, until, took) for at in range(EDITORS))
    )
    return took


async def _editor(port: int, session: str, issue: int, stamp: int, first: float, until: float, took: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = (
        f"GET /issues/{issue}/news/?since={stamp} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Cookie: studio_session={session}",
        "HX-Request: true",
    )
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    await asyncio.sleep(first)
    while (began := time.monotonic()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        took.append(time.monotonic() - began)
        if not head.startswith(b"HTTP/1.1 204"):
            raise SystemExit(f"An editor was answered: {head.decode()}")
        await asyncio.sleep(max(0.0, began + 1.0 - time.monotonic()))
    writer.close()
