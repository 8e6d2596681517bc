"""The account screen: name, address, password, second factors, sessions, the end of it all."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_other_sessions as end_others
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comics.actions import accounts as actions
from comics.actions.errors import Refusal
from comics.web.account_forms import EmailForm, NameForm
from comics.web.answers import blame, say
from comics.web.oidc import connections
from comics.web.request import StudioRequest


@require_safe
@login_required
@never_cache
def account(request: StudioRequest) -> HttpResponse:
    """Everything about one's own account."""
    return _page(request)


def _page(request: StudioRequest, *, status: int = 200, problem: str = "", **bound: Any) -> HttpResponse:
    user = request.user
    factors = list(Authenticator.objects.filter(user=user).order_by("pk"))
    context = {
        "name": NameForm(initial={"name": user.get_full_name()}),
        "email": EmailForm(request=request),
        "is_proven": EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists(),
        "app": next((row for row in factors if row.type == Authenticator.Type.TOTP), None),
        "codes": next((row for row in factors if row.type == Authenticator.Type.RECOVERY_CODES), None),
        "passkeys": [row for row in factors if row.type == Authenticator.Type.WEBAUTHN],
        "sessions": _sessions(request),
        "connections": connections(request),
        "problem": problem,
    }
    return render(request, "account.html", context | bound, status=status)


def _sessions(request: StudioRequest) -> list[UserSession]:
    if not UserSession.objects.filter(session_key=request.session.session_key).exists():
        UserSession.objects.create_from_request(request)  # it was begun before the studio kept a list
    rows = UserSession.objects.purge_and_list(request.user)
    return sorted(rows, key=lambda row: (not row.is_current(), -row.last_seen_at.timestamp()))


@require_safe
@login_required
def to_account(request: StudioRequest) -> HttpResponse:
    """allauth's own overviews are parts of the account screen."""
    return redirect("account")


@require_POST
@login_required
def change_name(request: StudioRequest) -> HttpResponse:
    """Change what others see."""
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            actions.set_name(request.user, form.cleaned_data["name"])
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, "Your name is kept.")
            return redirect("account")
    return _page(request, status=422, name=form)


@require_POST
@login_required
@reauthentication_required(app="allauth.account")
def change_email(request: StudioRequest) -> HttpResponse:
    """Mail a link to the new address. Whether it has an account here already is told to its owner alone."""
    form = EmailForm(request.POST, request=request)
    if not form.is_valid():
        return _page(request, status=422, email=form)
    if not ratelimit.consume(request, action="manage_email", user=request.user):
        return ratelimit.respond_429(request)
    email = form.cleaned_data["email"]
    signed = actions.sign_new_email(request.user, email)
    link = request.build_absolute_uri(f"{reverse('new_email')}?link={signed}")
    template = "address_taken" if filter_users_by_email(email) else "new_address"
    get_adapter().send_mail(f"account/email/{template}", email, {"user": request.user, "link": link})
    say(request, f"A link is on its way to {email}. Your address changes when you open it.")
    return redirect("account")


@require_safe
@login_required
@never_cache
def new_email(request: StudioRequest) -> HttpResponse:
    """Where the link leads; nothing changes by looking at it."""
    return _offer(request, request.GET.get("link", ""))


@require_POST
@login_required
def keep_email(request: StudioRequest) -> HttpResponse:
    """Take the new address."""
    signed = request.POST.get("link", "")
    try:
        email = actions.adopt_email(signed, by=request.user)
    except Refusal as refusal:
        return _offer(request, signed, status=409, problem=str(refusal))
    say(request, f"From now on you sign in with {email}.")
    return redirect("account")


def _offer(request: StudioRequest, signed: str, *, status: int = 200, problem: str = "") -> HttpResponse:
    email = ""
    try:
        email = actions.read_new_email(signed, by=request.user)
    except Refusal as refusal:
        status, problem = 409, problem or str(refusal)
    return render(request, "new_email.html", {"link": signed, "new_email": email, "problem": problem}, status=status)


@require_POST
@login_required
def end_session(request: StudioRequest, pk: int) -> HttpResponse:
    """Sign out one other browser."""
    row = UserSession.objects.filter(user=request.user, pk=pk).first()
    if row is None:
        raise Http404("There is no such session.")
    end_sessions(request, [row])
    say(request, "That browser is signed out.")
    return redirect("account")


@require_POST
@login_required
def end_other_sessions(request: StudioRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_others(request, request.user)
    say(request, "You are signed out everywhere else.")
    return redirect("account")


@require_POST
@login_required
@reauthentication_required(app="allauth.account")
def close_account(request: StudioRequest) -> HttpResponse:
    """Close the account for good."""
    try:
        actions.close_account(request.user)
    except Refusal as refusal:
        return _page(request, status=409, problem=str(refusal))
    logout(request)
    say(request, "Your account is closed.")
    return redirect("account_login")
