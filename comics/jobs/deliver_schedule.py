"""When a delivery that failed is tried again: the Comic API's nine tries within a day, each a little earlier or later."""

from __future__ import annotations

import itertools

# Seconds after the first try at which each one is made.
TRIES = (0.0, 30.0, 120.0, 600.0, 1800.0, 7200.0, 21_600.0, 43_200.0, 86_400.0)
PAUSES = tuple(later - earlier for earlier, later in itertools.pairwise(TRIES))
JITTER = 0.1  # of a pause, so that what failed together does not come back together


def pause_after(tries: int, chance: float) -> float | None:
    """The seconds from the end of a try until the next, when so many were made; None after the last.

    `chance` is from 0 to 1: 0.5 is the pause itself, the ends are a tenth less and more.
    """
    if not 1 <= tries <= len(PAUSES):
        return None
    return PAUSES[tries - 1] * (1.0 + JITTER * (2.0 * chance - 1.0))
