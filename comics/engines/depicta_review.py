"""What Depicta would leave out, change or refuse, said before anything is spent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from comics.engines.contract import Brief, Json, Reference, Remark
from comics.engines.depicta_request import (
    MOST_REFERENCES,
    public,
    shared_pictures,
    words,
)
from comics.engines.depicta_story import MOST_STATES, Story, used_states
from comics.engines.ratios import cropped, nearest


def remarks(brief: Brief, told: Sequence[Story], model: Json, ratios: Sequence[str]) -> tuple[Remark, ...]:
    """All that is to be said of a brief that is sent as these stories to this model."""
    return (
        *_refusals(brief, model),
        *_stories(told),
        *_people(told),
        *_pictures(brief, told),
        *_frames(brief, ratios),
        *_speechless(brief),
    )


def _refusals(brief: Brief, model: Json) -> Iterable[Remark]:
    size = str(brief.options.get("image_size") or "")
    if not model.get("id"):
        yield Remark("Choose the model that Depicta is to draw with.", blocking=True)
    if size and size not in model.get("image_sizes", [size]):
        yield Remark(f"{model['name']} does not draw pictures of the size {size}.", blocking=True)
    if brief.prompt_url:
        yield Remark("Depicta cannot read the words from an address. Paste them instead.", blocking=True)
    if not brief.panels:
        yield Remark("There is no panel to draw.", blocking=True)


def unknown_model(model: Json, facts: Mapping[str, Any]) -> tuple[Remark, ...]:
    """That the chosen model is none of those which the service offers for stories; nothing where the key was not tested."""
    offered = [each.get("id") for each in facts.get("models") or ()]
    if not offered or not model.get("id") or model["id"] in offered:
        return ()
    return (Remark(f"Depicta has no model “{model['id']}” that can tell stories.", blocking=True),)


def _stories(told: Sequence[Story]) -> Iterable[Remark]:
    if len(told) > 1:
        lengths = " + ".join(str(len(story.panels)) for story in told)
        yield Remark(
            f"Depicta draws at most 10 panels in one go: this becomes {len(told)} stories ({lengths} panels), "
            "between which looks may change a little."
        )
    for story in told:
        if len(story.panels) == 1:
            yield Remark(
                "Depicta draws at least two pictures at a time: the panel is drawn twice, once from closer, and two pictures "
                "are paid. The second one becomes another take.",
                panel=story.panels[0].key,
            )


def _people(told: Sequence[Story]) -> Iterable[Remark]:
    if any(story.invented for story in told):
        names = ", ".join(dict.fromkeys(story.people[0].name for story in told if story.invented))
        yield Remark(
            "Depicta needs at least one character in a story. Where the panels name nobody, it is told of "
            f"“{names}”, who need not appear."
        )
    undescribed = {m.name for story in told if not story.invented for m in story.people if not _described(m)}
    for name in sorted(undescribed):
        yield Remark(f"{name} has no description: Depicta decides how they look.")
    for name in dict.fromkeys(name for story in told for name in story.left_out):
        yield Remark(f"{name} is left out of the cast that Depicta is told of: the story has too many characters.")
    for story in told:
        for member in story.people:
            for state in used_states(member, story)[MOST_STATES:]:
                yield Remark(
                    f"Depicta knows at most 5 states of a character in one story: {member.name} as “{state}” is only "
                    "described in the words of the panel."
                )


def _described(member: Any) -> bool:
    return any((member.role, member.age, member.gender, member.appearance, member.dress))


def _pictures(brief: Brief, told: Sequence[Story]) -> Iterable[Remark]:
    wanted = {place.casefold() for story in told for place in (panel.place for panel in story.panels)}
    given: dict[str, Reference | None] = {}
    for story in told:
        for member in story.people:
            given[member.name] = member.reference
            for state in used_states(member, story)[:MOST_STATES]:
                given[f"{member.name} ({state})"] = member.state_references.get(state)
    given |= {place.name: place.reference for place in brief.places if place.name.casefold() in wanted}
    shared = [[reference for reference, _ in shared_pictures(brief, story)] for story in told]
    closed = [name for name, reference in given.items() if reference and not public(reference)]
    unsent = {reference.sha256 for group in shared for reference in group if not public(reference)}
    if closed or unsent:
        of = f" of {', '.join(closed)}" if closed else ""
        yield Remark(
            f"Depicta fetches reference pictures from a public https address, and this studio has none: the pictures{of} "
            "are not sent."
        )
    if any(len([reference for reference in group if public(reference)]) > MOST_REFERENCES for group in shared):
        yield Remark("Depicta looks at no more than 5 shared reference pictures in a story: the others are not sent.")


def _frames(brief: Brief, ratios: Sequence[str]) -> Iterable[Remark]:
    """Which frames get a picture of another shape."""
    if counts := cropped(brief.panels, (nearest(panel.width, panel.height, ratios) for panel in brief.panels)):
        yield Remark(f"Depicta draws in fixed ratios. Cropped to their frame: {counts}.")


def _speechless(brief: Brief) -> Iterable[Remark]:
    for panel in brief.panels:
        if not words(panel):
            yield Remark("The panel has no words: Depicta draws what fits the story.", panel=panel.key)
