"""Whatever goes wrong at the REST door is told as JSON, with the id that the header carries too."""

import pytest

pytestmark = pytest.mark.django_db


def told(answer, status):
    body = answer.json()
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("application/json")
    assert set(body) >= {"code", "error", "message", "requestId"}
    assert body["code"] == status
    assert body["requestId"] == answer.headers["X-Request-Id"]
    return body


def test_an_address_that_there_is_not(client):
    assert told(client.get("/v1/nothing"), 404)["error"] == "not_found"


def test_a_host_that_is_not_ours(client):
    assert told(client.get("/v1/openapi.json", headers={"Host": "elsewhere.example"}), 400)["error"] == "bad_request"


def test_pages_keep_their_own_words(client):
    assert client.get("/nothing").headers["Content-Type"].startswith("text/html")
