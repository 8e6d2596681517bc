"""Where a submission stands: every step as one short transaction that holds only for whoever has the lease.

A create call is sent once: the row is committed as `submitting` before the call leaves, and its ticket before anything else
happens. A row that is found `submitting` by somebody else becomes `unknown`, and is never queued again by machine.
"""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comics.engines.contract import Price
from comics.engines.errors import Busy, CreditExhausted, EngineError, KeyRejected, Refused, Unsupported
from comics.engines.remote import Ticket
from comics.engines.remote_catalogue import remote_engine
from comics.jobs.submission_rows import close, held_row, mirror, note_key, note_key_works, tell, unleased
from comics.jobs.takes import finish_generation
from comics.models import Charge, Drawing, Generation, Key, Panel, Submission
from comics.vocabulary import MOVING_STATES, GenerationState, Outcome

logger = logging.getLogger(__name__)

RECONCILES = (1.0, 5.0, 15.0, 35.0, 65.0)  # seconds before each look for a call of unknown outcome: two minutes in all
MOST_ATTEMPTS = 8  # calls in a row that did not reach the service
LONGEST_QUEUE = datetime.timedelta(hours=1)  # how long a service may put a call off
DRAWN_STATES = (GenerationState.DRAWING, GenerationState.COLLECTING)


def accepted(pk: int, ticket: Ticket, *, owner: str = "", typed: bool = False) -> bool:
    """Keep the ticket, whoever holds the row by now: knowing that the call arrived is better than not knowing.

    Answers whether the row was still waiting for one. Unless its lease is the `owner`'s, it is free to be claimed. An id that a
    person `typed` may be wrong: the ledger hears of it when the pictures are there, and `hold` takes it back.
    """
    row = Submission.objects.filter(pk=pk).first()
    if row is None:
        return False
    limits, now = remote_engine(row.engine).limits, timezone.now()
    waiting = Submission.objects.filter(
        pk=pk, state__in=(GenerationState.SUBMITTING, GenerationState.UNKNOWN), ticket_data__isnull=True
    )
    with transaction.atomic():
        kept = waiting.update(
            state=GenerationState.DRAWING,
            ticket_data={"id": ticket.id, "data": ticket.data, "typed": typed},
            remote_id=ticket.id[:200],
            error="",
            kind_of_error="",
            faults=0,
            due_at=now + datetime.timedelta(seconds=limits.first_poll),
            deadline_at=now + datetime.timedelta(seconds=limits.deadline),
        )
        if not kept:
            return False
        Submission.objects.filter(pk=pk).exclude(lease_owner=owner).update(lease_owner="", lease_until=None)
        if not typed:
            Charge.objects.settle(pk, Outcome.CHARGED, ticket.reported)
        Key.objects.filter(submissions=pk).update(last_used_at=now)
        if row.state == GenerationState.SUBMITTING:
            note_key_works(row)
        mirror(pk, GenerationState.DRAWING)
        Generation.objects.filter(pk=row.generation_id, finished_at=None).update(state=GenerationState.DRAWING)
    logger.info("submission %s: accepted as %s", pk, ticket.id)
    return True


def put_off(owner: str, pk: int, error: EngineError, *, wait: float) -> bool:
    """Queue a call again that surely was not accepted; False when that has gone on for too long, and nothing is changed."""
    now = timezone.now()
    with transaction.atomic():
        row = held_row(owner, pk, GenerationState.SUBMITTING, GenerationState.QUEUED)
        if row is None:
            return False
        if now - row.queued_at > LONGEST_QUEUE or (not isinstance(error, Busy) and row.attempts + 1 >= MOST_ATTEMPTS):
            return False
        Submission.objects.filter(pk=pk).update(
            state=GenerationState.QUEUED,
            attempts=F("attempts") + 1,
            due_at=now + datetime.timedelta(seconds=wait),
            sent_at=None,
            error=str(error),
            kind_of_error=error.kind,
        )
        mirror(pk, GenerationState.QUEUED)
    logger.info("submission %s: put off for %.1f s: %s %s", pk, wait, error, error.raw)
    return True


