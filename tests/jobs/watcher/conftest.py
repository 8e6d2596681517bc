"""A paper service over real HTTP, an account at it, and work that waits for the watcher."""

from __future__ import annotations

import pytest

from comics.jobs import queue
from tests.studio import launch, make_issue, make_people
from tests.watching import PaperServer, paper_engine, paper_key


@pytest.fixture
def server():
    with PaperServer() as server:
        yield server


@pytest.fixture
def engine():
    with paper_engine() as engine:
        yield engine


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def key(people, server):
    return paper_key(people.owner, server)


@pytest.fixture
def work():
    with queue.here() as work:
        yield work


@pytest.fixture
def launched(engine, key, people, work):
    """Two submissions: two panels, and one."""
    return launch(make_issue(people), people, draw=False, engine="paper")
