"""The main job through MCP, with the official client: connect, list, create, wait, look at one panel, continue, redraw, count.

It goes the way of the example in the documents of the Comic API: whatever was listed is called by its name with arguments.
"""

import anyio
import pytest

from comics.jobs import queue
from comics.mcp.offered import TOOLS
from comics.models import ApiPlan, ApiRequest, Issue, Team
from comics.vocabulary import SIZES, Scope
from tests.mcp.talk import NEW, Program, token_of
from tests.mcp.test_clients import connect
from tests.studio import flat_engine, make_people, work_off
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SEEDS = ("create_comic_generation", "get_comic_generation_status", "get_api_usage")
STORY = {
    "prompt": "Alice and Bob followed an old map through a mysterious forest.",
    "preset": "render",
    "size": "1024x1024",
    "pagination": {"totalPages": 2, "panelsPerPage": 2},
    "language": "English",
    "upscale": "2K",
    "comicRoles": [{"name": "Alice", "age": 12, "gender": "female", "dress": "a light brown explorer jacket"}],
    "comicLocations": [{"name": "Dreamwood Forest"}],
}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def token(people):
    return token_of(people.owner, people.team)


@pytest.fixture
def program(token):
    return Program(token)


@pytest.fixture
def drawn():
    """Calls a tool and has all that it begins drawn before it answers."""

    def drawn(program, tool, **arguments):
        with flat_engine(), queue.here() as work:
            result = program.call(tool, **arguments)
            work_off(work)
        assert not result["isError"], result
        return result["structuredContent"]

    return drawn


@pytest.mark.parametrize("version", ["legacy", "auto", NEW])
def test_a_program_of_the_documents_finds_its_tools_and_uses_them(live_server, people, token, version):
    async def flow(client):
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert list(tools)[:3] == list(SEEDS)
        usage = await client.call_tool("get_api_usage", {})
        made = await client.call_tool("create_comic_generation", STORY)
        status = await client.call_tool("get_comic_generation_status", {"id": made.structured_content["id"]})
        return usage, made, status

    told = anyio.run(connect, live_server.url, token, flow, version, {"Accept": "application/json"})
    assert not any(result.is_error for result in told), told
    usage, made, status = (result.structured_content for result in told)
    assert {"apiUsageCount", "apiMaxUsage", "credits", "isPaidPlan"} <= set(usage)
    assert (made["status"], made["usage"]) == ("LOADING", {"total_comics": 4})
    assert [len(page["panels"]) for page in status["comics"]] == [2, 2]
    assert Issue.objects.get().series.team == people.team


def test_from_the_first_words_to_a_panel_drawn_again(program, drawn):
    made = drawn(program, "create_comic_generation", **STORY)
    whole = program.call("get_comic_generation_status", id=made["id"])["structuredContent"]
    assert whole["status"] == "PROCESSED"
    address = whole["comics"][1]["panels"][0]["assetUrl"]
    assert program.client.get(address.removeprefix("http://testserver"), headers={"Authorization": ""}).status_code == 200
    for place in ({"panel": 0, "page": 1}, {"panel_index": 0, "page_index": 1}):
        one = program.call("get_comic_generation_status", id=made["id"], **place)["structuredContent"]
        assert one["data"]["assetUrl"] == address
    more = drawn(program, "continue_comic_generation", id=made["id"], prompt="At dawn they find a key.", fixPanelNum=1)
    assert (more["page"], more["usage"]["continued_pages"]) == (2, 1)
    again = drawn(program, "redraw_comic_panel", id=made["id"], page=1, panel=0, prompt="Closer", caption="Alice: Look!")
    assert again["panel"] == {"page": 1, "panel": 0}
    whole = program.call("get_comic_generation_status", id=made["id"])["structuredContent"]
    assert whole["comics"][1]["panels"][0]["assetUrl"] not in ("", address)
    assert [page["page"] for page in whole["comics"]] == [0, 1, 2]
    (listed,) = program.call("list_comic_generations")["structuredContent"]["data"]
    assert (listed["id"], listed["pages"], listed["panels"]) == (made["id"], 3, 5)


def test_every_field_of_the_documents_is_in_the_schema():
    create = TOOLS["create_comic_generation"].schema["properties"]
    assert {
        *("prompt", "promptUrl", "model", "preset", "size", "fixPanelNum", "pagination", "language", "upscale"),
        *("comicRoles", "comicLocations", "attachments"),
    } <= set(create)
    assert {"name", "age", "gender", "dress", "image"} <= set(_items(create["comicRoles"])["properties"])
    assert {"name", "image"} <= set(_items(create["comicLocations"])["properties"])
    assert {"type", "url"} <= set(_items(create["attachments"])["properties"])
    assert set(next(one for one in create["size"]["anyOf"] if "enum" in one)["enum"]) == set(SIZES)
    assert {"id", "panel", "page", "panel_index", "page_index"} <= set(
        TOOLS["get_comic_generation_status"].schema["properties"]
    )
    more = TOOLS["continue_comic_generation"].schema
    assert {"id", "prompt"} == set(more["required"])
    assert {"fixPanelNum", "pagination", "attachments"} <= set(more["properties"])
    assert {"id", "page", "panel", "prompt", "panelPrompt", "images", "caption"} <= set(
        TOOLS["redraw_comic_panel"].schema["properties"]
    )


