"""A small studio for tests: people, a series with a script, and an engine that draws flat colour in no time."""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unittest import mock

from PIL import Image

from comics.actions import launch as launching
from comics.actions.series import create_issue, create_series
from comics.actions.teams import welcome
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Actor, Staging
from comics.engines.catalogue import engine
from comics.engines.contract import Brief, CastMember, Picture, Place, Price, Remark, Style
from comics.jobs import queue
from comics.models import Generation, Issue, Member, Team, User

SCRIPT = """[Visual Style]
- Genre: mystery
- Art style: clean line-art

[Story]
- Premise: A fox detective helps a lost child.

[Characters]
- Name: Ren
  - Role: fox detective
  - Appearance: tan coat
- Name: Mino
  - Role: child
  - Appearance: yellow raincoat

[Panels]
1) Panel objective: Meet
   - Scene description: Wide shot of a rainy alley at dusk
   - Character action: Ren notices Mino near a lantern
   - Dialogue / caption: Caption: Dusk. Lantern Street.
2) Panel objective: Ask
   - Scene description: Medium shot
   - Character action: Ren kneels and offers a map
   - Dialogue / caption: Ren: "Are you lost?" / Mino: "A little."
3) Panel objective: Walk
   - Scene description: Tracking shot of an old bridge
   - Character action: Both cross the bridge
   - Dialogue / caption: SFX: TAP TAP

[Constraints]
- Aspect ratio / size: 1024x1024
"""


class FlatEngine:
    """A real engine by the contract that draws one colour and publishes two actors."""

    name = "storyboard"
    label = "Flat"

    def __init__(self, *, fails: str = "") -> None:
        self.fails = fails
        self.drawn: list[str] = []
        self.briefs: list[Brief] = []

    @property
    def abilities(self) -> object:
        """Those of the storyboard engine, whose place it takes."""
        return engine("storyboard").abilities

    def review(self, brief: Brief) -> tuple[Remark, ...]:
        """Nothing to say."""
        return ()

    def price(self, brief: Brief) -> Price:
        """Free."""
        return Price()

    def draw(self, brief: Brief, key: str) -> Picture:
        """One colour, and another for each take."""
        panel = next(panel for panel in brief.panels if panel.key == key)
        if self.fails and self.fails in panel.scene + panel.prompt:
            raise ValueError("cannot draw this")
        self.drawn.append(key)
        self.briefs.append(brief)
        return self._picture(key, (panel.width, panel.height), shade=40 + 30 * panel.take)

    def portrait(self, member: CastMember, *, state: str = "", size: int, style: Style) -> Picture:
        """One colour of the name's own."""
        return self._picture("portrait", (size, size), shade=len(member.name) * 7 + len(state))

    def place_picture(self, place: Place, *, style: Style, width: int, height: int) -> Picture:
        """One colour of the name's own."""
        return self._picture("place", (width, height), shade=len(place.name) * 5)

    def _picture(self, key: str, size: tuple[int, int], *, shade: int) -> Picture:
        actors = (
            Actor("Ren", Box(0.2, 0.45, 0.1, 0.12), Box(0.17, 0.4, 0.16, 0.2), Box(0.15, 0.4, 0.2, 0.6), Point(0.25, 0.54)),
            Actor("Mino", Box(0.7, 0.5, 0.1, 0.12), Box(0.67, 0.45, 0.16, 0.2), Box(0.65, 0.45, 0.2, 0.5), Point(0.75, 0.59)),
        )
        out = io.BytesIO()
        Image.new("RGB", size, (shade % 256, 90, 140)).save(out, "PNG")
        return Picture(key, out.getvalue(), "image/png", *size, staging=Staging(actors, alt="Ren and Mino."))


@contextmanager
def flat_engine(*, fails: str = "") -> Iterator[FlatEngine]:
    """Have all jobs draw with a flat engine."""
    flat = FlatEngine(fails=fails)
    with mock.patch("comics.jobs.draw.engine", return_value=flat):
        yield flat


@dataclass
class People:
    """An owner, a viewer of the same team, and a stranger, with the team they are (not) in."""

    owner: User
    member: User
    stranger: User
    team: Team


def make_user(name: str) -> User:
    """Somebody with an account and a personal team."""
    user = User.objects.create_user(f"{name}@example.test", "pass-word-9")
    welcome(user)
    return user


def make_people(role: str = "viewer") -> People:
    """The three people of every access test; `role` is the member's."""
    owner, member, stranger = (make_user(name) for name in ("olga", "mila", "stan"))
    team = Team.objects.create(name="Lantern Press")
    Member.objects.create(team=team, user=owner, role="owner")
    Member.objects.create(team=team, user=member, role=role)
    return People(owner, member, stranger, team)


def make_issue(people: People, *, text: str = SCRIPT, **series: str) -> Issue:
    """An issue with a script, not launched."""
    made = create_series(people.team, by=people.owner, **{"title": "The Fox Detective", **series})
    return create_issue(made, by=people.owner, text=text)


def work_off(work: list[queue.Work]) -> None:
    """Do all the queued work, and what it brings, as the worker would."""
    while work:
        queue.run(work.pop(0))


def launch(issue: Issue, people: People, *, draw: bool = True, **plan: object) -> Generation:
    """Launch an issue; with `draw`, have everything drawn (inside a `flat_engine`, or by the real one)."""
    with queue.here() as work:
        asked = replace(launching.Plan(), **plan)
        made = launching.launch(issue, asked, by=people.owner, nonce=secrets.token_urlsafe(24))
        if draw:
            work_off(work)
    return made


def flat_issue(people: People, **plan: object) -> Issue:
    """An issue that was launched by such a plan and, unless it says otherwise, drawn in plain colours."""
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, **plan)
    return issue


def picture_bytes(kind: str = "PNG", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    """A small picture in a format that Pillow writes."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 120, 40)).save(out, kind, **options)
    return out.getvalue()
