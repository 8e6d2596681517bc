"""What the studio and a remote engine say to one another: options, calls, tickets, progress. Plain data that fits into JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

from comics.engines.contract import Abilities, Brief, Json, Price, Reference, Remark
from comics.engines.errors import EngineError

if TYPE_CHECKING:
    from comics.engines.http import Service

OptionKind = Literal["text", "choice", "choices", "number", "whole", "flag"]
Load = Callable[[Reference], bytes]


@dataclass(frozen=True, slots=True)
class Option:
    """One setting of an engine that the launch screen offers.

    `choices` are pairs of value and label; a `text` with choices suggests them. `low` and `high` bound a number; `most` is the
    longest text in characters. `kinds` are the values of `vocabulary.GenerationKind` that the option is for.
    """

    name: str
    label: str
    kind: OptionKind = "text"
    choices: tuple[tuple[str, str], ...] = ()
    default: Any = ""
    low: float | None = None
    high: float | None = None
    most: int = 500
    help: str = ""
    required: bool = False
    kinds: frozenset[str] = frozenset({"create", "continue", "redraw"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a service may be asked by one account, and how patient we are. Times are seconds.

    `per_minute` counts requests, None where the service states no limit; `concurrent` counts unfinished jobs. `poll` is the
    rhythm of the polls, `first_poll` the time before the first one; after `deadline` a person decides.
    """

    per_minute: int | None = None
    concurrent: int | None = None
    poll: float = 4.0
    first_poll: float = 3.0
    deadline: float = 1800.0


@dataclass(frozen=True, slots=True)
class Call:
    """One create call as `plan` cut it: what it draws, and the engine's own request, ready to be stored before it leaves.

    `keys` are the panels in the order in which the service answers; `references` are the pictures that `prepare` and `submit`
    may ask the bytes of; `external_id` is our own name for the call, where the service takes one. `changes` is the service's id
    of the work that the call changes, whose id it will bear too; empty where it makes a new one.
    """

    keys: tuple[str, ...]
    kind: str
    request: Json
    price: Price = Price(None)
    references: tuple[Reference, ...] = ()
    external_id: str = ""
    changes: str = ""

    def to_json(self) -> Json:
        """As plain JSON."""
        price = {"amount": None if self.price.amount is None else str(self.price.amount), "unit": self.price.unit}
        return {
            "keys": list(self.keys),
            "kind": self.kind,
            "request": self.request,
            "price": price,
            "references": [asdict(reference) for reference in self.references],
            "external_id": self.external_id,
            "changes": self.changes,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """From what `to_json` gave."""
        amount = data["price"]["amount"]
        return cls(
            keys=tuple(data["keys"]),
            kind=data["kind"],
            request=dict(data["request"]),
            price=Price(None if amount is None else Decimal(amount), data["price"]["unit"]),
            references=tuple(Reference(**reference) for reference in data["references"]),
            external_id=data["external_id"],
            changes=data.get("changes", ""),
        )


@dataclass(frozen=True, slots=True)
class Ticket:
    """The receipt for an accepted call: the service's id, what else `check` needs (JSON), and the price it named, if any."""

    id: str
    data: Json = field(default_factory=dict)
    reported: Price | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One picture that is ready: for which panel, where it lies, which of the panel's variations it is (0 is the first).

    `caption` is what the service says in the panel; `remote` (JSON) is what `PanelBrief.remote` gives back for a redraw.
    """

    key: str
    url: str
    ordinal: int = 0
    caption: str = ""
    remote: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a call is. `pictures` are all that are ready so far, earlier ones too; `done` and `total` count pictures.

    In the state `failed`, `error` says why and what can be done; pictures that came before it are kept.
    """

    state: Literal["running", "done", "failed"]
    pictures: tuple[Found, ...] = ()
    done: int | None = None
    total: int | None = None
    error: EngineError | None = None
    reported: Price | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What a free call told of a key: a sentence, the credits left, how many requests a minute it may make, facts (JSON)."""

    says: str
    credits: str = ""
    per_minute: int | None = None
    facts: Json = field(default_factory=dict)


class RemoteEngine(Protocol):
    """A service that draws for money. Adapters are async, keep nothing between calls, never loop and never sleep.

    `facts` are what `test` left with the key, plus `unit_price` and `unit` where the person typed what a panel costs them.
    """

    @property
    def name(self) -> str:
        """The name it is stored and asked for by."""

    @property
    def label(self) -> str:
        """The name that people read."""

    @property
    def abilities(self) -> Abilities:
        """What it can do."""

    @property
    def base_url(self) -> str:
        """Where the service answers unless the key says otherwise, without a slash at the end."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The service's own hosts and their subdomains: only these may be sent a token."""

    @property
    def limits(self) -> Limits:
        """How often it may be asked."""

    @property
    def testable(self) -> bool:
        """Whether the service has a free call that tests a key."""

    @property
    def reconciles(self) -> bool:
        """Whether `reconcile` can find a lost call: the service lists its work, or takes an id of ours."""

    def explain(self, status: int, body: Mapping[str, Any]) -> EngineError | None:
        """What an answer means by the service's own error codes; None leaves it to the status."""
        ...

    def options(self, facts: Mapping[str, Any]) -> tuple[Option, ...]:
        """The settings that the launch offers."""
        ...

    def review(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Remark, ...]:
        """What the service would ignore, change or refuse, before anything is spent."""
        ...

    def price(self, brief: Brief, facts: Mapping[str, Any]) -> Price:
        """The estimated price of the whole brief; an amount of None where nobody can know."""
        ...

    def plan(self, brief: Brief, facts: Mapping[str, Any]) -> tuple[Call, ...]:
        """Cut the brief into create calls by the service's unit and limits. Every panel is in exactly one."""
        ...

    async def prepare(self, call: Call, service: Service, load: Load) -> Mapping[str, str]:
        """What must be there before the call and costs nothing (uploads): an address per reference's sha256. Safe to repeat."""
        ...

    async def submit(self, call: Call, service: Service, prepared: Mapping[str, str], load: Load) -> Ticket:
        """Send the create call, once. Raises an `EngineError`; `OutcomeUnknown` where it may have been accepted."""
        ...

    async def check(self, ticket: Ticket, call: Call, service: Service) -> Progress:
        """Ask once how far it is. Raises an `EngineError` when the question itself failed."""
        ...

    async def reconcile(self, call: Call, service: Service, *, sent_at: float, known: frozenset[str]) -> Ticket | None:
        """Look for a call of unknown outcome in what the service lists; None when it cannot be told.

        `sent_at` is the time of the create call in seconds of the epoch; `known` are ids that belong to other calls.
        """
        ...

    def ticket(self, call: Call, remote_id: str) -> Ticket:
        """The ticket for an id that a person looked up at the service."""
        ...

    async def test(self, service: Service) -> Account:
        """Try the key by a free call. Raises `Unsupported` where the service has none."""
        ...