def fail(owner: str, pk: int, error: EngineError, *, outcome: Outcome = Outcome.VOID) -> bool:
    """Close a submission that came to nothing. Before it was accepted its charge is void, which is the default.

    Panels that have their picture keep it; the others are failed, or refused, with the sentence of the error.
    """
    state = GenerationState.REFUSED if isinstance(error, Refused) else GenerationState.FAILED
    with transaction.atomic():
        row = held_row(owner, pk, *MOVING_STATES)
        if row is None:
            return False
        close(row, state, error)
        Charge.objects.settle(pk, outcome)
        if outcome == Outcome.VOID:
            note_key(row, error)
    logger.warning("submission %s: %s: %s %s", pk, state, error, error.raw)
    return True


def mark_unknown(owner: str, pk: int, error: EngineError, *, wait: float = RECONCILES[0]) -> None:
    """Note that the call may or may not have been accepted: what the service lists, or a person, can tell.

    The service is asked for it in `wait` seconds.
    """
    with transaction.atomic():
        kept = Submission.objects.filter(pk=pk, lease_owner=owner, state=GenerationState.SUBMITTING).update(
            state=GenerationState.UNKNOWN,
            error=str(error),
            kind_of_error="unknown",
            faults=0,
            due_at=timezone.now() + datetime.timedelta(seconds=wait),
        )
        if kept:
            Charge.objects.settle(pk, Outcome.UNKNOWN)
            mirror(pk, GenerationState.UNKNOWN, error=str(error))
            finish_generation(Submission.objects.get(pk=pk).generation)
    logger.warning("submission %s: outcome unknown: %s %s", pk, error, error.raw)


def not_found(owner: str, pk: int) -> float | None:
    """Note that a look for a call of unknown outcome found nothing; answers the seconds to the next, None after the last."""
    with transaction.atomic():
        return _look_again(owner, pk)


def _look_again(owner: str, pk: int) -> float | None:
    row = held_row(owner, pk, GenerationState.UNKNOWN)
    if row is None:
        return None
    tries = row.faults + 1
    if tries >= len(RECONCILES):
        unleased(pk, owner, faults=tries)
        return None
    due = timezone.now() + datetime.timedelta(seconds=RECONCILES[tries])
    Submission.objects.filter(pk=pk, lease_owner=owner).update(faults=tries, due_at=due)
    return RECONCILES[tries]


def hold(owner: str, pk: int, error: EngineError, *, kind: str = "") -> None:
    """Stop asking until a person decides; `kind` says why where the error itself does not.

    When the key was replaced meanwhile, nothing is held: whoever claims the row asks with the new one.
    """
    with transaction.atomic():
        row = held_row(owner, pk, *DRAWN_STATES)
        if row is None:
            return
        if isinstance(error, KeyRejected) and row.key and row.key.revoked_at is None and row.key.account != row.account:
            unleased(pk, owner, account=row.key.account, due_at=timezone.now())
            return
        if isinstance(error, Unsupported) and _was_mistyped(row):
            _doubt_again(row, owner)
            return
        note_key(row, error)
        unleased(pk, owner, state=GenerationState.HELD, error=str(error), kind_of_error=kind or error.kind)
        mirror(pk, GenerationState.HELD, error=str(error))
        finish_generation(row.generation)
    logger.warning("submission %s: held: %s %s", pk, error, error.raw)


def _was_mistyped(row: Submission) -> bool:
    """Whether the service does not know an id that a person typed, and has never given a picture for it."""
    typed = bool(row.ticket_data and row.ticket_data.get("typed"))
    return typed and not Drawing.objects.filter(submission=row.pk, state=GenerationState.READY).exists()


def _doubt_again(row: Submission, owner: str) -> None:
    """Put a call of unknown outcome back to where it was before a wrong id was typed."""
    label = remote_engine(row.engine).label
    sentence = f"{label} does not know the id {row.remote_id}. Look it up again: the request may or may not have been accepted."
    state = GenerationState.UNKNOWN
    doubt = {"ticket_data": None, "remote_id": "", "deadline_at": None, "faults": len(RECONCILES)}
    unleased(row.pk, owner, state=state, error=sentence, kind_of_error="unknown", **doubt)
    mirror(row.pk, state, error=sentence)
    finish_generation(row.generation)


