"""The chart of a usage page: one bar a day of a month, or one a month of a year, as numbers for an SVG."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractDay, ExtractMonth
from django.utils import timezone

from comics.models.ledger import ChargeQuerySet, counted_in
from comics.web.usage_filter import Filter

HEIGHT = 168  # pixels of the plot
LEAST = Decimal(2)  # pixels of a bar that is not nothing
LABELLED_DAYS = (1, 8, 15, 22, 29)
STEPS = tuple(map(Decimal, (2, 4, 6, 8, 10)))  # what the top of the scale begins with


@dataclass(frozen=True, slots=True)
class Bar:
    """One day or month: its name, what it counts, and the bar, across in per cent of the plot, up and down in pixels."""

    name: str
    label: str
    amount: Decimal
    x: Decimal
    width: Decimal
    y: Decimal
    height: Decimal
    middle: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, the amounts at the top and the middle of the scale, and the unit in which they count."""

    bars: tuple[Bar, ...]
    top: Decimal
    middle: Decimal
    unit: str
    total: Decimal

    @property
    def filled(self) -> list[Bar]:
        """The bars that are not nothing."""
        return [bar for bar in self.bars if bar.amount]


def draw_chart(lines: ChargeQuerySet, asked: Filter) -> Chart:
    """What the spent lines among these count in the asked unit, over the asked period. One query."""
    zone = timezone.get_default_timezone()
    slot = ExtractDay("at", tzinfo=zone) if asked.month else ExtractMonth("at", tzinfo=zone)
    rows = lines.spent().order_by().annotate(slot=slot).values_list("slot").annotate(amount=Sum(counted_in(asked.unit)))
    amounts = {number: Decimal(amount or 0) for number, amount in rows}
    slots = calendar.monthrange(asked.year, asked.month)[1] if asked.month else 12
    top = scale_top(max(amounts.values(), default=Decimal(0)))
    bars = tuple(_bar(asked, number, amounts.get(number, Decimal(0)), slots, top) for number in range(1, slots + 1))
    return Chart(bars, top, top / 2, asked.unit, sum(amounts.values(), Decimal(0)))


def scale_top(most: Decimal) -> Decimal:
    """The round number that the scale ends with: not below `most`, and easily halved."""
    if not most:
        return Decimal(2)
    power = Decimal(10) ** (most.adjusted())
    return next(step * power for step in STEPS if step * power >= most)


def _bar(asked: Filter, number: int, amount: Decimal, slots: int, top: Decimal) -> Bar:
    month, day = (asked.month, number) if asked.month else (number, 1)
    date = datetime.date(asked.year, month, day)
    name = f"{day} {date:%B}" if asked.month else f"{date:%B %Y}"
    label = (str(day) if day in LABELLED_DAYS else "") if asked.month else f"{date:%b}"
    step = Decimal(100) / slots
    height = max(LEAST, amount / top * HEIGHT).quantize(Decimal("0.1")) if amount else Decimal(0)
    x, width = ((number - 1) * step + step * Decimal("0.16")), step * Decimal("0.68")
    rounded = [value.quantize(Decimal("0.01")) for value in (x, width, x + width / 2)]
    return Bar(name, label, amount, rounded[0], rounded[1], HEIGHT - height, height, rounded[2])
