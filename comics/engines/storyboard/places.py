"""Every kind of place, by the keys of `words_places.PLACES`: who paints it, what it is called, whether it is indoors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from comics.engines.storyboard import places_city as city
from comics.engines.storyboard import places_far as far
from comics.engines.storyboard import places_inside as inside
from comics.engines.storyboard import places_nature as nature
from comics.engines.storyboard import places_public as public
from comics.engines.storyboard.scenery import Scenery


@dataclass(frozen=True, slots=True)
class Setting:
    """One kind of place. `label` goes into alternative text ("in an alley"); `airless` places have no weather of their own."""

    paint: Callable[[Scenery], None]
    label: str
    indoors: bool = False
    airless: bool = False


PLACES: Final[dict[str, Setting]] = {
    "alley": Setting(city.alley, "in an alley"),
    "street": Setting(city.street, "in a street"),
    "rooftop": Setting(city.rooftop, "on a rooftop"),
    "bridge": Setting(city.bridge, "on a bridge"),
    "harbour": Setting(city.harbour, "at a harbour"),
    "market": Setting(city.market, "at a market"),
    "park": Setting(city.park, "in a park"),
    "station": Setting(city.station, "on a station platform"),
    "forest": Setting(nature.forest, "in a forest"),
    "beach": Setting(nature.beach, "on a beach"),
    "lake": Setting(nature.lake, "by the water"),
    "mountains": Setting(nature.mountains, "in the mountains"),
    "field": Setting(nature.field, "in a field"),
    "desert": Setting(nature.desert, "in a desert"),
    "ship": Setting(nature.ship, "on the deck of a ship"),
    "sky": Setting(nature.clouds, "in the sky"),
    "castle": Setting(nature.castle, "before a castle"),
    "cave": Setting(far.cave, "in a cave", airless=True),
    "underwater": Setting(far.underwater, "under water", airless=True),
    "spaceship": Setting(far.spaceship, "in a spaceship", indoors=True, airless=True),
    "planet": Setting(far.planet, "on a strange planet", airless=True),
    "dungeon": Setting(far.dungeon, "in a dungeon", airless=True),
    "throne": Setting(public.hall, "in a great hall", indoors=True),
    "stage": Setting(public.stage, "on a stage", indoors=True),
    "classroom": Setting(public.classroom, "in a classroom", indoors=True),
    "office": Setting(public.office, "in an office", indoors=True),
    "library": Setting(public.library, "in a library", indoors=True),
    "laboratory": Setting(public.laboratory, "in a laboratory", indoors=True),
    "shop": Setting(public.shop, "in a shop", indoors=True),
    "room": Setting(inside.living_room, "at home", indoors=True),
    "bedroom": Setting(inside.bedroom, "in a bedroom", indoors=True),
    "kitchen": Setting(inside.kitchen, "in a kitchen", indoors=True),
    "cafe": Setting(inside.cafe, "in a café", indoors=True),
    "portrait": Setting(inside.backdrop, "in a portrait", indoors=True),
    "train": Setting(inside.train, "on a train", indoors=True),
}


def setting(kind: str) -> Setting:
    """The kind of place, a park for one that is not known."""
    return PLACES.get(kind, PLACES["park"])
