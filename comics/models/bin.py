"""The bin: what people delete can be brought back."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone


class BinnableQuerySet(models.QuerySet):
    """Rows that can lie in the bin."""

    def live(self) -> Self:
        """Those that do not lie in the bin."""
        return self.filter(binned_at=None)


class Binnable(models.Model):
    """Something that deleting only puts into the bin."""

    binned_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def bin(self) -> None:
        """Put it into the bin; doing so twice keeps the first time."""
        if self.binned_at is None:
            self.binned_at = timezone.now()
            self.save(update_fields=["binned_at"])

    def unbin(self) -> None:
        """Take it out of the bin again."""
        self.binned_at = None
        self.save(update_fields=["binned_at"])
