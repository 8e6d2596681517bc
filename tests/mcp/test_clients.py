"""The official client against a running studio, as the documents of the Comic API connect one: connect, list, call."""

import json

import anyio
import httpx2
import pytest
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client

from comics.mcp import offered, tools
from tests.mcp.talk import NEW, token_of
from tests.mcp.test_door import Books
from tests.studio import make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


async def connect(url, token, does, version="auto", headers=None):
    """What is done with a connected client; `version` is "legacy" for a handshake, or the newest protocol's date."""
    shown = {"Authorization": f"Bearer {token}", **(headers or {})}
    async with (
        httpx2.AsyncClient(headers=shown, timeout=30) as http,
        Client(streamable_http_client(f"{url}/api/mcp", http_client=http), mode=version) as client,
    ):
        return await does(client)


@pytest.fixture
def talk(live_server, people):
    """Connects, by default with a good token, and does something."""

    def talk(does, *, version="auto", token=None, **headers):
        token = token or token_of(people.owner, people.team)
        return anyio.run(connect, live_server.url, token, does, version, headers)

    return talk


@pytest.fixture
def echo(monkeypatch):
    """A tool that says what it was given."""
    tool = tools.Tool("echo", "Echo", "Echoes.", Books, lambda request, bearer, books: books.model_dump(), reads=True)
    monkeypatch.setitem(offered.TOOLS, "echo", tool)


@pytest.mark.parametrize("version", ["legacy", "auto", NEW])
@pytest.mark.parametrize("accept", [None, "application/json"])
def test_connect_list_and_call(talk, echo, version, accept):
    async def flow(client):
        listed = (await client.list_tools()).tools
        called = await client.call_tool("echo", {"number": 3})
        return [tool.name for tool in listed], called

    names, called = talk(flow, version=version, **({"Accept": accept} if accept else {}))
    assert "echo" in names
    assert not called.is_error
    assert called.structured_content == json.loads(called.content[0].text) == {"number": 3, "shelf": None}


@pytest.mark.parametrize("version", ["legacy", NEW])
def test_errors_come_as_the_client_knows_them(talk, echo, version):
    async def flow(client):
        wrong = await client.call_tool("echo", {"number": "three"})
        with pytest.raises(MCPError, match="no such tool"):
            await client.call_tool("nothing", {})
        return wrong

    wrong = talk(flow, version=version)
    assert wrong.is_error
    assert wrong.structured_content["code"] == 422


def test_calls_at_the_same_time_are_answered_each_with_its_own(talk, echo):
    async def flow(client):
        found = {}

        async def one(number):
            found[number] = (await client.call_tool("echo", {"number": number})).structured_content["number"]

        async with anyio.create_task_group() as group:
            for number in range(1, 9):
                group.start_soon(one, number)
        return found

    assert talk(flow) == {number: number for number in range(1, 9)}


@pytest.mark.parametrize("version", ["legacy", NEW])
def test_a_bad_token_connects_nobody(talk, echo, version):
    async def flow(client):
        return await client.list_tools()

    with pytest.raises(ExceptionGroup) as caught:
        talk(flow, version=version, token="pw_bad")
    assert caught.group_contains(MCPError, match="error response")
