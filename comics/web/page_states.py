"""The states that a page can be given next, in the words of their buttons."""

from __future__ import annotations

from comics.models import Page
from comics.vocabulary import PageState

_BUTTONS = {
    PageState.DRAFT: "Back to draft",
    PageState.IN_REVIEW: "Send to review",
    PageState.APPROVED: "Approve",
    PageState.LOCKED: "Lock",
}
_FROM_LOCKED = {PageState.APPROVED: "Unlock"}


def next_states(page: Page, *, editor: bool) -> list[tuple[str, str]]:
    """The states and their buttons. Letterers only send drafts to review; a locked page is unlocked first."""
    if not editor:
        return [(PageState.IN_REVIEW.value, _BUTTONS[PageState.IN_REVIEW])] if page.state == PageState.DRAFT else []
    words = _FROM_LOCKED if page.is_locked else _BUTTONS
    return [(state.value, label) for state, label in words.items() if state != page.state]
