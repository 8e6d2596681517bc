"""Side-by-side measurements, run by `make bench`.

A measurement is a module in this folder with a function `main() -> list[Measure]`. It measures ours and the peer in the same
run on the same machine, so that only the ratio counts; an absolute target (seconds, megabytes) is its own peer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One row of the table: ours beside the peer in the same `unit`, and how many times the peer we may be (None: no limit)."""

    name: str
    ours: float
    peer: float
    against: str
    unit: str = "s"
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the peer; less is better."""
        return self.ours / self.peer

    @property
    def missed(self) -> bool:
        """Whether the limit is exceeded."""
        return self.limit is not None and self.ratio > self.limit


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds: what the work takes when nothing disturbs it."""
    seconds = []
    for _ in range(times):
        began = perf_counter()
        work()
        seconds.append(perf_counter() - began)
    return min(seconds)
