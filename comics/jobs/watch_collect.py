"""Pictures that came: kept once each, as takes; captions of the service where the panel has no words."""

from __future__ import annotations

import logging
import secrets
import time
from typing import BinaryIO

from django.db import transaction

from comics.engines.remote import Found
from comics.jobs.queue import enqueue
from comics.jobs.submission_rows import tell
from comics.jobs.submissions import DRAWN_STATES
from comics.jobs.takes import finish_generation, keep_take
from comics.models import Drawing, Lettering, Panel, Picture, Submission, Take, files
from comics.vocabulary import GenerationState, LetteringKind

logger = logging.getLogger(__name__)
OLD = 3600.0  # seconds after which a file that is still coming has surely lost its writer


def collect(owner: str, pk: int, found: Found, picture: Picture, edges: str = "") -> bool:
    """Keep one picture, with its edge map, as a take of its panel; False when the row is not ours any more.

    Safe to do twice.
    """
    with transaction.atomic():
        row = Submission.objects.select_for_update().filter(pk=pk, lease_owner=owner, state__in=DRAWN_STATES).first()
        if row is None:
            return False
        drawings = Drawing.objects.select_related("generation__issue").filter(submission=pk, panel_id=found.key)
        drawing = drawings.first()
        if drawing is None or drawing.takes.filter(ordinal=found.ordinal).exists():
            return True  # the panel was deleted meanwhile, or the picture is here already
        drawings.update(state=GenerationState.READY, error="", remote=found.remote)
        panel = keep_take(drawing, picture, edges=edges, ordinal=found.ordinal)
        captioned = bool(found.caption) and _caption(panel, found.caption)
        kept = Take.objects.filter(drawing__submission=pk).count()
        Submission.objects.filter(pk=pk, done__lt=kept).update(done=kept)
        finish_generation(drawing.generation)
        if captioned or not Drawing.objects.moving().filter(panel__page_id=panel.page_id).exists():
            enqueue("arrange.letter_page", panel.page_id)
    logger.info("submission %s: picture %s of panel %s", pk, found.ordinal, found.key)
    return True


def _caption(panel: Panel, text: str) -> bool:
    """Letter what the service says in the panel, where it was launched without words of its own."""
    if panel.page.is_locked or panel.words() or panel.lettering.exists():
        return False
    Lettering.objects.create(panel=panel, kind=LetteringKind.NARRATION, text=text[:2000])
    return True


def note_done(owner: str, pk: int, done: int) -> None:
    """Tell open editors how many pictures the service says are finished."""
    with transaction.atomic():
        kept = Submission.objects.filter(pk=pk, lease_owner=owner, state__in=DRAWN_STATES).update(done=done)
        if kept:
            tell(Panel.objects.filter(drawings__submission=pk).select_related("page__issue__series"))


def incoming_file() -> BinaryIO:
    """A new file, open for writing, for a picture to come; who asks for it closes and removes it."""
    return (files.incoming() / f"{files.COMING}{secrets.token_hex(8)}").open("xb")


def clear_incoming(*, all_of_them: bool = False) -> int:
    """Remove what a killed watcher left half fetched; answers how many files. Recent ones stay unless no other watcher runs."""
    removed = 0
    for path in files.incoming().glob(f"{files.COMING}*"):
        if all_of_them or path.stat().st_mtime < time.time() - OLD:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
