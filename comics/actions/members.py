"""Members of a team: another role, leaving, being removed. A team always keeps an owner.

Whatever changes who is in a team locks the team's row first, so that two changes at once follow one another.
"""

from __future__ import annotations

import hashlib
import logging

from django.db import transaction
from django.utils import timezone

from comics.actions.errors import Refusal
from comics.actions.sharing import withdraw_keys
from comics.models import Activity, Invitation, Member, Team, Token, User
from comics.models.teams import MAY_INVITE
from comics.vocabulary import Deed, Role

LAST_OWNER = "A team needs an owner. Make somebody else an owner first."

logger = logging.getLogger(__name__)


def lock(pk: int) -> Team:
    """The row of a team, held until the caller's transaction ends. Raises `Refusal` when it was deleted meanwhile.

    Rows that only point at the team, such as lines of activity, may still be made meanwhile: nobody waits in a circle.
    """
    row = Team.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None:
        raise Refusal("This team is not there any more.")
    return row


def bound_nonce(nonce: str, user: User, team: Team) -> str:
    """A form's nonce as the database holds it: bound to person and team, so that nobody collides with another's."""
    return hashlib.sha256(f"{user.pk}.{team.pk}.{nonce}".encode()).hexdigest()


@transaction.atomic
def set_role(member: Member, role: str, *, by: User | None) -> Member:
    """Give a member another role; `by` is None on the command line. Raises `Refusal` for the last owner, the person of a
    personal team, somebody who left, and a role that there is not."""
    team = lock(member.team_id)
    if role not in set(Role):
        raise Refusal("There is no such role.", field="role")
    row = _still_there(member)
    if row.role == role:
        return row
    if team.personal_of_id == row.user_id:
        raise Refusal(f"This is {row.user}’s own team, and {row.user} stays its owner.")
    if row.role == Role.OWNER:
        _need_another_owner(team, row)
    row.role = role
    row.save(update_fields=["role"])
    if role not in MAY_INVITE:
        _revoke_invitations(team, row.user)
    Activity.objects.tell(Deed.CHANGED_ROLE, team=team, by=by, about=f"{row.user} to {role}")
    logger.info("team %s: user %s is %s now", team.pk, row.user_id, role)
    return row


@transaction.atomic
def remove_member(member: Member, *, by: User) -> int:
    """Put somebody out of the team; answers how many shared keys went with them. What they made stays.

    Raises `Refusal` as `leave_team` does.
    """
    team = lock(member.team_id)
    row = _still_there(member)
    if team.personal_of_id == row.user_id:
        raise Refusal(f"This is {row.user}’s own team. Nobody can be put out of their own.")
    keys = _part(team, row, by=by)
    Activity.objects.tell(Deed.REMOVED_MEMBER, team=team, by=by, about=str(row.user))
    return keys


@transaction.atomic
def leave_team(team: Team, *, by: User) -> int:
    """Go out of a team; answers how many of one's keys are not shared with it any more. What one made stays.

    Raises `Refusal` for the last owner and for one's own personal team.
    """
    team = lock(team.pk)
    row = Member.objects.filter(team=team, user=by).select_related("user").first()
    if row is None:
        raise Refusal("You are not in this team any more.")
    if team.personal_of_id == by.pk:
        raise Refusal("This is your own team: it belongs to your account, and you cannot leave it.")
    keys = _part(team, row, by=by)
    Activity.objects.tell(Deed.LEFT, team=team, by=by)
    return keys


def _still_there(member: Member) -> Member:
    row = Member.objects.filter(pk=member.pk).select_related("user", "team").first()
    if row is None:
        raise Refusal("This person is not in the team any more.")
    return row


def _need_another_owner(team: Team, member: Member) -> None:
    """Closed accounts do not count: nobody could sign in to them. Call it with the team's row locked."""
    others = Member.objects.filter(team=team, role=Role.OWNER, user__is_active=True).exclude(pk=member.pk)
    if not others.exists():
        raise Refusal(LAST_OWNER)


def _part(team: Team, member: Member, *, by: User) -> int:
    """End a membership and at once all that stood on it: shared keys, tokens, invitations that were sent."""
    if member.role == Role.OWNER:
        _need_another_owner(team, member)
    keys = withdraw_keys(member.user, team, by=by)
    Token.objects.filter(team=team, user=member.user, revoked_at=None).update(revoked_at=timezone.now())
    _revoke_invitations(team, member.user)
    Member.objects.filter(pk=member.pk).delete()
    logger.info("team %s: user %s is out, %s keys withdrawn", team.pk, member.user_id, keys)
    return keys


def _revoke_invitations(team: Team, user: User) -> None:
    """An invitation opens no more than its inviter could."""
    Invitation.objects.open().filter(team=team, by=user).update(revoked_at=timezone.now())
