"""Blocking: who stands where and looks which way, before anything is drawn in perspective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from comics.drawing.ink import chance
from comics.engines.storyboard.figure import draw_animal, draw_figure
from comics.engines.storyboard.look import Look, read_look
from comics.engines.storyboard.parts import Expression, Facing, Figure, Light, Pose
from comics.engines.storyboard.plan import Part, Plan
from comics.vocabulary import Shot

# How deep behind the others somebody walks away, and how far a second row stands back, in world units.
LEAVING: Final = 1500.0
SECOND_ROW: Final = 420.0
# People stand at most this far apart, however wide the picture is.
_FARTHEST: Final = 880.0
_CLOSE: Final = (Shot.CLOSE, Shot.EXTREME_CLOSE)


@dataclass(frozen=True, slots=True)
class Actor:
    """A part, drawn, at its place in the world. `lifted` is how far above the ground it is (flying, jumping)."""

    part: Part
    look: Look | None
    figure: Figure
    x: float
    z: float
    lifted: float = 0.0
    facing: Facing = Facing.FRONT


def order(plan: Plan) -> tuple[Part, ...]:
    """The parts from left to right: the first speaker on the side that is read first."""
    speakers = [part for part in plan.parts if part.talking]
    rest = [part for part in plan.parts if not part.talking]
    parts = [*speakers[:1], *rest, *speakers[1:]] if len(speakers) > 1 else [*speakers, *rest]
    huggers = [part for part in parts if part.pose is Pose.HUG and not part.away]
    if len(huggers) == 3:
        # The smallest is held from both sides.
        huggers.sort(key=lambda part: read_look(part.member).age in ("child", "baby") if part.member else True)
        parts = [huggers[0], huggers[2], huggers[1], *(part for part in parts if part not in huggers)]
    turned = plan.rtl != (plan.take % 2 == 1 and len(speakers) < 2)
    return tuple(reversed(parts)) if turned else tuple(parts)


def facings(parts: Sequence[Part], plan: Plan) -> tuple[Facing, ...]:
    """Which way everybody looks: at one another, along the way they go, away when they leave."""
    ahead = Facing.LEFT if plan.rtl != (plan.take % 2 == 1) else Facing.RIGHT
    moving = [part for part in parts if part.pose in (Pose.WALK, Pose.RUN, Pose.FLY)]
    together = len(moving) == len(parts) > 1
    found = []
    row = [part for part in parts if not part.away]
    for part in parts:
        at = row.index(part) if part in row else 0
        if part.away:
            found.append(Facing.BACK)
        elif together or len(row) == 1:
            found.append(_alone(part, ahead, plan.shot))
        elif len(row) % 2 and at == len(row) // 2:
            found.append(Facing.FRONT if part.pose is not Pose.POINT else Facing.RIGHT)
        else:
            found.append(Facing.RIGHT if at < len(row) / 2 else Facing.LEFT)
    return tuple(found)


def _alone(part: Part, ahead: Facing, shot: Shot) -> Facing:
    if part.pose in (Pose.CHEER, Pose.WAVE, Pose.ARMS_CROSSED) or shot is Shot.EXTREME_CLOSE:
        return Facing.FRONT
    return ahead


def figures(parts: Sequence[Part], plan: Plan, light: Light) -> list[Actor]:
    """Everybody drawn, still at the middle; places come from `spread`."""
    turned = facings(parts, plan)
    over = over_whom(parts, plan)
    found = []
    for at, part in enumerate(parts):
        facing = Facing.BACK if at == over else turned[at]
        found.append(_drawn(part, facing, light, plan))
    return found


def over_whom(parts: Sequence[Part], plan: Plan) -> int:
    """Whose back fills the corner of an over-the-shoulder shot: the one named, else a listener; -1 for nobody's."""
    if plan.shot is not Shot.OVER_SHOULDER or not parts:
        return -1
    named = [at for at, part in enumerate(parts) if part.name == plan.shoulder]
    quiet = named or [at for at, part in enumerate(parts) if not part.talking] or [len(parts) - 1]
    return quiet[0] if plan.rtl else quiet[-1]


def _drawn(part: Part, facing: Facing, light: Light, plan: Plan) -> Actor:
    if part.member is None:
        figure = draw_animal(
            part.animal, light=light, facing=Facing.RIGHT if facing in (Facing.FRONT, Facing.BACK) else facing, pose=part.pose
        )
        return Actor(part, None, figure, 0.0, 0.0)
    look = read_look(part.member, state=part.state)
    pose, expression = part.pose, part.expression
    if plan.shot is Shot.EXTREME_CLOSE and pose in (Pose.LIE, Pose.FALL):
        pose = Pose.STAND
    if pose is Pose.LIE and expression is Expression.NEUTRAL:
        expression = Expression.ASLEEP
    figure = draw_figure(
        look, pose=pose, expression=expression, facing=facing, light=light, holding=part.holding, talking=part.talking
    )
    lifted = {Pose.FLY: 420.0, Pose.JUMP: 60.0}.get(pose, 0.0)
    lifted = max(lifted, 160.0) if plan.place == "underwater" else lifted
    return Actor(part, look, figure, 0.0, 0.0, lifted, facing)


