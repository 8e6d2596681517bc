"""One of everything that a team can own, drawn and lettered, for tests inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from comics.engines.remote import Call
from comics.jobs import queue
from comics.models import (
    Activity,
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
)
from comics.vocabulary import Deed, Scope
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
    key: Key
    archive: Archive

    def rows(self) -> list[object]:
        """All of them."""
        return list(vars(self).values())


def draw_issue(people: People, capture: DjangoCaptureOnCommitCallbacks, *, text: str = ONE_PANEL, **series: str) -> Issue:
    """An issue whose panels are drawn by a flat engine, in a test whose transaction is never committed."""
    issue = make_issue(people, text=text, **series)
    with flat_engine(), queue.here() as work:
        with capture(execute=True):
            launch(issue, people, draw=False)
        while work:
            with capture(execute=True):
                queue.run(work.pop(0))
    return issue


def make_session(people: People) -> UserSession:
    """A browser in which the owner is signed in."""
    browser = Client()
    browser.force_login(people.owner)
    key = browser.session.session_key or ""
    return UserSession.objects.create(user=people.owner, ip="192.0.2.7", session_key=key, user_agent="Firefox/140.0")


def make_everything(people: People, capture: DjangoCaptureOnCommitCallbacks, **series: str) -> Everything:
    """One of everything in the team of these people; the export is finished and its file is there."""
    issue = draw_issue(people, capture, **series)
    character = Character.objects.create(series=issue.series, name="Ren", role="fox detective")
    export = Export.objects.create(issue=issue, edition="pdf", state="ready", pages=1, nonce="n" * 20, by=people.owner)
    export.path.parent.mkdir(parents=True, exist_ok=True)
    export.path.write_bytes(b"%PDF-1.7")
    archive = Archive.objects.create(
        team=people.team, series=issue.series, way="out", title="Fox", state="ready", nonce="a" * 20, by=people.owner
    )
    archive.path.parent.mkdir(parents=True, exist_ok=True)
    archive.path.write_bytes(b"PK")
    panel = Panel.objects.get(page__issue=issue, objective="Ask")
    Activity.objects.tell(Deed.EDITED_PAGE, team=people.team, by=people.owner, page=panel.page)
    take = panel.takes.get()
    return Everything(
        team=people.team,
        series=issue.series,
        reference=SeriesReference.objects.create(series=issue.series, picture=take.picture, description="Ink"),
        character=character,
        state=CharacterState.objects.create(character=character, name="Disguise", appearance="A false beard"),
        location=Location.objects.create(series=issue.series, name="Old bridge"),
        issue=issue,
        script=issue.script,
        export=export,
        generation=issue.generations.get(),
        submission=Submission.objects.create(
            generation=issue.generations.get(),
            engine="depicta",
            panels=1,
            call_data=Call((), "create", {}).to_json(),
            state="held",
        ),
        page=panel.page,
        panel=panel,
        lettering=panel.lettering.get(speaker="Ren"),
        take=take,
        drawing=take.drawing,
        picture=take.picture,
        charge=make_charge(people.team, by=people.owner, series=issue.series),
        budget=Budget.objects.create(team=people.team, amount=500),
        member=Member.objects.get(team=people.team, user=people.member),
        invitation=Invitation.objects.create(
            team=people.team, role="viewer", email="vera@example.test", digest="v" * 64, by=people.owner
        ),
        note=Note.objects.create(page=panel.page, number=1, text="Too dark?", by=people.owner, by_name="olga"),
        activity=Activity.objects.get(team=people.team, page=panel.page),
        token=Token.objects.make(people.owner, people.team, name="Olga’s script", scopes=list(Scope))[0],
        key=Key.objects.create(owner=people.owner, team=people.team, engine="kling", name="Olga’s Kling"),
        archive=archive,
    )
