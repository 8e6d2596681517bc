"""`manage.py doctor`: is this installation well, and what is to be done where it is not?"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict

from django.core.management.base import BaseCommand

from comics.actions.checkup import look_over
from comics.actions.checkup_finding import Finding, Health

SIGNS = {Health.WELL: "  well ", Health.HINT: "  hint ", Health.WRONG: "  WRONG"}


class Command(BaseCommand):
    """Looks at everything and changes nothing. Exit code 1 when something is wrong."""

    help = "Look the whole installation over and say what to do about what is not well."
    requires_system_checks = []  # it makes them itself, and says what they found among the rest

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How closely to look, and in which form to tell."""
        parser.add_argument("--thorough", action="store_true", help="read every picture and the whole database too")
        parser.add_argument("--json", action="store_true", help="tell it as JSON")

    def handle(self, *, thorough: bool, **options: object) -> None:
        """Look and tell."""
        found = []
        for finding in look_over(thorough=thorough):
            found.append(finding)
            if not options["json"]:
                self._tell(finding)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
        if any(finding.health == Health.WRONG for finding in found):
            sys.exit(1)

    def _tell(self, finding: Finding) -> None:
        self.stdout.write(f"{SIGNS[finding.health]}  {finding.check}: {finding.says}")
        if finding.do:
            self.stdout.write(f"           → {finding.do}")
