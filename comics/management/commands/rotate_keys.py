"""`manage.py rotate_keys`: seals every secret anew with a new key of the ring, and takes the old ones away."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.models import QuerySet

from comics.actions import second_factors
from comics.models import Key, WebhookEndpoint
from studio import vault

# The columns of sealed secrets.
SEALED: dict[type[Key | WebhookEndpoint], tuple[str, ...]] = {
    Key: ("sealed", "hook_sealed"),
    WebhookEndpoint: ("sealed", "previous_sealed"),
}
WAIT = 10.0  # seconds; longer than a request takes that has read the ring before it was changed


class Command(BaseCommand):
    """May be interrupted anywhere and run again: a rotation that was begun is gone on with."""

    help = (
        "Seal all tokens of engine keys, secrets of webhooks and of second factors with a new key of the ring, then take the "
        "old ones away. Backups of the database that are older need the ring that was kept with them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long to wait for requests that still seal with the old key."""
        parser.add_argument("--wait", type=float, default=WAIT, help="seconds before the old keys go (default: %(default)s)")

    def handle(self, *, wait: float, **options: object) -> None:
        """Rotate. Raises `CommandError` when the ring cannot be read or a token cannot be opened; nothing is lost then."""
        try:
            with vault.rotating():
                self._rotate(wait)
        except vault.BadRing as error:
            raise CommandError(str(error)) from None

    def _rotate(self, wait: float) -> None:
        many = len(vault.ring()) > 1
        if vault.is_in_environment():
            if not many:
                raise CommandError(f"{vault.VARIABLE} holds one key. Put a new one before it and restart the studio first.")
        elif many:
            self.stdout.write("Going on with a rotation that was begun.")
        else:
            vault.add_key()
        self.stdout.write(f"{_reseal_all()} tokens are sealed with the newest key.")
        if factors := _reseal_factors():
            self.stdout.write(f"{factors} second factors are sealed with the newest key.")
        time.sleep(wait)
        _reseal_all()
        _reseal_factors()
        if vault.is_in_environment():
            self.stdout.write(f"All keys but the first may be taken away from {vault.VARIABLE} now.")
            return
        with transaction.atomic():  # in which nobody else writes; it writes nothing that could be lost itself
            _keep_others_from_writing()
            if _old() or second_factors.old_authenticators():
                raise CommandError("A token was entered just now. Run this again; the old keys are kept until then.")
            gone = vault.drop_old_keys()
        self.stdout.write(f"Old keys taken away: {gone}.")


def _keep_others_from_writing() -> None:
    """Wait until nobody is writing sealed rows, and have who comes wait. SQLite's writers follow one another anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in (Key, WebhookEndpoint, Authenticator):
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN SHARE MODE")


def _old() -> list[Key | WebhookEndpoint]:
    """The rows on which an older key has sealed something."""
    rows: list[Key | WebhookEndpoint] = [
        *Key.objects.exclude(sealed=b"", hook_sealed=b""),
        *WebhookEndpoint.objects.select_related("team"),
    ]
    return [row for row in rows if not all(map(vault.is_newest, row.seals()))]


def _reseal_all() -> int:
    """Seal what an older key has sealed; answers how many rows. Raises `CommandError` for what cannot be opened."""
    sealed, stuck = 0, []
    for row in _old():
        columns = SEALED[type(row)]
        before = {name: bytes(getattr(row, name)) for name in columns}
        try:
            row.reseal()
        except vault.Unopenable:
            stuck.append(f"{row} of {row.owner if isinstance(row, Key) else row.team}")
            continue
        # A secret that was replaced meanwhile is left alone: the next round sees to it.
        same: QuerySet[Any] = type(row)._default_manager.filter(pk=row.pk, **before)
        sealed += same.update(**{name: getattr(row, name) for name in columns})
    if stuck:
        raise CommandError(
            "These tokens cannot be opened with the ring; have their owners replace or revoke them, then run this again: "
            f"{', '.join(stuck)}. The other tokens are sealed with the newest key, and the old keys are kept."
        )
    return sealed


def _reseal_factors() -> int:
    """The same for the secrets of second factors."""
    sealed, stuck = 0, []
    for row in second_factors.old_authenticators():
        try:
            sealed += second_factors.reseal(row.pk)
        except vault.Unopenable:
            stuck.append(f"{row.get_type_display()} of {row.user}")
    if stuck:
        raise CommandError(
            "These second factors cannot be opened with the ring; remove them in the admin (their owners then set them up "
            f"again) and run this again: {', '.join(stuck)}. The old keys are kept."
        )
    return sealed
