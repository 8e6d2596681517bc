"""Lists by parts: whole, newest first, whatever comes meanwhile, with as many questions however long they are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comics.models import Issue, Page, Panel, Script, Series, Token
from comics.serialize import ids
from comics.vocabulary import Scope
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def program(person, team, scopes=(Scope.READ,)):
    _, secret = Token.objects.make(person, team, name="program", scopes=list(scopes))
    return Client(headers={"Authorization": f"Bearer {secret}"})


def make_series(team, title="Fox"):
    return Series.objects.create(team=team, title=title)


def make_issues(series, count, *, panels=2):
    """Issues with a page each, as if they had been drawn."""
    first = series.issues.count() + 1
    issues = [Issue.objects.create(series=series, number=first + n, title=f"Issue {first + n}") for n in range(count)]
    Script.objects.bulk_create([Script(issue=issue, text="[Panels]") for issue in issues])
    pages = Page.objects.bulk_create([Page(issue=issue, position=1) for issue in issues])
    Panel.objects.bulk_create([Panel(page=page, position=n) for page in pages for n in range(panels)])
    return issues


def walk(client, path, **query):
    """All rows of a list, part by part."""
    rows, cursor = [], ""
    while True:
        answer = client.get(path, {**query, "cursor": cursor} if cursor else query)
        assert answer.status_code == 200, answer.content
        body = answer.json()
        rows += body["data"]
        cursor = body["nextCursor"]
        if cursor is None:
            return rows


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
@pytest.mark.parametrize("path", ["/v1/issues", "/v1/comics/generations"])
def test_all_rows_are_told_once_newest_first(people, path, limit):
    made = make_issues(make_series(people.team), 7)
    key = {"/v1/issues": lambda issue: issue.pk}.get(path, lambda issue: ids.generation_id(issue.pk))
    told = [row["id"] for row in walk(program(people.owner, people.team), path, limit=limit)]
    assert told == [key(issue) for issue in reversed(made)]


def test_rows_that_come_or_go_meanwhile_move_nothing(people):
    series = make_series(people.team)
    old = make_issues(series, 4)
    client = program(people.owner, people.team)
    first = client.get("/v1/issues", {"limit": 2}).json()
    make_issues(series, 3)
    old[2].bin()
    rest = client.get("/v1/issues", {"limit": 2, "cursor": first["nextCursor"]}).json()
    assert [row["id"] for row in first["data"] + rest["data"]] == [old[3].pk, old[2].pk, old[1].pk, old[0].pk]
    assert rest["nextCursor"] is None


def test_series_and_their_issues(people):
    one, other = make_series(people.team, "One"), make_series(people.team, "Other")
    mine = make_issues(one, 3)
    make_issues(other, 2)
    client = program(people.owner, people.team)
    told = walk(client, "/v1/series", limit=1)
    assert [(row["title"], row["issues"]) for row in told] == [("Other", 2), ("One", 3)]
    expected = [issue.pk for issue in reversed(mine)]
    assert [row["id"] for row in walk(client, f"/v1/series/{one.pk}/issues", limit=2)] == expected
    assert [row["id"] for row in walk(client, "/v1/issues", series=one.pk)] == expected
    assert {row["series"]["id"] for row in walk(client, "/v1/comics/generations", series=other.pk)} == {other.pk}
    assert client.get(f"/v1/series/{one.pk}").json()["characters"] == []
    whole = client.get(f"/v1/issues/{mine[0].pk}").json()
    assert (whole["script"], whole["generation"], whole["panels"]) == ("[Panels]", f"gen_{mine[0].pk}", 2)


def test_the_status_is_that_of_all_generations_together(people):
    ready, moving, failed, redone, waiting, drawn = reversed(make_issues(make_series(people.team), 6))
    story = [(ready, "ready"), (moving, "ready", "drawing"), (failed, "ready", "failed"), (redone, "failed", "ready")]
    for issue, *states in [*story, (waiting, "held")]:
        for state in states:
            issue.generations.create(
                kind="create", engine="storyboard", size="1024x1024", nonce=f"{issue.pk}{state}", state=state
            )
    client = program(people.owner, people.team)
    told = {row["id"]: row["status"] for row in walk(client, "/v1/comics/generations")}
    words = ["PROCESSED", "LOADING", "FAILED", "PROCESSED", "LOADING", "PROCESSED"]
    order = [ready, moving, failed, redone, waiting, drawn]
    assert [told[ids.generation_id(issue.pk)] for issue in order] == words
    found = [row["id"] for row in walk(client, "/v1/comics/generations", status="LOADING", limit=1)]
    assert sorted(found) == sorted(ids.generation_id(issue.pk) for issue in (moving, waiting))


def test_what_was_never_launched_and_has_no_page_is_no_generation(people):
    series = make_series(people.team)
    Issue.objects.create(series=series, number=1)
    launched = Issue.objects.create(series=series, number=2)
    launched.generations.create(kind="create", engine="storyboard", size="1024x1024", nonce="n")
    client = program(people.owner, people.team)
    assert [row["id"] for row in walk(client, "/v1/comics/generations")] == [f"gen_{launched.pk}"]
    assert len(walk(client, "/v1/issues")) == 2


PATHS = ("/v1/series", "/v1/issues", "/v1/series/{series}/issues", "/v1/comics/generations")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cursor", ["x", "gen_1", "eyJ4Ijox", "é", "a:b:c", "MQ:" + "A" * 43, "1" * 201])
def test_a_broken_cursor_is_told(people, path, cursor):
    where = path.format(series=make_series(people.team).pk)
    answer = program(people.owner, people.team).get(where, {"cursor": cursor})
    assert answer.status_code == 422
    assert set(answer.json()) >= {"code", "error", "message", "requestId"}


def test_a_cursor_of_another_list_is_no_cursor(people):
    make_issues(make_series(people.team), 2)
    client = program(people.owner, people.team)
    cursor = client.get("/v1/issues", {"limit": 1}).json()["nextCursor"]
    assert client.get("/v1/comics/generations", {"cursor": cursor}).status_code == 422


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1.5", "9" * 40])
def test_a_limit_outside_its_bounds_is_told(people, limit):
    answer = program(people.owner, people.team).get("/v1/series", {"limit": limit})
    assert answer.status_code == 422
    assert "limit" in answer.json()["message"]


@pytest.mark.parametrize("path", PATHS)
def test_a_list_asks_as_often_however_long_it_is(people, path):
    for _ in range(3):
        make_issues(make_series(people.team), 1)
    series = Series.objects.last()
    make_issues(series, 3)
    client = program(people.owner, people.team)
    where = path.format(series=series.pk)
    client.get(where)  # the token is written down as used

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(where, {"limit": 100})
        return len(queries), len(answer.json()["data"])

    few = asked()
    for _ in range(57):
        make_series(people.team)
    make_issues(series, 57)
    many = asked()
    assert many[0] == few[0]
    assert many[1] >= 60 > few[1]


@pytest.mark.parametrize(
    "path", ["/v1/series/{series}", "/v1/issues/{issue}", "/v1/series/{series}/issues", "/v1/issues?series={series}"]
)
def test_what_lies_in_another_team_or_the_bin_is_not_there(people, path):
    series = make_series(people.team)
    [issue] = make_issues(series, 1)
    where = path.format(series=series.pk, issue=issue.pk)
    assert program(people.owner, people.team).get(where).status_code == 200
    assert program(people.stranger, people.stranger.personal_team).get(where).status_code == 404
    assert program(people.owner, people.owner.personal_team).get(where).status_code == 404
    series.bin()
    assert program(people.owner, people.team).get(where).status_code == 404


@pytest.mark.parametrize("path", ["/v1/series", "/v1/issues", "/v1/comics/generations"])
def test_lists_tell_nothing_of_other_teams_or_the_bin(people, path):
    make_issues(make_series(people.team), 2)
    binned = make_series(people.team)
    make_issues(binned, 1)
    binned.bin()
    assert walk(program(people.stranger, people.stranger.personal_team), path) == []
    assert len(walk(program(people.owner, people.team), path)) == (1 if path == "/v1/series" else 2)


@pytest.mark.parametrize("path", PATHS)
def test_without_the_scope_nothing_is_told(people, path):
    where = path.format(series=make_series(people.team).pk)
    assert program(people.owner, people.team, [Scope.EXPORT]).get(where).status_code == 403
