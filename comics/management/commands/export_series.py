"""`manage.py export_series`: one series as an archive that another studio takes in."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from comics.actions.archives import archive_here
from comics.models import Series


class Command(BaseCommand):
    """Writes the archive in this process, whether the studio runs or not."""

    help = "Write a series with everything that belongs to it into one file. It holds no keys, tokens or addresses of people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which series, and where to."""
        parser.add_argument("series", type=int, metavar="SERIES", help="its number, which stands in its address")
        parser.add_argument("file", type=Path, metavar="FILE.zip")

    def handle(self, *, series: int, file: Path, **options: object) -> None:
        """Write it. Raises `CommandError` when there is no such series, or the file cannot be written."""
        found = Series.objects.live().filter(pk=series).first()
        if found is None:
            raise CommandError(f"There is no series {series}.")
        try:
            archive_here(found, file, progress=tell)
        except OSError as error:
            raise CommandError(f"{file} could not be written: {error.strerror or error}.") from error
        self.stdout.write(f"{file}: “{found.title}”, {file.stat().st_size / 1e6:.1f} MB")


def tell(done: int, total: int) -> None:
    """How many pictures are done, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"\r{done} of {total} pictures", end="\n" if done == total else "", file=sys.stderr)
