"""`manage.py prepare`: brings database and static files up to date; adds plans and the sample issue to a new installation."""

import sys
import time

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from comics.models import ApiPlan


class Command(BaseCommand):
    """What `make run` does before it starts the studio. Safe to run again at any time; seconds when nothing has changed."""

    help = "Apply migrations, collect static files, and add plans and the sample issue to a new installation."

    def handle(self, *args: object, **options: object) -> None:
        """Run the steps one after the other; the first that fails ends the command."""
        began = time.monotonic()
        call_command("migrate", verbosity=0, interactive=False)
        ApiPlan.objects.make_built_in()
        call_command("collectstatic", verbosity=0, interactive=False)
        if "sample" in get_commands():
            call_command("sample")
        print(f"[studio] Prepared in {time.monotonic() - began:.1f} s.", file=sys.stderr)
