"""Sealed secrets of second factors: to whom they are bound, and sealing them anew."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction

from studio import vault

SEALED = ("secret", "seed")  # what a row holds under these names is sealed


def bond(user: int) -> str:
    """What the secrets of a person's second factors are bound to: moved to another's row, they do not open."""
    return f"allauth.mfa.Authenticator\n{user}"


def unopened() -> tuple[list[str], int]:
    """The rows that the ring does not open, in words without any of them, and how many hold something sealed."""
    rows = [row for row in Authenticator.objects.select_related("user").order_by("pk") if any(_sealed(row))]
    return [f"a second factor of {row.user}" for row in rows if not _opens(row)], len(rows)


def _opens(row: Authenticator) -> bool:
    try:
        return all(vault.open_sealed(_bytes(row.data[name]), bound_to=bond(row.user_id)) for name in _sealed(row))
    except (vault.Unopenable, vault.BadRing):
        return False


def old_authenticators() -> list[Authenticator]:
    """The rows that an older key has sealed."""
    return [row for row in Authenticator.objects.order_by("pk") if any(not _newest(row.data[name]) for name in _sealed(row))]


@transaction.atomic
def reseal(pk: int) -> bool:
    """Seal the secrets of a row with the newest key; whether it is still there. Raises `vault.Unopenable`."""
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    for name in _sealed(row):
        secret = vault.open_sealed(_bytes(row.data[name]), bound_to=bond(row.user_id))
        row.data[name] = base64.b64encode(vault.seal(secret, bound_to=bond(row.user_id))).decode()
    row.save(update_fields=["data"])
    return True


def _sealed(row: Authenticator) -> Iterator[str]:
    return (name for name in SEALED if name in row.data)


def _newest(text: str) -> bool:
    return vault.is_newest(_bytes(text))


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""
