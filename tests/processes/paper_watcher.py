"""A watcher process that knows the paper engine and stands still at one step, to be killed there.

Arguments: the step to stand still at ("prepare", "send", "reply", or "" for none), the file that says that it does, and
"mutant" for a watcher with the one fault that must never be made, or "together" for one that shares the work with others.
"""

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace

import django

django.setup()

# ruff: noqa: E402 - models can only be imported once Django is set up
from comics.engines import remote_catalogue
from comics.jobs import watch, watch_leases
from comics.models import Submission
from tests.watching import PaperEngine

STEP, MARK, KIND = sys.argv[1:4]


async def stand_still(step: str) -> None:
    if step == STEP:
        Path(MARK).touch()  # noqa: ASYNC240 - it stands still anyhow
        await asyncio.sleep(3600)


class Standing(PaperEngine):
    async def prepare(self, call, service, load):
        await stand_still("prepare")
        return {}

    async def submit(self, call, service, prepared, load):
        await stand_still("send")
        ticket = await super().submit(call, service, prepared, load)
        await stand_still("reply")
        return ticket


def queue_again(owner, pk, error, *, wait):
    """The fault: what was on its way is sent once more."""
    Submission.objects.filter(pk=pk).update(state="queued", lease_owner="", lease_until=None)


remote_catalogue._REMOTE["paper"] = Standing()
if KIND == "mutant":
    watch_leases.submissions = SimpleNamespace(**{**vars(watch_leases.submissions), "mark_unknown": queue_again})
watch.run(alone=KIND != "together")
