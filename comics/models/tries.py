"""Bad passwords and codes, counted so that nobody can guess for long. No address is kept, only keyed hashes of it."""

from __future__ import annotations

import secrets
import time
from typing import Any

from django.db import models, transaction
from django.utils.crypto import salted_hmac

MOST = 5  # bad tries at one account, and accounts badly tried from one place
WITHIN = 300.0  # seconds


def _name(kind: str, of: str) -> str:
    # Databases fold letters in their own ways (ı is I, K is k); what any of them takes for one account is counted as one.
    return salted_hmac(f"comics.tries.{kind}", of.strip().upper().casefold(), algorithm="sha256").hexdigest()


class TriesQuerySet(models.QuerySet["Tries"]):
    """What is counted, exact however many processes ask at once."""

    @transaction.atomic
    def take(self, account: str, *, place: str = "") -> float:
        """Count a try before it is made; answers 0, or how many seconds to wait where it may not be made.

        A try that turns out right is given back. From one place at most five accounts may be tried badly: who guesses one
        password of many people is stopped, and five slips of one person lock out nobody beside them.
        """
        now = time.time()
        self.filter(until__lt=now - WITHIN).delete()  # late enough that nobody is in the middle of one
        account_name = _name("account", account)
        of_account = self._locked(account_name)
        of_place = self._locked(_name("place", place)) if place else None
        wait = max(of_account.wait(now), of_place.wait(now) if of_place and account_name not in of_place.stamps else 0.0)
        if wait > 0:
            return wait
        of_account.add(secrets.token_hex(8), now)
        if of_place:
            of_place.add(account_name, now)
        return 0.0

    @transaction.atomic
    def give_back(self, account: str, *, place: str = "") -> None:
        """Forget the latest try at an account: it was right. Earlier bad ones stay counted."""
        name = _name("account", account)
        of_account = self._locked(name)
        if of_account.stamps:
            of_account.drop(max(of_account.stamps, key=lambda key: of_account.stamps[key]))
        if place:
            self._locked(_name("place", place)).drop(name)

    def forget(self, account: str) -> None:
        """Forget all tries at an account, as when its password was set anew through a mail."""
        self.filter(name=_name("account", account)).delete()

    def _locked(self, name: str) -> Tries:
        self.get_or_create(name=name, defaults={"until": time.time() + WITHIN})
        return self.select_for_update().get(name=name)


class Tries(models.Model):
    """The latest bad tries at one account, or from one place (by account): when each was made, in seconds."""

    name = models.CharField(max_length=64, unique=True)
    stamps: models.JSONField[Any, dict[str, float]] = models.JSONField(default=dict)
    until = models.FloatField(db_index=True, help_text="when the row may go")

    objects = TriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"tries of {self.name[:8]}"

    def wait(self, now: float) -> float:
        """How many seconds until one more may be made; 0 when it may be made now."""
        recent = sorted(at for at in self.stamps.values() if at > now - WITHIN)
        return max(0.001, recent[-MOST] + WITHIN - now) if len(recent) >= MOST else 0.0

    def add(self, key: str, now: float) -> None:
        """Count one."""
        self._keep({name: at for name, at in self.stamps.items() if at > now - WITHIN} | {key: now})

    def drop(self, key: str) -> None:
        """Forget one."""
        self._keep({name: at for name, at in self.stamps.items() if name != key})

    def _keep(self, stamps: dict[str, float]) -> None:
        self.stamps, self.until = stamps, max(stamps.values(), default=0.0) + WITHIN
        self.save(update_fields=["stamps", "until"])
