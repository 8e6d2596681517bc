"""Figures: every pose, mood, garment and creature is drawn, stands on the ground, and its boxes are true to the picture."""

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from comics.drawing import raster, svg
from comics.drawing.displaylist import Group, Item
from comics.drawing.geometry import Box
from comics.engines.contract import CastMember
from comics.engines.storyboard import fauna, hair_cuts, hats, looks_words, props_held
from comics.engines.storyboard.figure import draw_animal, draw_figure
from comics.engines.storyboard.look import Garment, Look, read_look
from comics.engines.storyboard.parts import Expression, Facing, Figure, Light, Pose

REN = read_look(CastMember("Ren", role="fox detective", appearance="slim build, tan coat, calm eyes, carries a paper map"))
MINO = read_look(CastMember("Mino", role="child", appearance="short bob hair, yellow raincoat"))
ODE = read_look(CastMember("Ode", age="71", gender="female", appearance="grey bun, round glasses, a green cardigan"))
AIRBORNE = {Pose.JUMP, Pose.FALL, Pose.FLY, Pose.RUN}
VIEW = Box(-900, -1500, 1800, 1700)
SCALE = 0.25


def drawn(look: Look, pose: Pose = Pose.STAND, **changes: object) -> Figure:
    told = {"expression": Expression.NEUTRAL, "facing": Facing.RIGHT, "light": Light(), **changes}
    return draw_figure(look, pose=pose, **told)  # type: ignore[arg-type]


def inked(drawing: Item, *, view: Box = VIEW) -> Box:
    """The box of everything painted, measured in the picture."""
    width, height = round(view.w * SCALE), round(view.h * SCALE)
    text = svg.write(Group((drawing,)), width=width, height=height, view=view)
    left, top, right, bottom = raster.image(text, width, height).convert("RGBA").getchannel("A").getbbox() or (0, 0, 0, 0)
    return Box(view.x + left / SCALE, view.y + top / SCALE, (right - left) / SCALE, (bottom - top) / SCALE)


def near(box: Box, other: Box, by: float) -> bool:
    return all(
        abs(a - b) <= by
        for a, b in zip((*box[:2], box.right, box.bottom), (*other[:2], other.right, other.bottom), strict=True)
    )


def parts(figure: Figure, name: str) -> list[Group]:
    """The figure's own parts of that name, in figure coordinates before it is set on the ground."""
    [whole] = figure.drawing.items
    assert isinstance(whole, Group)
    return [part for part in whole.items if isinstance(part, Group) and part.name == name]


def paths(item: Item) -> int:
    return sum(map(paths, item.items)) if isinstance(item, Group) else 1


@pytest.mark.parametrize("pose", list(Pose))
def test_the_body_box_is_what_the_picture_shows(pose: Pose) -> None:
    figure = drawn(REN, pose)
    assert near(figure.body, inked(figure.drawing), 14)


@pytest.mark.parametrize("look", [REN, MINO, ODE])
@pytest.mark.parametrize("facing", list(Facing))
def test_the_head_box_is_what_the_picture_shows(look: Look, facing: Facing) -> None:
    figure = drawn(look, facing=facing)
    [head] = parts(figure, "head")
    seen = inked(Group((head,), transform=figure.drawing.transform))
    assert figure.head.grown(14).overlap(seen) == pytest.approx(seen.area, rel=0.01)
    assert seen.w > 0.7 * figure.head.w


@pytest.mark.parametrize(("pose", "look"), list(itertools.product(Pose, (REN, MINO, ODE))))
def test_feet_are_on_the_ground_unless_the_pose_leaves_it(pose: Pose, look: Look) -> None:
    foot = drawn(look, pose).body.bottom
    assert (foot < 0) if pose in AIRBORNE else (foot == pytest.approx(8))


@pytest.mark.parametrize(("pose", "facing"), list(itertools.product(Pose, Facing)))
def test_face_lies_in_head_and_mouth_in_face(pose: Pose, facing: Facing) -> None:
    figure = drawn(MINO, pose, facing=facing)
    assert figure.head.grown(12).overlap(figure.face) == pytest.approx(figure.face.area, rel=0.02)
    assert figure.face.grown(12).holds(figure.mouth)
    assert figure.body.grown(1).overlap(figure.head) == pytest.approx(figure.head.area)


