"""Engine keys: what a person has; adding, testing, changing, replacing, sharing and revoking one. No token ever comes out."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, own_key, own_keys, shared_keys, teams_for
from comics.actions import keys as actions
from comics.actions.errors import Refusal
from comics.actions.hints import SENDER
from comics.actions.sharing import share_key as share_key_with
from comics.engines.remote import RemoteEngine
from comics.engines.remote_catalogue import is_remote, remote_engine, remote_engines
from comics.models import Key, Team, User
from comics.models.assets import site_address
from comics.vocabulary import KeyState
from comics.web.answers import blame, person, say
from comics.web.key_forms import HookForm, NewKeyForm, ShareForm, TermsForm, TokenForm, terms_of
from comics.web.request import StudioRequest

# One sentence for each engine: what it is, and which token it takes.
WHAT_IT_IS = {
    "llamagen": "Draws whole issues from a script, continues them and redraws single panels. It takes a token of LlamaGen’s "
    "API dashboard.",
    "llamagen_artworks": "The older door to LlamaGen, with a form of its own fields. It takes a key of LlamaGen.",
    "kling": "Kling’s picture models through CometAPI: one panel a call, in variations if you like. It takes a CometAPI key.",
    "depicta": "Tells stories of two to ten scenes with the same people throughout. It takes a key that begins with dpct_.",
}
GONE = "This studio does not have this engine any more; its keys can only be revoked."

# What is known of a key: the class of its mark, and the words beside it.
STATES = {
    KeyState.UNTESTED: ("empty", "Not tested yet"),
    KeyState.GOOD: ("ready", "Works"),
    KeyState.REJECTED: ("failed", "Rejected by the service"),
    KeyState.EXHAUSTED: ("stale", "No credits left"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A key of one's own as pages show it; without its engine where the studio has that no more."""

    key: Key
    engine: RemoteEngine | None

    @property
    def label(self) -> str:
        """The engine's name."""
        return self.engine.label if self.engine else self.key.engine

    @property
    def testable(self) -> bool:
        """Whether there is a free call to test it with."""
        return self.engine is not None and self.engine.testable

    @property
    def mark(self) -> str:
        """The class of the mark of its state."""
        return STATES[KeyState(self.key.state)][0]

    @property
    def words(self) -> str:
        """Its state."""
        if self.key.state == KeyState.UNTESTED and not self.testable:
            return "Not tested: the first panel will tell"
        return STATES[KeyState(self.key.state)][1]

    @property
    def price(self) -> str:
        """What its owner says that a panel costs; empty where nothing was said."""
        return f"{self.key.unit_price.normalize():f} {self.key.unit}" if self.key.unit_price is not None else ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One engine with a person's keys for it."""

    name: str
    label: str
    what: str
    cards: list[Card]


def _card(key: Key) -> Card:
    return Card(key, remote_engine(key.engine) if is_remote(key.engine) else None)


def _shelves(me: User) -> list[Shelf]:
    cards = [_card(key) for key in own_keys(me).select_related("team")]
    shelves = [
        Shelf(one.name, one.label, WHAT_IT_IS.get(one.name, ""), [card for card in cards if card.engine is one])
        for one in remote_engines()
    ]
    gone = dict.fromkeys(card.label for card in cards if not card.engine)
    return shelves + [Shelf("", label, GONE, [card for card in cards if card.label == label]) for label in gone]


@require_safe
@login_required
@never_cache
def show_keys(request: HttpRequest) -> HttpResponse:
    """The person's own keys by engine, and those that others share with their teams."""
    me = person(request)
    labels = {one.name: one.label for one in remote_engines()}
    shared = [(key, labels.get(key.engine, key.engine)) for key in shared_keys(me)]
    return render(request, "keys.html", {"shelves": _shelves(me), "shared": shared})


@require_safe
@login_required
@never_cache
def show_new_key(request: HttpRequest) -> HttpResponse:
    """The form of a new key for the engine that the address names."""
    name = request.GET.get("engine", "")
    if not is_remote(name):
        return redirect("keys")
    me, maker = person(request), remote_engine(name)
    used = own_keys(me).filter(engine=name).count()
    start = {"name": f"{maker.label} {used + 1}" if used else maker.label}
    return _new_key(request, maker, NewKeyForm(initial=start, engine=maker, teams=teams_for(me, Can.SPEND)))


