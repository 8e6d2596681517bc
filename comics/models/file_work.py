"""Work at one file, done by the worker: where it stands, who is at it, and whether anybody still is."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from comics.models.takes import LEASE

SOON = datetime.timedelta(seconds=20)  # within which a worker takes up what is queued, unless its task was lost


class FileWorkState(models.TextChoices):
    """Where the work stands."""

    QUEUED = "queued", "waiting"
    WORKING = "working", "at work"
    READY = "ready", "ready"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"
    EXPIRED = "expired", "expired"


class FileWorkQuerySet(models.QuerySet):
    """Work at files, and who may do it."""

    def moving(self) -> Self:
        """What is not finished yet."""
        return self.filter(state__in=[FileWorkState.QUEUED, FileWorkState.WORKING])

    def lost(self) -> Self:
        """What nobody works on although somebody should."""
        now = timezone.now()
        waits = Q(state=FileWorkState.QUEUED, queued_at__lt=now - SOON)
        return self.filter(waits | Q(state=FileWorkState.WORKING, lease_until__lt=now))

    def claim(self, pk: int) -> bool:
        """Take one for this worker; False when another has it or it is finished."""
        now = timezone.now()
        free = Q(state=FileWorkState.QUEUED) | Q(state=FileWorkState.WORKING, lease_until__lt=now)
        mine = self.filter(free, pk=pk)
        return bool(mine.update(state=FileWorkState.WORKING, lease_until=now + LEASE, attempts=F("attempts") + 1))


class FileWork(models.Model):
    """What all work at a file has. A worker holds it by a lease, which every sign of progress renews."""

    State = FileWorkState

    state = models.CharField(max_length=10, choices=FileWorkState, default=FileWorkState.QUEUED)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes of the file")
    error = models.TextField(blank=True)
    nonce = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)

    objects = FileWorkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-id"]

    @property
    def is_moving(self) -> bool:
        """Whether work on it goes on."""
        return self.state in (FileWorkState.QUEUED, FileWorkState.WORKING)
