from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from comics.drawing import raster, svg
from comics.drawing.displaylist import Group
from comics.engines.contract import CastMember
from comics.engines.storyboard.parts import Expression, Pose
from comics.engines.storyboard.places import PLACES
from comics.engines.storyboard.plan import Part
from comics.engines.storyboard.props import PROPS
from comics.engines.storyboard.stage import stage
from comics.engines.storyboard.words_places import GENRE_PLACES, HINTS
from comics.engines.storyboard.words_places import PLACES as PLACE_WORDS
from comics.engines.storyboard.words_things import PROPS as PROP_WORDS
from comics.vocabulary import Shot
from tests.engines.storyboard.helpers import BOB, GRAN, MINO, REN, plan

CAST = (Part("Ren", REN), Part("Mino", MINO), Part("Rosa", GRAN), Part("Bob", BOB))


def text(drawing: Group, size: tuple[int, int] = (512, 512)) -> str:
    return svg.write(drawing, width=size[0], height=size[1])


def test_every_word_for_a_place_or_thing_can_be_painted() -> None:
    assert set(PLACE_WORDS.keys) | set(GENRE_PLACES.keys) | set(HINTS.keys) <= set(PLACES)
    assert set(PROP_WORDS.keys) == set(PROPS)


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_place_is_painted_at_every_hour_and_each_hour_differs(place: str) -> None:
    drawn = {
        text(stage(plan(place=place, time=time, shot=Shot.LONG), 512, 384).drawing) for time in ("dawn", "day", "dusk", "night")
    }
    assert len(drawn) == (1 if place == "portrait" else 4) or place in ("portrait", "spaceship", "planet", "underwater")
    assert all("nan" not in drawing and "inf" not in drawing for drawing in drawn)


def test_places_differ_from_one_another() -> None:
    assert len({text(stage(plan(place=place, shot=Shot.LONG), 512, 384).drawing) for place in PLACES}) == len(PLACES)


def test_weather_changes_the_open_air_and_not_a_cave() -> None:
    weathers = ("clear", "rain", "storm", "snow", "fog", "wind")
    assert len({text(stage(plan(place="street", weather=w), 256, 256).drawing) for w in weathers}) == len(weathers)
    assert len({text(stage(plan(place="cave", weather=w), 256, 256).drawing) for w in weathers}) == 1


@pytest.mark.parametrize("size", [(512, 1024), (1024, 512), (768, 768)])
@pytest.mark.parametrize("shot", list(Shot))
@pytest.mark.parametrize("count", [1, 2, 4])
def test_faces_are_seen_apart_from_one_another(shot: Shot, size: tuple[int, int], count: int) -> None:
    staged = stage(plan(*CAST[:count], shot=shot), *size).staging
    lead = next(actor for actor in staged.actors if actor.name == "Ren")
    assert len(staged.actors) == (1 if shot is Shot.EXTREME_CLOSE else count)
    if shot is Shot.OVER_SHOULDER:
        return
    for at, actor in enumerate(staged.actors):
        assert min(actor.face.x, actor.face.y) >= 0
        assert max(actor.face.right, actor.face.bottom) <= 1
        assert actor.head.holds(actor.mouth)
        for other in staged.actors[at + 1 :]:
            assert actor.face.overlap(other.face) <= 0.12 * min(actor.face.area, other.face.area)
    if shot not in (Shot.EXTREME_CLOSE, Shot.WORMS_EYE):
        assert min(actor.head.y for actor in staged.actors) >= 0.22
    assert staged.shot == shot.value
    assert lead.name in staged.alt


def test_the_first_speaker_stands_where_reading_starts() -> None:
    parts = (Part("Ren", REN, talking=True), Part("Mino", MINO, talking=True))
    ltr, rtl = (stage(plan(*parts, rtl=rtl), 768, 512).staging.actors for rtl in (False, True))
    assert [actor.name for actor in ltr] == ["Ren", "Mino"]
    assert [actor.name for actor in rtl] == ["Mino", "Ren"]


def test_people_hug_closer_than_they_stand() -> None:
    def gap(pose: Pose) -> float:
        first, second = stage(plan(Part("Rosa", GRAN, pose=pose), Part("Ren", REN, pose=pose)), 768, 512).staging.actors
        return second.face.x - first.face.right

    assert gap(Pose.HUG) < gap(Pose.STAND)


