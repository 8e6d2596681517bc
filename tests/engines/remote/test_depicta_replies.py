from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from comics.engines.contract import Price
from comics.engines.depicta import JOB_HEADER, DepictaEngine
from comics.engines.depicta_replies import explain, matching_jobs, progress
from comics.engines.errors import Busy, CreditExhausted, EngineError, Garbled, KeyRejected, OutcomeUnknown, Refused, Unsupported
from comics.engines.http import Service
from comics.engines.remote import Call, Ticket
from tests.engines.remote.bench import Bench
from tests.services.base import Answer
from tests.services.depicta import DepictaServer

CALL = Call(("a", "b", "c"), "create", {"scenes": [{}, {}, {}]})


@pytest.fixture
def server() -> Iterator[DepictaServer]:
    with DepictaServer() as made:
        yield made


@pytest.fixture
def bench(server: DepictaServer) -> Bench:
    return Bench(DepictaEngine(), server)


def scene(name: str) -> dict[str, Any]:
    return {"images": {"png": f"https://x.example/{name}.png", "webp": f"https://x.example/{name}.webp"}}


def test_the_first_shape_of_a_result() -> None:
    body = {"job_id": "j", "status": "completed", "scenes_completed": 3, "scenes_total": 3}
    told = progress({**body, "result": {"scenes": [scene("0"), scene("1"), scene("2")], "characters": []}}, CALL)
    assert told.state == "done"
    assert [(found.key, found.url) for found in told.pictures] == [
        (key, f"https://x.example/{number}.png") for number, key in enumerate("abc")
    ]
    assert told.pictures[1].remote == {"job": "j", "scene": 1}


def test_the_second_shape_of_a_result() -> None:
    scenes = [{"formats": {"jpeg": {"url": f"https://x.example/{number}"}, "webp": {"url": "w"}}} for number in range(3)]
    body = {"id": "j", "status": "COMPLETED", "result": {"scenes": scenes, "cost_eur": "0.10", "balance_eur": "3"}}
    told = progress(body, CALL)
    assert [found.url for found in told.pictures] == [f"https://x.example/{number}" for number in range(3)]
    assert told.reported == Price(Decimal("0.10"), "EUR")
    each = [{**one, "cost_eur": "0.02"} for one in scenes]
    assert progress({**body, "result": {"scenes": each}}, CALL).reported == Price(Decimal("0.06"), "EUR")


@pytest.mark.parametrize(
    ("scenes", "keys"),
    [
        ([scene("0"), None, scene("2")], "ac"),
        ([scene("0"), {"images": {}}, scene("2")], "ac"),
        ([{**scene("2"), "index": 2}, {**scene("0"), "index": 0}], "ac"),
        ([scene("0")], "a"),
        ([{"images": {"png": ""}}, {"images": "x"}, {"formats": {"png": {"url": None}}}], ""),
        ([scene(str(number)) for number in range(5)], "abc"),
        ([], ""),
    ],
)
def test_missing_scenes_leave_the_others_in_their_places(scenes: list[Any], keys: str) -> None:
    told = progress({"status": "completed", "result": {"scenes": scenes}}, CALL)
    assert "".join(found.key for found in told.pictures) == keys
    assert told.state == "done"


def test_complete_without_a_result_is_garbled() -> None:
    with pytest.raises(Garbled):
        progress({"status": "completed", "result": None}, CALL)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": "insufficient_credits", "message": "no"}, CreditExhausted),
        ({"code": "content_rejected", "message": "no"}, Refused),
        ({"code": "model_not_capable"}, Unsupported),
        ({"code": "gpu_melted", "message": "Too hot"}, EngineError),
        ("content_rejected", Refused),
        (None, EngineError),
    ],
)
def test_a_failed_story_says_why_and_keeps_what_is_drawn(error: Any, kind: type[EngineError]) -> None:
    told = progress({"status": "failed", "error": error, "result": {"scenes": [scene("0")]}}, CALL)
    assert told.state == "failed"
    assert type(told.error) is kind
    assert [found.key for found in told.pictures] == ["a"]


