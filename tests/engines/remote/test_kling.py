from __future__ import annotations

import asyncio
import base64
import io
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from comics.engines.contract import Brief, CastMember, PanelBrief, Place, Reference, Style
from comics.engines.errors import (
    Busy,
    CreditExhausted,
    EngineError,
    Garbled,
    KeyRejected,
    OutcomeUnknown,
    Refused,
    Unreachable,
    Unsupported,
)
from comics.engines.http import Pool, Service
from comics.engines.kling import KlingEngine
from comics.engines.kling_prompt import prompt
from comics.engines.kling_replies import progress
from comics.engines.kling_words import Part, compose, cut, length
from comics.engines.remote import Call, Ticket
from studio.fetch import tls
from tests.services.base import TOKEN, Answer
from tests.services.kling import PATH, KlingServer, gateway

ENGINE = KlingEngine()
REN = CastMember("Ren", age="34", role="fox detective", appearance="red fur", dress="tan coat", states={"swim": "red trunks"})
MINO = CastMember("Mino", appearance="yellow raincoat")
WORDS = st.text(st.sampled_from("ab é🦊\n\t日本語ー。,.!\u0301\u200d\ud800"), max_size=700)


@pytest.fixture
def server() -> Iterator[KlingServer]:
    with KlingServer() as started:
        yield started


def run(server: KlingServer, work: Callable[[Service], Awaitable[Any]]) -> Any:
    async def main() -> Any:
        pool = Pool(lambda: httpx.AsyncHTTPTransport(verify=tls()))
        try:
            return await work(Service(pool, base_url=server.base_url, token=TOKEN, label=ENGINE.label, explain=ENGINE.explain))
        finally:
            await pool.aclose()

    return asyncio.run(main())


def picture(kind: str = "PNG", size: tuple[int, int] = (320, 400), mode: str = "RGB", noise: bool = False) -> bytes:
    out = io.BytesIO()
    made = Image.effect_noise(size, 90).convert(mode) if noise else Image.new(mode, size, (9, 90, 200, 0)[: len(mode)])
    made.save(out, kind)
    return out.getvalue()


def reference(data: bytes, kind: str = "png", name: str = "a", **more: Any) -> Reference:
    with Image.open(io.BytesIO(data)) as opened:
        return Reference(name * 64, f"image/{kind}", *opened.size, len(data), **more)


def brief(*panels: PanelBrief, **more: Any) -> Brief:
    return Brief(panels or (PanelBrief("a", action="Ren kneels", present=("Ren",)),), cast=(REN, MINO), **more)


def submit(server: KlingServer, call: Call, data: bytes = b"") -> Ticket:
    return run(server, lambda service: ENGINE.submit(call, service, {}, lambda _: data))  # type: ignore[no-any-return]


def said(asked: Brief) -> str:
    return "\n".join(remark.text for remark in ENGINE.review(asked, {}))


@given(st.lists(st.builds(Part, st.just("it"), WORDS, st.integers(0, 300)), max_size=6), st.integers(1, 500))
def test_composed_words_never_exceed_their_room(parts: list[Part], most: int) -> None:
    told = compose(parts, most)
    assert length(told.text) <= most
    told.text.encode()


@given(st.lists(st.text("abcdefg", min_size=1, max_size=12), min_size=1, max_size=80), st.integers(1, 500))
def test_words_are_cut_between_words_only(words: list[str], room: int) -> None:
    kept = cut(" ".join(words), room)
    assert kept.removesuffix(".").split() == words[: len(kept.split())]
    if len(kept.split()) < len(words):
        assert len(kept.rstrip(".")) + 1 + len(words[len(kept.split())]) + 1 > room


@given(st.text("日本語の漢字か\u0301\u3099\u200d🦊", min_size=1, max_size=60), st.integers(2, 60))
def test_signs_without_spaces_are_never_taken_apart(text: str, room: int) -> None:
    kept = cut(text, room).rstrip(".")
    assert length(kept) <= room
    assert text.startswith(kept)
    if kept and (rest := text[len(kept) :]):
        assert rest[0] not in "\u0301\u3099\u200d"
        assert kept[-1] != "\u200d"


