"""Exports: ask for a file, cancel it."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from comics.actions.errors import Refusal
from comics.jobs.queue import enqueue
from comics.models import Export, Issue, User


def request_export(issue: Issue, edition: str, *, by: User | None, nonce: str) -> Export:
    """Have the issue bound in the background. A second press with the same nonce returns the first export.

    Raises `Refusal` for an edition that there is not, and for an issue without pages.
    """
    if edition not in Export.Edition.values:
        raise Refusal("There is no such edition.", field="edition")
    pages = issue.live_pages().count()
    if not pages:
        raise Refusal("This issue has no pages yet. Launch it first.")
    if made := Export.objects.filter(nonce=nonce, issue=issue).first():
        return made
    try:
        with transaction.atomic():
            export = Export.objects.create(issue=issue, edition=edition, pages=pages, by=by, nonce=nonce)
            enqueue("render.bind", export.pk)
            return export
    except IntegrityError:
        return Export.objects.get(nonce=nonce, issue=issue)


def cancel_export(export: Export) -> None:
    """Stop an export that is not finished; a finished one stays as it is."""
    Export.objects.moving().filter(pk=export.pk).update(state=Export.State.CANCELLED)
