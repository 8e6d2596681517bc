"""The watcher with 1,000 and 5,000 in flight: its polls beside its HTTP client alone, how soon it hears, its memory."""

from __future__ import annotations

import signal
import time
from statistics import median

from bench import Measure
from bench.services import Service, service
from bench.studios import Desk, Running, desk, percentile
from comics.jobs.watch_threads import Pace

RHYTHM = 3.0  # seconds between two polls of a generation
DELAY = 0.02  # seconds there and back
SLOTS = Pace().slots
SETTLING, SPAN = 6.0, 10.0  # seconds before a rate is taken, and over which
TURNS, TURN = 7, 2.5  # how often watcher and client alone take turns, and for how many seconds
FEWER = 1 / 0.85  # times as long as the client alone may a poll take
LATER = 1.1  # times interval and round trip
MEGABYTES = 100.0
FINISHED = 300  # of the generations become ready one by one, so many seconds apart:
APART = 0.05


def main() -> list[Measure]:
    """Five rows: polls and memory at 1,000 and 5,000, and at 1,000 how soon a picture is known to be ready."""
    return [*_in_rhythm(1000), *_at_full_speed(5000)]


def _in_rhythm(count: int) -> list[Measure]:
    """So few that all can be asked in time: then nobody asks more often than the rhythm says."""
    with service() as there, desk(there.host_port) as ours:
        there.behave(delay=DELAY)
        ours.told("flight", count, there.base_url)
        possible = min(_alone(ours, there), count / (RHYTHM + DELAY))
        with ours.running("watching", RHYTHM) as watcher:
            time.sleep(SETTLING)
            rate = _rate(there, SPAN)
            heard = _heard(there, watcher)
    return [*_rows(count, rate, possible, watcher.peak), heard]


def _at_full_speed(count: int) -> list[Measure]:
    """So many that the rhythm asks for nearly all that the machine can do. Watcher and client alone take turns, one standing
    still meanwhile, so that a busy moment of the machine hits both."""
    rates, alone = [], []
    with service() as there, desk(there.host_port) as ours:
        there.behave(delay=DELAY)
        ours.told("flight", count, there.base_url)
        with ours.running("watching", RHYTHM) as watcher:
            time.sleep(2 * SETTLING)
            for _ in range(TURNS):
                watcher.process.send_signal(signal.SIGSTOP)
                alone.append(_alone(ours, there))
                watcher.process.send_signal(signal.SIGCONT)
                time.sleep(TURN / 4)
                rates.append(_rate(there, TURN))
    possible = min(median(alone), count / (RHYTHM + DELAY))
    return _rows(count, median(rates), possible, watcher.peak)


def _rows(count: int, rate: float, possible: float, peak: float) -> list[Measure]:
    return [
        Measure(
            name=f"a poll, {count:,} in flight",
            ours=1000 / rate,
            peer=1000 / possible,
            unit="ms",
            against="its HTTP client alone",
            limit=FEWER,
        ),
        Measure(name=f"watcher, {count:,} in flight", ours=peak, peer=MEGABYTES, unit="MB", against="the target", limit=1.0),
    ]


def _alone(ours: Desk, there: Service) -> float:
    """The questions a second that the client alone puts."""
    return float(ours.told("asking", SLOTS, TURN, f"{there.base_url}/kling/v1/images/generations/seed-1"))


def _rate(there: Service, span: float) -> float:
    """The polls a second over so many seconds."""
    before, began = there.counts()["polls"], time.monotonic()
    time.sleep(span)
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
