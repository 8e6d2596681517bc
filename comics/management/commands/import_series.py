"""`manage.py import_series`: the archive of a series into a team of this studio."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from comics.actions.archives import import_here
from comics.actions.errors import Refusal
from comics.management.commands.export_series import tell
from comics.models import Team, User


class Command(BaseCommand):
    """Takes the archive in in this process, whether the studio runs or not. What is refused leaves nothing behind."""

    help = "Take in a series that export_series or the series page of any studio wrote."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, for whom."""
        parser.add_argument("file", type=Path, metavar="FILE.zip")
        parser.add_argument("--team", required=True, help="the team's number or name")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="whose work it is; nobody's by default")

    def handle(self, *, file: Path, team: str, email: str | None, **options: object) -> None:
        """Take it in. Raises `CommandError` with the reason when it is refused."""
        user = User.objects.filter(email__iexact=email).first() if email else None
        if email and user is None:
            raise CommandError(f"Nobody here has the address {email}.")
        try:
            series = import_here(file, team=_team(team), by=user, progress=tell)
        except Refusal as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file} could not be read, or the disk is full: {error.strerror or error}.") from error
        self.stdout.write(f"“{series.title}” is series {series.pk} of {series.team}: {series.issues.count()} issues.")


def _team(named: str) -> Team:
    found = list(Team.objects.filter(pk=int(named)) if named.isdecimal() else Team.objects.filter(name=named))
    if len(found) != 1:
        known = ", ".join(f"{team.pk} ({team.name})" for team in Team.objects.order_by("pk")[:20])
        many = "Several teams are called" if found else "There is no team"
        raise CommandError(f"{many} {named}. Name one by its number: {known or 'there is none yet'}.")
    return found[0]
