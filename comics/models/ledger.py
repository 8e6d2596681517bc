"""The ledger: what was asked of engines for money, and the budgets that hold it in bounds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Sum, When
from django.utils import timezone

from comics.engines.contract import Price
from comics.vocabulary import SPENT_OUTCOMES, Outcome

if TYPE_CHECKING:
    from comics.models.accounts import User
    from comics.models.keys import Key
    from comics.models.series import Series
    from comics.models.submissions import Submission
    from comics.models.teams import Team

PANELS = "panels"  # the unit of a budget that counts panels, whatever they cost
MOST = Decimal(10) ** 8  # amounts from here on are not prices
CENT_OF_A_CENT = Decimal("0.0001")

# From which outcomes a line may come to each; the one itself is there so that a price can be told late. Nothing returns to
# "reserved", and a line that is void, or known to have failed, stays so.
_BEFORE: dict[Outcome, tuple[Outcome, ...]] = {
    Outcome.RESERVED: (Outcome.RESERVED,),
    Outcome.CHARGED: (Outcome.RESERVED, Outcome.UNKNOWN, Outcome.CHARGED),
    Outcome.FAILED: (Outcome.RESERVED, Outcome.UNKNOWN, Outcome.CHARGED, Outcome.FAILED),
    Outcome.UNKNOWN: (Outcome.RESERVED, Outcome.UNKNOWN),
    Outcome.VOID: (Outcome.RESERVED, Outcome.UNKNOWN, Outcome.VOID),
}


def as_unit(text: str) -> str:
    """One spelling of a unit: codes of three letters (ISO 4217) in capitals, all others in small letters."""
    name = " ".join(text.split())[:20]
    return name.upper() if len(name) == 3 and name.isalpha() else name.lower()


def as_amount(amount: Decimal | None) -> Decimal | None:
    """An amount as the ledger holds it, to four decimal places; None for what is no price (not known, negative, endless)."""
    if amount is None or not amount.is_finite() or not 0 <= amount < MOST:
        return None
    rounded = amount.quantize(CENT_OF_A_CENT, ROUND_HALF_UP)
    return rounded if rounded < MOST else None


def month_of(day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of the day's calendar month and of the next one, in the site's time zone."""
    zone = timezone.get_default_timezone()
    after = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    return (
        datetime.datetime(day.year, day.month, 1, tzinfo=zone),
        datetime.datetime(after.year, after.month, 1, tzinfo=zone),
    )


def this_month() -> tuple[datetime.datetime, datetime.datetime]:
    """The bounds of the calendar month that we are in, as `month_of` gives them."""
    return month_of(timezone.localdate(timezone=timezone.get_default_timezone()))


def counted_in(unit: str) -> Case | F:
    """What one line counts in a unit: its panels; otherwise what was reported in it, else what was estimated in it."""
    if unit == PANELS:
        return F("panels")
    return Case(
        When(reported_unit=unit, reported__isnull=False, then=F("reported")),
        When(unit=unit, then=F("estimated")),
        output_field=models.DecimalField(max_digits=20, decimal_places=4),
    )


