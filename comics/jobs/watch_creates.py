"""The create call of one submission: what has to be there before, the call itself, and what each outcome means."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, Protocol

from comics.engines.contract import Reference
from comics.engines.errors import Busy, EngineError, Garbled, OutcomeUnknown, Unreachable
from comics.engines.http import Service
from comics.engines.remote import Ticket
from comics.jobs import limits, submissions, watch_leases, watch_sending
from comics.jobs.watch_accounts import Accounts
from comics.jobs.watch_items import Item
from comics.jobs.watch_threads import Pace, Threads
from comics.vocabulary import GenerationState

logger = logging.getLogger(__name__)
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


class Creates:
    """Sends create calls; every way ends with `again` or `drop`."""

    def __init__(self, owner: str, agenda: Agenda, threads: Threads, accounts: Accounts, pace: Pace) -> None:
        self.owner, self.agenda, self.threads, self.accounts, self.pace = owner, agenda, threads, accounts, pace

    async def service(self, item: Item) -> Service:
        """The item's service, opened if need be. Raises `KeyRejected` for a key that cannot be opened (any more)."""
        known = self.accounts.service(item)
        return known if known else await self.threads.rows(self.accounts.open, item)

    async def send(self, item: Item) -> None:
        """Send the create call, if it may go: the intent is committed first, then the call leaves, once."""
        try:
            service = await self.service(item)
            wait = await self._prepare(item, service) or await self._begin(item)
        except EngineError as error:
            await self._not_prepared(item, error)
            return
        if wait is None:
            # Mostly it is closed or somebody else's. Where the intent was kept after all, although the database did not say so,
            # it is given back, and found by whoever claims it next.
            self.agenda.drop(item)
            await self.threads.rows(watch_leases.put_back, self.owner, item.pk, after=0.0)
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
            found = await self._given(item, service, reference)
            if not found:
                return 0.0  # this engine sends pictures along with the call
            item.prepared |= found
            await self.threads.rows(watch_sending.keep_uploads, item.pk, item.account, dict(found))
        return 0.0

    async def _given(self, item: Item, service: Service, reference: Reference) -> Mapping[str, str]:
        """The address that one picture gets at the service. Raises an `EngineError`, whatever goes wrong."""
        try:
            return await item.engine.prepare(replace(item.call, references=(reference,)), service, _loader(item))
        except EngineError:
            raise
        except Exception as error:
            logger.exception("submission %s: giving a picture to the service failed in the studio", item.pk)
            raise Garbled(f"{item.engine.label} took a picture and gave an answer that cannot be read.") from error

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
        await self.accepted(item, ticket)

    async def _unknown(self, item: Item, error: EngineError) -> None:
        await self.threads.rows(submissions.mark_unknown, self.owner, item.pk, error)
        item.state = GenerationState.UNKNOWN
        self.agenda.again(item, submissions.RECONCILES[0])

    async def accepted(self, item: Item, ticket: Ticket) -> None:
        """Keep the ticket before anything else, then poll."""
        try:
            # Shielded: a watcher that is told to stop now must not forget what it was told before.
            kept = await asyncio.shield(self.threads.rows(submissions.accepted, item.pk, ticket, owner=self.owner))
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


def _loader(item: Item) -> Callable[[Reference], bytes]:
    """Gives the bytes of a reference of this submission. Raises `EngineError` for a picture that was deleted meanwhile."""

    def read(reference: Reference) -> bytes:
        try:
            return item.files[reference.sha256].read_bytes()
        except (KeyError, OSError) as error:
            raise EngineError("A reference picture is not in the studio any more. Choose another.") from error

    return read
