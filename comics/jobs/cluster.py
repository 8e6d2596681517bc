"""The worker: django-q2's cluster, made to notice that it is broken.

In django-q2 the processes of a cluster share queues guarded by locks. A process that is killed while it holds one takes the
lock along, and the cluster stands still though all its processes are alive (5 of 12 trials, docs/design.md). So here a cluster
that has lost a process to a signal ends as a whole, and the supervisor starts a new one, which takes up the unfinished tasks.
"""

import os
import threading
import time
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connections
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.cluster import Cluster, Sentinel, get_mp_context
from django_q.conf import logger
from django_q.models import OrmQ
from django_q.signals import post_execute, post_execute_in_worker, post_spawn, pre_execute
from django_q.tasks import async_task

from comics.jobs import draw, heartbeat, purge, render, stale, sweep
from comics.models import Archive, Drawing, Export
from comics.vocabulary import GenerationState
from studio import leash

PRELOADED = (draw, purge, render, stale, sweep)  # loaded before the fork: shared memory, and a broken module shows at the start
BROKEN = 3  # exit code of a cluster that lost a process
SWEEPING = "comics.jobs.sweep.sweep"
SWEEP = 30.0  # seconds between two searches for lost work
PURGING = "comics.jobs.purge.purge"
PURGE = 6 * 3600.0  # seconds between two looks at what has lain in the bin long enough
MOST_BEATS = 10  # sent together
LOOK = 1.0  # seconds between two looks of the main process
COMPANION_TICK = 2.0  # seconds between two signs of life of a process at work
SETBACK = 5.0  # seconds that lost work waits for each early death beyond the second, up to the longest
LONGEST_SETBACK = 60.0

_at_work = threading.Event()  # set while this process works on a task


class StrictSentinel(Sentinel):
    """Ends the whole cluster when one of its processes was killed; lets recycling and timeouts pass."""

    def reincarnate(self, process: Any) -> None:
        """Called by django-q2 for a (multiprocessing) process that is no longer alive or took too long."""
        code = process.exitcode
        if not code:  # recycled after many tasks, or still busy after its time is up
            super().reincarnate(process)
            return
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        logger.critical("A process of the worker %s; starting the worker anew.", how)
        for other in (*self.pool, self.monitor, self.pusher):
            other.kill()
        os._exit(BROKEN)  # an ordinary exit would wait for queues whose locks may be lost


class StrictCluster(Cluster):
    """A cluster under a strict sentinel, which keeps no statistics: they would be written to the cache twice a second."""

    sentinel: Any  # a multiprocessing process

    def start(self) -> int:
        """Start the sentinel, which starts the rest; answers the process number."""
        context = get_mp_context()
        broker = get_broker()
        broker.set_stat = _keep_no_statistics  # type: ignore[method-assign]  # of this one object
        self.stop_event, self.start_event = context.Event(), context.Event()
        arguments = (self.stop_event, self.start_event, self.cluster_id, broker, self.timeout)
        self.sentinel = context.Process(target=StrictSentinel, args=arguments)
        self.sentinel.start()
        return os.getpid()


def _keep_no_statistics(key: str, value: str, timeout: int) -> None:
    """What django-q2 calls to store the state of a cluster."""


class Timetable:
    """Puts on the queue what is due by the clock; the queue's own timetable looks every 30 seconds only."""

    def __init__(self) -> None:
        self._sweep_due = self._purge_due = self._beat_due = 0.0

    def keep(self) -> None:
        """Send what is due: sweep and purge by the clock, a beat where no sign of life came and nothing waits to give one."""
        now = time.monotonic()
        if now >= self._sweep_due:
            self._sweep_due = now + SWEEP
            async_task(SWEEPING)
        if now >= self._purge_due:
            self._purge_due = now + PURGE
            async_task(PURGING)
        age = heartbeat.age()
        if now >= self._beat_due and (age is None or age >= heartbeat.SILENCE) and not get_broker().queue_size():
            self._beat_due = now + heartbeat.SILENCE
            # On one database with others, a beat may go through another machine's worker. The longer none came through here,
            # the more are sent, so that this worker gets one surely.
            for _ in range(1 if age is None else min(MOST_BEATS, max(1, int(age // heartbeat.SILENCE)))):
                async_task(heartbeat.BEAT)


def run(*, alone: bool = False, strikes: int = 0) -> int:
    """Run the worker until it is told to stop (exit code 0) or breaks (any other).

    `alone` says that no other worker serves this database, so that what is in flight has been lost with an earlier one.
    `strikes` is how often in a row the worker has died young, perhaps of one of these tasks.
    """
    if alone:
        take_up_lost_work(after=min(LONGEST_SETBACK, SETBACK * max(0, strikes - 2)))
    _listen()
    connections.close_all()  # a connection must not be shared with the processes that fork from this one
    cluster = StrictCluster()
    cluster.start()
    sentinel = cluster.sentinel
    leash.hold()
    timetable = Timetable()
    while sentinel.is_alive():
        try:
            timetable.keep()
        except DatabaseError:
            logger.exception("The database does not answer; the worker goes on trying.")
        sentinel.join(LOOK)
    told_to_stop = cluster.stop_event is None
    return 0 if told_to_stop else BROKEN


def take_up_lost_work(*, after: float = 0.0) -> int:
    """Make all work that was in flight due again in `after` seconds; answers how many tasks there were.

    Without this, a task whose worker was killed would wait for the queue's `retry`, many minutes, and its drawing, export or
    archive for the lease. After repeated deaths `after` is not 0: work that may have killed the worker
    waits, and all other is done first.
    """
    now = timezone.now()
    due = now + timedelta(seconds=after)
    Drawing.objects.filter(submission=None, state=GenerationState.DRAWING, lease_until__gt=now).update(lease_until=due)
    for kind in (Export, Archive):
        kind.objects.filter(state=kind.State.WORKING, lease_until__gt=now).update(lease_until=due)
    return int(OrmQ.objects.filter(lock__gt=now).update(lock=due))


def _listen() -> None:
    """Follow the cluster's own signals; the processes that fork from this one inherit the connections."""
    post_spawn.connect(_accompany)
    pre_execute.connect(_begin)
    post_execute_in_worker.connect(_end)
    post_execute.connect(_arrived)


def _accompany(**kwargs: object) -> None:
    """Start this worker process's companion: it shows signs of life during long work, and ends with the sentinel."""
    threading.Thread(target=_companion, args=(os.getppid(),), name="companion", daemon=True).start()


def _companion(sentinel: int) -> None:
    while not leash.snapped(COMPANION_TICK):
        if os.getppid() != sentinel:
            os._exit(BROKEN)
        if _at_work.is_set():
            heartbeat.touch()
    leash.let_go()


def _begin(**kwargs: object) -> None:
    _at_work.set()


def _end(**kwargs: object) -> None:
    _at_work.clear()


def _arrived(**kwargs: object) -> None:
    """A task is done and acknowledged: this runs in the monitor, the last station of the queue."""
    heartbeat.touch()
