"""A line of the ledger in the words of the usage page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from comics.actions.budgets import number
from comics.engines.catalogue import engines
from comics.models import Charge
from comics.vocabulary import GenerationKind, Outcome
from comics.web.usage_filter import KINDS, OUTCOMES

IMPORTED = "Imported"  # it came with an archive, and counts nowhere
MARKS = {  # the mark of state that stands beside each outcome
    Outcome.RESERVED: "moving",
    Outcome.CHARGED: "ready",
    Outcome.FAILED: "failed",
    Outcome.UNKNOWN: "stale",
    Outcome.VOID: "empty",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One charge as it is read. `price` is what counts, `remark` what else is known of the price."""

    at: datetime.datetime
    by: str
    series: str
    team: str
    engine: str
    key: str
    kind: str
    panels: int
    price: str
    remark: str
    outcome: str
    mark: str


def tell_line(charge: Charge, *, with_team: bool) -> Line:
    """The charge in words; the team's name only where the page shows several teams."""
    labels = {engine.name: engine.label for engine in engines()}
    price, remark = tell_price(charge)
    return Line(
        at=charge.at,
        by=charge.by_name,
        series=charge.series_title,
        team=charge.team.name if with_team else "",
        engine=labels.get(charge.engine, charge.engine),
        key=charge.key_name,
        kind=KINDS[GenerationKind(charge.kind)],
        panels=charge.panels,
        price=price,
        remark=remark,
        outcome=IMPORTED if charge.imported else OUTCOMES[Outcome(charge.outcome)],
        mark="empty" if charge.imported else MARKS[Outcome(charge.outcome)],
    )


def tell_price(charge: Charge) -> tuple[str, str]:
    """What a line cost in words, and what else is to be said of it: an estimate is never shown as if it were the price."""
    estimated, reported = _words(charge.estimated, charge.unit), _words(charge.reported, charge.reported_unit)
    if charge.outcome == Outcome.VOID:
        return "Nothing", f"estimated {estimated}" if estimated else ""
    if reported:
        return reported, f"estimated {estimated}" if estimated and estimated != reported else ""
    return (estimated, "estimated") if estimated else ("Not known", "")


def _words(amount: Decimal | None, unit: str) -> str:
    if amount is None:
        return ""
    if not amount:
        return "free"
    return f"{number(amount)} {unit.removesuffix('s') if amount == 1 else unit}".strip()
