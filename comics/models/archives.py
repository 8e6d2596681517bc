"""Archives: series on their way out of this studio or into it, as one file."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from comics.models import files
from comics.models.takes import LEASE


class Archive(models.Model):
    """The making of one archive, or the taking over of one. `done` of `total` counts pictures.

    `series` is the series that an archive is made of, or that came of one. The file of an archive that was brought is gone
    once it was taken over or refused.
    """

    class Way(models.TextChoices):
        """Out of this studio or into it."""

        OUT = "out", "made here"
        IN = "in", "brought here"

    class State(models.TextChoices):
        """Where the work stands."""

        QUEUED = "queued", "waiting"
        WORKING = "working", "at work"
        READY = "ready", "ready"
        FAILED = "failed", "failed"
        CANCELLED = "cancelled", "cancelled"
        EXPIRED = "expired", "expired"

    class Queue(models.QuerySet["Archive"]):
        """Archives, and who may work on them."""

        def moving(self) -> Self:
            """Those that are not finished yet."""
            return self.filter(state__in=[Archive.State.QUEUED, Archive.State.WORKING])

        def lost(self) -> Self:
            """Those that nobody works on although somebody should."""
            now = timezone.now()
            waits = Q(state=Archive.State.QUEUED, queued_at__lt=now - LEASE)
            return self.filter(waits | Q(state=Archive.State.WORKING, lease_until__lt=now))

        def claim(self, pk: int) -> bool:
            """Take one for this worker; False when another has it or it is finished."""
            now = timezone.now()
            free = Q(state=Archive.State.QUEUED) | Q(state=Archive.State.WORKING, lease_until__lt=now)
            return bool(
                self.filter(free, pk=pk).update(
                    state=Archive.State.WORKING, lease_until=now + LEASE, attempts=F("attempts") + 1
                )
            )

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="archives")
    series = models.ForeignKey("comics.Series", on_delete=models.CASCADE, null=True, blank=True, related_name="archives")
    way = models.CharField(max_length=3, choices=Way)
    title = models.CharField(max_length=200, blank=True, help_text="of the series, or the name of the file that was brought")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes of the file")
    error = models.TextField(blank=True)
    nonce = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)

    objects = Queue.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"archive of {self.title}"

    @property
    def path(self) -> files.Stored:
        """Where the file lies."""
        return files.stored("archives", f"{self.pk}.zip")

    @property
    def is_moving(self) -> bool:
        """Whether work on it goes on."""
        return self.state in (self.State.QUEUED, self.State.WORKING)
