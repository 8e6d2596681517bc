"""100 pictures of 5 MB that are ready all at once: the memory of the watcher while it brings them in."""

from __future__ import annotations

import contextlib
import sqlite3
import time

from bench import Measure
from bench.services import service
from bench.studios import desk

PICTURES, SIDE = 100, 1291  # pixels: 5 MB each
MEGABYTES = 100.0
PATIENCE = 120.0  # seconds
RHYTHM = 0.5  # seconds between two polls


def main() -> list[Measure]:
    """One row."""
    with service() as there, desk(there.host_port) as ours:
        there.behave(side=SIDE, first=time.monotonic(), apart=1e-6)
        ours.told("flight", PICTURES, there.base_url)
        with ours.running("watching", RHYTHM) as watcher:
            until = time.monotonic() + PATIENCE
            with contextlib.closing(sqlite3.connect(f"file:{ours.data}/studio.sqlite3?mode=ro", uri=True)) as database:
                while database.execute("SELECT count(*) FROM comics_take").fetchone()[0] < PICTURES:
                    if time.monotonic() > until:
                        raise SystemExit("The pictures were not brought in in time.")
                    time.sleep(0.1)
    name = f"watcher, fetching {PICTURES} of 5 MB"
    return [Measure(name=name, ours=watcher.peak, peer=MEGABYTES, unit="MB", against="the target", limit=1.0)]
