"""The MCP door: who comes in, what is refused before anything is read, and what strange messages are answered."""

import json
import logging
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import Client
from django.utils import timezone
from pydantic import BaseModel, Field

from comics.actions.errors import Limited, Locked, Refusal, Unpaid
from comics.mcp import offered, server, tools
from comics.models import Team, Token
from tests.mcp.talk import HELLO, NEW, OLD, Program, message, token_of
from tests.studio import make_people

pytestmark = pytest.mark.django_db
PEOPLE_READ = (
    (Http404("There is no such issue."), 404, "There is no such issue."),
    (PermissionDenied("This token does not have the scope “draw”."), 403, "This token does not have the scope “draw”."),
    (Refusal("Choose 1 to 20 panels.", field="fixPanelNum"), 422, "Choose 1 to 20 panels."),
    (Limited("Wait 7 seconds.", retry_after=7), 429, "Wait 7 seconds."),
    (Unpaid("The credits are used up."), 402, "The credits are used up."),
    (Locked("Page 2 is locked."), 423, "Page 2 is locked."),
)


class Shelf(BaseModel):
    name: str = Field(min_length=1)


class Books(BaseModel):
    """What the toy takes: something of each kind that schemas can name."""

    number: int = Field(default=1, ge=1, le=20, description="How many.")
    shelf: Shelf | None = None


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def toy(monkeypatch):
    """A tool of these tests' own, done by whatever stands in `does`."""

    class Toy:
        def does(self, request, bearer, books):
            return {"team": bearer.team.pk, "number": books.number, "thread": threading.get_ident()}

    made = Toy()
    tool = tools.Tool("toy", "Toy", "A toy.", Books, lambda *given: made.does(*given), reads=True)
    monkeypatch.setitem(offered.TOOLS, "toy", tool)
    return made


@pytest.fixture
def program(people):
    return Program(token_of(people.owner, people.team))


def refused(answer, status):
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, status)
    assert body["requestId"] == answer.headers["X-Request-Id"]
    return body


def test_without_a_good_token_it_is_401_and_says_how(people, program):
    secret = token_of(people.owner, people.team)
    dead = [token_of(people.owner, people.team) for _ in range(2)]
    rows = Token.objects.order_by("-pk")
    Token.objects.filter(pk=rows[0].pk).update(revoked_at=timezone.now())
    Token.objects.filter(pk=rows[1].pk).update(expires_at=timezone.now())
    for header in (
        "",
        "Bearer",
        f"Basic {secret}",
        f"Bearer {secret}x",
        f"Bearer {secret[:-1]}",
        *(f"Bearer {one}" for one in dead),
    ):
        answer = program.post(message("tools/list"), Authorization=header)
        assert refused(answer, 401)["error"] == "unauthorized"
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Panelwright"'


def test_a_session_alone_opens_nothing(people):
    client = Client()
    client.force_login(people.owner)
    refused(client.post("/api/mcp", message("tools/list"), content_type="application/json"), 401)


def test_it_makes_no_session_and_wants_no_csrf_token(people, program):
    program.client.handler.enforce_csrf_checks = True
    answer = program.post(message("tools/list"))
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("origin", ["http://testserver", "null", "https://elsewhere.example", ""])
def test_whatever_comes_from_a_web_page_is_refused(program, origin):
    refused(program.post(message("tools/list"), Origin=origin), 403)


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_other_methods_are_not_taken(program, method):
    answer = getattr(program.client, method)("/api/mcp")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


def test_a_slash_at_the_end_is_no_other_address(program):
    answer = program.client.post("/api/mcp/", message("ping"), content_type="application/json")
    assert answer.json()["result"] == {}


@pytest.mark.parametrize("version", OLD)
def test_programs_of_2025_shake_hands(program, version):
    told = program.post(message("initialize", {"protocolVersion": version, **HELLO})).json()["result"]
    assert told["protocolVersion"] == version
    assert told["serverInfo"]["name"] == "panelwright"
    assert "tools" in told["capabilities"]
    assert "get_comic_generation_status" in told["instructions"]
    assert program.post({"jsonrpc": "2.0", "method": "notifications/initialized"}).status_code == 202


