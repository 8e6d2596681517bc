"""Kling's pictures through CometAPI: one task a panel, words of at most 500 characters, one picture to look at.

The endpoint is `POST /kling/v1/images/generations` (CometAPI's reference, "Image generation"); its tasks are looked up by their
own id or by the one that we gave them.
"""

from __future__ import annotations

import asyncio
import base64
import io
import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from PIL import Image

from comics.engines.contract import Abilities, Brief, Json, PanelBrief, Price, Reference, Remark
from comics.engines.errors import EngineError, Garbled, OutcomeUnknown, Unsupported
from comics.engines.kling_prompt import image, negative, prompt
from comics.engines.kling_replies import explain, progress, task, task_id
from comics.engines.kling_review import remarks
from comics.engines.ratios import nearest
from comics.engines.remote import Account, Call, Limits, Load, Option, Progress, Ticket

if TYPE_CHECKING:
    from comics.engines.http import Service

PATH: Final = "/kling/v1/images/generations"
RATIOS: Final = ("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3")
MOST_IMAGES: Final = 9
MOST_BASE64: Final = 10 * 1024 * 1024  # characters: the service's 10 MB read in the stricter way
LARGEST_SIDE: Final = 2048  # pixels of a reference that has to be made smaller
NEEDS_SUBJECT: Final = "kling-v1-5"  # must be told what of the picture to keep
MODELS: Final = ("kling-v1-5", "kling-v1", "kling-v2", "kling-v2-1")
FORMATS: Final = ("image/jpeg", "image/png")


class KlingEngine:
    """The engine of Kling's image tasks."""

    name = "kling"
    label = "Kling (CometAPI)"
    base_url = "https://api.cometapi.com"
    hosts = ("cometapi.com",)
    # The service states no limits and refuses what is too much by codes; a few tasks at a time seldom are.
    limits = Limits(concurrent=5, poll=4.0, first_poll=5.0)
    testable = False
    reconciles = True
    abilities = Abilities(
        unit="panel",
        sizes=RATIOS,
        characters=True,
        states=True,
        locations=True,
        references=True,
        negative=True,
        continues=True,
        redraws=True,
        variations=MOST_IMAGES,
    )

    def options(self, facts: Mapping[str, Any]) -> tuple[Option, ...]:
        """All that the endpoint takes beside the words."""
        return (
            Option("model_name", "Model", choices=tuple((name, name) for name in MODELS), default=MODELS[0], most=100),
            Option("n", "Pictures a panel", "whole", default=1, low=1, high=MOST_IMAGES, help="Each one is paid."),
            Option("aspect_ratio", "Ratio", "choice", (("", "nearest to each panel"), *((each, each) for each in RATIOS))),
            Option("negative_prompt", "Must not be seen", most=200, help="Not sent for panels with a reference picture."),
            Option("use_reference", "Look at a reference picture", "flag", default=True, help="Of the first character seen."),
            Option("image_fidelity", "Closeness to the picture", "number", default=0.5, low=0, high=1),
            Option(
                "image_reference",
                "What to keep of the picture",
                "choice",
                (("subject", "the whole character"), ("face", "the face")),
                "subject",
                help=f"For {NEEDS_SUBJECT}. A picture for “the face” must show just one.",
            ),
        )

    def review(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Remark, ...]:
        """What would be left out, changed or refused, before anything is spent."""
        return remarks(brief, [_ratio(brief, panel) for panel in brief.panels])

    def price(self, brief: Brief, facts: Mapping[str, Any]) -> Price:
        """What its owner says a picture costs, for every picture; the service itself names no price."""
        return _price(len(brief.panels) * _count(brief), facts)

    def plan(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Call, ...]:
        """One task a panel, each under a new id of our own, by which it can be found again."""
        return tuple(_call(brief, panel, facts) for panel in brief.panels)

    async def prepare(self, call: Call, service: Service, load: Load) -> Mapping[str, str]:
        """Nothing: the picture travels with the call."""
        return {}

    async def submit(self, call: Call, service: Service, prepared: Mapping[str, str], load: Load) -> Ticket:
        """Send the task, once. Raises an `EngineError`; `OutcomeUnknown` where it may have been accepted."""
        request = dict(call.request)
        for reference in call.references:
            request["image"] = await asyncio.to_thread(encoded, reference, load)
        reply = await service.create("POST", PATH, json=request)
        if not (accepted := task_id(task(reply.json))):
            raise OutcomeUnknown("Kling answered without naming the task.", raw=reply.raw)
        return Ticket(accepted)

    async def check(self, ticket: Ticket, call: Call, service: Service) -> Progress:
        """Ask once how far the task is. Raises an `EngineError` when the question itself failed."""
        reply = await service.ask(f"{PATH}/{quote(ticket.id, safe='')}")
        return progress(reply.json, key=call.keys[0], total=int(call.request["n"]))

    async def reconcile(self, call: Call, service: Service, *, sent_at: float, known: frozenset[str]) -> Ticket | None:
        """The task that bears our own id; None when the service knows none. Raises when it could not be asked."""
        try:
            reply = await service.ask(f"{PATH}/{quote(call.external_id, safe='')}")
        except (Unsupported, Garbled):
            return None
        found = task(reply.json)
        info = found.get("task_info")
        named = info.get("external_task_id") if isinstance(info, dict) else None
        other = named not in (None, "", call.external_id) or task_id(found) in known
        return None if other or not task_id(found) else Ticket(task_id(found))

    def ticket(self, call: Call, remote_id: str) -> Ticket:
        """The ticket for an id that a person looked up at the service."""
        return Ticket(remote_id.strip())

    async def test(self, service: Service) -> Account:
        """Raises `Unsupported`: CometAPI documents no free call."""
        raise Unsupported("Kling has no free call that tries a key. Whether it works shows with the first picture.")

    def explain(self, status: int, body: Mapping[str, Any]) -> EngineError | None:
        """What an answer means by Kling's own codes."""
        return explain(status, body)


