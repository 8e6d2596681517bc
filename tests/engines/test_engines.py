from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from comics.engines import catalogue, remote_catalogue
from comics.engines.catalogue import engines
from comics.engines.contract import Abilities, Brief, CastMember, LocalEngine, PanelBrief, Place, Style
from comics.engines.storyboard.engine import StoryboardEngine
from comics.vocabulary import SIZES, Shot
from tests.engines.storyboard.helpers import FOX_PANELS, MINO, REN, brief

README = Path(catalogue.__file__).with_name("README.md")


@pytest.fixture(params=[e for e in engines() if not remote_catalogue.is_remote(e.name)], ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> LocalEngine:
    return request.param  # type: ignore[no-any-return]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_engines_are_found_by_name() -> None:
    assert catalogue.engine("storyboard").label == "Storyboard"
    with pytest.raises(KeyError):
        catalogue.engine("crayon")


@pytest.mark.parametrize("size", sorted(SIZES))
def test_every_size_is_drawn_to_the_pixel(engine: LocalEngine, size: str) -> None:
    width, height = SIZES[size]
    picture = engine.draw(brief(FOX_PANELS[0], width=width, height=height), "0")
    assert (picture.width, picture.height) == opened(picture.data).size == (width, height)
    assert picture.media_type == Image.MIME[opened(picture.data).format or ""]
    assert size in engine.abilities.sizes


def test_the_same_brief_gives_the_same_bytes_and_another_take_does_not(engine: LocalEngine) -> None:
    asked = brief(FOX_PANELS[1], width=256, height=256)
    assert engine.draw(asked, "0") == engine.draw(asked, "0")
    assert engine.draw(brief(FOX_PANELS[1], width=256, height=256, take=1), "0").data != engine.draw(asked, "0").data


def test_a_panel_that_is_not_in_the_brief_is_a_key_error(engine: LocalEngine) -> None:
    with pytest.raises(KeyError):
        engine.draw(brief("Ren waits."), "7")


def test_the_staging_names_the_cast_from_left_to_right(engine: LocalEngine) -> None:
    staging = engine.draw(brief(*FOX_PANELS, width=384, height=256), "1").staging
    assert {actor.name for actor in staging.actors} == {"Ren", "Mino"}
    assert [actor.body.x for actor in staging.actors] == sorted(actor.body.x for actor in staging.actors)
    assert "Ren, a fox in a tan coat, kneels with a map" in staging.alt


def test_pictures_are_no_flat_colour(engine: LocalEngine) -> None:
    image = opened(engine.draw(brief(FOX_PANELS[0], width=256, height=256), "0").data).convert("RGB")
    assert len(image.getcolors(1 << 16) or ()) > 500
    assert image.getpixel((128, 4)) != image.getpixel((128, 250))


def test_review_says_what_is_guessed_and_never_blocks(engine: LocalEngine) -> None:
    panel = PanelBrief(key="a", action="Zorp zaps.", dialogue="Zorp: Hm.", speakers=("Zorp",))
    remarks = engine.review(Brief((panel,), (REN,)))
    assert {remark.panel for remark in remarks} == {"a"}
    assert any("Zorp" in remark.text for remark in remarks)
    assert not any(remark.blocking for remark in remarks)
    assert engine.review(brief("Ren waits in the park.")) == ()


def test_the_storyboard_costs_nothing() -> None:
    assert str(StoryboardEngine().price(brief(*FOX_PANELS))) == "free"


@pytest.mark.parametrize("text", ["", "<script>&\"'", "\x00\x1b", "x" * 10_000, "🦊🦊", "]]>--"])
def test_absurd_words_give_a_picture(text: str) -> None:
    panel = PanelBrief(key=text, action=text, scene=text, dialogue=text, prompt=text, speakers=(text,), width=64, height=64)
    asked = Brief((panel,), (CastMember(text, role=text, dress=text),), (Place(text, text),), Style(genre=text, palette=text))
    assert opened(StoryboardEngine().draw(asked, text).data).size == (64, 64)


def test_portraits_show_the_state_asked_for() -> None:
    member = CastMember("Ren", role="fox detective", dress="tan coat", states={"swim": "red swimming trunks, blue cap"})
    usual, swimming = (StoryboardEngine().portrait(member, state=state, size=192) for state in ("", "swim"))
    assert opened(usual.data).size == (192, 192)
    assert usual.data != swimming.data
    (actor,) = usual.staging.actors
    assert actor.head.y > 0
    assert actor.head.bottom < 1


def test_places_have_pictures_with_nobody_in_them() -> None:
    engine = StoryboardEngine()
    lake = engine.place_picture(Place("Crystal Lake", "a lake under the stars"), width=192, height=128)
    home = engine.place_picture(Place("Home", "a warm kitchen"), width=192, height=128)
    assert opened(lake.data).size == (192, 128)
    assert lake.data != home.data
    assert lake.staging.actors == ()


def test_right_to_left_books_are_mirrored() -> None:
    panels = (PanelBrief(key="a", scene="park", speakers=("Ren", "Mino"), shot=Shot.MEDIUM.value, width=192, height=128),)
    ltr, rtl = (StoryboardEngine().draw(Brief(panels, (REN, MINO), direction=way), "a").staging for way in ("ltr", "rtl"))
    assert [actor.name for actor in ltr.actors] == [actor.name for actor in reversed(rtl.actors)]


def told(value: object) -> str:
    """An ability as the table tells it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "all nine" if set(value) == set(SIZES) else " ".join(value)
    return str(value)


def test_the_table_of_abilities_in_the_readme_is_true() -> None:
    lines = [line.strip().strip("|") for line in README.read_text().splitlines() if line.startswith("| ")]
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in lines if line.count("|") == len(engines())]
    assert head == ["ability", *(maker.name for maker in engines())]
    table = {row[0]: row[1:] for row in rows}
    assert table == {name: [told(getattr(maker.abilities, name)) for maker in engines()] for name in Abilities.__slots__}


def test_what_cannot_be_drawn_is_said_before_the_launch(engine: LocalEngine) -> None:
    whale = Brief((PanelBrief("1", scene="A beach at dawn", action="Two whales sing, a whale leaps"),))
    said = [remark.text for remark in engine.review(whale)]
    assert said == ["It cannot draw a whale yet and leaves it out."]
    cast = (CastMember("Pip", role="a whale"),)
    assert not engine.review(Brief((PanelBrief("1", scene="A beach", action="Pip the whale sings"),), cast=cast))
