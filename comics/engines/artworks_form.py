"""The form of LlamaGen's older artworks service, filled from a brief as far as its choices go.

Names and accepted values are those of the LlamaGen.Ai REST API, version 1.0, "Create Comic Artwork".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from comics.engines.contract import Brief, CastMember, Json, Reference, Remark
from comics.engines.ratios import cropped, nearest

PROMPTS: Final = (
    "running",
    "flexibility",
    "flying",
    "laser_speed",
    "laser_flexibility",
    "laser_flying",
    "castle_speed",
    "castle_flexibility",
    "castle_flying",
)
ROLES: Final = (
    "hero",
    "villain",
    "sidekick",
    "love_interest",
    "mentor",
    "scientist",
    "robot",
    "animal",
    "monster",
    "civilian",
)
ASPECT_RATIOS: Final = ("1:1", "4:3", "16:9", "2.35:1")
PRESETS: Final = ("classic", "modern", "manga", "superhero", "fantasy")
GENDERS: Final = ("male", "female", "other")
MOST_SEED: Final = 1_000_000
MOST_AGE: Final = 150

# Words by which a cast's roles, a style's presets and a gender are told, tried in this order.
_ROLE_WORDS: Final = (
    ("hero", r"hero|heroine|protagonist|detective|knight|champion"),
    ("villain", r"villain|antagonist|enemy|thief|tyrant"),
    ("sidekick", r"sidekick|assistant|helper|partner|friend"),
    ("love_interest", r"love interest|girlfriend|boyfriend|beloved|fiancée?"),
    ("mentor", r"mentor|teacher|master|guide|wizard"),
    ("scientist", r"scientist|professor|inventor|doctor"),
    ("robot", r"robot|android|cyborg"),
    ("animal", r"animal|fox|dog|cat|horse|bird|bear|wolf|rabbit|mouse|whale"),
    ("monster", r"monster|dragon|demon|troll|ghost|vampire"),
    ("civilian", r"civilian|child|girl|boy|shopkeeper|neighbou?r|villager|citizen"),
)
_PRESET_WORDS: Final = (
    ("manga", r"manga|anime|nihonga"),
    ("superhero", r"super-?hero"),
    ("fantasy", r"fantasy|medieval|fairy"),
    ("modern", r"modern|contemporary|render|photo"),
)
_GENDER_WORDS: Final = (
    ("female", r"female|woman|girl|she|her|f"),
    ("male", r"male|man|boy|he|him|m"),
)


def form(brief: Brief) -> Json:
    """The fields by name, without those that have no value; a list is sent as its key repeated."""
    lead = main_character(brief)
    options = brief.options
    fields: Json = {
        "prompt": options.get("prompt") or PROMPTS[0],
        "imageUrl": options.get("imageUrl") or (picture.url if (picture := _picture(brief)) else ""),
        "comicRoles[]": list(options.get("comicRoles") or _roles(brief)),
        "name": options.get("name") or (lead.name if lead else ""),
        "aspectRatio": options.get("aspectRatio") or _ratio(brief),
        "preset": options.get("preset") or _preset(brief),
        "seed": options.get("seed"),
        "gender": options.get("gender") or (_gender(lead.gender) if lead else ""),
        "age": options.get("age", _age(lead.age) if lead else None),
    }
    return {name: value for name, value in fields.items() if value not in ("", None, [])}


def main_character(brief: Brief) -> CastMember | None:
    """The first of the cast that the panels show; the first of the cast where they name nobody."""
    return next(iter(_seen(brief)), None)


def remarks(brief: Brief) -> tuple[Remark, ...]:
    """What the service does not take, what it is told instead, and what cannot be sent at all."""
    return (*_refusals(brief), *_lost(brief), *_told(brief))


def _refusals(brief: Brief) -> Iterable[Remark]:
    typed = str(brief.options.get("imageUrl") or "")
    if brief.prompt_url:
        yield Remark("This service cannot read the words from an address.", blocking=True)
    if typed and not re.match(r"https://[^\s/]+", typed):
        yield Remark("The address of the reference picture must begin with https://.", blocking=True)
    if not brief.panels:
        yield Remark("There is no panel to draw.", blocking=True)


def _lost(brief: Brief) -> Iterable[Remark]:
    yield Remark(
        "This older service takes no words of a script: it draws a comic of its own from the choices made here. "
        f"Nothing of these reaches it: {', '.join(_unsent(brief))}."
    )
    yield Remark(
        "It decides itself how many pictures it draws. They fill the panels in order; those beyond the last become further "
        "takes, and panels that get none stay empty."
    )
    if brief.kind == "continue":
        yield Remark("It knows nothing of what it drew before: new pages are an artwork of their own.")
    if counts := cropped(brief.panels, [_chosen_ratio(brief)] * len(brief.panels)):
        yield Remark(f"All its pictures have one ratio. Cropped to their frame: {counts}.")
    if brief.options.get("imageUrl"):
        return
    sent = _picture(brief)
    closed = [what for what, reference in _pictures(brief) if sent is None or reference.sha256 != sent.sha256]
    if closed:
        yield Remark(
            "It looks at one reference picture, which must have a public https address. "
            f"Not sent: {', '.join(dict.fromkeys(closed))}."
        )


def _unsent(brief: Brief) -> Iterable[str]:
    """What the brief holds that the form has no field for, in words."""
    panels, style = brief.panels, brief.style
    seen = [member.name for member in _seen(brief)]
    yield "scene, action and dialogue"
    if any(panel.prompt for panel in panels) or brief.prompt:
        yield "what you typed"
    if seen:
        yield f"the looks of {', '.join(seen)}"
    if states := dict.fromkeys(f"{name} as “{state}”" for panel in panels for name, state in panel.states.items()):
        yield f"states ({', '.join(states)})"
    if places := dict.fromkeys(panel.place for panel in panels if panel.place):
        yield f"places ({', '.join(places)})"
    if any((style.genre, style.art_style, style.palette, style.lighting, style.camera)):
        yield "the style beyond the preset"
    if brief.forbidden:
        yield f"what the script forbids ({brief.forbidden[:100]})"
    yield f"the language ({brief.language})"


def _told(brief: Brief) -> Iterable[Remark]:
    names = {"comicRoles[]": "roles", "aspectRatio": "ratio", "imageUrl": "reference picture"}
    told = (
        f"{names.get(name, name)} {', '.join(value) if isinstance(value, list) else value}"
        for name, value in form(brief).items()
    )
    yield Remark(f"It is told: {'; '.join(told)}.")


def _seen(brief: Brief) -> list[CastMember]:
    cast = {member.name.casefold(): member for member in brief.cast}
    named = dict.fromkeys(name.casefold() for panel in brief.panels for name in (*panel.present, *panel.speakers))
    return [cast[name] for name in named if name in cast] or list(brief.cast[:1])


def _pictures(brief: Brief) -> Iterable[tuple[str, Reference]]:
    """The pictures that the author gave, each with what it is of, the panels' own first."""
    for panel in brief.panels:
        yield from ((reference.description or "your picture", reference) for reference in panel.references)
    for member in _seen(brief):
        if member.reference:
            yield member.name, member.reference
        for state, reference in member.state_references.items():
            yield f"{member.name} ({state})", reference
    yield from ((reference.description or "a shared picture", reference) for reference in brief.references)
    yield from ((place.name, place.reference) for place in brief.places if place.reference)


