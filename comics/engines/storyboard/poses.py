"""What the joints do in each pose.

Angles are degrees in the figure's side: 0 hangs straight down, 90 points the way the figure faces, 180 straight up, negative
goes behind it. The tables hold the three-quarter view facing right; `FRONT` has the poses that are told better from the front,
where "far" is the side on the reader's right.
"""

from __future__ import annotations

from typing import NamedTuple

from comics.engines.storyboard.parts import Pose


class Arm(NamedTuple):
    """Upper arm and forearm angles, or a spot that the hand goes to; the hand's shape; what it is drawn over.

    `to` is a landmark ("chin", "chest", "hip", "lap") and an offset from it in body units. `layer` is "back" (behind the
    trunk), "front" (over the trunk, under the head) or "top" (over the head).
    """

    upper: float = 0.0
    fore: float = 0.0
    hand: str = "relaxed"
    layer: str = "front"
    to: tuple[str, float, float] | None = None
    bend: int = 1


class Leg(NamedTuple):
    """Thigh and shin angles; `foot` is the angle of the toes (90 is flat on the ground)."""

    thigh: float = 0.0
    shin: float = 0.0
    foot: float = 90.0


class Stance(NamedTuple):
    """One pose. `lean` tilts the trunk forward, `nod` the head, `roll` turns the whole body; `lift` is height above ground in
    body units; `holds` says which hand holds things; `free` whether the holding arm may be bent to suit the thing."""

    near: Arm
    far: Arm
    near_leg: Leg
    far_leg: Leg
    lean: float = 0.0
    nod: float = 0.0
    roll: float = 0.0
    lift: float = 0.0
    holds: str = "near"
    free: bool = False


BACK, TOP = "back", "top"

SIDE: dict[Pose, Stance] = {
    Pose.STAND: Stance(Arm(-14, 2), Arm(16, 30, layer=BACK), Leg(-5, -3), Leg(7, 4), free=True),
    Pose.WALK: Stance(Arm(-34, -12), Arm(30, 62, layer=BACK), Leg(27, 10, 100), Leg(-16, -44, 52), lean=4, free=True),
    Pose.RUN: Stance(
        Arm(-68, 18, "fist"), Arm(52, 138, "fist", BACK), Leg(78, 6, 104), Leg(-28, -100, 0), lean=17, nod=-8, lift=34
    ),
    Pose.SIT: Stance(
        Arm(to=("lap", 70, -18), hand="relaxed", bend=-1),
        Arm(to=("lap", 100, -14), layer="front", bend=-1),
        Leg(86, 2),
        Leg(80, 6),
        lean=-2,
        free=True,
        holds="near",
    ),
    Pose.KNEEL: Stance(Arm(-4, 46), Arm(46, 74, "open", BACK), Leg(4, -84, 10), Leg(84, 2), lean=7, nod=4, holds="far"),
    Pose.CROUCH: Stance(Arm(22, 70), Arm(42, 62, layer=BACK), Leg(96, -34, 84), Leg(112, -20), lean=26, nod=-14, holds="far"),
    Pose.POINT: Stance(Arm(-26, 24, "fist"), Arm(92, 96, "point", BACK), Leg(-12, -8), Leg(12, 6), lean=3, holds="near"),
    Pose.OFFER: Stance(Arm(-16, 14), Arm(46, 82, "open", BACK), Leg(-6, -4), Leg(9, 4), lean=5, nod=4, holds="far"),
    Pose.REACH: Stance(Arm(-30, -8), Arm(122, 140, "open", BACK), Leg(-14, -22, 70), Leg(14, 4), lean=8, nod=-8, holds="far"),
    Pose.WAVE: Stance(Arm(-14, 6), Arm(108, 166, "wave", BACK), Leg(-5, -3), Leg(7, 4), nod=-3, holds="near"),
    Pose.CHEER: Stance(Arm(-122, -156, "fist"), Arm(118, 154, "fist", BACK), Leg(-10, -6), Leg(12, 6), nod=-6, holds="far"),
    Pose.THINK: Stance(
        Arm(to=("chin", 34, 34), hand="fist", layer=TOP),
        Arm(to=("chest", -30, 60), bend=-1),
        Leg(-5, -3),
        Leg(7, 4),
        nod=3,
        holds="far",
    ),
    Pose.ARMS_CROSSED: Stance(
        Arm(to=("chest", 78, 22), hand="tuck", bend=1),
        Arm(to=("chest", -62, 40), hand="tuck", bend=-1),
        Leg(-9, -6),
        Leg(10, 6),
        nod=-2,
    ),
    Pose.HUG: Stance(
        Arm(58, 96, "open", "front"), Arm(70, 118, "open", BACK), Leg(-10, -14, 78), Leg(8, 2), lean=10, nod=6, holds="far"
    ),
    Pose.JUMP: Stance(
        Arm(-108, -140, "open"), Arm(106, 142, "open", BACK), Leg(-18, -86, 10), Leg(62, -22, 74), lean=4, nod=-8, lift=170
    ),
    Pose.FALL: Stance(
        Arm(-122, -96, "open"), Arm(132, 104, "open", BACK), Leg(58, 12, 110), Leg(96, 60, 140), roll=-42, nod=12, lift=120
    ),
    Pose.LIE: Stance(Arm(6, 58), Arm(14, 66, layer=BACK), Leg(6, 2, 60), Leg(22, -16, 66), roll=-84, nod=6, holds="near"),
    Pose.FIGHT: Stance(
        Arm(22, 132, "fist"), Arm(84, 92, "fist", BACK), Leg(-36, -24, 84), Leg(46, -4), lean=11, nod=-4, holds="far"
    ),
    Pose.FLY: Stance(
        Arm(-22, -8, "fist"),
        Arm(142, 150, "fist", BACK),
        Leg(-4, -26, 10),
        Leg(10, -8, 24),
        roll=58,
        nod=-34,
        lift=240,
        holds="far",
    ),
}

