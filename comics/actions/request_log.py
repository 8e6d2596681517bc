"""Writing the request log: lines of one moment together, so that programs that wait keep nobody else from writing."""

from __future__ import annotations

import atexit
import logging
import threading

from django.conf import settings
from django.db import Error, close_old_connections, connection

from comics.models import ApiRequest

ENOUGH = 200  # lines that wait for no others

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_waiting: list[ApiRequest] = []


def write_line(line: ApiRequest) -> None:
    """Have a line written within API_LOG_SECONDS; what has cost something, or failed, at once. A log that cannot be written is
    no reason to answer anything else.
    """
    if not settings.API_LOG_SECONDS or line.credits or line.status >= 400:
        _write([line])
        return
    with _lock:
        _waiting.append(line)
        count = len(_waiting)
    if count == 1:
        _after(settings.API_LOG_SECONDS)
    elif count >= ENOUGH:
        flush()


def flush() -> None:
    """Write all lines that wait."""
    with _lock:
        lines, _waiting[:] = list(_waiting), []
    if lines:
        _write(lines)


def _after(seconds: float) -> None:
    timer = threading.Timer(seconds, _in_thread)
    timer.daemon = True  # the process ends without it, and writes what is left then
    timer.start()


def _in_thread() -> None:
    try:
        flush()
    finally:
        connection.close()


def _write(lines: list[ApiRequest]) -> None:
    try:
        ApiRequest.objects.write(lines)
    except Error:  # of any kind, a connection that was closed included
        if len(lines) == 1:
            logger.exception("The request log could not be written.")
            return
        close_old_connections()
        for line in lines:  # one that cannot be kept, of a team that has gone, takes no other with it
            _write([line])


atexit.register(flush)