def breadth(actor: Actor, shot: Shot) -> float:
    """How much room an actor needs from side to side: the head at least, most of the body; in close shots only the head."""
    if actor.part.pose in (Pose.LIE, Pose.FALL):
        return actor.figure.body.w
    if shot in _CLOSE:
        return actor.figure.head.w * 1.12
    return max(actor.figure.head.w * 1.02, actor.figure.body.w * 0.80)


def least_width(actors: Sequence[Actor], shot: Shot) -> float:
    """The width of the front row when it stands shoulder to shoulder."""
    return sum(breadth(actor, shot) for actor in actors) if actors else 0.0


def levelled(actors: Sequence[Actor], shot: Shot) -> list[Actor]:
    """Close shots cheat as film does: who is small stands on a box that nobody sees, so that faces come together."""
    if shot not in _CLOSE or not actors:
        return list(actors)
    tallest = max(-actor.figure.head.y for actor in actors)
    return [replace(actor, lifted=actor.lifted + (tallest + actor.figure.head.y) * 0.62) for actor in actors]


def spread(actors: Sequence[Actor], visible: float, *, plan: Plan, deeper: float = 1.0) -> list[Actor]:
    """The actors at their places in a picture `visible` world units wide at their plane, and `deeper` times that where
    those stand who leave."""
    if not actors:
        return []
    if len(actors) == 1:
        return [_placed(actors[0], _single(visible, plan), 0.0)]
    row = [actor for actor in actors if not actor.part.away] or list(actors)
    found = _row(row, visible, plan)
    gone = [actor for actor in actors if actor not in row]
    gap = _widest_gap(found, visible) * deeper
    return found + [_placed(actor, gap + 420 * at, LEAVING + 260 * at) for at, actor in enumerate(gone)]


def _row(actors: Sequence[Actor], visible: float, plan: Plan) -> list[Actor]:
    """The front row, people in one another's arms close together, the others well apart."""
    if len(actors) == 1:
        return [_placed(actors[0], -visible * 0.14, 0.0)]
    hugging = [actor.part.pose is Pose.HUG for actor in actors]
    rooms = [breadth(actor, plan.shot) for actor in actors]
    gaps = []
    for at in range(len(actors) - 1):
        need = (rooms[at] + rooms[at + 1]) / 2
        close = hugging[at] and hugging[at + 1]
        wish = visible * {2: 0.44, 3: 0.31, 4: 0.235}.get(len(actors), 0.2)
        gaps.append(
            (actors[at].figure.head.w + actors[at + 1].figure.head.w) * 0.47
            if close
            else max(need, min(wish, _FARTHEST + need * 0.3))
        )
    start = -sum(gaps) / 2
    found = []
    for at, actor in enumerate(actors):
        sway = (chance(plan.seed, actor.part.name, plan.take) - 0.5) * 60
        depth = (
            sway
            + (110.0 if len(actors) > 2 and at % 2 and not hugging[at] else 0.0)
            - (40.0 if hugging[at] and 0 < at < len(actors) - 1 else 0.0)
        )
        found.append(_placed(actor, start + sum(gaps[:at]), depth))
    return found


def _widest_gap(row: Sequence[Actor], visible: float) -> float:
    """Where between the row's bodies and the picture's edges there is most room to see somebody behind, at the row's depth."""
    edges = [
        (-visible / 2, -visible / 2),
        *((a.x + a.figure.head.x, a.x + a.figure.head.right) for a in row),
        (visible / 2, visible / 2),
    ]
    spans = [(edges[at + 1][0] - edges[at][1], (edges[at + 1][0] + edges[at][1]) / 2) for at in range(len(edges) - 1)]
    return max(spans)[1]


def _single(visible: float, plan: Plan) -> float:
    """A lone actor stands a little to the side it does not look to, so that there is room before it."""
    if plan.shot in (Shot.CLOSE, Shot.EXTREME_CLOSE):
        return 0.0
    side = -1.0 if plan.rtl == (plan.take % 2 == 1) else 1.0
    return side * min(visible * 0.12, 520.0)


def _placed(actor: Actor, x: float, z: float) -> Actor:
    middle = actor.figure.head.centre.x * 0.7
    return replace(actor, x=x - middle, z=z)
