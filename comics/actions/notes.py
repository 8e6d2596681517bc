"""Notes: pinned to a page or panel, answered, resolved and reopened, changed and deleted."""

from __future__ import annotations

import math

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from comics.actions.errors import Refusal
from comics.actions.holding import hold
from comics.actions.mentions import count_new, keep_mentions
from comics.jobs.compose import touch
from comics.models import Activity, Issue, Mention, Note, Page, Panel, User
from comics.vocabulary import Deed

MOST_WORDS = 4000  # characters
MOST_NOTES = 2000  # conversations of one issue


def add_note(page: Page, *, by: User, text: str, panel: Panel | None = None, at: tuple[float, float] | None = None) -> Note:
    """Begin a conversation on a page, at a place of it (as fractions of the trimmed page), or on a panel of it.

    Raises `Refusal` for an empty or overlong text, a place outside the page, and an issue full of notes.
    """
    words = _checked(text)
    if at and not all(math.isfinite(value) and 0 <= value <= 1 for value in at):
        raise Refusal("That place is not on the page.")
    x, y = at or (None, None)
    with transaction.atomic():
        hold(page.issue)
        last = Note.objects.filter(page__issue=page.issue).aggregate(last=Max("number"))["last"] or 0
        if last >= MOST_NOTES:
            raise Refusal(f"An issue has {MOST_NOTES:,} notes at most.")
        note = Note.objects.create(
            page=page, panel=panel, number=last + 1, x=x, y=y, text=words, by=by, by_name=by.display_name
        )
        keep_mentions(note, page.issue.series.team, by=by)
        _tell(note, Deed.NOTED, by)
    return note


def answer_note(note: Note, *, by: User, text: str) -> Note:
    """Answer in the conversation of a note; an answer to a resolved one reopens it. Raises `Refusal` as `add_note` does."""
    words = _checked(text)
    root = note.parent or note
    with transaction.atomic():
        hold(root.page.issue)
        answer = Note.objects.create(page=root.page, parent=root, text=words, by=by, by_name=by.display_name)
        if root.resolved_at:
            Note.objects.filter(pk=root.pk).update(resolved_at=None, resolved_by=None)
        keep_mentions(answer, root.page.issue.series.team, by=by)
        _tell(root, Deed.ANSWERED, by)
    return answer


def resolve_note(note: Note, *, by: User, resolved: bool) -> Note:
    """Close the conversation of a note, or open it again."""
    root = note.parent or note
    if bool(root.resolved_at) == resolved:
        return root
    root.resolved_at, root.resolved_by = (timezone.now(), by) if resolved else (None, None)
    with transaction.atomic():
        hold(root.page.issue)
        root.save(update_fields=["resolved_at", "resolved_by"])
        _tell(root, Deed.RESOLVED if resolved else Deed.REOPENED, by)
    return root


def change_note(note: Note, *, by: User, text: str) -> Note:
    """Say something else in one's own note. Raises `Refusal` for somebody else's, and as `add_note` does."""
    if note.by_id != by.pk:
        raise Refusal("Only who wrote a note can change it. Answer it instead.")
    words = _checked(text)
    if words == note.text:
        return note
    note.text, note.changed_at = words, timezone.now()
    with transaction.atomic():
        hold(note.page.issue)
        note.save(update_fields=["text", "changed_at"])
        keep_mentions(note, note.page.issue.series.team, by=by)
        touch(note.page, [note.panel] if note.panel else [], content=False)
    return note


def delete_note(note: Note, *, by: User, any_of_them: bool) -> None:
    """Delete one's own note, or `any_of_them`; the first one of a conversation takes its answers along.

    Raises `Refusal` for somebody else's note, and for a conversation in which others answered.
    """
    if note.by_id != by.pk and not any_of_them:
        raise Refusal("Only who wrote a note, or an owner of the team, can delete it.")
    if not any_of_them and note.answers.exclude(by=by).exists():
        raise Refusal("Others answered this note. Resolve it instead, or ask an owner of the team to delete it.")
    page, panel = note.page, note.panel
    with transaction.atomic():
        hold(page.issue)
        heard = list(Mention.objects.filter(note__in=[note, *note.answers.all()]).values_list("user", flat=True))
        note.delete()
        count_new(heard)
        touch(page, [panel] if panel else [], content=False)


def _checked(text: str) -> str:
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise Refusal("Write what you want to say.", field="text")
    if len(words) > MOST_WORDS:
        raise Refusal(f"A note may have {MOST_WORDS:,} characters; this one has {len(words):,}.", field="text")
    return words


def _tell(root: Note, deed: Deed, by: User) -> None:
    """Write down what was done, and tell open editors."""
    page = root.page
    touch(page, [root.panel] if root.panel else [], content=False)
    Activity.objects.tell(deed, team=page.issue.series.team, by=by, issue=page.issue, page=page)


def notes_of(issue: Issue) -> int:
    """How many conversations of the issue are open."""
    return Note.objects.filter(page__issue=issue, parent=None, resolved_at=None, page__binned_at=None).count()
