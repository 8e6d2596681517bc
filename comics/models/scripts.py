"""The script of an issue: its text is the one truth, every form is a view of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

MAX_SCRIPT = 200_000  # characters


class Script(models.Model):
    """An issue's text in the recommended template. `version` counts the saves, so that two tabs do not overwrite each other."""

    issue = models.OneToOneField("comics.Issue", on_delete=models.CASCADE, related_name="script")
    text = models.TextField(max_length=MAX_SCRIPT, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Script of {self.issue}"
