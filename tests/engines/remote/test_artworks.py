from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.engines.artworks_form import ASPECT_RATIOS, GENDERS, PRESETS, PROMPTS, ROLES, form
from comics.engines.contract import Brief, CastMember, PanelBrief, Place, Reference, Style
from comics.engines.errors import (
    Busy,
    CreditExhausted,
    EngineError,
    Garbled,
    KeyRejected,
    OutcomeUnknown,
    Unreachable,
    Unsupported,
)
from comics.engines.http import Pool, Service
from comics.engines.llamagen_artworks import LlamaGenArtworksEngine, progress
from comics.engines.remote import Progress, Ticket
from studio.fetch import tls
from tests.services.artworks import ACCEPTED, PATH, ArtworksServer
from tests.services.base import TOKEN, Answer

ENGINE = LlamaGenArtworksEngine()
REN = CastMember("Ren", age="34", gender="man", role="fox detective", dress="tan coat", states={"swim": "red trunks"})
MINO = CastMember("Mino", age="7", gender="girl", role="lost child")
PANELS = tuple(PanelBrief(key, action="Ren runs", present=("Ren", "Mino"), width=1024, height=576) for key in "abc")
BASE = "https://llamagen.ai"


@pytest.fixture
def server() -> Iterator[ArtworksServer]:
    with ArtworksServer() as started:
        yield started


def run(server: ArtworksServer, work: Callable[[Service], Awaitable[Any]]) -> Any:
    async def main() -> Any:
        pool = Pool(lambda: httpx.AsyncHTTPTransport(verify=tls()))
        try:
            return await work(Service(pool, base_url=server.base_url, token=TOKEN, label=ENGINE.label, explain=ENGINE.explain))
        finally:
            await pool.aclose()

    return asyncio.run(main())


def brief(**more: Any) -> Brief:
    return Brief(more.pop("panels", PANELS), cast=(REN, MINO), **more)


def submit(server: ArtworksServer, asked: Brief) -> Ticket:
    (call,) = ENGINE.plan(asked, {})
    return run(server, lambda service: ENGINE.submit(call, service, {}, lambda _: b""))  # type: ignore[no-any-return]


def polled(server: ArtworksServer, asked: Brief, times: int = 2) -> list[Progress]:
    (call,) = ENGINE.plan(asked, {})
    ticket = submit(server, asked)
    return [run(server, lambda service: ENGINE.check(ticket, call, service)) for _ in range(times)]


def sent(server: ArtworksServer) -> dict[str, list[str]]:
    (artwork,) = server.artworks.values()
    return artwork.form


def said(asked: Brief) -> str:
    return "\n".join(remark.text for remark in ENGINE.review(asked, {}))


def test_the_form_is_filled_from_the_cast_and_the_panels(server: ArtworksServer) -> None:
    submit(server, brief(style=Style(art_style="black and white manga")))
    assert sent(server) == {
        "prompt": ["running"],
        "comicRoles[]": ["hero", "civilian"],
        "name": ["Ren"],
        "aspectRatio": ["16:9"],
        "preset": ["manga"],
        "gender": ["male"],
        "age": ["34"],
    }
    assert server.creates[0].headers["content-type"].startswith("multipart/form-data")


def test_what_is_set_by_hand_counts_for_more(server: ArtworksServer) -> None:
    options = {
        "prompt": "castle_flying",
        "preset": "fantasy",
        "aspectRatio": "2.35:1",
        "name": "Captain Awesome",
        "gender": "other",
        "age": 0,
        "comicRoles": ["robot", "monster"],
        "imageUrl": "https://example.org/ren.png",
        "seed": 0,
    }
    submit(server, brief(options=options))
    wanted = {name: [str(value)] for name, value in options.items() if name != "comicRoles"}
    assert sent(server) == {**wanted, "comicRoles[]": ["robot", "monster"]}


def test_the_options_offer_exactly_what_the_document_accepts() -> None:
    offered = {option.name: [value for value, _ in option.choices if value] for option in ENGINE.options({})}
    for name, accepted in ACCEPTED.items():
        assert offered[name.removesuffix("[]")] == accepted
    assert [tuple(values) for values in ACCEPTED.values()] == [PROMPTS, ROLES, ASPECT_RATIOS, PRESETS, GENDERS]


