from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.engines.contract import CastMember, PanelBrief, Price
from comics.engines.depicta import DepictaEngine
from comics.engines.depicta_replies import money, story_models
from comics.engines.depicta_request import RATIOS, appearance, words
from comics.engines.depicta_story import cut, stories
from comics.engines.errors import Garbled
from comics.engines.ratios import nearest
from tests.engines.remote.bench import ALLEY, MINO, REN, Bench, panels, reference, with_options
from tests.services.depicta import DepictaServer

URL = "https://studio.example.org/pictures/1"


@pytest.fixture
def server() -> Iterator[DepictaServer]:
    with DepictaServer() as made:
        yield made


@pytest.fixture
def bench(server: DepictaServer) -> Bench:
    return Bench(DepictaEngine(), server)


# Stories


@pytest.mark.parametrize(
    ("pages", "lengths"),
    [
        ((1,), (1,)),
        ((2,), (2,)),
        ((10,), (10,)),
        ((11,), (6, 5)),
        ((12,), (6, 6)),
        ((21,), (7, 7, 7)),
        ((5, 6), (5, 6)),
        ((3, 4, 5), (7, 5)),
        ((9, 2), (9, 2)),
        ((10, 1), (6, 5)),  # one panel alone is no story
        ((4, 4, 4, 4), (8, 8)),
        ((1, 1), (2,)),
    ],
)
def test_panels_make_the_fewest_stories_that_break_between_pages(pages: tuple[int, ...], lengths: tuple[int, ...]) -> None:
    assert cut(sum(pages), pages) == lengths