@given(WORDS, WORDS, WORDS, WORDS)
def test_a_prompt_fits_and_begins_with_the_most_important(typed: str, action: str, looks: str, style: str) -> None:
    panel = PanelBrief("a", prompt=f"Closer {typed}", action=action, scene=style, present=("Ren",))
    cast = (CastMember("Ren", appearance=looks),)
    told = prompt(Brief((panel,), cast, style=Style(art_style=style)), panel, with_image=True)
    assert length(told.text) <= 500
    assert told.text.startswith("Closer")
    assert told.text.endswith("No text or speech balloons.")


def test_what_fits_is_told_whole_and_in_order() -> None:
    panel = PanelBrief(
        "a",
        objective="Ask",
        scene="A rainy alley",
        action="Ren kneels",
        present=("Ren", "Mino"),
        states={"Ren": "swim"},
        place="Alley",
        shot="close",
    )
    asked = Brief(
        (panel,),
        (REN, MINO),
        (Place("Alley", "paper lanterns"),),
        style=Style("mystery", "clean line-art", "blues", preset="japanese_manga"),
    )
    told = prompt(asked, panel, with_image=False)
    assert told.short == ()
    assert told.text == (
        "Ren kneels. A rainy alley. Comic panel, clean line-art. Ren: fox detective, 34 years old, red trunks, red fur. "
        "Mino: yellow raincoat. Alley: paper lanterns. close-up. japanese manga, palette: blues, genre: mystery. Ask."
    )


def test_long_words_leave_room_for_the_people_and_the_review_says_what_is_cut() -> None:
    panel = PanelBrief("a", action="walks on and on " * 60, present=("Ren",))
    asked = brief(panel, style=Style(art_style="clean line-art"))
    told = prompt(asked, panel, with_image=False)
    assert "Ren: fox detective" in told.text
    assert "clean line-art" in told.text
    assert told.short == ("what happens",)
    (remark,) = ENGINE.review(asked, {})
    assert (remark.panel, remark.blocking) == ("a", False)
    assert "what happens" in remark.text


def test_panels_without_words_are_told_the_story_or_block() -> None:
    bare = (PanelBrief("a"), PanelBrief("b", dialogue="Ren: Hm."))
    assert [remark.panel for remark in ENGINE.review(brief(*bare), {}) if remark.blocking] == ["a", "b"]
    told = ENGINE.plan(brief(*bare, prompt="They find the harbour"), {})
    assert "Moment 2 of 2 of this story. They find the harbour." in told[1].request["prompt"]
    assert not any(remark.blocking for remark in ENGINE.review(brief(*bare, prompt="They find the harbour"), {}))


def test_an_address_instead_of_words_blocks() -> None:
    assert any(remark.blocking for remark in ENGINE.review(brief(prompt_url="https://example.org/s.txt"), {}))


def test_variations_come_as_several_pictures_of_the_panel(server: KlingServer) -> None:
    server.numbered_by = "id"
    (call,) = ENGINE.plan(brief(options={"n": 3}), {})
    ticket = submit(server, call)
    first, second = (run(server, lambda service: ENGINE.check(ticket, call, service)) for _ in range(2))
    assert (first.state, first.pictures, first.total) == ("running", (), 3)
    assert second.state == "done"
    assert [(found.key, found.ordinal) for found in second.pictures] == [("a", 0), ("a", 1), ("a", 2)]
    assert len({found.url for found in second.pictures}) == 3


