"""Things in the hand, each drawn around the grip at the origin, upright, in adult units."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from comics.drawing.displaylist import Group, Item
from comics.drawing.geometry import Point
from comics.engines.storyboard import things_carried as carried
from comics.engines.storyboard import things_used as used
from comics.engines.storyboard.pen import Pen, placed

# How high the hem of an umbrella hangs above the hand.
UMBRELLA_RISE = 268.0


@dataclass(frozen=True, slots=True)
class Held:
    """A thing and the way it is held (a key of `poses.CARRY`); `colour` is what the words call it, empty for its usual one."""

    kind: str
    grip: str
    colour: str = ""


# Words of a thing (singular): the thing that is drawn and how it is held.
THINGS: dict[str, tuple[str, str]] = {
    "umbrella": ("umbrella", "aloft"), "parasol": ("umbrella", "aloft"), "balloon": ("balloon", "aloft"),
    "kite": ("balloon", "aloft"), "map": ("map", "forward"), "chart": ("map", "forward"), "book": ("book", "forward"),
    "notebook": ("book", "forward"), "diary": ("book", "forward"), "journal": ("book", "forward"),
    "tome": ("book", "forward"), "newspaper": ("map", "forward"), "letter": ("letter", "forward"),
    "envelope": ("letter", "forward"), "note": ("letter", "forward"), "photo": ("letter", "forward"),
    "photograph": ("letter", "forward"), "ticket": ("letter", "forward"), "paper": ("letter", "forward"),
    "scroll": ("scroll", "forward"), "lantern": ("lantern", "forward"), "lamp": ("lantern", "forward"),
    "candle": ("candle", "forward"), "torch": ("torch", "raised"), "flashlight": ("flashlight", "forward"),
    "phone": ("phone", "face"), "smartphone": ("phone", "face"), "telephone": ("phone", "face"),
    "mobile": ("phone", "face"), "camera": ("camera", "face"), "cup": ("cup", "chest"), "mug": ("cup", "chest"),
    "tea": ("cup", "chest"), "coffee": ("cup", "chest"), "bowl": ("cup", "chest"), "glass": ("cup", "chest"),
    "potion": ("potion", "chest"), "bottle": ("potion", "chest"), "flower": ("flower", "forward"),
    "rose": ("flower", "forward"), "bouquet": ("flower", "forward"), "daisy": ("flower", "forward"),
    "bag": ("bag", "down"), "suitcase": ("case", "down"), "briefcase": ("case", "down"), "toolbox": ("case", "down"),
    "basket": ("basket", "down"), "bucket": ("basket", "down"), "key": ("key", "forward"), "sword": ("sword", "blade"),
    "blade": ("sword", "blade"), "dagger": ("sword", "blade"), "katana": ("sword", "blade"),
    "spear": ("staff", "raised"), "staff": ("staff", "raised"), "stick": ("staff", "raised"), "cane": ("cane", "down"),
    "wand": ("wand", "raised"), "broom": ("broom", "raised"), "hammer": ("hammer", "raised"),
    "wrench": ("hammer", "raised"), "spoon": ("spoon", "forward"), "ladle": ("spoon", "forward"),
    "brush": ("wand", "forward"), "pen": ("wand", "forward"), "pencil": ("wand", "forward"),
    "microphone": ("microphone", "face"), "apple": ("apple", "chest"), "bread": ("bread", "chest"),
    "cake": ("cake", "chest"), "ice cream": ("cone", "chest"), "ball": ("ball", "chest"), "orb": ("orb", "forward"),
    "crystal": ("gem", "forward"), "gem": ("gem", "forward"), "diamond": ("gem", "forward"), "coin": ("coin", "forward"),
    "compass": ("coin", "forward"), "watch": ("coin", "forward"), "medal": ("coin", "forward"),
    "magnifying glass": ("lens", "forward"), "telescope": ("telescope", "face"), "spyglass": ("telescope", "face"),
    "binoculars": ("telescope", "face"), "shield": ("shield", "chest"), "flag": ("flag", "raised"),
    "box": ("box", "chest"), "parcel": ("box", "chest"), "package": ("box", "chest"), "gift": ("gift", "chest"),
    "present": ("gift", "chest"), "chest": ("box", "chest"), "teddy": ("teddy", "chest"), "doll": ("teddy", "chest"),
    "toy": ("teddy", "chest"), "guitar": ("guitar", "chest"), "violin": ("guitar", "chest"), "fish": ("fish", "forward"),
    "rod": ("staff", "raised"), "tablet": ("book", "forward"), "laptop": ("book", "forward"),
    "feather": ("feather", "forward"), "egg": ("orb", "chest"), "star": ("star", "forward"),
    "heart": ("heart", "forward"),
}  # fmt: skip


def named(word: str) -> Held | None:
    """The thing that one word (or a pair such as "ice cream") names; None where it names none that can be drawn."""
    low = word.lower()
    for form in (low, low[:-1] if low.endswith("s") else low, low[:-2] if low.endswith("es") else low):
        if form in THINGS:
            return Held(*THINGS[form])
    return None


def find(words: str) -> Held | None:
    """The thing that a few words name ("the old paper map"); a plain parcel for words that name none; None for no words."""
    tokens = words.lower().replace("-", " ").split()
    if not tokens:
        return None
    pairs = [f"{a} {b}" for a, b in itertools.pairwise(tokens)]
    found = next((held for term in [*pairs, *reversed(tokens)] if (held := named(term.strip(".,;'\"")))), None)
    return found or Held("box", "chest")


def draw(pen: Pen, held: Held, grip: Point, scale: float, *, way: float = 1.0) -> list[Item]:
    """The thing at the grip; `scale` 1 suits an adult, `way` -1 mirrors it."""
    drawn = _DRAWN[held.kind](pen)
    return [Group(tuple(drawn), transform=placed(grip.x, grip.y, scale=scale, flip=way < 0), name=held.kind)]


_DRAWN: dict[str, Callable[[Pen], list[Item]]] = {
    "umbrella": carried.umbrella, "balloon": carried.balloon, "map": carried.map, "book": carried.book,
    "letter": carried.letter, "scroll": carried.scroll, "lantern": carried.lantern, "candle": carried.candle,
    "torch": carried.torch, "flashlight": carried.flashlight, "phone": carried.phone, "camera": carried.camera,
    "cup": carried.cup, "potion": carried.potion, "flower": carried.flower, "bag": carried.bag, "case": carried.case,
    "basket": carried.basket, "key": used.key, "sword": used.sword, "staff": used.staff, "cane": used.cane,
    "wand": used.wand, "broom": used.broom, "hammer": used.hammer, "spoon": used.spoon, "microphone": used.microphone,
    "apple": used.apple, "bread": used.bread, "cake": used.cake, "cone": used.cone, "ball": used.ball, "orb": used.orb,
    "gem": used.gem, "coin": used.coin, "lens": used.lens, "telescope": used.telescope, "shield": used.shield,
    "flag": used.flag, "box": used.parcel, "gift": used.gift, "teddy": used.teddy, "guitar": used.guitar,
    "fish": used.fish, "feather": used.feather, "star": used.star, "heart": used.heart,
}  # fmt: skip
