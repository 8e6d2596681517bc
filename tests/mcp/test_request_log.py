"""A call of a tool is a line of the request log, as a request of REST is."""

import pytest

from comics.mcp import offered
from comics.models import ApiPlan, ApiRequest, Team
from tests.mcp.talk import Program, token_of
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def program(people):
    return Program(token_of(people.owner, people.team))


def lines():
    return list(ApiRequest.objects.order_by("pk").values_list("door", "method", "endpoint", "object", "status"))


def test_the_line_names_the_tool_and_how_it_ended(program):
    program.ask("tools/list")
    program.call("list_comic_generations")
    program.told("export_comic", 404, id="gen_99", edition="pdf")
    program.told("export_comic", 422, id="secret words", edition="nonsense")
    assert lines() == [
        ("mcp", "POST", "/api/mcp", "", 200),
        ("mcp", "POST", "list_comic_generations", "", 200),
        ("mcp", "POST", "export_comic", "gen_99", 404),
        ("mcp", "POST", "export_comic", "", 422),
    ]


def test_a_fault_of_a_tool_is_a_fault(program, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError

    monkeypatch.setitem(vars(offered.TOOLS["list_comic_generations"]), "answer", fail)
    program.ask("tools/call", {"name": "list_comic_generations", "arguments": {}})
    assert lines() == [("mcp", "POST", "list_comic_generations", "", 500)]


def test_too_many_requests_are_refused_before_the_tool(program, people):
    terms = {"name": "p", "creates_per_minute": 2, "reads_per_minute": 2, "credits_per_month": 100}
    Team.objects.filter(pk=people.team.pk).update(api_plan=ApiPlan.objects.create(**terms))
    statuses = [program.post('{"jsonrpc": "2.0", "id": 1, "method": "ping"}') for _ in range(3)]
    assert statuses[-1].status_code == 429
    assert statuses[-1].headers["RateLimit-Policy"] == '"reads";q=2;w=60'
    assert lines()[-1] == ("mcp", "POST", "/api/mcp", "", 429)
