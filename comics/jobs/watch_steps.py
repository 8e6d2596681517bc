"""One step of one submission: send it, ask how far it is, look for a lost reply, close it."""

from __future__ import annotations

import logging
import time

from comics.engines.errors import Busy, EngineError, Garbled, Unreachable, Unsupported
from comics.engines.remote import Progress
from comics.jobs import limits, submissions, watch_sending
from comics.jobs.watch_accounts import Accounts
from comics.jobs.watch_creates import Agenda, Creates
from comics.jobs.watch_fetching import Fetching
from comics.jobs.watch_items import Item
from comics.jobs.watch_threads import Pace, Threads
from comics.vocabulary import GenerationState

logger = logging.getLogger(__name__)
NO_PICTURE = "The service delivered no picture for this panel. Draw it again."


class Steps(Creates):
    """The steps; every one ends with `again` or `drop`."""

    def __init__(self, owner: str, agenda: Agenda, threads: Threads, accounts: Accounts, pace: Pace) -> None:
        super().__init__(owner, agenda, threads, accounts, pace)
        self.fetching = Fetching(owner, threads, accounts.pool, pace)

    async def step(self, item: Item) -> None:
        """Do what is due."""
        gate = self.accounts.gate(item.account)
        closed = gate.closed_until - time.monotonic()
        if closed > 0 or gate.crowded:
            self.agenda.again(item, closed if closed > 0 else self.pace.look)
            return
        with gate.entered():
            if item.state == GenerationState.QUEUED:
                await self.send(item)
            elif item.state == GenerationState.UNKNOWN:
                await self._reconcile(item)
            else:
                await self._check(item)

    async def _check(self, item: Item) -> None:
        """Ask how far it is. A question that failed is put again later; nothing is written for an answer without news."""
        limited = self.accounts.gate(item.account).rate is not None
        if limited and (wait := await self._turn_to_ask(item)):
            self.agenda.again(item, wait)
            return
        assert item.ticket is not None  # noqa: S101 - whatever was accepted has one; this tells the type checker
        try:
            service = self.accounts.service(item) or await self.service(item)
            self.accounts.gate(item.account).note_asked()
            progress = await item.engine.check(item.ticket, item.call, service)
        except Busy as error:
            if time.monotonic() > item.deadline:
                await self._hold_late(item)
                return
            pause = self.pace.pause(self.accounts.gate(item.account).refusals + 1)
            self.agenda.again(item, await self.threads.rows(self.accounts.refused, item, error, pause=pause))
        except (Unreachable, Garbled) as error:
            await self._asked_in_vain(item, error)
        except Unsupported as error:
            # A service of many machines may not know everywhere at once what one of them has accepted.
            await (self._asked_in_vain if item.faults < self.pace.tries else self._hold)(item, error)
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
            self.agenda.again(item, self.accounts.rhythm(item, self.agenda.in_flight))

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
            service = await self.service(item)
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
            await self.accepted(item, ticket)
            return
        wait = await self.threads.rows(submissions.not_found, self.owner, item.pk)
        if wait is None:
            self.agenda.drop(item)
        else:
            self.agenda.again(item, wait)
