"""Plans: how often the programs of a team may ask for how much. The operator makes them, and gives a team one, in the admin."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import JSONObject

if TYPE_CHECKING:
    from comics.models.teams import Team


@dataclass(frozen=True, slots=True)
class Plan:
    """The terms of a plan. One credit is one panel that a program asks for; `creates_per_day` None is without end.

    With `watermark`, pictures that programs fetch carry a mark.
    """

    name: str
    creates_per_minute: int
    creates_per_day: int | None
    reads_per_minute: int
    credits_per_month: int
    watermark: bool


# "Rate Limits" of the Comic API. It names no number for credits and reads: these are far beyond what a team comes to by itself.
DEMO = Plan("demo", creates_per_minute=4, creates_per_day=15, reads_per_minute=600, credits_per_month=1_000, watermark=True)
STANDARD = Plan(
    "standard",
    creates_per_minute=10,
    creates_per_day=None,
    reads_per_minute=600,
    credits_per_month=100_000,
    watermark=False,
)
_TERMS = tuple(field.name for field in fields(Plan))


class ApiPlanQuerySet(models.QuerySet["ApiPlan"]):
    """Plans, and the one of teams that were given none."""

    def make_built_in(self) -> None:
        """Make the two plans of the Comic API's documents in an installation that has no plan yet; its teams are not limited
        to the demonstration's."""
        if not self.exists():
            self.create(**asdict(STANDARD), is_default=True)
            self.create(**asdict(DEMO))

    def default_terms(self) -> Subquery:
        """The terms of the default plan, or NULL, as a value within another query: no door has to ask for them apart."""
        terms = JSONObject(**dict(zip(_TERMS, _TERMS, strict=True)))
        return Subquery(self.filter(is_default=True).values(terms=terms)[:1])


class ApiPlan(models.Model):
    """One plan. A team without one has the default; where there is no default either, the built-in standard holds."""

    name = models.CharField(max_length=40, unique=True)
    creates_per_minute = models.PositiveIntegerField(
        validators=[MinValueValidator(1)], help_text="comics created, continued and panels redrawn within a minute"
    )
    creates_per_day = models.PositiveIntegerField(null=True, blank=True, help_text="the same within a day; empty: without end")
    reads_per_minute = models.PositiveIntegerField(
        default=STANDARD.reads_per_minute,
        validators=[MinValueValidator(1)],
        help_text="all other requests of one token within a minute; a program that waits asks every few seconds",
    )
    credits_per_month = models.PositiveIntegerField(help_text="one credit is one panel that a program asks for")
    watermark = models.BooleanField(default=False, help_text="put a mark on pictures that programs fetch")
    is_default = models.BooleanField("default", default=False, help_text="holds for teams that were given no plan")

    objects = ApiPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "API plan"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="one_default_plan",
                violation_error_message="Another plan is the default. Take that from it first.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> Plan:
        """What it says, as plain values."""
        return Plan(**{name: getattr(self, name) for name in _TERMS})


def plan_of(team: Team) -> Plan:
    """The terms that hold for a team.

    It asks the database nothing where the team came with its token (`TokenQuerySet.presented`), or was selected together with
    its plan and has one.
    """
    if team.api_plan is not None:
        return team.api_plan.terms
    if "default_terms" in vars(team):
        terms = vars(team)["default_terms"]
        return Plan(**{**terms, "watermark": bool(terms["watermark"])}) if terms else STANDARD
    default = ApiPlan.objects.filter(is_default=True).first()
    return default.terms if default else STANDARD
