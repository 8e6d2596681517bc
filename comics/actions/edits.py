"""Edits of pages: recorded while they happen, undone and redone by the person who made them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import models, transaction
from django.utils import timezone

from comics.actions.errors import Conflict, Refusal
from comics.actions.holding import hold, refuse_locked
from comics.actions.snapshots import (
    Snapshot,
    difference,
    holds,
    merged,
    only_lettering,
    possible,
    restore,
    snapshot,
    touched_by,
)
from comics.jobs.arrange import letter_at_once
from comics.jobs.compose import page_panels, touch
from comics.jobs.queue import enqueue
from comics.models import Activity, Edit, Issue, Note, Page, User
from comics.models.edits import SESSION
from comics.vocabulary import Deed

ONE_BREATH = datetime.timedelta(seconds=20)  # further edits of the same thing within this time are the same edit
MOST_PAGES_AT_ONCE = 2  # pages that are lettered within the answer
MOST_AT_ONCE = 8  # panels that are lettered within the answer; more are left to the worker


@contextmanager
def recorded(
    pages: Iterable[Page],
    *,
    by: User | None,
    label: str,
    about: str = "",
    deed: Deed = Deed.EDITED_PAGE,
    changes: Iterable[Page] | None = None,
) -> Iterator[None]:
    """Do the block as one edit in one transaction, while nobody else changes pages of the issue, so that it can be undone.

    Recorded is what it does to these pages, which are of one issue: layout, panels, lettering, views of chosen takes; and to
    the order and the existence of the issue's other pages. `label` says what is done, as in "Undo: move a balloon"; edits of
    one `about` that follow one another at once are one edit. The pages given are read anew first, so that the block starts from
    what is there; what takes long, such as lettering, belongs behind the block. `changes` are the pages whose content is
    changed, where these are others than `pages`. Nothing is recorded for a block that raises or changes nothing, or without a
    person.

    Raises `Locked` where a page that would be changed is locked.
    """
    rows = list(pages)
    issue, keys = rows[0].issue, [page.pk for page in rows if page.pk]
    changed = rows if changes is None else list(changes)
    with transaction.atomic():
        hold(issue, [*rows, *changed])
        refuse_locked(changed)
        if by is None:
            yield
            return
        before = snapshot(issue, keys)
        yield
        old, new = difference(before, snapshot(issue, keys))
        if new:
            _keep(Edit(issue=issue, by=by, label=label, about=about, pages=keys, before=old, after=new))
            page = next(iter(changed), None)
            Activity.objects.tell(deed, team=issue.series.team, by=by, issue=issue, page=page, about="" if page else label)


def _keep(edit: Edit) -> None:
    """Keep the edit as the newest one. What had been undone cannot be redone after it."""
    mine = Edit.objects.filter(issue=edit.issue, by=edit.by)
    mine.filter(undone=True).delete()
    last = mine.last()
    at_once = last and edit.about and last.about == edit.about and timezone.now() - last.updated_at < ONE_BREATH
    if last and at_once:
        last.before, last.after = merged(edit.before, last.before), merged(last.after, edit.after)
        last.save(update_fields=["before", "after", "updated_at"])
    else:
        edit.save()


def undoable(issue: Issue, by: User) -> Edit | None:
    """The edit that undoing would take back."""
    return _recent(issue, by).filter(undone=False).last()


def redoable(issue: Issue, by: User) -> Edit | None:
    """The edit that redoing would make again."""
    return _recent(issue, by).filter(undone=True).first()


def _recent(issue: Issue, by: User) -> models.QuerySet[Edit]:
    return Edit.objects.filter(issue=issue, by=by, updated_at__gt=timezone.now() - SESSION)


def with_edits(rows: models.QuerySet[Issue], by: User) -> models.QuerySet[Issue]:
    """The issues with what undoing and redoing would do there, as `undo_label` and `redo_label` (None where nothing would)."""
    mine = Edit.objects.filter(issue=models.OuterRef("pk"), by=by, updated_at__gt=timezone.now() - SESSION)
    return rows.annotate(
        undo_label=models.Subquery(mine.filter(undone=False).order_by("-pk").values("label")[:1]),
        redo_label=models.Subquery(mine.filter(undone=True).order_by("pk").values("label")[:1]),
    )


def needs_editor(edit: Edit) -> bool:
    """Whether the edit touched more than lettering."""
    return not only_lettering(edit.before, edit.after)


def undo(edit: Edit) -> Page | None:
    """Set back what the edit did; gives a page to look at.

    Raises `Locked` where that would change a locked page, and `Conflict` when the same was changed, or deleted for good,
    since; then the edit is forgotten, so that those before it can be undone.
    """
    return _turn(edit, expected=edit.after, wanted=edit.before, undone=True)


def redo(edit: Edit) -> Page | None:
    """Do again what was undone; gives a page to look at. Raises `Conflict` as `undo` does."""
    return _turn(edit, expected=edit.before, wanted=edit.after, undone=False)


def _turn(edit: Edit, *, expected: Snapshot, wanted: Snapshot, undone: bool) -> Page | None:
    with transaction.atomic():
        hold(edit.issue)
        refuse_locked(touched_by(wanted))
        # The row is taken first, so that of two presses only one sets anything back.
        if not Edit.objects.filter(pk=edit.pk, undone=not undone).update(undone=undone):
            raise Refusal("That was done already, in another window.")
        fits = holds(expected) and possible(wanted)
        pages = _set_back(edit, wanted) if fits else []
    if not fits:
        edit.delete()
        raise Conflict(f"“{edit.label}” cannot be taken back any more: the same thing was changed since then.")
    for page in pages:
        _compose(page, few=len(pages) <= MOST_PAGES_AT_ONCE)
    return next((page for page in pages if page.binned_at is None), None)


def _set_back(edit: Edit, wanted: Snapshot) -> list[Page]:
    restore(wanted)
    # Pages that were added meanwhile close up, or make room.
    number_pages(sorted(edit.issue.live_pages(), key=lambda page: (page.position, page.pk)))
    Note.objects.follow(edit.issue)
    enqueue("stale.check_issue", edit.issue_id)
    edit.issue.touched_by = edit.by
    edit.issue.save(update_fields=["touched_by", "updated_at"])
    Activity.objects.tell(Deed.UNDID, team=edit.issue.series.team, by=edit.by, issue=edit.issue, about=edit.label)
    pages = list(Page.objects.select_related("issue__series").filter(pk__in=edit.pages))
    for page in pages:
        touch(page, page_panels(page))
    return pages


def _compose(page: Page, *, few: bool) -> None:
    """Letter the page anew: at once where that is quick and it is one of few, else by the worker."""
    if page.binned_at is not None:
        return
    if few and page.panels.live().count() <= MOST_AT_ONCE:
        letter_at_once(page.pk)
    else:
        enqueue("arrange.letter_page", page.pk)


def number_pages(pages: Sequence[Page]) -> None:
    """Count the pages of a story from 1 in the order given. Call it inside a transaction."""
    moved = [page for position, page in enumerate(pages, start=1) if page.position != position]
    for position, page in enumerate(pages, start=1):
        page.position = position
    Page.objects.bulk_update(moved, ["position"])
