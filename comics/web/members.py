"""Buttons about the members of a team, and the keys that they share: another role, out of the team, a key taken out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from comics.access import Can, find, key_in_team, visible
from comics.actions import members
from comics.actions import sharing as keys
from comics.actions.errors import Refusal
from comics.models import Member, Team
from comics.web.answers import say
from comics.web.request import StudioRequest
from comics.web.team_page import team_page
from comics.web.teams import keys_words


def _member(request: StudioRequest, pk: int) -> Member:
    rows = visible(request.user, Member).select_related("team", "user")
    return find(request.user, Member, pk, Can.MEMBERS, among=rows)


def _refuse(request: StudioRequest, member: Member, refusal: Refusal) -> HttpResponse:
    """The page of the team as it is now, and why that could not be done."""
    team = find(request.user, Team, member.team_id)
    return team_page(request, team, status=409, said=str(refusal))


@require_POST
@login_required
def change_role(request: StudioRequest, pk: int) -> HttpResponse:
    """Give a member another role."""
    member = _member(request, pk)
    try:
        changed = members.set_role(member, request.POST.get("role", ""), by=request.user)
    except Refusal as refusal:
        return _refuse(request, member, refusal)
    say(request, f"{member.user} is {changed.role} now.")
    return redirect("team", member.team_id)


@require_POST
@login_required
def remove_member(request: StudioRequest, pk: int) -> HttpResponse:
    """Put somebody out of the team; what they made stays."""
    member = _member(request, pk)
    try:
        withdrawn = members.remove_member(member, by=request.user)
    except Refusal as refusal:
        return _refuse(request, member, refusal)
    say(request, f"{member.user} is out of the team. {keys_words(withdrawn, 'Their')}".strip())
    return redirect("teams" if member.user_id == request.user.pk else "team", *_args(request, member))


def _args(request: StudioRequest, member: Member) -> list[int]:
    """Whoever removed themselves does not see the team any more."""
    return [] if member.user_id == request.user.pk else [member.team_id]


@require_POST
@login_required
def withdraw_key(request: StudioRequest, pk: int) -> HttpResponse:
    """Take a shared key out of the team; its owner keeps it."""
    key = key_in_team(request.user, pk, Can.KEYS)
    team = key.team
    assert team is not None  # noqa: S101 - it was found by its team; this tells the type checker
    keys.withdraw_key(key, team, by=request.user)
    say(request, f"“{key.name}” is taken out of {team}. {key.owner} keeps it.")
    return redirect("team", team.pk)
