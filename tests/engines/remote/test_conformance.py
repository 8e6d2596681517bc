"""Every remote engine of the catalogue against its strict server, in one set of behaviours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comics.engines.remote_catalogue import remote_engines
from tests.engines.remote import conformance, conformance_faults, conformance_fit
from tests.engines.remote.bench import SERVERS, Bench, server_for


@pytest.fixture(params=remote_engines(), ids=lambda engine: engine.name)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """An engine beside its running server."""
    with server_for(request.param) as server:
        yield Bench(request.param, server)


def test_every_remote_engine_has_a_strict_server() -> None:
    assert [name for name in SERVERS if name in {engine.name for engine in remote_engines()}] == [
        engine.name for engine in remote_engines()
    ]


class TestPlanning(conformance.Planning):
    pass


class TestDrawing(conformance.Drawing):
    pass


class TestFit(conformance_fit.Fit):
    pass


class TestKeys(conformance_fit.Keys):
    pass


class TestCreating(conformance_faults.Creating):
    pass


class TestAsking(conformance_faults.Asking):
    pass


class TestReconciling(conformance_faults.Reconciling):
    pass


class TestExplaining(conformance_faults.Explaining):
    pass
