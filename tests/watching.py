"""A strict paper service on 127.0.0.1, an engine that asks it, and a watcher in a thread, for tests of the watcher."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from decimal import Decimal
from typing import Any
from unittest import mock

import httpx

from comics.engines import remote_catalogue
from comics.engines.contract import Brief, Price
from comics.engines.errors import EngineError, Refused
from comics.engines.http import Pool, Service
from comics.engines.remote import Call, Found, Limits, Load, Progress, Ticket
from comics.jobs import watch
from comics.jobs.watch_threads import Pace
from comics.models import Charge, Drawing, Key, Submission, Take, User
from studio.fetch import tls
from tests.live import eventually
from tests.services.base import TOKEN, Answer, Seen, StrictServer
from tests.toy import ToyEngine

QUICK = Pace(
    look=0.02,
    idle_look=0.02,
    renew=0.1,
    lease=2.0,
    tick=0.005,
    backoff=0.02,
    longest_backoff=0.1,
    tries=3,
    patience=2,
    grace=2.0,
)


class PaperServer(StrictServer):
    """Jobs of one picture a key; each is ready after some polls, one picture a poll."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: dict[str, dict[str, Any]] = {}
        self.urls: dict[str, dict[str, str]] = {}  # by job, then by key
        self.listing = True
        self.variations = 1
        self.caption = ""

    def serve(self, seen: Seen) -> Answer:
        if seen.method == "POST" and seen.path == "/jobs":
            return self._create(seen)
        if seen.method == "GET" and seen.path == "/jobs":
            name = seen.query["name"][0]
            found = [key for key, job in self.jobs.items() if self.listing and job["name"] == name]
            return Answer(200, {"ids": found})
        job = self.jobs.get(seen.path.removeprefix("/jobs/"))
        return self._poll(job) if seen.method == "GET" and job else Answer(404, {"error": "no such job"})

    def _create(self, seen: Seen) -> Answer:
        asked = seen.json()
        if set(asked) != {"keys", "name"} or not asked["keys"]:
            return Answer(400, {"error": "keys and name, nothing else"})
        self.creates.append(seen)
        number = f"job-{len(self.jobs) + 1}"
        self.jobs[number] = {**asked, "id": number, "polls": 0}
        self.urls[number] = {}
        return Answer(200, {"id": number, "cost": 2 * len(asked["keys"])})

    def _poll(self, job: dict[str, Any]) -> Answer:
        job["polls"] += 1
        ready = max(0, job["polls"] - self.polls_until_ready + 1)
        wanted = [(key, ordinal) for key in job["keys"] for ordinal in range(self.variations)]
        for key, ordinal in wanted[:ready]:
            self.urls[job["id"]].setdefault(f"{key}:{ordinal}", self.picture())
        pictures = [{"at": at, "url": url} for at, url in self.urls[job["id"]].items()]
        done = len(pictures) == len(wanted)
        return Answer(200, {"state": "done" if done else "running", "pictures": pictures, "caption": self.caption})


class PaperEngine(ToyEngine):
    """Asks the paper service as a real adapter would."""

    name = "paper"
    label = "Paper"
    limits = Limits(poll=0.05, first_poll=0.02, deadline=60.0)

    def price(self, brief: Brief, facts: Mapping[str, Any]) -> Price:
        return Price(None)

    def plan(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Call, ...]:
        calls = super().plan(brief, facts)
        return tuple(Call(c.keys, c.kind, c.request, c.price, external_id=f"call-{'-'.join(c.keys)}") for c in calls)

    async def submit(self, call: Call, service: Service, prepared: Mapping[str, str], load: Load) -> Ticket:
        reply = await service.create("POST", "/jobs", json={"keys": list(call.keys), "name": call.external_id})
        return Ticket(reply.json["id"], reported=Price(Decimal(reply.json["cost"]), "credits"))

    async def check(self, ticket: Ticket, call: Call, service: Service) -> Progress:
        told = (await service.ask(f"/jobs/{ticket.id}")).json
        found = tuple(_found(picture, told.get("caption", "")) for picture in told.get("pictures", []))
        if told["state"] == "refused":
            return Progress("failed", found, error=Refused("Paper draws no swords."))
        if told["state"] == "failed":
            return Progress("failed", found, error=EngineError("Paper tore the sheet."))
        return Progress("done" if told["state"] == "done" else "running", found, done=len(found))

    async def reconcile(self, call: Call, service: Service, *, sent_at: float, known: frozenset[str]) -> Ticket | None:
        ids = (await service.ask("/jobs", {"name": call.external_id})).json["ids"]
        free = [one for one in ids if one not in known]
        return Ticket(free[0]) if free else None


