"""The ledger as CSV (RFC 4180), with the byte order mark without which spreadsheets take UTF-8 for something else."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from comics.models import Charge
from comics.models.ledger import ChargeQuerySet
from comics.vocabulary import GenerationKind, Outcome
from comics.web.usage_filter import KINDS, OUTCOMES
from comics.web.usage_lines import IMPORTED

HEAD = (
    *("Team", "Member", "Series", "Engine", "Key", "Kind", "Panels"),
    *("Estimated price", "Estimated in", "Reported price", "Reported in", "Outcome"),
)
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), full-width signs included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AT_ONCE = 1000  # lines that are fetched from the database together


class _Echo:
    """What `csv.writer` writes to: it gives the line back instead of keeping it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def csv_lines(lines: ChargeQuerySet) -> Iterator[str]:
    """The file line by line, the newest charge first, whatever its size. Times are in the site's time zone."""
    zone = timezone.get_default_timezone()
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield str(writer.writerow((f"When ({timezone.get_default_timezone_name()})", *HEAD)))
    for line in lines.select_related("team").iterator(chunk_size=AT_ONCE):
        yield str(writer.writerow((f"{timezone.localtime(line.at, zone):%Y-%m-%d %H:%M:%S}", *map(harmless, _cells(line)))))


def _cells(line: Charge) -> tuple[str, ...]:
    return (
        *(line.team.name, line.by_name, line.series_title, line.engine, line.key_name),
        *(KINDS[GenerationKind(line.kind)], str(line.panels)),
        *(_plain(line.estimated), line.unit, _plain(line.reported), line.reported_unit),
        IMPORTED if line.imported else OUTCOMES[Outcome(line.outcome)],
    )


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
