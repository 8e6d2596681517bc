"""How far pages are in the eyes of the team: draft, in review, approved, locked."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from comics.actions.errors import Refusal
from comics.actions.holding import hold
from comics.jobs.compose import touch
from comics.models import Activity, Issue, Page, User
from comics.vocabulary import PAGE_STATE_LABELS, Deed, PageState


def set_state(issue: Issue, pages: Sequence[Page], state: str, *, by: User, unlocks: bool) -> int:
    """Set the state of these pages of the issue; answers how many changed.

    A locked page is unlocked by who locked it, or by whoever `unlocks` all of them. Raises `Refusal` for a state that there
    is not, and where a page is locked by somebody else; then none is changed.
    """
    if state not in set(PageState):
        raise Refusal("There is no such state.", field="state")
    with transaction.atomic():
        hold(issue)
        rows = Page.objects.select_related("state_by").filter(pk__in=[page.pk for page in pages], issue=issue, binned_at=None)
        changed = list(rows.exclude(state=state))
        if not unlocks:
            _refuse_unlocking(changed, by)
        if not changed:
            return 0
        for page in changed:
            page.issue = issue
            page.state, page.state_by, page.state_at = state, by, timezone.now()
            page.save(update_fields=["state", "state_by", "state_at"])
            touch(page, content=False)
        label = PAGE_STATE_LABELS[PageState(state)].lower()
        one = changed[0] if len(changed) == 1 else None
        about = label if one else f"{label} on {len(changed)} pages"
        Activity.objects.tell(Deed.CHANGED_STATE, team=issue.series.team, by=by, issue=issue, page=one, about=about)
    return len(changed)


def _refuse_unlocking(pages: Sequence[Page], by: User) -> None:
    for page in pages:
        if page.is_locked and page.state_by_id != by.pk:
            who = f" by {page.state_by.display_name}" if page.state_by else ""
            raise Refusal(f"{page.label} was locked{who}. Ask them, or an owner of the team, to unlock it.", field="state")