@pytest.mark.parametrize("asked", ["2024-11-05", "1999-01-01"])
def test_other_versions_are_offered_one_that_is_spoken(program, asked):
    told = program.post(message("initialize", {"protocolVersion": asked, **HELLO})).json()["result"]
    assert told["protocolVersion"] in ("2024-11-05", *OLD)


def test_programs_of_2026_need_no_handshake(people):
    program = Program(token_of(people.owner, people.team), version=NEW)
    assert NEW in program.ask("server/discover")["result"]["supportedVersions"]
    assert "tools" in program.ask("tools/list")["result"]


@pytest.mark.parametrize("version", [*OLD, NEW])
def test_a_tool_is_listed_with_all_of_its_input_and_answers(people, toy, version):
    program = Program(token_of(people.owner, people.team), version=version)
    (listed,) = (one for one in program.ask("tools/list")["result"]["tools"] if one["name"] == "toy")
    assert listed["inputSchema"]["type"] == "object"
    assert listed["inputSchema"]["properties"]["number"] | {"title": ""} == {
        "default": 1,
        "description": "How many.",
        "maximum": 20,
        "minimum": 1,
        "title": "",
        "type": "integer",
    }
    assert "$ref" not in json.dumps(listed)
    assert listed["inputSchema"]["properties"]["shelf"]["anyOf"][0]["required"] == ["name"]
    assert listed["annotations"]["readOnlyHint"] is True
    assert program.call("toy", number=7)["structuredContent"]["number"] == 7


@pytest.mark.parametrize("version", [OLD[0], NEW])
def test_work_is_done_on_the_thread_and_connection_of_the_request(people, toy, version):
    """A row of a transaction that nobody else sees is there, and what the tool writes is there afterwards."""

    def rename(request, bearer, books):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        Team.objects.filter(pk=bearer.team.pk).update(name="By tool")
        return {"thread": threading.get_ident()}

    toy.does = rename
    told = Program(token_of(people.owner, people.team), version=version).call("toy")["structuredContent"]
    assert told["thread"] == threading.get_ident()
    people.team.refresh_from_db()
    assert people.team.name == "By tool"


@pytest.mark.parametrize(("error", "code", "sentence"), PEOPLE_READ)
def test_errors_for_people_are_told(program, toy, error, code, sentence):
    def fail(*_):
        raise error

    toy.does = fail
    told = program.told("toy", code)
    assert told["message"] == sentence
    assert told["requestId"].startswith("req_")


@pytest.mark.parametrize("version", [OLD[0], NEW])
def test_other_errors_are_written_down_and_not_told(people, toy, caplog, version):
    def fail(*_):
        raise RuntimeError("the secret of the house")

    toy.does = fail
    program = Program(token_of(people.owner, people.team), version=version)
    with caplog.at_level(logging.ERROR):
        told = program.ask("tools/call", {"name": "toy", "arguments": {}})
    assert told["error"]["code"] == -32603
    assert "secret" not in json.dumps(told)
    request_id = told["error"]["data"]["requestId"]
    (line,) = (record for record in caplog.records if record.name == "comics.mcp.calls")
    assert request_id in line.getMessage()
    assert "the secret of the house" in line.exc_text or "the secret of the house" in str(line.exc_info)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"number": "many"}, "number"),
        ({"number": 21}, "number"),
        ({"number": True, "shelf": 3}, "shelf"),
        ({"number": 1e400}, "number"),
        ({"shelf": {"name": ""}}, "shelf.name"),
        ({"shelf": []}, "shelf"),
    ],
)
def test_input_of_the_wrong_kind_is_told_by_its_name(program, toy, arguments, field):
    told = program.told("toy", 422, **arguments)
    assert field in [each["field"] for each in told["details"]]
    assert told["message"].startswith(told["details"][0]["field"])


