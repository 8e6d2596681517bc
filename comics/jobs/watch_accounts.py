"""What the watcher knows of each account: how to reach it, and when it may be asked again."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models import F

from comics.engines.errors import Busy, KeyRejected
from comics.engines.http import Pool, Service
from comics.jobs import limits
from comics.jobs.services import open_service
from comics.jobs.watch_items import Item
from comics.models import Key, Submission
from comics.vocabulary import GenerationState
from studio.vault import Unopenable

logger = logging.getLogger(__name__)
EXAMPLES = 20  # finished submissions that tell how long an engine takes
SLOW = 5.0  # seconds from which on a step is slow
SLOW_SHARE = 8  # steps that are done at once for an account whose service is slow
NEARLY = 0.9  # of the usual time must be over before a picture is expected


@dataclass(slots=True)
class Gate:
    """When one account may be asked, on the monotonic clock. `stated` is the rate by key or service, `learnt` by refusals."""

    closed_until: float = 0.0
    create_at: float = 0.0
    poll_at: float = 0.0
    stated: int | None = None
    learnt: int | None = None
    refusals: int = 0
    at_work: int = 0  # steps that are being done for it now
    slow: bool = False  # whether the last one took long
    asked: deque[float] = field(default_factory=lambda: deque(maxlen=limits.FREE_AGAIN))

    @property
    def rate(self) -> int | None:
        """The requests a minute that the account bears, None where no limit is known."""
        known = [rate for rate in (self.stated, self.learnt) if rate]
        return min(known) if known else None

    @property
    def crowded(self) -> bool:
        """Whether a slow account has enough of the watcher's hands already: the others are for those that answer."""
        return self.slow and self.at_work >= SLOW_SHARE

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Count one step, and notice how long it takes."""
        began = time.monotonic()
        self.at_work += 1
        try:
            yield
        finally:
            self.at_work -= 1
            self.slow = time.monotonic() - began > SLOW

    def note_asked(self) -> None:
        """Count a request, so that a refusal teaches how many were too many."""
        self.asked.append(time.monotonic())

    def asked_lately(self) -> int:
        """How many requests went out in the last minute."""
        since = time.monotonic() - 60.0
        return sum(at > since for at in self.asked)


class Accounts:
    """The open services by key and account, and the gate of each account. Tokens live here, in memory, and nowhere else."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.usual: dict[str, float] = {}  # seconds that an engine takes, by its name
        self._services: dict[tuple[int, str], Service] = {}
        self._gates: dict[str, Gate] = {}

    def gate(self, account: str) -> Gate:
        """The gate of an account, open where nothing is known."""
        return self._gates.setdefault(account, Gate())

    def service(self, item: Item) -> Service | None:
        """The open service of a submission; None where it must be opened first."""
        return self._services.get((item.key_id or 0, item.account))

    def open(self, item: Item) -> Service:
        """Open the service of a submission with its key as it is now; call it in the thread of the database.

        Raises `KeyRejected` for a key that was revoked or cannot be opened. A new token means another account.
        """
        key = Key.objects.live().filter(submissions=item.pk).first()
        if key is None:
            raise KeyRejected("The key was revoked in the studio.")
        try:
            service = open_service(key, self.pool)
        except Unopenable as error:
            raise KeyRejected("The studio cannot open this key any more. Enter its token again.") from error
        if key.account != item.account:
            Submission.objects.filter(pk=item.pk).update(account=key.account)
            item.account = key.account
        self._services[key.pk, key.account] = service
        gate = self.gate(key.account)
        gate.stated = limits.stated_rate(key.engine, key)
        self._apply(limits.standings([key.account]))
        return service

    def refresh(self, engines: Iterable[str]) -> None:
        """Learn what others did with the keys and accounts in use; call it in the thread of the database."""
        used = {key for key, _ in self._services}
        rows = Key.objects.filter(pk__in=used, revoked_at=None).values_list("pk", "account", "engine", "per_minute")
        now = {(pk, account): (engine, rate) for pk, account, engine, rate in rows}
        self._services = {at: service for at, service in self._services.items() if at in now}
        for (_, account), (engine, rate) in now.items():
            self.gate(account).stated = rate or limits.stated_rate(engine, None)
        self._apply(limits.standings(list(self._gates)))
        for engine in set(engines) - self.usual.keys():
            self.usual[engine] = usual_seconds(engine)

    def refused(self, item: Item, error: Busy, *, pause: float) -> float:
        """Close the account's gate because its service asks to wait; answers the seconds. In the thread of the database."""
        gate = self.gate(item.account)
        gate.refusals += 1
        wait = error.retry_after if error.retry_after is not None else pause
        self._apply({item.account: limits.refused(item.account, gate.stated, wait=wait, asked=gate.asked_lately())})
        return max(wait, 0.05)

    def rhythm(self, item: Item, in_flight: Callable[[str], int]) -> float:
        """The seconds to the next poll: the engine's rhythm, stretched so that all in flight fit into the account's rate."""
        poll, rate = item.engine.limits.poll, self.gate(item.account).rate
        if rate is None:
            return poll
        count = in_flight(item.account)
        stretched = max(poll, count * limits.WINDOW / limits.share_of_polls(rate))
        expected = NEARLY * self.usual.get(item.engine.name, 0.0) - (time.time() - item.sent_at)
        # Where many wait for few polls, those that are expected to be ready are asked first.
        return max(stretched, min(expected, 3 * stretched)) if count > 1 else stretched

    def learn(self, item: Item) -> None:
        """Learn from a submission that is ready how long its engine takes."""
        took, before = time.time() - item.sent_at, self.usual.get(item.engine.name)
        self.usual[item.engine.name] = took if not before else 0.8 * before + 0.2 * took

    def _apply(self, standings: dict[str, limits.Standing]) -> None:
        for account, standing in standings.items():
            gate = self.gate(account)
            gate.learnt = standing.per_minute
            gate.closed_until = max(gate.closed_until, time.monotonic() + standing.wait) if standing.wait else gate.closed_until


def usual_seconds(engine: str) -> float:
    """How long an engine takes, by the median of its latest submissions; 0 where none is known."""
    rows = Submission.objects.filter(engine=engine, state=GenerationState.READY, sent_at__isnull=False)
    spans = rows.order_by("-pk").values_list(F("finished_at") - F("sent_at"), flat=True)[:EXAMPLES]
    seconds = sorted(span.total_seconds() for span in spans if span)
    return seconds[len(seconds) // 2] if seconds else 0.0