class ChargeQuerySet(models.QuerySet["Charge"]):
    """Lines of the ledger: how they come to be, what becomes of them, and what they add up to."""

    def reserve(
        self, submission: Submission, price: Price, *, by: User | None, series: Series, key: Key | None, kind: str, panels: int
    ) -> Charge:
        """Write the line of a submission, inside the caller's transaction. A price that is not known is left open."""
        estimated = as_amount(price.amount)
        return self.create(
            submission=submission,
            team_id=series.team_id,
            by=by,
            by_name=by.display_name[:254] if by else "",
            series=series,
            series_title=series.title[:200],
            key=key,
            key_name=key.name if key else "",
            engine=submission.engine,
            kind=kind,
            panels=panels,
            estimated=estimated,
            unit="" if estimated is None else as_unit(price.unit),
        )

    def settle(self, submission_id: int, outcome: Outcome, reported: Price | None = None) -> None:
        """Write down what became of a submission's line, and the price that the service named, if its amount is known.

        Safe to call twice and late: what comes too late for the outcome still brings its price. A void line takes no price,
        keeps its estimate, and counts nothing.
        """
        line = self.filter(submission_id=submission_id)
        price: dict[str, Decimal | str] = {}
        if reported and outcome != Outcome.VOID and (amount := as_amount(reported.amount)) is not None:
            price = {"reported": amount, "reported_unit": as_unit(reported.unit)}
        if line.filter(outcome__in=_BEFORE[outcome]).update(outcome=outcome, **price) or not price:
            return
        line.exclude(outcome=Outcome.VOID).update(**price)

    def spent(self) -> Self:
        """Lines that may have cost this team something."""
        return self.filter(outcome__in=SPENT_OUTCOMES, imported=False)

    def between(self, start: datetime.datetime, end: datetime.datetime) -> Self:
        """Lines from `start` on and before `end`."""
        return self.filter(at__gte=start, at__lt=end)

    def totals(self) -> dict[str, Decimal]:
        """What the spent lines among these add up to, by unit; panels first, then units by name. One query.

        A line counts in each unit in which it has a price, the reported one before the estimated one.
        """
        found: dict[str, Decimal] = {}
        panels = 0
        groups = self.spent().order_by().values_list("unit", "reported_unit")
        for unit, reported_unit, count, estimated, reported in groups.annotate(
            Sum("panels"), Sum("estimated"), Sum("reported")
        ):
            panels += count
            if estimated is not None and unit != reported_unit:
                found[unit] = found.get(unit, Decimal(0)) + estimated
            if reported is not None:
                found[reported_unit] = found.get(reported_unit, Decimal(0)) + reported
        return {PANELS: Decimal(panels), **{unit: found[unit] for unit in sorted(found)}}

    def by_person(self, units: Iterable[str]) -> dict[str, dict[int | None, Decimal]]:
        """What the spent lines among these add up to, by unit and person; None is all people together. One query."""
        names = sorted(set(units))
        sums = {f"sum_{index}": Sum(counted_in(unit)) for index, unit in enumerate(names)}
        rows = list(self.spent().order_by().values("by_id").annotate(**sums)) if names else []
        found: dict[str, dict[int | None, Decimal]] = {}
        for index, unit in enumerate(names):
            amounts = [(row["by_id"], Decimal(row[f"sum_{index}"] or 0)) for row in rows]
            found[unit] = {person: amount for person, amount in amounts if person is not None}
            found[unit][None] = sum((amount for _, amount in amounts), Decimal(0))
        return found


class Charge(models.Model):
    """One line: who asked what of which engine with whose key, the price, and what became of it.

    Names stand here as they were, because a line outlives its series, key and person. `unit` is that of `estimated`,
    `reported_unit` that of `reported`; each is empty where the amount is not known. An `imported` line came with an archive:
    it tells what was spent elsewhere, and counts nowhere.
    """

    submission = models.OneToOneField(
        "comics.Submission", on_delete=models.SET_NULL, null=True, blank=True, related_name="charge"
    )
    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="charges")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=254, blank=True)
    series = models.ForeignKey("comics.Series", on_delete=models.SET_NULL, null=True, related_name="+")
    series_title = models.CharField(max_length=200, blank=True)
    key = models.ForeignKey("comics.Key", on_delete=models.SET_NULL, null=True, related_name="charges")
    key_name = models.CharField(max_length=80, blank=True)
    engine = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    panels = models.PositiveIntegerField()
    estimated = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    reported = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    reported_unit = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=10, default=Outcome.RESERVED.value)
    imported = models.BooleanField(default=False)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["team", "at"]), models.Index(fields=["key", "at"])]

    def __str__(self) -> str:
        return f"{self.panels} panels with {self.engine}: {self.outcome}"


class BudgetQuerySet(models.QuerySet["Budget"]):
    """Budgets, and whom they hold."""

    def holding(self, team: Team, user: User | None) -> Self:
        """Those that a launch by this person for this team must keep to: the team's, then the person's own."""
        return self.filter(Q(user=None) | Q(user=user), team=team).order_by(F("user").asc(nulls_first=True), "unit")


class Budget(models.Model):
    """How much a team, or one member of it, may spend in a calendar month, counted in `unit` ("panels", "credits", "EUR" …)."""

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="budgets")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.CharField(max_length=20, default=PANELS)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "unit"], condition=models.Q(user=None), name="one_team_budget_a_unit"),
            models.UniqueConstraint(fields=["team", "user", "unit"], name="one_budget_a_person_and_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit} a month"
