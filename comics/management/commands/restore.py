"""`manage.py restore`: a backup back into this installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from comics.actions.checkup_secrets import unopened
from comics.jobs import heartbeat
from comics.jobs.restore import is_empty, open_backup, restore
from comics.jobs.watch_pulse import pulse
from comics.management.commands.export_series import tell
from comics.publishing.archive_json import BadArchive
from studio.supervisor import AlreadyRunning, claim

WORD = "replace"


class Command(BaseCommand):
    """Verifies the whole backup before it touches anything."""

    help = "Put a backup into this installation, which must be empty (or --replace). Stop the studio first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, and whether what is here may go."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="put it in the place of everything that is here")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, file: Path, replace: bool, yes: bool, **options: object) -> None:
        """Put it back. Raises `CommandError` with the reason when it is refused; then nothing was changed."""
        try:
            with claim(Path(settings.DATA_DIR) / "studio.lock"):
                self._restore(file, replace=replace, asked=yes)
        except AlreadyRunning as error:
            raise CommandError(str(error)) from None
        except BadArchive as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{file} could not be read, or the disk is full: {error.strerror or error}.") from error

    def _restore(self, file: Path, *, replace: bool, asked: bool) -> None:
        ages = [heartbeat.age(path) for path in (heartbeat.path(), pulse())]
        if any(age is not None and age < heartbeat.STALE for age in ages):
            raise CommandError("A worker or watcher is running, or ran a moment ago. Stop it, and wait half a minute.")
        call_command("migrate", verbosity=0, interactive=False)
        if not is_empty() and not replace:
            raise CommandError("This installation is not empty. Restore into an empty one, or add --replace.")
        self.stdout.write("Verifying the backup …")
        with open_backup(file) as backup:
            if not is_empty() and not asked:
                self._ask()
            count = restore(backup, progress=tell)
        self.stdout.write(f"{count:,} rows are back. Everybody signs in anew.")
        self._tell_ring()

    def _ask(self) -> None:
        answer = input(f"Everything in this installation goes for good. Type {WORD} to go on: ")
        if answer.strip() != WORD:
            raise CommandError("Nothing was changed.")

    def _tell_ring(self) -> None:
        """Say whether the ring that is here opens what was sealed where the backup was made."""
        stuck, sealed = unopened()
        if stuck:
            self.stderr.write(
                f"The key ring of this studio does not open {len(stuck)} of {sealed} sealed secrets. Put the ring of the "
                "backup’s time in its place (STUDIO_KEY_RING, or key_ring in the data folder), and restart."
            )
        elif sealed:
            self.stdout.write(f"The key ring opens all {sealed} sealed secrets.")
