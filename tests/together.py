"""Doing things in the same instant, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each answers, or the exception that it raises; none begins before all are ready."""
    start = threading.Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        start.wait(10)
        try:
            return deed()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [each.result(30) for each in [pool.submit(do, deed) for deed in deeds]]
