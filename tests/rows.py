"""One of everything that a team can own, drawn and lettered, for tests inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from comics.engines.remote import Call
from comics.jobs import queue
from comics.models import (
    Activity,
    ApiRequest,
    Archive,
    Budget,
    Character,
    CharacterState,
    Charge,
    Drawing,
    Export,
    Generation,
    Invitation,
    Issue,
    Key,
    Lettering,
    Location,
    Member,
    Note,
    Page,
    Panel,
    Picture,
    Script,
    Series,
    SeriesReference,
    Submission,
    Take,
    Team,
    Token,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from comics.models.webhooks import new_secret
from comics.vocabulary import Deed, HookEvent, Scope
from tests.charges import make_charge
from tests.studio import People, flat_engine, launch, make_issue

ONE_PANEL = """[Panels]
1) Panel objective: Ask
   - Scene description: Medium shot of a rainy alley
   - Dialogue / caption: Ren: Lost?
"""


@dataclass
class Everything:
    """One row of each model, all of the same team and in use; the key is the owner's own and shared with the team."""

    team: Team
    series: Series
    reference: SeriesReference
    character: Character
    state: CharacterState
    location: Location
    issue: Issue
    script: Script
    export: Export
    generation: Generation
    submission: Submission
    page: Page
    panel: Panel
    lettering: Lettering
    take: Take
    drawing: Drawing
    picture: Picture
    charge: Charge
    budget: Budget
    member: Member
    invitation: Invitation
    activity: Activity
    note: Note
    token: Token
    request: ApiRequest
    key: Key
    archive: Archive
    webhook: WebhookEndpoint
    delivery: WebhookDelivery

    def rows(self) -> list[object]:
        """All of them."""
        return list(vars(self).values())


def draw_issue(
    people: People,
    capture: DjangoCaptureOnCommitCallbacks,
    *,
    text: str = ONE_PANEL,
    languages: Sequence[str] = (),
    **series: str,
) -> Issue:
    """An issue whose panels are drawn by a flat engine, in a test whose transaction is never committed.

    `languages` are those that it is lettered in afterwards besides its own; the lettering in them is left to the test.
    """
    issue = make_issue(people, text=text, **series)
    with flat_engine(), queue.here() as work:
        with capture(execute=True):
            launch(issue, people, draw=False)
        while work:
            with capture(execute=True):
                queue.run(work.pop(0))
    if languages:
        issue.languages = list(languages)
        issue.save()
    return issue


def make_session(people: People) -> UserSession:
    """A browser in which the owner is signed in."""
    browser = Client()
    browser.force_login(people.owner)
    key = browser.session.session_key or ""
    return UserSession.objects.create(user=people.owner, ip="192.0.2.7", session_key=key, user_agent="Firefox/140.0")


def _finished_export(people: People, issue: Issue) -> Export:
    export = Export.objects.create(issue=issue, edition="pdf", state="ready", pages=1, nonce="n" * 20, by=people.owner)
    _lay_down(export, b"%PDF-1.7")
    return export


def _finished_archive(people: People, series: Series) -> Archive:
    archive = Archive.objects.create(
        team=people.team, series=series, way="out", title="Fox", state="ready", nonce="a" * 20, by=people.owner
    )
    _lay_down(archive, b"PK")
    return archive


def _lay_down(work: Export | Archive, data: bytes) -> None:
    work.path.parent.mkdir(parents=True, exist_ok=True)
    work.path.write_bytes(data)


def _of_series(series: Series, picture: Picture) -> dict[str, Any]:
    character = Character.objects.create(series=series, name="Ren", role="fox detective")
    return {
        "series": series,
        "character": character,
        "state": CharacterState.objects.create(character=character, name="Disguise", appearance="A false beard"),
        "reference": SeriesReference.objects.create(series=series, picture=picture, description="Ink"),
        "location": Location.objects.create(series=series, name="Old bridge"),
    }


def _of_issue(people: People, issue: Issue, page: Page) -> dict[str, Any]:
    generation = issue.generations.get()
    call = Call((), "create", {}).to_json()
    return {
        "issue": issue,
        "script": issue.script,
        "export": _finished_export(people, issue),
        "generation": generation,
        "submission": Submission.objects.create(
            generation=generation, engine="depicta", panels=1, call_data=call, state="held"
        ),
        "page": page,
        "note": Note.objects.create(page=page, number=1, text="Too dark?", by=people.owner, by_name="olga"),
    }


def _of_team(people: People, series: Series, page: Page) -> dict[str, Any]:
    team, owner = people.team, people.owner
    Activity.objects.tell(Deed.EDITED_PAGE, team=team, by=owner, page=page)
    token, _ = Token.objects.make(owner, team, name="Olga’s script", scopes=list(Scope))
    asked = {"door": "rest", "method": "GET", "endpoint": "/v1/comics/usage", "status": 200, "latency_ms": 3}
    return {
        "team": team,
        "charge": make_charge(team, by=owner, series=series),
        "budget": Budget.objects.create(team=team, amount=500),
        "member": Member.objects.get(team=team, user=people.member),
        "invitation": Invitation.objects.create(team=team, role="viewer", email="vera@example.test", digest="v" * 64, by=owner),
        "activity": Activity.objects.get(team=team, page=page),
        "token": token,
        "request": ApiRequest.objects.create(team=team, token=token, request_id="req_1", **asked),
        "key": Key.objects.create(owner=owner, team=team, engine="kling", name="Olga’s Kling"),
        "archive": _finished_archive(people, series),
    }


def make_everything(people: People, capture: DjangoCaptureOnCommitCallbacks, **series: str) -> Everything:
    """One of everything in the team of these people; the export and the archive are finished and their files are there."""
    issue = draw_issue(people, capture, **series)
    panel = Panel.objects.get(page__issue=issue, objective="Ask")
    webhook = make_webhook(people)
    take = panel.takes.get()
    return Everything(
        panel=panel,
        lettering=panel.lettering.get(speaker="Ren"),
        take=take,
        drawing=take.drawing,
        picture=take.picture,
        **_of_series(issue.series, take.picture),
        **_of_issue(people, issue, panel.page),
        **_of_team(people, issue.series, panel.page),
        webhook=webhook,
        delivery=make_delivery(webhook, issue),
    )


def make_webhook(people: People, url: str = "https://hooks.example/panels") -> WebhookEndpoint:
    """A webhook of the team that the owner added for all events."""
    endpoint = WebhookEndpoint(team=people.team, created_by=people.owner, url=url, events=list(HookEvent))
    endpoint.seal(new_secret())
    endpoint.save()
    return endpoint


def make_delivery(webhook: WebhookEndpoint, issue: Issue | None = None) -> WebhookDelivery:
    """A delivery to a webhook that was tried once, in vain."""
    event = WebhookEvent.objects.create(team=webhook.team, issue=issue, kind=HookEvent.COMPLETED, body="{}")
    made = WebhookDelivery.objects.make(event, webhook)
    WebhookAttempt.objects.create(delivery=made, number=1, request_id="req_1", status=500, answer="Oh no", error="It broke")
    return made
