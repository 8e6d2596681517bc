"""Every tool, and who gets what from it: by role, by scope, by team. No answer holds anything of another team's."""

import json
from dataclasses import dataclass

import pytest
from django.db import transaction

from comics.jobs import queue
from comics.mcp.offered import TOOLS
from comics.models import Export, Member, Team
from comics.serialize.ids import export_id, generation_id
from comics.vocabulary import LADDER, Scope
from comics.web import connecting
from tests.mcp.talk import NEW, OLD, Program, token_of
from tests.rows import draw_issue
from tests.studio import make_people, make_user

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Line:
    """What a tool asks of whoever calls it, and an input that does something; `names` says that it names a row."""

    scope: Scope
    least: str
    names: bool = True
    sent: tuple = ()


TABLE = {
    "create_comic_generation": Line(Scope.DRAW, "editor", names=False, sent=(("prompt", "A fox"), ("fixPanelNum", 1))),
    "get_comic_generation_status": Line(Scope.READ, "viewer"),
    "get_api_usage": Line(Scope.READ, "viewer", names=False),
    "continue_comic_generation": Line(Scope.DRAW, "editor", sent=(("prompt", "They walk on"), ("fixPanelNum", 1))),
    "redraw_comic_panel": Line(Scope.DRAW, "editor", sent=(("panel", 0), ("prompt", "Closer"))),
    "list_comic_generations": Line(Scope.READ, "viewer", names=False),
    "export_comic": Line(Scope.EXPORT, "letterer", sent=(("edition", "text"),)),
    "get_comic_export_status": Line(Scope.EXPORT, "letterer"),
}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people, django_capture_on_commit_callbacks):
    return draw_issue(people, django_capture_on_commit_callbacks, title="Secret of the Fox")


@pytest.fixture
def export(issue, people):
    return Export.objects.create(issue=issue, edition="text", pages=1, nonce="n" * 20, by=people.owner)


@pytest.fixture
def sent(issue, export):
    """The input of a tool, with the ids of our team's rows where it takes one."""

    def sent(tool):
        line = TABLE[tool]
        ids = {"id": export_id(export.pk) if tool == "get_comic_export_status" else generation_id(issue.pk)}
        return {**(ids if line.names else {}), **dict(line.sent)}

    return sent


def call(program, tool, arguments):
    """What a tool answers; whatever it changes is taken back."""
    with transaction.atomic(), queue.here():
        result = program.call(tool, **arguments)
        transaction.set_rollback(True)
    return result


def allowed(result):
    assert not result["isError"], result
    return True


def refused(result, *codes):
    assert result["isError"], result
    assert result["structuredContent"]["code"] in codes, result
    assert "Secret" not in json.dumps(result)
    return True


def test_every_tool_has_its_line_here_and_its_scope_on_the_page():
    assert set(TABLE) == set(TOOLS)
    assert {name: scope for scope, name, _ in connecting.TOOLS if name in TABLE} == {
        name: line.scope for name, line in TABLE.items()
    }


@pytest.mark.parametrize("tool", TABLE)
@pytest.mark.parametrize("role", ["viewer", "letterer", "editor", "owner"])
def test_a_member_gets_as_far_as_the_role_allows(people, sent, tool, role):
    person = make_user("role")
    Member.objects.create(team=people.team, user=person, role=role)
    result = call(Program(token_of(person, people.team)), tool, sent(tool))
    assert allowed(result) if LADDER.index(role) >= LADDER.index(TABLE[tool].least) else refused(result, 403)


@pytest.mark.parametrize("tool", TABLE)
@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("version", [OLD[-1], NEW])
def test_a_token_gets_as_far_as_its_scope(people, sent, tool, scope, version):
    program = Program(token_of(people.owner, people.team, scope), version=version)
    result = call(program, tool, sent(tool))
    assert allowed(result) if scope == TABLE[tool].scope else refused(result, 403)


@pytest.mark.parametrize("tool", TABLE)
def test_what_another_team_has_is_not_there(people, sent, tool):
    """A stranger, and the owner with a token for another team of theirs, find nothing of ours: neither rows nor words."""
    other = Team.objects.create(name="Other Press")
    Member.objects.create(team=other, user=people.owner, role="owner")
    for token in (token_of(people.stranger, people.stranger.personal_team), token_of(people.owner, other)):
        result = call(Program(token), tool, sent(tool))
        if TABLE[tool].names:
            assert refused(result, 404)
        assert "Secret" not in json.dumps(result)
        assert "Lantern" not in json.dumps(result)


@pytest.mark.parametrize("tool", TABLE)
def test_whoever_left_the_team_has_no_token_any_more(people, sent, tool):
    token = token_of(people.member, people.team)
    Member.objects.filter(user=people.member, team=people.team).delete()
    arguments = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": sent(tool)}}
    assert Program(token).post(arguments).status_code == 401


@pytest.mark.parametrize("tool", [name for name, line in TABLE.items() if line.names])
@pytest.mark.parametrize(
    "id", ["", "gen_", "gen_0", "gen_99999999999999999999", "12", "exp_1; DROP", "gen_1\x00", "gen_٣", 7, None, [], {}]
)
def test_ids_that_are_none_are_told_as_such(people, sent, tool, id):
    assert refused(call(Program(token_of(people.owner, people.team)), tool, {**sent(tool), "id": id}), 404, 422)


@pytest.mark.parametrize("tool", [name for name, line in TABLE.items() if line.names])
def test_what_lies_in_the_bin_is_not_there(people, issue, sent, tool):
    arguments = sent(tool)
    issue.bin()
    assert refused(call(Program(token_of(people.owner, people.team)), tool, arguments), 404)