@given(
    st.builds(CastMember, st.text(max_size=20), st.text(max_size=12), st.text(max_size=12), role=st.text(max_size=12)),
    st.builds(Style, st.text(max_size=9), st.text(max_size=9), preset=st.text(max_size=9)),
    st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
)
def test_any_brief_makes_a_form_of_accepted_values(member: CastMember, style: Style, size: tuple[int, int]) -> None:
    panel = PanelBrief("a", present=(member.name,), width=size[0], height=size[1])
    made = form(Brief((panel,), (member,), style=style))
    for name, accepted in ACCEPTED.items():
        values = made.get(name, [])
        assert set(values if isinstance(values, list) else [values]) <= set(accepted)
    assert {"prompt", "aspectRatio", "preset"} <= set(made)
    assert 0 <= made.get("age", 0) <= 150
    assert not any(value in ("", None, []) for value in made.values())


@pytest.mark.parametrize(
    ("written", "sent_as"),
    [
        ("34", 34),
        ("about 12", 12),
        ("12 years", 12),
        ("9 months", None),
        ("30-35", None),
        ("old", None),
        ("900", None),
        ("", None),
    ],
)
def test_ages_as_people_write_them(written: str, sent_as: int | None) -> None:
    assert form(Brief(PANELS, (replace(REN, age=written),))).get("age") == sent_as


@pytest.mark.parametrize(
    ("written", "sent_as"),
    [("Female", "female"), ("woman", "female"), ("Male", "male"), ("boy", "male"), ("non-binary", "other"), ("", None)],
)
def test_genders_as_people_write_them(written: str, sent_as: str | None) -> None:
    assert form(Brief(PANELS, (replace(REN, gender=written),))).get("gender") == sent_as


def test_a_picture_is_sent_only_by_its_public_address() -> None:
    here = Reference("a" * 64, "image/png", 400, 400, 9)
    public = Reference("b" * 64, "image/png", 400, 400, 9, url="https://studio.example.org/b.png")
    hidden = Brief(PANELS, (replace(REN, reference=here),))
    assert "imageUrl" not in form(hidden)
    assert re.search(r"Not sent: Ren\.", said(hidden))
    shown = Brief(PANELS, (replace(REN, reference=here), replace(MINO, reference=public)))
    assert form(shown)["imageUrl"] == public.url
    typed = replace(shown, options={"imageUrl": "http://example.org/x.png"})
    assert any(remark.blocking for remark in ENGINE.review(typed, {}))


def test_the_review_says_that_no_words_are_sent_and_what_is() -> None:
    panels = tuple(replace(panel, states={"Ren": "swim"}, place="Alley", prompt="closer") for panel in PANELS)
    asked = brief(panels=panels, places=(Place("Alley"),), forbidden="zeppelins", language="de", style=Style("mystery"))
    text = said(asked)
    for word in ("no words", "dialogue", "you typed", "Ren, Mino", "“swim”", "Alley", "zeppelins", "style", "(de)"):
        assert word in text
    assert "It is told: prompt running; roles hero, civilian; name Ren; ratio 16:9" in text
    assert not any(remark.blocking for remark in ENGINE.review(asked, {}))


def test_it_reads_no_addresses_and_draws_no_nothing() -> None:
    for asked in (brief(prompt_url="https://example.org/a.txt"), brief(panels=())):
        assert any(remark.blocking for remark in ENGINE.review(asked, {}))


@pytest.mark.parametrize("shape", ["text", "object", "comics"])
@pytest.mark.parametrize("reply", ["artwork", "flat"])
def test_all_known_shapes_of_a_reply(server: ArtworksServer, shape: str, reply: str) -> None:
    server.shape, server.reply = shape, reply
    first, second = polled(server, brief())
    assert (first.state, first.pictures) == ("running", ())
    told = [(found.key, found.ordinal) for found in second.pictures]
    assert (second.state, told) == ("done", [("a", 0), ("b", 0), ("c", 0), ("a", 1)])
    assert (second.done, second.total) == (4, 4)
    (artwork,) = server.artworks.values()
    assert [found.url for found in second.pictures] == artwork.urls


def test_fewer_pictures_than_panels_fill_the_first_ones(server: ArtworksServer) -> None:
    server.panels = 2
    last = polled(server, brief())[-1]
    assert (last.state, [found.key for found in last.pictures], last.total) == ("done", ["a", "b"], 3)


