"""What the studio and an engine say to one another: plain, frozen data that neither Django nor a database is needed for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from comics.drawing.staging import Staging

Unit = Literal["issue", "story", "panel"]


@dataclass(frozen=True, slots=True)
class CastMember:
    """A character as its author describes it. `states` maps a state's name to the appearance in that state."""

    name: str
    age: str = ""
    gender: str = ""
    dress: str = ""
    role: str = ""
    appearance: str = ""
    personality: str = ""
    signature: str = ""
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A location as its author describes it."""

    name: str
    description: str = ""


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


@dataclass(frozen=True, slots=True)
class Brief:
    """One request: the panels, and everything that keeps their pictures of one hand."""

    panels: tuple[PanelBrief, ...]
    cast: tuple[CastMember, ...] = ()
    places: tuple[Place, ...] = ()
    style: Style = Style()
    language: str = "en"
    direction: str = "ltr"
    forbidden: str = ""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can do; the table in `engines/README.md` is checked against these."""

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


@dataclass(frozen=True, slots=True)
class Price:
    """An estimate or a charge: an amount in a unit a person knows ("credits", "EUR"); 0 is free."""

    amount: Decimal = Decimal(0)
    unit: str = "credits"

    def __str__(self) -> str:
        return "free" if not self.amount else f"{self.amount.normalize():f} {self.unit}"


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
