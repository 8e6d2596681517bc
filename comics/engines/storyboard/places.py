"""Every kind of place, by the keys of `words_places.PLACES`: who paints it, what it is called, whether it is indoors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from comics.engines.storyboard import places_below as below
from comics.engines.storyboard import places_city as city
from comics.engines.storyboard import places_inside as inside
from comics.engines.storyboard import places_land as land
from comics.engines.storyboard import places_public as public
from comics.engines.storyboard import places_shore as shore
from comics.engines.storyboard import places_space as space
from comics.engines.storyboard import places_town as town
from comics.engines.storyboard import places_woods as woods
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
    "bridge": Setting(town.bridge, "on a bridge"),
    "harbour": Setting(town.harbour, "at a harbour"),
    "market": Setting(town.market, "at a market"),
    "park": Setting(town.park, "in a park"),
    "station": Setting(town.station, "on a station platform"),
    "forest": Setting(woods.forest, "in a forest"),
    "beach": Setting(shore.beach, "on a beach"),
    "lake": Setting(woods.lake, "by the water"),
    "mountains": Setting(woods.mountains, "in the mountains"),
    "field": Setting(land.field, "in a field"),
    "desert": Setting(land.desert, "in a desert"),
    "ship": Setting(shore.ship, "on the deck of a ship"),
    "sky": Setting(shore.clouds, "in the sky"),
    "castle": Setting(land.castle, "before a castle"),
    "cave": Setting(below.cave, "in a cave", airless=True),
    "underwater": Setting(below.underwater, "under water", airless=True),
    "spaceship": Setting(space.spaceship, "in a spaceship", indoors=True, airless=True),
    "planet": Setting(space.planet, "on a strange planet", airless=True),
    "dungeon": Setting(below.dungeon, "in a dungeon", airless=True),
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