def _call(brief: Brief, panel: PanelBrief, facts: Mapping[str, Any]) -> Call:
    picture, external_id = image(brief, panel), uuid.uuid4().hex
    request: Json = {
        "model_name": _model(brief),
        "prompt": prompt(brief, panel, with_image=picture is not None).text,
        "n": _count(brief),
        "aspect_ratio": _ratio(brief, panel),
        "external_task_id": external_id,
        **dict(_beside(brief, picture)),
    }
    price = _price(request["n"], facts)
    return Call((panel.key,), brief.kind, request, price, (picture,) if picture else (), external_id)


def _beside(brief: Brief, picture: Reference | None) -> Iterable[tuple[str, Any]]:
    """What goes with a picture, or without one: the service takes either an image or a negative prompt."""
    if picture is None:
        yield "negative_prompt", negative(brief).text
        return
    fidelity = brief.options.get("image_fidelity")
    yield "image_fidelity", 0.5 if fidelity in (None, "") else fidelity
    if _model(brief) == NEEDS_SUBJECT:
        yield "image_reference", brief.options.get("image_reference") or "subject"


def _model(brief: Brief) -> str:
    return str(brief.options.get("model_name") or MODELS[0])


def _count(brief: Brief) -> int:
    return int(brief.options.get("n") or 1)


def _ratio(brief: Brief, panel: PanelBrief) -> str:
    return str(brief.options.get("aspect_ratio") or nearest(panel.width, panel.height, RATIOS))


def _price(pictures: int, facts: Mapping[str, Any]) -> Price:
    """So many times what its owner typed; not known where they typed nothing."""
    unit = str(facts.get("unit") or "credits")
    try:
        each = Decimal(str(facts.get("unit_price")))
    except InvalidOperation:
        return Price(None, unit)
    return Price(each * pictures, unit) if each.is_finite() else Price(None, unit)


def encoded(reference: Reference, load: Load) -> str:
    """The picture as Base64 without a prefix, as JPEG or PNG of at most 10 MB. Raises `Unsupported` when it cannot be read."""
    try:
        data = load(reference)
        if reference.media_type not in FORMATS or len(data) > MOST_BASE64 * 3 // 4:
            data = _as_jpeg(data)
    except (OSError, KeyError, ValueError, Image.DecompressionBombError) as error:
        raise Unsupported("The reference picture cannot be read any more. Choose another.") from error
    return base64.b64encode(data).decode()


def _as_jpeg(data: bytes) -> bytes:
    """Another format or size of the same picture, on white where it was transparent."""
    with Image.open(io.BytesIO(data)) as opened:
        whole = opened.convert("RGBA")
    whole.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    flat = Image.new("RGB", whole.size, "white")
    flat.paste(whole, mask=whole.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=92)
    return out.getvalue()
