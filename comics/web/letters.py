"""Buttons of the editor's lettering: words, order, places, tails; in the language that is on the desk."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypedDict

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from comics.access import Can, find, visible
from comics.actions import dress as dressing
from comics.actions import lettering
from comics.actions.errors import Refusal
from comics.actions.lettering import Spot
from comics.actions.standing_values import dress_of_line
from comics.composition.model import Dress
from comics.models import Lettering, User
from comics.web.answers import whole_number
from comics.web.basis import posted_basis, renew
from comics.web.desk_language import asked_language
from comics.web.fragments import answer, refuse
from comics.web.panels import panel_for
from comics.web.request import StudioRequest


def line_for(user: User, pk: int) -> Lettering:
    """A piece of lettering with its panel, page, issue, series and team, if the person may letter."""
    rows = visible(user, Lettering).select_related("panel__page__issue__series__team")
    return find(user, Lettering, pk, Can.LETTER, among=rows)


def _done(request: StudioRequest, line: Lettering, work: Callable[[], object], *, nothing: bool = False) -> HttpResponse:
    """Do it and show the panel's lettering again; where it is refused, say why and leave the screen as it is."""
    page, panel = line.panel.page, line.panel_id
    try:
        work()
    except Refusal as refusal:
        return refuse(request, page, str(refusal), panel=panel, tab="lettering")
    return answer(request, page, panel=panel, tab="lettering", nothing=nothing)


@require_POST
@login_required
def add_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Add a balloon, caption or sound effect to the panel."""
    panel = panel_for(request.user, pk, Can.LETTER)
    try:
        lettering.add_lettering(panel, by=request.user, at=posted_spot(request, "at"), **_words(request))
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk, tab="lettering")
    return answer(request, panel.page, panel=panel.pk, tab="lettering")


@require_POST
@login_required
def change_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Change what it says, its kind or its speaker. The page follows; the inspector stays as it is typed in, unless the words
    come from the page (`from` is "page")."""
    line = line_for(request.user, pk)
    language = asked_language(request, line.panel.page.issue)
    basis, words = posted_basis(request), _words(request)

    def change() -> None:
        lettering.change_lettering(line, by=request.user, language=language, basis=basis, **words)

    answered = _done(request, line, change, nothing=request.POST.get("from") != "page")
    return renew(answered, f"words-{pk}", dict(words))


class _Words(TypedDict):
    kind: str
    text: str
    speaker: str


def _words(request: StudioRequest) -> _Words:
    kind, text, speaker = (request.POST.get(name, "") for name in ("kind", "text", "speaker"))
    return {"kind": kind, "text": text, "speaker": speaker}


@require_POST
@login_required
def move_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Keep where a hand put the balloon or its tail."""
    line = line_for(request.user, pk)
    language = asked_language(request, line.panel.page.issue)

    def move() -> None:
        at, tail = posted_spot(request, "at"), posted_spot(request, "tail")
        lettering.move_lettering(line, by=request.user, at=at, tail=tail, language=language, basis=posted_basis(request))

    return _done(request, line, move)


def posted_spot(request: StudioRequest, name: str) -> Spot | None:
    """The place that a form names by its two fractions; None where it names none. Raises `Refusal` for what is no place."""
    given = [request.POST.get(f"{name}_{axis}") for axis in "xy"]
    if None in given or given == ["", ""]:
        return None
    return Spot(*(_number(value or "", "That place could not be read.") for value in given))


def _number(text: str, sentence: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise Refusal(sentence) from error
    if not math.isfinite(value):
        raise Refusal(sentence)
    return value


@require_POST
@login_required
def free_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Let the studio choose the place again."""
    line = line_for(request.user, pk)
    language = asked_language(request, line.panel.page.issue)
    return _done(request, line, lambda: lettering.free_lettering(line, by=request.user, language=language))


@require_POST
@login_required
def remove_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Take it away."""
    line = line_for(request.user, pk)
    page, panel = line.panel.page, line.panel_id
    lettering.remove_lettering(line, by=request.user)
    return answer(request, page, panel=panel, tab="lettering", said="The lettering is gone.")


@require_POST
@login_required
def order_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Read it earlier or later in its panel."""
    line = line_for(request.user, pk)
    place = whole_number(request.POST.get("place")) or 0
    return _done(request, line, lambda: lettering.order_lettering(line, by=request.user, place=place))


@require_POST
@login_required
def join_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Hang the balloon together with the one before it, or part them."""
    line = line_for(request.user, pk)
    joined = request.POST.get("joined") == "on"
    return _done(request, line, lambda: dressing.join_lettering(line, by=request.user, joined=joined), nothing=True)


@require_POST
@login_required
def dress_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Set it bold, italic, larger, in another font; a sound effect in another design, turned or bent."""
    line = line_for(request.user, pk)
    shown: dict[str, Any] = {}

    def set_in() -> None:
        dress = _dress(request)
        shown.update(dress_of_line(dress))
        dressing.dress_lettering(line, by=request.user, dress=dress, basis=posted_basis(request))

    return renew(_done(request, line, set_in, nothing=True), f"dress-{pk}", shown)


def _dress(request: StudioRequest) -> Dress:
    """The dress of the form; an empty number leaves it to the studio. Sizes and bends are told in per cent."""

    def number(name: str) -> float | None:
        text = request.POST.get(name, "").strip().replace(",", ".")
        return _number(text, "That is not a number.") if text else None

    scale, turn, arc = number("scale"), number("turn"), number("arc")
    return Dress(
        bold="bold" in request.POST,
        italic="italic" in request.POST,
        font=request.POST.get("font", ""),
        scale=1.0 if scale is None else scale / 100,
        design=request.POST.get("design", ""),
        turn=turn,
        arc=None if arc is None else arc / 100,
    )
