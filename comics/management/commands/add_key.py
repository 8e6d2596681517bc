"""`manage.py add_key`: a key of a remote engine, from the command line. The token comes from standard input."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.views.decorators.debug import sensitive_variables

from comics.access import Can, teams_for
from comics.actions.errors import Refusal
from comics.actions.keys import MAX_TOKEN, add_key, try_out
from comics.engines.remote_catalogue import is_remote, remote_engine, remote_engines
from comics.models import Team, User

THE_ONE = ""  # --share without a name


class Command(BaseCommand):
    """Seals a token that standard input gives, and asks the service about it where that is free."""

    help = "Add a key of a remote engine. The token is the first line of standard input: add_key … < file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("email")
        parser.add_argument("--engine", required=True, metavar="NAME")
        parser.add_argument("--base-url", default="", metavar="URL", help="where the service answers, by default its own")
        parser.add_argument(
            "--share", nargs="?", const=THE_ONE, metavar="TEAM", help="let a team draw with it; without a name, your only one"
        )
        parser.add_argument("--name", default="", help="what the key is called; by default the engine's name")

    @sensitive_variables("token")
    def handle(
        self, *args: object, email: str, engine: str, base_url: str, share: str | None, name: str, **options: object
    ) -> None:
        """Add the key; whatever is wrong is said in a sentence, exit code 1."""
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Nobody here has the address {email}. Sign up first, or use create_member.")
        if not is_remote(engine):
            names = ", ".join(one.name for one in remote_engines())
            raise CommandError(f"No engine “{engine}” takes a key. Choose one of: {names}.")
        team = None if share is None else _team(user, share)
        label = remote_engine(engine).label
        try:
            key = add_key(user, engine=engine, name=name or label, token=_token(), base_url=base_url, team=team)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        end = f" ending in {key.last_four}" if key.last_four else ""
        shared = f", shared with {key.team}" if key.team else ""
        self.stderr.write(try_out(key))
        self.stdout.write(f"“{key.name}”, a key for {label}{end}, is added for {user.email}{shared}.")


def _token() -> str:
    """The first line of standard input."""
    if sys.stdin.isatty():
        raise CommandError("Give the token on standard input, so that nobody reads it on the screen: add_key … < file.")
    return sys.stdin.readline(MAX_TOKEN + 2)


def _team(user: User, name: str) -> Team:
    """The team of that name in which the person may draw; without a name the only one besides the personal one, or that."""
    teams = teams_for(user, Can.SPEND)
    if name != THE_ONE:
        teams = [team for team in teams if team.name == name]
        if not teams:
            raise CommandError(f"{user.email} may not draw in a team “{name}”.")
        return teams[0]
    others = [team for team in teams if team.personal_of_id != user.pk]
    if len(others) > 1:
        raise CommandError(f"Name the team after --share. {user.email} may draw in: {', '.join(map(str, others))}.")
    if not (others or teams):
        raise CommandError(f"{user.email} may draw in no team.")
    return (others or teams)[0]
