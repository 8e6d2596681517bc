"""What happened in a team, for its members to read."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from comics.vocabulary import Deed

if TYPE_CHECKING:
    from comics.models.accounts import User
    from comics.models.pages import Page
    from comics.models.series import Issue, Series
    from comics.models.teams import Team

ONE_SITTING = datetime.timedelta(minutes=10)  # the same deed to the same thing within this time is one line


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Lines of the activity list."""

    def tell(
        self,
        deed: Deed,
        *,
        team: Team,
        by: User | None,
        series: Series | None = None,
        issue: Issue | None = None,
        page: Page | None = None,
        about: str = "",
    ) -> None:
        """Write down what somebody did. Call it inside the transaction of the deed; nothing is written without a person.

        `about` is what it was done to, in a few words without markup, such as a name. The same deed to the same thing within
        ten minutes is counted on the line that is there.
        """
        if by is None:
            return
        issue = issue or (page.issue if page else None)
        series = series or (issue.series if issue else None)
        about = about[:200]
        same = self.filter(deed=deed, team=team, by=by, series=series, issue=issue, page=page, about=about)
        last = same.filter(updated_at__gt=timezone.now() - ONE_SITTING).order_by("-pk").values_list("pk", flat=True).first()
        if last is None:
            self.create(
                deed=deed, team=team, by=by, by_name=by.display_name, series=series, issue=issue, page=page, about=about
            )
        else:
            self.filter(pk=last).update(times=F("times") + 1, updated_at=timezone.now())


class Activity(models.Model):
    """One line: who did what to what, when last, and how often in one sitting. It keeps names of what is deleted later."""

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="activities")
    series = models.ForeignKey("comics.Series", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    issue = models.ForeignKey("comics.Issue", on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    page = models.ForeignKey("comics.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    deed = models.CharField(max_length=30, choices=[(deed.value, deed.value) for deed in Deed])
    about = models.CharField(max_length=200, blank=True)
    times = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["team", "-updated_at"]), models.Index(fields=["issue", "-updated_at"])]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return f"{self.by_name}: {self.deed}"
