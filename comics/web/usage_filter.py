"""What of the ledger a person wants to see: a month or year, and some engine, key, member, kind or outcome of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils import timezone

from comics.engines.catalogue import engines
from comics.models import Key, Team, User
from comics.models.ledger import PANELS, ChargeQuerySet, as_unit, month_of
from comics.vocabulary import GenerationKind, Outcome
from comics.web.answers import whole_number

KINDS = {GenerationKind.CREATE: "Launch", GenerationKind.CONTINUE: "Continue", GenerationKind.REDRAW: "Redraw"}
OUTCOMES = {
    Outcome.RESERVED: "Waiting",
    Outcome.CHARGED: "Accepted",
    Outcome.FAILED: "Nothing drawn",
    Outcome.UNKNOWN: "Not certain",
    Outcome.VOID: "Not sent",
}
MONTHS_OFFERED = 12
PERIOD = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?", re.ASCII)
NAME = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
FIELDS = ("engine", "key", "member", "kind", "outcome", "team")


@dataclass(frozen=True)
class Choice:
    """One field of the filter with what it offers: pairs of value and label, the empty value first."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


class Filter:
    """The filter of a usage page, read from its address. What makes no sense there counts as not asked for."""

    def __init__(self, asked: Mapping[str, str]) -> None:
        self.today = timezone.localdate(timezone=timezone.get_default_timezone())
        found = PERIOD.fullmatch(asked.get("period", ""))
        self.year = int(found[1]) if found else self.today.year
        self.month = int(found[2] or 0) if found else self.today.month  # 0 for the whole year
        self.unit = as_unit(asked.get("unit", "")) or PANELS
        self.asked = {name: asked.get(name, "") for name in FIELDS}
        known: dict[str, set[str]] = {"kind": {*KINDS}, "outcome": {*OUTCOMES}}
        for name, values in known.items():
            self.asked[name] = self.asked[name] if self.asked[name] in values else ""
        if not NAME.fullmatch(self.asked["engine"]):
            self.asked["engine"] = ""
        for name in ("key", "member", "team"):
            self.asked[name] = "" if whole_number(self.asked[name]) is None else self.asked[name]

    @property
    def period(self) -> str:
        """The month as 2026-11, or the year as 2026."""
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    @property
    def period_label(self) -> str:
        """The month or year in words."""
        return _month_label(self.period) if self.month else str(self.year)

    @cached_property
    def bounds(self) -> tuple[datetime.datetime, datetime.datetime]:
        """The first moment of the period, and the first after it."""
        if self.month:
            return month_of(datetime.date(self.year, self.month, 1))
        return month_of(datetime.date(self.year, 1, 1))[0], month_of(datetime.date(self.year, 12, 1))[1]

    def count_in(self, units: Iterable[str]) -> None:
        """Count in panels where nothing has a price in the unit that was asked for."""
        self.unit = self.unit if self.unit in units else PANELS

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the period is asked for."""
        return any(self.asked.values())

    def apply(self, lines: ChargeQuerySet) -> ChargeQuerySet:
        """Those of the lines that are asked for."""
        columns = {"key": "key_id", "member": "by_id", "team": "team_id"}
        wanted = {columns.get(name, name): value for name, value in self.asked.items() if value}
        return lines.between(*self.bounds).filter(**wanted)

    def query(self, **changed: str) -> str:
        """The address's query for this filter, with some of it changed."""
        values = {"period": self.period, "unit": self.unit, **self.asked, **changed}
        return urlencode({name: value for name, value in values.items() if value})

    def choices(self, lines: ChargeQuerySet, first: datetime.datetime | None, *, by_key: bool = False) -> list[Choice]:
        """The fields with what these lines of the period offer; a key's own page has teams instead of keys and engines."""
        period = lines.between(*self.bounds).order_by()
        used = set(period.values_list("engine", flat=True).distinct())
        people = User.objects.filter(pk__in=period.values("by_id"))
        offered = {
            "engine": [(each.name, each.label) for each in engines() if each.name in used]
            + [(name, name) for name in sorted(used - {each.name for each in engines()})],
            "member": sorted(((str(one.pk), one.display_name) for one in people), key=lambda pair: pair[1].lower()),
            "kind": [(kind.value, label) for kind, label in KINDS.items()],
            "outcome": [(outcome.value, label) for outcome, label in OUTCOMES.items()],
        }
        if by_key:
            offered["team"] = [(str(one.pk), one.name) for one in Team.objects.filter(pk__in=period.values("team_id"))]
        else:
            offered["key"] = [(str(one.pk), one.name) for one in Key.objects.filter(pk__in=period.values("key_id"))]
        labels = {"engine": "Engine", "key": "Key", "team": "Team", "member": "Member", "kind": "Kind", "outcome": "Outcome"}
        wanted = [name for name in labels if name in offered and not (by_key and name == "engine")]
        fields = [self._choice(name, labels[name], offered[name]) for name in wanted]
        return [Choice("period", "Period", self._periods(first), self.period), *fields]

    def _choice(self, name: str, label: str, options: list[tuple[str, str]]) -> Choice:
        value = self.asked[name]
        if value and value not in dict(options):
            options = [*options, (value, f"{label} without lines here")]
        return Choice(name, label, [("", "All"), *options], value)

    def _periods(self, first: datetime.datetime | None) -> list[tuple[str, str]]:
        months = [f"{year}-{month:02}" for year, month in _months_back(self.today, MONTHS_OFFERED)]
        since = timezone.localdate(first, timezone.get_default_timezone()).year if first else self.today.year
        years = [str(year) for year in range(self.today.year, since - 1, -1)]
        extra = [self.period] if self.period not in {*months, *years} else []
        named = [(month, _month_label(month)) for month in (*months, *(p for p in extra if "-" in p))]
        return named + [(year, f"All of {year}") for year in (*years, *(p for p in extra if "-" not in p))]


def _months_back(day: datetime.date, count: int) -> list[tuple[int, int]]:
    last = day.year * 12 + day.month - 1
    return [(number // 12, number % 12 + 1) for number in range(last, last - count, -1)]


def _month_label(month: str) -> str:
    return datetime.date.fromisoformat(f"{month}-01").strftime("%B %Y")