def test_every_picture_of_a_redraw_is_a_variation_of_its_panel(server: ArtworksServer) -> None:
    last = polled(server, brief(panels=PANELS[1:2], kind="redraw"))[-1]
    assert last.state == "done"
    assert [(found.key, found.ordinal) for found in last.pictures] == [("b", 0), ("b", 1), ("b", 2), ("b", 3)]


def test_it_is_not_done_before_every_picture_has_an_address(server: ArtworksServer) -> None:
    server.panels, server.blank = 3, 1
    early, late = polled(server, brief(), times=3)[1:]
    assert (early.state, [found.key for found in early.pictures]) == ("running", ["a", "b"])
    assert (late.state, [found.key for found in late.pictures]) == ("done", ["a", "b", "c"])


def test_failure_and_unknown_words(server: ArtworksServer) -> None:
    server.fails, server.running_word = True, "DREAMING"
    first, second = polled(server, brief())
    assert first.state == "running"
    assert second.state == "failed"
    assert "could not draw" in str(second.error)


def test_recorded_replies() -> None:
    def told(body: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
        found = progress(body, ("a", "b"), base_url=BASE)
        return found.state, [(each.key, each.url) for each in found.pictures]

    as_documented = '{"panels":[{"assetUrl":"https://p/1"},{"assetUrl":"https://p/2"}]}'
    assert told({"status": "PROCESSED", "comicData": as_documented}) == ("done", [("a", "https://p/1"), ("b", "https://p/2")])
    assert told({"status": "processed", "comics": [{"assetUrl": "/1.png"}]}) == ("done", [("a", f"{BASE}/1.png")])
    assert told({"status": "PROCESSED", "comicData": '{"panels":[{"assetUrl":""},{"assetUrl":"https://p/2"}]}'}) == (
        "running",
        [("b", "https://p/2")],
    )
    for empty in (
        {},
        {"comicData": None},
        {"comicData": ""},
        {"comicData": {"panels": None}},
        {"comicData": {"panels": [None, 3]}},
    ):
        assert told({"status": "PROCESSED", **empty}) == ("running", [])
    assert told({}) == ("running", [])
    for garbled in ('{"panels":[', "7", {"panels": "none"}):
        with pytest.raises(Garbled):
            told({"status": "PROCESSED", "comicData": garbled})


ERRORS = [
    (Answer(400, {"error": "prompt is required"}), Unsupported),
    (Answer(400, {"message": "You have no credits left"}), CreditExhausted),
    (Answer(401, {"error": "Unauthorized"}), KeyRejected),
    (Answer(402, {}), CreditExhausted),
    (Answer(429, {"error": {"message": "Not enough credits"}}), CreditExhausted),
    (Answer(429, {"error": "slow down"}), Busy),
    (Answer(500, {"error": "oops"}), OutcomeUnknown),
    (Answer(503, "down"), OutcomeUnknown),
    (Answer(200, {"artwork": {}}), OutcomeUnknown),
    (Answer(200, {"artwork": None, "id": None}), OutcomeUnknown),
    (Answer(200, "<html>"), OutcomeUnknown),
    (Answer(drop=True), OutcomeUnknown),
]


@pytest.mark.parametrize(("answer", "kind"), ERRORS)
def test_errors_of_a_create_call(server: ArtworksServer, answer: Answer, kind: type[EngineError]) -> None:
    server.fault("POST", PATH, answer)
    with pytest.raises(kind) as caught:
        submit(server, brief())
    assert type(caught.value) is kind
    assert len(server.seen) == 1


def test_errors_of_a_poll(server: ArtworksServer) -> None:
    (call,) = ENGINE.plan(brief(), {})
    for answer, kind in ((Answer(500, {}), Unreachable), (Answer(200, "<html>"), Garbled), (Answer(404, {}), Unsupported)):
        server.fault("GET", PATH, answer)
        with pytest.raises(kind):
            run(server, lambda service: ENGINE.check(Ticket("x"), call, service))


def test_there_is_neither_a_free_call_nor_a_list(server: ArtworksServer) -> None:
    (call,) = ENGINE.plan(brief(), {})
    assert not ENGINE.testable
    with pytest.raises(Unsupported, match="no free call"):
        run(server, ENGINE.test)
    assert run(server, lambda service: ENGINE.reconcile(call, service, sent_at=0, known=frozenset())) is None
    assert server.seen == []


def test_the_price_is_what_its_owner_typed() -> None:
    assert str(ENGINE.price(brief(), {"unit_price": "2", "unit": "credits"})) == "6 credits"
    assert ENGINE.price(brief(), {}).amount is None
