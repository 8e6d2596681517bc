"""What every remote engine makes of a service that is out of order: which error, and never a second create call."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

import httpx
import pytest

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
from comics.engines.http import Service
from comics.engines.remote import Call, Ticket
from studio.fetch import tls
from tests.engines.remote.bench import Bench
from tests.services.base import Answer, Seen

BODIES: list[Any] = [{}, {"error": "no"}, {"error": {"code": "x", "message": "no"}}, {"message": "no"}, "<h1>no</h1>"]
HTML = "<!doctype html><title>Just a moment…</title>"
STATUS_FIELDS = ("status", "task_status")

# Replies that are JSON objects and not what any service documents.
ODD: list[dict[str, Any]] = [
    {},
    {"id": None},
    {"data": None},
    {"data": []},
    {"status": None},
    {"status": 7, "code": 0},
    {"code": 0, "data": {"task_id": None, "task_status": None}},
    {"code": 0, "data": "x"},
    {"result": [], "status": "pending"},
    {"artwork": None},
    {"artwork": {"id": ""}},
    {"comics": "x", "status": "LOADING"},
    {"comicData": "{", "status": "LOADING"},
    {"job_id": ["x"]},
    {"error": None, "message": None},
    {"error": [], "code": None},
    {"error": {"code": {}, "message": []}},
]


class After(httpx.AsyncHTTPTransport):
    """The request arrives, and its answer never comes."""

    def __init__(self) -> None:
        super().__init__(verify=tls())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        await response.aclose()
        raise httpx.ReadTimeout("timed out", request=request)


class Before(httpx.AsyncHTTPTransport):
    """No connection comes about."""

    def __init__(self) -> None:
        super().__init__(verify=tls())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("timed out", request=request)


def first_call(bench: Bench) -> Call:
    return bench.plan(bench.brief(2))[0]


def accepted(bench: Bench) -> tuple[Call, Ticket]:
    """A call that the service works on."""
    call = first_call(bench)
    return call, bench.submit(call)


def refused(bench: Bench, error: type[EngineError]) -> Any:
    """The error of a create call that must be exactly of this kind, after exactly one request."""
    call = first_call(bench)
    before = len(bench.spending())
    with pytest.raises(EngineError) as caught:
        bench.submit(call)
    assert type(caught.value) is error, f"{caught.value!r}"
    assert len(bench.spending()) - before == 1
    check_sentence(bench, caught.value)
    return caught.value


def failed(bench: Bench, ticket: Ticket, call: Call, error: type[EngineError]) -> Any:
    """The error of a question that must be exactly of this kind."""
    with pytest.raises(EngineError) as caught:
        bench.check(ticket, call)
    assert type(caught.value) is error, f"{caught.value!r}"
    check_sentence(bench, caught.value)
    return caught.value


def check_sentence(bench: Bench, error: EngineError) -> None:
    """What a person reads is a sentence, in the words of people, without the token."""
    said = str(error)
    assert said.strip().endswith((".", "!", "?", "…", "no", "”")), said
    assert "<" not in said
    assert "{" not in said
    assert bench.token not in f"{said}{error!r}{error.raw}"


def with_status(word: str) -> Any:
    """A change of a reply's every status into one word."""

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: word if name in STATUS_FIELDS and isinstance(each, str) else change(each) for name, each in value.items()
            }
        return [change(each) for each in value] if isinstance(value, list) else value

    return change


def spoil_polls(bench: Bench, change: Any) -> None:
    """Have every answer to a question changed before it leaves."""
    serve = bench.server.serve

    def changed(seen: Seen) -> Answer:
        answer = copy.deepcopy(serve(seen))
        if seen.method == "GET" and isinstance(answer.body, dict):
            answer.body = change(answer.body)
        return answer

    bench.server.serve = changed  # type: ignore[method-assign]


