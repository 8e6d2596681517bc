"""Identity from an author's words: who a character is to the eye, the same in every panel of every issue."""

from __future__ import annotations

from dataclasses import replace

from comics.drawing import ink
from comics.engines.contract import CastMember
from comics.engines.storyboard import look_reading as reading
from comics.engines.storyboard import looks_words as words
from comics.engines.storyboard import props_held
from comics.engines.storyboard.look_model import Garment, Look
from comics.engines.storyboard.look_reading import Phrases
from comics.engines.storyboard.wardrobe import dress

__all__ = ["Garment", "Look", "read_look"]


def read_look(member: CastMember, *, state: str = "") -> Look:
    """The looks that the author's words tell; what they leave open is drawn by lot from the name.

    `state` is the name of one of the member's states (its appearance counts for more than the rest) or, where no state has
    that name, the words of an appearance.
    """
    now = Phrases(member.states.get(state, state) if state else "")
    base = Phrases("\n".join((member.dress, member.appearance, member.role, member.signature)))
    told = Phrases("\n".join((now.text, base.text, member.name)))
    kind = reading.creature(Phrases("\n".join((member.role, member.name, member.appearance, now.text))))
    age = reading.age_group(member.age, told) or "adult"
    gender = reading.gender_of(member.gender, told) or _likely_gender(member, told, kind)
    look = Look(
        member.name,
        species=words.CREATURES[kind][0] if kind else "human",
        age=age,
        gender=gender,
        build=next((build for build, terms in words.BUILDS.items() if told.has(*terms)), "average"),
        stature=_stature(told, member.name, age),
        marks=tuple(mark for mark, terms in words.MARKS.items() if told.has(*terms)),
        carries=_carried(told),
        mood="calm" if told.has("calm eyes", "calm", "sleepy eyes", "serene", "half-lidded") else "",
        noun=_noun(kind, age, gender, member),
    )
    look = _furred(look, kind, told) if kind else _skinned(look, told, young=reading.years(member.age) < 28)
    return dress(look, now, base, _trade(member))


def _likely_gender(member: CastMember, told: Phrases, kind: str) -> str:
    """What the rest of the words suggest where none says it; animals need no telling."""
    if kind or told.has("beard", "bearded", "moustache", "mustache", "goatee", "stubble"):
        return "male"
    if told.has(
        "dress", "skirt", "gown", "pigtails", "braids", "bob", "bun", "ringlets", "ribbon", "shawl", "earrings", "lipstick",
        "tiara", "blouse", "hijab",
    ):  # fmt: skip
        return "female"
    first = (Phrases(member.name).tokens or [""])[0]
    if first in words.FEMALE_NAMES or first in words.MALE_NAMES:
        return "female" if first in words.FEMALE_NAMES else "male"
    return ink.pick(("female", "male", "female") if first.endswith("a") else ("female", "male"), member.name, "gender")


def _stature(told: Phrases, name: str, age: str) -> float:
    if told.has("tall", "towering", "lanky", "giant", "huge"):
        return 1.07
    if told.has("tiny", "small woman", "small man", "short man", "short woman", "petite", "dwarf"):
        return 0.92
    return 0.97 + 0.06 * ink.chance(name, "stature") if age != "baby" else 1.0


def _noun(kind: str, age: str, gender: str, member: CastMember) -> str:
    if kind:
        return kind
    female = gender == "female"
    return {
        "baby": "baby", "child": "child" if not member.gender else "girl" if female else "boy", "teen": "teenager",
        "adult": "woman" if female else "man", "elder": "elderly woman" if female else "elderly man",
    }[age]  # fmt: skip


def _trade(member: CastMember) -> str:
    """The first trade that role, name or appearance names."""
    for source in (member.role, member.name, member.appearance, member.dress):
        for token in Phrases(source).tokens:
            if token in words.TRADES:
                return token
    return ""


_CARRYING = ("carries", "carrying", "holds", "holding", "wields", "wielding", "clutching", "clutches", "brings")


def _carried(told: Phrases) -> str:
    """What the character carries, as a kind of thing that can be drawn in a hand; empty for nothing.

    The last word of the phrase is the thing: "a paper map" is a map.
    """
    for at in told.places(_CARRYING):
        if told.denied(at):
            continue
        found = ""
        for word in told.tokens[at + 1 : at + 8]:
            if word in (",", ";", ".", "and", "with", "in", "full", "filled"):
                break
            held = props_held.named(word)
            found = held.kind if held else found
        if found:
            return found
    return ""


