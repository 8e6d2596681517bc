"""The watcher with 1,000 and 5,000 in flight: its polls beside its HTTP client alone, how soon it hears, its memory."""

from __future__ import annotations

import time

from bench import Measure
from bench.services import Service, service
from bench.studios import Running, desk, percentile
from comics.jobs.watch_threads import Pace

RHYTHM = 3.0  # seconds between two polls of a generation
DELAY = 0.02  # seconds there and back
SLOTS = Pace().slots
SETTLING, SPAN = 6.0, 15.0  # seconds before a rate is taken, and over which
FEWER = 1 / 0.85  # times as long as the client alone may a poll take
LATER = 1.1  # times interval and round trip
MEGABYTES = 100.0
FINISHED = 300  # of the generations become ready one by one, so many seconds apart:
APART = 0.05


def main() -> list[Measure]:
    """Five rows: polls and memory at 1,000 and 5,000, and at 1,000 how soon a picture is known to be ready."""
    rows = []
    for count in (1000, 5000):
        with service() as there, desk(there.host_port) as ours:
            there.behave(delay=DELAY)
            ours.told("flight", count, there.base_url)
            address = f"{there.base_url}/kling/v1/images/generations/seed-1"
            before = ours.told("asking", SLOTS, SPAN / 3, address)
            with ours.running("watching", RHYTHM) as watcher:
                rate = _rate(there)
                if count == 1000:
                    rows.append(_heard(there, watcher))
            alone = (before + ours.told("asking", SLOTS, SPAN / 3, address)) / 2
            rows += _rows(count, rate, alone, watcher.peak)
    return rows


def _rows(count: int, rate: float, alone: float, peak: float) -> list[Measure]:
    wanted = count / (RHYTHM + DELAY)  # nobody asks more often than the rhythm says
    against = "its HTTP client alone" if alone < wanted else "what the rhythm asks for"
    name = f"a poll, {count:,} in flight"
    return [
        Measure(name=name, ours=1000 / rate, peer=1000 / min(alone, wanted), unit="ms", against=against, limit=FEWER),
        Measure(name=f"watcher, {count:,} in flight", ours=peak, peer=MEGABYTES, unit="MB", against="the target", limit=1.0),
    ]


def _rate(there: Service) -> float:
    """The polls a second, once all are in their rhythm."""
    time.sleep(SETTLING)
    before, began = there.counts()["polls"], time.monotonic()
    time.sleep(SPAN)
    return (there.counts()["polls"] - before) / (time.monotonic() - began)


def _heard(there: Service, watcher: Running) -> Measure:
    """Have some become ready one by one, and see when the watcher knows."""
    first = time.monotonic() + 0.5
    there.behave(delay=DELAY, first=first, apart=APART)
    time.sleep(FINISHED * APART + 3 * RHYTHM)
    heard = watcher.stop()
    late = [heard.get(f"seed-{at}", float("inf")) - (first + at * APART) for at in range(FINISHED)]
    allowed = RHYTHM + DELAY
    return Measure(
        name="hearing that it is done, p95 of 1,000",
        ours=percentile(late, 0.95),
        peer=allowed,
        against="interval and round trip",
        limit=LATER,
    )
