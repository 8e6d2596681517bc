"""Archives: series on their way out of this studio or into it, as one file."""

from __future__ import annotations

from django.db import models

from comics.models import files
from comics.models.file_work import FileWork


class Archive(FileWork):
    """The making of one archive, or the taking over of one. `done` of `total` counts pictures.

    `series` is the series that an archive is made of, or that came of one. The file of an archive that was brought is gone
    once it was taken over or refused.
    """

    class Way(models.TextChoices):
        """Out of this studio or into it."""

        OUT = "out", "made here"
        IN = "in", "brought here"

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="archives")
    series = models.ForeignKey("comics.Series", on_delete=models.CASCADE, null=True, blank=True, related_name="archives")
    way = models.CharField(max_length=3, choices=Way)
    title = models.CharField(max_length=200, blank=True, help_text="of the series, or the name of the file that was brought")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"archive of {self.title}"

    @property
    def path(self) -> files.Stored:
        """Where the file lies."""
        return files.stored("archives", f"{self.pk}.zip")
