"""`manage.py worker`: draws panels and binds books until told to stop."""

import os
import sys
from argparse import ArgumentParser

from django.core.checks import Tags
from django.core.management.base import BaseCommand

from comics.jobs import cluster


class Command(BaseCommand):
    """Runs the worker in the foreground; `manage.py studio` starts it beside the web server."""

    help = "Run the worker that draws panels and binds books."
    requires_system_checks = [Tags.security]  # the others would load every page of the web

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--alone",
            action="store_true",
            help="no other worker serves this database: take up unfinished tasks at once instead of after their timeout",
        )

    def handle(self, *args: object, alone: bool = False, **options: object) -> None:
        """Run until SIGTERM or SIGINT; the exit code is 0 only when told to stop."""
        sys.exit(cluster.run(alone=alone, strikes=int(os.environ.get("STUDIO_STRIKES") or 0)))
