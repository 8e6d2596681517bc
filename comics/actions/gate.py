"""The gate for programs, the same at every door: how often they may ask, and the line that each request leaves in the log.

Creating, continuing and redrawing are counted for the team, over a sliding minute and a sliding day, inside the transaction
that makes the pages (`count_create`), so that whatever is refused has taken no place. All else is counted for the token, in a
fixed minute that is far wider (`read_places`): programs that wait for a comic ask every few seconds, and take a refusal for the
end.
"""

from __future__ import annotations

import math
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction
from django.utils.crypto import salted_hmac

from comics.actions.errors import Limited
from comics.actions.read_places import ReadPlaces
from comics.actions.request_log import write_line
from comics.models import ApiRequest, CreateCount, RequestCount, Team, Token, plan_of
from comics.vocabulary import Door

MINUTE, DAY = 60, 86_400  # seconds
BAD_TOKENS = 20  # a minute from one place; what is no token by its form is no guess, and is not counted
READS = ReadPlaces()
_ID = re.compile(r"([a-z]{1,12}_)?[0-9]{1,19}")


class Kind(StrEnum):
    """What is counted how."""

    CREATE = "create"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Quota:
    """So many within so many seconds; how many are left, and in how many whole seconds there are more."""

    name: str
    most: int
    seconds: int
    left: int
    reset: int


@dataclass(slots=True)
class Visit:
    """One request of a program with a valid token, from when it knocks until it is answered.

    `nonce` goes into what it makes: the same nonce never makes a second. `endpoint` and `object` are for the log, `credits` is
    what it has cost, `quotas` what it was told of its limits, `status` what became of it where that is not the answer's own:
    MCP tells the errors of tools in answers that are good as such.
    """

    token: Token
    door: Door
    request_id: str
    kind: Kind = Kind.READ
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    endpoint: str = ""
    object: str = ""
    credits: int = 0
    status: int = 0
    quotas: tuple[Quota, ...] = ()
    began: float = field(default_factory=time.monotonic)


_VISIT: ContextVar[Visit | None] = ContextVar("visit", default=None)


def known_id(value: object) -> str:
    """An id as the log may hold it; empty for whatever cannot be one, for that may be anything a program typed."""
    return str(value) if isinstance(value, str | int) and _ID.fullmatch(str(value)) else ""


@contextmanager
def visiting(visit: Visit) -> Iterator[Visit]:
    """Have what is spent within the block stand on this visit's line."""
    token = _VISIT.set(visit)
    try:
        yield visit
    finally:
        _VISIT.reset(token)


def nonce() -> str:
    """The nonce for what is made now: that of the visit, or a new one where nobody visits."""
    visit = _VISIT.get()
    return visit.nonce if visit else secrets.token_urlsafe(24)


def admit(visit: Visit) -> None:
    """Count a read; for a create, look whether there is a place, which it takes when it makes something.

    Raises `Limited`. Either way the visit's `quotas` are set.
    """
    if visit.kind == Kind.CREATE:
        look_at_creates(visit)
        _refuse_full(visit.quotas, f"{visit.token.team} has created as much as its plan allows")
        return
    most = plan_of(visit.token.team).reads_per_minute
    place = READS.take(visit.token.digest, f"token:{visit.token.pk}", most=most, seconds=MINUTE)
    wait = math.ceil(place.ends_in)
    visit.quotas = (Quota("reads", most, MINUTE, place.left, wait),)
    if not place.taken:
        raise Limited(_wait("This token has asked too often", place.ends_in), retry_after=max(1, wait))


def look_at_creates(visit: Visit) -> None:
    """Tell the visit how many creates its team has left."""
    row = CreateCount.objects.filter(team=visit.token.team).first()
    visit.quotas = _create_quotas(visit.token.team, row.stamps if row else [], time.time())


def count_create(team: Team) -> None:
    """Take a place for one create. Call it inside the transaction that makes the pages. Raises `Limited` where there is none.

    Others of the team wait until that transaction ends, so that the count is exact.
    """
    row, now = CreateCount.objects.hold(team), time.time()
    _refuse_full(_create_quotas(team, row.stamps, now), f"{team} has created as much as its plan allows")
    longest = DAY if plan_of(team).creates_per_day is not None else MINUTE
    row.stamps = [*(at for at in row.stamps if at > now - longest), now]
    row.save(update_fields=["stamps"])


def _create_quotas(team: Team, stamps: list[float], now: float) -> tuple[Quota, ...]:
    plan = plan_of(team)
    quotas = [_quota("creates", plan.creates_per_minute, MINUTE, stamps, now)]
    if plan.creates_per_day is not None:
        quotas.append(_quota("creates-of-the-day", plan.creates_per_day, DAY, stamps, now))
    return tuple(quotas)


def _quota(name: str, most: int, seconds: int, stamps: list[float], now: float) -> Quota:
    """Where a sliding window stands; it has a place more as soon as enough of the oldest are out of it."""
    recent = sorted(at for at in stamps if at > now - seconds)
    left = max(0, most - len(recent))
    if not most:
        return Quota(name, most, seconds, 0, seconds)
    frees = recent[max(0, len(recent) - most)] + seconds - now if recent else 0.0
    return Quota(name, most, seconds, left, math.ceil(frees))


def _refuse_full(quotas: tuple[Quota, ...], sentence: str) -> None:
    """Raise `Limited` when one of them has nothing left; `sentence` says for whom, without its full stop."""
    wait = max((quota.reset for quota in quotas if not quota.left), default=None)
    if wait is not None:
        raise Limited(_wait(sentence, wait), retry_after=max(1, wait))


def _wait(sentence: str, seconds: float) -> str:
    whole = max(1, math.ceil(seconds))
    when = f"{whole} second{'s' if whole > 1 else ''}" if whole <= 2 * MINUTE else f"{math.ceil(whole / MINUTE)} minutes"
    return f"{sentence}. Wait {when}, then try again."


def note_bad_token(place: str) -> None:
    """Count a token that opens nothing, by where it came from. Raises `Limited` when there were too many from there.

    Good tokens from the same place are let in all the same. The place is kept as a keyed hash.
    """
    name = salted_hmac("comics.gate.place", place, algorithm="sha256").hexdigest()
    window = RequestCount.objects.more(name, seconds=MINUTE)
    if window.count > BAD_TOKENS:
        wait = max(1, math.ceil(window.ends_in))
        raise Limited(_wait("Too many tokens that open nothing were shown from this address", wait), retry_after=wait)


def spent(panels: int) -> None:
    """Write what was spent on the line of the visit that spends it, once the transaction is kept."""
    visit = _VISIT.get()
    if visit is not None:
        transaction.on_commit(lambda: _add(visit, panels))


def _add(visit: Visit, panels: int) -> None:
    visit.credits += panels


def note(visit: Visit, *, method: str, status: int) -> None:
    """Write the line of a request into the log."""
    write_line(
        ApiRequest(
            team=visit.token.team,
            token=visit.token,
            door=visit.door,
            method=method[:8],
            endpoint=visit.endpoint[:100],
            object=visit.object[:40],
            status=status,
            latency_ms=round((time.monotonic() - visit.began) * 1000),
            credits=visit.credits,
            request_id=visit.request_id,
        )
    )
