"""The request log: one line for each request of a program. No bodies, prompts, tokens, query strings or addresses of people."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Self

from django.db import connection, models, transaction
from django.utils import timezone

from comics.vocabulary import Door


class ApiRequestQuerySet(models.QuerySet["ApiRequest"]):
    """Lines of the log."""

    def write(self, lines: Sequence[ApiRequest]) -> None:
        """Keep new lines, all of them or none; they are not given their keys. Puts no query together, unlike `bulk_create`."""
        fields = [field for field in self.model._meta.local_concrete_fields if not field.primary_key]
        names, slots = ", ".join(str(field.column) for field in fields), ", ".join(["%s"] * len(fields))
        rows = [[field.get_db_prep_value(getattr(line, field.attname), connection) for field in fields] for line in lines]
        together = transaction.atomic() if len(rows) > 1 else nullcontext()
        with together, connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self.model._meta.db_table} ({names}) VALUES ({slots})", rows)  # nosec B608  # noqa: S608 - our own names

    def of_class(self, digit: int) -> Self:
        """Those whose status begins with this digit."""
        return self.filter(status__gte=digit * 100, status__lt=(digit + 1) * 100)


class ApiRequest(models.Model):
    """One request of a program that showed a valid token, and how it was answered.

    `endpoint` is the pattern of the address or the name of the tool, never what a program typed; `object` is the id of what
    it was about. `credits` is what it cost.
    """

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="api_requests")
    token = models.ForeignKey("comics.Token", on_delete=models.SET_NULL, null=True, related_name="requests")
    door = models.CharField(max_length=8, choices=[(door.value, door.value) for door in Door])
    method = models.CharField(max_length=8)
    endpoint = models.CharField(max_length=100)
    object = models.CharField(max_length=40, blank=True)
    status = models.PositiveSmallIntegerField()
    latency_ms = models.PositiveIntegerField()
    credits = models.PositiveIntegerField(default=0)
    request_id = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ApiRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["team", "-id"], name="requests_of_team"),
            models.Index(fields=["request_id"], name="request_by_id"),
            models.Index(fields=["created_at"], name="requests_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint}: {self.status}"


def _nonce() -> str:
    return secrets.token_urlsafe(24)


class IdempotencyKey(models.Model):
    """A request that a program named by an Idempotency-Key: what it was, and how it was answered once it made something.

    Only hashes of key and request are kept. Until `status` is there, somebody has the request in hand since `claimed_at`, or
    nobody where that is empty. What it makes carries `nonce`, so that whoever takes it up finds what was made already.
    """

    token = models.ForeignKey("comics.Token", on_delete=models.CASCADE, related_name="idempotency_keys")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the key")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body")
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    nonce = models.CharField(max_length=64, default=_nonce)
    claimed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "digest"], name="one_idempotency_key")]

    def __str__(self) -> str:
        return f"key {self.digest[:8]}"
