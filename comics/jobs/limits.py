"""How often an account may be asked: exact across processes, creates before polls, learnt from refusals.

The services count requests in a minute, by a window that slides or one that is fixed; nobody says which. A window that slides
over a little more than a minute satisfies both. `Allowance.stamps` holds pairs: the time of a request in seconds of the epoch,
and whether it was a poll.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from django.db import transaction

from comics.engines.remote_catalogue import is_remote, remote_engine
from comics.models import Allowance, Key, Submission
from comics.vocabulary import GenerationState

WINDOW = 62.0  # seconds: a minute, and what the network may shift
RESERVE = 0.4  # of the requests are kept for creates that may still come
BACK_OFF = 0.75  # of the rate that was refused is tried next
RECOVERY = 120.0  # seconds without a refusal after which a learnt rate is raised
FEW = 10  # requests a minute that no service minds of itself: who refuses them minds something else
FREE_AGAIN = 600  # requests a minute at which a learnt rate is forgotten
UNFINISHED = (GenerationState.SUBMITTING, GenerationState.DRAWING, GenerationState.COLLECTING)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an account: it rests for `wait` seconds; `per_minute` is what it bears, None without limit."""

    wait: float = 0.0
    per_minute: int | None = None


def stated_rate(engine: str, key: Key | None) -> int | None:
    """How many requests a minute the key's owner or else the service says that there may be."""
    own = key.per_minute if key else None
    return own or remote_engine(engine).limits.per_minute


def standings(accounts: list[str]) -> dict[str, Standing]:
    """What all processes have learnt of these accounts; those that were never limited are missing."""
    now = time.time()
    rows = Allowance.objects.filter(account__in=accounts).values_list("account", "blocked_until", "per_minute")
    return {account: Standing(max(0.0, until - now), rate) for account, until, rate in rows}


def take(account: str, per_minute: int | None, *, poll: bool = False) -> float:
    """Ask for one request: 0 means that it may go now and is counted, any other answer is the seconds to wait.

    `per_minute` is the stated rate, None where there is none. A create waits for nothing but the account's window; polls leave
    room for creates and are spread, so that a create that comes later finds a free place.
    """
    now = time.time()
    if per_minute is None and not Allowance.objects.filter(account=account).exists():
        return 0.0
    with transaction.atomic():
        row = Allowance.objects.select_for_update().get_or_create(account=account)[0]
        if row.blocked_until > now:
            return row.blocked_until - now
        rate = _rate(row, per_minute, now)
        if rate is None:
            return 0.0
        stamps = [(at, was_poll) for at, was_poll in row.stamps if at > now - WINDOW]
        wait = _wait_of_poll(stamps, rate, now) if poll else _until_fewer(stamps, rate, now)
        if not wait:
            row.stamps = [*stamps, (now, poll)]
            row.save(update_fields=["stamps"])
        return wait


def hold_account(account: str) -> None:
    """Have everybody else who counts what the account has in flight wait until the transaction ends."""
    Allowance.objects.select_for_update().get_or_create(account=account)


def share_of_polls(rate: int, creates: int = 0) -> int:
    """How many polls a minute may be made at this rate when there were so many creates in the last minute."""
    return max(1, rate - max(math.ceil(rate * RESERVE), creates + 1))


def _wait_of_poll(stamps: list[tuple[float, bool]], rate: int, now: float) -> float:
    polls = [stamp for stamp in stamps if stamp[1]]
    share = share_of_polls(rate, len(stamps) - len(polls))
    spread = polls[-1][0] + WINDOW / share - now if polls else 0.0
    return max(0.0, spread, _until_fewer(polls, share, now), _until_fewer(stamps, max(1, rate - 1), now))


def _until_fewer(stamps: list[tuple[float, bool]], most: int, now: float) -> float:
    """The seconds until fewer than `most` of these are within the window."""
    if len(stamps) < most:
        return 0.0
    return max(0.001, stamps[len(stamps) - most][0] + WINDOW - now)


def _rate(row: Allowance, per_minute: int | None, now: float) -> int | None:
    """The rate that counts now; a learnt one rises step by step while all goes well."""
    if row.per_minute is None:
        return per_minute
    if now - row.blocked_until > RECOVERY:
        raised = row.per_minute + max(1, row.per_minute // 5)
        row.per_minute = None if raised >= (per_minute or FREE_AGAIN) else raised
        row.blocked_until = now  # since then it goes well at this rate
        row.save(update_fields=["per_minute", "blocked_until"])
    return per_minute if row.per_minute is None else min(row.per_minute, per_minute or row.per_minute)


def refused(account: str, per_minute: int | None, *, wait: float, asked: int) -> Standing:
    """Note that the service asked to wait: nothing goes out for `wait` seconds, and less often later.

    `asked` is how many requests this process made in the last minute.
    """
    now = time.time()
    with transaction.atomic():
        row = Allowance.objects.select_for_update().get_or_create(account=account)[0]
        if row.blocked_until <= now:  # several refusals at once teach one thing
            row.per_minute = _taught(row.per_minute, per_minute, asked)
        row.blocked_until = max(row.blocked_until, now + wait)
        row.save(update_fields=["per_minute", "blocked_until"])
        return Standing(row.blocked_until - now, row.per_minute)


def _taught(learnt: int | None, stated: int | None, asked: int) -> int | None:
    """The rate after a refusal: less than what was asked, but not less than half of what counted before."""
    before = min((rate for rate in (learnt, stated) if rate), default=None)
    if before is None:
        return int(asked * BACK_OFF) if FEW <= asked < FREE_AGAIN else None
    return max(math.ceil(before / 2), int(min(before, asked) * BACK_OFF))


def queue_note(submission: Submission) -> str:
    """What a launch that waits its turn says, such as "Waits its turn: LlamaGen takes 10 requests a minute; about 20 s".

    Empty when it does not wait, or not for long.
    """
    if submission.state != GenerationState.QUEUED or not is_remote(submission.engine):
        return ""
    engine, now = remote_engine(submission.engine), time.time()
    rows = Submission.objects.filter(account=submission.account)
    ahead = rows.filter(state=GenerationState.QUEUED, pk__lt=submission.pk).count()
    most = engine.limits.concurrent
    if most is not None and rows.filter(state__in=UNFINISHED).count() + ahead >= most:
        return f"Waits its turn: {engine.label} draws {most} at a time"
    allowance = Allowance.objects.filter(account=submission.account).first()
    later = submission.due_at.timestamp() - now
    if submission.attempts and later > 1:
        return f"{submission.error or f'{engine.label} did not take it yet.'} The next try is in {_seconds(later)}"
    stated = stated_rate(submission.engine, submission.key)
    if allowance is None or stated is None:
        return ""
    rate = min(stated, allowance.per_minute or stated)
    wait = max(allowance.blocked_until - now, _turn(allowance, rate, ahead, now))
    if wait <= 1:
        return ""
    return f"Waits its turn: {engine.label} takes {rate} requests a minute; about {_seconds(wait)}"


def _turn(allowance: Allowance, rate: int, ahead: int, now: float) -> float:
    """The seconds until the create after `ahead` others can go."""
    stamps = [(at, poll) for at, poll in allowance.stamps if at > now - WINDOW]
    rounds, place = divmod(ahead, rate)
    return rounds * WINDOW + _until_fewer(stamps, max(1, rate - place), now)


def _seconds(wait: float) -> str:
    if wait < 90:
        return f"{max(5, 5 * round(wait / 5))} s"
    return f"{round(wait / 60)} minutes"
