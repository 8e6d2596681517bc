"""Notes as the editor and the issue's list show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from comics.actions.mentions import members_of
from comics.models import Issue, Note, Page, Panel, Team, User

SHOWN = 200  # conversations in one list


@dataclass
class Conversation:
    """A note with its answers. `panel` is the panel it is on, if that is still there; `names` are those that are marked."""

    note: Note
    names: Sequence[str]
    answers: list[Note] = field(default_factory=list)

    @property
    def panel(self) -> Panel | None:
        """The panel it is pinned to; None for a page, or where the panel was deleted."""
        panel = self.note.panel
        return panel if panel and panel.binned_at is None else None

    @property
    def page(self) -> Page:
        """The page it is on: that of its panel, which may have moved."""
        return self.panel.page if self.panel else self.note.page

    @property
    def place(self) -> str:
        """Where it is pinned, in words."""
        if self.panel:
            return f"{self.page.label}, panel {self.panel.position + 1}"
        return self.page.label + (" (in the bin)" if self.page.binned_at else "")

    @property
    def last(self) -> Note:
        """The newest word."""
        return self.answers[-1] if self.answers else self.note

    @property
    def all(self) -> list[Note]:
        """The note and its answers."""
        return [self.note, *self.answers]


def on_page(page: Page) -> Q:
    """The conversations of a page: its own, and those of its panels wherever they began."""
    return Q(panel__page=page, panel__binned_at=None) | Q(page=page, panel=None) | Q(page=page, panel__binned_at__isnull=False)


def conversations(rows: QuerySet[Note], team: Team | None = None) -> list[Conversation]:
    """Conversations with their answers, in the order given. Two queries; a third for the names to be marked."""
    found = list(rows.filter(parent=None).select_related("page__issue__series", "panel__page", "resolved_by")[:SHOWN])
    names = [user.display_name for user in members_of(team)] if team and found else []
    kept = {note.pk: Conversation(note, names) for note in found}
    for answer in Note.objects.filter(parent__in=kept) if kept else ():
        kept[answer.parent_id or 0].answers.append(answer)
    for one in kept.values():
        for note in one.all:
            vars(note)["words"] = marked(note.text, names)
    return list(kept.values())


def marked(text: str, names: Sequence[str]) -> SafeString:
    """The text with its mentions marked, as HTML; all that people wrote is escaped."""
    ordered = "|".join(re.escape(escape(name)) for name in sorted(names, key=len, reverse=True))
    shown = str(escape(text))
    if ordered:
        shown = re.sub(rf"(?<![\w@])@({ordered})(?!\w)", r'<b class="mention">@\1</b>', shown, flags=re.IGNORECASE)
    return mark_safe(shown.replace("\n", "<br>"))  # nosec B308 B703  # noqa: S308 - escaped above; the tags are ours


def notes_context(page: Page, panel: Panel | None, *, by: User, owner: bool) -> dict[str, Any]:
    """What the Notes tab shows of a page, or of a panel of it."""
    team = page.issue.series.team
    rows = Note.objects.filter(panel=panel) if panel else Note.objects.filter(on_page(page))
    rows = rows.order_by(F("resolved_at").asc(nulls_first=True), "number")
    return {
        "conversations": conversations(rows, team),
        "members": [user.display_name for user in members_of(team) if user.pk != by.pk],
        "me": by.pk,
        "may_delete_any": owner,
    }


def pins_of(page: Page) -> list[dict[str, Any]]:
    """The open notes that stand at a place of the page, to be drawn over it: one query."""
    size = page.format()
    rows = Note.objects.filter(page=page, parent=None, resolved_at=None, x__isnull=False)
    return [
        {
            "pk": note.pk,
            "number": note.number,
            "x": (note.x or 0) * size.width,
            "y": (note.y or 0) * size.height,
            "text": note.text,
        }
        for note in rows[:SHOWN]
    ]


def of_issue(issue: Issue) -> QuerySet[Note]:
    """The conversations of an issue, the newest first."""
    return Note.objects.filter(page__issue=issue, parent=None).order_by("-number")
