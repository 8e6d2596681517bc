"""Looks: identity is read from the author's words, denied words stay denied, and what is left open is drawn by lot."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.drawing import ink
from comics.engines.contract import CastMember
from comics.engines.storyboard.figure import draw_figure
from comics.engines.storyboard.look import Look, read_look
from comics.engines.storyboard.looks_words import COLOURS, GARMENTS, TRADES
from comics.engines.storyboard.parts import Expression, Facing, Light, Pose


def look(appearance: str = "", name: str = "Sol", *, state: str = "", **fields: object) -> Look:
    return read_look(CastMember(name, appearance=appearance, **fields), state=state)  # type: ignore[arg-type]


def colour(told: Look, slot: str) -> str:
    garment = told.worn(slot)
    return garment.word if garment else "nothing"


def test_the_fox_detective_of_the_sample_script() -> None:
    ren = look("slim build, tan coat, calm eyes, carries a paper map", "Ren", role="fox detective")
    assert (ren.species, ren.build, ren.carries, ren.mood) == ("fox", "slim", "map", "calm")
    assert colour(ren, "coat") == "tan"
    assert ren.describe() == "a fox in a tan coat"


def test_the_child_in_the_yellow_raincoat() -> None:
    mino = look("short bob hair, yellow raincoat, anxious but curious", "Mino", role="child")
    assert (mino.species, mino.age, mino.cut) == ("human", "child", "bob")
    assert mino.describe() == "a child in a yellow raincoat"


def test_the_cast_of_the_example_request() -> None:
    dress = "a light brown explorer jacket, a white shirt, blue shorts, hiking boots, and carries a small red backpack"
    alice = read_look(CastMember("Alice", age="12", gender="female", dress=dress))
    assert [colour(alice, slot) for slot in ("coat", "top", "legs", "pack")] == ["light brown", "white", "blue", "red"]
    assert alice.worn("feet").kind == "boots"  # type: ignore[union-attr]
    bob = look("a boy with spiky brown hair, casual outdoor clothes, and a blue backpack", "Bob")
    assert (bob.cut, bob.hair, colour(bob, "pack"), bob.gender) == ("spiky", "#6b4229", "blue", "male")


@pytest.mark.parametrize(
    ("words", "slot", "said"),
    [
        ("a coat of deep blue", "coat", "deep blue"),
        ("her scarf is red", "scarf", "red"),
        ("green scarf, blue coat", "coat", "blue"),
        ("a red scarf and a coat", "coat", ""),
        ("blue eyes and a coat", "coat", ""),
        ("an old dark green, patched coat", "coat", ""),
        ("an old dark green patched coat", "coat", "dark green"),
        ("a boy with red hair and a blue backpack", "pack", "blue"),
        ("wears a navy-blue t-shirt", "top", "navy blue"),
    ],
)
def test_a_colour_belongs_to_its_own_noun(words: str, slot: str, said: str) -> None:
    assert colour(look(words), slot) == said


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("no hat", "hat"),
        ("without a hat", "hat"),
        ("never wears glasses", "glasses"),
        ("no hat or glasses, a coat", "glasses"),
        ("barefoot", "feet"),
        ("not wearing any shoes", "feet"),
        ("a coat but no scarf", "scarf"),
        ("she doesn't wear a scarf", "scarf"),
    ],
)
def test_what_is_denied_is_not_worn(words: str, slot: str) -> None:
    for name in ("Ada", "Ben", "Cleo", "Dov", "Eli", "Fay"):
        assert look(words, name).worn(slot) is None


def test_a_denial_ends_with_its_phrase() -> None:
    told = look("no hat, a red scarf; without glasses she wears a green coat")
    assert (colour(told, "hat"), colour(told, "scarf"), colour(told, "glasses"), colour(told, "coat")) == (
        "nothing",
        "red",
        "nothing",
        "green",
    )


@pytest.mark.parametrize(
    ("fields", "age"),
    [
        ({"age": "12"}, "child"),
        ({"age": "16"}, "teen"),
        ({"age": "34 years"}, "adult"),
        ({"age": "70"}, "elder"),
        ({"age": "8 months"}, "baby"),
        ({"role": "grandmother"}, "elder"),
        ({"role": "old pirate captain"}, "elder"),
        ({"appearance": "a six year old boy"}, "child"),
        ({"appearance": "a man in an old coat"}, "adult"),
        ({"appearance": "a 45 year old woman"}, "adult"),
        ({"age": "teenager"}, "teen"),
        ({"appearance": "an old friend of the family"}, "adult"),
        ({"role": "mother of a child"}, "adult"),
        ({"role": "newborn"}, "baby"),
        ({"role": "abuela"}, "elder"),
        ({"role": "anak"}, "child"),
    ],
)
def test_age_is_read_from_numbers_and_words(fields: dict[str, str], age: str) -> None:
    assert read_look(CastMember("Sol", **fields)).age == age  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "species"),
    [
        ({"role": "fox detective"}, "fox"),
        ({"appearance": "a girl with cat ears"}, "human"),
        ({"appearance": "has a pet dog"}, "human"),
        ({"appearance": "mouse-brown hair"}, "human"),
        ({"appearance": "in a bear costume"}, "human"),
        ({"name": "Sir Bear"}, "bear"),
        ({"role": "robot butler"}, "robot"),
        ({"appearance": "a small grey wolf"}, "wolf"),
        ({"role": "not a fox"}, "human"),
        ({"role": "kucing"}, "cat"),
        ({"role": "wizard"}, "human"),
        ({"role": "dog trainer"}, "human"),
    ],
)
def test_what_kind_of_creature(fields: dict[str, str], species: str) -> None:
    assert read_look(CastMember(**{"name": "Sol", **fields})).species == species  # type: ignore[arg-type]


def test_fur_takes_the_colour_that_is_said() -> None:
    assert look("a black cat").skin == COLOURS["black"]
    assert look("a fox with white fur").skin == COLOURS["white"]
    assert look("a fox in a white coat").skin != COLOURS["white"]


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("long red hair", "long"),
        ("a long coat and short hair", "short"),
        ("hair in a bun", "bun"),
        ("bald", "bald"),
        ("two braids", "braids"),
        ("curly brown hair", "curly"),
        ("a big afro", "afro"),
        ("hair tied back in a ponytail", "ponytail"),
        ("not bald, wavy hair", "wavy"),
        ("messy black hair under a cap", "messy"),
    ],
)
def test_hair_is_cut_as_told(words: str, cut: str) -> None:
    assert look(words).cut == cut


def test_a_state_changes_the_clothes_and_keeps_the_person() -> None:
    states = {"Night": "striped blue pyjamas, barefoot", "rain": "a yellow raincoat"}
    base = look("red coat, green hat, curly hair", states=states)
    night, rain = (look("red coat, green hat, curly hair", states=states, state=state) for state in ("Night", "rain"))
    assert night.worn("top").kind == "pyjamas"  # type: ignore[union-attr]
    assert night.worn("coat") is None
    assert night.worn("hat") is None
    assert night.worn("feet") is None
    assert rain.worn("coat").kind == "raincoat"  # type: ignore[union-attr]
    for other in (night, rain):
        assert (other.skin, other.hair, other.cut, other.eyes) == (base.skin, base.hair, base.cut, base.eyes)


def test_the_name_alone_is_enough_and_names_differ() -> None:
    names = [f"{a}{b}" for a in ("Ka", "Lo", "Mi", "Ru", "Ta", "Ze") for b in ("ra", "no", "li", "bu", "sha")]
    looks = [look(name=name) for name in names]
    assert looks == [look(name=name) for name in names]
    seen = {(one.skin, one.hair, one.cut, one.garments) for one in looks}
    assert len(seen) == len(names)
    assert {one.gender for one in looks} == {"female", "male"}


@pytest.mark.parametrize("trade", sorted(TRADES))
def test_every_trade_is_dressed_and_drawn(trade: str) -> None:
    told = look(role=trade)
    assert told.worn("top") or told.worn("coat")
    draw_figure(told, pose=Pose.STAND, expression=Expression.HAPPY, facing=Facing.FRONT, light=Light())


@pytest.mark.parametrize("word", sorted(GARMENTS))
def test_every_garment_word_is_understood_with_its_colour(word: str) -> None:
    slot, _, _ = GARMENTS[word]
    assert colour(look(f"wears a purple {word}"), slot) == "purple"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=20), st.text(alphabet=string.digits + " .-", max_size=6))
def test_no_words_are_an_error(appearance: str, name: str, age: str) -> None:
    told = read_look(CastMember(name, age=age, appearance=appearance))
    assert told.describe()
    assert all(0 <= ink.luminance(garment.colour) <= 1 for garment in told.garments)


def test_descriptions_read_well() -> None:
    assert look("orange overcoat", "Bo", role="owl").describe() == "an owl in an orange coat"
    assert look("blue jeans", "Bo", age="40", gender="male").describe() == "a man in blue trousers"
    assert look("a red backpack", "Bo", age="9", gender="male").describe() == "a boy with a red backpack"
    assert look("green skirt", "Bo", age="30", gender="female").describe() == "a woman in a green skirt"


@pytest.mark.parametrize("name", ["Ash", "Kim", "Robin", "Sam", "Sky"])
def test_hair_in_a_bun_is_no_reason_for_a_moustache(name: str) -> None:
    assert read_look(CastMember(name, age="68", appearance="white hair in a bun")).beard == ""
