"""What every request of a program has in common: limits in its answer, a line in the log, and tokens alone as a way in."""

import base64
import logging

import pytest
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from comics import visits
from comics.actions import credits, gate
from comics.models import ApiPlan, ApiRequest, IdempotencyKey, Team, Token
from comics.models.tokens import new_secret
from comics.vocabulary import Scope
from studio.logs import RequestIds
from studio.middleware import SecurityHeaders
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def secret(people):
    return Token.objects.make(people.owner, people.team, name="Script", scopes=list(Scope))[1]


@pytest.fixture
def program(secret):
    return Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)


def on_plan(people, **terms):
    plan = {"name": "p", "creates_per_minute": 2, "creates_per_day": 15, "reads_per_minute": 3, "credits_per_month": 100}
    Team.objects.filter(pk=people.team.pk).update(api_plan=ApiPlan.objects.create(**plan | terms))


def lines():
    return [(line.method, line.endpoint, line.object, line.status) for line in ApiRequest.objects.order_by("pk")]


def test_every_request_with_a_token_leaves_a_line(program, people):
    asked = (
        ("get", "/v1/comics/usage?secret=canary", 200),
        ("get", "/v1/issues/999", 404),
        ("get", "/v1/issues?limit=canary", 422),
        ("delete", "/v1/comics/usage", 405),
        ("get", "/v1/canary", 404),
        ("post", "/api/mcp", 415),
    )
    for method, path, status in asked:
        assert program.generic(method.upper(), path, "canary", content_type="text/plain").status_code == status, path
    assert lines() == [
        ("GET", "/v1/comics/usage", "", 200),
        ("GET", "/v1/issues/{id}", "999", 404),
        ("GET", "/v1/issues", "", 422),
        ("DELETE", "/v1/comics/usage", "", 405),
        ("GET", "", "", 404),
        ("POST", "/api/mcp", "", 415),
    ]
    assert "canary" not in str(list(ApiRequest.objects.values()))
    assert {line.team for line in ApiRequest.objects.all()} == {people.team}


def test_the_line_has_the_id_of_the_header(program):
    answer = program.get("/v1/comics/usage")
    line = ApiRequest.objects.get()
    assert line.request_id == answer.headers["X-Request-Id"]
    assert (line.door, line.token.name, line.credits) == ("rest", "Script", 0)


def test_a_fault_of_the_studio_is_on_record_too(program, monkeypatch):
    def fail(team):
        raise ZeroDivisionError

    monkeypatch.setattr("comics.api.usage.usage", fail)
    assert program.get("/v1/comics/usage").json()["code"] == 500
    assert lines() == [("GET", "/v1/comics/usage", "", 500)]


def test_a_log_that_cannot_be_written_does_not_break_the_answer(program, monkeypatch):
    def refuse(lines):
        raise DatabaseError

    monkeypatch.setattr(ApiRequest.objects, "write", refuse)
    assert program.get("/v1/comics/usage").status_code == 200


def test_without_a_token_there_is_no_line_and_a_cookie_alone_opens_nothing(client, people):
    client.force_login(people.owner)
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": f"Bearer {new_secret()}"}):
        assert client.get("/v1/comics/usage", headers=headers).status_code == 401
    assert lines() == []


def test_the_token_may_be_the_password_of_basic(client, secret):
    shown = base64.b64encode(f":{secret}".encode()).decode()
    assert client.get("/v1/comics/usage", headers={"Authorization": f"Basic {shown}"}).status_code == 200
    assert client.post("/api/mcp", headers={"Authorization": f"Basic {shown}"}).status_code == 401


def test_reading_costs_two_questions_besides_its_own(program):
    program.get("/v1/comics/usage")
    with CaptureQueriesContext(connection) as asked:
        program.get("/v1/comics/usage")
    assert len(asked) == 2 + 2, [query["sql"] for query in asked]


def test_the_answer_tells_the_limits(program, people):
    on_plan(people)
    for left in ("2", "1", "0"):
        answer = program.get("/v1/issues/999")
        assert answer.status_code == 404
        assert answer.headers["RateLimit-Policy"] == '"reads";q=3;w=60'
        assert answer.headers["RateLimit"].startswith(f'"reads";r={left};t=')
        assert (answer.headers["X-RateLimit-Limit"], answer.headers["X-RateLimit-Remaining"]) == ("3", left)
        assert 50 < int(answer.headers["X-RateLimit-Reset"]) <= 60
    refused = program.get("/v1/comics/usage")
    assert refused.json()["error"] == "rate_limited"
    assert 50 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert [line.status for line in ApiRequest.objects.order_by("pk")] == [404, 404, 404, 429]


