"""Mentions: which members a text names with an @, who has not seen it yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from comics.jobs.queue import enqueue
from comics.models import Member, Mention, Note, Team, User


def members_of(team: Team) -> list[User]:
    """The members who can be mentioned, by name."""
    rows = Member.objects.filter(team=team, user__is_active=True).select_related("user")
    return sorted((member.user for member in rows), key=lambda user: user.display_name.casefold())


def named_in(text: str, members: Iterable[User]) -> list[User]:
    """The members whose name follows an @ in the text; of names that begin alike, the longest counts."""
    by_name: dict[str, list[User]] = {}
    for user in members:
        by_name.setdefault(user.display_name.casefold(), []).append(user)
    if not by_name:
        return []
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    found = dict.fromkeys(re.findall(rf"(?<![\w@])@({names})(?!\w)", text.casefold()))
    return [user for name in found for user in by_name[name]]


def keep_mentions(note: Note, team: Team, *, by: User) -> None:
    """Keep whom the note names, but for its author; those who are named for the first time hear of it."""
    named = [user for user in named_in(note.text, members_of(team)) if user.pk != by.pk]
    gone = note.mentions.exclude(user__in=named)
    heard = list(gone.values_list("user", flat=True))
    gone.delete()
    for user in named:
        mention, made = Mention.objects.get_or_create(note=note, user=user)
        if made:
            enqueue("mentions.mail_mention", mention.pk)
    count_new([*heard, *(user.pk for user in named)])


def count_new(users: Iterable[int]) -> None:
    """Keep with each of these people how many mentions they have not seen, so that no page has to ask for it."""
    unseen = Mention.objects.filter(user=OuterRef("pk"), seen_at=None).order_by().values("user")
    User.objects.filter(pk__in=set(users)).update(
        new_mentions=Coalesce(Subquery(unseen.annotate(count=Count("pk")).values("count")), 0)
    )


def see(user: User, note: Note | None = None) -> None:
    """The person has seen the conversation of a note, or all that mentions them."""
    rows = Mention.objects.filter(user=user, seen_at=None)
    if note is not None:
        root = note.parent_id or note.pk
        rows = rows.filter(Q(note=root) | Q(note__parent=root))
    if rows.update(seen_at=timezone.now()):
        count_new([user.pk])
