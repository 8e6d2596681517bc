"""Whether the key ring opens what is sealed."""

from __future__ import annotations

import base64

from django.conf import settings

from comics.models import Key
from studio import vault


def unopened() -> tuple[list[str], int]:
    """The sealed secrets that the ring does not open, in words without any of them, and how many are sealed in all."""
    stuck, sealed = [], 0
    for key in Key.objects.exclude(sealed=b"").select_related("owner").order_by("pk"):
        sealed += 1
        try:
            key.open()
        except (vault.Unopenable, vault.BadRing):
            stuck.append(f"the key “{key.name}” ({key.engine}) of {key.owner}")
    return stuck, sealed


def ring_is_secret_key() -> bool:
    """Whether a key of the ring is the secret key, as text or as the bytes that it stands for. Raises `vault.BadRing`."""
    known = settings.SECRET_KEY.encode()
    return any(key == known or base64.b64encode(key) == known for key in vault.ring())
