"""Who else has the same page of an issue open: kept in the cache for half a minute, told by the poll of each open editor."""

from __future__ import annotations

import time

from django.core.cache import cache

from comics.models import User

KEPT = 30  # seconds after the last sign of life
RENEWED = 8  # seconds within which a sign of life is not written again


def also_here(issue: int, page: int, user: User) -> list[str]:
    """The names of the others who have this page open. Remembers that this person has, too.

    Two signs of life in the same instant may lose one; the next poll brings it again.
    """
    key, now = f"here-{issue}", time.time()
    known: dict[int, tuple[int, str, float]] = cache.get(key) or {}
    alive = {pk: one for pk, one in known.items() if now - one[2] < KEPT}
    mine = alive.get(user.pk)
    if mine is None or mine[0] != page or now - mine[2] > RENEWED or len(alive) != len(known):
        alive[user.pk] = (page, user.display_name, now)
        cache.set(key, alive, KEPT)
    return sorted(name for pk, (where, name, _) in alive.items() if pk != user.pk and where == page)
