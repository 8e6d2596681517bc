"""Every operation of the REST door, and who gets what there: by role, by scope, by team; never by a cookie.

An operation that has no line in the table fails the first test: whoever adds one says here what it asks for.
"""

import json
from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from comics.api.urls import api
from comics.jobs import queue
from comics.models import Export, Member, Team, Token
from comics.serialize.ids import export_id, generation_id
from comics.vocabulary import LADDER, Scope
from tests.studio import flat_engine, launch, make_issue, make_people, make_user

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Line:
    """What an operation asks of whoever calls it: a scope, the least role, what it is sent, what it answers when it may.

    `row` is the kind of row that its address names, empty for none; `file` is sent as a form instead.
    """

    scope: Scope
    least: str
    row: str = ""
    sent: dict = field(default_factory=dict)
    file: bytes = b""
    answers: int = 200


TABLE = {
    "createComicGeneration": Line(Scope.DRAW, "editor", sent={"prompt": "A fox walks home."}),
    "getComicGeneration": Line(Scope.READ, "viewer", "comic"),
    "changeComicGeneration": Line(Scope.DRAW, "editor", "comic", {"panel": 0, "prompt": "A fox."}),
    "listComicGenerations": Line(Scope.READ, "viewer"),
    "listSeries": Line(Scope.READ, "viewer"),
    "getSeries": Line(Scope.READ, "viewer", "series"),
    "listIssuesOfSeries": Line(Scope.READ, "viewer", "series"),
    "listIssues": Line(Scope.READ, "viewer"),
    "getIssue": Line(Scope.READ, "viewer", "issue"),
    "uploadFile": Line(Scope.DRAW, "editor", file=b"A fox walks home."),
    "createExport": Line(Scope.EXPORT, "letterer", "comic", {"edition": "text"}, answers=202),
    "listExports": Line(Scope.EXPORT, "letterer", "comic"),
    "getExport": Line(Scope.EXPORT, "letterer", "export"),
    "getComicUsage": Line(Scope.READ, "viewer"),
}


def operations():
    """Every operation of the door by its name: method and address."""
    paths = api.get_openapi_schema()["paths"]
    return {told["operationId"]: (method.upper(), f"/v1{path}") for path, of in paths.items() for method, told in of.items()}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def rows(people, django_capture_on_commit_callbacks):
    issue = make_issue(people, title="Secret of the Fox")
    with flat_engine(), queue.here() as work:
        with django_capture_on_commit_callbacks(execute=True):
            launch(issue, people, draw=False, pages=1, per_page=2)
        while work:
            with django_capture_on_commit_callbacks(execute=True):
                queue.run(work.pop(0))
    export = Export.objects.create(issue=issue, edition="text", pages=1, nonce="n" * 20, by=people.owner)
    return {
        "comic": generation_id(issue.pk),
        "series": issue.series_id,
        "issue": issue.pk,
        "export": export_id(export.pk),
    }


@pytest.fixture
def ask(rows):
    """Ask for an operation; whatever it changes is taken back."""

    def asked(client, name):
        method, path = operations()[name]
        line = TABLE[name]
        sent = {"data": json.dumps(line.sent), "content_type": "application/json"} if line.sent else {}
        if line.file:
            form = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("story.txt", line.file)})
            sent = {"data": form, "content_type": MULTIPART_CONTENT}
        with transaction.atomic(), queue.here():
            answer = client.generic(method, path.replace("{id}", str(rows.get(line.row, ""))), **sent)
            transaction.set_rollback(True)
        return answer

    return asked


def program(person, team, *scopes):
    _, secret = Token.objects.make(person, team, name="program", scopes=list(scopes or Scope))
    return Client(headers={"Authorization": f"Bearer {secret}"})


def refused(answer, *statuses):
    assert answer.status_code in statuses, answer.content
    assert answer.json()["code"] == answer.status_code
    assert "Secret" not in answer.content.decode()


def test_every_operation_has_its_line():
    assert set(TABLE) == set(operations())


@pytest.mark.parametrize("name", TABLE)
def test_without_a_token_nobody_gets_anything(people, ask, name):
    signed_in = Client()
    signed_in.force_login(people.owner)
    broken = Client(headers={"Authorization": f"Bearer pw_{'x' * 49}"})
    for client in (Client(), signed_in, broken):
        answer = ask(client, name)
        refused(answer, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("role", LADDER)
@pytest.mark.parametrize("name", TABLE)
def test_a_member_gets_as_far_as_the_role_allows(people, ask, name, role):
    person, line = make_user("role"), TABLE[name]
    Member.objects.create(team=people.team, user=person, role=role)
    answer = ask(program(person, people.team), name)
    if LADDER.index(role) >= LADDER.index(line.least):
        assert answer.status_code == line.answers, answer.content
    else:
        refused(answer, 403)


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("name", TABLE)
def test_a_token_gets_as_far_as_its_scope(people, ask, name, scope):
    answer = ask(program(people.owner, people.team, scope), name)
    if scope == TABLE[name].scope:
        assert answer.status_code == TABLE[name].answers, answer.content
    else:
        refused(answer, 403)


@pytest.mark.parametrize("scope", [None, *Scope])
@pytest.mark.parametrize("name", TABLE)
def test_what_another_team_has_is_not_there(people, ask, name, scope):
    """Neither for a stranger nor for the owner with a token for another team of theirs."""
    other = Team.objects.create(name="Other Press")
    Member.objects.create(team=other, user=people.owner, role="owner")
    line, scopes = TABLE[name], [scope] if scope else []
    for person, team in ((people.stranger, people.stranger.personal_team), (people.owner, other)):
        answer = ask(program(person, team, *scopes), name)
        assert "Secret" not in answer.content.decode()
        if line.row:
            refused(answer, *((404,) if scope in (None, line.scope) else (403, 404)))
