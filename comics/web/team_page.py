"""What the page of a team shows: who is in it and may spend, invitations, shared keys, tokens, and the latest activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from comics.access import CAPABILITIES, MEANINGS, Can, allows, own_tokens
from comics.actions.budgets import BudgetLeft, with_spent
from comics.engines.remote_catalogue import remote_engines
from comics.models import Activity, Budget, Invitation, Key, Member, Series, Team, Token, User
from comics.models.teams import OPEN_FOR
from comics.vocabulary import LADDER, Role
from comics.web.activity import tell_activity
from comics.web.nonces import new_nonce
from comics.web.request import StudioRequest
from comics.web.team_forms import ROLE_CHOICES, InviteForm, NameForm

LATEST = 8  # lines of activity


@dataclass(frozen=True, slots=True)
class Row:
    """One member as the page shows them; `budgets` are their own, as far as this person may see them."""

    member: Member
    me: bool
    may_spend: bool
    budgets: list[BudgetLeft]
    fixed: bool  # the person of a personal team, who stays its owner


@dataclass(frozen=True, slots=True)
class Offer:
    """One invitation and where it stands, in words."""

    invitation: Invitation
    state: str
    mark: str
    open: bool


def team_page(
    request: StudioRequest, team: Team, *, status: int = 200, said: str = "", link: str = "", **bound: forms.Form
) -> HttpResponse:
    """The page; `bound` are forms that say what is wrong, `said` what could not be done, `link` a new invitation's, once."""
    me, role = request.user, Role(vars(team)["member_role"])
    may = {can.name.lower(): allows(role, can) for can in Can}
    budgets = _budgets(team, me, all_of_them=may["budget"])
    shown: dict[str, Any] = {
        "team": team,
        "role": role,
        "may": may,
        "said": said,
        "link": link,
        "rows": _rows(team, me, budgets),
        "team_budgets": [row for row in budgets if row.budget.user_id is None],
        "offers": _offers(team) if may["members"] else [],
        "roles": ROLE_CHOICES,
        "table": role_table(),
        "ladder": LADDER,
        "keys": _keys(team),
        "tokens": _tokens(team, me, all_of_them=may["keys"]),
        "titles": Series.objects.live().filter(team=team).count(),
        "lines": tell_activity(Activity.objects.filter(team=team)[:LATEST]),
        "personal": team.personal_of_id == me.pk,
        "nonce": new_nonce(),
        "name": NameForm(initial={"name": team.name}),
        "invite": InviteForm(),
    }
    return render(request, "team.html", shown | bound, status=status)


def role_table() -> list[tuple[str, list[bool]]]:
    """What each capability means, and which roles have it, in the order of the ladder."""
    return [(meaning, [can in CAPABILITIES[role] for role in LADDER]) for can, meaning in MEANINGS.items()]


def _budgets(team: Team, me: User, *, all_of_them: bool) -> list[BudgetLeft]:
    rows = Budget.objects.filter(team=team) if all_of_them else Budget.objects.holding(team, me)
    return with_spent(team, list(rows.select_related("user").order_by("unit")))


def _rows(team: Team, me: User, budgets: list[BudgetLeft]) -> list[Row]:
    """The members, owners first."""
    members = Member.objects.filter(team=team).select_related("user")
    rows = [
        Row(
            member,
            me=member.user_id == me.pk,
            may_spend=allows(member.role, Can.SPEND),
            budgets=[row for row in budgets if row.budget.user_id == member.user_id],
            fixed=member.user_id == team.personal_of_id,
        )
        for member in members
    ]
    return sorted(rows, key=lambda row: (-LADDER.index(Role(row.member.role)), str(row.member.user).lower()))


def _offers(team: Team) -> list[Offer]:
    """Invitations that were not taken back, those that can be accepted first; what was accepted is told of for a week."""
    rows = Invitation.objects.filter(team=team, revoked_at=None).select_related("by", "accepted_by", "team")
    rows = rows.filter(Q(accepted_at=None) | Q(accepted_at__gt=timezone.now() - OPEN_FOR))
    valid = set(Invitation.objects.valid().filter(team=team).values_list("pk", flat=True))
    offers = [_offer(row, is_open=row.pk in valid) for row in rows[:100]]
    return sorted(offers, key=lambda offer: not offer.open)


def _offer(row: Invitation, *, is_open: bool) -> Offer:
    if row.accepted_at:
        return Offer(row, f"Accepted by {row.accepted_by or 'somebody who is gone'}", "ready", open=False)
    if row.expires_at <= timezone.now():
        return Offer(row, "Expired", "failed", open=False)
    if not is_open:
        return Offer(row, "Void: whoever sent it may not invite any more", "failed", open=False)
    return Offer(row, "Open", "moving", open=True)


def _keys(team: Team) -> list[tuple[Key, str]]:
    labels = {one.name: one.label for one in remote_engines()}
    return [(key, labels.get(key.engine, key.engine)) for key in Key.objects.shared_in(team)]


def _tokens(team: Team, me: User, *, all_of_them: bool) -> list[Token]:
    if not all_of_them:
        return list(own_tokens(me).filter(team=team))
    return list(Token.objects.filter(team=team, revoked_at=None).select_related("user"))
