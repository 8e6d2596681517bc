"""Comics by API, field by field as the documents of the Comic API have them."""

import pytest

from tests.api.asking import Program, issue_of
from tests.studio import flat_engine, make_people

pytestmark = pytest.mark.django_db(transaction=True)

STORY = (
    "Alice and Bob followed an old map through a mysterious forest, overcame challenges together, and finally discovered the "
    "magical Crystal Lake under the stars."
)
# The example request of the documents, without the pictures of its characters and its place.
EXAMPLE = {
    "prompt": STORY,
    "preset": "render",
    "size": "1024x1024",
    "pagination": {"totalPages": 2, "panelsPerPage": 4},
    "language": "English",
    "comicRoles": [
        {"name": "Alice", "age": 12, "gender": "female", "dress": "a light brown explorer jacket"},
        {"name": "Bob", "age": 13, "gender": "male", "dress": "a green hoodie"},
    ],
    "comicLocations": [{"name": "Dreamwood Forest"}],
}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def program(people):
    return Program(people.owner, people.team, draws=True)


@pytest.fixture(autouse=True)
def flat():
    with flat_engine() as engine:
        yield engine


def test_a_comic_from_its_beginning_to_its_pictures(program, people):
    program.draws = False
    made = program.create(**EXAMPLE)
    issue = issue_of(made)
    assert made == {
        "id": f"gen_{issue.pk}",
        "status": "LOADING",
        "prompt": STORY,
        "usage": {"total_comics": 8},
        "model": "storyboard",
        "warnings": made["warnings"],
    }
    before = program.get(made["id"])
    assert before["status"] == "LOADING"
    assert [panel["assetUrl"] for page in before["comics"] for panel in page["panels"]] == [""] * 8
    assert before["output"] == ""
