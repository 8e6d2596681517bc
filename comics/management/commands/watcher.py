"""`manage.py watcher`: asks the remote engines and collects their pictures until told to stop."""

from argparse import ArgumentParser

from django.core.checks import Tags
from django.core.management.base import BaseCommand

from comics.jobs import watch


class Command(BaseCommand):
    """Runs the watcher in the foreground; `manage.py studio` starts it beside the web server and the worker."""

    help = "Run the watcher that asks the remote engines and collects their pictures."
    requires_system_checks = [Tags.security]  # the others load all pages, and would only delay the pictures

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--alone",
            action="store_true",
            help="no other watcher serves this database: go on at once with what an earlier one left",
        )

    def handle(self, *args: object, alone: bool = False, **options: object) -> None:
        """Run until SIGTERM or SIGINT."""
        watch.run(alone=alone)
