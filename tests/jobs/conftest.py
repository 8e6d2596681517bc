"""What the tests of faults stand on: the four services, keys for them, and a watcher that goes out through the guard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.conf import LazySettings

from comics.jobs import queue
from comics.jobs.services import guarded_pool
from comics.models import Key
from tests.four import Four, add_keys, launch_at, quick_engines
from tests.studio import People, make_people
from tests.watching import QUICK, Watching, watching


@pytest.fixture
def people() -> People:
    return make_people("editor")


@pytest.fixture
def four(settings: LazySettings) -> Iterator[Four]:
    """The four services, which the operator allows, asked at a rhythm for tests."""
    with Four() as four, quick_engines():
        settings.FETCH_ALLOW = four.allowed
        yield four


@pytest.fixture
def keys(four: Four, people: People) -> dict[str, Key]:
    return add_keys(four.doors(), people.owner)


@pytest.fixture
def work() -> Iterator[list[queue.Work]]:
    with queue.here() as work:
        yield work


@pytest.fixture
def launched(four: Four, keys: dict[str, Key], people: People, work: list[queue.Work]) -> None:
    """An issue of three panels at each of the four."""
    for name in keys:
        launch_at(name, people.team, people.owner)


@pytest.fixture
def at_work() -> Callable[..., AbstractContextManager[Watching]]:
    """A watcher that reaches what the settings allow, and nothing else."""
    return lambda pace=QUICK: watching(pace, pool=guarded_pool())
