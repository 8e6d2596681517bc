"""What the conformance suite works with: an engine beside its strict server, briefs, and the way of a brief to its pictures."""

from __future__ import annotations

import asyncio
import importlib
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import httpx
import pytest
from PIL import Image

from comics.engines.contract import Brief, CastMember, Json, PanelBrief, Place, Reference, Style
from comics.engines.http import Pool, Service
from comics.engines.remote import Call, Found, Progress, RemoteEngine, Ticket
from studio.fetch import tls
from tests.services.artworks import ArtworksServer
from tests.services.base import Answer, Seen, StrictServer

# Where each engine's strict server is: its module, in which it is the one subclass of StrictServer.
SERVERS = {
    "llamagen": "tests.services.llamagen",
    "llamagen_artworks": "tests.services.artworks",
    "kling": "tests.services.kling",
    "depicta": "tests.services.depicta",
}
ALL_AT_ONCE = {"llamagen_artworks"}  # services that give their pictures together, by their document
MOST_POLLS = 80
PAGES = [(1,), (2,), (5,), (3, 4), (6, 5), (4, 4, 4), (1, 7, 3, 9), (20, 20), (5,) * 20]  # panels a page, by issue

Transport = Callable[[], httpx.AsyncBaseTransport]


def plain() -> httpx.AsyncHTTPTransport:
    """A transport with the one TLS context that all share: making another for each would take most of the tests' time."""
    return httpx.AsyncHTTPTransport(verify=tls())


def most_pictures(bench: Bench) -> int | None:
    """How many pictures the service gives at most, where it decides that by itself, whatever it is asked for."""
    return bench.server.panels if isinstance(bench.server, ArtworksServer) else None


def server_for(engine: RemoteEngine) -> StrictServer:
    """A strict server of the engine's service, not started."""
    module = importlib.import_module(SERVERS[engine.name])
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == module.__name__]
    (found,) = [kind for kind in kinds if issubclass(kind, StrictServer)]
    return found()  # type: ignore[no-any-return]


def png(side: int = 320) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), (90, 140, 60)).save(out, "PNG")
    return out.getvalue()


PICTURE = png()


def reference(name: str, *, url: str = "") -> Reference:
    return Reference(name.ljust(64, "0"), "image/png", 320, 320, len(PICTURE), description=f"a picture of {name}", url=url)


def load(wanted: Reference) -> bytes:
    return PICTURE


REN = CastMember("Ren", "34", "male", "tan coat", "fox detective", states={"disguise": "a false beard and a raincoat"})
MINO = CastMember("Mino", "7", "female", "yellow raincoat", "lost child")
ALLEY = Place("Lantern Alley", "a narrow alley with paper lanterns")
ACTIONS = ("Ren finds a map", "Mino hides behind a barrel", "Ren and Mino run", "A door falls shut", "The lamp goes out")


def panels(count: int, **more: Any) -> tuple[PanelBrief, ...]:
    """Panels with words of their own, of people and a place."""
    return tuple(
        PanelBrief(
            key=f"p{number}",
            objective=f"Beat {number}",
            scene="Lantern Alley at dusk",
            action=f"{ACTIONS[number % len(ACTIONS)]}, for the {number}. time",
            dialogue="Ren: Who is there?",
            speakers=("Ren",),
            present=("Ren", "Mino")[: 1 + number % 2],
            place=ALLEY.name,
            width=768,
            height=1024,
            **more,
        )
        for number in range(count)
    )


def text_of(some: tuple[PanelBrief, ...]) -> str:
    """The panels in the recommended template, as briefs carry them."""
    told = [
        f"{number}) Panel objective: {panel.objective}\n   - Scene description: {panel.scene}\n"
        f"   - Character action: {panel.action}\n   - Dialogue / caption: {panel.dialogue}"
        for number, panel in enumerate(some, start=1)
    ]
    return "\n".join(("[Panels]", *told))


@dataclass
class Drawn:
    """What became of one call: its receipt and everything that the polls told."""

    call: Call
    ticket: Ticket
    told: list[Progress] = field(default_factory=list)

    @property
    def last(self) -> Progress:
        return self.told[-1]


