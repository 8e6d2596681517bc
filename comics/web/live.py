"""Lettering while a hand is at work: the balloon as it would be, answered in a few milliseconds, and nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from comics.actions.errors import Refusal
from comics.actions.lettering import Spot
from comics.actions.translations import MAX_TEXT, plain_text
from comics.composition.balloons import draw_all
from comics.composition.model import Balloon, PageFormat
from comics.composition.necks import chains
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
    """The balloon, and those joined with it, as an SVG drawing: with the words being typed, or its tail where it is dragged.

    204 where there is nothing to draw: no words, too many, or a piece that has not been placed yet.
    """
    line = line_for(request.user, pk)
    page = line.panel.page
    size, language = page.format(), asked_language(request, page.issue)
    lines = list(line.panel.lettering.prefetch_related("translations"))
    try:
        tail = posted_spot(request, "tail")
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    balloon = _fitted(lines[lines.index(line)], request.POST.get("text"), tail, size, language)
    if balloon is None:
        return HttpResponse(status=204)
    return HttpResponse(_drawn(_with_joined(balloon, lines, language), size), content_type="image/svg+xml")


def _fitted(line: Lettering, text: str | None, tail: Spot | None, size: PageFormat, language: str) -> Balloon | None:
    """The balloon with other words, or with its tail elsewhere."""
    balloons = told_in(line, language).balloons()
    typed = None if text is None else plain_text(text)
    if not balloons or typed == "" or (typed and len(typed) > MAX_TEXT):
        return None
    balloon, frame = balloons[0], line.panel.frame
    if typed is not None:
        words = replace(words_of(line, language), text=typed)
        balloon = refit(balloon, words, size, line.panel.page.issue.series.manner(language), room=frame)
    if tail and balloon.tail:
        balloon = replace(balloon, tail=Point(frame.x + tail.x * frame.w, frame.y + tail.y * frame.h))
    return balloon


def _with_joined(balloon: Balloon, lines: Sequence[Lettering], language: str) -> list[Balloon]:
    """The balloon with those that it hangs together with, which are drawn as one outline."""
    standing = [one for line in lines for one in told_in(line, language).balloons()[:1]]
    changed = [balloon if one.key == balloon.key else one for one in standing]
    return next(chain for chain in chains(changed) if balloon in chain)


def _drawn(balloons: list[Balloon], size: PageFormat) -> str:
    return svg.write(
        Group(draw_all(balloons)),
        width=size.width,
        height=size.height,
        glyph=fonts.outline,
        units=fonts.units,
        names=True,
        classes=True,
        prefix=f"fit{balloons[0].key}-",
    )
