"""The worker's heartbeat: a file in the data folder, touched whenever a task has gone all the way through the queue.

A living process proves nothing: `kill -9` of an idle queue worker can leave a lock that nobody will ever release, and the
others wait for it for good while every process looks well. So what counts is work that arrives: a task was fetched, done and
acknowledged. When there is nothing to do, the worker is sent a task of its own. A worker in the middle of long work counts as
alive too; the queue's own timeout ends that.
"""

import time
from pathlib import Path

from django.conf import settings

SILENCE = 3.0  # seconds without any work after which the worker is sent a beat
STALE = 30.0  # seconds without a sign of life after which the worker is taken for stuck
BEAT = "comics.jobs.heartbeat.beat"


def path() -> Path:
    """The file whose time of change is the last sign of life."""
    return Path(settings.DATA_DIR) / "worker.heartbeat"


def touch() -> None:
    """Note that work has been done just now."""
    path().touch()


def age(file: Path | None = None) -> float | None:
    """Seconds since the last sign of life in a heartbeat file, the worker's by default; None when there never was one."""
    try:
        return max(0.0, time.time() - (file or path()).stat().st_mtime)
    except FileNotFoundError:
        return None


def is_fresh() -> bool:
    """Whether the worker has shown a sign of life lately."""
    seconds = age()
    return seconds is not None and seconds < STALE


def beat() -> None:
    """The task that a worker without work is sent; that it arrives is all it is for."""
