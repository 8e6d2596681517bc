"""Lettering: balloons, captions and sound effects, as data."""

from __future__ import annotations

from django.db import models

from comics.composition.model import Balloon
from comics.vocabulary import LETTERING_LABELS


class Lettering(models.Model):
    """One piece of lettering in a panel.

    `at_x`, `at_y` (centre) and `tail_x`, `tail_y` (tip) are fractions of the panel's frame, set by hand, and null where the
    placement is free to choose. `placed` is the last placement, as `composition.model.Balloon.to_json` writes it.
    """

    panel = models.ForeignKey("comics.Panel", on_delete=models.CASCADE, related_name="lettering")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=[(kind.value, label) for kind, label in LETTERING_LABELS.items()])
    speaker = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=2000)
    at_x = models.FloatField(null=True, blank=True)
    at_y = models.FloatField(null=True, blank=True)
    tail_x = models.FloatField(null=True, blank=True)
    tail_y = models.FloatField(null=True, blank=True)
    placed = models.JSONField(default=list)

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "lettering"

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:40]}"

    @property
    def by_hand(self) -> bool:
        """Whether a person set where it stands."""
        return self.at_x is not None or self.tail_x is not None

    def balloons(self) -> list[Balloon]:
        """Where it stands on the page: one balloon, or several where the words were split; none before the first placement."""
        return [Balloon.from_json(data) for data in self.placed]
