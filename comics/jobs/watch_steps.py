"""One step of one submission: send it, ask how far it is, look for a lost reply, close it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Protocol

from comics.engines.contract import Reference
from comics.engines.errors import Busy, EngineError, Garbled, OutcomeUnknown, Unreachable
from comics.engines.http import Service
from comics.engines.remote import Progress, Ticket
from comics.jobs import limits, submissions, watch_sending
from comics.jobs.watch_accounts import Accounts
from comics.jobs.watch_fetching import Fetching
from comics.jobs.watch_items import Item
from comics.jobs.watch_threads import Pace, Threads
from comics.vocabulary import GenerationState

logger = logging.getLogger(__name__)
NO_PICTURE = "The service delivered no picture for this panel. Draw it again."
CALL_FAULT = "The studio stumbled over the answer: the request may or may not have been accepted."


class Agenda(Protocol):
    """What a step needs of the watcher."""

    def again(self, item: Item, after: float) -> None:
        """Have the next step after so many seconds."""

    def drop(self, item: Item) -> None:
        """Have no more steps: it is closed, or somebody else's."""

    def in_flight(self, account: str) -> int:
        """How many accepted submissions of the account are at work here."""
        ...

    def beside(self, item: Item, work: Coroutine[Any, Any, None]) -> None:
        """Have a long step done beside the others."""


