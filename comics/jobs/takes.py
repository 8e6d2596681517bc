"""Takes and the end of a generation: what the worker's drawings and the watcher's have in common."""

from __future__ import annotations

import logging

from django.db.models import Max
from django.utils import timezone

from comics.composition.edges import edge_map
from comics.drawing.staging import Staging
from comics.jobs.compose import touch
from comics.jobs.outbox import tell_ended
from comics.jobs.queue import enqueue
from comics.models import Drawing, Generation, Issue, Panel, Picture, Take, files
from comics.vocabulary import WAITING_STATES, GenerationState

logger = logging.getLogger(__name__)
NOTHING_STAGED = Staging()


def edges_of(picture: Picture) -> str:
    """The edge map of a stored picture, from the small one beside it; "" where that cannot be read, which costs no take."""
    try:
        with files.image(picture.thumb_path) as small:
            return edge_map(small)
    except OSError:
        logger.exception("picture %s has no thumb that can be read", picture.pk)
        return ""


def keep_take(
    drawing: Drawing,
    picture: Picture,
    *,
    staging: Staging = NOTHING_STAGED,
    edges: str = "",
    ordinal: int = 0,
) -> Panel:
    """Keep a picture as the newest take of the drawing's panel, and choose it if it is the drawing's first variation and the
    page is not locked.

    `edges` is its edge map, for a picture without staging. The drawing tells what it was drawn from; whether that changed
    meanwhile is looked up when the generation is over. Call it inside a transaction in which the drawing was seen to be
    ours; answers the panel, whose lettering stands anew.
    """
    generation = drawing.generation
    # Nobody locks the page between this look at it and the end of the transaction.
    generation.issue.hold()
    panel = Panel.objects.select_related("page__issue__series").get(pk=drawing.panel_id)
    number = (panel.takes.aggregate(last=Max("number"))["last"] or 0) + 1
    take = Take.objects.create(
        panel=panel,
        drawing=drawing,
        ordinal=ordinal,
        picture=picture,
        number=number,
        engine=generation.engine,
        prompt=generation.prompt or panel.words()[:10_000],
        staging_data=staging.to_json(),
        edges=edges,
        source=drawing.source,
        by_id=generation.by_id,
    )
    if not ordinal and not panel.page.is_locked:
        panel.chosen, panel.stale = take, []
        panel.save(update_fields=["chosen", "stale"])
    touch(panel.page, [panel], content=not panel.page.is_locked)
    return panel


def finish_generation(generation: Generation) -> None:
    """Close the generation when none of its drawings is moving: ready if all are, failed if any is, or waiting for a person."""
    drawings = Drawing.objects.filter(generation=generation)
    if drawings.moving().exists():
        return
    Issue(pk=generation.issue_id).hold()  # of two generations that end at once, the second sees that the first has ended
    # Cast, style or script may have been changed while the engine drew.
    enqueue("stale.check_issue", generation.issue_id)
    states = set(drawings.values_list("state", flat=True).distinct())
    open_rows = Generation.objects.filter(pk=generation.pk, finished_at=None)
    if waiting := next((state for state in WAITING_STATES if state in states), None):
        open_rows.update(state=waiting)
        return
    worst = (GenerationState.FAILED, GenerationState.REFUSED, GenerationState.CANCELLED)
    state = next((state for state in worst if state in states), GenerationState.READY)
    if open_rows.update(state=state, finished_at=timezone.now()):  # once, however many workers and watchers see the end
        tell_ended(generation)


def preview_when_still(panel: Panel) -> None:
    """Have the page's preview made once none of its panels is being drawn any more."""
    if not Drawing.objects.moving().filter(panel__page_id=panel.page_id).exists():
        enqueue("render.preview_page", panel.page_id)
