"""Scripts to type, and issues that are there before a test begins."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.live import LiveStudio, python
from tests.studio import SCRIPT

EMAIL, PASSWORD = "ana@example.test", "lantern-street-9"

LIGHTHOUSE = """Title: The Last Lamp

[Visual Style]
- Genre: adventure
- Art style: clean line-art
- Color palette: cold sea blue, one warm lamp

[Story]
- Premise: A keeper lights the lamp for one last ship.

[Characters]
- Name: Ada
  - Role: lighthouse keeper
  - Appearance: woman of sixty, white hair, navy coat
- Name: Tom
  - Role: her grandson
  - Appearance: boy of nine, brown hair, red jumper

[Panels]
1) Panel objective: Set the scene
   - Scene description: Wide shot of a rocky coast at dusk, stormy sky
   - Character action: Ada and Tom stand at the shore
   - Dialogue / caption: Caption: The last night of the lamp.
2) Panel objective: The worry
   - Scene description: Medium shot, the same shore
   - Character action: Tom looks at the sea, worried
   - Dialogue / caption: Tom: "Will they see us?"
3) Panel objective: The promise
   - Scene description: Close-up
   - Character action: Ada smiles calmly
   - Dialogue / caption: Ada: "They always have."
4) Panel objective: Off they go
   - Scene description: Tracking shot of a winding stair
   - Character action: Ada and Tom run
   - Dialogue / caption: SFX: CLANG
5) Panel objective: The lamp
   - Scene description: Wide shot of the sea at night
   - Character action: Ada waves
   - Dialogue / caption: Ada: "Home is here!"
6) Panel objective: Quiet
   - Scene description: Medium shot of the shore at night
   - Character action: Tom laughs
   - Dialogue / caption: Tom: "They saw us!"
7) Panel objective: The boat
   - Scene description: Wide shot of a boat at a pier at night
   - Character action: Tom runs towards the boat
   - Dialogue / caption: Caption: And then, a bell.
8) Panel objective: Home
   - Scene description: Medium shot of a kitchen in the morning
   - Character action: Ada and Tom sit at the table, happy
   - Dialogue / caption: Ada: "Eat, before it gets cold."

[Constraints]
- Aspect ratio / size: 1024x1024
"""

TWO_PAGES = SCRIPT.replace("3) Panel objective: Walk", "Page 2\n3) Panel objective: Walk")


@dataclass(frozen=True)
class Drawn:
    """The keys of everything that an address can ask for."""

    team: int
    series: int
    issue: int
    character: int
    place: int
    pages: tuple[int, ...]
    panels: tuple[int, ...]
    takes: tuple[int, ...]


_MAKE = """
from comics.actions.headless import desk_of, issue_from_script
from comics.actions.launch import Plan, launch
from comics.models import Location, User
me = User.objects.get(email={email!r})
issue = issue_from_script(desk_of(me), {text!r}, by=me, title={title!r})
Location.objects.create(series=issue.series, name="Lantern Street", description="A narrow alley with paper lanterns.")
launch(issue, Plan(), by=me, nonce={title!r})
print(issue.pk)
"""
_WRITE = """
from comics.actions.headless import desk_of, issue_from_script
from comics.models import User
me = User.objects.get(email={email!r})
print(issue_from_script(desk_of(me), {text!r}, by=me, title={title!r}).pk)
"""
_LISTEN = """
from comics.actions import deliveries
from comics.actions.headless import desk_of
from comics.models import User, WebhookEndpoint
from comics.models.webhooks import new_secret
from comics.vocabulary import HookEvent
me = User.objects.get(email={email!r})
hook = WebhookEndpoint(team=desk_of(me), created_by=me, url={url!r}, events=list(HookEvent))
hook.seal(new_secret())
hook.save()
deliveries.test_webhook(hook, by=me, nonce="a test of a webhook")
print(hook.pk)
"""
_TELL = """
import json
from comics.models import Issue, Panel, Take
issue = Issue.objects.get(pk={pk})
keys = lambda rows: list(rows.values_list("pk", flat=True))
panels = Panel.objects.filter(page__issue=issue).order_by("page__position", "position")
print(json.dumps(dict(team=issue.series.team_id, series=issue.series_id, issue=issue.pk,
    character=keys(issue.series.characters)[0], place=(keys(issue.series.locations) or [0])[0],
    pages=keys(issue.live_pages()), panels=keys(panels),
    takes=keys(Take.objects.filter(panel__in=panels)))))
"""


def launch_issue(studio: LiveStudio, *, title: str, text: str = TWO_PAGES) -> int:
    """Have an issue of the first account drawn by the studio's worker; answers its key at once."""
    return int(python(studio.data, _MAKE.format(email=EMAIL, text=text, title=title)))


def add_webhook(studio: LiveStudio, url: str) -> int:
    """A webhook of the first account to this address, with a test on its way; answers its key."""
    return int(python(studio.data, _LISTEN.format(email=EMAIL, url=url)))


def new_issue(studio: LiveStudio, title: str) -> int:
    """An issue of the first account with a script and no pages yet; answers its key."""
    return int(python(studio.data, _WRITE.format(email=EMAIL, text=SCRIPT, title=title)))


def tell(studio: LiveStudio, pk: int) -> Drawn:
    """What an issue consists of by now."""
    return Drawn(
        **{k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(python(studio.data, _TELL.format(pk=pk))).items()}
    )
