"""Keys: sealed tokens of remote engines. A key belongs to one person, who may share it with a team."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

from comics.models.teams import Member
from comics.vocabulary import KeyState
from studio import vault

if TYPE_CHECKING:
    from comics.models.accounts import User
    from comics.models.teams import Team


class KeyQuerySet(models.QuerySet["Key"]):
    """Keys, and who may draw with them."""

    def live(self) -> Self:
        """Those that are not revoked."""
        return self.filter(revoked_at=None)

    def usable(self, user: User | None, team: Team) -> Self:
        """Those that the person may spend with for this team: their own, and those shared with the team."""
        return self.live().filter(Q(owner=user) | Q(Exists(_owner_in_team()), team=team))

    def shared(self, *, with_a_team_of: User) -> Self:
        """Those that are shared with a team of this person, their own too."""
        return self.live().filter(Exists(_owner_in_team()), team__members__user=with_a_team_of)

    def shared_with(self, user: User) -> Self:
        """Those of other people that are shared with a team of this person."""
        return self.shared(with_a_team_of=user).exclude(owner=user)

    def shared_in(self, team: Team) -> Self:
        """Those that are shared with a team: their name, engine and owner are loaded, nothing else."""
        rows = self.live().filter(Exists(_owner_in_team()), team=team).select_related("owner")
        return rows.only("name", "engine", "owner", "team_id").order_by("name", "pk")


def _owner_in_team() -> models.QuerySet[Member]:
    """The membership that sharing stands on: a key leaves the team with its owner, whichever way the owner left."""
    return Member.objects.filter(team=OuterRef("team"), user=OuterRef("owner"))


class Key(models.Model):
    """One token of one engine. The token is sealed to this row and its address; whoever may spend with it never sees it.

    `account` is a fingerprint of address and token: rows with the same one share the service's limits. `facts` are what a test
    left (models, plan); `unit_price` and `unit` are what a panel costs its owner, where the service does not tell.
    `hook_sealed` is the secret with which the service signs its webhooks to the studio, where it sends any.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="keys")
    team = models.ForeignKey("comics.Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="keys")
    engine = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    base_url = models.CharField(max_length=300, blank=True)
    sealed = models.BinaryField(default=bytes, editable=False)
    hook_sealed = models.BinaryField(default=bytes, editable=False)
    last_four = models.CharField(max_length=4, blank=True)
    account = models.CharField(max_length=64, db_index=True, editable=False)
    state = models.CharField(max_length=12, default=KeyState.UNTESTED.value)
    says = models.CharField(max_length=300, blank=True)
    credits = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)
    per_minute = models.PositiveIntegerField(null=True, blank=True)
    unit_price = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    tested_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        ordering = ["engine", "name", "id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.engine})"

    def seal(self, token: str, *, base_url: str) -> None:
        """Take a new token and the address it is for; the caller saves. Both belong together: neither opens with another."""
        self.base_url = base_url
        self.sealed = vault.seal(token, bound_to=self._bond())
        self.last_four = token[-4:] if len(token) >= 12 else ""
        self.account = salted_hmac("comics.keys.account", f"{self.engine}\n{base_url}\n{token}", algorithm="sha256").hexdigest()
        self.state, self.says, self.credits, self.facts = KeyState.UNTESTED.value, "", "", {}

    def open(self) -> str:
        """The token. Raises `vault.Unopenable` when it was sealed for another row, address or key ring, or is gone."""
        return vault.open_sealed(bytes(self.sealed), bound_to=self._bond())

    def reseal(self) -> None:
        """Seal the same token, and secret of webhooks, with the newest key of the ring; the caller saves."""
        if self.sealed:
            self.sealed = vault.seal(self.open(), bound_to=self._bond())
        if self.hook_sealed:
            self.seal_hook(self.open_hook())

    @sensitive_variables("secret")
    def seal_hook(self, secret: str) -> None:
        """Take the secret of the service's webhooks, "" for none any more; the caller saves."""
        self.hook_sealed = vault.seal(secret, bound_to=self._hook_bond()) if secret else b""

    def open_hook(self) -> str:
        """The secret of the service's webhooks. Raises `vault.Unopenable`."""
        return vault.open_sealed(bytes(self.hook_sealed), bound_to=self._hook_bond())

    def seals(self) -> list[bytes]:
        """What is sealed on this row."""
        return [bytes(seal) for seal in (self.sealed, self.hook_sealed) if seal]

    def wipe(self) -> None:
        """Withdraw the key for good: forget its secrets and all that was known of the account; the caller saves.

        The row stays, because submissions and the ledger point at it.
        """
        self.sealed, self.hook_sealed, self.team, self.revoked_at = b"", b"", None, timezone.now()
        self.state, self.says, self.credits, self.facts = KeyState.UNTESTED.value, "", "", {}

    def for_prices(self) -> Mapping[str, Any]:
        """What an engine is told of the account: the facts, and what its owner says that a panel costs."""
        if self.unit_price is None:
            return self.facts
        return {**self.facts, "unit_price": str(self.unit_price), "unit": self.unit}

    def _bond(self) -> str:
        return f"comics.Key\n{self.uid}\n{self.engine}\n{self.base_url}"

    def _hook_bond(self) -> str:
        return f"comics.Key.hook\n{self.uid}\n{self.engine}"


class Allowance(models.Model):
    """How often one account may be asked, exact across processes. `stamps` are the times of its latest requests, in seconds."""

    account = models.CharField(max_length=64, unique=True)
    stamps = models.JSONField(default=list)
    per_minute = models.PositiveIntegerField(null=True, blank=True, help_text="what was learnt from refusals")
    blocked_until = models.FloatField(default=0.0)

    def __str__(self) -> str:
        return f"allowance of {self.account[:8]}"


class Upload(models.Model):
    """A picture that an account has given to its service already, and the address that it got there."""

    account = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    url = models.CharField(max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "sha256"], name="one_upload_a_picture")]

    def __str__(self) -> str:
        return f"upload of {self.sha256[:12]}"
