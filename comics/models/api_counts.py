"""What programs have asked for, counted in the database: exact however many processes and machines answer them."""

from __future__ import annotations

import datetime
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models import F
from django.utils import timezone

if TYPE_CHECKING:
    from comics.models.teams import Team


def this_month() -> datetime.date:
    """The first day of the calendar month, in UTC."""
    return timezone.now().astimezone(datetime.UTC).date().replace(day=1)


def month_after(month: datetime.date) -> datetime.datetime:
    """When the next month begins, in UTC."""
    following = (month + datetime.timedelta(days=31)).replace(day=1)
    return datetime.datetime.combine(following, datetime.time(), tzinfo=datetime.UTC)


class ApiMonthQuerySet(models.QuerySet["ApiMonth"]):
    """Months, and spending credits in the one that runs."""

    def spend(self, team: Team, panels: int, *, most: int) -> bool:
        """Count credits, unless that would make more than `most` of them; False says that nothing was counted."""
        if panels > most:
            return False
        row = self.filter(team=team, month=this_month())
        fits = row.filter(credits__lte=most - panels)
        if fits.update(credits=F("credits") + panels, creates=F("creates") + 1):
            return True
        self.bulk_create([self.model(team=team, month=this_month())], ignore_conflicts=True)
        return bool(fits.update(credits=F("credits") + panels, creates=F("creates") + 1))

    def spent(self, team: Team) -> tuple[int, int]:
        """The credits spent in this month, and by how many creates."""
        row = self.filter(team=team, month=this_month()).first()
        return (row.credits, row.creates) if row else (0, 0)


class ApiMonth(models.Model):
    """What the programs of one team asked for in one calendar month (UTC): panels, each one credit, and creates."""

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="api_months")
    month = models.DateField(help_text="its first day")
    credits = models.PositiveIntegerField(default=0)
    creates = models.PositiveIntegerField(default=0)

    objects = ApiMonthQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "month"], name="one_api_month")]

    def __str__(self) -> str:
        return f"{self.team_id} in {self.month:%Y-%m}"


class CreateCountQuerySet(models.QuerySet["CreateCount"]):
    """When teams created."""

    def hold(self, team: Team) -> CreateCount:
        """The team's row, locked until the transaction ends."""
        self.bulk_create([self.model(team=team)], ignore_conflicts=True)
        return self.select_for_update().get(team=team)


class CreateCount(models.Model):
    """When the programs of one team created within the last day, or the last minute where the day has no end: seconds."""

    team = models.OneToOneField("comics.Team", on_delete=models.CASCADE, related_name="create_count")
    stamps: models.JSONField[Any, list[float]] = models.JSONField(default=list)

    objects = CreateCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"creates of team {self.team_id}"


@dataclass(frozen=True, slots=True)
class Window:
    """How often something was done since the window began, this time included, and in how many seconds the next begins."""

    count: int
    ends_in: float


# A window that is over begins anew.
_COUNT = """
INSERT INTO comics_requestcount (name, began, count) VALUES (%(name)s, %(now)s, %(by)s)
ON CONFLICT (name) DO UPDATE SET
  began = CASE WHEN comics_requestcount.began <= %(over)s THEN excluded.began ELSE comics_requestcount.began END,
  count = CASE WHEN comics_requestcount.began <= %(over)s THEN %(by)s
               ELSE comics_requestcount.count + %(by)s END
RETURNING began, count
"""


class RequestCountQuerySet(models.QuerySet["RequestCount"]):
    """What is counted in windows that do not slide."""

    def more(self, name: str, *, seconds: float, by: int = 1) -> Window:
        """Count so many, in one statement."""
        now = time.time()
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, {"name": name, "now": now, "over": now - seconds, "by": by})
            began, count = cursor.fetchone()
        return Window(count, max(0.0, began + seconds - now))


class RequestCount(models.Model):
    """One window of one token or place: when it began, in seconds, and how often something was done since."""

    name = models.CharField(max_length=64, unique=True)
    began = models.FloatField(db_index=True)
    count = models.PositiveIntegerField()

    objects = RequestCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"window of {self.name[:12]}"
