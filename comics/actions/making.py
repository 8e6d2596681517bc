"""What launching, continuing and redrawing share: making pages, panels and the drawings of a generation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from comics.actions.asking import Wishes, chosen_key, submit
from comics.actions.errors import Refusal
from comics.actions.frames import pixels_for
from comics.engines.remote_catalogue import is_remote
from comics.jobs.compose import lay_out, letter, page_panels, save_placement, touch
from comics.jobs.outbox import tell_begun
from comics.jobs.queue import enqueue
from comics.jobs.stale import note_dialogue, note_sources
from comics.models import Activity, Drawing, Generation, GenerationReference, Issue, Lettering, Page, Panel, User
from comics.models.remote_briefs import generation_brief
from comics.scripting.dialogue import spoken_lines
from comics.scripting.model import ScriptPanel
from comics.scripting.pages import importance, scene_starts
from comics.vocabulary import Deed, GenerationKind, GenerationState, read_shot

if TYPE_CHECKING:
    from comics.models.pictures import Picture


Files = Sequence[dict[str, str]]  # what a program sent along, each with its `type` and `url`


def made_with(nonce: str, issue: Issue) -> Generation:
    """What a form made that was sent before. Raises `Refusal` for one that made something of another issue, or nothing."""
    made = Generation.objects.filter(nonce=nonce, issue=issue).first()
    if made is None:
        raise Refusal("Something changed meanwhile. Load the page again, and look before you press.")
    return made


def start_generation(
    issue: Issue,
    kind: GenerationKind,
    wishes: Wishes,
    *,
    by: User | None,
    nonce: str,
    prompt: str = "",
    references: Sequence[Picture] = (),
) -> Generation:
    """The row of a generation whose drawings are still to come. Raises `IntegrityError` when the nonce is used."""
    issue.touched_by = by
    issue.save(update_fields=["touched_by", "updated_at"])
    deed = Deed.REDREW if kind == GenerationKind.REDRAW else Deed.LAUNCHED
    Activity.objects.tell(deed, team=issue.series.team, by=by, issue=issue)
    made = Generation.objects.create(
        issue=issue,
        kind=kind,
        engine=wishes.engine,
        size=wishes.size,
        language=wishes.language,
        prompt=prompt,
        reference=references[0] if references else None,
        nonce=nonce,
        state=GenerationState.DRAWING,
        by=by,
    )
    GenerationReference.objects.bulk_create(GenerationReference(generation=made, picture=each) for each in references[1:])
    return made


def add_pages(
    issue: Issue,
    words: Sequence[ScriptPanel],
    pages: Sequence[Sequence[int]],
    *,
    generation: Generation,
    first: int,
    from_script: bool,
    prompt: str = "",
    attachments: Files = (),
) -> list[Page]:
    """Make pages with panels of these words, lay them out, letter them, and make the drawings to come.

    `attachments` are what a program sent for them; they belong to the first.
    """
    starts = scene_starts(words)
    made = []
    for offset, indices in enumerate(pages):
        files = [] if offset else list(attachments)
        page = Page.objects.create(issue=issue, position=first + offset, prompt=prompt, attachments=files)
        for position, index in enumerate(indices):
            panel = _add_panel(page, position, words[index], last=position == len(indices) - 1, scene_start=starts[index])
            if from_script:
                panel.script_index = index
            panel.importance = importance(words[index], position, len(indices))
            panel.save(update_fields=["script_index", "importance"])
        panels = page_panels(page)
        lay_out(page, panels)
        Panel.objects.bulk_update(panels, ["box"])
        save_placement(letter(page, panels), panels)
        touch(page, panels)
        if issue.languages:
            enqueue("arrange.letter_page", page.pk)
        for panel in panels:
            add_drawing(generation, panel)
        made.append(page)
    return made


def _add_panel(page: Page, position: int, words: ScriptPanel, *, last: bool, scene_start: bool) -> Panel:
    text = " ".join((words.objective, words.scene, words.action))
    shot = read_shot(text) or ("establishing" if scene_start and position == 0 else "close" if last and position else "")
    panel = Panel.objects.create(
        page=page,
        position=position,
        objective=words.objective,
        scene=words.scene,
        action=words.action,
        shot=shot,
        scene_start=scene_start,
    )
    Lettering.objects.bulk_create(
        Lettering(panel=panel, position=place, kind=line.kind, speaker=line.speaker[:120], text=line.text[:2000])
        for place, line in enumerate(spoken_lines(words.dialogue))
    )
    return panel


def add_drawing(generation: Generation, panel: Panel) -> Drawing:
    """A panel's part of a generation, still to be handed to whoever draws it (`begin`)."""
    width, height = pixels_for(panel.frame, generation.size)
    return Drawing.objects.create(generation=generation, panel=panel, width=width, height=height)


def begin(generation: Generation, wishes: Wishes, *, prompt_url: str = "") -> None:
    """Have the drawings of a generation drawn. Call it inside the transaction that made them, after the last one.

    Raises `Refusal` when the engine would not take them, or there is no key or budget; then the transaction must not be kept.
    """
    if not is_remote(generation.engine):
        note_dialogue(generation)
        for drawing in generation.drawings.order_by("pk"):
            enqueue("draw.draw_panel", drawing.pk)
        tell_begun(generation)
        return
    key = chosen_key(wishes, by=generation.by, team=generation.issue.series.team)
    brief = generation_brief(generation, account=key.account if key else "", prompt_url=prompt_url)
    note_sources(generation, brief)
    submit(generation, brief, wishes)
    tell_begun(generation)
