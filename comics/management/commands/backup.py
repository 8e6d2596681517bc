"""`manage.py backup`: the whole installation into one file, while it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from comics.jobs.backup import write_backup
from comics.management.commands.export_series import tell

KEEP_APART = (
    "Not in it, and to be kept apart from it: the key ring (STUDIO_KEY_RING, or key_ring in the data folder), without which "
    "sealed keys and second factors do not open, and the secret key (STUDIO_SECRET_KEY, or secret_key there). Password hashes "
    "and everything that people made are in it: keep it as safe as the database."
)


class Command(BaseCommand):
    """Writes one file that `restore` puts back, on the same kind of database or another."""

    help = "Write everything (accounts, teams, series, pictures, ledger) into one file. The studio may go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="by default one in backups/ of the data folder")

    def handle(self, *, file: Path | None, **options: object) -> None:
        """Write it and say what is in it. Raises `CommandError` when it cannot be written."""
        target = file or Path(settings.DATA_DIR) / "backups" / f"panelwright-{timezone.now():%Y%m%d-%H%M%S}.zip"
        try:
            if file is None:
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            done = write_backup(target, progress=tell)
        except OSError as error:
            raise CommandError(f"{target} could not be written: {error.strerror or error}.") from error
        self.stdout.write(f"{target}: {done.rows:,} rows, {done.pictures:,} pictures, {target.stat().st_size / 1e6:,.1f} MB")
        if done.missing:
            self.stderr.write(f"{len(done.missing)} pictures had no file and are not in it; manage.py doctor names them.")
        self.stdout.write(KEEP_APART)
