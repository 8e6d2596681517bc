"""Whether the key ring opens what is sealed."""

from __future__ import annotations

from comics.actions import second_factors
from comics.models import Key, WebhookEndpoint
from studio import vault


def unopened() -> tuple[list[str], int]:
    """The sealed secrets that the ring does not open, in words without any of them, and how many are sealed in all."""
    stuck, sealed = second_factors.unopened()
    for key in Key.objects.exclude(sealed=b"").select_related("owner").order_by("pk"):
        sealed += 1
        try:
            key.open()
        except (vault.Unopenable, vault.BadRing):
            stuck.append(f"the key “{key.name}” ({key.engine}) of {key.owner}")
    for key in Key.objects.exclude(hook_sealed=b"").select_related("owner").order_by("pk"):
        sealed += 1
        try:
            key.open_hook()
        except (vault.Unopenable, vault.BadRing):
            stuck.append(f"the secret of webhooks for the key “{key.name}” ({key.engine}) of {key.owner}")
    for endpoint in WebhookEndpoint.objects.select_related("team").order_by("pk"):
        sealed += 1
        try:
            endpoint.open()
        except (vault.Unopenable, vault.BadRing):
            stuck.append(f"the secret of the webhook {endpoint.host} of {endpoint.team}")
    return stuck, sealed
