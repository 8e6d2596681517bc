"""Webhooks of a team: which there are, adding one, and one by itself: its events, secret, state and end. Owners see them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, find
from comics.actions import webhooks as actions
from comics.actions.errors import Refusal
from comics.models import Team, WebhookEndpoint
from comics.vocabulary import HookEvent
from comics.web.answers import blame, say
from comics.web.deliveries import log_of
from comics.web.nonces import new_nonce, posted_nonce
from comics.web.request import StudioRequest
from comics.web.webhook_forms import EventsForm, WebhookForm, standing


@require_safe
@login_required
@never_cache
def show_webhooks(request: StudioRequest, pk: int) -> HttpResponse:
    """The team's webhooks, and the form for another."""
    return _list(request, find(request.user, Team, pk, Can.KEYS), WebhookForm(initial={"events": list(HookEvent)}))


@sensitive_variables("made")
def _list(
    request: StudioRequest, team: Team, form: WebhookForm, *, status: int = 200, made: actions.Made | None = None
) -> HttpResponse:
    """The page; `made` is a webhook that was just added, whose secret is shown this once."""
    rows = [(row, *standing(row)) for row in WebhookEndpoint.objects.filter(team=team).judged()]
    shown = {"team": team, "rows": rows, "form": form, "made": made, "nonce": new_nonce()}
    return render(request, "webhooks.html", shown, status=status)


@require_POST
@login_required
@never_cache
@sensitive_variables("made")
def add_webhook(request: StudioRequest, pk: int) -> HttpResponse:
    """Add a webhook and show its secret, this once."""
    team = find(request.user, Team, pk, Can.KEYS)
    form = WebhookForm(request.POST)
    if form.is_valid():
        try:
            made = actions.add_webhook(team, **form.cleaned_data, by=request.user, nonce=posted_nonce(request))
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return _list(request, team, WebhookForm(initial={"events": list(HookEvent)}), made=made)
    return _list(request, team, form, status=422)


@require_safe
@login_required
@never_cache
def show_webhook(request: StudioRequest, pk: int) -> HttpResponse:
    """One webhook: what was delivered there, and all that can be done with it."""
    return _page(request, _found(request, pk))


def _found(request: StudioRequest, pk: int) -> WebhookEndpoint:
    endpoint = find(request.user, WebhookEndpoint, pk, Can.KEYS)
    return WebhookEndpoint.objects.judged().select_related("team", "created_by").get(pk=endpoint.pk)


@sensitive_variables("made")
def _page(
    request: StudioRequest,
    endpoint: WebhookEndpoint,
    *,
    status: int = 200,
    made: actions.Made | None = None,
    events: EventsForm | None = None,
) -> HttpResponse:
    """The page; `made` brings a new secret, which is shown this once, `events` a form that says what is wrong."""
    mark, words = standing(endpoint)
    shown: dict[str, Any] = {
        "endpoint": endpoint,
        "team": endpoint.team,
        "mark": mark,
        "words": words,
        "may": vars(endpoint)["may"],
        "on": endpoint.active and endpoint.disabled_at is None and vars(endpoint)["may"],
        "made": made,
        "events": events or EventsForm(initial={"events": endpoint.events}),
        "nonce": new_nonce(),
        **log_of(request, endpoint),
    }
    return render(request, "webhook.html", shown, status=status)


@require_POST
@login_required
def choose_events(request: StudioRequest, pk: int) -> HttpResponse:
    """Change what it is told of."""
    endpoint = _found(request, pk)
    form = EventsForm(request.POST)
    if not form.is_valid():
        return _page(request, endpoint, status=422, events=form)
    actions.choose_events(endpoint, form.cleaned_data["events"])
    say(request, "Saved. It counts for what happens from now on.")
    return redirect("webhook", pk)


@require_POST
@login_required
@never_cache
@sensitive_variables("made")
def rotate_secret(request: StudioRequest, pk: int) -> HttpResponse:
    """Give it a new secret, and show that this once."""
    made = actions.rotate_secret(_found(request, pk), by=request.user, nonce=posted_nonce(request))
    return _page(request, _found(request, pk), made=made)


@require_POST
@login_required
def pause_webhook(request: StudioRequest, pk: int) -> HttpResponse:
    """Send nothing there until it is resumed."""
    actions.pause_webhook(_found(request, pk))
    say(request, "Paused. Nothing is sent there, and what happens meanwhile is not told later.")
    return redirect("webhook", pk)


@require_POST
@login_required
def resume_webhook(request: StudioRequest, pk: int) -> HttpResponse:
    """Send there again."""
    actions.resume_webhook(_found(request, pk), by=request.user)
    say(request, "It is on again.")
    return redirect("webhook", pk)


@require_POST
@login_required
def delete_webhook(request: StudioRequest, pk: int) -> HttpResponse:
    """Remove it with its log."""
    endpoint = _found(request, pk)
    actions.delete_webhook(endpoint, by=request.user)
    say(request, f"The webhook to {endpoint.host} is removed.")
    return redirect("webhooks", endpoint.team_id)
