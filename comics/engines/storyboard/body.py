"""The skeleton of a figure: where every joint is, for a build, a pose and a view.

Lengths are figure units (`parts.ADULT_HEIGHT` for a grown person). The skeleton is always laid out facing right; `figure`
mirrors the finished drawing for figures that face left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from comics.drawing.geometry import Affine, Point
from comics.engines.storyboard.poses import Arm, Leg, Stance


@dataclass(frozen=True, slots=True)
class Build:
    """The measures of a body: whole height, head from chin to crown, half widths of shoulders and hips, limb thickness.

    `scale` is the body below the chin against a grown person's.
    """

    height: float
    head: float
    shoulder: float
    hip: float
    limb: float

    @property
    def scale(self) -> float:
        """Size of the body below the chin; 1 for an adult."""
        return (self.height - self.head) / 700.0


# By age: height, head, half width of shoulders and hips, limb thickness (craft.md: 3 to 3.5 heads tall; children fewer).
BUILDS = {
    "baby": Build(440, 236, 60, 58, 28),
    "child": Build(690, 284, 80, 68, 31),
    "teen": Build(905, 302, 96, 76, 34),
    "adult": Build(1000, 304, 112, 86, 38),
    "elder": Build(945, 302, 104, 90, 37),
}
WIDTHS = {"slim": 0.88, "average": 1.0, "sturdy": 1.24, "strong": 1.16}


def build_of(age: str, build: str, *, stature: float = 1.0) -> Build:
    """The measures for an age group and a build, `stature` times as tall. Raises `KeyError` for words outside the tables."""
    own, wide = BUILDS[age], WIDTHS[build]
    shoulder = own.shoulder * (wide + 0.08 if build == "strong" else wide)
    height = own.height + (stature - 1) * (own.height - own.head) * 1.4
    return replace(own, height=height, shoulder=shoulder, hip=own.hip * wide, limb=own.limb * (0.4 + 0.6 * wide))


@dataclass(frozen=True, slots=True)
class Limb:
    """Two bones: from the trunk over the middle joint to wrist or ankle. `turn` is the angle of the last bone in degrees;
    `end` is the hand's shape or "foot"; `foot` the angle of the toes."""

    root: Point
    joint: Point
    tip: Point
    turn: float
    end: str
    layer: str = "front"
    foot: float = 90.0

    def along(self, share: float) -> Point:
        """The point at a share of the whole length: 0 the trunk, 0.5 the joint, 1 the tip."""
        a, b, t = (self.root, self.joint, share * 2) if share <= 0.5 else (self.joint, self.tip, share * 2 - 1)
        return Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All joints. `trunk` maps the trunk's own frame (pelvis at the origin, neck at -`length`) into figure coordinates,
    `head` the head's (middle of the skull at the origin, 300 units from chin to crown)."""

    build: Build
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb
    trunk: Affine
    length: float
    head: Affine
    lean: float
    front: bool


def direction(degrees: float) -> tuple[float, float]:
    """The unit vector of an angle as poses count them: 0 down, 90 forward (right), 180 up."""
    angle = math.radians(degrees)
    return math.sin(angle), math.cos(angle)