def test_every_call_has_an_id_of_its_own_by_which_it_is_found_again(server: KlingServer) -> None:
    calls = ENGINE.plan(brief(PanelBrief("a", action="Sits"), PanelBrief("b", action="Runs")), {})
    assert len({call.external_id for call in calls}) == 2
    server.fault("POST", PATH, Answer(drop=True), after=True)
    with pytest.raises(OutcomeUnknown):
        submit(server, calls[0])

    def look(call: Call, *known: str) -> Any:
        return run(server, lambda service: ENGINE.reconcile(call, service, sent_at=0, known=frozenset(known)))

    (task,) = server.tasks
    assert look(calls[0]) == Ticket(task)
    assert look(calls[0], task) is None
    assert look(calls[1]) is None
    server.fault("GET", PATH, Answer(503, {}))
    with pytest.raises(Unreachable):
        look(calls[0])
    server.fault("GET", PATH, Answer(200, "<html>"))
    assert look(calls[0]) is None


def test_a_task_that_bears_another_id_is_not_taken_for_ours(server: KlingServer) -> None:
    (call,) = ENGINE.plan(brief(), {})
    other = {"code": 0, "data": {"task_id": "t1", "task_info": {"external_task_id": "somebody else's"}}}
    server.fault("GET", PATH, Answer(200, other))
    assert run(server, lambda service: ENGINE.reconcile(call, service, sent_at=0, known=frozenset())) is None


def test_a_reference_travels_as_base64_and_is_not_kept_with_the_call(server: KlingServer) -> None:
    data = picture()
    asked = brief(
        PanelBrief("a", action="Sits", references=(reference(data),)), options={"image_fidelity": 0.8}, forbidden="cars"
    )
    (call,) = ENGINE.plan(asked, {})
    assert "image" not in call.request
    assert "negative_prompt" not in call.request
    assert call.references == asked.panels[0].references
    submit(server, call, data)
    sent = server.creates[0].json()
    assert base64.b64decode(sent["image"]) == data
    assert (sent["image_fidelity"], sent["image_reference"], sent["external_task_id"]) == (0.8, "subject", call.external_id)
    assert "cars" in said(asked)
    without = brief(*asked.panels, options={"use_reference": False, "negative_prompt": "boats"}, forbidden="cars")
    (call,) = ENGINE.plan(without, {})
    assert call.references == ()
    assert call.request["negative_prompt"].startswith("boats. cars. text, letters")


@pytest.mark.parametrize("model", ["kling-v1", "kling-v1-5", "kling-v2"])
def test_only_the_model_that_needs_it_is_told_what_to_keep(server: KlingServer, model: str) -> None:
    data = picture()
    panel = PanelBrief("a", action="Sits", references=(reference(data),))
    (call,) = ENGINE.plan(brief(panel, options={"model_name": model}), {})
    submit(server, call, data)
    assert ("image_reference" in call.request) is (model == "kling-v1-5")


@pytest.mark.parametrize(("kind", "mode"), [("WEBP", "RGB"), ("WEBP", "RGBA"), ("GIF", "RGB")])
def test_other_formats_are_converted(server: KlingServer, kind: str, mode: str) -> None:
    data = picture(kind, mode=mode)
    (call,) = ENGINE.plan(brief(PanelBrief("a", action="Sits", references=(reference(data, kind.lower()),))), {})
    submit(server, call, data)
    with Image.open(io.BytesIO(base64.b64decode(server.creates[0].json()["image"]))) as sent:
        assert (sent.format, sent.size) == ("JPEG", (320, 400))
        corner = sent.convert("RGB").getpixel((0, 0))
    assert (corner == (255, 255, 255)) is (mode == "RGBA")


def test_a_picture_of_more_than_ten_megabytes_is_made_smaller(server: KlingServer) -> None:
    data = picture(size=(2600, 2400), mode="RGB", noise=True)
    data += b"\0" * max(0, 11 * 1024 * 1024 - len(data))
    (call,) = ENGINE.plan(brief(PanelBrief("a", action="Sits", references=(reference(data),))), {})
    submit(server, call, data)
    assert len(server.creates[0].json()["image"]) < 10 * 1024 * 1024


