"""What Kling is told of a panel: 500 characters, the most important first. It has no objects for cast, places or style."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from comics.engines.contract import Brief, CastMember, PanelBrief, Place, Reference, Style
from comics.engines.kling_words import Composed, Part, compose
from comics.vocabulary import Shot, read_shot

MOST: Final = 500  # characters of `prompt` (CometAPI's reference of the endpoint)
MOST_NEGATIVE: Final = 200  # characters of `negative_prompt`
LEAST_PIXELS: Final = 300  # of either side of `image`
NARROWEST: Final = 2.5  # the longer side of `image` by the shorter one (Kling's own reference)
LETTERING: Final = "text, letters, speech balloons, captions, watermark"  # the studio letters the panels itself
NO_LETTERING: Final = "No text or speech balloons."
NEUTRAL_PRESETS: Final = ("", "render", "neutral")  # presets that say nothing of the look
_SHOTS: Final = {
    Shot.ESTABLISHING: "establishing shot",
    Shot.LONG: "long shot",
    Shot.FULL: "full shot",
    Shot.MEDIUM: "medium shot",
    Shot.CLOSE: "close-up",
    Shot.EXTREME_CLOSE: "extreme close-up",
    Shot.OVER_SHOULDER: "over-the-shoulder shot",
    Shot.BIRDS_EYE: "bird's-eye view",
    Shot.WORMS_EYE: "worm's-eye view",
}


def has_words(panel: PanelBrief) -> bool:
    """Whether the panel says itself what it shows."""
    return any(text.strip() for text in (panel.prompt, panel.action, panel.scene, panel.objective))


def story_words(brief: Brief) -> str:
    """What all panels share that have no words of their own: what the author typed, or the story."""
    return brief.prompt.strip() or brief.premise.strip()


def prompt(brief: Brief, panel: PanelBrief, *, with_image: bool) -> Composed:
    """The prompt of a panel. Beside an image nothing can be ruled out in words of their own, so lettering is ruled out here."""
    own = tuple(_own(panel)) if has_words(panel) else tuple(_from_story(brief, panel))
    room = MOST - (len(NO_LETTERING) + 1 if with_image else 0)
    told = compose((*own, *_looks(brief, panel), *_rest(brief, panel)), room)
    return Composed(f"{told.text} {NO_LETTERING}", told.short) if with_image and told.text else told


def negative(brief: Brief) -> Composed:
    """What must not be seen: as set for the launch, by the script, and lettering, which the studio adds itself."""
    typed = str(brief.options.get("negative_prompt") or "")
    told = compose((Part("what you typed", typed), Part("what the script forbids", brief.forbidden)), MOST_NEGATIVE)
    whole = compose((Part("", told.text), Part("", LETTERING)), MOST_NEGATIVE)
    return Composed(whole.text, told.short)


def people(brief: Brief, panel: PanelBrief) -> tuple[CastMember, ...]:
    """The cast that is seen in the panel, in the order in which it is named."""
    cast = {member.name.casefold(): member for member in brief.cast}
    names = dict.fromkeys(name.casefold() for name in (*panel.present, *panel.speakers, *panel.states))
    return tuple(cast[name] for name in names if name in cast)


def pictures(brief: Brief, panel: PanelBrief) -> tuple[tuple[str, Reference], ...]:
    """The pictures that may stand for the panel, each with what it is of, the best first: the author's own, then the cast."""
    given = [(reference.description or "your picture", reference) for reference in panel.references]
    for member in people(brief, panel):
        state = panel.states.get(member.name, "")
        if reference := member.state_references.get(state) or member.reference:
            given.append((member.name, reference))
    return tuple(given)


def other_pictures(brief: Brief, panel: PanelBrief) -> tuple[str, ...]:
    """Pictures of other things than people, which Kling has no field for: the place, those that all panels share."""
    place = _place(brief, panel)
    names = [place.name] if place and place.reference else []
    return (*names, *(reference.description or "a shared picture" for reference in brief.references))


def usable(reference: Reference) -> bool:
    """Whether Kling takes a picture of this shape."""
    low, high = sorted((reference.width, reference.height))
    return low >= LEAST_PIXELS and high <= NARROWEST * low


def image(brief: Brief, panel: PanelBrief) -> Reference | None:
    """The one picture that Kling looks at for the panel, None for none."""
    if not brief.options.get("use_reference", True):
        return None
    return next((reference for _, reference in pictures(brief, panel) if usable(reference)), None)


def _own(panel: PanelBrief) -> Iterable[Part]:
    yield Part("what you typed", panel.prompt, 220)
    yield Part("what happens", panel.action, 60 if panel.prompt else 160)
    yield Part("the scene", panel.scene, 70)
    if not panel.action and not panel.scene:
        yield Part("the panel’s objective", panel.objective, 100)


def _from_story(brief: Brief, panel: PanelBrief) -> Iterable[Part]:
    """For a panel without words: the story, and which of its moments this is."""
    at = 1 + next(index for index, other in enumerate(brief.panels) if other.key == panel.key)
    if words := story_words(brief):
        yield Part("", f"Moment {at} of {len(brief.panels)} of this story", 60)
        yield Part("the story", words, 200)


def _looks(brief: Brief, panel: PanelBrief) -> Iterable[Part]:
    style, seen = brief.style, people(brief, panel)
    yield Part("the art style", ", ".join(part for part in ("Comic panel", style.art_style) if part), 50)
    for member in seen:
        yield Part(f"how {member.name} looks", _person(member, panel.states.get(member.name, "")), 110 // len(seen))
    place = _place(brief, panel)
    yield Part("the place", ": ".join(text for text in (place.name, place.description) if text) if place else panel.place, 40)


def _rest(brief: Brief, panel: PanelBrief) -> Iterable[Part]:
    shot = Shot(panel.shot) if panel.shot in set(Shot) else None
    if shot and read_shot(f"{panel.prompt} {panel.scene} {panel.action}") != shot:
        yield Part("the shot", _SHOTS[shot])
    yield Part("palette, lighting, camera and genre", _style(brief.style))
    if panel.action or panel.scene:
        yield Part("the panel’s objective", panel.objective)
    if panel.context and not panel.scene and not panel.place and has_words(panel):
        yield Part("what went before", f"Same scene as before: {panel.context[-1]}")


def _style(style: Style) -> str:
    preset = "" if style.preset in NEUTRAL_PRESETS else style.preset.replace("_", " ")
    named = (("palette", style.palette), ("lighting", style.lighting), ("camera", style.camera), ("genre", style.genre))
    return ", ".join([*([preset] if preset else []), *(f"{name}: {text}" for name, text in named if text)])


def _person(member: CastMember, state: str) -> str:
    """A state's own appearance stands for the usual dress."""
    age = f"{member.age} years old" if member.age.isdigit() else member.age
    worn = member.states.get(state, "")
    looks = (worn, member.appearance) if worn else (member.appearance, member.dress)
    told = ", ".join(text for text in (member.role, age, member.gender, *looks, member.signature, member.personality) if text)
    return f"{member.name}: {told}" if told else ""


def _place(brief: Brief, panel: PanelBrief) -> Place | None:
    return next((place for place in brief.places if place.name.casefold() == panel.place.casefold()), None)
