"""What a panel's words were understood to ask for: the link between reading and staging."""

from __future__ import annotations

from dataclasses import dataclass

from comics.engines.contract import CastMember
from comics.engines.storyboard.parts import Expression, Pose
from comics.vocabulary import Shot


@dataclass(frozen=True, slots=True)
class Part:
    """One actor's part in a panel. `member` is missing for an animal that is not cast, whose kind is `animal`.

    `extra` marks people the words mention who are not in the cast; `away` those who leave or turn their back.
    """

    name: str
    member: CastMember | None = None
    animal: str = ""
    pose: Pose = Pose.STAND
    expression: Expression = Expression.NEUTRAL
    holding: str = ""
    state: str = ""
    talking: bool = False
    away: bool = False
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A panel as it will be staged. `place` is a key of `places.PLACES`, `place_name` how the author calls it; `seed` keeps the
    same place the same from panel to panel. `shoulder` names
    who turns the back to us in an over-the-shoulder shot; `guessed` says what the words left open, for the review."""

    place: str
    place_name: str
    seed: str
    time: str
    weather: str
    shot: Shot
    parts: tuple[Part, ...] = ()
    props: tuple[str, ...] = ()
    palettes: tuple[str, ...] = ()
    shoulder: str = ""
    crowd: bool = False
    bolt: bool = False
    rtl: bool = False
    take: int = 0
    guessed: tuple[str, ...] = ()
