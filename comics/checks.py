"""Start-up checks: what must not go into production, and how to put it right."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from studio import vault

HOW_TO_MAKE_ONE = (
    "Take STUDIO_KEY_RING out of the environment: the studio makes a ring in its data folder. Or give it 32 random bytes: "
    "python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())'. "
    "What was sealed with the present ring opens with that one only: put the new key before it, run manage.py rotate_keys, "
    "then take the old one away."
)


@register(Tags.security)
def check_key_ring(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """The ring that seals secrets can be read, and is apart from SECRET_KEY; a studio in earnest does not start without."""
    if settings.DEBUG:
        return []
    found = vault.trouble(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [Error(found, hint=HOW_TO_MAKE_ONE, id="studio.E001")] if found else []


@register(Tags.security, deploy=True)
def check_key_ring_is_private(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """The file of the ring is for the studio's own account alone."""
    path = vault.ring_path()
    if vault.is_in_environment() or not path.exists() or not path.stat().st_mode & 0o077:
        return []
    return [Warning(f"{path} can be read by others on this machine.", hint=f"chmod 600 {path}", id="studio.W001")]