@pytest.mark.parametrize("shape", ["images", "formats"])
def test_a_story_with_a_missing_scene_is_done_without_it(bench: Bench, server: DepictaServer, shape: str) -> None:
    server.shape, server.missing = shape, {1}
    (drawn,) = bench.draw(bench.brief(3))
    assert {found.key for found in drawn.last.pictures} == {"p0", "p2"}
    assert drawn.last.done == 2


def test_a_story_that_lists_its_scenes_only_at_the_end(bench: Bench, server: DepictaServer) -> None:
    server.early = False
    (drawn,) = bench.draw(bench.brief(4))
    assert [len(each.pictures) for each in drawn.told] == [0, 0, 0, 0, 4]
    assert [each.done for each in drawn.told] == [0, 1, 2, 3, 4]


def test_credits_that_end_in_the_middle_keep_the_finished_part(bench: Bench, server: DepictaServer) -> None:
    server.fails, server.fails_after = "insufficient_credits", 2
    (drawn,) = bench.draw(bench.brief(4))
    assert drawn.last.state == "failed"
    assert isinstance(drawn.last.error, CreditExhausted)
    assert {found.key for found in drawn.last.pictures} == {"p0", "p1"}


# Errors


@pytest.mark.parametrize(
    ("status", "word", "kind"),
    [
        (400, "bad_request", Unsupported),
        (401, "auth_invalid", KeyRejected),
        (402, "credit_insufficient", CreditExhausted),
        (403, "content_rejected", Refused),
        (403, "account_suspended", KeyRejected),
        (403, "auth_email_not_verified", KeyRejected),
        (422, "model_not_capable", Unsupported),
    ],
)
def test_error_words_mean_more_than_the_status(bench: Bench, status: int, word: str, kind: type[EngineError]) -> None:
    (call,) = bench.plan(bench.brief(2))
    bench.fault(Answer(status, {"error": word, "message": "Because <b>of</b>\nthis.", "request_id": "r"}), creating=True)
    with pytest.raises(EngineError) as caught:
        bench.submit(call)
    assert type(caught.value) is kind
    assert "Because" in str(caught.value)


@pytest.mark.parametrize("status", [200, 429, 500, 503])
def test_other_statuses_speak_for_themselves(status: int) -> None:
    assert explain(status, {"error": "content_rejected", "message": "no"}) is None


def test_the_services_own_words_never_show_a_key(bench: Bench) -> None:
    assert bench.token not in str(explain(400, {"error": "bad_request", "message": f"{bench.token}, no."}))


def test_refusals_of_the_strict_server(bench: Bench, server: DepictaServer) -> None:
    (call,) = bench.plan(bench.brief(2))
    server.rejects = {"lantern"}
    with pytest.raises(Refused):
        bench.submit(call)
    server.rejects, server.balance = set(), Decimal("0.01")
    with pytest.raises(CreditExhausted):
        bench.submit(call)
    server.balance = Decimal(100)
    for _ in range(10):
        bench.submit(call)
    with pytest.raises(Busy) as caught:
        bench.submit(call)
    assert caught.value.retry_after == 2
    for field, value in (("seed", 1), ("style", None), ("image_size", "4K"), ("scenes", call.request["scenes"][:1])):
        with pytest.raises(Unsupported):
            bench.submit(replace(call, request={**call.request, field: value}))
    with pytest.raises(Unsupported, match="cannot tell stories"):
        bench.submit(replace(call, request={**call.request, "model": "brush-1"}))


# Lost replies


def listed(name: str, **more: Any) -> dict[str, Any]:
    return {"job_id": name, "scenes_total": 3, "created_at": "2026-11-20T10:00:03Z", **more}


SENT = 1795168800.0  # 2026-11-20T10:00:00Z