def pose_skeleton(build: Build, stance: Stance, *, front: bool, stoop: float = 0.0, tilt: float = 0.0) -> Skeleton:
    """The joints of a body in a stance, the lowest part on the ground (or lifted above it).

    `stoop` bends the trunk further (degrees), `tilt` the head: what age and mood add to the pose.
    """
    scale = build.scale
    length = 296 * scale
    lean = stance.lean + stance.roll + stoop
    turn = math.radians(lean)
    trunk = Affine(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
    wide = 1.0 if front else 0.86
    hips = [trunk.point(Point(way * build.hip * 0.5 * wide, -14 * scale)) for way in (-1, 1)]
    legs = [_leg(hip, leg, stance.roll, scale) for hip, leg in zip(hips, (stance.near_leg, stance.far_leg), strict=True)]
    shift = _ground(build, legs, stance, trunk)
    trunk = trunk._replace(e=0.0, f=shift)
    legs = [_moved(leg, shift) for leg in legs]
    head = _head(build, trunk, length, lean * 0.35 + stance.roll * 0.65 + stance.nod + tilt)
    arms = [
        _arm(build, trunk, length, arm, stance.roll + stoop * 0.5, way=way, wide=wide, knees=legs)
        for way, arm in ((-1, stance.near), (1, stance.far))
    ]
    return Skeleton(build, arms[0], arms[1], legs[0], legs[1], trunk, length, head, lean, front)


def _leg(hip: Point, leg: Leg, roll: float, scale: float) -> Limb:
    (tx, ty), (sx, sy) = direction(leg.thigh - roll), direction(leg.shin - roll)
    knee = Point(hip.x + 178 * scale * tx, hip.y + 178 * scale * ty)
    ankle = Point(knee.x + 166 * scale * sx, knee.y + 166 * scale * sy)
    return Limb(hip, knee, ankle, leg.shin - roll, "foot", foot=leg.foot - roll)


def _moved(limb: Limb, down: float) -> Limb:
    spots = [spot._replace(y=spot.y + down) for spot in (limb.root, limb.joint, limb.tip)]
    return replace(limb, root=spots[0], joint=spots[1], tip=spots[2])


def _ground(build: Build, legs: list[Limb], stance: Stance, trunk: Affine) -> float:
    """How far to move everything down so that the lowest part rests on the ground, less the lift of the pose."""
    lowest = trunk.point(Point(0, 0)).y + build.hip * 0.55
    if abs(stance.roll) > 70:
        lowest = max(lowest, build.hip * 0.95)
    for leg in legs:
        toe = direction(leg.foot)
        lowest = max(lowest, leg.joint.y + build.limb * 0.9)
        lowest = max(lowest, leg.tip.y + build.scale * (30 + max(0.0, toe[1]) * 44))
    return -lowest - stance.lift * build.scale


def _head(build: Build, trunk: Affine, length: float, tilt: float) -> Affine:
    neck = trunk.point(Point(0, -length - 8 * build.scale))
    scale = build.head / 300.0
    turn = math.radians(tilt)
    rise = 150 * scale
    cos, sin = math.cos(turn), math.sin(turn)
    return Affine(cos * scale, sin * scale, -sin * scale, cos * scale, neck.x + sin * rise, neck.y - cos * rise)


def _arm(
    build: Build, trunk: Affine, length: float, arm: Arm, roll: float, *, way: int, wide: float, knees: list[Limb]
) -> Limb:
    scale = build.scale
    root = trunk.point(Point(way * build.shoulder * 0.78 * wide, -length + 46 * scale))
    upper, fore = 134 * scale**0.85, 122 * scale**0.85
    if arm.to:
        spot = _landmark(arm.to, build, trunk, length, knees)
        joint, tip = _reach(root, spot, upper, fore, arm.bend)
        turn = math.degrees(math.atan2(tip.x - joint.x, tip.y - joint.y))
        return Limb(root, joint, tip, turn, arm.hand, arm.layer)
    (ux, uy), (fx, fy) = direction(arm.upper - roll), direction(arm.fore - roll)
    joint = Point(root.x + upper * ux, root.y + upper * uy)
    tip = Point(joint.x + fore * fx, joint.y + fore * fy)
    return Limb(root, joint, tip, arm.fore - roll, arm.hand, arm.layer)


def _landmark(to: tuple[str, float, float], build: Build, trunk: Affine, length: float, knees: list[Limb]) -> Point:
    name, dx, dy = to
    dx, dy = dx * build.scale, dy * build.scale
    if name == "lap":
        thigh = knees[0] if dx < 0 or len(knees) < 2 else knees[1]
        return Point(thigh.root.x + dx, thigh.joint.y + dy)
    rise = {"chin": length + 8 * build.scale, "chest": length * 0.72, "hip": 20 * build.scale}[name]
    return trunk.point(Point(dx, -rise + dy))


def _reach(root: Point, spot: Point, upper: float, fore: float, bend: int) -> tuple[Point, Point]:
    """Elbow and hand of an arm that reaches for a spot (two-bone inverse kinematics by the law of cosines)."""
    dx, dy = spot.x - root.x, spot.y - root.y
    far = min(max(math.hypot(dx, dy), abs(upper - fore) + 6), upper + fore - 2)
    aim = math.atan2(dy, dx)
    open_angle = math.acos((upper**2 + far**2 - fore**2) / (2 * upper * far))
    elbow = aim + open_angle * bend
    joint = Point(root.x + upper * math.cos(elbow), root.y + upper * math.sin(elbow))
    return joint, Point(root.x + far * math.cos(aim), root.y + far * math.sin(aim))
