"""What every step of a submission has in common: its row, its drawings, and what people see of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from comics.engines.errors import CreditExhausted, EngineError, KeyRejected
from comics.jobs.compose import touch
from comics.jobs.queue import enqueue
from comics.jobs.takes import finish_generation
from comics.models import Charge, Drawing, Key, Panel, Submission
from comics.vocabulary import MOVING_STATES, GenerationState, KeyState, Outcome


def give_up_queued(key: Key, error: EngineError) -> int:
    """Fail all that still waits to be sent with a key that cannot send; answers how many."""
    rows = Submission.objects.filter(key=key, state=GenerationState.QUEUED).select_related("generation")
    return sum(_fail_queued(row, EngineError(f"Not sent: {error}")) for row in rows)


def _fail_queued(row: Submission, error: EngineError) -> bool:
    with transaction.atomic():
        # Whoever has it in hand may be waiting for an issue that is held here. They close it, or send it and hear the same.
        free = Submission.objects.select_for_update(skip_locked=True)
        if not free.filter(pk=row.pk, state=GenerationState.QUEUED).exists():
            return False
        close(row, GenerationState.FAILED, error)
        Charge.objects.settle(row.pk, Outcome.VOID)
    return True


def held_row(owner: str, pk: int, *states: str) -> Submission | None:
    """The row, if it is still ours in one of these states; nobody else changes it until the transaction ends."""
    rows = Submission.objects.select_related("key", "generation").select_for_update(of=("self",))
    return rows.filter(pk=pk, lease_owner=owner, state__in=states).first()


def unleased(pk: int, owner: str, **changes: object) -> None:
    """Change a row that is ours and give it back."""
    Submission.objects.filter(pk=pk, lease_owner=owner).update(lease_owner="", lease_until=None, **changes)


def note_key(row: Submission, error: EngineError) -> None:
    """Say on the key that the service rejects it or has no credits left for it; what waits to be sent with it fails alike."""
    state = {KeyRejected: KeyState.REJECTED, CreditExhausted: KeyState.EXHAUSTED}.get(type(error))
    if state is None or row.key is None:
        return
    if Key.objects.filter(pk=row.key.pk, account=row.account, revoked_at=None).update(state=state, says=str(error)[:300]):
        give_up_queued(row.key, error)


def note_key_works(row: Submission) -> None:
    """Say on the key that the service took a create call with it: where nothing tests a key for free, this is the test."""
    rows = Key.objects.filter(submissions=row.pk, account=row.account, revoked_at=None)
    rows.exclude(state=KeyState.GOOD).update(state=KeyState.GOOD, says="")


def close(row: Submission, state: GenerationState, error: EngineError) -> None:
    """End a submission in this state; the panels that have no picture yet get the sentence."""
    well = state == GenerationState.READY
    Submission.objects.filter(pk=row.pk).update(
        state=state,
        error="" if well else str(error),
        kind_of_error="" if well else error.kind,
        finished_at=timezone.now(),
        lease_owner="",
        lease_until=None,
    )
    mirror(row.pk, GenerationState.FAILED if well else state, error=str(error))
    finish_generation(row.generation)
    for page_id in set(Panel.objects.filter(drawings__submission=row.pk).values_list("page_id", flat=True)):
        if not Drawing.objects.moving().filter(panel__page_id=page_id).exists():
            enqueue("arrange.letter_page", page_id)


def mirror(pk: int, state: GenerationState, *, error: str = "") -> None:
    """Give the drawings that have no picture yet the state of their submission, and tell open editors."""
    unfinished = (*MOVING_STATES, GenerationState.UNKNOWN, GenerationState.HELD)
    drawings = Drawing.objects.filter(submission=pk, state__in=unfinished)
    panels = list(Panel.objects.filter(drawings__in=drawings).select_related("page__issue__series"))
    drawings.update(state=state, error=error)
    tell(panels)


def tell(panels: Iterable[Panel]) -> None:
    """Tell open editors that work on these panels went on."""
    by_page: dict[int, list[Panel]] = {}
    for panel in panels:
        by_page.setdefault(panel.page_id, []).append(panel)
    for same in by_page.values():
        touch(same[0].page, same, content=False)
