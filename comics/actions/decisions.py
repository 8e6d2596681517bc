"""What only a person can decide: whether a picture was drawn after all, whether to wait on, to give up, or to draw again."""

from __future__ import annotations

import re

from django.db import IntegrityError, transaction

from comics.actions.errors import Refusal
from comics.actions.holding import refuse_locked
from comics.actions.launch import Plan
from comics.actions.making import made_with
from comics.actions.missing import draw_panels
from comics.engines.remote_catalogue import is_remote, remote_engine
from comics.jobs import submissions
from comics.models import Generation, Page, Panel, Submission, User
from comics.vocabulary import GenerationState

TOO_LATE = "This was decided already, or went on by itself meanwhile."
_ID = re.compile(r"[A-Za-z0-9._:-]{1,200}")  # what the services name their work by


def adopt_id(submission: Submission, remote_id: str, *, by: User) -> None:
    """Go on with a call of unknown outcome whose id a person found at the service: nothing is sent again.

    Raises `Refusal` for what cannot be an id, one that another call has, when it is too late, or there is nobody to ask.
    """
    _has_engine(submission)
    remote_id = remote_id.strip()
    label = remote_engine(submission.engine).label
    if not _ID.fullmatch(remote_id):
        raise Refusal(f"Type the id as {label} shows it: letters, digits and dashes.", field="remote_id")
    changed = submission.call.changes
    if changed and remote_id != changed:
        raise Refusal(f"This was to change {changed} at {label}, so that is its id.", field="remote_id")
    others = Submission.objects.filter(engine=submission.engine, remote_id=remote_id).exclude(pk=submission.pk)
    if not changed and others.exists():
        raise Refusal("This id belongs to other panels of this studio already.", field="remote_id")
    ticket = remote_engine(submission.engine).ticket(submission.call, remote_id)
    if submission.state != GenerationState.UNKNOWN or not submissions.accepted(submission.pk, ticket, typed=True):
        raise Refusal(TOO_LATE)


def draw_again(submission: Submission, *, by: User, nonce: str) -> Generation:
    """Send a call of unknown outcome anew, as a person decided who knows that it may cost again. Safe to press twice.

    Its panels are drawn with the same engine, key and options. Raises `Refusal` when it is too late, or nothing can be drawn.
    """
    issue = submission.generation.issue
    if made := Generation.objects.filter(nonce=nonce, issue=issue).first():
        return made
    before = submission.generation
    plan = Plan(size=before.size, engine=before.engine, language=before.language, key=submission.key_id, options=before.options)
    rows = Panel.objects.filter(drawings__submission=submission).select_related("page").prefetch_related("lettering")
    panels = list(rows.order_by("page__position", "position", "pk"))
    try:
        with transaction.atomic():
            doubtful = Submission.objects.select_for_update().filter(pk=submission.pk, state=GenerationState.UNKNOWN)
            if submission.state != GenerationState.UNKNOWN or not doubtful.exists():
                raise Refusal(TOO_LATE)
            refuse_locked(Page.objects.filter(panels__in=panels).distinct(), to="redraw")
            made = draw_panels(issue, panels, plan, by=by, nonce=nonce, like=before)
            # Given up when the new one has begun, so that nobody is told that the issue had ended in between.
            submissions.give_up(submission.pk, "It was drawn again.")
            return made
    except IntegrityError:
        return made_with(nonce, issue)


def wait_on(submission: Submission, *, by: User) -> None:
    """Ask again for another while. Raises `Refusal` when it is too late, or there is nobody to ask."""
    _has_engine(submission)
    if not submissions.resume(submission.pk):
        raise Refusal(TOO_LATE)


def give_up(submission: Submission, *, by: User) -> None:
    """Stop waiting for what was held or may never have been accepted; what arrived is kept. Raises `Refusal` if too late."""
    if submission.state == GenerationState.QUEUED or not submissions.give_up(
        submission.pk, f"{by.display_name} gave up waiting."
    ):
        raise Refusal(TOO_LATE)


def cancel(submission: Submission, *, by: User) -> None:
    """Take back what has not been sent yet: it costs nothing. Raises `Refusal` when it is too late."""
    sentence = f"{by.display_name} cancelled it before it was sent."
    if submission.state != GenerationState.QUEUED or not submissions.give_up(submission.pk, sentence):
        raise Refusal("It is too late to cancel: the request has been sent.")


def _has_engine(submission: Submission) -> None:
    if not is_remote(submission.engine):
        raise Refusal("This studio does not have the engine any more, so that nobody can be asked. Give it up.")
