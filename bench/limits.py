"""An account limited to ten requests a minute, at half of the load that it bears: no refusals, and how long a launch waits.

A generation needs two requests at least, its create call and the poll that finds it ready, so that the account bears five
generations a minute; half of that is launched, by chance. The real watcher runs on a virtual clock (bench/inside/allowance.py).
"""

from __future__ import annotations

from bench import Measure
from bench.studios import desk, percentile

MINUTES, A_MINUTE = 100, 2.5
INTERVAL = 6.0  # seconds between two requests at ten a minute
LIMIT = 1.5


def main() -> list[Measure]:
    """Three rows: refusals, launches that were not finished, and the wait of a create call."""
    with desk() as ours:
        told = ours.told("allowance", MINUTES, A_MINUTE)
    wait = percentile(told["waits"], 0.95)
    unfinished = told["launched"] - told["ready"]
    name = "10 requests a minute, half load"
    return [
        Measure(name=f"{name}: refused", ours=told["refused"], peer=1, unit="calls", against="the first", limit=0.0),
        Measure(name=f"{name}: not drawn", ours=unfinished, peer=1, unit="pictures", against="the first", limit=0.0),
        Measure(name=f"{name}: a create's wait, p95", ours=wait, peer=INTERVAL, against="a token interval", limit=LIMIT),
    ]
