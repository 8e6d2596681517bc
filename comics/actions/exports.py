"""Exports: ask for a file, cancel it."""

from __future__ import annotations

from dataclasses import replace

from django.db import IntegrityError, transaction

from comics.actions.errors import Refusal
from comics.jobs.leaves import Leaf, all_leaves, chosen_leaves
from comics.jobs.queue import enqueue
from comics.models import Activity, Export, Issue, User
from comics.publishing.choices import Choices
from comics.publishing.editions import EDITIONS, PICTURE_FORMATS
from comics.vocabulary import Deed


def check_options(issue: Issue, edition: str, choices: Choices) -> tuple[Choices, list[Leaf]]:
    """What will be bound: the choices as far as the edition heeds them, and the pages.

    Raises `Refusal`, naming the field at fault, for an edition, language or picture format that there is not, for pages that
    the issue does not have, and for an issue without pages.
    """
    if edition not in EDITIONS:
        raise Refusal("There is no such edition.", field="edition")
    leaves = all_leaves(issue)
    if not any(leaf.number for leaf in leaves):
        raise Refusal("This issue has no pages yet. Launch it first.")
    heeded = _heeded(edition, choices)
    _check_language(issue, heeded.language)
    formats = PICTURE_FORMATS.get(edition, ())
    if heeded.picture and heeded.picture not in formats:
        offered = " or ".join(name.upper() for name in formats)
        raise Refusal(f"{heeded.picture[:20]} is no format of this edition. Choose {offered}.", field="picture")
    try:
        wanted = chosen_leaves(leaves, heeded)
    except ValueError as error:
        raise Refusal(str(error), field="pages") from error
    return heeded, wanted


def _heeded(edition: str, choices: Choices) -> Choices:
    """The choices with those left at rest that mean nothing in this edition."""
    plain, heeds = Choices(), EDITIONS[edition].choices
    ignored = {name: getattr(plain, name) for name in ("draft", "marks", "spreads", "picture", "lettered") if name not in heeds}
    return replace(choices, pages=choices.pages.strip(), **ignored)


def _check_language(issue: Issue, language: str) -> None:
    if language and language not in issue.all_languages():
        raise Refusal("This issue is not lettered in that language. Add it in the lettering table first.", field="language")


def request_export(issue: Issue, edition: str, *, by: User | None, nonce: str, choices: Choices | None = None) -> Export:
    """Have the issue bound in the background. A second press with the same nonce returns the first export.

    Raises `Refusal` as `check_options` does.
    """
    heeded, leaves = check_options(issue, edition, choices or Choices())
    if made := Export.objects.filter(nonce=nonce, issue=issue).first():
        return made
    try:
        with transaction.atomic():
            export = Export.objects.create(
                issue=issue, edition=edition, options=heeded.to_json(), pages=len(leaves), by=by, nonce=nonce
            )
            Activity.objects.tell(Deed.EXPORTED, team=issue.series.team, by=by, issue=issue, about=export.get_edition_display())
            enqueue("exports.bind", export.pk)
            return export
    except IntegrityError:
        return Export.objects.get(nonce=nonce, issue=issue)


def cancel_export(export: Export) -> None:
    """Stop an export that is not finished; a finished one stays as it is."""
    Export.objects.moving().filter(pk=export.pk).update(state=Export.State.CANCELLED)