@pytest.mark.parametrize("wrong", [b"", b"no picture", FileNotFoundError(), KeyError()])
def test_a_picture_that_cannot_be_read_is_said_and_nothing_is_sent(server: KlingServer, wrong: bytes | Exception) -> None:
    (call,) = ENGINE.plan(
        brief(PanelBrief("a", action="Sits", references=(Reference("f" * 64, "image/webp", 400, 400, 9),))), {}
    )

    def load(_: Reference) -> bytes:
        if isinstance(wrong, Exception):
            raise wrong
        return wrong

    with pytest.raises(Unsupported, match="cannot be read"):
        run(server, lambda service: ENGINE.submit(call, service, {}, load))
    assert server.seen == []


def test_the_picture_is_the_panels_own_then_the_first_characters_in_its_state() -> None:
    own, ren, wet, mino, small, wide = (
        reference(picture(size=size), name=name)
        for name, size in zip("abcdef", ((320, 320),) * 4 + ((299, 400), (900, 300)), strict=True)
    )
    cast = (replace(REN, reference=ren, state_references={"swim": wet}), replace(MINO, reference=mino))

    def chosen(panel: PanelBrief, people: tuple[CastMember, ...] = cast) -> tuple[Reference, ...]:
        (call,) = ENGINE.plan(Brief((panel,), people), {})
        return call.references

    both = PanelBrief("a", action="Sits", present=("Ren", "Mino"))
    assert chosen(replace(both, references=(own,))) == (own,)
    assert chosen(both) == (ren,)
    assert chosen(replace(both, states={"Ren": "swim"})) == (wet,)
    assert chosen(replace(both, present=("mino",))) == (mino,)
    assert chosen(replace(both, references=(small, wide))) == (ren,)
    assert chosen(PanelBrief("a", action="Rain")) == ()
    text = said(Brief((replace(both, references=(replace(small, description="a sketch"),)),), cast))
    assert re.search(r"Not sent: a sketch\.", text)
    assert re.search(r"Left out in some panels: Mino\.", text)


def test_ratios_are_the_nearest_and_said() -> None:
    sizes = [(512, 1024), (1024, 512), (1000, 1010), (768, 1024), (512, 768)]
    panels = [PanelBrief(str(n), action="Sits", width=w, height=h) for n, (w, h) in enumerate(sizes)]
    ratios = [call.request["aspect_ratio"] for call in ENGINE.plan(brief(*panels), {})]
    assert ratios == ["9:16", "16:9", "1:1", "3:4", "2:3"]
    assert "1 panel at 9:16, 1 panel at 16:9" in said(brief(*panels))
    assert {call.request["aspect_ratio"] for call in ENGINE.plan(brief(*panels, options={"aspect_ratio": "3:2"}), {})} == {
        "3:2"
    }


def test_the_price_counts_every_picture() -> None:
    asked = brief(PanelBrief("a", action="Sits"), PanelBrief("b", action="Runs"), options={"n": 3})
    facts = {"unit_price": "0.0280", "unit": "EUR"}
    assert str(ENGINE.price(asked, facts)) == "0.168 EUR"
    assert sum(call.price.amount or 0 for call in ENGINE.plan(asked, facts)) == Decimal("0.168")
    assert ENGINE.price(asked, {}).amount is None


CODES = [
    (1000, KeyRejected),
    (1004, KeyRejected),
    (1100, KeyRejected),
    (1101, CreditExhausted),
    (1102, CreditExhausted),
    (1103, Unsupported),
    (1200, Unsupported),
    (1203, Unsupported),
    (1300, Refused),
    (1301, Refused),
    (1302, Busy),
    (1303, Busy),
    (5000, OutcomeUnknown),
    (777, OutcomeUnknown),
]


@pytest.mark.parametrize(("code", "kind"), CODES)
def test_codes_in_an_answer_of_200(server: KlingServer, code: int, kind: type[EngineError]) -> None:
    server.code = code
    with pytest.raises(kind) as caught:
        submit(server, ENGINE.plan(brief(), {})[0])
    assert type(caught.value) is kind
    assert str(code) in caught.value.raw


def test_codes_keep_the_time_to_wait_that_a_429_tells(server: KlingServer) -> None:
    server.fault(
        "POST", PATH, Answer(429, {"code": 1303, "message": "parallel task over resource pack limit"}, {"Retry-After": "7"})
    )
    with pytest.raises(Busy) as caught:
        submit(server, ENGINE.plan(brief(), {})[0])
    assert caught.value.retry_after == 7


