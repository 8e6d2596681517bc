"""Which panels are stale: those whose chosen take was drawn from something else than what an engine would be told today.

Checking asks the database a fixed number of questions an issue, however many panels it has, and writes only what is different.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from comics.engines.contract import Brief
from comics.engines.remote_catalogue import is_remote
from comics.jobs.compose import touch
from comics.jobs.queue import enqueue
from comics.models import Character, Drawing, Generation, Issue, Location, Page, Panel, Series, SeriesReference
from comics.models.briefs import issue_brief, panel_brief
from comics.models.sources import (
    DIALOGUE_CHANGED,
    DIALOGUE_STAYS,
    Source,
    as_script_has_it,
    dialogue_hash,
    differences,
    lines_hash,
    script_hash,
    source_of,
)
from comics.scripting.alignment import align
from comics.scripting.model import Script as ParsedScript
from comics.scripting.model import ScriptPanel
from comics.scripting.parse import parse
from comics.vocabulary import GenerationKind, PageKind

SIZE = (1, 1)  # of pictures that nobody draws: a source does not hold it


def check_soon(series: Series) -> None:
    """Have the worker look which panels of a series are stale, after the current transaction; nothing while it has no page."""
    if Page.objects.filter(issue__series=series, binned_at=None).exists():
        enqueue("stale.check_series", series.pk)


def check_series(series_id: int) -> None:
    """Look which panels of the series' issues are stale. Safe to run twice and at any time."""
    for issue_id in Issue.objects.live().filter(series_id=series_id).values_list("pk", flat=True):
        check_issue(issue_id)


def check_issue(issue_id: int) -> None:
    """Find the drawn panels in the script again, and look which are stale. Safe to run twice and at any time.

    It is worked out outside the transaction, because a long issue takes longer than anybody should hold the database, and
    worked out again if anything that it was made from changed meanwhile.
    """
    while True:
        before = _inputs(issue_id)
        issue = Issue.objects.select_related("series", "script").filter(pk=issue_id).first()
        if issue is None:
            return
        every, script = list(drawn_from_words(Panel.objects.filter(page__issue=issue, page__binned_at=None))), script_of(issue)
        # Those that lie in the bin keep their place in the script too, so that they fit when they are brought back.
        moved = find_in_script(every, script)
        changed = judge(issue, [panel for panel in every if panel.binned_at is None], script)
        with transaction.atomic():
            try:
                issue.hold()
            except Issue.DoesNotExist:
                return
            if _inputs(issue_id) == before:
                Panel.objects.bulk_update(moved, ["script_index"])
                _keep(issue, changed)
                return


def _inputs(issue_id: int) -> list[object]:
    """What tells that anything changed of which panels are drawn, or which takes they show. Five queries."""
    of_series = {"series__issues": issue_id}
    return [
        *Issue.objects.filter(pk=issue_id).values_list("script__version", "series__updated_at"),
        *Character.objects.filter(**of_series).values_list("pk", "updated_at", "binned_at", "portrait_uploaded"),
        *Location.objects.filter(**of_series).values_list("pk", "updated_at", "binned_at", "picture_uploaded"),
        *SeriesReference.objects.filter(**of_series).values_list("pk", flat=True),
        *Panel.objects.filter(page__issue=issue_id, page__binned_at=None).values_list("pk", "chosen", "binned_at"),
    ]


def _keep(issue: Issue, changed: Sequence[Panel]) -> None:
    """Keep why these panels are stale, and tell open editors."""
    Panel.objects.bulk_update(changed, ["stale"])
    for _, same in groupby(changed, key=lambda panel: panel.page_id):
        of_page = list(same)
        of_page[0].page.issue = issue
        touch(of_page[0].page, of_page, content=False)


def script_of(issue: Issue) -> ParsedScript:
    """The issue's script, read; an empty one where there is none."""
    return parse(getattr(getattr(issue, "script", None), "text", ""))


def drawn_from_words(panels: QuerySet[Panel]) -> QuerySet[Panel]:
    """Panels as checking needs them, page by page in reading order: three queries."""
    rows = panels.select_related("page", "chosen__drawing__generation").prefetch_related("lettering")
    return rows.order_by("page__kind", "page__position", "page_id", "position", "pk")


def find_in_script(panels: Sequence[Panel], script: ParsedScript) -> list[Panel]:
    """Say on each panel that was made from the script which of the script's panels it is now; answers those that moved.

    A panel that the script does not have any more stands nowhere in it, and is found again when its words come back. A script
    without panels (an idea) moves nothing.
    """
    if not script.panels:
        return []
    now = _texts(script)
    hashes = {script_hash(written): text for written, text in zip(script.panels, now, strict=True)}
    ours = [(panel, hashes.get(_accepted(panel), panel.words())) for panel in _in_order_of_the_script(panels)]
    # The halves of a panel that was split stand for the same panel of the script.
    halves = [
        list(same) for _, same in groupby(ours, key=lambda one: (one[0].script_index, one[0].script_index is None and one[1]))
    ]
    moved = []
    for same, index in zip(halves, align([same[0][1] for same in halves], now), strict=True):
        for panel, _ in same:
            if panel.script_index != index:
                panel.script_index = index
                moved.append(panel)
    return moved


