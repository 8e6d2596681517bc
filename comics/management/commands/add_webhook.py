"""`manage.py add_webhook`: a webhook for all events, from the command line. Its secret is the last line that it prints."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.views.decorators.debug import sensitive_variables

from comics.access import Can, teams_for
from comics.actions.errors import Refusal
from comics.actions.webhooks import add_webhook
from comics.models import Team, User
from comics.vocabulary import HookEvent


class Command(BaseCommand):
    """Has an address told of all that happens to a team's generations; the secret is shown nowhere else and never again."""

    help = "Add a webhook for all events. Its last line of output is the secret: keep it, it is never shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("email")
        parser.add_argument("url", help="the address to be told, with https://")
        parser.add_argument("--team", metavar="NAME", help="the team whose generations are told; by default the personal one")

    @sensitive_variables("made")
    def handle(self, *args: object, email: str, url: str, team: str | None, **options: object) -> None:
        """Add the webhook; whatever is wrong is said in a sentence, exit code 1."""
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody here has the address {email}. Sign up first, or use create_member.")
        try:
            made = add_webhook(_team(user, team), url=url, events=HookEvent, by=user)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{made.endpoint.host} is told of all that happens in {made.endpoint.team}. It is signed with:")
        self.stdout.write(made.secret)


def _team(user: User, name: str | None) -> Team:
    """The team of that name whose webhooks the person may manage; without a name the personal one, or the first there is."""
    found = [team for team in teams_for(user, Can.KEYS) if name is None or team.name == name]
    if not found:
        raise CommandError(f"{user.email} may manage the webhooks of no team" + (f" “{name}”." if name else "."))
    return found[0]