FRONT: dict[Pose, Stance] = {
    Pose.WALK: Stance(Arm(-24, -12), Arm(18, 30), Leg(-6, -4, -60), Leg(8, -8, 60), nod=-2, free=True),
    Pose.RUN: Stance(Arm(-50, -140, "fist", BACK), Arm(40, 24, "fist"), Leg(-8, -5, -60), Leg(18, -34, 30), lift=26),
    Pose.STAND: Stance(Arm(-15, -5), Arm(15, 5), Leg(-5, -4, -60), Leg(5, 4, 60), free=True),
    Pose.WAVE: Stance(Arm(-15, -5), Arm(110, 166, "wave", BACK), Leg(-5, -4, -60), Leg(5, 4, 60), nod=4),
    Pose.CHEER: Stance(
        Arm(-122, -156, "fist", BACK), Arm(122, 156, "fist", BACK), Leg(-10, -7, -60), Leg(10, 7, 60), nod=-3, holds="far"
    ),
    Pose.THINK: Stance(
        Arm(to=("chin", -4, 36), hand="fist", layer=TOP),
        Arm(to=("chest", -34, 62), bend=-1),
        Leg(-5, -4, -60),
        Leg(5, 4, 60),
        nod=4,
        holds="far",
    ),
    Pose.ARMS_CROSSED: Stance(
        Arm(to=("chest", 70, 26), hand="tuck"),
        Arm(to=("chest", -70, 36), hand="tuck", bend=-1),
        Leg(-9, -6, -60),
        Leg(9, 6, 60),
    ),
    Pose.JUMP: Stance(
        Arm(-112, -146, "open", BACK), Arm(112, 146, "open", BACK), Leg(-30, 26, -20), Leg(30, -26, 20), lift=170, nod=-4
    ),
    Pose.HUG: Stance(Arm(-72, -88, "open", BACK), Arm(72, 88, "open", BACK), Leg(-6, -5, -60), Leg(6, 5, 60), nod=5),
    Pose.SIT: Stance(
        Arm(to=("lap", -46, 30), bend=-1), Arm(to=("lap", 46, 30), bend=1), Leg(-30, -2, -60), Leg(30, 2, 60), free=True
    ),
}

# How the arm carries a thing where the pose leaves it free: by the way the thing is held.
CARRY: dict[str, Arm] = {
    "aloft": Arm(66, 160, "fist", TOP),
    "raised": Arm(60, 146, "fist", TOP),
    "forward": Arm(34, 84, "fist", "front"),
    "down": Arm(-10, 4, "fist", "front"),
    "chest": Arm(to=("chest", 62, 40), hand="fist", layer="front"),
    "face": Arm(to=("chest", 118, -30), hand="fist", layer="front"),
    "blade": Arm(24, 96, "fist", "front"),
}
# Grips that the far hand holds, so that nothing crosses the face.
FAR_GRIPS = frozenset(("aloft", "raised"))


def stance(pose: Pose, *, front: bool) -> Stance:
    """The pose seen in three quarters, or from the front (and the back) where that tells it better."""
    return FRONT.get(pose, SIDE[pose]) if front else SIDE[pose]