def lose(owner: str, pk: int, panel: str, error: EngineError) -> None:
    """Fail one panel whose picture is there but cannot be had, unless it has another; the rest goes on."""
    with transaction.atomic():
        if held_row(owner, pk, *DRAWN_STATES) is None:
            return
        drawings = Drawing.objects.moving().filter(submission=pk, panel_id=panel)
        if drawings.update(state=GenerationState.FAILED, error=str(error)):
            tell(Panel.objects.filter(drawings__submission=pk, pk=panel).select_related("page__issue__series"))


def finish(owner: str, pk: int, *, missing: EngineError, reported: Price | None = None) -> None:
    """Close a submission that the service is done with; panels without a picture are failed with the sentence of `missing`."""
    with transaction.atomic():
        row = held_row(owner, pk, *DRAWN_STATES)
        if row is None:
            return
        if isinstance(missing, CreditExhausted):
            note_key(row, missing)
        drawings = Drawing.objects.filter(submission=pk)
        any_ready = drawings.filter(state=GenerationState.READY).exists()
        none_missing = not drawings.exclude(state=GenerationState.READY).exists()
        refused = isinstance(missing, Refused)
        bad = GenerationState.REFUSED if refused else GenerationState.FAILED
        close(row, GenerationState.READY if any_ready and none_missing else bad, missing)
        Charge.objects.settle(pk, Outcome.CHARGED if any_ready else Outcome.FAILED, reported)
    logger.info("submission %s: finished%s", pk, "" if none_missing else f", incomplete: {missing}")


def poke(account: str, engine: str, remote_id: str) -> int:
    """Have what this account has under that id at the service asked for at once by its watcher; answers how many there are."""
    now = timezone.now()
    rows = Submission.objects.filter(account=account, engine=engine, remote_id=remote_id, state__in=DRAWN_STATES)
    return rows.update(poked_at=now, due_at=now)


def resume_held(key_id: int) -> int:
    """Go on with all that was held because this key was rejected, now that its token was replaced; answers how many."""
    key = Key.objects.get(pk=key_id)
    rows = Submission.objects.filter(key=key, state=GenerationState.HELD, kind_of_error=KeyRejected.kind)
    return sum(resume(pk, account=key.account) for pk in rows.values_list("pk", flat=True))


def resume(pk: int, *, account: str = "") -> bool:
    """Go on with a held submission for another deadline, because a person decided to wait on; `account` is the new key's."""
    row = Submission.objects.filter(pk=pk, state=GenerationState.HELD).first()
    if row is None:
        return False
    now = timezone.now()
    with transaction.atomic():
        moved = Submission.objects.filter(pk=pk, state=GenerationState.HELD).update(
            state=GenerationState.DRAWING,
            account=account or row.account,
            error="",
            kind_of_error="",
            faults=0,
            due_at=now,
            deadline_at=now + datetime.timedelta(seconds=remote_engine(row.engine).limits.deadline),
            lease_owner="",
            lease_until=None,
        )
        if moved:
            mirror(pk, GenerationState.DRAWING)
            Generation.objects.filter(pk=row.generation_id, finished_at=None).update(state=GenerationState.DRAWING)
    return bool(moved)


def give_up(pk: int, sentence: str) -> bool:
    """Close what a person does not want to wait for any more: queued, held or of unknown outcome. False when it is too late.

    What was never sent costs nothing; of the rest the ledger keeps what is known.
    """
    waiting = (GenerationState.QUEUED, GenerationState.HELD, GenerationState.UNKNOWN)
    with transaction.atomic():
        row = Submission.objects.select_for_update().filter(pk=pk, state__in=waiting).first()
        if row is None:
            return False
        queued = row.state == GenerationState.QUEUED
        close(row, GenerationState.CANCELLED if queued else GenerationState.FAILED, EngineError(sentence))
        if queued:
            Charge.objects.settle(pk, Outcome.VOID)
    return True
