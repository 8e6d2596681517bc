"""Dresses a look: what the words name, what the trade wears, and by lot from the name what is still missing."""

from __future__ import annotations

from dataclasses import replace

from comics.drawing import ink
from comics.engines.storyboard import look_reading as reading
from comics.engines.storyboard import looks_words as words
from comics.engines.storyboard.look_model import Garment, Look
from comics.engines.storyboard.look_reading import Phrases

# Colours that wear well beside one another, for whatever the words leave open.
TOPS = ("#d9534f", "#e2853d", "#efb73e", "#5a9e5e", "#2f8f8c", "#4a7cc4", "#6a5aa8", "#c2567f", "#f4ead6", "#7fb3d9")
COATS = ("#4a6a9c", "#7c8440", "#8c4a3c", "#47607a", "#b98a4c", "#5d4a78", "#3d6b5c")
BOTTOMS = ("#3b4a7a", "#4b6a9c", "#6b5a4a", "#45405e", "#7a6a4c", "#50606c")
SHOES = ("#5a4034", "#6b4630", "#43384a", "#d9534f", "#4a7cc4", "#f0e8dc")
TRUNK = frozenset(("coat", "top", "hat", "cape", "pack", "apron", "scarf", "tie", "belt", "glasses"))
WHOLE = frozenset(("gown", "spacesuit", "jumpsuit", "pyjamas", "armour"))


def dress(look: Look, now: Phrases, base: Phrases, trade: str) -> Look:
    """The look with everything it wears. `now` are the words of its state, `base` those of the character."""
    worn, denied = reading.garments(now)
    changed = bool({"top", "coat"} & worn.keys())
    usual, never = reading.garments(base)
    denied |= {slot for slot in never if slot not in worn}
    for slot, garment in usual.items():
        if slot not in denied and not (changed and slot in TRUNK):
            worn.setdefault(slot, garment)
    if not changed:
        _from_trade(worn, denied, trade)
    tone = reading.dressed_in(now) or reading.dressed_in(base)
    _by_lot(look, worn, denied, tone)
    if not changed:
        _token(look, worn, denied)
    ready = tuple(_coloured(look, worn[slot]) for slot in sorted(worn))
    return replace(look, garments=ready)


def _from_trade(worn: dict[str, Garment], denied: set[str], trade: str) -> None:
    told = "coat" in worn or "top" in worn
    for term, colour in words.TRADES.get(trade, ()):
        slot, kind, usual = words.GARMENTS.get(term, ("top", term, ""))
        if slot not in denied and not (told and slot in ("coat", "top")):
            worn.setdefault(slot, Garment(slot, kind, words.COLOURS.get(colour, usual), ""))


def _by_lot(look: Look, worn: dict[str, Garment], denied: set[str], tone: str) -> None:
    """Fills top, legs and feet."""
    name, top = look.name, worn.get("top")
    if top is None:
        kinds = ("t-shirt", "hoodie", "sweater", "shirt", "striped shirt") if look.age != "elder" else ("shirt", "sweater")
        if (
            look.gender == "female"
            and look.age != "elder"
            and "legs" not in worn
            and "coat" not in worn
            and look.species == "human"
        ):
            kinds = (*kinds, "dress", "dress")
        kind = "pyjamas" if look.age == "baby" else "shirt" if "coat" in worn else ink.pick(kinds, name, "top")
        top = Garment("top", kind, "#f4ead6" if "coat" in worn else tone or ink.pick(TOPS, name, "top colour"))
        if not (look.species == "robot" and "coat" not in worn):
            worn["top"] = top
    if "legs" not in worn and top.kind not in ("dress", "gown") and not (look.species == "robot" and "top" not in worn):
        worn["legs"] = _legs(look, top, tone)
    if top.kind in ("dress", "gown") and "legs" in worn and worn["legs"].kind not in ("leggings",):
        del worn["legs"]
    if "feet" not in worn and "feet" not in denied and look.age != "baby" and look.species != "robot":
        if "coat" in worn and worn["coat"].kind == "raincoat":
            worn["feet"] = Garment("feet", "wellingtons", ink.pick(("#d84a3c", "#3f7f9c", "#4d9a54"), name, "feet"))
            return
        kind = "sneakers" if look.age in ("child", "teen") else "shoes"
        worn["feet"] = Garment(
            "feet",
            "boots" if top.kind in ("spacesuit", "armour") else kind,
            ink.pick(SHOES[:3] if kind == "shoes" else SHOES, name, "feet"),
        )


def _legs(look: Look, top: Garment, tone: str) -> Garment:
    if top.kind in WHOLE:
        return Garment("legs", "trousers", top.colour)
    if top.kind == "overalls":
        return Garment("legs", "trousers", top.colour or "#4b6a9c")
    colour = ink.mix(tone, "#16102a", 0.2) if tone else ink.pick(BOTTOMS, look.name, "legs")
    if top.kind == "uniform":
        return Garment(
            "legs",
            "skirt" if look.gender == "female" and look.age in ("child", "teen") else "trousers",
            ink.mix(top.colour, "#16102a", 0.2),
        )
    kinds: tuple[str, ...] = ("trousers",)
    if look.age in ("child", "teen"):
        kinds = ("trousers", "shorts", "trousers")
    if look.gender == "female" and look.species == "human":
        kinds = (*kinds, "long skirt" if look.age == "elder" else "skirt")
    return Garment("legs", ink.pick(kinds, look.name, "legs kind"), colour)


def _token(look: Look, worn: dict[str, Garment], denied: set[str]) -> None:
    """One accessory, so that a character with few words is still somebody."""
    if {"scarf", "hat", "glasses", "pack", "tie", "cape", "apron"} & (worn.keys() | denied) or look.age == "baby":
        return
    lots: tuple[tuple[str, str], ...] = (("scarf", "scarf"), ("", ""), ("", ""), ("tie", "necklace"))
    if look.gender == "female" and look.species == "human":
        lots = (*lots, ("hat", "clip"), ("hat", "bow"), ("ears", "earrings"))
    if look.age == "elder":
        lots = (*lots, ("glasses", "glasses"), ("glasses", "glasses"))
    if look.age in ("child", "teen"):
        lots = (
            *lots,
            ("pack", "backpack"),
            ("hat", "cap") if look.gender == "male" and look.species == "human" else ("scarf", "scarf"),
        )
    slot, kind = ink.pick(lots, look.name, "token")
    if slot:
        usual = next((colour for _, (s, k, colour) in sorted(words.GARMENTS.items()) if (s, k) == (slot, kind) and colour), "")
        worn[slot] = Garment(slot, kind, usual)


def _coloured(look: Look, garment: Garment) -> Garment:
    """The garment with a colour of its own, by lot where neither words nor custom gave it one."""
    if garment.colour:
        return garment
    palette = {"coat": COATS, "legs": BOTTOMS, "feet": SHOES}.get(garment.slot, TOPS)
    return replace(garment, colour=ink.pick(palette, look.name, garment.slot, "colour"))
