"""What the editor offers to spend on: redrawing panels, continuing with pages, drawing what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from comics.actions.asking import Quote
from comics.actions.errors import Refusal
from comics.models import Issue, Panel, User
from comics.vocabulary import GenerationKind
from comics.web.engine_choice import DEFAULT, EngineChoice, first_choice, keys_for, read_choice
from comics.web.nonces import new_nonce
from comics.web.quotes import Told, tell
from comics.web.request import StudioRequest
from comics.web.sheet import PanelView


@dataclass(frozen=True, slots=True)
class Errand:
    """One form that spends: the prefix of its ids, where it is sent, where its price is asked, and its button."""

    prefix: str
    kind: str
    address: str
    asks: str
    verb: str
    choice: EngineChoice


def redraw_of(panel: Panel, choice: EngineChoice) -> Errand:
    """Redrawing a panel."""
    address, asks = (reverse(name, args=[panel.pk]) for name in ("redraw_panel", "check_redraw"))
    return Errand("redraw", GenerationKind.REDRAW.value, address, asks, "Redraw this panel", choice)


def continuation_of(issue: Issue, choice: EngineChoice) -> Errand:
    """Continuing with new pages."""
    address, asks = (reverse(name, args=[issue.pk]) for name in ("continue_issue", "check_continue"))
    return Errand("continue", GenerationKind.CONTINUE.value, address, asks, "Add pages", choice)


def missing_of(issue: Issue, choice: EngineChoice) -> Errand:
    """Drawing the panels that have no picture."""
    address, asks = (reverse(name, args=[issue.pk]) for name in ("draw_missing", "check_missing"))
    return Errand("missing", GenerationKind.CREATE.value, address, asks, "Draw them", choice)


def stale_of(issue: Issue, choice: EngineChoice) -> Errand:
    """Redrawing the panels that are stale."""
    address, asks = (reverse(name, args=[issue.pk]) for name in ("redraw_stale", "check_stale"))
    return Errand("stale", GenerationKind.CREATE.value, address, asks, "Redraw them", choice)


def redraw_errand(panel: Panel, issue: Issue, by: User, view: PanelView) -> Errand:
    """Redrawing as the inspector first offers it: with the engine, key and options that the panel was drawn with last."""
    engine = view.panel.chosen.engine if view.panel.chosen and view.asked is None else DEFAULT
    options: dict[str, Any] = {}
    if view.asked:
        engine, options = view.asked.engine, view.asked.options
    keys = keys_for(by, issue.series.team)
    choice = first_choice("redraw", kind=GenerationKind.REDRAW.value, keys=keys, by=by, engine=engine, options=options)
    return redraw_of(panel, choice)


def page_errands(issue: Issue, by: User, views: Sequence[PanelView], *, missing: int, stale: int) -> dict[str, Errand]:
    """Continuing, drawing what is missing, redrawing what is stale: with the engine of the page’s last drawing. One query."""
    last = max((view.asked for view in views if view.asked), key=lambda asked: asked.pk, default=None)
    engine, options = (last.engine, last.options) if last else (DEFAULT, {})
    keys = keys_for(by, issue.series.team)

    def choice(prefix: str, kind: GenerationKind) -> EngineChoice:
        return first_choice(prefix, kind=kind.value, keys=keys, by=by, engine=engine, options=options)

    found = {"continuation": continuation_of(issue, choice("continue", GenerationKind.CONTINUE))}
    if missing:
        found["missing"] = missing_of(issue, choice("missing", GenerationKind.CREATE))
    if stale:
        found["stale"] = stale_of(issue, choice("stale", GenerationKind.CREATE))
    return found


def posted_choice(request: StudioRequest, issue: Issue, prefix: str, kind: GenerationKind, *, forgiving: bool) -> EngineChoice:
    """The choice that the form was sent with."""
    return read_choice(request.POST, prefix, kind=kind.value, by=request.user, team=issue.series.team, forgiving=forgiving)


def priced(request: StudioRequest, choice: EngineChoice) -> bool:
    """Whether the form was sent by somebody who saw what it costs: always, for what is free."""
    return not choice.remote or ("show" not in request.POST and request.POST.get("priced", "") == choice.token)


def unpriced(choice: EngineChoice) -> Refusal:
    """What is said to a press that came before the price did."""
    return Refusal(f"Look at the price of {choice.label} first, then press again. Nothing was sent.")


def costs(
    request: StudioRequest, issue: Issue, errand: Errand, ask: Callable[[], Quote], number: Callable[[str], str]
) -> HttpResponse:
    """What the errand would cost, as a fragment, and its options where another engine or key was chosen."""
    return render(request, "editor/engine.html#checked", _costs(request, issue, errand, ask, number))


def look_first(
    request: StudioRequest, issue: Issue, errand: Errand, ask: Callable[[], Quote], number: Callable[[str], str]
) -> HttpResponse:
    """The errand's settings and price on a page of their own, for a browser without scripts; nothing was sent."""
    ours = ("csrfmiddlewaretoken", "nonce", "engine", "key", "show", "priced", "prompt_url", "options_of", "options_key")
    typed = [(name, value) for name, value in request.POST.items() if name not in ours and not name.startswith("option.")]
    shown = {
        **_costs(request, issue, errand, ask, number),
        "typed": typed,
        "nonce": new_nonce(),
        "back": reverse("editor", args=[issue.pk]),
    }
    return render(request, "draw.html", shown)


def _costs(
    request: StudioRequest, issue: Issue, errand: Errand, ask: Callable[[], Quote], number: Callable[[str], str]
) -> dict[str, Any]:
    told: Told | None = None
    choice, said = errand.choice, ""
    try:
        told = tell(ask(), by=request.user, team=issue.series.team, number=number)
    except Refusal as refusal:
        choice, said = choice.blamed(refusal) or choice, str(refusal)
    # What an empty field asks for is no fault of anybody's yet.
    quiet = not request.POST.get("prompt", "-").strip()
    where = {"issue": issue, "series": issue.series}
    return {"errand": errand, "choice": choice, "told": told, "said": said, "quiet": quiet, **where}
