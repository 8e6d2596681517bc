"""Lettering: balloons, captions and sound effects, as data."""

from __future__ import annotations

from django.db import models

from comics.composition.model import Balloon, Dress
from comics.vocabulary import LETTERING_LABELS


class Lettering(models.Model):
    """One piece of lettering in a panel.

    `at_x`, `at_y` (centre) and `tail_x`, `tail_y` (tip) are fractions of the panel's frame, set by hand, and null where the
    placement is free to choose. `placed` is the last placement, as `composition.model.Balloon.to_json` writes it, and `style`
    what `composition.model.Dress.to_json` wrote. `joined` hangs a balloon together with the one before it. `seed` is what the
    hand of its outline follows where that is not its own key: that of the studio whose archive it came from.
    """

    panel = models.ForeignKey("comics.Panel", on_delete=models.CASCADE, related_name="lettering")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=[(kind.value, label) for kind, label in LETTERING_LABELS.items()])
    speaker = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=2000)
    joined = models.BooleanField(default=False)
    style = models.JSONField(default=dict, blank=True)
    seed = models.CharField(max_length=20, blank=True, editable=False)
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

    def dress(self) -> Dress:
        """How it is set beyond what its kind says."""
        return Dress.from_json(self.style)

    def balloons(self) -> list[Balloon]:
        """Where it stands on the page: one balloon, or several where the words were split; none before the first placement."""
        return [Balloon.from_json(data) for data in self.placed]


class Translation(models.Model):
    """What a piece of lettering says in another language, and where it stands there.

    `text` is empty while nobody has translated it; `original` is what the original said when somebody did. The places set by
    hand are null where the original's serve; `placed` is the last placement in this language.
    """

    lettering = models.ForeignKey(Lettering, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=20)
    text = models.TextField(max_length=2000)
    original = models.TextField(max_length=2000, blank=True)
    at_x = models.FloatField(null=True, blank=True)
    at_y = models.FloatField(null=True, blank=True)
    tail_x = models.FloatField(null=True, blank=True)
    tail_y = models.FloatField(null=True, blank=True)
    placed = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["lettering", "language"], name="one_translation_a_language")]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:40]}"

    @property
    def by_hand(self) -> bool:
        """Whether a person set where it stands in this language."""
        return self.at_x is not None or self.tail_x is not None

    @property
    def outdated(self) -> bool:
        """Whether the original says something else by now. Load the lettering with it."""
        return bool(self.text) and self.original != self.lettering.text

    def balloons(self) -> list[Balloon]:
        """Where it stands on the page, as `Lettering.balloons` tells it."""
        return [Balloon.from_json(data) for data in self.placed]
