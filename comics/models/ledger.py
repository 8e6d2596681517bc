"""The ledger: what was asked of engines for money, and the budgets that hold it in bounds."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from comics.vocabulary import Outcome

PANELS = "panels"  # the unit of a budget that counts panels, whatever they cost


class Charge(models.Model):
    """One line: who asked what of which engine with whose key, the price, and what became of it.

    Names stand here as they were, because a line outlives its series, key and person.
    """

    submission = models.OneToOneField(
        "comics.Submission", on_delete=models.SET_NULL, null=True, blank=True, related_name="charge"
    )
    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="charges")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
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
    reported = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=10, default=Outcome.RESERVED.value)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["team", "at"])]

    def __str__(self) -> str:
        return f"{self.panels} panels with {self.engine}: {self.outcome}"


class Budget(models.Model):
    """How much a team, or one member of it, may spend in a calendar month, counted in `unit` ("panels", "credits", "EUR" …)."""

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="budgets")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.CharField(max_length=20, default=PANELS)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "unit"], condition=models.Q(user=None), name="one_team_budget_a_unit"),
            models.UniqueConstraint(fields=["team", "user", "unit"], name="one_budget_a_person_and_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit} a month"
