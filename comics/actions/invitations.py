"""Invitations: offer a role in a team, send it again, take it back, accept it. Only a hash of the secret is kept."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from comics.actions.errors import Refusal
from comics.actions.members import bound_nonce, lock
from comics.models import Activity, Invitation, Member, Team, User
from comics.models.teams import MAY_INVITE, OPEN_FOR
from comics.vocabulary import LADDER, Deed, Role

SECRET_BYTES = 32
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # what 32 bytes are in base64url
_DIGEST = re.compile(r"[0-9a-f]{64}")
MOST_OPEN = 100  # invitations of one team

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation, and its secret, which is nowhere after this."""

    invitation: Invitation
    secret: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A membership, and which role the person had before: None where they were not in the team."""

    member: Member
    before: Role | None


def well_formed(secret: str) -> bool:
    """Whether a text can be a secret of an invitation at all. Asks no database."""
    return _SECRET.fullmatch(secret) is not None


@sensitive_variables("secret")
def digest_of(secret: str) -> str:
    """What is kept of a secret; empty for what is none. SHA-256 is enough for 256 random bits: no dictionary holds them."""
    return hashlib.sha256(secret.encode()).hexdigest() if well_formed(secret) else ""


@transaction.atomic
@sensitive_variables("secret")
def invite(team: Team, *, role: str, email: str = "", by: User, nonce: str) -> Issued:
    """Offer a role to whoever gets the secret; with `email`, to that address alone. It can be accepted for a week, once.

    The same nonce again gives the same invitation another secret, so that pressing twice makes one. Raises `Refusal`.
    """
    team = lock(team.pk)
    _may_offer(team, role, by=by)
    nonce = bound_nonce(f"{nonce}.{role}.{email.strip()}", by, team)
    if twin := Invitation.objects.filter(nonce=nonce).first():
        return renew_invitation(twin, by=by)
    if Invitation.objects.open().filter(team=team).count() >= MOST_OPEN:
        raise Refusal(f"{MOST_OPEN} invitations are open already. Take some of them back first.")
    email = _clean_address(team, email)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = Invitation.objects.create(team=team, role=role, email=email, by=by, nonce=nonce, digest=digest_of(secret))
    Activity.objects.tell(Deed.INVITED, team=team, by=by, about=f"{made.whom} as {role}")
    return Issued(made, secret)


def _may_offer(team: Team, role: str, *, by: User) -> None:
    """Nobody offers more than they have. Raises `Refusal`."""
    if role not in LADDER:
        raise Refusal("There is no such role.", field="role")
    own = Member.objects.filter(team=team, user=by).values_list("role", flat=True).first()
    if own not in MAY_INVITE:
        raise Refusal("You may not invite people to this team any more.")
    if LADDER.index(Role(role)) > LADDER.index(Role(own)):
        raise Refusal("You can offer no more than your own role.", field="role")


def _clean_address(team: Team, text: str) -> str:
    email = text.strip()
    if not email:
        return ""
    try:
        Invitation._meta.get_field("email").clean(email, None)
    except ValidationError:
        raise Refusal("That is no e-mail address.", field="email") from None
    email = User.objects.normalize_email(email)
    if member := Member.objects.filter(team=team, user__email__iexact=email).select_related("user").first():
        raise Refusal(f"{member.user} is in the team already.", field="email")
    if Invitation.objects.open().filter(team=team, email__iexact=email).exists():
        raise Refusal(f"{email} is invited already. Send that invitation again, or take it back.", field="email")
    return email


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: User) -> Issued:
    """Give an invitation another secret and another week; the old secret opens nothing any more. Raises `Refusal`.

    From now on it stands on the right of whoever renewed it.
    """
    team = lock(invitation.team_id)
    row = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).first()
    if row is None:
        raise Refusal("This invitation was accepted or taken back. Make a new one.")
    _may_offer(team, row.role, by=by)
    return _with_new_secret(row, by=by)


@sensitive_variables("secret")
def _with_new_secret(row: Invitation, *, by: User) -> Issued:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row.digest, row.by, row.expires_at = digest_of(secret), by, timezone.now() + OPEN_FOR
    row.save(update_fields=["digest", "by", "expires_at"])
    return Issued(row, secret)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back. Raises `Refusal` when it was accepted already; taking it back twice is taking it back."""
    rows = Invitation.objects.filter(pk=invitation.pk)
    if rows.filter(accepted_at=None, revoked_at=None).update(revoked_at=timezone.now()):
        Activity.objects.tell(Deed.REVOKED_INVITATION, team=invitation.team, by=by, about=invitation.whom)
    elif rows.exclude(accepted_at=None).exists():
        raise Refusal("It was accepted already. Remove the member instead.")