class Creating:
    """A create call that goes wrong. Whatever happens, one request leaves."""

    @pytest.mark.parametrize("body", BODIES, ids=str)
    @pytest.mark.parametrize(
        ("status", "error"),
        [
            (401, KeyRejected),
            (402, CreditExhausted),
            (400, Unsupported),
            *((status, OutcomeUnknown) for status in (500, 502, 503, 504, 524)),
        ],
    )
    def test_each_status_has_its_error(self, bench: Bench, status: int, error: type[EngineError], body: Any) -> None:
        bench.fault(Answer(status, body), creating=True)
        refused(bench, error)
        assert bench.server.creates == []

    @pytest.mark.parametrize("body", BODIES, ids=str)
    def test_busy_tells_how_long(self, bench: Bench, body: Any) -> None:
        bench.fault(Answer(429, body, {"Retry-After": "7"}), creating=True)
        assert refused(bench, Busy).retry_after == 7
        bench.fault(Answer(429, body), creating=True)
        assert refused(bench, Busy).retry_after is None

    @pytest.mark.parametrize("body", [HTML, b"", b'{"id": "x', b"[]", b"null", b'"x"', b"\xff\xfe"], ids=repr)
    def test_an_unreadable_yes_is_an_unknown_outcome(self, bench: Bench, body: Any) -> None:
        bench.fault(Answer(200, body), creating=True, after=True)
        refused(bench, OutcomeUnknown)
        assert len(bench.server.creates) == 1

    @pytest.mark.parametrize("body", ODD, ids=str)
    @pytest.mark.parametrize("status", [200, 202])
    def test_a_yes_without_a_receipt_is_an_unknown_outcome(self, bench: Bench, body: Any, status: int) -> None:
        bench.fault(Answer(status, body), creating=True, after=True)
        refused(bench, OutcomeUnknown)

    @pytest.mark.parametrize("after", [True, False], ids=["accepted", "not accepted"])
    def test_a_dropped_reply_is_an_unknown_outcome(self, bench: Bench, after: bool) -> None:
        bench.fault(Answer(drop=True), creating=True, after=after)
        refused(bench, OutcomeUnknown)
        assert len(bench.server.creates) == after

    def test_a_cut_reply_is_an_unknown_outcome(self, bench: Bench) -> None:
        bench.fault(Answer(200, {"id": "x" * 200}, cut=20), creating=True, after=True)
        refused(bench, OutcomeUnknown)

    def test_a_timeout_is_an_unknown_outcome(self, bench: Bench) -> None:
        call = first_call(bench)
        before = len(bench.spending())
        with pytest.raises(OutcomeUnknown):
            bench.submit(call, After)
        assert len(bench.spending()) - before == 1

    def test_no_connection_is_surely_not_accepted(self, bench: Bench) -> None:
        call = first_call(bench)
        with pytest.raises(Unreachable):
            bench.submit(call, Before)
        assert bench.spending() == []

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_a_redirect_is_not_followed(self, bench: Bench, status: int) -> None:
        address = f"{bench.server.base_url}/elsewhere"
        bench.fault(Answer(status, "", {"Location": address}), creating=True)
        refused(bench, Unsupported)
        assert bench.server.asked("POST", "elsewhere") == bench.server.asked("GET", "elsewhere") == []


