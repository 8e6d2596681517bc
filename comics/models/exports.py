"""Exports: the files that people asked for."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils.text import get_valid_filename

from comics.models import files
from comics.models.file_work import FileWork
from comics.publishing.choices import Choices
from comics.publishing.editions import EDITIONS

_LONGEST = 80  # characters of a series' title in a file name


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

    @property
    def expires_at(self) -> datetime.datetime | None:
        """Until when its file can be fetched; None for one that is not finished."""
        return self.finished_at + datetime.timedelta(days=settings.EXPORT_DAYS) if self.finished_at else None

    @property
    def file_name(self) -> str:
        """What its file is called when it is fetched: "Series 001.pdf", with the edition and language where endings do not
        tell them apart. Its issue and series must be loaded."""
        kind, issue = EDITIONS[self.edition], self.issue
        chosen = Choices.from_json(self.options)
        notes = [kind.note, chosen.language, "draft" if chosen.draft else ""]
        note = ", ".join(filter(None, notes))
        stem = f"{issue.series.title[:_LONGEST]} {issue.number:03}".lstrip(".")
        safe = get_valid_filename(stem).replace("_", " ").strip() or f"issue {issue.number:03}"
        return f"{safe} ({note}).{kind.ending}" if note else f"{safe}.{kind.ending}"