class Steps:
    """The steps; every one ends with `again` or `drop`."""

    def __init__(self, owner: str, agenda: Agenda, threads: Threads, accounts: Accounts, pace: Pace) -> None:
        self.owner, self.agenda, self.threads, self.accounts, self.pace = owner, agenda, threads, accounts, pace
        self.fetching = Fetching(owner, threads, accounts.pool, pace)

    async def step(self, item: Item) -> None:
        """Do what is due."""
        closed = self.accounts.gate(item.account).closed_until - time.monotonic()
        if closed > 0:
            self.agenda.again(item, closed)
        elif item.state == GenerationState.QUEUED:
            await self._send(item)
        elif item.state == GenerationState.UNKNOWN:
            await self._reconcile(item)
        else:
            await self._check(item)

    async def _service(self, item: Item) -> Service:
        known = self.accounts.service(item)
        return known if known else await self.threads.rows(self.accounts.open, item)

    async def _send(self, item: Item) -> None:
        """Send the create call, if it may go: the intent is committed first, then the call leaves, once."""
        try:
            service = await self._service(item)
            wait = await self._prepare(item, service) or await self._begin(item)
        except EngineError as error:
            await self._not_prepared(item, error)
            return
        if wait is None:
            self.agenda.drop(item)
        elif wait:
            self.agenda.again(item, wait)
        else:
            await self._submit(item, service)

    async def _begin(self, item: Item) -> float | None:
        """As `begin_sending`; who has just been told to wait is not asked again for everybody behind."""
        gate = self.accounts.gate(item.account)
        early = gate.create_at - time.monotonic()
        if early > 0:
            return early
        wait = await self.threads.rows(watch_sending.begin_sending, self.owner, item.pk)
        if wait:
            gate.create_at = time.monotonic() + wait
        elif wait is not None:
            item.state, item.sent_at = GenerationState.SUBMITTING, time.time()
            gate.note_asked()
        return wait

    async def _prepare(self, item: Item, service: Service) -> float:
        """Give the service the pictures that it has to have first, one by one; answers the seconds to wait."""
        missing = [reference for reference in item.call.references if reference.sha256 not in item.prepared]
        if missing:
            item.prepared |= await self.threads.rows(watch_sending.known_uploads, item.account, missing)
        for reference in missing:
            if reference.sha256 in item.prepared:
                continue
            rate = self.accounts.gate(item.account).stated
            if wait := await self.threads.rows(limits.take, item.account, rate):
                return wait
            self.accounts.gate(item.account).note_asked()
            found = await item.engine.prepare(replace(item.call, references=(reference,)), service, _loader(item))
            if not found:
                return 0.0  # this engine sends pictures along with the call
            item.prepared |= found
            await self.threads.rows(watch_sending.keep_uploads, item.pk, item.account, dict(found))
        return 0.0

    async def _not_prepared(self, item: Item, error: EngineError) -> None:
        """Before the create call something failed: try again later what is passing, close the rest. Nothing was spent."""
        item.state = GenerationState.QUEUED
        wait = self.pace.pause(item.attempts + 1)
        if isinstance(error, Busy):
            wait = await self.threads.rows(self.accounts.refused, item, error, pause=wait)
        if isinstance(error, Busy | Unreachable | Garbled):
            item.attempts += 1
            if await self.threads.rows(submissions.put_off, self.owner, item.pk, error, wait=wait):
                self.agenda.again(item, wait)
                return
            tried = f"{error} It was tried {item.attempts} times, and nothing was accepted. Launch it again later."
            error = EngineError(tried, raw=error.raw)
        await self.threads.rows(submissions.fail, self.owner, item.pk, error)
        self.agenda.drop(item)

    async def _submit(self, item: Item, service: Service) -> None:
        """The call itself. Whatever is not surely refused or surely not sent is of unknown outcome."""
        try:
            ticket = await item.engine.submit(item.call, service, item.prepared, _loader(item))
        except OutcomeUnknown as error:
            if not error.remote_id:
                await self._unknown(item, error)
                return
            ticket = item.engine.ticket(item.call, error.remote_id)
        except EngineError as error:
            await self._not_prepared(item, error)
            return
        except Exception:
            logger.exception("submission %s: sending failed in the studio", item.pk)
            await self._unknown(item, EngineError(CALL_FAULT))
            return
        await self._accepted(item, ticket)

    async def _unknown(self, item: Item, error: EngineError) -> None:
        await self.threads.rows(submissions.mark_unknown, self.owner, item.pk, error)
        item.state = GenerationState.UNKNOWN
        self.agenda.again(item, submissions.RECONCILES[0])

    async def _accepted(self, item: Item, ticket: Ticket) -> None:
        try:
            kept = await self.threads.rows(submissions.accepted, item.pk, ticket, owner=self.owner)
        except Exception:
            # Whatever is wrong with the price that the service named: the receipt is worth more.
            logger.exception("submission %s: accepted as %s, but not kept", item.pk, ticket.id)
            kept = await self.threads.rows(submissions.accepted, item.pk, Ticket(ticket.id, ticket.data), owner=self.owner)
        if not kept:
            self.agenda.drop(item)
            return
        item.state, item.ticket = GenerationState.DRAWING, ticket
        item.deadline = time.monotonic() + item.engine.limits.deadline
        self.accounts.gate(item.account).refusals = 0
        self.agenda.again(item, item.engine.limits.first_poll)

    async def _check(self, item: Item) -> None:
        """Ask how far it is. A question that failed is put again later; nothing is written for an answer without news."""
        if wait := await self._turn_to_ask(item):
            self.agenda.again(item, wait)
            return
        assert item.ticket is not None  # noqa: S101 - whatever was accepted has one; this tells the type checker
        try:
            service = await self._service(item)
            self.accounts.gate(item.account).note_asked()
            progress = await item.engine.check(item.ticket, item.call, service)
        except Busy as error:
            pause = self.pace.pause(self.accounts.gate(item.account).refusals + 1)
            self.agenda.again(item, await self.threads.rows(self.accounts.refused, item, error, pause=pause))
        except (Unreachable, Garbled) as error:
            await self._asked_in_vain(item, error)
        except EngineError as error:
            await self._hold(item, error)
        except Exception:
            logger.exception("submission %s: asking failed in the studio", item.pk)
            await self._asked_in_vain(item, Garbled("The service's answer cannot be read."))
        else:
            item.faults = 0
            await self._heard(item, progress)

    async def _turn_to_ask(self, item: Item) -> float:
        """The seconds until the account's rate leaves room for a poll; 0 where there is room, or no limit."""
        gate = self.accounts.gate(item.account)
        if self.accounts.service(item) is None or gate.rate is None:
            return 0.0
        wait = gate.poll_at - time.monotonic()
        if wait <= 0:
            wait = await self.threads.rows(limits.take, item.account, gate.stated, poll=True)
            gate.poll_at = time.monotonic() + wait
        return max(0.0, wait)

    async def _asked_in_vain(self, item: Item, error: EngineError) -> None:
        item.faults += 1
        if item.faults == 1:
            logger.warning("submission %s: %s %s", item.pk, error, error.raw)
        if time.monotonic() > item.deadline:
            await self._hold_late(item)
        else:
            self.agenda.again(item, max(item.engine.limits.poll, self.pace.pause(item.faults)))

    async def _heard(self, item: Item, progress: Progress) -> None:
        """Fetch what is new, tell how far it is, and see whether that was all."""
        self.fetching.begin(item, progress.pictures)
        if progress.done is not None and progress.done > item.done:
            item.done = progress.done
            await self.threads.rows(self.fetching.note_done, item)
        if progress.state != "running":
            self.agenda.beside(item, self._wind_up(item, progress))
        elif time.monotonic() > item.deadline and not item.fetching:
            await self._hold_late(item)
        else:
            self.agenda.again(item, self.accounts.rhythm(item, self.agenda.in_flight(item.account)))

    async def _wind_up(self, item: Item, progress: Progress) -> None:
        """The service is done: wait for the pictures that are under way, ask again for what is missing, and close."""
        await self.fetching.settled(item)
        if retry := self.fetching.retry_in(item, progress.pictures):
            self.agenda.again(item, retry)
        elif progress.state == "done" and item.bare() and item.empty_rounds < self.pace.patience:
            # A picture may be told of a little later than that all is done.
            item.empty_rounds += 1
            self.agenda.again(item, item.engine.limits.poll * item.empty_rounds)
        else:
            missing = progress.error or EngineError(NO_PICTURE)
            await self.threads.rows(submissions.finish, self.owner, item.pk, missing=missing, reported=progress.reported)
            self.accounts.learn(item)
            self.agenda.drop(item)

    async def _hold_late(self, item: Item) -> None:
        minutes = max(1, round(item.engine.limits.deadline / 60))
        sentence = f"{item.engine.label} takes longer than {minutes} minutes. Wait on, or give it up."
        await self._hold(item, EngineError(sentence), kind="deadline")

    async def _hold(self, item: Item, error: EngineError, *, kind: str = "") -> None:
        await self.threads.rows(submissions.hold, self.owner, item.pk, error, kind=kind)
        self.agenda.drop(item)

    async def _reconcile(self, item: Item) -> None:
        """Look for a call of unknown outcome in what the service lists; after the last look only a person can tell."""
        ticket = None
        try:
            service = await self._service(item)
            if turn := await self._turn_to_ask(item):
                self.agenda.again(item, turn)
                return
            known = await self.threads.rows(watch_sending.known_ids, item.pk, item.engine.name)
            ticket = await item.engine.reconcile(item.call, service, sent_at=item.sent_at, known=known)
        except EngineError as error:
            logger.info("submission %s: not found at the service: %s %s", item.pk, error, error.raw)
        except Exception:
            logger.exception("submission %s: looking for it failed in the studio", item.pk)
        if ticket:
            await self._accepted(item, ticket)
            return
        wait = await self.threads.rows(submissions.not_found, self.owner, item.pk)
        if wait is None:
            self.agenda.drop(item)
        else:
            self.agenda.again(item, wait)


def _loader(item: Item) -> Callable[[Reference], bytes]:
    """Gives the bytes of a reference of this submission. Raises `EngineError` for a picture that was deleted meanwhile."""

    def read(reference: Reference) -> bytes:
        try:
            return item.files[reference.sha256].read_bytes()
        except (KeyError, OSError) as error:
            raise EngineError("A reference picture is not in the studio any more. Choose another.") from error

    return read
