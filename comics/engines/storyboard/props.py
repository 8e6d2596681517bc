"""The things a panel's words name, put beside the actors and out of their way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comics.drawing.geometry import Point
from comics.engines.storyboard import props_nature as nature
from comics.engines.storyboard import props_things as things
from comics.engines.storyboard.blocking import Actor
from comics.engines.storyboard.plan import Plan
from comics.engines.storyboard.scenery import Draw, Scenery
from comics.engines.storyboard.weather import contact_shadow

# Keys of `words_acting.PROPS`: how each is drawn, and how wide it stands in world units.
PROPS: Final[dict[str, tuple[Draw, float]]] = {
    "lantern": (things.lantern_post, 260), "street_lamp": (things.street_lamp, 500), "bench": (things.bench, 1000),
    "car": (things.car, 1800), "tree": (nature.tree, 1000), "pine": (nature.pine, 900), "palm": (nature.palm, 900),
    "bush": (nature.bush, 450), "rock": (nature.rock, 420), "crate": (things.crate, 430), "barrel": (things.barrel, 430),
    "bin": (things.bin_can, 360), "table": (things.table, 1150), "chair": (things.chair, 400), "sign": (things.sign, 720),
    "chest": (things.chest, 720), "door": (things.door, 760), "booth": (things.phone_booth, 760), "boat": (things.boat, 1300),
    "tent": (things.tent, 1560), "campfire": (nature.campfire, 520), "torch": (things.torch, 160), "plant": (things.plant, 600),
    "sofa": (things.sofa, 1900), "bed": (things.bed, 1900), "desk": (things.desk, 1150), "computer": (things.workplace, 1150),
    "telescope": (things.telescope, 760), "machine": (things.machine, 640), "rocket": (things.rocket, 1050),
    "grave": (things.grave, 420), "fountain": (things.fountain, 1500), "stall": (things.snack_cart, 1480),
    "flowers": (nature.flowers, 500), "mushrooms": (nature.mushrooms, 300), "cactus": (nature.cactus, 560),
    "crystal": (nature.crystal, 420), "snowman": (nature.snowman, 480), "column": (things.column, 600),
    "laundry": (things.laundry, 1600), "floor_lamp": (things.floor_lamp, 500),
}  # fmt: skip
# Things that make the noise when a panel has a sound effect.
_LOUD: Final = ("car", "rocket", "machine", "door", "campfire", "fountain", "booth")


def add_props(scene: Scenery, plan: Plan, actors: Sequence[Actor]) -> Point | None:
    """Stand the plan's things around the actors; the place of a noisy one as fractions of the picture, if there is one."""
    noise = None
    for at, (key, x, z) in enumerate(_spots(scene, plan, actors)):
        draw, wide = PROPS[key]
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
        wide = PROPS[key][1]
        z = 260.0 + 240 * at if wide < 800 else 620.0 + 200 * at
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
