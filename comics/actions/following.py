"""Panels that follow the script: they take over what it says now when they are redrawn."""

from __future__ import annotations

from comics.jobs.stale import written_for
from comics.models import Lettering, Panel
from comics.models.sources import DIALOGUE_CHANGED, SCRIPT_CHANGED
from comics.scripting.dialogue import spoken_lines, write_spoken
from comics.scripting.model import Script as ParsedScript
from comics.scripting.model import SpokenLine
from comics.scripting.parse import parse
from comics.vocabulary import LetteringKind, read_shot


def take_over_words(panel: Panel, script: ParsedScript) -> bool:
    """Give a panel whose script changed the script's new words; answers whether there were any. Saves nothing."""
    written = written_for(panel, script)
    if written is None or SCRIPT_CHANGED not in panel.stale:
        return False
    panel.objective, panel.scene, panel.action = written.objective, written.scene, written.action
    panel.shot = read_shot(" ".join((panel.objective, panel.scene, panel.action))) or panel.shot
    return True


def follow_script(panel: Panel, script: ParsedScript, *, dialogue: bool = True) -> bool:
    """Have a stale panel say what the script says now; with `dialogue`, its lettering too, unless hands changed it.

    Answers whether the lettering is another. Call it inside a transaction.
    """
    if take_over_words(panel, script):
        panel.save(update_fields=["objective", "scene", "action", "shot"])
    lines = new_dialogue(panel, script) if dialogue else None
    if lines is None:
        return False
    set_dialogue(panel, lines)
    return True


def new_dialogue(panel: Panel, script: ParsedScript) -> str | None:
    """What the script makes the panel say now; None where that is not new, or its lettering was changed by hand."""
    written = written_for(panel, script)
    return written.dialogue if written and DIALOGUE_CHANGED in panel.stale else None


def words_to_redraw(panel: Panel) -> str:
    """The words that a redraw starts from unless somebody types others: the script's new ones where it changed."""
    if SCRIPT_CHANGED in panel.stale:
        written = written_for(panel, parse(panel.page.issue.script.text))
        if written:
            return "\n".join(part for part in (written.objective, written.scene, written.action) if part)
    return panel.words()


def dialogue_to_redraw(panel: Panel) -> str:
    """The dialogue that a redraw starts from where the script's is new; empty where the lettering's own counts."""
    return (DIALOGUE_CHANGED in panel.stale and new_dialogue(panel, parse(panel.page.issue.script.text))) or ""


def shown_dialogue(panel: Panel) -> str:
    """What the form of a redraw shows as the panel's dialogue: the script's new one, or what its lettering says."""
    lines = [SpokenLine(LetteringKind(line.kind), line.text, line.speaker) for line in panel.lettering.all()]
    return dialogue_to_redraw(panel) or write_spoken(lines)


def set_dialogue(panel: Panel, dialogue: str) -> None:
    """Make the lettering of a panel say this; lines that stay the same keep their place set by hand."""
    kept = {(line.kind, line.speaker, line.text): line for line in panel.lettering.all()}
    for position, line in enumerate(spoken_lines(dialogue)):
        row = kept.pop((line.kind, line.speaker[:120], line.text[:2000]), None) or Lettering(panel=panel)
        row.position, row.kind, row.speaker, row.text = position, line.kind, line.speaker[:120], line.text[:2000]
        row.save()
    Lettering.objects.filter(pk__in=[line.pk for line in kept.values()]).delete()
