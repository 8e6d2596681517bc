"""Depicta: tells stories of 2 to 10 scenes, keeping characters, their states and places alike (https://api.depicta.ai).

A panel that is drawn alone goes out as a story of two scenes, its own and a closer view of it, since the service draws none of
one scene; the second picture comes back as another variation of the same panel.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from comics.engines.contract import Abilities, Brief, Json, Price, Remark
from comics.engines.depicta_replies import explain, job_id, matching_jobs, progress, story_models
from comics.engines.depicta_request import RATIOS, SIZES, chosen_model, request
from comics.engines.depicta_review import remarks, unknown_model
from comics.engines.depicta_story import MOST_CHARACTERS, Story, stories
from comics.engines.errors import EngineError, OutcomeUnknown
from comics.engines.reading import id_text, money
from comics.engines.remote import Account, Call, Limits, Load, Option, Progress, Ticket

if TYPE_CHECKING:
    from comics.engines.http import Service

JOB_HEADER: Final = "X-Depicta-Job-Id"
STRICTNESS: Final = (
    ("", "as the account has it"),
    ("normal", "normal: fit for brands"),
    ("liberal", "liberal: all that is legal"),
)


class DepictaEngine:
    """The engine of Depicta's story API. What it knows of models comes from the key's facts, which `test` leaves."""

    name = "depicta"
    label = "Depicta"
    base_url = "https://api.depicta.ai"
    hosts = ("depicta.ai",)
    limits = Limits(concurrent=10, poll=4.0, first_poll=5.0)
    testable = True
    reconciles = True
    abilities = Abilities(
        unit="story",
        sizes=RATIOS,
        characters=True,
        states=True,
        locations=True,
        references=True,
        continues=True,
        redraws=True,
        quotes=True,
        variations=2,
    )

    def options(self, facts: Mapping[str, Any]) -> tuple[Option, ...]:
        """The model, the size, and what the service takes beside the words of the script."""
        sizes = [size for size in SIZES if any(size in model["image_sizes"] for model in facts.get("models") or ())]
        return (
            _model_option(facts),
            Option("image_size", "Resolution", "choice", tuple((size, size) for size in sizes or SIZES), (sizes or SIZES)[0]),
            Option("style", "Style", most=1000, help="Empty: the visual style of the script."),
            Option("setting", "Setting", most=1000, help="Where the whole story takes place, in a sentence."),
            Option("strictness", "Strictness", "choice", STRICTNESS, help="How severely the service judges contents."),
            Option(
                "raw_prompts",
                "Send the panels’ words as they are",
                "flag",
                default=False,
                help="Otherwise the service puts them into a template of its own.",
            ),
        )

    def review(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Remark, ...]:
        """What the service would ignore, change or refuse, before anything is spent."""
        model = chosen_model(brief.options, facts)
        return (*unknown_model(model, facts), *remarks(brief, _told(brief, model), model, _ratios(model)))

    def price(self, brief: Brief, facts: Mapping[str, Any]) -> Price:
        """The model's approximate price for every scene; what the person typed where the model has none."""
        model = chosen_model(brief.options, facts)
        return _price(sum(story.scenes for story in _told(brief, model)), model, facts)

    def plan(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Call, ...]:
        """The fewest stories that the panels make. Every panel is in exactly one."""
        model = chosen_model(brief.options, facts)
        return tuple(
            Call(
                keys=tuple(panel.key for panel in story.panels),
                kind=brief.kind,
                request=request(brief, story, model=str(model.get("id", "")), ratios=_ratios(model)),
                price=_price(story.scenes, model, facts),
            )
            for story in _told(brief, model)
        )

    async def prepare(self, call: Call, service: Service, load: Load) -> Mapping[str, str]:
        """Nothing: the service fetches pictures by itself."""
        return {}

    async def submit(self, call: Call, service: Service, prepared: Mapping[str, str], load: Load) -> Ticket:
        """Send the story, once. Raises an `EngineError`; `OutcomeUnknown` where it may have been accepted."""
        reply = await service.create("POST", "/v1/generate/story", json=call.request, header_id=JOB_HEADER)
        accepted = job_id(reply.json) or id_text(reply.headers.get(JOB_HEADER))
        if not accepted:
            raise OutcomeUnknown("Depicta answered without naming the story.", raw=reply.raw)
        return Ticket(accepted)

    async def check(self, ticket: Ticket, call: Call, service: Service) -> Progress:
        """Ask once how far the story is. Raises an `EngineError` when the question itself failed."""
        reply = await service.ask(f"/v1/jobs/{quote(ticket.id, safe='')}")
        return progress({"job_id": ticket.id, **reply.json}, call)

    async def reconcile(self, call: Call, service: Service, *, sent_at: float, known: frozenset[str]) -> Ticket | None:
        """The one listed story that the call can have made; None when there is none, or more than one."""
        reply = await service.ask("/v1/jobs")
        fitting = matching_jobs(reply.json, scenes=len(call.request["scenes"]), sent_at=sent_at, known=known)
        return Ticket(fitting[0]) if len(fitting) == 1 else None

    def ticket(self, call: Call, remote_id: str) -> Ticket:
        """The ticket for an id that a person looked up at the service."""
        return Ticket(remote_id.strip())

    async def test(self, service: Service) -> Account:
        """List the models, which is free; those that can tell stories are kept as facts."""
        models = story_models((await service.ask("/v1/models")).json)
        if not models:
            return Account("None of its models can tell stories.", facts={"models": []})
        count = "1 model" if len(models) == 1 else f"{len(models)} models"
        names = ", ".join(model["name"] for model in models)
        return Account(f"{count} can tell stories: {names}."[:300], facts={"models": models})

    def explain(self, status: int, body: Mapping[str, Any]) -> EngineError | None:
        """What an error reply means where its word says more than the status."""
        return explain(status, body)


def _model_option(facts: Mapping[str, Any]) -> Option:
    """The menu of the models that the key's test found; a plain field before the test."""
    models = facts.get("models") or ()
    if not models:
        return Option("model", "Model", most=200, required=True, help="The model’s id. Test the key to get a menu of them.")
    pairs = tuple((model["id"], _model_label(model)) for model in models)
    return Option("model", "Model", "choice", pairs, pairs[0][0], required=True)


def _model_label(model: Json) -> str:
    """The model's name with its price and limit."""
    price = money(model.get("price"))
    costs = "" if price is None else f", about {Price(price, 'EUR')} a picture"
    return f"{model['name']} (up to {model['max_characters']} characters{costs})"


def _told(brief: Brief, model: Json) -> tuple[Story, ...]:
    return stories(brief, most_characters=int(model.get("max_characters", MOST_CHARACTERS)))


def _ratios(model: Json) -> tuple[str, ...]:
    return tuple(model.get("aspect_ratios") or RATIOS)


def _price(scenes: int, model: Json, facts: Mapping[str, Any]) -> Price:
    """The price of so many scenes, in EUR unless the person typed another unit with their own price."""
    each = money(model.get("price"))
    if each is not None:
        return Price(each * Decimal(scenes), "EUR")
    each = money(facts.get("unit_price"))
    unit = str(facts.get("unit") or "EUR")
    return Price(None, unit) if each is None else Price(each * Decimal(scenes), unit)
