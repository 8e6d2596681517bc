"""Edits of pages, kept so that they can be undone and redone."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models

SESSION = datetime.timedelta(hours=24)  # how long edits can be undone


class Edit(models.Model):
    """One thing that a person did to the pages of an issue: how those pages stood before it and after it.

    `before` and `after` are the differences that `actions.snapshots` found, `pages` the keys of the pages to be composed anew
    when they are set back. `about` names what was edited, so that typing in one field is one
    edit and not one for each key.
    """

    issue = models.ForeignKey("comics.Issue", on_delete=models.CASCADE, related_name="edits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=120)
    about = models.CharField(max_length=80, blank=True)
    pages = models.JSONField(default=list)
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["issue", "by", "undone"])]

    def __str__(self) -> str:
        return self.label
