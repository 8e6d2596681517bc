"""How often a token may read: a process takes several places at a time, so that a look at a comic writes nothing."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from comics.models import RequestCount

SHARE = 50  # a process takes one of so many parts of what the plan allows; what it does not use is lost when the minute is over
MOST_TOKENS = 10_000  # whose places are remembered


@dataclass(frozen=True, slots=True)
class Place:
    """Whether there was one, how many are surely left, and in how many seconds the next window begins."""

    taken: bool
    left: int
    ends_in: float


@dataclass(slots=True)
class _Held:
    """Places that were counted and not used yet, how many the others leave, and until when by the monotonic clock."""

    mine: int
    others: int
    until: float


class ReadPlaces:
    """The places of this process. Never are there more than the plan allows, over all processes and machines."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()

    def take(self, token: str, name: str, *, most: int, seconds: float) -> Place:
        """One place of a token, which is counted under that name. Most of the time this asks no database."""
        with self._lock:
            held = self._held.get(token)
            if held is None or not held.mine or held.until <= time.monotonic():
                held = self._held[token] = _more(name, most=most, seconds=seconds)
                if len(self._held) > MOST_TOKENS:
                    self._held.clear()
            taken = held.mine > 0
            held.mine -= taken
            return Place(taken, held.mine + held.others, max(0.0, held.until - time.monotonic()))


def _more(name: str, *, most: int, seconds: float) -> _Held:
    by = max(1, most // SHARE)
    window = RequestCount.objects.more(name, seconds=seconds, by=by)
    before = window.count - by
    return _Held(
        mine=min(by, max(0, most - before)), others=max(0, most - window.count), until=time.monotonic() + window.ends_in
    )
