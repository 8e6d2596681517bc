"""The one module that knows django-q2: work is put on the queue by the path of its function and by ids, after the commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string
from django_q.tasks import async_task

Work = tuple[str, tuple[int, ...]]
_kept: ContextVar[list[Work] | None] = ContextVar("kept", default=None)


def enqueue(function: str, *ids: int) -> None:
    """Have a worker call `comics.jobs.<function>` with these ids once the current transaction is committed.

    The queue delivers at least once: every such function must be safe to run twice. Raises `TypeError` for anything but ids:
    words would lie in the queue's table, and permission would not be asked again.
    """
    if not all(type(each) is int for each in ids):
        raise TypeError(f"{function} takes ids and nothing else")
    transaction.on_commit(partial(_send, function, ids))


def _send(function: str, ids: tuple[int, ...]) -> None:
    kept = _kept.get()
    if kept is None:
        async_task(f"comics.jobs.{function}", *ids)
    else:
        kept.append((function, ids))


@contextmanager
def here() -> Iterator[list[Work]]:
    """Within the block, work is kept in the list that is given instead of being sent to the worker (see `run`)."""
    work: list[Work] = []
    token = _kept.set(work)
    try:
        yield work
    finally:
        _kept.reset(token)


def run(work: Work) -> None:
    """Do one piece of work in this process."""
    function, ids = work
    import_string(f"comics.jobs.{function}")(*ids)