class Asking:
    """A question that goes wrong. It costs nothing and is put again later."""

    @pytest.mark.parametrize("body", BODIES, ids=str)
    @pytest.mark.parametrize(
        ("status", "error"),
        [(401, KeyRejected), (402, CreditExhausted), *((status, Unreachable) for status in (500, 502, 503, 504, 524))],
    )
    def test_each_status_has_its_error(self, bench: Bench, status: int, error: type[EngineError], body: Any) -> None:
        call, ticket = accepted(bench)
        bench.fault(Answer(status, body), creating=False)
        failed(bench, ticket, call, error)
        assert {found.key for found in bench.watch(call, ticket).last.pictures} == set(call.keys)

    @pytest.mark.parametrize("headers", [{"Retry-After": "7"}, {}], ids=str)
    def test_busy_tells_how_long(self, bench: Bench, headers: dict[str, str]) -> None:
        call, ticket = accepted(bench)
        bench.fault(Answer(429, {"message": "slow down"}, headers), creating=False)
        assert failed(bench, ticket, call, Busy).retry_after == (7 if headers else None)

    @pytest.mark.parametrize("body", [HTML, b"", b'{"id": "x', b"[]", b"null"], ids=repr)
    def test_an_unreadable_answer_is_garbled(self, bench: Bench, body: Any) -> None:
        call, ticket = accepted(bench)
        bench.fault(Answer(200, body), creating=False)
        failed(bench, ticket, call, Garbled)
        assert bench.watch(call, ticket).last.state == "done"

    @pytest.mark.parametrize("body", ODD, ids=str)
    def test_an_odd_answer_is_no_success(self, bench: Bench, body: Any) -> None:
        call, ticket = accepted(bench)
        bench.fault(Answer(200, body), creating=False)
        try:
            progress = bench.check(ticket, call)
        except OutcomeUnknown:
            raise
        except EngineError:
            return
        assert progress.state == "running"
        assert progress.pictures == ()

    def test_a_dropped_reply_is_put_again_later(self, bench: Bench) -> None:
        call, ticket = accepted(bench)
        bench.fault(Answer(drop=True), creating=False, times=2)
        failed(bench, ticket, call, Unreachable)
        bench.server.faults.clear()
        assert bench.watch(call, ticket).last.state == "done"

    @pytest.mark.parametrize("transport", [After, Before])
    def test_a_timeout_is_put_again_later(self, bench: Bench, transport: Any) -> None:
        call, ticket = accepted(bench)
        with pytest.raises(Unreachable):
            bench.check(ticket, call, transport)
        assert bench.watch(call, ticket).last.state == "done"

    @pytest.mark.parametrize("word", ["QUANTUM_LEAP", "done?", "", "success-ish"])
    def test_an_unknown_status_is_still_running(self, bench: Bench, word: str) -> None:
        call, ticket = accepted(bench)
        spoil_polls(bench, with_status(word))
        for _ in range(12):
            assert bench.check(ticket, call).state == "running"

    @pytest.mark.parametrize("change", [str.upper, str.lower, str.capitalize])
    def test_statuses_are_compared_without_regard_to_case(self, bench: Bench, change: Any) -> None:
        call, ticket = accepted(bench)

        def shout(value: Any) -> Any:
            if isinstance(value, dict):
                return {
                    name: change(each) if name in STATUS_FIELDS and isinstance(each, str) else shout(each)
                    for name, each in value.items()
                }
            return [shout(each) for each in value] if isinstance(value, list) else value

        spoil_polls(bench, shout)
        assert bench.watch(call, ticket).last.state == "done"

    @pytest.mark.parametrize("word", ["failed", "FAILED"])
    def test_a_failure_says_why_and_is_final(self, bench: Bench, word: str) -> None:
        call, ticket = accepted(bench)
        spoil_polls(bench, with_status(word))
        progress = bench.check(ticket, call)
        assert progress.state == "failed"
        assert isinstance(progress.error, EngineError)
        assert not isinstance(progress.error, OutcomeUnknown | Busy | Unreachable | Garbled)
        check_sentence(bench, progress.error)

    def test_asking_costs_nothing(self, bench: Bench) -> None:
        call, ticket = accepted(bench)
        before = len(bench.spending())
        bench.watch(call, ticket)
        assert len(bench.spending()) == before


class Reconciling:
    """Finding a call again whose reply was lost."""

    def test_a_lost_call_is_found_or_left_to_a_person(self, bench: Bench) -> None:
        call = first_call(bench)
        sent_at = time.time()
        bench.fault(Answer(drop=True), creating=True, after=True)
        with pytest.raises(OutcomeUnknown):
            bench.submit(call)
        found = self.reconcile(bench, call, sent_at)
        if found is not None:
            assert {each.key for each in bench.watch(call, found).last.pictures} == set(call.keys)
            if not call.external_id:
                assert self.reconcile(bench, call, sent_at, known=frozenset({found.id})) is None
        assert len(bench.server.creates) == len(bench.spending()) == 1

    def test_a_call_that_never_arrived_is_not_found(self, bench: Bench) -> None:
        call = first_call(bench)
        assert self.reconcile(bench, call, time.time()) is None

    def test_the_call_of_another_is_not_taken(self, bench: Bench) -> None:
        _, ticket = accepted(bench)
        call = first_call(bench)
        assert self.reconcile(bench, call, time.time(), known=frozenset({ticket.id})) is None

    def reconcile(self, bench: Bench, call: Call, sent_at: float, known: frozenset[str] = frozenset()) -> Ticket | None:
        async def work(service: Service) -> Ticket | None:
            return await bench.engine.reconcile(call, service, sent_at=sent_at, known=known)

        return bench.run(work)  # type: ignore[no-any-return]


class Explaining:
    """Reading the service's own error words."""

    @pytest.mark.parametrize("body", [*ODD, *(body for body in BODIES if isinstance(body, dict))], ids=str)
    def test_no_body_is_too_odd(self, bench: Bench, body: dict[str, Any]) -> None:
        for status in (200, 202, 301, 400, 401, 402, 403, 404, 409, 422, 429, 451, 500, 503):
            error = bench.engine.explain(status, json.loads(json.dumps(body)))
            assert error is None or isinstance(error, EngineError)
            if status >= 500:
                assert not isinstance(error, KeyRejected | CreditExhausted)
