"""The OpenAPI document is whole, its examples keep its own rules, and the page shows all of it at this studio's address."""

import html
import json
import re

import jsonschema_rs
import pytest
from django.test import Client
from pydantic import ValidationError

from comics.api.code_samples import SDK
from comics.api.document import operations
from comics.api.document_parts import TAGS
from comics.api.document_words import kind_of
from comics.api.urls import api
from comics.jobs import queue
from comics.models import Token
from comics.vocabulary import Scope
from comics.wire import CreateOrder
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return Client().get("/v1/openapi.json").json()


def every(document):
    return list(operations(document))


def page(path="/developers/", **headers):
    answer = Client().get(path, headers=headers)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_it_needs_no_token_and_is_only_read():
    assert Client().get("/v1/openapi.json").status_code == 200
    assert Client().put("/v1/openapi.json").status_code == 405


def test_every_operation_of_the_door_is_in_it(document):
    told = {(path, method) for path, method, _ in every(document)}
    there = {
        (re.sub(r"{\w+:", "{", path) if path.startswith("/") else f"/{path}", method.lower())
        for router in api._get_bound_routers()
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }
    assert told == there
    assert len(told) >= 8


def test_every_operation_says_all_that_is_needed(document):
    ids = [operation["operationId"] for _, _, operation in every(document)]
    assert len(ids) == len(set(ids))
    for path, method, operation in every(document):
        name = f"{method} {path}"
        assert re.fullmatch(r"[a-z][A-Za-z]+", operation["operationId"]), name
        assert operation["description"].endswith("."), name
        assert operation["tags"], name
        assert set(operation["tags"]) <= set(TAGS), name
        assert operation["security"] == [{"TokenAuth": []}], name
        for parameter in operation["parameters"]:
            assert parameter["description"], (name, parameter["name"])
            assert "examples" not in parameter, (name, "OpenAPI wants a map there")


def test_every_answer_says_its_headers_and_every_error_its_shape(document):
    for path, method, operation in every(document):
        told = operation["responses"]
        assert {"400", "401", "403", "429", "500"} <= set(told), path
        assert ("404" in told) or "{" not in path
        assert ("413" in told) or "requestBody" not in operation
        for status, answer in told.items():
            assert {"X-Request-Id", "RateLimit", "RateLimit-Policy"} <= set(answer["headers"]), (path, method, status)
            if int(status) >= 400:
                [content] = answer["content"].values()
                assert content["schema"] == {"$ref": "#/components/schemas/Error"}
                assert content["example"]["code"] == int(status)
        assert "Retry-After" in told["429"]["headers"]
        assert "WWW-Authenticate" in told["401"]["headers"]


def test_what_makes_something_heeds_a_key(document):
    keyed = {
        operation["operationId"]
        for _, _, operation in every(document)
        if "Idempotency-Key" in {each["name"] for each in operation["parameters"]}
    }
    assert keyed == {"createComicGeneration", "changeComicGeneration", "createExport"}


@pytest.mark.parametrize(
    "sign", [*map(chr, range(0x100)), "\u1680", "\u2003", "\u2028", "\u202f", "\u3000", "\ufeff", "é", "漫"]
)
def test_an_address_is_read_as_its_schema_says(document, sign):
    """Spaces are not the same ones in Python and in JSON schemas, so that the schema names them."""
    schema = {"$ref": "#/components/schemas/CreateOrder", "components": document["components"]}
    sent = {"promptUrl": f"https://example.org/{sign}"}
    try:
        CreateOrder(**sent)
        read = True
    except ValidationError:
        read = False
    assert jsonschema_rs.is_valid(schema, sent) is read


