"""Storyboard panels and portraits, drawn by the worker.

A drawing is claimed by a conditional UPDATE, so that it is drawn once however often its task is delivered; a worker that dies
loses its lease, and the sweep puts the drawing on the queue again.
"""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from comics.engines.catalogue import engine
from comics.engines.contract import Picture as Drawn
from comics.jobs.compose import reletter_all, touch
from comics.jobs.permission import MAY_SPEND, still_may
from comics.jobs.queue import enqueue
from comics.jobs.stale import script_of, written_for
from comics.jobs.takes import edges_of, finish_generation, keep_take, preview_when_still
from comics.models import Character, Drawing, Location, Panel, Picture
from comics.models.briefs import issue_brief, panel_brief, panels_before
from comics.models.sources import source_of
from comics.models.takes import MAX_ATTEMPTS
from comics.vocabulary import GenerationState

logger = logging.getLogger(__name__)
PORTRAIT_SIZE = 640  # pixels on each side
PLACE_SIZE = (960, 640)


def draw_panel(drawing_id: int) -> None:
    """Draw one panel, keep the picture as its newest take and choose it. Does nothing if another worker has it."""
    if not Drawing.objects.claim(drawing_id):
        return
    drawing = Drawing.objects.select_related(
        "generation__by", "generation__issue__series__team", "generation__issue__script", "panel__page", "panel__chosen"
    ).get(pk=drawing_id)
    if drawing.attempts > MAX_ATTEMPTS:
        _give_up(drawing, "Drawing this panel was interrupted again and again. Draw it once more, or change its words.")
        return
    by = drawing.generation.by  # nobody where the operator drew from the command line, which costs nothing
    if by is not None and not still_may(by, drawing.generation.issue.series.team, MAY_SPEND):
        _give_up(drawing, "Not drawn: whoever asked for it may not draw for this team any more.")
        return
    try:
        drawn = _drawn(drawing)
        picture = Picture.objects.keep(drawing.generation.issue.series.team, drawn.data, drawn.media_type)
    except OSError:
        logger.exception("drawing %s: the picture could not be stored", drawing_id)
        _give_up(drawing, "The picture could not be stored: the disk may be full. Make room, then draw the panel again.")
    except Exception:
        logger.exception("drawing %s failed", drawing_id)
        _give_up(drawing, "The engine could not draw this panel. Change its words and draw it again.")
    else:
        _collect(drawing, drawn, picture)


def _drawn(drawing: Drawing) -> Drawn:
    """The panel's picture by the words of this moment, of which the drawing (not saved) keeps the source."""
    generation, panel = drawing.generation, drawing.panel
    brief = panel_brief(
        panel,
        size=(drawing.width, drawing.height),
        earlier=panels_before(panel),
        prompt=generation.prompt if generation.kind == "redraw" else "",
        take=panel.takes.count(),
    )
    script = script_of(generation.issue)
    whole = issue_brief(generation.issue, (brief,), script=script, language=generation.language)
    before = panel.chosen.source if panel.chosen else None
    source = source_of(whole, whole.panels[0], written_for(panel, script), looks=False, before=before)
    drawing.source = {**source, **drawing.source}  # what the script said at the launch counts for the lettering made of it
    return engine(generation.engine).draw(whole, brief.key)


def _collect(drawing: Drawing, drawn: Drawn, picture: Picture) -> None:
    """Keep the take, letter the panel anew around its actors, and finish the generation if this was its last panel."""
    generation = drawing.generation
    edges = "" if drawn.staging.actors else edges_of(picture)
    with transaction.atomic():
        held = Drawing.objects.filter(pk=drawing.pk, state=GenerationState.DRAWING, attempts=drawing.attempts)
        if not held.update(state=GenerationState.READY, error=""):
            return
        panel = keep_take(drawing, picture, staging=drawn.staging, edges=edges)
        finish_generation(generation)
    if not panel.page.is_locked:
        reletter_all(panel.page, [panel])
    preview_when_still(panel)


def _give_up(drawing: Drawing, reason: str) -> None:
    with transaction.atomic():
        Drawing.objects.filter(pk=drawing.pk).update(state=GenerationState.FAILED, error=reason)
        panel = Panel.objects.select_related("page__issue__series").get(pk=drawing.panel_id)
        touch(panel.page, [panel], content=False)
        finish_generation(drawing.generation)
    preview_when_still(panel)


def draw_portrait(character_id: int) -> None:
    """Draw the portraits of a character and of its states from the words, unless the author uploaded one.

    Safe to run twice; a character that is gone meanwhile is left alone.
    """
    character = Character.objects.select_related("series__team").prefetch_related("states").filter(pk=character_id).first()
    if character is None:
        return
    maker, team, style = engine("storyboard"), character.series.team, character.series.style()
    member = character.as_cast()
    for state in character.states.all():
        if state.portrait_uploaded:
            continue
        drawn = maker.portrait(member, state=state.name, size=PORTRAIT_SIZE, style=style)
        kept = Picture.objects.keep(team, drawn.data, drawn.media_type)
        type(state).objects.filter(pk=state.pk, portrait_uploaded=False).update(portrait=kept)
    if not character.portrait_uploaded:
        drawn = maker.portrait(member, size=PORTRAIT_SIZE, style=style)
        kept = Picture.objects.keep(team, drawn.data, drawn.media_type)
        Character.objects.filter(pk=character_id, portrait_uploaded=False).update(portrait=kept)


def draw_place(location_id: int) -> None:
    """Draw the picture of a location from the words, unless the author uploaded one. Safe to run twice."""
    location = Location.objects.select_related("series__team").filter(pk=location_id, picture_uploaded=False).first()
    if location is None:
        return
    drawn = engine("storyboard").place_picture(
        location.as_place(), style=location.series.style(), width=PLACE_SIZE[0], height=PLACE_SIZE[1]
    )
    kept = Picture.objects.keep(location.series.team, drawn.data, drawn.media_type)
    Location.objects.filter(pk=location_id, picture_uploaded=False).update(picture=kept)


def put_back(drawing: Drawing) -> None:
    """Put a stranded drawing on the queue again; its work so far is lost, not its place in the book."""
    now = timezone.now()
    moved = (
        Drawing.objects.stranded().filter(pk=drawing.pk).update(state=GenerationState.QUEUED, queued_at=now, lease_until=None)
    )
    if moved:
        enqueue("draw.draw_panel", drawing.pk)
