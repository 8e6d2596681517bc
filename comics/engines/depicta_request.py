"""The request for a story, in Depicta's words.

Shapes and limits are those of `POST /v1/generate/story` (Depicta's API reference): characters with states, locations, scenes,
at most 5 shared reference pictures, ten ratios, two sizes. A field without a value is left out, never null.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from comics.engines.contract import Brief, CastMember, Json, PanelBrief, Reference, Style
from comics.engines.depicta_story import LEAST_SCENES, MOST_STATES, Story, names_in, state_of, used_states
from comics.engines.ratios import nearest
from comics.vocabulary import Shot, read_shot

RATIOS: Final = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
SIZES: Final = ("1K", "2K")
MOST_REFERENCES: Final = 5
CLOSER: Final = "The same moment once more, seen from closer."
GIVEN: Final = "A picture that the author gave."
NO_LETTERING: Final = "No lettering, speech balloons or captions in the pictures."
NEUTRAL_PRESETS: Final = ("", "render", "neutral")  # presets that say nothing of the look
_SHOTS: Final = {
    Shot.CLOSE: "close-up",
    Shot.EXTREME_CLOSE: "extreme close-up",
    Shot.OVER_SHOULDER: "over-the-shoulder shot",
    Shot.BIRDS_EYE: "bird’s-eye view",
    Shot.WORMS_EYE: "worm’s-eye view",
}


def public(reference: Reference | None) -> str:
    """The address under which the service can fetch the picture, empty where there is none."""
    return reference.url if reference and reference.url.startswith("https://") else ""


def shared_pictures(brief: Brief, story: Story) -> list[tuple[Reference, str]]:
    """Every picture given for the whole or for a panel of the story, with what it shows; the limit is not kept."""
    found = {reference.sha256: (reference, reference.description or GIVEN) for reference in brief.references}
    for number, panel in enumerate(story.panels, start=1):
        for reference in panel.references:
            everywhere = all(reference in other.references for other in story.panels)
            says = reference.description or GIVEN
            found.setdefault(reference.sha256, (reference, says if everywhere else f"For scene {number}: {says}"))
    return list(found.values())


def request(brief: Brief, story: Story, *, model: str, ratios: Sequence[str] = RATIOS) -> Json:
    """The body of the create call for a story."""
    own = brief.options
    wanted = [nearest(panel.width, panel.height, ratios) for panel in story.panels]
    usual = Counter(wanted).most_common(1)[0][0]
    pairs = zip(story.panels, wanted, strict=True)
    scenes = [_scene(brief, story, panel, "" if ratio == usual else ratio) for panel, ratio in pairs]
    if len(scenes) < LEAST_SCENES:
        scenes.append({**scenes[0], "prompt": f"{scenes[0]['prompt']} {CLOSER}"})
    pictures = [(public(reference), says) for reference, says in shared_pictures(brief, story) if public(reference)]
    strictness = str(own.get("strictness") or "")
    return _filled(
        model=model,
        prompt=_context(brief, story),
        style=str(own.get("style") or "").strip() or style_words(brief.style),
        setting=str(own.get("setting") or "").strip(),
        strictness=strictness if strictness in ("normal", "liberal") else "",
        raw_prompts=bool(own.get("raw_prompts")),
        aspect_ratio=usual,
        image_size=str(own.get("image_size") or SIZES[0]),
        characters=[_character(member, story) for member in story.people],
        locations=_locations(brief, story),
        reference_images=[{"url": url, "description": says} for url, says in pictures[:MOST_REFERENCES]],
        scenes=scenes,
    )


def style_words(style: Style) -> str:
    """The look in one line."""
    preset = "" if style.preset in NEUTRAL_PRESETS else style.preset.replace("_", " ")
    return "; ".join(filter(None, (style.art_style, preset, style.genre, style.palette, style.lighting, style.camera)))


def appearance(member: CastMember) -> str:
    """All that the author says of a character, in one line; a stand-in where they say nothing."""
    said = (
        member.role,
        member.age and (f"{member.age} years old" if member.age.isdigit() else member.age),
        member.gender,
        member.appearance,
        member.dress and f"wears {member.dress}",
        member.personality and f"personality: {member.personality}",
        member.signature and f"typically: {member.signature}",
    )
    return "; ".join(filter(None, said)) or "somebody who fits the story"


def words(panel: PanelBrief) -> str:
    """What the panel's picture shows: the author's own prompt, or else the script's words; empty where there are none."""
    text = panel.prompt.strip() or _sentences((panel.scene, panel.action, panel.objective))
    if text and panel.shot and read_shot(text) != panel.shot:
        shot = Shot(panel.shot)
        return f"{_SHOTS.get(shot, f'{shot.value} shot').capitalize()}. {text}"
    return text


