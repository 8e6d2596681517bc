"""What the studio and an engine say to one another: plain, frozen data that neither Django nor a database is needed for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, Protocol

from comics.drawing.staging import Staging

Unit = Literal["issue", "story", "panel"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture that an engine may look at.

    `sha256` names its bytes, which the caller gives on demand; `size` is in bytes, `width` and `height` in pixels. `url` is an
    https address under which the service itself can fetch it, empty where the studio has none.
    """

    sha256: str
    media_type: str
    width: int
    height: int
    size: int
    description: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class CastMember:
    """A character as its author describes it. `states` maps a state's name to the appearance in that state.

    `reference` is a picture of the character that its author gave; `state_references` maps a state's name to one.
    """

    name: str
    age: str = ""
    gender: str = ""
    dress: str = ""
    role: str = ""
    appearance: str = ""
    personality: str = ""
    signature: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    reference: Reference | None = None
    state_references: Mapping[str, Reference] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A location as its author describes it, perhaps with a picture that they gave."""

    name: str
    description: str = ""
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a series or script."""

    genre: str = ""
    art_style: str = ""
    palette: str = ""
    lighting: str = ""
    camera: str = ""
    preset: str = "render"


@dataclass(frozen=True, slots=True)
class PanelBrief:
    """One panel to draw. `key` is the caller's own name for it; `width` and `height` are pixels.

    `prompt` is what the author typed for a redraw and counts for more than the other words; `shot` is a value of
    `vocabulary.Shot`, empty where the words do not say. `speakers` are the names that speak here, first speaker first; `states`
    maps a character's name to the state it is in; `context` is the text of the panels before it in the same scene, newest
    last, for what this panel leaves unsaid. `take` counts the redraws, so that a redraw of the same words looks afresh.

    `present` are the names of the cast that its words or lines name; `place` is the location of the series that they name.
    `references` are pictures that the author gave for this panel. `remote` is what the engine left with the panel's newest
    picture of its own (`Found.remote`) under the same account, empty when it has drawn none.
    """

    key: str
    objective: str = ""
    scene: str = ""
    action: str = ""
    dialogue: str = ""
    prompt: str = ""
    shot: str = ""
    speakers: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    context: tuple[str, ...] = ()
    width: int = 1024
    height: int = 1024
    take: int = 0
    present: tuple[str, ...] = ()
    place: str = ""
    references: tuple[Reference, ...] = ()
    remote: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brief:
    """One request: the panels, and everything that keeps their pictures of one hand.

    `kind` is a value of `vocabulary.GenerationKind`; `pages` says how many of the panels stand on each page, in order; `size`
    is one of the nine sizes or "fit". `text` is the script of these panels in the recommended template, `premise` its story in
    prose; `prompt` is what the author typed (an idea, what happens next), `prompt_url` an address that the service is to read
    instead. `references` are shared pictures, `options` the values of the engine's own options by name. `follows` is what
    the engine left with the newest picture of its own in this issue (`Found.remote`) under the same account, for `continue`.
    """

    panels: tuple[PanelBrief, ...]
    cast: tuple[CastMember, ...] = ()
    places: tuple[Place, ...] = ()
    style: Style = Style()
    language: str = "en"
    direction: str = "ltr"
    forbidden: str = ""
    kind: str = "create"
    pages: tuple[int, ...] = ()
    size: str = "fit"
    text: str = ""
    premise: str = ""
    prompt: str = ""
    prompt_url: str = ""
    references: tuple[Reference, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    follows: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can do; the table in `engines/README.md` is checked against these.

    `sizes` are sizes in pixels, or ratios where the service takes those; `variations` is how many pictures one panel may get;
    `prompt_urls` says that it can read the words at an address instead of being sent them.
    """

    unit: Unit
    sizes: tuple[str, ...]
    characters: bool = False
    states: bool = False
    locations: bool = False
    references: bool = False
    language: bool = False
    upscale: bool = False
    negative: bool = False
    seed: bool = False
    continues: bool = False
    redraws: bool = False
    usage: bool = False
    quotes: bool = False
    free: bool = False
    variations: int = 1
    prompt_urls: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """An estimate or a charge: an amount in a unit a person knows ("credits", "EUR"); 0 is free, None is not known."""

    amount: Decimal | None = Decimal(0)
    unit: str = "credits"

    def __str__(self) -> str:
        if self.amount is None:
            return "price not known"
        unit = self.unit.removesuffix("s") if self.amount == 1 else self.unit
        return f"{self.amount.normalize():f} {unit}" if self.amount else "free"


@dataclass(frozen=True, slots=True)
class Picture:
    """One finished picture: which panel it is for, its encoded bytes, media type, pixels, and what it shows."""

    key: str
    data: bytes
    media_type: str
    width: int
    height: int
    staging: Staging = Staging()


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the engine would drop or refuse, in words a person understands. A `blocking` one stops the launch."""

    text: str
    panel: str = ""
    blocking: bool = False


class LocalEngine(Protocol):
    """An engine that draws in this process: no ticket, no polls, no charge."""

    @property
    def name(self) -> str:
        """The name it is stored and asked for by."""

    @property
    def label(self) -> str:
        """The name that people read."""

    @property
    def abilities(self) -> Abilities:
        """What it can do."""

    def review(self, brief: Brief) -> tuple[Remark, ...]:
        """What this engine would leave out or guess, before anything is drawn."""
        ...

    def price(self, brief: Brief) -> Price:
        """The estimated price of the whole brief."""
        ...

    def draw(self, brief: Brief, key: str) -> Picture:
        """Draw the panel named `key`. Raises `KeyError` when the brief has no such panel."""
        ...

    def portrait(self, member: CastMember, *, state: str = "", size: int = 512, style: Style | None = None) -> Picture:
        """Draw head and shoulders of a character in one of its states, `size` pixels square."""
        ...

    def place_picture(self, place: Place, *, style: Style | None = None, width: int = 768, height: int = 512) -> Picture:
        """Draw a place with nobody in it, in pixels."""
        ...
