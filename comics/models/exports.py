"""Exports: the files that people asked for."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comics.models import files
from comics.models.takes import LEASE
from comics.publishing.editions import EDITIONS


class Export(models.Model):
    """One edition of an issue as a file. States: queued, rendering, ready, failed, cancelled, expired."""

    class Edition(models.TextChoices):
        """The forms an issue can be bound in."""

        PDF = "pdf", "PDF"
        PRINT = "print", "Print PDF"
        CBZ = "cbz", "CBZ"
        WEBTOON = "webtoon", "Webtoon"
        EPUB = "epub", "EPUB"
        PICTURES = "pictures", "Pictures"
        CONTACT = "contact", "Contact sheet"
        TEXT = "text", "Script and transcript"

    class State(models.TextChoices):
        """Where the work stands."""

        QUEUED = "queued", "waiting"
        RENDERING = "rendering", "being made"
        READY = "ready", "ready"
        FAILED = "failed", "failed"
        CANCELLED = "cancelled", "cancelled"
        EXPIRED = "expired", "expired"

    class Queue(models.QuerySet["Export"]):
        """Exports, and who may work on them."""

        def moving(self) -> Self:
            """Those that are not finished yet."""
            return self.filter(state__in=[Export.State.QUEUED, Export.State.RENDERING])

        def claim(self, pk: int) -> bool:
            """Take one for this worker; False when another has it or it is finished."""
            now = timezone.now()
            free = Q(state=Export.State.QUEUED) | Q(state=Export.State.RENDERING, lease_until__lt=now)
            return bool(
                self.filter(free, pk=pk).update(
                    state=Export.State.RENDERING, lease_until=now + LEASE, attempts=models.F("attempts") + 1
                )
            )

    issue = models.ForeignKey("comics.Issue", on_delete=models.CASCADE, related_name="exports")
    edition = models.CharField(max_length=8, choices=Edition)
    options = models.JSONField(default=dict, blank=True, help_text="what the edition was asked with: pages, language, …")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    pages = models.PositiveIntegerField(default=0)
    pages_done = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes of the finished file")
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
        return f"{self.edition} of {self.issue}"

    @property
    def path(self) -> files.Stored:
        """Where the finished file lies."""
        return files.stored("exports", f"{self.pk}.{EDITIONS[self.edition].ending}")

    @property
    def is_moving(self) -> bool:
        """Whether work on it goes on."""
        return self.state in (self.State.QUEUED, self.State.RENDERING)
