"""What programs sent to use later: a picture, or the text of a document. The row keeps it for a while; its address shows it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ApiUpload(models.Model):
    """One picture or one text of a team, kept until UPLOAD_DAYS after it was last sent (`jobs.purge`)."""

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    picture = models.ForeignKey("comics.Picture", on_delete=models.CASCADE, null=True, related_name="+")
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "picture"], name="one_api_upload_a_picture")]
        indexes = [models.Index(fields=["sent_at"])]

    def __str__(self) -> str:
        return f"{'picture' if self.picture_id else 'text'} sent by a program of {self.team}"