def test_left_is_the_mirror_of_right_with_the_light_from_the_same_side() -> None:
    right, left = drawn(REN), drawn(REN, facing=Facing.LEFT)
    assert left.face.x == pytest.approx(-right.face.right)
    assert left.mouth.x == pytest.approx(-right.mouth.x)
    relit = drawn(REN, facing=Facing.LEFT, light=Light(side="left"))
    assert relit.drawing.items == right.drawing.items
    assert left.drawing.items != relit.drawing.items


def test_grown_people_stand_three_to_three_and_a_half_heads_tall_and_children_fewer() -> None:
    bald = Look("Bo", cut="bald")
    heads = {age: drawn(dataclasses.replace(bald, age=age)) for age in ("baby", "child", "teen", "adult", "elder")}
    tall = {age: figure.body.h / figure.head.h for age, figure in heads.items()}
    assert 3.0 <= tall["adult"] <= 3.5
    assert tall["baby"] < tall["child"] < tall["teen"] < tall["adult"]
    assert 980 <= heads["adult"].body.h <= 1060


def test_every_expression_changes_the_face_and_talking_opens_the_mouth() -> None:
    faces = {}
    for expression in Expression:
        still, talks = (drawn(MINO, expression=expression, talking=talking) for talking in (False, True))
        faces[expression] = svg.write(Group((still.drawing,)), width=100, height=100)
        opened = expression in (Expression.LAUGHING, Expression.ASLEEP)
        assert (still.drawing == talks.drawing) is opened
    assert len(set(faces.values())) == len(Expression)


def test_a_back_has_no_face() -> None:
    back = drawn(MINO, facing=Facing.BACK)
    for expression in Expression:
        assert drawn(MINO, facing=Facing.BACK, expression=expression).drawing == back.drawing
    assert paths(back.drawing) < paths(drawn(MINO, facing=Facing.FRONT).drawing)


@pytest.mark.parametrize(("slot", "shape"), sorted({row[:2] for row in looks_words.GARMENTS.values()}))
def test_every_garment_of_the_word_list_can_be_drawn_from_both_sides(slot: str, shape: str) -> None:
    worn = (Garment("top", "shirt", "#f4ead6"), Garment("legs", "trousers", "#3b4a7a"))
    base = Look("Bo", garments=tuple(g for g in worn if g.slot != slot))
    dressed = dataclasses.replace(base, garments=(*base.garments, Garment(slot, shape, "#33aa77")))
    for facing in (Facing.RIGHT, Facing.FRONT, Facing.BACK):
        drawn(dressed, facing=facing)
    assert drawn(dressed).drawing != drawn(base).drawing


@pytest.mark.parametrize("cut", sorted(hair_cuts.CUTS))
def test_every_cut_differs_and_keeps_the_eyes_free(cut: str) -> None:
    figure = drawn(Look("Bo", cut=cut))
    assert figure.head.h > 250
    others = [drawn(Look("Bo", cut=other)).drawing for other in hair_cuts.CUTS if other != cut]
    assert figure.drawing not in others


@pytest.mark.parametrize("species", sorted({row[0] for row in looks_words.CREATURES.values()}))
def test_every_creature_is_drawn_in_every_facing(species: str) -> None:
    look = Look(
        "Bo", species=species, skin="#c08a5a", garments=(Garment("top", "shirt", "#5a9e5e"), Garment("hat", "hat", "#7c8440"))
    )
    for facing in Facing:
        assert drawn(look, facing=facing).body.h > 900


@pytest.mark.parametrize("word", sorted({kind for kind, _ in props_held.THINGS.values()} | set(props_held.THINGS)))
def test_every_thing_is_drawn_at_the_hand(word: str) -> None:
    figure = drawn(MINO, Pose.WALK, holding=f"an old {word}")
    held = props_held.find(word)
    assert held is not None
    [thing] = parts(figure, held.kind)
    assert inked(Group((thing,), transform=figure.drawing.transform)).grown(40).holds(figure.hand)