@pytest.mark.parametrize("version", [OLD[0], NEW])
def test_an_unknown_tool_is_named_as_such(people, version):
    told = Program(token_of(people.owner, people.team), version=version).ask("tools/call", {"name": "rm", "arguments": {}})
    assert told["error"]["code"] == -32602
    assert "no such tool" in told["error"]["message"]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("subscriptions/listen", {"notifications": {"toolsListChanged": True}}),
        ("resources/list", {}),
        ("prompts/get", {"name": "x"}),
        ("no/such", {}),
        ("tools/call", {"name": "toy", "arguments": [1]}),
    ],
)
def test_what_is_not_offered_is_said_at_once(people, toy, method, params):
    """A stream would hold the thread that answers: none is opened, whatever a program of the newest protocol asks for."""
    told = Program(token_of(people.owner, people.team), version=NEW).ask(method, params)
    assert told["error"]["code"] in (-32601, -32602)


DEEP = "[" * 100_000
STRANGE = (
    b"",
    b"null",
    b"[]",
    b'"tools/list"',
    b"{",
    b"\xff\xfe",
    b"\x00",
    json.dumps([message("tools/list"), message("ping", id=2)]).encode(),
    json.dumps({"id": 1, "method": "tools/list"}).encode(),
    json.dumps({"jsonrpc": "1.0", "id": 1, "method": "tools/list"}).encode(),
    json.dumps(message("tools/list", id={"a": 1})).encode(),
    json.dumps(message("tools/list", id=[1])).encode(),
    json.dumps(message("tools/list", id=None)).encode(),
    json.dumps(message("tools/list", id=1.5)).encode(),
    json.dumps(message("tools/call", {"name": 7})).encode(),
    json.dumps(message("tools/call", {"name": "toy", "arguments": [1]})).encode(),
    json.dumps(message("tools/call", {"name": "toy", "arguments": "x"})).encode(),
    json.dumps(message("tools/call", {"name": "\x00", "arguments": {}})).encode(),
    json.dumps(message("tools/call", {"name": "toy", "arguments": {"shelf": {"name": "\ud800"}}})).encode(),
    json.dumps(message("no/such")).encode(),
    json.dumps(message("subscriptions/listen", {})).encode(),
    json.dumps(message("resources/list")).encode(),
    json.dumps(message("tools/list", {"cursor": "x"})).encode(),
    json.dumps({"jsonrpc": "2.0", "id": 1, "result": {}}).encode(),
    json.dumps({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}).encode(),
    b'{"jsonrpc": "2.0", "id": ' + b"9" * 5000 + b', "method": "tools/list"}',
    b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": ' + DEEP.encode() + b"}",
    DEEP.encode(),
)


@pytest.mark.parametrize("version", [None, OLD[-1], NEW, "1999-01-01", "\x7f"])
@pytest.mark.parametrize("body", STRANGE, ids=lambda body: body[:40].decode("latin-1"))
def test_strange_messages_are_answered_as_json(program, toy, body, version, caplog):
    versioned = {"Mcp-Protocol-Version": version, "Mcp-Method": "tools/list"} if version else {}
    with caplog.at_level(logging.ERROR):
        answer = program.post(body, **versioned)
    assert answer.status_code < 500
    assert not caplog.records
    if answer.status_code != 202:
        assert isinstance(answer.json(), dict)


def test_a_body_beyond_all_measure_is_413(program):
    refused(program.post(b" " * 2_600_000), 413)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_other_kinds_of_content_are_not_read(program, kind):
    answer = program.client.post("/api/mcp", json.dumps(message("tools/list")), content_type=kind)
    refused(answer, 415)


@pytest.mark.parametrize("accept", ["application/json", "application/json, text/event-stream", "*/*", "text/html", ""])
def test_json_is_answered_whatever_else_is_taken(program, accept):
    answer = program.post(message("ping"), Accept=accept)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["result"] == {}


def test_the_sdk_is_shown_neither_token_nor_cookie(program, toy, monkeypatch):
    seen = []
    real = server.Exchange

    def spy(*given, **named):
        seen.append(named["headers"])
        return real(*given, **named)

    monkeypatch.setattr(server, "Exchange", spy)
    program.post(message("ping"), Cookie="studio_session=abc", **{"Mcp-Protocol-Version": OLD[0]})
    (headers,) = seen
    assert headers == [("Mcp-Protocol-Version", OLD[0])]
