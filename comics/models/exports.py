"""Exports: the files that people asked for."""

from __future__ import annotations

from django.db import models

from comics.models import files
from comics.models.file_work import FileWork
from comics.publishing.editions import EDITIONS


class Export(FileWork):
    """One edition of an issue as a file."""

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

    issue = models.ForeignKey("comics.Issue", on_delete=models.CASCADE, related_name="exports")
    edition = models.CharField(max_length=8, choices=Edition)
    options = models.JSONField(default=dict, blank=True, help_text="what the edition was asked with: pages, language, …")
    pages = models.PositiveIntegerField(default=0)
    pages_done = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.edition} of {self.issue}"

    @property
    def path(self) -> files.Stored:
        """Where the finished file lies."""
        return files.stored("exports", f"{self.pk}.{EDITIONS[self.edition].ending}")
