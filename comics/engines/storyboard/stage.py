"""Puts a panel on stage: light, camera, place, actors, weather, tones; and says where everybody ended up."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Affine, Point
from comics.drawing.staging import Actor as StagedActor
from comics.drawing.staging import Staging
from comics.engines.storyboard import weather
from comics.engines.storyboard.blocking import LEAVING, Actor, figures, least_width, levelled, order, over_whom, spread
from comics.engines.storyboard.camera import Camera, frame
from comics.engines.storyboard.crowd import crowd
from comics.engines.storyboard.grade import graded
from comics.engines.storyboard.light import mood
from comics.engines.storyboard.parts import Facing, Pose
from comics.engines.storyboard.places import setting
from comics.engines.storyboard.plan import Plan
from comics.engines.storyboard.props import add_props, seat_in
from comics.engines.storyboard.scenery import Scenery
from comics.engines.storyboard.telling import tell
from comics.vocabulary import Shot

# How much nearer or farther another take stands, take by take.
_DISTANCES = (1.0, 1.14, 0.90, 1.06, 0.95)
# The part of the width that is left to the others in an over-the-shoulder shot.
OVER_SHARE = 0.64
# How much shorter upright figures look from above.
SQUASH = 0.86


@dataclass(frozen=True, slots=True)
class Staged:
    """A finished panel: the drawing in pixels and what it shows."""

    drawing: Group
    staging: Staging


def stage(plan: Plan, width: int, height: int) -> Staged:
    """Draw the plan as a picture of `width` × `height` pixels."""
    place = setting(plan.place)
    air = mood(plan.time, "clear" if place.airless else plan.weather, inside=place.indoors)
    actors = figures(order(plan), plan, air.light)
    camera, actors = _shoot(plan, actors, width, height)
    scene = Scenery(camera, air, plan.seed)
    place.paint(scene)
    if plan.crowd and plan.shot is not Shot.EXTREME_CLOSE:
        crowd(scene)
    source = add_props(scene, plan, actors)
    _soften(scene, plan)
    if plan.bolt and not place.indoors and not place.airless:
        scene.back.extend(weather.lightning(scene))
        source = Point(0.5, 0.25)
    _seat(scene, plan, actors)
    items: list[Item] = [*scene.back]
    items += [item for _, item in sorted(scene.standing, key=lambda pair: -pair[0])]
    items += scene.over
    if not place.indoors and not place.airless:
        items += weather.falling(scene)
    items += weather.grade(scene)
    items.append(weather.vignette(scene))
    tilt = _tilt(camera)
    drawing = graded(Group(tuple(items), transform=tilt), plan.palettes)
    return Staged(drawing, _staging(plan, actors, camera, tilt, source))


def _shoot(plan: Plan, actors: list[Actor], width: int, height: int) -> tuple[Camera, list[Actor]]:
    """The camera that takes everybody in, and everybody at their places before it."""
    at = over_whom([actor.part for actor in actors], plan)
    back = actors[at] if at >= 0 else None
    row = [actor for actor in actors if actor is not back]
    front = levelled(row, plan.shot)
    if plan.shot is Shot.EXTREME_CLOSE:
        front = [actor for actor in front if not actor.part.away][:1] or front[:1]
    share = OVER_SHARE if back and row else 1.0
    camera = _camera(plan, front, width, height, share)
    if front != row and plan.shot is Shot.CLOSE and camera.at(0, 0, 0).y < height:
        # Where feet are seen nobody can stand on a box.
        front, camera = row, _camera(plan, row, width, height, share)
    deeper = camera.scale(0) / camera.scale(LEAVING)
    placed = spread(front, width * share / camera.scale(0), plan=plan, deeper=deeper)
    return camera, _over_shoulder(plan, camera, placed, back) if back else placed


def _camera(plan: Plan, front: list[Actor], width: int, height: int, share: float) -> Camera:
    """The camera for the actors in front, who have `share` of the width; who leaves does not count."""
    seen = [actor for actor in front if not (actor.part.away and len(front) > 1)] or front
    # Who lies down is shown with as much of the place as somebody who sits.
    tops = [max(-actor.figure.head.y, 640.0 * _size(actor)) + actor.lifted for actor in seen] or [900.0]
    return frame(
        plan.shot,
        width,
        height,
        tallest=max(tops),
        head=max((actor.figure.head.h for actor in seen), default=300.0),
        lowest=min((-actor.figure.head.bottom + actor.lifted for actor in seen), default=600.0),
        group=least_width(seen, plan.shot) / share,
        nearer=_DISTANCES[plan.take % len(_DISTANCES)] * (1.2 if plan.place == "portrait" else 1.0),
        above=0.14 if plan.place == "portrait" else -1.0,
    )


def _size(actor: Actor) -> float:
    """How big the figure is beside a grown person, by its head."""
    return actor.figure.head.h / 330 if actor.part.member else 0.0


def _over_shoulder(plan: Plan, camera: Camera, placed: list[Actor], back: Actor) -> list[Actor]:
    """The others moved to one side, and the near back standing on the other with its head at the height of theirs."""
    side = -1.0 if plan.rtl else 1.0
    depth = -camera.distance * (0.36 if placed else 0.28)
    scale = camera.scale(depth)
    moved = [replace(actor, x=actor.x - side * camera.width / camera.scale(0) * (1 - OVER_SHARE) / 2) for actor in placed]
    top = camera.at(0, -back.figure.head.y, depth).y
    lifted = max(0.0, (top - camera.height * 0.44) / scale)
    return [*moved, replace(back, x=side * camera.width / scale * 0.33, z=depth, lifted=lifted)]


def _soften(scene: Scenery, plan: Plan) -> None:
    """Close shots let the place recede behind a veil and a few discs of light."""
    strength = {Shot.CLOSE: 0.30, Shot.EXTREME_CLOSE: 0.5, Shot.OVER_SHOULDER: 0.12}.get(plan.shot, 0.0)
    if not strength or plan.place == "portrait":
        return
    kept = [item for _, item in sorted(scene.standing, key=lambda pair: -pair[0])]
    scene.standing.clear()
    scene.back.extend(kept)
    tone = ink.mix(scene.mood.haze, scene.mood.sky[1], 0.4)
    scene.wash(tone, alpha=strength)
    cam = scene.cam
    unit = min(cam.width, cam.height)
    discs = [
        ink.ellipse(cam.width * scene.rand(f"bx{at}"), cam.height * scene.rand(f"by{at}", 0, 0.7), r, r)
        for at in range(9)
        if (r := unit * scene.rand(f"br{at}", 0.02, 0.055))
    ]
    light = scene.mood.glow if scene.mood.dark else "#ffffff"
    scene.back.append(Path(" ".join(discs), fill=light, fill_alpha=0.16))


def _seat(scene: Scenery, plan: Plan, actors: list[Actor]) -> None:
    """Everybody into the scene, with a shadow where the feet touch the ground and something to sit on."""
    for actor in actors:
        at = _mapping(scene.cam, actor)
        middle = actor.x + actor.figure.body.centre.x
        if plan.place not in ("sky", "underwater", "portrait") and actor.lifted < 500:
            wide = min(actor.figure.body.w, 1000 if actor.part.pose is Pose.LIE else 620) * (0.7 if actor.lifted else 1.0)
            scene.standing.append((actor.z + 0.5, weather.contact_shadow(scene, middle, actor.z, wide)))
        if actor.part.pose is Pose.SIT and actor.part.member and not actor.lifted:
            behind = {Facing.RIGHT: -0.10, Facing.LEFT: 0.10}.get(actor.facing, 0.0) * actor.figure.body.w
            scene.stand(seat_in(plan.place), middle + behind, actor.z + 0.3, size=min(1.0, actor.figure.body.h / 740))
        scene.standing.append((actor.z, Group((actor.figure.drawing,), transform=at, name=f"actor {actor.part.name}")))


def _mapping(camera: Camera, actor: Actor) -> Affine:
    """From figure coordinates to pixels; seen from above, people are a little shorter."""
    at = camera.standing(actor.x, actor.z, y=actor.lifted)
    return at._replace(d=at.d * SQUASH) if camera.shot is Shot.BIRDS_EYE else at


def _tilt(camera: Camera) -> Affine | None:
    if not camera.roll:
        return None
    angle = math.radians(camera.roll)
    cos, sin = math.cos(angle), math.sin(angle)
    cx, cy = camera.width / 2, camera.height / 2
    return Affine(cos, sin, -sin, cos, cx - cx * cos + cy * sin, cy - cx * sin - cy * cos)


def _staging(plan: Plan, actors: list[Actor], camera: Camera, tilt: Affine | None, source: Point | None) -> Staging:
    found = []
    for actor in sorted(actors, key=lambda actor: actor.x):
        at = _mapping(camera, actor)
        at = at.then(tilt) if tilt else at
        unit = Affine(1 / camera.width, 0, 0, 1 / camera.height)
        whole = at.then(unit)
        figure = actor.figure
        found.append(
            StagedActor(
                actor.part.name,
                whole.box(figure.face),
                whole.box(figure.head),
                whole.box(figure.body),
                whole.point(figure.mouth),
            )
        )
    return Staging(tuple(found), source, plan.shot.value, tell(plan, actors), plan.guessed)