@sensitive_variables("secret")
def invitation_of(secret: str) -> Invitation | None:
    """The invitation that a secret opens; None where it opens nothing (any more), whatever the reason."""
    return invitation_by(digest_of(secret))


def invitation_by(digest: str) -> Invitation | None:
    """The same by the digest of the secret, for who has shown the secret before. Never take a digest from outside."""
    if not _DIGEST.fullmatch(digest):
        return None
    return Invitation.objects.valid().select_related("team", "by").filter(digest=digest).first()


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether this account may accept it: any may, unless it is for one address; that must be theirs."""
    email = invitation.email
    if not email or user.email.casefold() == email.casefold():
        return True
    return user.emailaddress_set.filter(email__iexact=email, verified=True).exists()


@transaction.atomic
def accept_invitation(digest: str, *, by: User) -> Accepted | None:
    """Join the team by the digest of a secret that this person has shown; None where it opens nothing (any more).

    A member keeps the higher of both roles; an invitation that would give nothing stays open. Of two people at once one gets
    in; the same person twice gets in once. Raises `Refusal` for another's invitation.
    """
    found = invitation_by(digest)
    if found is None:
        return accepted_before(digest, by=by)
    if not is_for(found, by):
        raise Refusal("This invitation is for another address. Sign in with that one.")
    team = lock(found.team_id)
    member = Member.objects.filter(team=team, user=by).first()
    before = Role(member.role) if member else None
    if member and before and LADDER.index(before) >= LADDER.index(Role(found.role)):
        return Accepted(member, before)
    # Only now, with the team's row locked, is it sure that the inviter may still, and that nobody else came first.
    taken = Invitation.objects.valid().filter(pk=found.pk, digest=found.digest)
    if not taken.update(accepted_at=timezone.now(), accepted_by=by):
        return accepted_before(digest, by=by)
    member, _ = Member.objects.update_or_create(team=team, user=by, defaults={"role": found.role})
    _tell(member, before)
    return Accepted(member, before)


def accepted_before(digest: str, *, by: User) -> Accepted | None:
    """The membership that this person got by this very invitation a moment ago, as with a second press."""
    row = Invitation.objects.filter(digest=digest, accepted_by=by).first()
    member = Member.objects.filter(team=row.team_id, user=by).first() if row else None
    return Accepted(member, Role(member.role)) if member else None


def _tell(member: Member, before: Role | None) -> None:
    if before is None:
        Activity.objects.tell(Deed.JOINED, team=member.team, by=member.user, about=member.role)
    else:
        Activity.objects.tell(Deed.CHANGED_ROLE, team=member.team, by=member.user, about=f"{member.user} to {member.role}")
    logger.info("team %s: user %s joined as %s", member.team_id, member.user_id, member.role)


def mail_invitation(invitation: Invitation, link: str) -> bool:
    """Send the link to the address that the invitation is for; False when the mail could not be sent.

    Not through the queue: the secret in the link must not be kept anywhere.
    """
    words = {"invitation": invitation, "team": invitation.team, "by": invitation.by, "link": link}
    subject = " ".join(render_to_string("mail/invitation_subject.txt", words).split())
    try:
        return bool(send_mail(subject, render_to_string("mail/invitation.txt", words), None, [invitation.email]))
    except OSError as error:  # smtplib's errors are OSErrors too
        logger.warning("invitation %s: the mail could not be sent (%s)", invitation.pk, type(error).__name__)
        return False
