"""`manage.py create_token`: one of the studio's own tokens, from the command line. The token is the last line it prints."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.views.decorators.debug import sensitive_variables

from comics.access import teams_for
from comics.actions.errors import Refusal
from comics.actions.tokens import make_token
from comics.models import Team, User
from comics.vocabulary import Scope


class Command(BaseCommand):
    """Makes a token of a person for a team, and prints it; it is shown nowhere else and never again."""

    help = "Create an API token. Its last line of output is the token: keep it, it is never shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="what the token is called, such as the program that uses it")
        parser.add_argument("--team", metavar="NAME", help="the team that it is for; by default the personal one")
        parser.add_argument("--scopes", default=",".join(Scope), metavar="A,B", help=f"some of {', '.join(Scope)}; else all")
        parser.add_argument("--days", type=int, metavar="N", help="end after so many days; by default it does not end")

    @sensitive_variables("made")
    def handle(
        self, *args: object, email: str, name: str, team: str | None, scopes: str, days: int | None, **options: object
    ) -> None:
        """Make the token; whatever is wrong is said in a sentence, exit code 1."""
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody here has the address {email}. Sign up first, or use create_member.")
        asked = [scope.strip() for scope in scopes.split(",") if scope.strip()]
        try:
            made = make_token(user, _team(user, team), name=name, scopes=asked, days=days)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        until = f", until {made.token.expires_at:%Y-%m-%d}" if made.token.expires_at else ""
        allowed = ", ".join(made.token.scopes)
        self.stdout.write(f"“{made.token.name}” of {user.email} for {made.token.team} ({allowed}){until}:")
        self.stdout.write(made.secret)


def _team(user: User, name: str | None) -> Team:
    """The team of that name in which the person is; without a name the personal one, or the first there is."""
    teams = teams_for(user)
    found = [team for team in teams if name is None or team.name == name]
    if not found:
        raise CommandError(f"{user.email} is in no team" + (f" “{name}”." if name else "."))
    return found[0]
