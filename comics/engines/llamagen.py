"""LlamaGen's Comic API v1: one call an issue, continued page by page, redrawn panel by panel.

Sources: LlamaGen's "Comic API Documentation" and what its public clients do beyond it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlsplit

from comics.engines import llamagen_replies as replies
from comics.engines.contract import Abilities, Brief, Json, Price, Remark
from comics.engines.errors import EngineError, Garbled, OutcomeUnknown
from comics.engines.http import Reply, Service
from comics.engines.llamagen_request import calls, fill, price_of
from comics.engines.llamagen_review import remarks
from comics.engines.llamagen_watch import pages_progress, panel_progress
from comics.engines.reading import number
from comics.engines.remote import Account, Call, Limits, Load, Option, Progress, Ticket
from comics.vocabulary import PRESETS, SIZES

GENERATIONS = "/comics/generations"
PAID_PER_MINUTE, DEMO_PER_MINUTE = 10, 4  # requests (seed 000, "Rate Limits")


class LlamaGenEngine:
    """Draws whole issues at LlamaGen. `clock` tells the seconds of the epoch."""

    name = "llamagen"
    label = "LlamaGen"
    base_url = "https://api.llamagen.ai/v1"
    hosts = ("llamagen.ai",)
    testable = True
    reconciles = False
    abilities = Abilities(
        unit="issue",
        sizes=tuple(SIZES),
        characters=True,
        locations=True,
        references=True,
        language=True,
        upscale=True,
        continues=True,
        redraws=True,
        usage=True,
        prompt_urls=True,
    )
    limits = Limits(per_minute=PAID_PER_MINUTE, poll=4.0, deadline=1800.0)

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock

    def explain(self, status: int, body: Mapping[str, Any]) -> EngineError | None:
        """What an error reply means where its words say more than its status."""
        return replies.explain(status, body)

    def options(self, facts: Mapping[str, Any]) -> tuple[Option, ...]:
        """What a new comic may be given; one that is there keeps what it has."""
        create = frozenset({"create"})
        presets = tuple((name, name.replace("_", " ").capitalize()) for name in PRESETS)
        sharp = (("", "As drawn"), ("2K", "2K"), ("4K", "4K"))
        return (
            Option("preset", "Preset", choices=presets, most=80, help="Empty: the preset of the series.", kinds=create),
            Option("style", "Style", most=300, help="The look in your own words, beside the preset.", kinds=create),
            Option("upscale", "Upscaling", "choice", choices=sharp, kinds=create),
            Option("model", "Model", most=120, help="Empty: LlamaGen chooses by your plan.", kinds=create),
        )

    def review(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Remark, ...]:
        """What it will ignore, change or refuse."""
        return remarks(brief, facts)

    def price(self, brief: Brief, facts: Mapping[str, Any]) -> Price:
        """About one credit a panel, unless the person knows better."""
        return price_of(len(brief.panels), facts)

    def plan(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Call, ...]:
        """One call an issue where its panels can be asked for at once; one a panel for a redraw."""
        return calls(brief, facts)

    async def prepare(self, call: Call, service: Service, load: Load) -> Mapping[str, str]:
        """Upload the reference pictures. Raises `Garbled` for a reply without an address, else as `Service.upload`."""
        found = {}
        for each in call.references:
            name = f"{each.sha256[:16]}.{each.media_type.rpartition('/')[2]}"
            reply = await service.upload("/comics/upload", name=name, data=load(each), media_type=each.media_type)
            address = replies.unwrapped(reply.json).get("fileUrl")
            if not isinstance(address, str) or not address.strip():
                raise Garbled("LlamaGen took a reference picture and did not say where it is.", raw=reply.raw)
            found[each.sha256] = address.strip()
        return found

    async def submit(self, call: Call, service: Service, prepared: Mapping[str, str], load: Load) -> Ticket:
        """Send the call, once. A free look at a comic that is to be changed goes before, to know the new from the old."""
        body = fill(call.request["body"], prepared)
        generation = str(call.request["before"].get("generation", ""))
        if not generation:
            reply = await service.create("POST", GENERATIONS, json=body)
            return self._created(reply)
        data = await self._before(call, service)
        reply = await service.create("PATCH", _path(generation), json=body)
        reported = _counted(reply.json, "redraw_panels") if body["action"] == "regeneratePanel" else None
        return Ticket(generation, {**data, "issued": self._clock()}, reported)

    async def check(self, ticket: Ticket, call: Call, service: Service) -> Progress:
        """Ask once: for the one panel after a redraw, for the whole comic otherwise."""
        site = _site(service)
        before = call.request["before"]
        if call.request["body"].get("action") == "regeneratePanel":
            reply = await service.ask(_path(ticket.id), {"page": before["page"], "panel": before["panel"]})
            return panel_progress(ticket, call, _readable(reply), site=site, now=self._clock())
        reply = await service.ask(_path(ticket.id))
        return pages_progress(ticket, call, _readable(reply), site=site, now=self._clock())

    async def reconcile(self, call: Call, service: Service, *, sent_at: float, known: frozenset[str]) -> Ticket | None:
        """None: LlamaGen lists nothing."""
        return None

    def ticket(self, call: Call, remote_id: str) -> Ticket:
        """The ticket for an id that a person looked up; what was there before is known from the comic's newest picture."""
        before = call.request["before"]
        data: Json = {"first": before.get("pages", 0)} if call.request["body"].get("action") == "continueWrite" else {}
        return Ticket(remote_id.strip(), {**data, "url": before.get("url", "")} if before else {})

    async def test(self, service: Service) -> Account:
        """Ask for the usage, which is free. Raises `Garbled` for a reply that tells none."""
        reply = await service.ask("/comics/usage")
        told = replies.unwrapped(reply.json)
        names = ("credits", "creditBalance", "remaining")
        left = next((found for name in names if (found := number(told.get(name))) is not None), None)
        used, most = number(told.get("apiUsageCount")), number(told.get("apiMaxUsage"))
        if left is None and used is None:
            raise Garbled("LlamaGen gave an answer that cannot be read.", raw=reply.raw)
        paid = told.get("isPaidPlan") is True
        says = ["The key works."] + ([f"{left} credits left."] if left is not None else [])
        says += [f"{used} of {most} requests used."] if used is not None and most is not None else []
        says += ["Paid plan." if paid else "Demo plan: 15 requests a day, and pictures carry a watermark."]
        return Account(
            " ".join(says),
            credits="" if left is None else f"{left} credits",
            per_minute=PAID_PER_MINUTE if paid else DEMO_PER_MINUTE,
            facts={"credits": left, "used": used, "most": most, "paid": paid},
        )

    def _created(self, reply: Reply) -> Ticket:
        remote_id = replies.id_of(reply.json)
        if not remote_id:
            raise OutcomeUnknown(
                "LlamaGen answered without an id: the request may or may not have been accepted.", raw=reply.raw
            )
        return Ticket(remote_id, {"issued": self._clock()}, _counted(reply.json, "total_comics"))

    async def _before(self, call: Call, service: Service) -> Json:
        """What tells the new from the old: the number of pages before a continuation, the panel's picture before a redraw."""
        before = call.request["before"]
        if call.request["body"]["action"] == "continueWrite":
            body = (await service.ask(_path(before["generation"]))).json
            pages = replies.sheets(body, _site(service)).pages
            return {"first": pages or before.get("pages", 0), "failed": replies.state_of(body) == "failed"}
        where = {"page": before["page"], "panel": before["panel"]}
        body = (await service.ask(_path(before["generation"]), where)).json
        shown = replies.single(body, _site(service), before["page"], before["panel"]).url
        return {"url": shown or before.get("url", ""), "failed": replies.state_of(body) == "failed"}


def _readable(reply: Reply) -> Json:
    """The status of a generation. Raises `Garbled` for JSON that tells neither a status nor any picture."""
    told = replies.unwrapped(reply.json)
    if not any(name in told for name in ("status", "comics", "comicData", "panels", "output", "data")):
        raise Garbled("LlamaGen gave an answer that cannot be read.", raw=reply.raw)
    return reply.json


def _counted(body: Mapping[str, Any], name: str) -> Price | None:
    """What the reply says that the call costs; None where it does not."""
    usage = replies.unwrapped(body).get("usage")
    found = number(usage.get(name)) if isinstance(usage, dict) else None
    return None if found is None else Price(Decimal(found), "credits")


def _path(generation: str) -> str:
    return f"{GENERATIONS}/{quote(generation, safe='')}"


def _site(service: Service) -> str:
    """Where the API stands, without its path: pictures with a relative address lie there."""
    parts = urlsplit(service.base_url)
    return f"{parts.scheme}://{parts.netloc}"
