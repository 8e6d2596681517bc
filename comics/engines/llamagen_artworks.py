"""LlamaGen's older artworks service: a form of fixed choices, from which it draws a whole comic of its own.

The form is that of `POST /api/openapi/artworks` (LlamaGen.Ai REST API, version 1.0). It takes no words of a script, so one
artwork stands for all panels of the brief, and its pictures fill them in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote, urljoin

from comics.engines.artworks_form import ASPECT_RATIOS, GENDERS, MOST_AGE, MOST_SEED, PRESETS, PROMPTS, ROLES, form, remarks
from comics.engines.contract import Abilities, Brief, Price, Remark
from comics.engines.errors import CreditExhausted, EngineError, Garbled, OutcomeUnknown, Unsupported
from comics.engines.reading import id_text, parsed
from comics.engines.reasons import reason
from comics.engines.remote import Account, Call, Found, Limits, Load, Option, Progress, Ticket

if TYPE_CHECKING:
    from comics.engines.http import Service

PATH: Final = "/api/openapi/artworks"
STATES: Final[dict[str, Literal["running", "done", "failed"]]] = {"loading": "running", "processed": "done", "failed": "failed"}
MOST_TAKES: Final = 9  # of one panel, where the service draws more pictures than were asked for
LABEL: Final = "LlamaGen artworks (older)"
MOST_PANELS: Final = 400  # of a reply are looked at: more than the service draws


class LlamaGenArtworksEngine:
    """The engine of LlamaGen's older service."""

    name = "llamagen_artworks"
    label = LABEL
    base_url = "https://llamagen.ai"
    hosts = ("llamagen.ai",)
    limits = Limits(poll=4.0, first_poll=5.0)
    testable = False
    reconciles = False
    abilities = Abilities(
        unit="issue", sizes=ASPECT_RATIOS, references=True, seed=True, continues=True, redraws=True, variations=MOST_TAKES
    )

    def options(self, facts: Mapping[str, Any]) -> tuple[Option, ...]:
        """All that the form takes. What is left empty comes from the cast and style, as far as they tell."""
        own = ("", "as the script suggests")
        return (
            Option("prompt", "What the comic is about", "choice", _labelled(PROMPTS), PROMPTS[0], required=True),
            Option("preset", "Preset", "choice", (own, *_labelled(PRESETS))),
            Option("aspectRatio", "Ratio", "choice", (("", "nearest"), *((each, each) for each in ASPECT_RATIOS))),
            Option("name", "Main character’s name", most=100, help="Empty: the first character seen."),
            Option("gender", "Gender", "choice", (own, *_labelled(GENDERS))),
            Option("age", "Age", "whole", low=0, high=MOST_AGE),
            Option("comicRoles", "Roles", "choices", _labelled(ROLES), default=[], help="Empty: as the cast suggests."),
            Option("imageUrl", "Address of a reference picture", most=1000, help="It must begin with https."),
            Option("seed", "Seed", "whole", low=0, high=MOST_SEED, help="The same number and choices give a like picture."),
        )

    def review(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Remark, ...]:
        """What the service does not take (nearly all), and what it is told instead."""
        return remarks(brief)

    def price(self, brief: Brief, facts: Mapping[str, Any]) -> Price:
        """What its owner says a panel costs, for every panel; the service itself names no price."""
        unit = str(facts.get("unit") or "credits")
        try:
            each = Decimal(str(facts.get("unit_price")))
        except InvalidOperation:
            return Price(None, unit)
        return Price(each * len(brief.panels), unit) if each.is_finite() else Price(None, unit)

    def plan(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Call, ...]:
        """One artwork for all panels."""
        keys = tuple(panel.key for panel in brief.panels)
        return (Call(keys, brief.kind, form(brief), self.price(brief, facts)),) if keys else ()

    async def prepare(self, call: Call, service: Service, load: Load) -> Mapping[str, str]:
        """Nothing: the service fetches a picture by itself."""
        return {}

    async def submit(self, call: Call, service: Service, prepared: Mapping[str, str], load: Load) -> Ticket:
        """Send the form, once. Raises an `EngineError`; `OutcomeUnknown` where it may have been accepted."""
        reply = await service.create("POST", PATH, form=call.request, multipart=True)
        accepted = id_text(_artwork(reply.json).get("id")) or id_text(reply.json.get("id"))
        if not accepted:
            raise OutcomeUnknown("LlamaGen answered without naming the artwork.", raw=reply.raw)
        return Ticket(accepted)

    async def check(self, ticket: Ticket, call: Call, service: Service) -> Progress:
        """Ask once how far the artwork is. Raises an `EngineError` when the question itself failed."""
        reply = await service.ask(f"{PATH}/{quote(ticket.id, safe='')}")
        return progress({**_artwork(reply.json), **reply.json}, call.keys, base_url=service.base_url)

    async def reconcile(self, call: Call, service: Service, *, sent_at: float, known: frozenset[str]) -> Ticket | None:
        """Nothing: the service lists no artworks."""
        return None

    def ticket(self, call: Call, remote_id: str) -> Ticket:
        """The ticket for an id that a person looked up at the service."""
        return Ticket(remote_id.strip())

    async def test(self, service: Service) -> Account:
        """Raises `Unsupported`: the service documents no free call."""
        raise Unsupported("This service has no free call that tries a key. Whether it works shows with the first picture.")

    def explain(self, status: int, body: Mapping[str, Any]) -> EngineError | None:
        """Bodies are `{error}` or `{message}`, or an error of code and message; only these of a refused request tell more."""
        if status not in (400, 422, 429):
            return None
        error = body.get("error")
        said = error.get("message") if isinstance(error, dict) else error or body.get("message")
        text = reason(said)
        if "credit" in text.casefold():
            return CreditExhausted("The account at LlamaGen has no credits left.")
        if status == 429:
            return None
        return Unsupported(f"LlamaGen does not take this request. It says: {text}" if text else "LlamaGen refuses the request.")