def test_who_leaves_is_smaller_and_behind() -> None:
    ren, mino = stage(plan(Part("Ren", REN, away=True), Part("Mino", MINO), shot=Shot.FULL), 768, 512).staging.actors
    ren, mino = (ren, mino) if ren.name == "Ren" else (mino, ren)
    assert ren.body.h < 0.9 * mino.body.h
    assert "turns away" in stage(plan(Part("Ren", REN, away=True)), 256, 256).staging.alt


def test_another_take_looks_different_and_keeps_who_is_there() -> None:
    first, second = (stage(plan(*CAST[:2], take=take), 512, 512) for take in (0, 1))
    assert text(first.drawing) != text(second.drawing)
    assert {a.name for a in first.staging.actors} == {a.name for a in second.staging.actors}


def test_a_named_thing_is_drawn_and_told() -> None:
    without, with_bench = stage(plan(CAST[0]), 512, 512), stage(plan(CAST[0], props=("bench",)), 512, 512)
    assert text(without.drawing) != text(with_bench.drawing)
    assert "bench" in with_bench.staging.alt


def test_lightning_and_loud_things_are_the_source_of_noise() -> None:
    assert stage(plan(CAST[0]), 256, 256).staging.source is None
    assert stage(plan(CAST[0], weather="storm", bolt=True), 256, 256).staging.source is not None
    car = stage(plan(CAST[0], place="street", props=("car",), shot=Shot.LONG), 512, 256).staging.source
    assert car is not None
    assert 0 < car.x < 1


def test_the_alternative_text_is_one_sentence_about_everything() -> None:
    told = stage(
        plan(CAST[0], Part("Mino", MINO, expression=Expression.HAPPY), place="alley", time="dusk", weather="rain"), 256, 256
    )
    assert told.staging.alt == (
        "Medium shot: Ren, a fox in a tan coat, stands in an alley at dusk, in the rain; "
        "Mino, a child in a yellow raincoat, stands, smiling."
    )


@pytest.mark.parametrize("size", [(512, 1024), (1024, 512)])
def test_a_tilted_camera_shows_no_bare_corner(size: tuple[int, int]) -> None:
    drawing = stage(plan(CAST[0], place="kitchen", shot=Shot.WORMS_EYE), *size).drawing
    picture = raster.image(text(drawing, size), *size)
    assert picture.getchannel("A").getextrema() == (255, 255)


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(list(Shot)),
    st.lists(st.tuples(st.sampled_from(list(Pose)), st.sampled_from(list(Expression))), max_size=4),
    st.integers(120, 900),
    st.floats(0.5, 2.0),
    st.lists(st.sampled_from(sorted(PROPS)), max_size=3, unique=True),
    st.integers(0, 5),
)
def test_anything_can_be_staged_twice_alike(
    place: str, shot: Shot, acts: list[tuple[Pose, Expression]], height: int, aspect: float, props: list[str], take: int
) -> None:
    parts = tuple(
        Part(f"N{at}", CastMember(f"N{at}", role="child" if at % 2 else ""), pose=pose, expression=face)
        for at, (pose, face) in enumerate(acts)
    )
    asked = plan(*parts, place=place, shot=shot, props=tuple(props), take=take)
    size = (round(height * aspect), height)
    first, second = stage(asked, *size), stage(asked, *size)
    assert text(first.drawing, size) == text(second.drawing, size)
    assert first.staging == second.staging
    names = [actor.name for actor in first.staging.actors]
    assert len(set(names)) == len(names)


def test_a_crowd_seen_from_above_keeps_its_heads_in_the_picture() -> None:
    def shown(*, crowd: bool) -> Image.Image:
        seen = plan(CAST[0], place="market", shot=Shot.BIRDS_EYE, crowd=crowd)
        return raster.image(text(stage(seen, 512, 384).drawing, (512, 384)), 512, 384).convert("L")

    changed = ImageChops.difference(shown(crowd=True), shown(crowd=False)).point(lambda value: 255 if value > 25 else 0)
    box = changed.getbbox()
    assert box is not None
    assert box[1] > 0
