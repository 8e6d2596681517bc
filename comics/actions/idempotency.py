"""Idempotency keys: a program that sends a request again under the same key gets the first answer again, and makes nothing.

A key is kept for a day with the answer that made something. Where nothing was made, the key is free again; after a fault in the
studio it is free for the same request alone, which then finds what the first one may have made by its nonce.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import re
import time
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from comics.actions.errors import Conflict, Refusal
from comics.jobs.purge_requests import KEYS
from comics.models import IdempotencyKey, Token

LEASE = datetime.timedelta(minutes=2)  # after which who had a request in hand is taken for dead
PATIENCE = 10.0  # seconds that a second request waits for the first
PAUSE = 0.05  # seconds between two looks
_KEY = re.compile(r"[\x20-\x7e]{1,255}")


class InHand(Conflict):
    """The first request with that key is not answered yet."""

    retry_after = 2  # seconds


@dataclass(frozen=True, slots=True)
class Kept:
    """How the first request was answered."""

    status: int
    body: str


def check_key(key: str) -> None:
    """Raise `Refusal` for what cannot be a key."""
    if not _KEY.fullmatch(key):
        raise Refusal("An Idempotency-Key is 1 to 255 printable ASCII characters.", field="Idempotency-Key")


def fingerprint(method: str, path: str, body: bytes) -> str:
    """What a request is, whatever order and spaces its JSON is written in."""
    with contextlib.suppress(ValueError, RecursionError):
        body = json.dumps(json.loads(body), sort_keys=True).encode()
    return hashlib.sha256(b"\n".join((method.encode(), path.encode(), body))).hexdigest()


def claim(token: Token, key: str, request: str) -> Kept | IdempotencyKey:
    """Take a request in hand, by its key and `fingerprint`; or its answer, when it was answered before.

    It waits a while for another that has it in hand. Raises `Refusal` for a bad key and one that named another request, and
    `InHand` when the other takes too long. Call it outside of any transaction; whoever claims then calls `keep` or `release`.
    """
    check_key(key)
    digest = hashlib.sha256(key.encode()).hexdigest()
    until = time.monotonic() + PATIENCE
    while True:
        found = _look(token, digest, request)
        if found is not None:
            return found
        if time.monotonic() >= until:
            raise InHand("The first request with this Idempotency-Key is not answered yet. Ask again in a moment.")
        time.sleep(PAUSE)


def _look(token: Token, digest: str, request: str) -> Kept | IdempotencyKey | None:
    """The answer, the row when it is ours now, or None while somebody else has it."""
    now = timezone.now()
    rows = IdempotencyKey.objects.filter(token=token, digest=digest)
    row = rows.first()
    if row is not None and row.created_at < now - KEYS:
        rows.filter(pk=row.pk).delete()
        row = None
    if row is None:
        return _new(token, digest, request)
    if row.fingerprint != request:
        raise Refusal("This Idempotency-Key named another request. Use a new one.", field="Idempotency-Key")
    if row.status is not None:
        return Kept(row.status, row.answer)
    if row.claimed_at is not None and row.claimed_at > now - LEASE:
        return None
    taken = rows.filter(pk=row.pk, status=None, claimed_at=row.claimed_at).update(claimed_at=now)
    return row if taken else None


def _new(token: Token, digest: str, request: str) -> IdempotencyKey | None:
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(token=token, digest=digest, fingerprint=request, claimed_at=timezone.now())
    except IntegrityError:  # somebody was quicker, or the token went
        return None


def keep(row: IdempotencyKey, status: int, body: str) -> None:
    """Keep the answer of a request that made something."""
    IdempotencyKey.objects.filter(pk=row.pk).update(status=status, answer=body)


def release(row: IdempotencyKey, *, faulty: bool) -> None:
    """Let a key be tried again; where something went wrong in the studio (`faulty`), for the same request alone."""
    rows = IdempotencyKey.objects.filter(pk=row.pk, status=None)
    if faulty:
        rows.update(claimed_at=None)
    else:
        rows.delete()
