"""A comic is bound and fetched through MCP alone, from the list to the file."""

import pytest

from comics.jobs import queue
from comics.vocabulary import Scope
from tests.mcp.talk import Program, token_of
from tests.studio import flat_engine, flat_issue, launch, make_issue, make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def program(people):
    return Program(token_of(people.owner, people.team, Scope.READ, Scope.EXPORT))


@pytest.fixture
def issue(people):
    return flat_issue(people, pages=2, per_page=2)


def test_from_the_list_to_the_file(program, issue):
    (listed,) = program.call("list_comic_generations")["structuredContent"]["data"]
    assert (listed["id"], listed["status"], listed["pages"]) == (f"gen_{issue.pk}", "PROCESSED", 2)
    with queue.here() as work:
        begun = program.call("export_comic", id=listed["id"], edition="cbz", options={"pages": "1"})["structuredContent"]
        assert (begun["status"], begun["fileUrl"]) == ("LOADING", None)
        assert program.call("get_comic_export_status", id=begun["id"])["structuredContent"]["status"] == "LOADING"
        work_off(work)
    ready = program.call("get_comic_export_status", id=begun["id"])["structuredContent"]
    assert ready["status"] == "PROCESSED"
    file = program.client.get(ready["fileUrl"].removeprefix("http://testserver"), headers={"Authorization": ""})
    assert b"".join(file.streaming_content).startswith(b"PK")


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        ({"edition": "vinyl"}, "edition"),
        ({}, "edition"),
        ({"edition": "cbz", "options": {"pages": "9"}}, ""),
        ({"edition": "cbz", "options": {"picture": "png"}}, ""),
        ({"edition": "pdf", "language": "xx"}, ""),
        ({"edition": "pdf", "options": {"covers": "yes"}}, "options.covers"),
        ({"edition": "pdf", "foil": True}, "foil"),
    ],
)
def test_what_there_is_not_is_told(program, issue, sent, word):
    told = program.told("export_comic", 422, id=f"gen_{issue.pk}", **sent)
    assert told["message"]
    assert not word or word in [each["field"] for each in told["details"]]


def test_the_list_comes_by_parts_and_narrowed(program, issue, people):
    other = make_issue(people, title="Another")
    with flat_engine():
        launch(other, people, pages=1, per_page=1, draw=False)
    first = program.call("list_comic_generations", limit=1)["structuredContent"]
    rest = program.call("list_comic_generations", limit=1, cursor=first["nextCursor"])["structuredContent"]
    assert [row["id"] for row in first["data"] + rest["data"]] == [f"gen_{other.pk}", f"gen_{issue.pk}"]
    assert rest["nextCursor"] is None
    narrowed = program.call("list_comic_generations", status="LOADING")["structuredContent"]["data"]
    assert [row["id"] for row in narrowed] == [f"gen_{other.pk}"]
    of_series = program.call("list_comic_generations", series=issue.series_id)["structuredContent"]["data"]
    assert [row["id"] for row in of_series] == [f"gen_{issue.pk}"]
    program.told("list_comic_generations", 422, cursor="nonsense")
    program.told("list_comic_generations", 404, series=10**12)
