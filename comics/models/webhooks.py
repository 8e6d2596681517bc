"""Webhooks: where a team's programs want to hear of generations, what they are told, and how telling them went.

An event's body is fixed when it happens; each endpoint that listens gets a delivery of it, and each try leaves an attempt.
"""

from __future__ import annotations

import datetime
import secrets
import uuid
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from comics.models.teams import Member
from comics.vocabulary import DeliveryState, HookEvent, Role
from studio import vault

if TYPE_CHECKING:
    from comics.models.teams import Team

PREFIX = "whsec_"
BOTH_LAST = datetime.timedelta(hours=24)  # how long the secret before the newest one signs too
MAY_HOOK = (Role.OWNER,)  # a test holds that these are the roles with the capability in comics/access.py
FIRST_BYTES = 1024  # of an answer that are kept


def new_secret() -> str:
    """A fresh secret of a webhook: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def _event_uid() -> str:
    return f"evt_{uuid.uuid4().hex}"


def _nonce() -> str:
    return secrets.token_urlsafe(24)


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    """Endpoints, and which of them are told something."""

    def allowed(self) -> Self:
        """Those whose person is still in the team with the right to manage webhooks."""
        return self.filter(Exists(_maker()))

    def judged(self) -> Self:
        """The same rows with `may` on each: whether its person still has the right."""
        return self.annotate(may=Exists(_maker()))

    def on(self) -> Self:
        """Those that were neither paused by a person nor switched off by the studio."""
        return self.filter(active=True, disabled_at=None)

    def listening(self, *, issue_id: int) -> list[WebhookEndpoint]:
        """Those that are told of what happens to an issue: their keys, team and events are loaded, nothing else. One query."""
        return list(self.on().allowed().filter(team__series__issues=issue_id).only("team_id", "events").order_by("pk"))


def _maker() -> models.QuerySet[Member]:
    """The membership that an endpoint stands on."""
    return Member.objects.filter(team=OuterRef("team"), user=OuterRef("created_by"), role__in=MAY_HOOK, user__is_active=True)


class WebhookEndpoint(models.Model):
    """An address that is told of events. Its secret is sealed to this row and address; it is shown once, when it is made.

    After a rotation the secret before it signs too, until `previous_until`. `failing_since` is the first failure after the last
    success. `nonce` is that of the last press that made a secret, so that a double press makes one. `created_by` is whoever
    added it or switched it on again last, and must have the right to when something is told.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="webhooks")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    url = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    sealed = models.BinaryField(default=bytes, editable=False)
    previous_sealed = models.BinaryField(default=bytes, editable=False)
    previous_until = models.DateTimeField(null=True, blank=True)
    active = models.BooleanField(default=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_reason = models.CharField(max_length=300, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    nonce = models.CharField(max_length=64, unique=True, default=_nonce, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.host

    @sensitive_variables("secret")
    def seal(self, secret: str) -> None:
        """Take a new secret in the place of the newest one, which opens nothing any more; the caller saves."""
        self.sealed = vault.seal(secret, bound_to=self._bond())

    @sensitive_variables("secret")
    def rotate(self, secret: str) -> None:
        """Take a new secret; the one it follows signs too for a day. The caller saves."""
        self.previous_sealed, self.previous_until = bytes(self.sealed), timezone.now() + BOTH_LAST
        self.seal(secret)

    def open(self) -> list[str]:
        """The secrets that sign at this moment, the newest first. Raises `vault.Unopenable`."""
        found = [vault.open_sealed(bytes(self.sealed), bound_to=self._bond())]
        if self.has_previous:
            found.append(vault.open_sealed(bytes(self.previous_sealed), bound_to=self._bond()))
        return found

    def reseal(self) -> None:
        """Seal the same secrets with the newest key of the ring; the caller saves. One whose time is over is forgotten."""
        newest, *previous = self.open()
        self.seal(newest)
        self.previous_sealed = vault.seal(previous[0], bound_to=self._bond()) if previous else b""

    def seals(self) -> list[bytes]:
        """What is sealed on this row."""
        return [bytes(seal) for seal in (self.sealed, self.previous_sealed) if seal]

    @property
    def host(self) -> str:
        """Where it leads, in short: what logs and lists call it, for paths may hold what only the team should read."""
        return urlsplit(self.url).netloc

    @property
    def has_previous(self) -> bool:
        """Whether the secret before the newest one signs too at this moment."""
        return bool(self.previous_sealed) and self.previous_until is not None and self.previous_until > timezone.now()

    def _bond(self) -> str:
        return f"comics.WebhookEndpoint\n{self.uid}\n{self.url}"


class WebhookEvent(models.Model):
    """Something that happened, with the body exactly as it is sent."""

    uid = models.CharField(max_length=40, unique=True, default=_event_uid, editable=False)
    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="webhook_events")
    issue = models.ForeignKey("comics.Issue", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40, choices=[(event.value, event.value) for event in HookEvent])
    test = models.BooleanField(default=False)
    body = models.TextField(editable=False)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """Deliveries, and making them."""

    def pending(self) -> Self:
        """Those that are still to be made."""
        return self.filter(state=DeliveryState.PENDING)

    def make(self, event: WebhookEvent, endpoint: WebhookEndpoint, *, nonce: str = "") -> WebhookDelivery:
        """A delivery that is due now. Raises `IntegrityError` for a nonce that was used."""
        return self.create(event=event, endpoint=endpoint, nonce=nonce or _nonce())


class WebhookDelivery(models.Model):
    """One event on its way to one endpoint; a replay is another delivery of the same event. `attempts` counts its tries."""

    event = models.ForeignKey(WebhookEvent, on_delete=models.CASCADE, related_name="deliveries")
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(
        max_length=12, default=DeliveryState.PENDING.value, choices=[(state.value, state.value) for state in DeliveryState]
    )
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True, blank=True)
    nonce = models.CharField(max_length=64, unique=True, default=_nonce, editable=False)
    lease_owner = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "due_at"])]
        verbose_name_plural = "webhook deliveries"

    def __str__(self) -> str:
        return f"delivery {self.pk} of {self.event_id}: {self.state}"


class WebhookAttempt(models.Model):
    """One try of a delivery: what was answered, or why nothing was. `answer` is the first kilobyte, as text."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveIntegerField()
    request_id = models.CharField(max_length=40)
    status = models.PositiveIntegerField(null=True, blank=True)
    latency_ms = models.PositiveIntegerField(default=0)
    answer = models.TextField(blank=True)
    error = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"try {self.number} of delivery {self.delivery_id}"


class HookReceipt(models.Model):
    """An event that a service told the studio of, kept for a day so that telling it twice is telling it once."""

    key = models.ForeignKey("comics.Key", on_delete=models.CASCADE, related_name="hook_receipts")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the event's id")
    received_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "digest"], name="one_receipt_an_event")]

    def __str__(self) -> str:
        return f"event {self.digest[:8]} for key {self.key_id}"


def owners_of(team: Team) -> list[str]:
    """The addresses of those who may manage a team's webhooks."""
    rows = Member.objects.filter(team=team, role__in=MAY_HOOK, user__is_active=True)
    return list(rows.order_by("pk").values_list("user__email", flat=True))