def _in_order_of_the_script(panels: Sequence[Panel]) -> list[Panel]:
    """The panels that came from the script, as they stand there; those that it lost stay behind whom they are read after."""
    places: list[tuple[float, Panel]] = []
    last = -1.0
    for panel in panels:
        if panel.page.kind == PageKind.STORY and (panel.script_index is not None or is_lost(panel)):
            last = last + 1e-6 if panel.script_index is None else float(panel.script_index)
            places.append((last, panel))
    return [panel for _, panel in sorted(places, key=lambda place: place[0])]


def is_lost(panel: Panel) -> bool:
    """Whether the panel has words and yet no place in the script, and no prompt of its page was cut into it."""
    return panel.script_index is None and not panel.page.prompt and bool(panel.words())


def _texts(script: ParsedScript) -> list[str]:
    return ["\n".join(part for part in (p.objective, p.scene, p.action) if part) for p in script.panels]


def _accepted(panel: Panel) -> str:
    return str(panel.chosen.source.get("script", "")) if panel.chosen else ""


def judge(issue: Issue, panels: Sequence[Panel], script: ParsedScript) -> list[Panel]:
    """Say on each panel why its chosen take is stale; answers those of which something else was said before. Saves nothing."""
    changed = []
    for panel, now in zip(panels, present_sources(issue, panels, script), strict=True):
        said = _said(panel, now)
        if panel.stale != said:
            panel.stale = said
            changed.append(panel)
    return changed


def _said(panel: Panel, now: Source) -> list[str]:
    before = panel.chosen.source if panel.chosen else {}
    said = differences(before, now)
    if DIALOGUE_CHANGED not in said:
        return said
    lettered = lines_hash([(line.kind, line.speaker, line.text) for line in panel.lettering.all()])
    said.remove(DIALOGUE_CHANGED)
    if lettered == now["dialogue"]:
        return said
    return [*said, DIALOGUE_CHANGED if lettered == before["dialogue"] else DIALOGUE_STAYS]


def present_sources(issue: Issue, panels: Sequence[Panel], script: ParsedScript) -> list[Source]:
    """What the panels' chosen takes would be drawn from today; `{}` for a panel without a take that tells its source.

    Whom the take shows is asked for even if nobody names them any more: a line that was given to somebody else takes nobody
    out of the picture.
    """
    told = []
    for panel in panels:
        shown = tuple(panel.chosen.source.get("cast", ())) if panel.chosen else ()
        told.append(replace(panel_brief(panel, size=SIZE, prompt=_prompt(panel)), speakers=shown))
    brief = issue_brief(issue, tuple(told), script=script)
    return [_present(brief, index, panel, script) for index, panel in enumerate(panels)]


def _present(brief: Brief, index: int, panel: Panel, script: ParsedScript) -> Source:
    if panel.chosen is None or not panel.chosen.source:
        return {}
    written = written_for(panel, script)
    source = source_of(brief, brief.panels[index], written, looks=is_remote(panel.chosen.engine))
    return as_script_has_it(source, written)


def _prompt(panel: Panel) -> str:
    """What was typed for the redraw that the panel shows."""
    drawing = panel.chosen.drawing if panel.chosen else None
    return drawing.generation.prompt if drawing and drawing.generation.kind == GenerationKind.REDRAW else ""


def written_for(panel: Panel, script: ParsedScript) -> ScriptPanel | None:
    """The panel of the script that a panel stands for; None where there is none."""
    index = panel.script_index
    return script.panels[index] if index is not None and index < len(script.panels) else None


def note_sources(generation: Generation, brief: Brief) -> None:
    """Keep with the drawings of a generation what they are made from. `brief` names its panels by their primary keys."""
    script, looks = script_of(generation.issue), is_remote(generation.engine)
    told = {panel.key: panel for panel in brief.panels}
    drawings = list(generation.drawings.select_related("panel__chosen"))
    for drawing in drawings:
        panel = drawing.panel
        before = panel.chosen.source if panel.chosen else None
        written = written_for(panel, script)
        drawing.source = source_of(brief, told[str(panel.pk)], written, looks=looks, before=before)
    Drawing.objects.bulk_update(drawings, ["source"])


def note_dialogue(generation: Generation) -> None:
    """Keep with the drawings of a generation what the script says in their panels now; the worker finds out the rest.

    Their lettering is made of it, and the script may be edited before the worker comes to them.
    """
    script = script_of(generation.issue)
    drawings = list(generation.drawings.select_related("panel"))
    for drawing in drawings:
        written = written_for(drawing.panel, script)
        drawing.source = {"dialogue": dialogue_hash(written)} if written else {}
    Drawing.objects.bulk_update(drawings, ["source"])


def judge_again(panel: Panel) -> None:
    """Say on one panel, whose take was chosen just now, why it is stale. Call it inside the transaction that chose it."""
    issue = Issue.objects.select_related("series", "script").get(pk=panel.page.issue_id)
    fresh = list(drawn_from_words(Panel.objects.filter(pk=panel.pk)))
    Panel.objects.bulk_update(judge(issue, fresh, script_of(issue)), ["stale"])