GATEWAY = [
    (gateway(401, "Invalid token", "comet_api_error", "invalid_api_key"), KeyRejected),
    (gateway(403, "user quota is not enough", "comet_api_error", "insufficient_user_quota"), CreditExhausted),
    (Answer(403, {"code": "insufficient_user_quota", "message": "x", "data": None}), CreditExhausted),
    (gateway(429, "slow down", "comet_api_error", "rate_limit"), Busy),
    (gateway(400, "prompt has sensitive words", "comet_api_error", "sensitive_words_detected"), Refused),
    (gateway(500, "n is wrong", "comet_api_error", "invalid_request"), Unsupported),
    (gateway(500, "n is wrong", "comet_api_error", "do_request_failed"), OutcomeUnknown),
    (gateway(503, "no channel", "comet_api_error", "model_not_found"), OutcomeUnknown),
    (Answer(524, "<html>timeout"), OutcomeUnknown),
    (Answer(301, "<html>moved", {"Location": "/"}), Unsupported),
    (Answer(200, "<html>hello"), OutcomeUnknown),
    (Answer(200, {"code": 0, "message": "SUCCEED", "data": {}}), OutcomeUnknown),
    (Answer(200, {"code": 0, "message": "SUCCEED", "data": None}), OutcomeUnknown),
]


@pytest.mark.parametrize(("answer", "kind"), GATEWAY)
def test_errors_of_the_gateway(server: KlingServer, answer: Answer, kind: type[EngineError]) -> None:
    server.fault("POST", PATH, answer)
    with pytest.raises(kind) as caught:
        submit(server, ENGINE.plan(brief(), {})[0])
    assert type(caught.value) is kind
    assert len(server.seen) == 1


def task(status: str, result: Any = None, **more: Any) -> dict[str, Any]:
    return {"code": 0, "data": {"task_id": "t", "task_status": status, "task_result": result, **more}}


def test_recorded_states_of_a_task() -> None:
    def told(body: dict[str, Any]) -> tuple[Any, ...]:
        found = progress(body, key="a", total=2)
        return found.state, [(each.ordinal, each.url) for each in found.pictures]

    two = {"images": [{"index": 1, "url": "https://k/1"}, {"index": 0, "url": "https://k/0"}]}
    assert told(task("submitted")) == ("running", [])
    assert told(task("processing", {})) == ("running", [])
    assert told(task("Succeed", two)) == ("done", [(0, "https://k/0"), (1, "https://k/1")])
    assert told(task("succeed", {"images": [{"id": "0", "url": "https://k/0"}]})) == ("done", [(0, "https://k/0")])
    assert told(task("succeed", {"images": [{"url": "https://k/0"}, {"url": ""}, None]})) == ("done", [(0, "https://k/0")])
    assert told(task("succeed", {"images": []})) == ("running", [])
    assert told(task("archiving", two))[0] == "running"
    assert told({"code": "success", "data": task("succeed", two)})[0] == "done"
    for garbled in ({"code": 0, "data": None}, {"code": 0}, {"code": 0, "data": []}):
        with pytest.raises(Garbled):
            told(garbled)
    with pytest.raises(Unreachable):
        told({"code": 5000, "message": "Internal"})


def test_a_failed_task_says_why() -> None:
    failed = progress(task("failed", task_status_msg="Failure to pass the risk control system"), key="a", total=1)
    assert failed.state == "failed"
    assert isinstance(failed.error, Refused)
    other = progress(task("failed", task_status_msg="bad hands sk-9f8e7d6c5b4a39281706"), key="a", total=1)
    assert str(other.error) == "Kling could not draw this. It says: bad hands …"


def test_there_is_no_free_call_that_tries_a_key(server: KlingServer) -> None:
    assert not ENGINE.testable
    with pytest.raises(Unsupported, match="no free call"):
        run(server, ENGINE.test)
    assert server.seen == []
