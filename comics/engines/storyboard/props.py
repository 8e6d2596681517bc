"""The things a panel's words name, put beside the actors and out of their way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comics.drawing.geometry import Point
from comics.engines.storyboard import props_house as house
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_street as street_things
from comics.engines.storyboard.blocking import Actor
from comics.engines.storyboard.places import setting
from comics.engines.storyboard.plan import Plan
from comics.engines.storyboard.scenery import Draw, Scenery
from comics.engines.storyboard.weather import contact_shadow
from comics.vocabulary import Shot

# Keys of `words_acting.PROPS`: how each is drawn, and how wide it stands in world units.
PROPS: Final[dict[str, tuple[Draw, float]]] = {
    "lantern": (street_things.lantern_post, 260),
    "street_lamp": (street_things.street_lamp, 500),
    "bench": (street_things.bench, 1000),
    "car": (street_things.car, 1800),
    "tree": (nature.tree, 1000),
    "pine": (nature.pine, 900),
    "palm": (nature.palm, 900),
    "bush": (nature.bush, 450),
    "rock": (nature.rock, 420),
    "crate": (street_things.crate, 430),
    "barrel": (street_things.barrel, 430),
    "bin": (street_things.bin_can, 360),
    "table": (house.table, 1150),
    "chair": (house.chair, 400),
    "sign": (street_things.sign, 720),
    "chest": (house.chest, 720),
    "door": (house.door, 760),
    "booth": (street_things.phone_booth, 760),
    "boat": (street_things.boat, 1300),
    "tent": (street_things.tent, 1560),
    "campfire": (nature.campfire, 520),
    "torch": (street_things.torch, 160),
    "plant": (house.plant, 600),
    "sofa": (house.sofa, 1900),
    "bed": (house.bed, 1900),
    "desk": (house.desk, 1150),
    "computer": (house.workplace, 1150),
    "telescope": (house.telescope, 760),
    "machine": (house.machine, 640),
    "rocket": (street_things.rocket, 1050),
    "grave": (street_things.grave, 420),
    "fountain": (street_things.fountain, 1500),
    "stall": (street_things.snack_cart, 1480),
    "flowers": (nature.flowers, 500),
    "mushrooms": (nature.mushrooms, 300),
    "cactus": (nature.cactus, 560),
    "crystal": (nature.crystal, 420),
    "snowman": (nature.snowman, 480),
    "column": (house.column, 600),
    "laundry": (street_things.laundry, 1600),
    "floor_lamp": (house.floor_lamp, 500),
}
# What people sit on where: indoors a stool, in the wild a log or a stone.
_STONES: Final = ("mountains", "desert", "beach", "cave", "planet", "underwater", "lake", "castle")
_BOXES: Final = ("harbour", "ship", "alley", "rooftop", "dungeon", "market", "bridge")


def seat_in(place: str) -> Draw:
    """What an actor sits on in that kind of place, to be stood right behind it."""
    if place in _STONES:
        return street_things.sitting_stone
    if place in _BOXES:
        return street_things.sitting_box
    return street_things.log if place in ("forest", "park", "field", "sky") else house.stool


# Things that make the noise when a panel has a sound effect.
_LOUD: Final = ("car", "rocket", "machine", "door", "campfire", "fountain", "booth")


# Things that look otherwise out of doors (False) or in a room (True), and how wide they are there.
_ELSEWHERE: Final[dict[tuple[str, bool], tuple[Draw, float]]] = {
    ("door", False): (street_things.house_front, 1560),
    ("lantern", True): (street_things.lantern, 240),
    ("street_lamp", True): (house.floor_lamp, 500),
}


def prop(key: str, *, indoors: bool) -> tuple[Draw, float]:
    """How the thing is drawn in a room or out of doors, and how wide it is. Raises `KeyError` for an unknown one."""
    return _ELSEWHERE.get((key, indoors), PROPS[key])


def add_props(scene: Scenery, plan: Plan, actors: Sequence[Actor]) -> Point | None:
    """Stand the plan's things around the actors; the place of a noisy one as fractions of the picture, if there is one."""
    noise = None
    for at, (key, x, z) in enumerate(_spots(scene, plan, actors)):
        draw, wide = prop(key, indoors=setting(plan.place).indoors)
        scene.standing.append((z + 1, contact_shadow(scene, x, z, wide)))
        scene.stand(draw, x, z, flip=at % 2 == 1)
        if key in _LOUD and noise is None:
            spot = scene.cam.at(x, 500, z)
            noise = Point(min(0.95, max(0.05, spot.x / scene.cam.width)), min(0.9, max(0.1, spot.y / scene.cam.height)))
    return noise


def _spots(scene: Scenery, plan: Plan, actors: Sequence[Actor]) -> list[tuple[str, float, float]]:
    """Beside the group where the picture has room, else behind it in the gaps."""
    edges = [(actor.x + actor.figure.body.x, actor.x + actor.figure.body.right) for actor in actors if actor.z < 900]
    left, right = min((a for a, _ in edges), default=-250.0), max((b for _, b in edges), default=250.0)
    found = []
    for at, key in enumerate(plan.props):
        if key not in PROPS:
            continue
        _, wide = prop(key, indoors=setting(plan.place).indoors)
        back = 1000.0 if plan.shot in (Shot.CLOSE, Shot.EXTREME_CLOSE, Shot.OVER_SHOULDER) else 0.0
        z = back + (260.0 + 240 * at if wide < 650 else 760.0 + 200 * at)
        room_right = scene.cam.right(z) - right - wide
        room_left = left - scene.cam.left(z) - wide
        if max(room_left, room_right) < -wide * 0.3:
            z += 900
            x = (left + right) / 2 + (wide * 0.2 if at % 2 else -wide * 0.2)
        elif room_right >= room_left:
            x = right + min(wide * 0.62, wide * 0.5 + max(0, room_right) * 0.35)
            right = x + wide * 0.5
        else:
            x = left - min(wide * 0.62, wide * 0.5 + max(0, room_left) * 0.35)
            left = x - wide * 0.5
        found.append((key, x, z))
    return found
