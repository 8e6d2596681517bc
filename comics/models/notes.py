"""Notes that people pin to a page or a panel, and whom they mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from comics.models.pages import Panel

if TYPE_CHECKING:
    from comics.models.series import Issue


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes."""

    def follow(self, issue: Issue) -> None:
        """Have the notes on panels of the issue stand on the pages where those panels are now."""
        astray = self.filter(panel__page__issue=issue, panel__binned_at=None).exclude(page=models.F("panel__page"))
        astray.update(page=models.Subquery(Panel.objects.filter(pk=models.OuterRef("panel")).values("page")[:1]))


class Note(models.Model):
    """One remark on a page, or on a panel of it. An answer has a `parent`, which has none itself.

    `x` and `y` are where it is pinned, as fractions of the trimmed page (or None: on the whole page or panel). `resolved_at` is
    kept by the first note of a conversation. `number` counts the conversations of an issue from 1.
    """

    page = models.ForeignKey("comics.Page", on_delete=models.CASCADE, related_name="notes")
    panel = models.ForeignKey("comics.Panel", on_delete=models.SET_NULL, null=True, blank=True, related_name="notes")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    number = models.PositiveIntegerField(default=0)
    x = models.FloatField(null=True, blank=True)
    y = models.FloatField(null=True, blank=True)
    text = models.TextField(max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"note of {self.by_name}"


class Mention(models.Model):
    """A member who is named in a note, and whether they have seen it."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="one_mention_a_note")]

    def __str__(self) -> str:
        return f"{self.user} in {self.note}"
