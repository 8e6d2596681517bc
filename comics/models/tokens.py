"""Tokens: the studio's own credentials for programs. Only a hash is kept."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import zlib
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from comics.models.plans import ApiPlan
from comics.models.prepared import Prepared
from comics.models.teams import Member
from comics.vocabulary import Scope

if TYPE_CHECKING:
    from comics.models.accounts import User
    from comics.models.teams import Team

PREFIX = "pw_"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SECRET_SIGNS = 43  # of 62: 256 bits
CHECK_SIGNS = 6  # of 62: a CRC-32
SHOWN_SIGNS = 6  # of the secret, to know tokens apart in lists; 220 bits stay hidden
USED_ROUGHLY = 60  # seconds within which a further use is not written down


def new_secret() -> str:
    """A fresh token: the prefix, 256 random bits, and a checksum of both that is tested before any query."""
    body = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(SECRET_SIGNS))
    return body + _checksum(body)


def well_formed(token: str) -> bool:
    """Whether a text can be a token at all: prefix, length, signs and checksum. Asks no database."""
    if len(token) != len(PREFIX) + SECRET_SIGNS + CHECK_SIGNS or not token.startswith(PREFIX):
        return False
    body, check = token[:-CHECK_SIGNS], token[-CHECK_SIGNS:]
    return set(token[len(PREFIX) :]) <= set(ALPHABET) and secrets.compare_digest(check, _checksum(body))


def _checksum(body: str) -> str:
    number, signs = zlib.crc32(body.encode()), ""
    for _ in range(CHECK_SIGNS):
        number, digit = divmod(number, len(ALPHABET))
        signs = ALPHABET[digit] + signs
    return signs


def _nonce() -> str:
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256, which is enough for 256 random bits (no dictionary holds them)."""
    return hashlib.sha256(token.encode()).hexdigest()


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens, and finding the one that a program shows."""

    def make(
        self,
        user: User,
        team: Team,
        *,
        name: str,
        scopes: list[Scope],
        expires_at: datetime.datetime | None = None,
        nonce: str = "",
    ) -> tuple[Token, str]:
        """A new row, and the token itself, which is nowhere after this."""
        secret = new_secret()
        token = self.create(
            user=user,
            team=team,
            name=name,
            scopes=[scope.value for scope in scopes],
            expires_at=expires_at,
            digest=digest_of(secret),
            shown=secret[: len(PREFIX) + SHOWN_SIGNS],
            nonce=nonce or _nonce(),
        )
        return token, secret

    def live(self) -> Self:
        """Those that open something: not revoked, not expired, of an open account that is still a member of the team."""
        return self.live_at(timezone.now())

    def live_at(self, moment: datetime.datetime) -> Self:
        """Those that are live by what is known now and do not expire before that moment."""
        member = Member.objects.filter(team=OuterRef("team"), user=OuterRef("user"))
        rows = self.filter(Exists(member), revoked_at=None, user__is_active=True)
        return rows.filter(Q(expires_at=None) | Q(expires_at__gt=moment))

    def presented(self, secret: str) -> Token | None:
        """The live token that a program shows, with its user, its team and the team's plan (`plan_of`), in one query.

        The use is written down, once a minute at most.
        """
        if not well_formed(secret):
            return None
        token = _PRESENTED.first(digest=digest_of(secret), now=timezone.now())
        if token is not None:
            vars(token.team)["default_terms"] = vars(token)["default_terms"]
            token.note_use()
        return token


class Token(models.Model):
    """A credential of one person for one team. It can do what its scopes say, and never more than the person's role allows."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    shown = models.CharField(max_length=12, editable=False, help_text="its first signs, to know it by")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    nonce = models.CharField(max_length=64, unique=True, default=_nonce, editable=False)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.shown}…)"

    def note_use(self) -> None:
        """Write down that it was used, unless that was done within the last minute."""
        now = timezone.now()
        if self.last_used_at is None or (now - self.last_used_at).total_seconds() > USED_ROUGHLY:
            Token.objects.filter(pk=self.pk).update(last_used_at=now)

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= timezone.now()


def _presented(digest: str, now: datetime.datetime) -> TokenQuerySet:
    """The token with that digest, while it opens something, with all that a request of a program needs."""
    rows = Token.objects.live_at(now).select_related("user", "team__api_plan")
    return rows.annotate(default_terms=ApiPlan.objects.default_terms()).filter(digest=digest)


_PRESENTED = Prepared(_presented, digest=str, now=datetime.datetime)