def _picture(brief: Brief) -> Reference | None:
    """The first picture that the service can fetch."""
    return next((reference for _, reference in _pictures(brief) if reference.url.startswith("https://")), None)


def _ratio(brief: Brief) -> str:
    """The ratio that suits most panels."""
    near = Counter(nearest(panel.width, panel.height, ASPECT_RATIOS) for panel in brief.panels)
    return near.most_common(1)[0][0] if near else ASPECT_RATIOS[0]


def _chosen_ratio(brief: Brief) -> str:
    return str(brief.options.get("aspectRatio") or _ratio(brief))


def _preset(brief: Brief) -> str:
    style = brief.style
    return _first(_PRESET_WORDS, f"{style.preset.replace('_', ' ')} {style.art_style} {style.genre}") or PRESETS[0]


def _roles(brief: Brief) -> list[str]:
    found = [_first(_ROLE_WORDS, member.role) for member in _seen(brief)]
    return [role for role in dict.fromkeys(found) if role]


def _gender(text: str) -> str:
    return _first(_GENDER_WORDS, text) or ("other" if text.strip() else "")


def _age(text: str) -> int | None:
    """The only number of the text, in years; None where it holds another unit, or no or several numbers."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) != 1 or re.search(r"month|week|day|centur", text, re.IGNORECASE):
        return None
    return int(numbers[0]) if int(numbers[0]) <= MOST_AGE else None


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((value for value, words in table if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)), "")