def test_whoever_guesses_tokens_is_told_to_wait_and_good_ones_are_let_in(client, program, monkeypatch):
    monkeypatch.setattr(gate, "BAD_TOKENS", 2)

    def guess(token):
        return client.get("/v1/comics/usage", headers={"Authorization": f"Bearer {token}"})

    assert [guess(new_secret()).status_code for _ in range(4)] == [401, 401, 429, 429]
    assert int(guess(new_secret()).headers["Retry-After"]) <= 60
    assert guess("nonsense").status_code == 401
    assert program.get("/v1/comics/usage").status_code == 200


class Making:
    """What stands behind the gate: it makes something of one panel, or fails as it is told to."""

    def __init__(self):
        self.fails, self.nonces = [], []

    def __call__(self, request):
        self.nonces.append(request.visit.nonce)
        if self.fails:
            return JsonResponse({"code": self.fails[0]}, status=self.fails.pop(0))
        with gate.transaction.atomic():
            credits.spend(request.visit.token.team, 1)
        return JsonResponse({"id": f"gen_{len(self.nonces)}"})


@pytest.fixture
def making():
    return Making()


@pytest.fixture
def post(making, secret):
    def post(body='{"prompt": "Fox"}', key=None, path="/v1/comics/generations"):
        headers = {"Authorization": f"Bearer {secret}"} | ({} if key is None else {"Idempotency-Key": key})
        request = RequestFactory().post(path, body, content_type="application/json", headers=headers)
        request.resolver_match = None
        return SecurityHeaders(visits.Visits(making))(request)

    return post


def test_what_is_refused_takes_no_place_among_the_creates(post, making, people):
    on_plan(people)
    making.fails = [422, 500, 402, 404]
    assert [post().status_code for _ in range(4)] == [422, 500, 402, 404]
    made = [post() for _ in range(2)]
    assert [answer.headers["RateLimit"].partition(";t")[0] for answer in made] == ['"creates";r=1', '"creates";r=0']
    assert made[0].headers["RateLimit-Policy"] == '"creates";q=2;w=60, "creates-of-the-day";q=15;w=86400'
    refused = post()
    assert (refused.status_code, refused.headers["X-RateLimit-Remaining"]) == (429, "0")
    assert int(refused.headers["Retry-After"]) <= 60
    assert len(making.nonces) == 6


def test_the_same_key_makes_one_thing_even_when_no_create_is_left(post, making, people):
    on_plan(people, creates_per_minute=1)
    first = post(key="k")
    again = [post(key="k", body=body) for body in ('{"prompt": "Fox"}', '{ "prompt":"Fox" }')]
    assert {answer.content for answer in again} == {first.content} == {b'{"id": "gen_1"}'}
    assert [answer.headers.get("Idempotency-Replayed") for answer in (first, *again)] == [None, "true", "true"]
    assert len(making.nonces) == 1
    assert post(key="other").status_code == 429


def test_the_same_key_with_another_body_is_refused(post, making):
    post(key="k")
    refused = post(key="k", body='{"prompt": "Crow"}')
    assert (refused.status_code, b"named another request" in refused.content) == (422, True)
    assert post(key="k", path="/v1/comics/generations/gen_1/exports").status_code == 422
    assert post(key="").status_code == 422
    assert len(making.nonces) == 1


def test_after_a_refusal_or_a_fault_the_key_may_be_tried_again(post, making, people):
    making.fails = [422, 429, 500, 500]
    assert [post(key="k", body=body).status_code for body in ("{}", '{"a": 1}')] == [422, 429]
    assert [post(key="k").status_code for _ in range(4)] == [500, 500, 200, 200]
    assert len(set(making.nonces[2:])) == 1
    assert len(making.nonces) == 5


def test_while_it_is_in_hand_others_are_told_when_to_ask_again(post, monkeypatch):
    monkeypatch.setattr(visits.idempotency, "PATIENCE", 0.0)
    post(key="k")
    IdempotencyKey.objects.update(status=None)
    busy = post(key="k")
    assert (busy.status_code, busy.headers["Retry-After"]) == (409, "2")


def test_lines_that_are_logged_name_the_request(rf):
    found = []

    def answer(request):
        record = logging.makeLogRecord({"msg": "x"})
        RequestIds().filter(record)
        found.append((record.request_id, request.id))
        return JsonResponse({})

    SecurityHeaders(answer)(rf.get("/"))
    outside = logging.makeLogRecord({"msg": "x"})
    RequestIds().filter(outside)
    assert found == [(f" [{found[0][1]}]", found[0][1])]
    assert outside.request_id == ""
