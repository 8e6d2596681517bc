"""The API page: the studio's own tokens of a person; making one, which shows it once, and revoking one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, own_tokens, teams_for, token_to_revoke
from comics.actions import tokens as actions
from comics.actions.errors import Refusal
from comics.models import Team
from comics.vocabulary import Scope
from comics.web.answers import blame, say
from comics.web.nonces import new_nonce, posted_nonce
from comics.web.request import StudioRequest

SCOPE_WORDS: dict[Scope, str] = {
    Scope.READ: "Read: series, scripts, pages, takes, usage",
    Scope.DRAW: "Draw: write scripts, launch, continue and redraw, within the budget",
    Scope.EXPORT: "Export: make and fetch editions",
}
LIFETIMES = (("30", "30 days"), ("90", "90 days"), ("365", "A year"), ("", "Until it is revoked"))


class TokenForm(forms.Form):
    """What a token is called, for which team, what it may do, how long."""

    name = forms.CharField(
        max_length=actions.MAX_NAME,
        help_text="The program that will use it, so that you know later what to revoke.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    team = forms.TypedChoiceField(label="For", coerce=int)
    scopes = forms.MultipleChoiceField(
        label="It may",
        choices=[(scope.value, words) for scope, words in SCOPE_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what the token may do."},
    )
    days = forms.TypedChoiceField(
        label="It lasts", choices=LIFETIMES, coerce=int, required=False, empty_value=None, initial="90"
    )

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(team.pk, str(team)) for team in teams]  # type: ignore[attr-defined]


@require_safe
@login_required
@never_cache
def show_tokens(request: StudioRequest) -> HttpResponse:
    """The person's tokens, and the form for another."""
    teams = teams_for(request.user)
    return _page(request, TokenForm(teams=teams, initial={"scopes": [Scope.READ.value], "team": request.GET.get("team")}))


@sensitive_variables("made")
def _page(request: StudioRequest, form: TokenForm, *, status: int = 200, made: actions.Made | None = None) -> HttpResponse:
    """The page; `made` is a token that was just made, and is shown this once."""
    shown = {
        "tokens": list(own_tokens(request.user)),
        "form": form,
        "made": made,
        "hooked": teams_for(request.user, Can.KEYS),
        "nonce": new_nonce(),
    }
    return render(request, "tokens.html", shown, status=status)


@require_POST
@login_required
@never_cache
@sensitive_variables("made")
def make_token(request: StudioRequest) -> HttpResponse:
    """Make a token and show it, this once."""
    teams = teams_for(request.user)
    form = TokenForm(request.POST, teams=teams)
    if form.is_valid():
        data = form.cleaned_data
        chosen = data.pop("team")
        team = next(team for team in teams if team.pk == chosen)
        try:
            made = actions.make_token(request.user, team, **data, nonce=posted_nonce(request))
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return _page(request, TokenForm(teams=teams, initial={"scopes": [Scope.READ.value]}), made=made)
    return _page(request, form, status=422)


@require_POST
@login_required
def revoke_token(request: StudioRequest, pk: int) -> HttpResponse:
    """Revoke one's own token, or that of a member of a team that one owns."""
    token = token_to_revoke(request.user, pk)
    actions.revoke_token(token, by=request.user)
    say(request, f"“{token.name}” is revoked. Whatever uses it is refused from now on.")
    return redirect("tokens") if token.user_id == request.user.pk else redirect("team", token.team_id)