def progress(body: Mapping[str, Any], keys: tuple[str, ...], *, base_url: str) -> Progress:
    """How far an artwork is: its pictures fill the panels in order, those beyond the last are further variations, in turn.

    A picture without an address is still being drawn, whatever the status says. Raises `Garbled` for unreadable pictures.
    """
    panels = _panels(body)[: MOST_TAKES * len(keys)]
    urls = [_address(panel, base_url) for panel in panels]
    pictures = tuple(
        Found(keys[number % len(keys)], url, ordinal=number // len(keys)) for number, url in enumerate(urls) if url
    )
    state = STATES.get(str(body.get("status") or "").casefold(), "running")
    if state == "failed":
        error = EngineError("LlamaGen could not draw this artwork.")
        return Progress("failed", pictures, len(pictures), max(len(panels), len(keys)), error=error)
    if state == "done" and (not panels or len(pictures) < len(panels)):
        state = "running"
    return Progress(state, pictures, len(pictures), max(len(panels), len(keys)))


def _panels(body: Mapping[str, Any]) -> list[Any]:
    """The artwork's panels: in `comicData`, a JSON text or an object, or in `comics`."""
    data = body.get("comicData") or body.get("comics") or []
    if isinstance(data, str):
        try:
            data = parsed(data)
        except ValueError as error:
            raise Garbled("LlamaGen gave pictures that cannot be read.") from error
    if isinstance(data, dict):
        data = data.get("panels") or []
    if not isinstance(data, list):
        raise Garbled("LlamaGen gave pictures that cannot be read.")
    flat: list[Any] = []
    for one in data:
        inner = one.get("panels") if isinstance(one, dict) else None
        flat.extend(inner if isinstance(inner, list) else [one])
    return flat[:MOST_PANELS]


def _address(panel: Any, base_url: str) -> str:
    """Where a panel's picture lies; empty for none yet, or for what is no address."""
    url = panel.get("assetUrl") if isinstance(panel, dict) else None
    try:
        return urljoin(f"{base_url}/", url) if isinstance(url, str) and url else ""
    except ValueError:
        return ""


def _artwork(body: Mapping[str, Any]) -> Mapping[str, Any]:
    found = body.get("artwork")
    return found if isinstance(found, dict) else {}


def _labelled(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value.replace("_", " ").capitalize()) for value in values)