def _items(field):
    return next(one for one in field["anyOf"] if one.get("type") == "array")["items"]


@pytest.mark.parametrize("tool", TOOLS.values(), ids=lambda tool: tool.name)
def test_schemas_are_taken_by_services_of_language_models(tool):
    """They want one object at the top, without combinations, and whole: nothing that is only named."""
    assert tool.schema["type"] == "object"
    assert not {"allOf", "anyOf", "oneOf", "not"} & set(tool.schema)
    assert "$ref" not in repr(tool.schema)
    assert tool.description


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, ""),
        ({"prompt": ""}, ""),
        ({"prompt": "A fox", "size": "10x10"}, "size"),
        ({"prompt": "A fox", "fixPanelNum": 21}, "fixPanelNum"),
        ({"prompt": "A fox", "fixPanelNum": "3"}, "fixPanelNum"),
        ({"prompt": "A fox", "pagination": {"totalPages": 0, "panelsPerPage": 4}}, "pagination.totalPages"),
        ({"prompt": "A fox", "fixPanelNum": 2, "pagination": {"totalPages": 1, "panelsPerPage": 4}}, ""),
        ({"prompt": "A fox\x00"}, "prompt"),
        ({"prompt": "A fox", "comicRoles": [{"age": 3}]}, "comicRoles.0.name"),
        ({"prompt": ["A fox"]}, "prompt"),
        ({"prompt": "A fox", "upscale": "8K"}, "upscale"),
    ],
)
def test_what_cannot_be_drawn_is_told_and_makes_nothing(program, sent, field):
    told = program.told("create_comic_generation", 422, **sent)
    assert told["message"]
    assert not field or any(each["field"].startswith(field) for each in told["details"]), told
    assert not Issue.objects.exists()


def test_limits_are_told_with_the_seconds_to_wait(program, people):
    Team.objects.filter(pk=people.team.pk).update(
        api_plan=ApiPlan.objects.create(name="small", creates_per_minute=1, reads_per_minute=4, credits_per_month=10)
    )
    assert not program.call("create_comic_generation", prompt="A fox", fixPanelNum=1)["isError"]
    told = program.told("create_comic_generation", 429, prompt="A fox", fixPanelNum=1)
    assert 1 <= told["retryAfter"] <= 60
    assert Issue.objects.count() == 1
    program.call("get_api_usage")
    program.call("get_api_usage")
    refused = program.post({"jsonrpc": "2.0", "id": 1, "method": "ping"})
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= 60


def test_credits_are_spent_and_told(program, people):
    Team.objects.filter(pk=people.team.pk).update(
        api_plan=ApiPlan.objects.create(name="small", creates_per_minute=9, credits_per_month=3)
    )
    program.call("create_comic_generation", prompt="A fox", fixPanelNum=2)
    usage = program.call("get_api_usage")["structuredContent"]
    assert (usage["apiUsageCount"], usage["apiMaxUsage"], usage["credits"]) == (2, 3, 1)
    program.told("create_comic_generation", 402, prompt="A fox", fixPanelNum=2)
    line = ApiRequest.objects.filter(endpoint="create_comic_generation", status=200).get()
    assert line.credits == 2


def test_every_call_is_a_line_in_the_request_log(program, people):
    made = program.call("create_comic_generation", prompt="A very secret fox", fixPanelNum=1)["structuredContent"]
    program.told("get_comic_generation_status", 404, id="gen_999999")
    program.ask("tools/list")
    lines = [(line.door, line.endpoint, line.object, line.status) for line in ApiRequest.objects.order_by("pk")]
    assert lines == [
        ("mcp", "create_comic_generation", made["id"], 200),
        ("mcp", "get_comic_generation_status", "gen_999999", 404),
        ("mcp", "/api/mcp", "", 200),
    ]
    assert {line.team for line in ApiRequest.objects.all()} == {people.team}


def test_a_token_without_the_scope_makes_nothing(people):
    Program(token_of(people.owner, people.team, Scope.READ)).told("create_comic_generation", 403, prompt="A fox")
    assert not Issue.objects.exists()


def test_calls_at_the_same_moment_are_counted_exactly(people, token):
    """Of twelve creates in the same instant as many are made as the plan has places for, and each is answered."""
    Team.objects.filter(pk=people.team.pk).update(
        api_plan=ApiPlan.objects.create(name="small", creates_per_minute=3, credits_per_month=100)
    )
    calls = [lambda: Program(token).call("create_comic_generation", prompt="A fox", fixPanelNum=1) for _ in range(12)]
    results = at_once(calls)
    codes = sorted(result["structuredContent"].get("code", 200) for result in results)
    assert codes == [200] * 3 + [429] * 9
    assert Issue.objects.count() == 3
