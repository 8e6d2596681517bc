"""What a service may answer that means no good: nothing of it crashes, hangs, fills the studio, or costs a receipt."""

import asyncio
import contextlib
import io
import json
import time
from decimal import Decimal
from typing import Any

import httpx
import pytest

from comics.engines.depicta_replies import matching_jobs, story_models
from comics.engines.errors import EngineError, Garbled, OutcomeUnknown
from comics.engines.http import Pool, Service
from comics.engines.kling_replies import explain, progress
from comics.engines.llamagen_artworks import progress as artwork
from comics.engines.llamagen_replies import sheets, single
from comics.engines.pictures import download
from comics.engines.reading import id_text, money, number, parsed
from comics.engines.reasons import reason
from comics.engines.remote import Call, RemoteEngine, Ticket
from comics.engines.remote_catalogue import remote_engine, remote_engines

DEEP = "[" * 100_000
LONG = "9" * 5000  # Python reads no number of so many digits
SITE = "https://service.example"
NAMES = ("llamagen", "llamagen_artworks", "kling", "depicta")
CALLS = {
    "llamagen": Call(("1", "2"), "create", {"body": {"fixPanelNum": 2}, "before": {}}),
    "llamagen_artworks": Call(("1", "2"), "create", {}),
    "kling": Call(("1",), "create", {"n": 1}, external_id="ours"),
    "depicta": Call(("1", "2"), "create", {"scenes": [{}, {}]}),
}
BAD: list[Any] = [
    None,
    True,
    -1,
    10**30,
    1e308,
    "",
    LONG,
    "²",
    [],
    {},
    [[]],
    [None, 1],
    {"a": 1},
    "[",
    DEEP,
    "https://[bad/",
    "x" * 9000,
]


def saying(content: str, status: int = 200, **headers: str) -> Service:
    """A service that always answers this."""
    answer = httpx.MockTransport(
        lambda request: httpx.Response(status, stream=httpx.ByteStream(content.encode()), headers=headers)
    )
    return Service(Pool(lambda: answer), base_url=SITE, token="token-0123456789abcdef", label="Service")


def engine_and_service(name: str, body: Any) -> tuple[RemoteEngine, Service]:
    maker = remote_engine(name)
    service = saying(json.dumps(body))
    service._explain = maker.explain
    return maker, service


@pytest.mark.parametrize(
    "content", ["NaN", "[1e999]", "[-Infinity]", f"[{LONG}]", DEEP, '{"a":' * 5000, "{", "<html>", "\ud800", b"\xff\xfe{", b""]
)
def test_what_is_no_sound_json_is_a_value_error(content: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the reasons are many, and nobody reads them
        parsed(content)


@pytest.mark.parametrize(
    "content", [r'{"a\u0000": ["b\ud800", {"c": "\u0000"}]}', rb'{"a\u0000": ["b\ud800", {"c": "\u0000"}]}']
)
def test_words_come_without_what_no_database_takes(content: Any) -> None:
    assert parsed(content) == {"a": ["b", {"c": ""}]}


def test_other_words_come_as_they_are() -> None:
    text = '{"a": "ü \\ud83d\\ude00 \\u00e9 한", "n": 12345678901234567890, "f": 0.5}'
    assert parsed(text) == parsed(text.encode()) == {"a": "ü 😀 é 한", "n": 12345678901234567890, "f": 0.5}


def test_bytes_of_a_surrogate_do_not_come_through() -> None:
    assert parsed(b'["a\xed\xa0\x80b"]') == ["ab"]


@pytest.mark.parametrize(("told", "read"), [("7", 7), (7, 7), (7.0, 7), (-3, -3), (" 12 ", 12)])
def test_numbers(told: Any, read: int) -> None:
    assert number(told) == read


@pytest.mark.parametrize("told", [None, True, 10**30, 1e300, float("inf"), float("nan"), LONG, "²", "1.5", 1.5, [], "-"])
def test_what_counts_nothing(told: Any) -> None:
    assert number(told) is None


@pytest.mark.parametrize("told", ["1e999999", "1e-999999", "99999999999", "NaN", "-1", 10**4000, 1e300])
def test_what_nothing_costs(told: Any) -> None:
    assert money(told) is None
    assert money("0.0400") == Decimal("0.04")


@pytest.mark.parametrize("told", [None, True, [], {}, "", " ", "x" * 201, "a\nb", "a\x1bb", 10**4000])
def test_what_is_no_id(told: Any) -> None:
    assert id_text(told) == ""


def test_ids_may_be_words_or_numbers() -> None:
    assert (id_text(" job-1 "), id_text(12345678901234567890)) == ("job-1", "12345678901234567890")


def test_megabytes_of_an_error_take_no_time() -> None:
    started = time.perf_counter()
    assert len(reason("x" * 4_000_000)) <= 200
    explain(500, {"error": {"message": "insufficient " * 400_000, "type": "quota " * 400_000}})
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("said", ["the key abcdefghijklmnopq1 is bad", "sk-abcdefghijklmnopqrstu:9", "a1b2c3d4e5f6a7b8"])
def test_what_may_be_a_token_is_taken_out(said: str) -> None:
    assert "…" in reason(said)
    assert "abcdefghijklmnop" not in reason(said)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: repr(bad)[:12])
