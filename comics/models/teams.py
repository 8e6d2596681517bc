"""Teams and their members."""

from __future__ import annotations

import datetime
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from comics.vocabulary import Role

OPEN_FOR = datetime.timedelta(days=7)  # how long an invitation can be accepted
MAY_INVITE = (Role.OWNER,)  # a test holds that these are the roles with the capability in comics/access.py


class Team(models.Model):
    """People who make comics together; it owns series. A personal team belongs to one account and is made with it."""

    name = models.CharField(max_length=120)
    personal_of = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="personal_team"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # Stands in every address that shows a picture to programs (`models/assets.py`): one more makes all of them void.
    asset_version = models.PositiveIntegerField(default=1, editable=False)
    api_plan = models.ForeignKey(
        "comics.ApiPlan",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="teams",
        verbose_name="API plan",
        help_text="empty: the default plan",
    )

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """One person in one team, with one role."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Role])
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="one_membership")]

    def __str__(self) -> str:
        return f"{self.user} in {self.team} as {self.role}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations to teams."""

    def open(self) -> Self:
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def valid(self) -> Self:
        """Those that can still be accepted, and whose inviter could still make them."""
        inviter = Member.objects.filter(team=OuterRef("team"), user=OuterRef("by"), role__in=MAY_INVITE, user__is_active=True)
        return self.open().filter(Exists(inviter))


def _in_a_week() -> datetime.datetime:
    return timezone.now() + OPEN_FOR


def _nonce() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """The offer of a role in a team, to whoever holds its secret; only the SHA-256 of that is kept. It is accepted once.

    With an `email` it is meant for that address alone.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Role])
    email = models.EmailField("e-mail address", blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    nonce = models.CharField(max_length=64, unique=True, default=_nonce, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=_in_a_week)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"invitation to {self.team} as {self.role}"

    @property
    def whom(self) -> str:
        """Whom it is for, as other members read it: the part of the address before the @, or whoever has the link."""
        return self.email.partition("@")[0] or "somebody with the link"