def test_a_key_does_not_hide_that_a_method_is_not_taken():
    people = make_people()
    _, secret = Token.objects.make(people.owner, people.team, name="program", scopes=list(Scope))
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "one"}
    body = {"data": {"prompt": "A fox."}, "content_type": "application/json", "headers": headers}
    with queue.here():
        assert Client().post("/v1/comics/generations", **body).status_code == 200
    answer = Client().patch("/v1/comics/generations", **body)
    assert (answer.status_code, set(answer.headers["Allow"].split(", "))) == (405, {"GET", "POST"})


def test_every_reference_leads_somewhere_and_nothing_is_left_over(document):
    text = json.dumps(document)
    for kind in ("schemas", "headers"):
        named = set(re.findall(rf"#/components/{kind}/([\w-]+)", text))
        assert named == set(document["components"][kind])


def test_examples_keep_the_rules_beside_them(document):
    def check(schema, example, where):
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "components": document["components"]}
        assert jsonschema_rs.is_valid(whole, example), (where, example)

    for path, method, operation in every(document):
        for body in (operation.get("requestBody", {}), *operation["responses"].values()):
            for content in body.get("content", {}).values():
                if "example" in content:
                    check(content["schema"], content["example"], f"{method} {path}")
        for parameter in operation["parameters"]:
            if "example" in parameter:
                check(parameter["schema"], parameter["example"], (path, parameter["name"]))


def test_the_server_is_where_the_operator_says(settings):
    settings.PUBLIC_URL = "https://comics.example.org"
    assert Client().get("/v1/openapi.json").json()["servers"][0]["url"] == "https://comics.example.org/v1"
    settings.PUBLIC_URL = ""
    assert Client().get("/v1/openapi.json").json()["servers"][0]["url"] == "/v1"


def test_the_page_shows_every_operation_with_its_fields_and_errors(document):
    shown = page()
    for path, method, operation in every(document):
        assert f'id="{operation["operationId"]}"' in shown
        section = shown.partition(f'id="{operation["operationId"]}"')[2].partition("</article>")[0]
        assert path in section
        assert method.upper() in section
        assert "curl" in section
        for parameter in operation["parameters"]:
            assert f"<code>{parameter['name']}</code>" in section
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert f"<code>{status} {answer['content']['application/json']['example']['error']}</code>" in section


def test_the_page_is_at_this_very_studio_and_needs_no_script():
    shown = page(Host="localhost:8123")
    assert "http://localhost:8123/v1/series" in shown
    assert "testserver" not in shown
    assert "<style" not in shown
    assert " style=" not in shown
    assert not re.search(r"<script(?![^>]*src=)", shown)
    assert not re.search(r" on\w+=", shown)


def test_the_calls_of_the_sdk_are_of_operations_that_there_are(document):
    there = {(method, path) for path, method, _ in every(document)}
    assert set(SDK) <= there


@pytest.mark.parametrize("name", ["python", "curl"])
def test_what_is_shown_can_be_run(name):
    for text in re.findall(rf'<pre id="\w+-{name}"[^>]*>(.*?)</pre>', page(), re.DOTALL):
        if name == "python":
            compile(text, name, "exec")
        else:
            assert text.count("'") % 2 == 0
            body = re.search(r"-d '(.*)'", text, re.DOTALL)
            assert body is None or json.loads(body[1])


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 100}, "whole number, 1 to 100"),
        ({"type": "integer", "minimum": 1, "maximum": 2**63 - 1}, "whole number, 1 or more"),
        ({"type": "string", "maxLength": 200000}, "text, up to 200,000 characters"),
        ({"type": "string", "format": "date-time"}, "text, a moment (ISO 8601)"),
        ({"enum": ["a", "b"], "type": "string"}, '"a", "b"'),
        ({"anyOf": [{"const": "x"}, {"type": "boolean"}, {"type": "null"}]}, '"x" or yes or no or null'),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 4}, "list of text, 4 at most"),
        ({"type": "object"}, "object"),
        ({}, "value"),
    ],
)
def test_types_are_told_in_words(schema, words):
    assert kind_of(schema, {}) == words
