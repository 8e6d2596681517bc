"""Makes a team whose programs may ask as often as they like, and a drawn issue of 80 panels. Prints JSON."""

import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.inside.launches import session_of
from comics.actions.headless import issue_from_script
from comics.actions.teams import welcome
from comics.models import ApiPlan, Generation, Issue, Lettering, Page, Panel, Picture, Take, Team, Token, User
from comics.scripting.samples import SAMPLES
from comics.serialize.ids import generation_id
from comics.vocabulary import Scope
from tests.studio import picture_bytes

PAGES, PER_PAGE = 20, 4
EVER = 2_000_000_000  # of anything: no limit is met


def ready() -> dict[str, object]:
    """Make person, team, plan, token and issue, and count what a look at it asks of the database."""
    user = User.objects.create_user("bench@example.test", "a-password-for-the-bench")
    team = welcome(user)
    plan = ApiPlan.objects.create(name="bench", creates_per_minute=EVER, reads_per_minute=EVER, credits_per_month=EVER)
    Team.objects.filter(pk=team.pk).update(api_plan=plan)
    _, secret = Token.objects.make(user, team, name="bench", scopes=list(Scope))
    issue = _drawn(user, team)
    comic = generation_id(issue.pk)
    return {
        "token": secret,
        "id": comic,
        "issue": issue.pk,
        "session": session_of(user),
        "queries": _queries(secret, f"/v1/comics/generations/{comic}"),
    }


def _queries(token: str, address: str) -> int:
    client = Client(headers={"Host": "localhost", "Authorization": f"Bearer {token}"})
    client.get(address)  # what the first request of a process asks for once is none of a look's
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def _drawn(user: User, team: Team) -> Issue:
    issue = issue_from_script(team, SAMPLES[0].text, by=user)
    picture = Picture.objects.keep(team, picture_bytes(), "image/png")
    Generation.objects.create(
        issue=issue, kind="create", engine="storyboard", size="fit", nonce="bench", state="ready", by=user
    )
    for number in range(1, PAGES + 1):
        page = Page.objects.create(issue=issue, position=number)
        for position in range(PER_PAGE):
            panel = Panel.objects.create(page=page, position=position, box=[20, 20 + position * 40, 200, 36])
            panel.chosen = Take.objects.create(panel=panel, picture=picture, number=1, engine="storyboard")
            panel.save(update_fields=["chosen"])
            Lettering.objects.create(panel=panel, kind="speech", speaker="Ren", text="The light is still on.")
    return issue


if __name__ == "__main__":
    print(json.dumps(ready()))
