"""Invitations: send, send again and take back; and the page where whoever holds a secret sees what it offers, and accepts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, find, visible
from comics.actions import invitations as actions
from comics.actions.errors import Refusal
from comics.models import Invitation, Member, Team, User
from comics.vocabulary import LADDER, Role
from comics.web.answers import blame, person, say, whole_number
from comics.web.nonces import posted_nonce
from comics.web.request import StudioRequest
from comics.web.team_forms import ROLE_WORDS, InviteForm
from comics.web.team_page import team_page

HELD = "invitation"  # in the session: the digest of the secret that was shown last; the secret itself is kept nowhere
OVERTAKEN = "You opened another invitation meanwhile: this one. Nothing was accepted yet."


@require_POST
@login_required
@never_cache
def invite(request: StudioRequest, pk: int) -> HttpResponse:
    """Invite somebody by e-mail, or make a link."""
    team = find(request.user, Team, pk, Can.MEMBERS)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            issued = actions.invite(team, **form.cleaned_data, by=request.user, nonce=posted_nonce(request))
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return _hand_over(request, team, issued)
    return team_page(request, team, status=422, invite=form)


@sensitive_variables()
def _hand_over(request: StudioRequest, team: Team, issued: actions.Issued) -> HttpResponse:
    """Mail the link; where there is no mail, or it could not be sent, show it once, to be handed over by other ways."""
    path = reverse("open_invitation", args=[issued.secret])
    link = f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
    email = issued.invitation.email
    sent = bool(email) and actions.mail_invitation(issued.invitation, link)
    if sent and settings.EMAIL_HOST:
        say(request, f"The invitation is on its way to {email}.")
        return redirect("team", team.pk)
    trouble = "The mail could not be sent. Hand the link over yourself." if email and not sent else ""
    return team_page(request, team, link=link, said=trouble)


def _invitation(request: StudioRequest, pk: int) -> Invitation:
    rows = visible(request.user, Invitation).select_related("team")
    return find(request.user, Invitation, pk, Can.MEMBERS, among=rows)


@require_POST
@login_required
@never_cache
def renew_invitation(request: StudioRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with another secret and for another week."""
    invitation = _invitation(request, pk)
    team = find(request.user, Team, invitation.team_id, Can.MEMBERS)
    try:
        issued = actions.renew_invitation(invitation, by=request.user)
    except Refusal as refusal:
        return team_page(request, team, status=409, said=str(refusal))
    return _hand_over(request, team, issued)


@require_POST
@login_required
def revoke_invitation(request: StudioRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, pk)
    try:
        actions.revoke_invitation(invitation, by=request.user)
    except Refusal as refusal:
        return team_page(request, find(request.user, Team, invitation.team_id), status=409, said=str(refusal))
    say(request, "The invitation is taken back. Its link opens nothing any more.")
    return redirect("team", invitation.team_id)


@require_safe
@never_cache
@sensitive_variables("secret")
def open_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the secret out of the address; the session holds its digest until the person has signed in or up, and accepted."""
    if actions.invitation_of(secret) is None:
        return _gone(request)
    request.session[HELD] = actions.digest_of(secret)
    return redirect("invitation")


def _gone(request: HttpRequest) -> HttpResponse:
    """The same page for what never was, was accepted, was taken back, and is too old."""
    return render(request, "invitation.html", {"invitation": None}, status=404)


@require_safe
@never_cache
def show_invitation(request: HttpRequest) -> HttpResponse:
    """What the invitation that was opened offers. Nothing is accepted by looking at it."""
    return _offer(request)


def held_digest(request: HttpRequest) -> str:
    """The digest of the secret that this browser has shown; empty where it has shown none."""
    digest = request.session.get(HELD, "")
    return digest if isinstance(digest, str) else ""


def _offer(request: HttpRequest, *, status: int = 200, said: str = "") -> HttpResponse:
    invitation = actions.invitation_by(held_digest(request))
    if invitation is None:
        request.session.pop(HELD, None)
        return _gone(request)
    me = request.user if isinstance(request.user, User) else None
    member = Member.objects.filter(team=invitation.team, user=me).first() if me else None
    shown: dict[str, Any] = {
        "invitation": invitation,
        "role_words": ROLE_WORDS[Role(invitation.role)].partition(": ")[2],
        "for_me": me is not None and actions.is_for(invitation, me),
        "address": _masked(invitation.email),
        "member": member,
        "gives_nothing": member is not None and LADDER.index(Role(member.role)) >= LADDER.index(Role(invitation.role)),
        "may_sign_up": settings.REGISTRATION != "closed",
        "said": said,
    }
    return render(request, "invitation.html", shown, status=status)


def _masked(email: str) -> str:
    """An address that its owner recognizes and nobody else learns: "b…@example.test"."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}…{at}{domain}" if email else ""


@require_POST
@login_required
@never_cache
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """Join the team that the invitation on the screen is to; the session must hold what opens that very invitation."""
    me, digest = person(request), held_digest(request)
    asked = Invitation.objects.filter(pk=whole_number(request.POST.get("invitation")) or 0).first()
    if asked is None or asked.digest != digest:
        again = actions.accepted_before(asked.digest, by=me) if asked else None
        return redirect("team", again.member.team_id) if again else _offer(request, status=409, said=OVERTAKEN)
    try:
        accepted = actions.accept_invitation(digest, by=me)
    except Refusal as refusal:
        return _offer(request, status=403, said=str(refusal))
    request.session.pop(HELD, None)
    if accepted is None:
        return _gone(request)
    team, role = accepted.member.team, accepted.member.role
    say(request, f"You are {role} in {team}." if accepted.before is None else f"You are in {team}, as {role}.")
    return redirect("team", team.pk)


@require_POST
@login_required
@never_cache
def switch_account(request: HttpRequest) -> HttpResponse:
    """Sign out to accept with another account; the invitation is kept for it."""
    digest = held_digest(request)
    logout(request)
    if digest:
        request.session[HELD] = digest
    return redirect(f"{reverse('account_login')}?next={reverse('invitation')}")
