"""Lettering while a hand is at work: the balloon as it would be, answered in a few milliseconds, and nothing kept."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from comics.actions.errors import Refusal
from comics.actions.lettering import Spot
from comics.actions.translations import MAX_TEXT, plain_text
from comics.composition.model import Balloon, PageFormat
from comics.composition.page import lettering
from comics.composition.refit import refit
from comics.drawing import fonts, svg
from comics.drawing.displaylist import Group
from comics.drawing.geometry import Point
from comics.jobs.compose import told_in, words_of
from comics.models import Lettering
from comics.web.desk_language import asked_language
from comics.web.letters import line_for, posted_spot
from comics.web.request import StudioRequest


@require_POST
@login_required
def fit_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """The balloon as an SVG drawing with the words that are being typed, or its tail where it is being dragged.

    204 where there is nothing to draw: no words, too many, or a piece that has not been placed yet.
    """
    line = line_for(request.user, pk)
    page = line.panel.page
    size, language = page.format(), asked_language(request, page.issue)
    try:
        tail = posted_spot(request, "tail")
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    balloon = _fitted(line, request.POST.get("text"), tail, size, language)
    if balloon is None:
        return HttpResponse(status=204)
    return HttpResponse(_drawn(balloon, size), content_type="image/svg+xml")


def _fitted(line: Lettering, text: str | None, tail: Spot | None, size: PageFormat, language: str) -> Balloon | None:
    balloons = told_in(line, language).balloons()
    typed = None if text is None else plain_text(text)
    if not balloons or typed == "" or (typed and len(typed) > MAX_TEXT):
        return None
    balloon = balloons[0]
    if typed is not None:
        words = replace(words_of(line, language), text=typed)
        manner = line.panel.page.issue.series.manner(language)
        balloon = refit(balloon, words, size, manner, room=line.panel.frame)
    if tail and balloon.tail:
        frame = line.panel.frame
        balloon = replace(balloon, tail=Point(frame.x + tail.x * frame.w, frame.y + tail.y * frame.h))
    return balloon


def _drawn(balloon: Balloon, size: PageFormat) -> str:
    return svg.write(
        Group(lettering((balloon,))),
        width=size.width,
        height=size.height,
        glyph=fonts.outline,
        units=fonts.units,
        names=True,
        classes=True,
        prefix=f"fit{balloon.key}-",
    )
