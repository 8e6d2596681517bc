"""Draws whole figures: cast in any pose, mood and light, and the animals that are only passing."""

from __future__ import annotations

from comics.drawing.displaylist import Group, Item
from comics.drawing.geometry import Affine, Box, Point
from comics.engines.storyboard import animals, clothes, extras, fauna, hats, limbs, props_held
from comics.engines.storyboard.body import Limb, Skeleton, build_of, pose_skeleton
from comics.engines.storyboard.extent import extent, joined
from comics.engines.storyboard.face import MOODS, Head
from comics.engines.storyboard.head import draw_head, spots_of
from comics.engines.storyboard.look_model import Look
from comics.engines.storyboard.parts import Expression, Facing, Figure, Light, Pose
from comics.engines.storyboard.pen import Pen
from comics.engines.storyboard.poses import CARRY, FAR_GRIPS, Stance, stance

# How far soles reach below the line of the ground, so that figures stand on it and not above it.
GROUNDED = 8.0


def draw_figure(
    look: Look, *, pose: Pose, expression: Expression, facing: Facing, light: Light, holding: str = "", talking: bool = False
) -> Figure:
    """One figure on the ground at (0, 0), with its boxes. `holding` is a word for a thing; unknown words are a small
    parcel. Hands that are free hold what the character is known to carry."""
    mirrored = facing is Facing.LEFT
    back = facing is Facing.BACK
    front = facing in (Facing.FRONT, Facing.BACK)
    sun = (1.0 if light.side == "right" else -1.0) * (-1.0 if mirrored else 1.0)
    pen = Pen(light, sun)
    free = stance(pose, front=front)
    held = props_held.find(holding) or (props_held.named(look.carries) if free.free and not back else None)
    stand = _carrying(free, held)
    stoop = 7.0 if look.age == "elder" else 0.0
    bones = pose_skeleton(
        build_of(look.age, look.build, stature=look.stature),
        stand,
        front=front,
        stoop=stoop,
        tilt=0.0 if back else MOODS[expression].head,
    )
    head = draw_head(pen, look, expression, turn=0.0 if front else 1.0, back=back, talking=talking)
    holder = bones.near_arm if stand.holds == "near" else bones.far_arm
    skull = _skull(pen, look, bones, head, back=back)
    grip = limbs.palm(holder, bones.build.scale)
    size = _thing_size(held, bones, grip, extent(*skull)) if held else 1.0
    things: list[Item] = props_held.draw(pen, held, grip, size) if held else []
    items = _layers(pen, look, bones, skull, _arms(pen, look, bones, holder, things), back=back)
    return _grounded(look, bones, head, items, skull, grip, aloft=stand.lift > 0, mirrored=mirrored)


def _carrying(stand: Stance, held: props_held.Held | None) -> Stance:
    """The stance with the holding arm bent to suit the thing."""
    if not held:
        return stand
    if not stand.free:
        own = stand.near if stand.holds == "near" else stand.far
        arm = own._replace(hand="fist")
        return stand._replace(near=arm) if stand.holds == "near" else stand._replace(far=arm)
    if held.grip in FAR_GRIPS:
        return stand._replace(far=CARRY[held.grip], holds="far")
    return stand._replace(near=CARRY[held.grip], holds="near")


def _skull(pen: Pen, look: Look, bones: Skeleton, head: Head, *, back: bool) -> tuple[Group, Group]:
    """The head with what is worn on it, and what of it hangs behind the trunk."""
    turn = 0.0 if bones.front else 1.0
    worn = hats.headwear(pen, look, turn=turn, back=back, spots=spots_of(look))
    veil = [] if back else hats.hat_behind(pen, look, turn=turn)
    over = Group((*head.over, *worn), transform=bones.head, name="head")
    return over, Group((*veil, *head.behind), transform=bones.head)


def _arms(pen: Pen, look: Look, bones: Skeleton, holder: Limb, things: list[Item]) -> dict[str, list[Item]]:
    """Both arms by layer, what is held lying under the fingers that hold it."""
    layers: dict[str, list[Item]] = {"back": [], "front": [], "top": []}
    for limb in (bones.far_arm, bones.near_arm):
        layers[limb.layer] += [*(things if limb is holder else []), *clothes.arm(pen, look, bones, limb)]
    return layers


def _layers(
    pen: Pen, look: Look, bones: Skeleton, skull: tuple[Group, Group], arms: dict[str, list[Item]], *, back: bool
) -> list[Item]:
    """Everything in painting order, which is other from behind: there hair, packs and tails lie on top."""
    over, behind = skull
    legs, trunk = clothes.legs(pen, look, bones), clothes.body(pen, look, bones, back=back)
    rear, neck = extras.behind(pen, look, bones), extras.neckwear(pen, look, bones, back=back)
    if back:
        return [*arms["back"], *arms["front"], *legs, *trunk, *arms["top"], *neck, over, behind, *rear]
    return [*rear, behind, *arms["back"], *legs, *trunk, *arms["front"], *neck, over, *arms["top"]]


def _grounded(
    look: Look,
    bones: Skeleton,
    head: Head,
    items: list[Item],
    skull: tuple[Group, Group],
    grip: Point,
    *,
    aloft: bool,
    mirrored: bool,
) -> Figure:
    """The figure set on the ground (unless it is aloft) and mirrored where it faces left, with its boxes."""
    crown = extent(*skull)
    body = joined(crown, extent(*(part for part in items if part is not skull[0] and part is not skull[1])))
    frame = Affine(a=-1.0 if mirrored else 1.0, f=0.0 if aloft else GROUNDED - body.bottom)
    face = Box(head.left, head.top, head.right - head.left, head.chin - head.top)
    return Figure(
        Group((Group(tuple(items), name=look.name),), transform=frame, name=look.name, alt=look.describe()),
        head=frame.box(crown),
        face=frame.box(bones.head.box(face)),
        body=frame.box(body),
        mouth=frame.point(bones.head.point(head.mouth)),
        hand=frame.point(grip),
    )


def _thing_size(held: props_held.Held, bones: Skeleton, grip: Point, skull: Box) -> float:
    """Things are a little larger in small hands; an umbrella is always tall enough to clear the head."""
    size = bones.build.scale**0.7
    return max(size, (grip.y - skull.y + 50) / props_held.UMBRELLA_RISE) if held.kind == "umbrella" else size


def draw_animal(kind: str, *, light: Light, facing: Facing, pose: Pose = Pose.STAND) -> Figure:
    """An animal on four legs (or wings) on the ground at (0, 0), in the scale of grown people; unknown kinds are a dog."""
    mirrored = facing is Facing.LEFT
    sun = (1.0 if light.side == "right" else -1.0) * (-1.0 if mirrored else 1.0)
    drawn = animals.draw_beast(Pen(light, sun), kind, pose)
    name = fauna.kind_of(kind)
    frame = Affine(a=-1.0 if mirrored else 1.0)
    half = drawn.size * 0.5
    return Figure(
        Group(tuple(drawn.items), transform=frame, name=name, alt=f"a {name}"),
        head=frame.box(extent(*drawn.head)),
        face=frame.box(Box(drawn.face.x - half, drawn.face.y - half, drawn.size * 1.2, drawn.size)),
        body=frame.box(extent(*drawn.items)),
        mouth=frame.point(drawn.mouth),
        hand=frame.point(drawn.mouth),
    )
