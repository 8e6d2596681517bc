"""A watcher process that asks the four services quickly and stands still at one step, to be killed there.

Arguments: the step to stand still at ("intent", "send", "reply", or "" for none; "mutant" for a watcher with the one fault that
must never be made), and the file that grows by one byte with each call that stands there.
"""

import asyncio
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import django

django.setup()

# ruff: noqa: E402 - models can only be imported once Django is set up
from comics.engines.remote_catalogue import remote_engine
from comics.jobs import watch, watch_leases, watch_sending
from comics.models import Submission
from tests.four import NAMES, quick_engines

STEP, MARK = sys.argv[1:3]


def note() -> None:
    with Path(MARK).open("ab") as mark:
        mark.write(b".")


def stand_still_before_the_intent(owner: str, pk: int) -> None:
    note()
    threading.Event().wait()


def standing(submit):
    """The call of an engine, which waits for ever before it leaves, or after its reply came."""

    async def submitted(self, call, service, prepared, load):
        ticket = await submit(self, call, service, prepared, load) if STEP == "reply" else None
        note()
        await asyncio.Event().wait()
        return ticket

    return submitted


def queue_again(owner: str, pk: int, error: Exception, *, wait: float) -> None:
    """The fault: what was on its way is sent once more."""
    Submission.objects.filter(pk=pk).update(state="queued", lease_owner="", lease_until=None)


if STEP == "intent":
    watch_sending.begin_sending = stand_still_before_the_intent
elif STEP == "mutant":
    watch_leases.submissions = SimpleNamespace(**{**vars(watch_leases.submissions), "mark_unknown": queue_again})
elif STEP:
    for name in NAMES:
        kind = type(remote_engine(name))
        kind.submit = standing(kind.submit)
with quick_engines():
    watch.run(alone=True)
