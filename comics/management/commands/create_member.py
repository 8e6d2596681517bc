"""`manage.py create_member`: an account in a team, from the command line."""

from __future__ import annotations

import getpass
import os
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from comics.actions.errors import Refusal
from comics.actions.teams import clean_address, create_member
from comics.models import User
from comics.vocabulary import Role


class Command(BaseCommand):
    """Makes an account, its team where there is none, and the membership."""

    help = "Create a member of a team. The password comes from STUDIO_PASSWORD or a prompt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("email")
        parser.add_argument("--team", required=True, metavar="NAME")
        parser.add_argument("--role", default=Role.EDITOR.value, choices=[role.value for role in Role])

    def handle(self, *args: object, email: str, team: str, role: str, **options: object) -> None:
        """Create the member; a bad address or password is said in a sentence, exit code 1."""
        try:
            member, is_new = create_member(email, team_name=team, role=role, password=_password(clean_address(email)))
        except Refusal as error:
            raise CommandError(str(error)) from error
        account = "a new account" if is_new else "the account that was there"
        self.stdout.write(f"{member.user.email} is {member.role} of {member.team.name}, with {account}.")


def _password(email: str) -> str:
    """The new account's password; not asked for when the account exists, because it keeps its own."""
    if User.objects.filter(email__iexact=email).exists():
        return ""
    if given := os.environ.get("STUDIO_PASSWORD"):
        return given
    try:
        return getpass.getpass(f"Password for {email}: ")
    except (EOFError, KeyboardInterrupt) as error:
        raise CommandError("No password was given. Set STUDIO_PASSWORD or run it in a terminal.") from error