@pytest.mark.parametrize(
    ("jobs", "found"),
    [
        ([listed("a")], ["a"]),
        ([listed("known")], []),
        ([listed("a", scenes_total=4)], []),
        ([listed("a", created_at="2026-11-20T09:59:50Z")], []),
        ([listed("a", created_at="2026-11-20T12:00:00Z")], []),
        ([listed("a", created_at="2026-11-20T09:59:57+00:00")], ["a"]),
        ([listed("a", created_at="2026-11-20T11:00:03+01:00")], ["a"]),
        ([listed("a", created_at="2026-11-20T10:00:03")], ["a"]),
        ([listed("a", created_at=SENT + 3)], ["a"]),
        ([listed("a", created_at=(SENT + 3) * 1000)], ["a"]),
        ([listed("a", created_at=SENT - 30)], []),
        ([{"id": "a"}], ["a"]),
        ([listed("a"), listed("b")], ["a", "b"]),
        ([listed("a"), "x", None, {}, {"job_id": 5}], ["a"]),
    ],
)
def test_jobs_that_a_lost_call_may_have_made(jobs: list[Any], found: list[str]) -> None:
    for body in ({"jobs": jobs}, {"data": jobs}):
        assert matching_jobs(body, scenes=3, sent_at=SENT, known=frozenset({"known"})) == found
    assert matching_jobs({"jobs": None}, scenes=3, sent_at=SENT, known=frozenset()) == []


def reconcile(bench: Bench, call: Call, known: frozenset[str] = frozenset()) -> Ticket | None:
    sent_at = time.time()

    async def work(service: Service) -> Ticket | None:
        return await bench.engine.reconcile(call, service, sent_at=sent_at, known=known)

    return bench.run(work)  # type: ignore[no-any-return]


@pytest.mark.parametrize("tells_time", [True, False])
def test_a_lost_call_is_found_in_the_list(bench: Bench, server: DepictaServer, tells_time: bool) -> None:
    server.tells_time = tells_time
    (other,) = bench.plan(bench.brief(4))
    mine = bench.submit(other)
    (call,) = bench.plan(bench.brief(3))
    bench.fault(Answer(drop=True), creating=True, after=True)
    with pytest.raises(OutcomeUnknown):
        bench.submit(call)
    found = reconcile(bench, call, frozenset({mine.id}))
    assert found is not None
    assert server.jobs[found.id].total == 3


def test_of_two_that_fit_none_is_taken(bench: Bench) -> None:
    (call,) = bench.plan(bench.brief(3))
    tickets = [bench.submit(call) for _ in range(2)]
    assert reconcile(bench, call) is None
    assert reconcile(bench, call, frozenset({tickets[0].id})) == tickets[1]


def test_an_id_with_odd_signs_stays_one_part_of_the_address(bench: Bench, server: DepictaServer) -> None:
    (call,) = bench.plan(bench.brief(2))
    with pytest.raises(Unsupported):
        bench.check(bench.engine.ticket(call, "../models?x=#"), call)
    assert server.asked("GET", "^/v1/models$") == server.asked("GET", "models")[:1]


@pytest.mark.parametrize(
    "answer", [Answer(202, "<h1>x</h1>"), Answer(502, ""), Answer(202, {"job_id": "x" * 99}, cut=9)], ids=str
)
def test_the_header_tells_the_id_where_the_body_does_not(bench: Bench, answer: Answer) -> None:
    (call,) = bench.plan(bench.brief(2))
    bench.fault(replace(answer, headers={JOB_HEADER: "j-1"}), creating=True, after=True)
    with pytest.raises(OutcomeUnknown) as caught:
        bench.submit(call)
    assert caught.value.remote_id == "j-1"


def test_an_answer_that_names_the_story_in_its_header_only_is_a_receipt(bench: Bench) -> None:
    (call,) = bench.plan(bench.brief(2))
    bench.fault(Answer(202, {"status": "pending"}, {JOB_HEADER: "j-2"}), creating=True)
    assert bench.submit(call).id == "j-2"
