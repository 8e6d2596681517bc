"""Sharing engine keys: with a team, with nobody any more, and what ends when somebody leaves."""

from __future__ import annotations

import logging

from django.db import transaction

from comics.models import Activity, Key, Team, User
from comics.vocabulary import Deed

logger = logging.getLogger(__name__)


def share_key(key: Key, team: Team | None) -> None:
    """Let the members of a team spend with the key, or with None only its owner. Whether the owner may share, the door asks."""
    before = key.team
    if before == team:
        return
    key.team = team
    with transaction.atomic():
        key.save(update_fields=["team"])
        if before:
            Activity.objects.tell(Deed.WITHDREW_KEY, team=before, by=key.owner, about=key.name)
        if team:
            Activity.objects.tell(Deed.SHARED_KEY, team=team, by=key.owner, about=key.name)


@transaction.atomic
def withdraw_keys(user: User, team: Team, *, by: User) -> int:
    """End the sharing of a person's keys with a team that they leave, or are put out of by somebody; answers how many."""
    return sum(withdraw_key(key, team, by=by) for key in Key.objects.filter(owner=user, team=team))


@transaction.atomic
def withdraw_key(key: Key, team: Team, *, by: User) -> bool:
    """Take a key out of a team; False where it was not shared with it any more. Its owner keeps it.

    What waits to be sent with it for others is not sent; what the service has accepted is paid for, and is collected.
    """
    if not Key.objects.filter(pk=key.pk, team=team).update(team=None):
        return False
    Activity.objects.tell(Deed.WITHDREW_KEY, team=team, by=by, about=key.name)
    logger.info("key %s: taken out of team %s by user %s", key.pk, team.pk, by.pk)
    return True