@given(st.lists(st.integers(1, 20), max_size=20), st.booleans())
def test_any_issue_is_cut_into_stories_that_the_service_draws(pages: list[int], paged: bool) -> None:
    count = sum(pages)
    lengths = cut(count, pages if paged else ())
    assert sum(lengths) == count
    assert len(lengths) == -(-count // 10)
    assert all(2 <= length <= 10 for length in lengths) or count == 1
    if not paged and count > 1:
        assert max(lengths) - min(lengths) <= 1


def breaks(lengths: tuple[int, ...], pages: tuple[int, ...]) -> int:
    """How many stories end inside a page."""
    return len(set(accumulate(lengths)) - set(accumulate(pages)))


@given(st.lists(st.integers(1, 7), min_size=1, max_size=6).filter(lambda pages: 2 <= sum(pages) <= 22).map(tuple))
def test_no_way_of_as_few_stories_breaks_fewer_pages_or_is_as_whole_and_more_even(pages: tuple[int, ...]) -> None:
    lengths = cut(sum(pages), pages)
    rivals = [way for way in product(range(2, 11), repeat=len(lengths)) if sum(way) == sum(pages)]
    best = min((breaks(way, pages), sum(size * size for size in way)) for way in rivals)
    assert (breaks(lengths, pages), sum(size * size for size in lengths)) == best


def test_the_people_of_a_story_are_those_in_it_the_most_frequent_first(bench: Bench) -> None:
    extra = CastMember("Odo", role="innkeeper")
    (story,) = stories(bench.brief(5, cast=(MINO, extra, REN)))
    assert [member.name for member in story.people] == ["Ren", "Mino"]
    some = tuple(replace(panel, present=("Zorp",), speakers=("Zorp",)) for panel in panels(2))
    (story,) = stories(bench.brief(panels=some))
    assert [member.name for member in story.people] == ["Zorp"]


def test_too_many_people_are_cut_to_the_models_limit_and_named(bench: Bench) -> None:
    cast = tuple(CastMember(f"Guest {number}", role="guest") for number in range(6))
    some = (PanelBrief("a", action="They dance", present=tuple(m.name for m in cast)), PanelBrief("b", action="They leave"))
    brief = bench.brief(panels=some, cast=cast)
    assert "left out" not in bench.said(brief)
    small = with_options(brief, model="tale-mini")
    assert "Guest 3 is left out" in bench.said(small)
    (call,) = bench.plan(small)
    assert [person["name"] for person in call.request["characters"]] == ["Guest 0", "Guest 1", "Guest 2"]
    bench.submit(call)


def test_a_story_of_nobody_is_told_of_somebody(bench: Bench) -> None:
    some = (PanelBrief("a", scene="A beach"), PanelBrief("b", scene="The same beach"))
    (call,) = bench.plan(bench.brief(panels=some, cast=()))
    assert len(call.request["characters"]) == 1
    assert not any("characters" in scene for scene in call.request["scenes"])
    assert "at least one character" in bench.said(bench.brief(panels=some, cast=()))
    (call,) = bench.plan(bench.brief(panels=some))
    assert call.request["characters"][0]["name"] == "Ren"


# The request


def test_a_character_is_described_by_all_that_is_known(bench: Bench) -> None:
    told = appearance(replace(REN, appearance="red fur", personality="melancholic", signature="scratches his ear"))
    for word in ("fox detective", "34 years old", "male", "red fur", "wears tan coat", "melancholic", "scratches his ear"):
        assert word in told
    assert appearance(CastMember("Ren"))


def test_states_places_and_pictures_go_where_the_service_has_them(bench: Bench) -> None:
    ren = replace(REN, reference=reference("ren", url=URL), state_references={"disguise": reference("beard", url=URL + "b")})
    alley = replace(ALLEY, reference=reference("alley", url=URL + "c"))
    first, second = panels(2)
    some = (replace(first, states={"Ren": "disguise"}), replace(second, place=""))
    brief = bench.brief(panels=some, cast=(ren, MINO), places=(alley,), references=(reference("mood", url=URL + "d"),))
    (call,) = bench.plan(brief)
    sent = call.request
    assert sent["characters"][0]["reference_url"] == URL
    state = {"appearance": "a false beard and a raincoat", "reference_url": URL + "b"}
    assert sent["characters"][0]["states"] == {"disguise": state}
    assert sent["locations"] == [{"name": ALLEY.name, "description": ALLEY.description, "reference_url": URL + "c"}]
    assert sent["scenes"][0]["characters"] == [{"name": "Ren", "state": "disguise"}]
    assert sent["scenes"][1]["characters"] == [{"name": "Ren"}, {"name": "Mino"}]
    assert [scene.get("location") for scene in sent["scenes"]] == [ALLEY.name, None]
    assert sent["reference_images"] == [{"url": URL + "d", "description": "a picture of mood"}]
    bench.submit(call)


def test_pictures_without_a_public_address_are_not_sent_and_said(bench: Bench) -> None:
    for url in ("", "http://studio.example.org/1"):
        ren = replace(REN, reference=reference("ren", url=url))
        brief = bench.brief(2, cast=(ren, MINO), references=(reference("mood", url=url),))
        (call,) = bench.plan(brief)
        assert "reference_url" not in call.request["characters"][0]
        assert "reference_images" not in call.request
        assert "of Ren are not sent" in bench.said(brief)


def test_the_sixth_state_of_a_character_is_told_in_the_panels_words(bench: Bench) -> None:
    ren = replace(REN, states={f"mood {number}": f"look {number}" for number in range(7)})
    some = tuple(replace(panel, states={"ren": f"mood {number}"}) for number, panel in enumerate(panels(7)))
    brief = bench.brief(panels=some, cast=(ren, MINO))
    (call,) = bench.plan(brief)
    assert list(call.request["characters"][0]["states"]) == [f"mood {number}" for number in range(5)]
    assert "state" not in call.request["scenes"][5]["characters"][0]
    assert "Ren is seen so: look 5" in call.request["scenes"][5]["prompt"]
    assert "mood 5" in bench.said(brief)
    bench.submit(call)


def test_more_than_five_shared_pictures_are_cut_and_said(bench: Bench) -> None:
    brief = bench.brief(2, references=tuple(reference(f"m{number}", url=f"{URL}/{number}") for number in range(6)))
    (call,) = bench.plan(brief)
    assert len(call.request["reference_images"]) == 5
    assert "no more than 5" in bench.said(brief)


def test_a_picture_for_one_panel_says_for_which_scene_it_is(bench: Bench) -> None:
    first, second = panels(2)
    brief = bench.brief(panels=(first, replace(second, references=(reference("map", url=URL),))))
    (call,) = bench.plan(brief)
    assert call.request["reference_images"] == [{"url": URL, "description": "For scene 2: a picture of map"}]
    both = bench.brief(panels=tuple(replace(panel, references=(reference("map", url=URL),)) for panel in (first, second)))
    (call,) = bench.plan(both)
    assert call.request["reference_images"] == [{"url": URL, "description": "a picture of map"}]


@pytest.mark.parametrize(
    ("size", "ratio"),
    [
        ((1024, 1024), "1:1"),
        ((512, 768), "2:3"),
        ((512, 1024), "9:16"),
        ((1024, 512), "16:9"),
        ((2100, 900), "21:9"),
        ((1, 900), "9:16"),
        ((790, 1000), "4:5"),
        ((760, 1000), "3:4"),
    ],
)
def test_frames_get_the_nearest_ratio(size: tuple[int, int], ratio: str) -> None:
    assert nearest(*size, RATIOS) == ratio


def test_scenes_name_their_ratio_only_where_it_differs(bench: Bench) -> None:
    some = tuple(replace(panel, width=width, height=1000) for panel, width in zip(panels(3), (1000, 1700, 1000), strict=True))
    brief = bench.brief(panels=some)
    (call,) = bench.plan(brief)
    assert call.request["aspect_ratio"] == "1:1"
    assert [scene.get("aspect_ratio") for scene in call.request["scenes"]] == [None, "16:9", None]
    assert "1 panel at 16:9" in bench.said(brief)
    assert "ratio" not in bench.said(bench.brief(3))
    (call,) = bench.plan(with_options(bench.brief(panels=(replace(some[0], width=660),) * 2), model="tale-mini"))
    assert call.request["aspect_ratio"] == "3:4", "the model draws neither 2:3 nor 4:5"


def test_options_reach_the_request(bench: Bench) -> None:
    told = {"model": "tale-2", "image_size": "2K", "style": "woodcut", "setting": "Kyoto, 1680", "strictness": "liberal"}
    (call,) = bench.plan(with_options(bench.brief(2), **told, raw_prompts=True))
    assert {name: call.request[name] for name in told} == told
    assert call.request["raw_prompts"] is True
    (call,) = bench.plan(bench.brief(2))
    assert call.request["style"] == "clean line art; mystery; muted blues"
    assert {"setting", "strictness", "raw_prompts"}.isdisjoint(call.request)
    assert call.request["image_size"] == "1K"


def test_the_story_is_told_what_it_is_about_what_went_before_and_what_to_keep_out(bench: Bench) -> None:
    first, second = panels(2)
    brief = bench.brief(panels=(replace(first, context=("A", "Ren wakes", "Ren dresses")), second), forbidden="cars, signs")
    (call,) = bench.plan(replace(brief, direction="rtl", prompt="They reach the sea"))
    for told in (
        "A fox detective",
        "They reach the sea",
        "Ren wakes. Ren dresses.",
        "right to left",
        "cars, signs",
    ):
        assert told in call.request["prompt"]


def test_words_of_a_panel(bench: Bench) -> None:
    panel = PanelBrief("a", objective="Meet", scene="An alley", action="Ren waits", shot="close")
    assert words(panel) == "Close-up. An alley. Ren waits. Meet."
    assert words(replace(panel, prompt="Wide shot of the sea", shot="long")) == "Wide shot of the sea"
    assert words(PanelBrief("a", shot="close")) == ""
    silent = (PanelBrief("a"), PanelBrief("b"))
    (call,) = bench.plan(bench.brief(panels=silent, prompt="Ren sails home."))
    assert call.request["scenes"][1]["prompt"] == "Moment 2 of 2 of this: Ren sails home."
    assert [r.panel for r in bench.engine.review(bench.brief(panels=silent), bench.facts) if "no words" in r.text] == ["a", "b"]


def test_a_panel_drawn_alone_is_drawn_twice_and_says_so(bench: Bench) -> None:
    brief = bench.brief(1)
    assert "two pictures are paid" in bench.said(brief)
    assert bench.engine.price(brief, bench.facts) == Price(Decimal("0.0700"), "EUR")
    (drawn,) = bench.draw(brief)
    assert [(found.key, found.ordinal) for found in drawn.last.pictures] == [("p0", 0), ("p0", 1)]
    assert drawn.last.total == 2
    first, second = drawn.call.request["scenes"]
    assert second["prompt"].startswith(first["prompt"])
    assert second["prompt"] != first["prompt"]


# Review, options and price


def test_what_the_service_would_refuse_is_blocked(bench: Bench) -> None:
    brief = bench.brief(2)
    assert not bench.blocks(brief)
    for wrong in (
        with_options(brief, model="brush-1"),
        with_options(brief, model="nonesuch"),
        with_options(brief, image_size="8K"),
        replace(brief, prompt_url="https://studio.example.org/story"),
        replace(brief, panels=()),
    ):
        assert bench.blocks(wrong)
    engine = bench.engine
    assert any(remark.blocking for remark in engine.review(replace(brief, options={}), {}))
    assert not any(remark.blocking for remark in engine.review(with_options(brief, model="tale-2"), {}))


def test_several_stories_are_said_with_their_lengths(bench: Bench) -> None:
    assert "2 stories (6 + 5 panels)" in bench.said(bench.brief(11))
    assert "stories" not in bench.said(bench.brief(10))


def test_the_menu_of_models_holds_those_that_can_tell_stories(bench: Bench) -> None:
    model = bench.engine.options(bench.facts)[0]
    assert [value for value, _ in model.choices] == ["tale-2", "tale-mini"]
    assert model.choices[0][1] == "Tale 2 (up to 10 characters, about 0.035 EUR a picture)"
    assert bench.engine.options({})[0].kind == "text"


def test_the_key_test_tells_the_models(bench: Bench, server: DepictaServer) -> None:
    account = bench.run(bench.engine.test)
    assert account.says == "2 models can tell stories: Tale 2, Tale mini."
    assert account.facts["models"][1]["price"] == "0.0110"
    server.models = server.models[:1]
    assert bench.run(bench.engine.test).says == "None of its models can tell stories."


def test_prices_come_from_the_model_or_from_the_person(bench: Bench) -> None:
    brief = bench.brief(11)
    assert bench.engine.price(brief, bench.facts) == Price(Decimal("0.3850"), "EUR")
    assert bench.engine.price(with_options(brief, model="tale-mini"), bench.facts).amount == Decimal("0.1210")
    assert bench.engine.price(brief, {}).amount is None
    assert bench.engine.price(brief, {"unit_price": "2", "unit": "credits"}) == Price(Decimal(22), "credits")


@pytest.mark.parametrize("told", ["0.02", 0.02, "0.020", 2])
def test_money_is_read(told: Any) -> None:
    assert money(told) == Decimal(str(told))


@pytest.mark.parametrize("told", ["", "x", None, True, [], "NaN", "-1", "Infinity"])
def test_what_is_no_money_is_not_read(told: Any) -> None:
    assert money(told) is None


def test_odd_lists_of_models() -> None:
    with pytest.raises(Garbled):
        story_models({"data": []})
    odd = [{"id": "a", "supports_multiturn": True, "aspect_ratios": None, "image_sizes": ["4K"]}, None, {"id": "b"}, {}]
    (model,) = story_models({"models": odd})
    assert model["aspect_ratios"] == list(RATIOS)
    assert model["price"] is None
