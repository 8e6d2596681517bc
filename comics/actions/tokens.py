"""Tokens of the studio's own, for programs: make one, which shows it once, and revoke it."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from comics.actions.errors import Refusal
from comics.actions.members import bound_nonce, lock
from comics.models import Activity, Member, Team, Token, User
from comics.vocabulary import Deed, Scope

MAX_NAME = Token._meta.get_field("name").max_length or 80
MOST_DAYS = 3650
MOST_LIVE = 50  # of one person in one team

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A token's row, and the token itself, which is nowhere after this."""

    token: Token
    secret: str


@transaction.atomic
@sensitive_variables()
def make_token(user: User, team: Team, *, name: str, scopes: Iterable[str], days: int | None = None, nonce: str = "") -> Made:
    """A new token of this person for one team; it ends after `days`, or never.

    The same nonce again makes the same token anew, which the first answer then opens no more: pressing twice makes one. Raises
    `Refusal`.
    """
    team = lock(team.pk)
    if not Member.objects.filter(team=team, user=user).exists():
        raise Refusal("You are not in this team.", field="team")
    name, wanted, ends = _clean_name(name), _clean_scopes(scopes), _end(days)
    mine = Token.objects.filter(user=user, team=team)
    if nonce:
        nonce = bound_nonce(nonce, user, team)
        mine.filter(nonce=nonce, last_used_at=None).delete()
        if mine.filter(nonce=nonce).exists():
            raise Refusal("This token was made already, and is in use. Open the page anew to make another.")
    if mine.live().filter(name__iexact=name).exists():
        raise Refusal(f"You have a token “{name}” for {team} already. Give this one another name.", field="name")
    if mine.live().count() >= MOST_LIVE:
        raise Refusal(f"You have {MOST_LIVE} tokens for this team. Revoke those that nothing uses any more.")
    token, secret = Token.objects.make(user, team, name=name, scopes=wanted, expires_at=ends, nonce=nonce)
    Activity.objects.tell(Deed.MADE_TOKEN, team=team, by=user, about=name)
    logger.info("token %s: made by user %s for team %s", token.pk, user.pk, team.pk)
    return Made(token, secret)


def _clean_name(text: str) -> str:
    name = " ".join(text.split())
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise Refusal(f"Give the token a name of 1 to {MAX_NAME} characters, such as that of the program.", field="name")
    return name


def _clean_scopes(scopes: Iterable[str]) -> list[Scope]:
    """In the order of the vocabulary, each once."""
    asked = set(scopes)
    if unknown := asked - set(Scope):
        raise Refusal(f"There is no scope “{min(unknown)}”. Choose from: {', '.join(Scope)}.", field="scopes")
    if not asked:
        raise Refusal("Choose what the token may do.", field="scopes")
    return [scope for scope in Scope if scope in asked]


def _end(days: int | None) -> datetime.datetime | None:
    if days is None:
        return None
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(f"A token lasts from 1 to {MOST_DAYS} days, or for ever.", field="days")
    return timezone.now() + datetime.timedelta(days=days)


@transaction.atomic
def revoke_token(token: Token, *, by: User) -> None:
    """Let a token open nothing any more, from now on and for good; revoking it twice is revoking it."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        Activity.objects.tell(Deed.REVOKED_TOKEN, team=token.team, by=by, about=token.name)
        logger.info("token %s: revoked by user %s", token.pk, by.pk)
