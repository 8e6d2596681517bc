"""What LlamaGen's webhooks tell the studio: a hint that there is news, nothing more. Whatever it is, the watcher asks for it.

The service signs with a secret that the owner of the key keeps here (`studio.signatures`).
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from comics.actions.errors import Refusal
from comics.jobs.submissions import poke
from comics.models import HookReceipt, Key
from studio.signatures import is_signed, is_timely
from studio.vault import Unopenable

SENDER = "llamagen"  # the engine whose service tells
MAX_SECRET = 500  # characters
MAX_ID = 200  # characters of an id in what is told

logger = logging.getLogger(__name__)


class Unsigned(Exception):
    """It is not signed with the secret that is kept for this address, or there is none."""


@sensitive_variables("secret")
def keep_hook_secret(key: Key, secret: str) -> None:
    """Keep the secret with which the service signs its webhooks; an empty one forgets it. Raises `Refusal` without it."""
    secret = secret.strip()
    if key.engine != SENDER:
        raise Refusal("This service sends no webhooks that the studio understands.", field="secret")
    if len(secret) > MAX_SECRET or not all("!" <= character <= "~" for character in secret):
        raise Refusal("A secret has no spaces, line breaks or accents in it. Copy it again, alone.", field="secret")
    key.seal_hook(secret)
    Key.objects.live().filter(pk=key.pk).update(hook_sealed=key.hook_sealed)
    logger.info("key %s: secret of webhooks %s", key.pk, "kept" if secret else "forgotten")


@sensitive_variables("secret")
def take_hint(key: Key, *, body: bytes, timestamp: str, signatures: str) -> int:
    """Have the watcher look at once for what a webhook tells of; answers how many submissions it looks at.

    The same event again, and one about what the studio did not ask for with this account, are nothing. Raises `Unsigned`, and
    `Refusal` for what is too old, or says nothing.
    """
    try:
        secret = key.open_hook()
    except Unopenable:
        raise Unsigned from None
    if not is_signed(signatures, secret, timestamp, body):
        raise Unsigned
    if not is_timely(timestamp, timezone.now().timestamp()):
        raise Refusal("This was signed more than five minutes ago, or ahead of time.")
    event, remote_id = _read(body)
    try:
        with transaction.atomic():
            HookReceipt.objects.create(key=key, digest=hashlib.sha256(event.encode()).hexdigest())
            poked = poke(key.account, SENDER, remote_id)
    except IntegrityError:  # it was told already
        return 0
    logger.info("key %s: told by webhook, %s submissions to look at", key.pk, poked)
    return poked


def _read(body: bytes) -> tuple[str, str]:
    """The ids of the event and of the generation. Raises `Refusal`."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    event, data = (told.get("id"), told.get("data")) if isinstance(told, dict) else (None, None)
    found = data.get("id") if isinstance(data, dict) else None
    if not _is_id(event) or not _is_id(found):
        raise Refusal("This is no event with an id and the id of a generation.")
    return str(event), str(found)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_ID and value.isprintable()