def test_unknown_words_are_a_parcel_and_no_words_are_nothing() -> None:
    assert props_held.find("") is None
    assert props_held.find("  ") is None
    assert props_held.find("a quux") == props_held.Held("box", "chest")
    assert props_held.find("the old paper map") == props_held.Held("map", "forward")
    assert props_held.find("magnifying glass") == props_held.Held("lens", "forward")


def test_an_umbrella_is_held_over_the_head_and_off_the_face() -> None:
    for look, facing in itertools.product((MINO, ODE), (Facing.RIGHT, Facing.FRONT)):
        figure = drawn(look, facing=facing, holding="umbrella")
        [thing] = parts(figure, "umbrella")
        assert inked(Group((thing,), transform=figure.drawing.transform)).y < figure.head.y - 40
        assert not figure.face.holds(figure.hand)


@pytest.mark.parametrize("kind", sorted({*fauna.BEASTS, *fauna.BIRDS, *fauna.SAME}))
def test_animals_stand_on_the_ground_and_their_box_is_true(kind: str) -> None:
    figure = draw_animal(kind, light=Light(), facing=Facing.RIGHT)
    assert -6 < figure.body.bottom < 24
    assert near(figure.body, inked(figure.drawing, view=Box(-900, -1400, 1800, 1700)), 16)
    assert figure.body.grown(5).overlap(figure.face) > 0.5 * figure.face.area


@pytest.mark.parametrize("pose", list(Pose))
def test_animals_take_every_pose(pose: Pose) -> None:
    for kind in ("cat", "horse", "bird"):
        right, left = (draw_animal(kind, light=Light(), facing=facing, pose=pose) for facing in (Facing.RIGHT, Facing.LEFT))
        assert left.body.x == pytest.approx(-right.body.right)


def test_an_unknown_animal_is_a_dog_and_sizes_follow_nature() -> None:
    def tall(kind: str) -> float:
        return draw_animal(kind, light=Light(), facing=Facing.RIGHT).body.h

    assert draw_animal("grue", light=Light(), facing=Facing.RIGHT) == draw_animal("dog", light=Light(), facing=Facing.RIGHT)
    assert tall("mouse") < tall("cat") < tall("dog") < tall("bear") < tall("elephant")


@settings(max_examples=25, deadline=None)
@given(
    name=st.text(min_size=1, max_size=12),
    words=st.text(max_size=80),
    holding=st.text(max_size=20),
    pose=st.sampled_from(Pose),
    expression=st.sampled_from(Expression),
    facing=st.sampled_from(Facing),
    side=st.sampled_from(("left", "right")),
)
def test_any_words_make_a_figure_the_same_every_time(
    name: str, words: str, holding: str, pose: Pose, expression: Expression, facing: Facing, side: str
) -> None:
    told = {"expression": expression, "facing": facing, "light": Light(side=side), "holding": holding}
    first, second = (drawn(read_look(CastMember(name, appearance=words)), pose, **told) for _ in range(2))
    assert first == second
    assert paths(first.drawing) <= 300


def test_figures_stay_within_their_budget_of_paths() -> None:
    counts = [paths(drawn(look, pose, holding="map").drawing) for look in (REN, MINO, ODE) for pose in Pose]
    assert max(counts) <= 250


def test_the_fox_is_orange_and_the_raincoat_yellow_in_the_picture() -> None:
    for look, colour in ((REN, (232, 118, 45)), (MINO, (249, 200, 47))):
        figure = drawn(look)
        box = figure.body
        text = svg.write(Group((figure.drawing,)), width=200, height=400, view=box)
        picture = raster.image(text, 200, 400).convert("RGB").resize((100, 200), Image.Resampling.NEAREST)
        close = sum(sum(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 70 for pixel in _pixels(picture))
        assert close > 600


def _pixels(picture: Image.Image) -> list[tuple[int, int, int]]:
    raw = picture.tobytes()
    return [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)]


def test_hats_sit_on_the_head() -> None:
    for kind in hats.HATS:
        figure = drawn(dataclasses.replace(MINO, garments=(*MINO.garments, Garment("hat", kind, "#7c8440"))))
        assert figure.head.y <= drawn(dataclasses.replace(MINO, cut="bald")).head.y + 25
