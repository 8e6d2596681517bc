"""What the watcher remembers of a submission while it works on it, so that a poll asks the database nothing."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from comics.engines.remote import Call, RemoteEngine, Ticket
from comics.engines.remote_catalogue import is_remote, remote_engine
from comics.models import Picture, Submission, Take
from comics.models.files import Stored

logger = logging.getLogger(__name__)
COLUMNS = (
    *("id", "engine", "key_id", "account", "team_id", "state", "call_data", "ticket_data", "prepared"),
    *("due_at", "deadline_at", "sent_at", "attempts", "done"),
)
MOST_VARIATIONS = 400  # pictures of one panel that are fetched, however many the service says there are
Which = tuple[str, int]  # a picture of a submission: the key of its panel and which variation it is


@dataclass(slots=True, eq=False)
class Item:
    """One submission at work. Times are seconds on the monotonic clock, `sent_at` of the epoch.

    `have` are the pictures that are kept, `lost` those that could not be had; `fetching` are those under way, `tries` how often
    each failed, and `not_before` when it may be tried again. `empty_rounds` counts how often the service said that it is done
    without showing all.
    """

    pk: int
    engine: RemoteEngine
    key_id: int | None
    account: str
    team_id: int
    state: str
    call: Call
    ticket: Ticket | None
    prepared: dict[str, str]
    due: float
    deadline: float
    sent_at: float
    attempts: int
    done: int
    faults: int = 0
    empty_rounds: int = 0
    hurried: bool = False  # whether the next step comes at once, because there is news at the service
    files: dict[str, Stored] = field(default_factory=dict)
    have: frozenset[Which] = frozenset()  # frozen, because the empty one is shared by thousands
    lost: frozenset[Which] = frozenset()
    fetching: dict[Which, asyncio.Task[None]] = field(default_factory=dict)
    tries: dict[Which, int] = field(default_factory=dict)
    not_before: dict[Which, float] = field(default_factory=dict)

    def knows(self, which: Which) -> bool:
        """Whether nothing needs to be done for this picture (any more)."""
        if which[0] not in self.call.keys or not 0 <= which[1] < MOST_VARIATIONS:
            return True
        return which in self.have or which in self.lost

    def bare(self) -> list[str]:
        """The keys of the panels that have no picture and lost none."""
        seen = {key for key, _ in self.have | self.lost}
        return [key for key in self.call.keys if key not in seen]


def load(pks: Iterable[int]) -> list[Item]:
    """The submissions of these keys that can be worked on, those first that are due first. Four queries.

    One is missing whose engine the studio does not have any more, or whose call or ticket cannot be read.
    """
    pks = list(pks)
    rows = list(
        Submission.objects.filter(pk__in=pks)
        .annotate(team_id=F("generation__issue__series__team_id"))
        .order_by("due_at")
        .values(*COLUMNS)
    )
    items = {item.pk: item for row in rows if (item := _readable(dict(row)))}
    takes = Take.objects.filter(drawing__submission__in=pks)
    for pk, panel, ordinal in takes.values_list("drawing__submission_id", "panel_id", "ordinal"):
        if pk in items:
            items[pk].have |= {(str(panel), ordinal)}
    _find_files([item for item in items.values() if item.ticket is None and item.call.references])
    return list(items.values())


def _readable(row: dict[str, Any]) -> Item | None:
    if not is_remote(row["engine"]):
        logger.error("submission %s: there is no engine %s any more", row["id"], row["engine"])
        return None
    try:
        return _item(row)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        logger.exception("submission %s: what is stored of it cannot be read", row["id"])
        return None


def _item(row: dict[str, Any]) -> Item:
    now, wall = time.monotonic(), time.time()
    ticket = row["ticket_data"]
    return Item(
        pk=row["id"],
        engine=remote_engine(row["engine"]),
        key_id=row["key_id"],
        account=sys.intern(row["account"]),
        team_id=row["team_id"],
        state=sys.intern(row["state"]),
        call=Call.from_json(row["call_data"]),
        ticket=Ticket(ticket["id"], ticket["data"]) if ticket else None,
        prepared=row["prepared"],
        # Without a wait of its own, a row that nobody had is due at once: its last owner may have died long ago.
        due=now if ticket else now + max(0.0, row["due_at"].timestamp() - wall),
        deadline=now + row["deadline_at"].timestamp() - wall if row["deadline_at"] else float("inf"),
        sent_at=row["sent_at"].timestamp() if row["sent_at"] else wall,
        attempts=row["attempts"],
        done=row["done"],
    )


def _find_files(items: list[Item]) -> None:
    """Where the bytes of the references lie, so that an engine may ask for them."""
    hashes = {reference.sha256 for item in items for reference in item.call.references}
    teams = {item.team_id for item in items}
    paths = {(p.team_id, p.sha256): p.path for p in Picture.objects.filter(team__in=teams, sha256__in=hashes)}
    for item in items:
        wanted = ((item.team_id, reference.sha256) for reference in item.call.references)
        item.files = {which[1]: paths[which] for which in wanted if which in paths}
