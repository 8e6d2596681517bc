"""Teams: which there are, one team with all that belongs to it, and starting, renaming, leaving and deleting one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, find, visible
from comics.actions import members, teams
from comics.actions.errors import Refusal
from comics.models import Charge, Series, Team
from comics.web.answers import blame, say
from comics.web.request import StudioRequest
from comics.web.team_forms import NameForm
from comics.web.team_page import team_page


@require_safe
@login_required
def show_teams(request: StudioRequest) -> HttpResponse:
    """The person's teams, the personal one first, and the form for another."""
    return _teams(request, NameForm())


def _teams(request: StudioRequest, form: NameForm, *, status: int = 200) -> HttpResponse:
    rows = list(visible(request.user, Team))
    counted = Team.objects.filter(pk__in=[team.pk for team in rows]).annotate(people=Count("members"))
    people = dict(counted.values_list("pk", "people"))
    titles = dict.fromkeys(people, 0)
    for team_id in visible(request.user, Series).values_list("team_id", flat=True):
        titles[team_id] += 1
    rows.sort(key=lambda team: (team.personal_of_id != request.user.pk, team.name.lower()))
    cards = [(team, people.get(team.pk, 0), titles.get(team.pk, 0)) for team in rows]
    return render(request, "teams.html", {"cards": cards, "form": form}, status=status)


@require_POST
@login_required
def create_team(request: StudioRequest) -> HttpResponse:
    """Start a team that this person owns, and go to it."""
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            team = teams.create_team(form.cleaned_data["name"], by=request.user)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, f"{team} is there. Invite somebody, or start a series for it.")
            return redirect("team", team.pk)
    return _teams(request, form, status=422)


@require_safe
@login_required
@never_cache
def show_team(request: StudioRequest, pk: int) -> HttpResponse:
    """One team: its members and what they may, invitations, keys, tokens, and what happened lately."""
    return team_page(request, find(request.user, Team, pk))


@require_POST
@login_required
def rename_team(request: StudioRequest, pk: int) -> HttpResponse:
    """Give the team another name."""
    team = find(request.user, Team, pk, Can.MEMBERS)
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            teams.rename_team(team, form.cleaned_data["name"], by=request.user)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, "Renamed.")
            return redirect("team", pk)
    return team_page(request, team, status=422, name=form)


@require_POST
@login_required
def withdraw_addresses(request: StudioRequest, pk: int) -> HttpResponse:
    """Make void all addresses of pictures and files that programs were given."""
    teams.withdraw_addresses(find(request.user, Team, pk, Can.KEYS), by=request.user)
    say(request, "All addresses that programs were given show nothing any more. Programs that ask again get new ones.")
    return redirect("team", pk)


@require_POST
@login_required
def leave_team(request: StudioRequest, pk: int) -> HttpResponse:
    """Go out of a team; what one made stays there."""
    team = find(request.user, Team, pk)
    try:
        keys = members.leave_team(team, by=request.user)
    except Refusal as refusal:
        return team_page(request, team, status=409, said=str(refusal))
    say(request, f"You left {team}. {keys_words(keys, 'Your')}".strip())
    return redirect("teams")


def keys_words(keys: int, whose: str) -> str:
    """What became of the keys of somebody who is not in the team any more; empty where they shared none."""
    if not keys:
        return ""
    return f"{whose} {'key is' if keys == 1 else f'{keys} keys are'} not shared with it any more."


class DeleteForm(forms.Form):
    """The name of the team, typed by whoever wants it gone."""

    name = forms.CharField(label="Type its name", widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))


@require_safe
@login_required
def ask_delete_team(request: StudioRequest, pk: int) -> HttpResponse:
    """Say what goes and what stays, and ask for the name."""
    return _ask_delete(request, find(request.user, Team, pk, Can.DELETE), DeleteForm())


def _ask_delete(request: StudioRequest, team: Team, form: DeleteForm, *, status: int = 200) -> HttpResponse:
    everything = Series.objects.filter(team=team)
    shown: dict[str, Any] = {
        "team": team,
        "form": form,
        "series": list(everything.live().order_by("title").values_list("title", flat=True)),
        "binned": everything.exclude(binned_at=None).count(),
        "people": team.members.exclude(user=request.user).count(),
        "keys": team.keys.filter(revoked_at=None).count(),
        "charges": Charge.objects.filter(team=team).count(),
    }
    return render(request, "delete_team.html", shown, status=status)


@require_POST
@login_required
def delete_team(request: StudioRequest, pk: int) -> HttpResponse:
    """Delete a team with all that it owns, for good."""
    team = find(request.user, Team, pk, Can.DELETE)
    form = DeleteForm(request.POST)
    if form.is_valid():
        try:
            teams.delete_team(team, typed=form.cleaned_data["name"], by=request.user)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, f"{team} is deleted.")
            return redirect("teams")
    return _ask_delete(request, team, form, status=422)