def _found(picture: dict[str, str], caption: str) -> Found:
    key, _, ordinal = picture["at"].partition(":")
    return Found(key, picture["url"], int(ordinal), caption=caption, remote={"from": picture["at"]})


@contextmanager
def paper_engine(**limits: Any) -> Iterator[PaperEngine]:
    """Have the catalogue offer the paper engine, with these limits."""
    paper = PaperEngine()
    paper.limits = Limits(**{"poll": 0.05, "first_poll": 0.02, "deadline": 60.0, **limits})
    with mock.patch.dict(remote_catalogue._REMOTE, {paper.name: paper}):
        yield paper


def paper_key(owner: User, server: StrictServer, **fields: Any) -> Key:
    """A key for the paper service."""
    key = Key(owner=owner, engine="paper", name="Paper key", **fields)
    key.seal(TOKEN, base_url=server.base_url)
    key.save()
    return key


class Watching:
    """A watcher in a thread of its own."""

    def __init__(self, pace: Pace = QUICK, **options: Any) -> None:
        self._pace, self._options = pace, options
        self._thread = threading.Thread(target=copy_context().run, args=(lambda: asyncio.run(self._run()),), daemon=True)
        self._up = threading.Event()
        self.error: BaseException | None = None

    def start(self) -> Watching:
        self._thread.start()
        assert self._up.wait(10)
        return self

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        options = {"pool": Pool(lambda: httpx.AsyncHTTPTransport(verify=tls())), **self._options}
        self.watcher = watch.Watcher(pace=self._pace, **options)
        self._up.set()
        try:
            await self.watcher.run(self._stop)
        except BaseException as error:
            self.error = error
            raise

    def ask_to_stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)

    def ended(self) -> None:
        self._thread.join(10)
        assert not self._thread.is_alive()

    def stop(self) -> None:
        if self._thread.is_alive():
            self.ask_to_stop()
        self.ended()
        assert self.error is None, repr(self.error)


@contextmanager
def watching(pace: Pace = QUICK, **options: Any) -> Iterator[Watching]:
    """A watcher at work within the block."""
    found = Watching(pace, **options).start()
    try:
        yield found
    finally:
        found.stop()


def right_pictures(server: PaperServer) -> bool:
    """Whether every take shows the very bytes that the service drew for its panel."""
    at_host = f"http://{server.host_port}"
    drawn = {at: server.files[url.removeprefix(at_host)] for job in server.urls.values() for at, url in job.items()}
    takes = Take.objects.filter(engine="paper").select_related("picture")
    return all(take.picture.path.read_bytes() == drawn[f"{take.panel_id}:{take.ordinal}"] for take in takes)


def states() -> list[str]:
    """Where the submissions stand, sorted."""
    return sorted(Submission.objects.values_list("state", flat=True))


def drawn() -> list[str]:
    """Where the drawings stand, sorted."""
    return sorted(Drawing.objects.values_list("state", flat=True))


def outcomes() -> list[str]:
    """What the ledger says of the charges, sorted."""
    return sorted(Charge.objects.values_list("outcome", flat=True))


def until(*wanted: str, within: int = 20) -> None:
    """Wait until the submissions stand so."""
    eventually(f"the submissions are {wanted}", lambda: states() == sorted(wanted), within=within)


def the_first() -> Submission:
    """The submission that was made first."""
    return Submission.objects.order_by("pk")[0]