@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_any_field_crashes_an_engine(name: str, bad: Any) -> None:
    fields = (
        *("id", "status", "comics", "comicData", "panels", "output", "data", "artwork", "usage", "credits", "apiUsageCount"),
        *("error", "message", "code", "task_id", "job_id", "result", "scenes", "jobs", "models", "cost_eur", "scenes_total"),
    )
    inner = (
        {"panels": bad},
        {"assetUrl": bad},
        {"images": bad},
        {"url": bad, "index": bad},
        {"task_result": {"images": [{"url": bad, "id": bad}]}},
    )
    models = [
        {"id": bad, "supports_multiturn": True},
        {"id": "m", "supports_multiturn": True, "aspect_ratios": bad, "name": bad},
    ]
    bodies: list[dict[str, Any]] = [{"status": "PROCESSED", field: bad} for field in fields]
    bodies += [{"status": "completed", "task_id": "1", field: value} for field in fields for value in inner]
    bodies += [{"models": models}, {"jobs": [{"id": "1", "created_at": bad, "scenes_total": bad}]}]
    asyncio.run(ask_all(name, bodies))


async def ask_all(name: str, bodies: list[dict[str, Any]]) -> None:
    """Have the engine read each of these as the answer to everything; any error but an `EngineError` comes out."""
    call = CALLS[name]
    for body in bodies:
        maker, service = engine_and_service(name, body)
        for asked in (
            maker.submit(call, service, {}, lambda _: b""),
            maker.check(Ticket("t"), call, service),
            maker.reconcile(call, service, sent_at=1e9, known=frozenset()),
            maker.test(service),
        ):
            with contextlib.suppress(EngineError):
                await asked


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_to_a_create_call_that_names_no_fit_id_is_of_unknown_outcome(name: str) -> None:
    for wrong in ("x" * 100_000, "", {"a": 1}, None):
        maker, service = engine_and_service(
            name, {"code": 0, "id": wrong, "job_id": wrong, "data": {"task_id": wrong, "id": wrong}}
        )
        with pytest.raises(OutcomeUnknown):
            asyncio.run(maker.submit(CALLS[name], service, {}, lambda _: b""))


def test_a_header_with_a_long_id_tells_none() -> None:
    service = saying("<html>", status=502, **{"X-Depicta-Job-Id": "x" * 5000})
    with pytest.raises(OutcomeUnknown) as caught:
        asyncio.run(remote_engine("depicta").submit(CALLS["depicta"], service, {}, lambda _: b""))
    assert caught.value.remote_id == ""


def test_hundreds_of_thousands_of_pictures_are_not_all_looked_at() -> None:
    started = time.perf_counter()
    many = [{"assetUrl": "https://a.example/1.png"}] * 400_000
    assert len(artwork({"status": "processed", "comics": many}, ("1",), base_url=SITE).pictures) <= 400
    assert len(sheets({"comics": [{"panels": many}] * 50}, SITE).panes) <= 2000
    images = [{"url": "https://a.example/1.png", "index": 10**8}] * 400_000
    found = progress(
        {"code": 0, "data": {"task_id": "1", "task_status": "succeed", "task_result": {"images": images}}}, key="1", total=2
    )
    assert {each.ordinal for each in found.pictures} == set(range(20))
    models = story_models({"models": [{"id": str(at), "name": "n" * 9000, "supports_multiturn": True} for at in range(5000)]})
    assert len(models) <= 200
    assert max(len(model["name"]) for model in models) <= 200
    assert time.perf_counter() - started < 3


def test_long_captions_and_addresses_are_cut_or_none() -> None:
    pane = single({"data": {"assetUrl": "https://a.example/" + "x" * 9000, "caption": "c" * 10**6}}, SITE, 0, 0)
    assert (pane.url, len(pane.caption)) == ("", 2000)
    with pytest.raises(Garbled):
        asyncio.run(
            download(
                Pool(lambda: httpx.MockTransport(lambda _: httpx.Response(200))),
                "https://a.example/" + "x" * 9000,
                io.BytesIO(),
            )
        )


@pytest.mark.parametrize("moment", [10**400, -(10**400), "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", True, {}])
def test_impossible_times_of_a_job_tell_nothing(moment: Any) -> None:
    assert matching_jobs({"jobs": [{"id": "1", "created_at": moment}]}, scenes=2, sent_at=1e9, known=frozenset()) in ([], ["1"])


def test_every_engine_is_tried_here() -> None:
    assert {each.name for each in remote_engines()} == set(NAMES)


def test_no_service_writes_lines_of_its_own_into_the_log() -> None:
    forged = "\r\n2026-11-21 INFO comics: all is well \x1b[31m\u202e"
    for status in (200, 400, 500):
        with pytest.raises(EngineError) as caught:
            asyncio.run(saying(f"<html>{forged}", status).create("POST", "/jobs", json={}))
        assert caught.value.raw.isprintable()
        assert "all is well" in caught.value.raw
    assert reason(forged).isprintable()
