"""What is told of a comic as JSON, kept for those who look again: programs that wait ask every few seconds."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

MOST_KEPT = 4_000_000  # bytes in this process; a comic of 80 panels has 30,000


class _Kept:
    """Bytes by key; those that were not asked for the longest time go first."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Hashable, data: bytes) -> None:
        with self._lock:
            self._size += len(data) - len(self._found.pop(key, b""))
            self._found[key] = data
            while self._size > MOST_KEPT:
                self._size -= len(self._found.popitem(last=False)[1])


_KEPT = _Kept()


def kept_json(key: Hashable, tell: Callable[[], dict[str, Any]]) -> bytes:
    """What `tell` answers, as JSON; it is asked only where nothing is kept by this key.

    The key says all by which it could change, as it was before `tell` is asked: what changes meanwhile has another key.
    """
    data = _KEPT.get(key)
    if data is None:
        data = json.dumps(tell()).encode()
        _KEPT.put(key, data)
    return data