def _scene(brief: Brief, story: Story, panel: PanelBrief, ratio: str) -> Json:
    sent = {member.name.casefold(): member for member in story.people}
    people, asides = [], []
    for member in (sent[name.casefold()] for name in names_in(panel) if name.casefold() in sent):
        state = state_of(member, panel)
        kept = state in used_states(member, story)[:MOST_STATES]
        people.append(_filled(name=member.name, state=state if kept else ""))
        if state and not kept:
            asides.append(f"{member.name} is seen so: {member.states.get(state) or state}")
    speaking = panel.speakers and f"{' and '.join(panel.speakers)} {'speaks' if len(panel.speakers) == 1 else 'speak'}"
    moment = f"Moment {story.panels.index(panel) + 1} of {len(story.panels)} of this: {brief.prompt or brief.premise}"
    said = words(panel) or (moment if brief.prompt or brief.premise else "The story goes on")
    place = next((place.name for place in brief.places if place.name.casefold() == panel.place.casefold()), "")
    aside = [speaking or "", *asides, "" if place else panel.place]
    return _filled(prompt=_sentences((said, *aside)), characters=people, location=place, aspect_ratio=ratio)


def _character(member: CastMember, story: Story) -> Json:
    states = {
        state: _filled(appearance=member.states[state] or state, reference_url=public(member.state_references.get(state)))
        for state in used_states(member, story)[:MOST_STATES]
    }
    return _filled(name=member.name, appearance=appearance(member), reference_url=public(member.reference), states=states)


def _locations(brief: Brief, story: Story) -> list[Json]:
    wanted = {panel.place.casefold() for panel in story.panels}
    places = {place.name.casefold(): place for place in reversed(brief.places) if place.name.casefold() in wanted}
    return [
        _filled(name=place.name, description=place.description, reference_url=public(place.reference))
        for place in reversed(places.values())
    ]


def _context(brief: Brief, story: Story) -> str:
    """The story as a whole, for all its scenes: what it is about, what went before, what to keep out of the pictures."""
    before = _sentences(story.panels[0].context[-2:])
    return _sentences(
        (
            brief.premise,
            brief.prompt,
            before and f"What went before: {before}",
            "The comic is read from right to left: who speaks first stands on the right" if brief.direction == "rtl" else "",
            NO_LETTERING,
            brief.forbidden and f"Keep out of the pictures: {brief.forbidden}",
        )
    )


def _sentences(texts: Iterable[str]) -> str:
    """The texts one after the other, each ended by a sign."""
    clean = [" ".join(text.split()) for text in texts]
    return " ".join(text if text[-1] in ".!?…。！？" else f"{text}." for text in clean if text)


def _filled(**fields: Any) -> Json:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in ("", None, False, [], {})}


def chosen_model(options: Mapping[str, Any], facts: Mapping[str, Any]) -> Json:
    """What is known of the model that draws: its facts, or only its id where the key was not tested; empty without any."""
    models: list[Json] = list(facts.get("models") or ())
    wanted = str(options.get("model") or "").strip()
    if not wanted:
        return models[0] if models else {}
    return next((model for model in models if model.get("id") == wanted), {"id": wanted})