def _new_key(request: HttpRequest, maker: RemoteEngine, form: NewKeyForm, *, status: int = 200) -> HttpResponse:
    context = {"engine": maker, "what": WHAT_IT_IS.get(maker.name, ""), "form": form}
    return render(request, "new_key.html", context, status=status)


@require_POST
@login_required
@sensitive_post_parameters("token")
def add_key(request: HttpRequest) -> HttpResponse:
    """Add a key, ask the service about it where that is free, and go to its page."""
    name = request.POST.get("engine", "")
    if not is_remote(name):
        say(request, "Choose an engine first.")
        return redirect("keys")
    me, maker = person(request), remote_engine(name)
    teams = teams_for(me, Can.SPEND)
    form = NewKeyForm(request.POST, engine=maker, teams=teams)
    if form.is_valid():
        data = {**form.cleaned_data, "team": _team(form, teams)}
        try:
            key = actions.add_key(me, engine=name, **data)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, f"“{key.name}” is added. {actions.try_out(key)}")
            return redirect("key", key.pk)
    return _new_key(request, maker, form, status=422)


def _team(form: forms.Form, teams: list[Team]) -> Team | None:
    """The team that was chosen, of those that the form offered."""
    return next((team for team in teams if team.pk == form.cleaned_data["team"]), None)


@require_safe
@login_required
@never_cache
def show_key(request: HttpRequest, pk: int) -> HttpResponse:
    """One key of one's own."""
    return key_page(request, own_key(person(request), pk))


def key_page(request: HttpRequest, key: Key, *, status: int = 200, **bound: forms.Form) -> HttpResponse:
    """The page of a key; `bound` are the forms that were sent and say what is wrong, by their name in the template."""
    card, me = _card(key), person(request)
    context: dict[str, object] = {
        "card": card,
        "key": key,
        "terms": TermsForm(initial=terms_of(key)),
        "token": TokenForm(initial={"base_url": key.base_url}, engine=card.engine),
        "share": ShareForm(initial={"team": key.team_id or ""}, teams=teams_for(me, Can.SPEND)),
    }
    if key.engine == SENDER:
        address = f"{settings.PUBLIC_URL or site_address(request)}{reverse('receive_hint', args=[key.uid])}"
        context |= {"hook": HookForm(), "hook_address": address, "public": bool(settings.PUBLIC_URL)}
    return render(request, "key.html", context | bound, status=status)


@require_POST
@login_required
def test_key(request: StudioRequest, pk: int) -> HttpResponse:
    """Ask the service about the key; to htmx, only the fragment with its state."""
    key = own_key(request.user, pk)
    problem = ""
    try:
        said = actions.test_key(key)
    except Refusal as refusal:
        said = problem = str(refusal)
    if not request.htmx:
        say(request, said)
        return redirect("key", pk)
    return render(request, "components/key_state.html", {"card": _card(own_key(request.user, pk)), "problem": problem})


@require_POST
@login_required
def change_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a key, and change what its owner says about it."""
    key = own_key(person(request), pk)
    form = TermsForm(request.POST)
    if form.is_valid():
        try:
            actions.change_key(key, **form.cleaned_data)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, "Saved.")
            return redirect("key", pk)
    return key_page(request, own_key(person(request), pk), status=422, terms=form)


@require_POST
@login_required
@sensitive_post_parameters("token")
def replace_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a new token, and the address it is for, in the place of the old."""
    key = own_key(person(request), pk)
    form = TokenForm(request.POST, engine=_card(key).engine)
    if form.is_valid():
        try:
            actions.replace_token(key, **form.cleaned_data)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, f"The new token is kept. {actions.try_out(key)}")
            return redirect("key", pk)
    return key_page(request, own_key(person(request), pk), status=422, token=form)


@require_POST
@login_required
def share_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Share a key with a team in which the person may draw, or with nobody any more."""
    me = person(request)
    key, teams = own_key(me, pk), teams_for(me, Can.SPEND)
    form = ShareForm(request.POST, teams=teams)
    if not form.is_valid():
        return key_page(request, key, status=422, share=form)
    team = _team(form, teams)
    share_key_with(key, team)
    say(request, f"Everybody who may draw in {team} can use it now." if team else "Only you can use it now.")
    return redirect("key", pk)


@require_POST
@login_required
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a key for good."""
    key = own_key(person(request), pk)
    actions.revoke_key(key)
    say(request, f"“{key.name}” is revoked. Delete its token at the service too.")
    return redirect("keys")
