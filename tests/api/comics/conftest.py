"""Programs that ask for comics: one that waits until they are drawn, one that does not."""

import pytest

from tests.api.asking import Program
from tests.api.comics.orders import STORY
from tests.studio import flat_engine, make_people


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture(autouse=True)
def flat():
    with flat_engine() as engine:
        yield engine


@pytest.fixture
def program(people):
    """Whatever it asks for is drawn before it is answered."""
    return Program(people.owner, people.team, draws=True)


@pytest.fixture
def waiting(people):
    """Nothing that it asks for is drawn yet."""
    return Program(people.owner, people.team)


@pytest.fixture
def comic(program):
    """A drawn comic of one page with two panels."""
    return program.create(prompt=STORY, fixPanelNum=2)
