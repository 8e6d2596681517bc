"""The REST door keeps what its OpenAPI document promises, tried with thousands of made-up requests, good ones and bad ones."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from dataclasses import dataclass, field

import pytest
import schemathesis
from schemathesis.engine import Status, events, from_schema

from comics.models import ApiPlan, Export, Series, Token
from comics.vocabulary import Scope
from tests.studio import flat_engine, launch, make_issue, make_people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

CASES = 2000  # at least
CHECKS = {
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "positive_data_acceptance",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
    "use_after_free",  # finds nothing to do: no operation deletes
    "ensure_resource_availability",
    "object_level_authorization",
    "schema_is_exact",
}
# Good by its form, but what it names is not there (404, 422: an engine without a key, a language that nothing is lettered in),
# is at work (409), locked (423), or costs more than is left (402). `schema_is_exact` sees that 422 is never about the form.
GOOD = ["2xx", "402", "404", "409", "422", "423"]


@schemathesis.check
def schema_is_exact(ctx, response, case):
    """What fits the schema is never refused for its form."""
    good = case.meta is None or case.meta.generation.mode.is_positive
    if good and response.status_code == 422:
        assert "details" not in response.json(), response.json()


@dataclass
class Run:
    """What came of a run: how many requests were made up, by the phase, which checks were made, and what was found."""

    cases: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)

    def hear(self, event: events.EngineEvent) -> None:
        if isinstance(event, events.ScenarioFinished):
            self.cases[event.phase.value] += len(event.recorder.cases)
            for check in (check for checks in event.recorder.checks.values() for check in checks):
                self.checks[check.name] += 1
                if check.status != Status.SUCCESS:
                    told = check.failure_info
                    self.found.append(
                        f"{event.label}: {check.name}: {told.failure if told else ''} {told.code_sample if told else ''}"
                    )
        elif isinstance(event, events.NonFatalError):
            self.found.append(str(event.info))
        elif isinstance(event, events.FatalError):
            self.found.append(str(event.exception))


@pytest.fixture
def token():
    """A token that may all, of a team with a drawn issue and an export, on a plan without an end. No key for remote engines."""
    people = make_people()
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, pages=2, per_page=2)
    Export.objects.create(issue=issue, edition="pdf", pages=1, nonce="n" * 20, by=people.owner)
    Series.objects.create(team=people.team, title="Another")
    endless = {"creates_per_minute": 10**6, "reads_per_minute": 10**6, "credits_per_month": 10**9}
    ApiPlan.objects.create(name="endless", **endless, is_default=True)
    return Token.objects.make(people.owner, people.team, name="program", scopes=list(Scope))[1]


@pytest.fixture
def no_names(monkeypatch):
    """Have no name lead anywhere, so that made-up addresses are not looked for outside."""

    async def nowhere(self, host, port, **options):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", nowhere)


def test_the_door_keeps_what_the_document_promises(token, live_server, no_names):
    config = schemathesis.Config.from_dict(
        {
            "seed": 1,
            "headers": {"Authorization": f"Bearer {token}"},
            "generation": {"deterministic": True, "max-examples": 75, "no-shrink": True},
            "checks": {"positive_data_acceptance": {"expected-statuses": GOOD}},
        }
    )
    run = Run()
    for event in from_schema(schemathesis.openapi.from_url(f"{live_server.url}/v1/openapi.json", config=config)).execute():
        run.hear(event)
    assert run.found == []
    assert set(run.checks) == CHECKS
    assert {"examples", "coverage", "fuzzing", "stateful"} <= set(run.cases)
    assert sum(run.cases.values()) >= CASES
