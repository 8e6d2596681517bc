"""`manage.py sample`: the sample issue that a new studio greets its first author with."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from comics.actions.headless import sample_issue
from comics.scripting.samples import SAMPLES


class Command(BaseCommand):
    """Draws the sample issue on an installation that has nothing yet; on any other it does nothing."""

    help = "Draw the sample issue for the first account to find. Does nothing where there is an account or a series."

    def handle(self, *args: object, **options: object) -> None:
        """Draw it and say so."""
        sample = SAMPLES[0]
        if issue := sample_issue(sample.text, sample.title):
            self.stdout.write(f"Drew the sample issue: {issue.series.title}, {issue.live_pages().count()} pages.")
