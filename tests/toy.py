"""A remote engine of nothing but paper, for tests of what surrounds engines: two panels a call, two credits a panel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from unittest import mock

from comics.engines import remote_catalogue
from comics.engines.contract import Abilities, Brief, Price, Remark
from comics.engines.errors import EngineError, Unsupported
from comics.engines.http import Service
from comics.engines.remote import Account, Call, Limits, Load, Option, Progress, Ticket
from comics.models import Key, Team, User
from comics.vocabulary import SIZES

PER_CALL = 2
PER_PANEL = Decimal(2)


class ToyEngine:
    """Implements `RemoteEngine`, asks nobody, and remembers the briefs that it planned."""

    name = "toy"
    label = "Toy"
    abilities = Abilities(unit="story", sizes=tuple(SIZES), continues=True, redraws=True, quotes=True, prompt_urls=True)
    base_url = "https://toy.example"
    hosts = ("toy.example",)
    limits = Limits()
    testable = True
    reconciles = True

    def __init__(self) -> None:
        self.briefs: list[Brief] = []

    def explain(self, status: int, body: Mapping[str, Any]) -> EngineError | None:
        return None

    def options(self, facts: Mapping[str, Any]) -> tuple[Option, ...]:
        return (
            Option("look", "Look", "choice", choices=(("ink", "Ink"), ("wash", "Wash")), default="ink"),
            Option("n", "Variations", "whole", default=1, low=1, high=4),
            Option("fidelity", "Fidelity", "number", low=0, high=1),
            Option("bright", "Bright", "flag", default=False),
            Option("people", "People", "choices", choices=(("hero", "Hero"), ("robot", "Robot"))),
            Option("not_for_redraws", "New pages only", most=5, kinds=frozenset({"create", "continue"})),
        )

    def review(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Remark, ...]:
        refused = [
            Remark("Toy draws no dragons.", panel.key, blocking=True) for panel in brief.panels if "dragon" in panel.action
        ]
        return (Remark("Toy knows no states."), *refused)

    def price(self, brief: Brief, facts: Mapping[str, Any]) -> Price:
        return Price(PER_PANEL * len(brief.panels))

    def plan(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Call, ...]:
        self.briefs.append(brief)
        keys = [panel.key for panel in brief.panels]
        return tuple(
            Call(tuple(keys[i : i + PER_CALL]), brief.kind, {"n": i}, Price(PER_PANEL * len(keys[i : i + PER_CALL])))
            for i in range(0, len(keys), PER_CALL)
        )

    async def prepare(self, call: Call, service: Service, load: Load) -> Mapping[str, str]:
        return {}

    async def submit(self, call: Call, service: Service, prepared: Mapping[str, str], load: Load) -> Ticket:
        return Ticket("toy-1")

    async def check(self, ticket: Ticket, call: Call, service: Service) -> Progress:
        return Progress("running")

    async def reconcile(self, call: Call, service: Service, *, sent_at: float, known: frozenset[str]) -> Ticket | None:
        return None

    def ticket(self, call: Call, remote_id: str) -> Ticket:
        return Ticket(remote_id)

    async def test(self, service: Service) -> Account:
        raise Unsupported("Toy has nothing to test.")


@contextmanager
def toy_engine() -> Iterator[ToyEngine]:
    """Have the catalogue offer the toy."""
    toy = ToyEngine()
    with mock.patch.dict(remote_catalogue._REMOTE, {toy.name: toy}):
        yield toy


def toy_key(owner: User, *, team: Team | None = None, token: str = "") -> Key:
    """A key that is saved, shared with the team if there is one."""
    key = Key(owner=owner, team=team, engine="toy", name="Toy key")
    key.seal(token or "toy-token-0123456789", base_url="")
    key.save()
    return key