@dataclass
class Bench:
    """An engine, its server, and what the key's test tells."""

    engine: RemoteEngine
    server: StrictServer

    @property
    def token(self) -> str:
        return next(iter(self.server.tokens))

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The facts of the key, as they come back from the database."""
        if not self.engine.testable:
            return {}
        account = self.run(self.engine.test)
        return json.loads(json.dumps(account.facts))  # type: ignore[no-any-return]

    @property
    def settings(self) -> dict[str, Any]:
        """What the launch screen sends when nobody touches an option."""
        return {option.name: option.default for option in self.engine.options(self.facts)}

    def brief(self, count: int = 3, **more: Any) -> Brief:
        """A brief with so many panels on one page."""
        some = more.pop("panels", panels(count))
        told: dict[str, Any] = {
            "cast": (REN, MINO),
            "places": (ALLEY,),
            "style": Style("mystery", "clean line art", "muted blues"),
            "pages": (len(some),),
            "text": text_of(some),
            "premise": "A fox detective helps a lost child.",
            "options": self.settings,
        }
        return Brief(some, **{**told, **more})

    def plan(self, brief: Brief) -> tuple[Call, ...]:
        return self.engine.plan(brief, self.facts)

    def said(self, brief: Brief) -> str:
        """All that the review says, in one text."""
        return "\n".join(remark.text for remark in self.engine.review(brief, self.facts))

    def blocks(self, brief: Brief) -> bool:
        return any(remark.blocking for remark in self.engine.review(brief, self.facts))

    @asynccontextmanager
    async def open(self, transport: Transport = plain, *, token: str = "") -> AsyncIterator[Service]:
        """The service as the watcher opens it."""
        pool = Pool(transport)
        explain = self.engine.explain
        try:
            yield Service(
                pool, base_url=self.server.base_url, token=token or self.token, label=self.engine.label, explain=explain
            )
        finally:
            await pool.aclose()

    def run(self, work: Callable[[Service], Awaitable[Any]], transport: Transport = plain, **more: Any) -> Any:
        """Do some asynchronous work with the service."""

        async def main() -> Any:
            async with self.open(transport, **more) as service:
                return await work(service)

        return asyncio.run(main())

    def submit(self, call: Call, transport: Transport = plain, **more: Any) -> Ticket:
        """Prepare and send one call, as it comes back from the database."""

        async def work(service: Service) -> Ticket:
            stored = call_again(call)
            prepared = await self.engine.prepare(stored, service, load)
            return await self.engine.submit(stored, service, dict(prepared), load)

        return self.run(work, transport, **more)  # type: ignore[no-any-return]

    def check(self, ticket: Ticket, call: Call, transport: Transport = plain) -> Progress:
        async def work(service: Service) -> Progress:
            return await self.engine.check(ticket_again(ticket), call_again(call), service)

        return self.run(work, transport)  # type: ignore[no-any-return]

    def watch(self, call: Call, ticket: Ticket) -> Drawn:
        """Poll until the service is through with it."""
        drawn = Drawn(call, ticket)

        async def work(service: Service) -> None:
            for _ in range(MOST_POLLS):
                drawn.told.append(await self.engine.check(ticket_again(ticket), call_again(call), service))
                if drawn.last.state != "running":
                    return
            pytest.fail(f"{self.engine.name} is still running after {MOST_POLLS} polls: {drawn.last}")

        self.run(work)
        return drawn

    def draw(self, brief: Brief) -> list[Drawn]:
        """The whole way of a brief."""
        return [self.watch(call, self.submit(call)) for call in self.plan(brief)]

    def fault(self, answer: Answer, *, creating: bool, **more: Any) -> None:
        """Spoil the next create calls, or the next questions; pictures stay as they are."""
        self.server.fault("POST" if creating else "GET", "^(?!/files/)", answer, **more)

    def spending(self) -> list[Seen]:
        """Every request so far that might have cost something."""
        return [seen for seen in self.server.seen if seen.method != "GET"]


def call_again(call: Call) -> Call:
    """The call as it comes back from the database."""
    return Call.from_json(json.loads(json.dumps(call.to_json())))


def ticket_again(ticket: Ticket) -> Ticket:
    """The ticket as it comes back from the database, without the price that it told once."""
    return Ticket(json.loads(json.dumps(ticket.id)), json.loads(json.dumps(ticket.data)))


def remote_of(drawn: list[Drawn]) -> dict[str, Json]:
    """What the engine left with the first picture of each panel."""
    found: list[Found] = [found for each in drawn for found in each.last.pictures if not found.ordinal]
    return {each.key: json.loads(json.dumps(each.remote)) for each in found}


def with_options(brief: Brief, **options: Any) -> Brief:
    return replace(brief, options={**brief.options, **options})