def _furred(look: Look, kind: str, told: Phrases) -> Look:
    _, fur, second, marking = words.CREATURES[kind]
    said = reading.colour_of(told, ("fur", "feathers", "pelt", kind), words.COLOURS)
    fur = said or ink.mix(
        fur, ink.pick(("#ffffff", "#7a3b1a", "#40304a"), look.name, "fur"), 0.1 * ink.chance(look.name, "tone")
    )
    if said:
        second = ink.mix(said, "#fff4e4", 0.62)
    eyes = reading.colour_of(told, ("eyes",), words.EYE_COLOURS) or ink.pick(
        ("#8a5a1c", "#5c7d2e", "#4b3524", "#a8741e"), look.name, "eyes"
    )
    marks = (*look.marks, *([marking] if marking else []))
    return replace(look, skin=fur, second=second, eyes=eyes, hair=ink.mix(fur, "#2a1420", 0.45), cut="bald", marks=marks)


def _skinned(look: Look, told: Phrases, *, young: bool) -> Look:
    name = look.name
    skin = reading.colour_of(told, ("skin", "complexion"), words.SKIN_WORDS)
    tones = next((tones for people, tones in words.PEOPLES.items() if _is_people(told, people)), words.SKINS[:8])
    skin = skin or ink.pick(tones, name, "skin")
    eyes = reading.colour_of(told, ("eyes",), words.EYE_COLOURS)
    dark = ink.luminance(skin) < 0.5
    eyes = eyes or ink.pick(
        ("#4b3020", "#5c3a22", "#3b2a26") if dark else ("#4b3020", "#3f7fc8", "#3f8a5c", "#8a6a34", "#6f7d90"), name, "eyes"
    )
    cut = reading.hair_cut(told) or _lot_of_cuts(look, dark)
    beard = next((kind for kind, terms in words.BEARDS if told.has(*terms)), "")
    if (
        not beard
        and look.gender == "male"
        and look.age in ("adult", "elder")
        and not young
        and not told.has("clean-shaven", "beardless")
    ):
        beard = ink.pick(
            ("", "", "", "", "", "stubble", "moustache", "beard")
            if look.age == "adult"
            else ("", "moustache", "beard", "long_beard"),
            name,
            "beard",
        )
    if told.has("clean-shaven", "beardless", "clean shaven"):
        beard = ""
    return replace(look, skin=skin, eyes=eyes, hair=_hair_colour(look, told, dark), cut=cut, beard=beard)


def _is_people(told: Phrases, people: str) -> bool:
    if people != "black":
        return told.has(people)
    return told.has("black man", "black woman", "black girl", "black boy", "black teenager", "black child")


def _hair_colour(look: Look, told: Phrases, dark: bool) -> str:
    nouns = (
        "hair",
        "locks",
        "curls",
        "bob",
        "ponytail",
        "braid",
        "braids",
        "bun",
        "pigtails",
        "afro",
        "mohawk",
        "dreadlocks",
        "beard",
        "moustache",
    )
    table = {**words.COLOURS, **words.HAIR_COLOURS}
    said = reading.colour_of(told, nouns, table)
    if said:
        return said
    for word in ("blonde", "blond", "brunette", "redhead", "ginger"):
        if told.has(word):
            return words.HAIR_COLOURS[word]
    if told.has("white-haired", "grey-haired", "gray-haired"):
        return "#d5d5dc"
    if look.age == "elder":
        return ink.pick(("#c9c9d2", "#ecebef", "#a3a3ad"), look.name, "hair")
    warm = ("#2f2a3a", "#3a2b2e", "#4a2f24", "#6b4229", "#8a5230", "#b06a34", "#c4502a", "#e2b45a")
    return ink.pick(warm[:3] if dark else warm, look.name, "hair")


def _lot_of_cuts(look: Look, dark: bool) -> str:
    if look.age == "baby":
        return "buzz"
    lots = {("female", "child"): ("bob", "pigtails", "braids", "ponytail", "wavy"),
        ("female", "teen"): ("ponytail", "long", "bob", "wavy", "bun"),
        ("female", "adult"): ("long", "wavy", "bob", "bun", "ponytail"), ("female", "elder"): ("bun", "bun", "curly", "bob"),
        ("male", "child"): ("short", "messy", "spiky", "curly", "buzz"),
        ("male", "teen"): ("messy", "spiky", "swept", "curly", "short"),
        ("male", "adult"): ("short", "swept", "messy", "buzz", "wavy" if look.name[:1] < "e" else "short"),
        ("male", "elder"): ("balding", "balding", "swept", "short")}[look.gender, look.age]  # fmt: skip
    if dark and ink.chance(look.name, "texture") < 0.55:
        lots = ("afro", "braids", "curly", "locs") if look.gender == "female" else ("afro", "buzz", "curly", "locs")
        lots = (
            lots if look.age != "elder" else ("balding", "buzz", "curly") if look.gender == "male" else ("bun", "curly", "afro")
        )
    return ink.pick(lots, look.name, "cut")
