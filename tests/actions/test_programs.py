"""What programs ask for, as engines are told it: words, people, places and pictures of one issue beside those of its series."""

import pytest

from comics.actions import programs
from comics.actions.cast import save_location
from comics.actions.errors import Absent, Refusal
from comics.actions.series import create_series
from comics.jobs import queue
from comics.jobs.stale import check_issue
from comics.models import Character, Drawing, Issue, IssueReference, Key, Location, Panel, Picture, Submission
from comics.models.assets import asset_address
from comics.models.briefs import issue_brief
from comics.models.remote_briefs import generation_brief
from comics.wire import ContinueOrder, CreateOrder, RedrawOrder
from tests.studio import flat_engine, launch, make_issue, make_people, picture_bytes, work_off

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "https://comics.example.org"
STORY = "Alice and Bob walk through the Dreamwood Forest. Alice finds a lake."


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def pictures(people):
    """Stored pictures of the team, and the addresses that programs know them by."""
    kept = [Picture.objects.keep(people.team, picture_bytes(size=(40 + n, 40)), "image/png") for n in range(6)]
    return {asset_address(picture, base=BASE): picture for picture in kept}


@pytest.fixture
def addresses(pictures):
    return list(pictures)


def add_key(owner, engine="llamagen", *, ending="wxyz"):
    key = Key(owner=owner, engine=engine, name="Mine")
    key.seal(f"tok-made-up-0123456789-{ending}", base_url=f"https://{engine}.example")
    key.save()
    return key


def create(people, *, by=None, draw=False, **order):
    with flat_engine(), queue.here() as work:
        begun = programs.create_comic(people.team, CreateOrder(**order), by=by or people.owner)
        if draw:
            work_off(work)
    return begun


def go_on(issue, by, **order):
    with queue.here():
        return programs.continue_comic(issue, ContinueOrder(action="continueWrite", **order), by=by)


def redraw(issue, by, **order):
    with queue.here():
        return programs.redraw_comic_panel(issue, RedrawOrder(**order), by=by)


def sent(begun):
    """The requests that will be sent for it."""
    return [row.call.request["body"] for row in Submission.objects.filter(generation=begun.generation).order_by("pk")]


def shown(pictures, address):
    """What stands for a picture in a request until it is uploaded."""
    return f"reference:{pictures[address].sha256}"


# At another service


def test_an_order_for_llamagen_is_sent_on_whole(people, pictures, addresses):
    add_key(people.owner)
    alice, place, look, extra = addresses[:4]
    begun = create(
        people,
        prompt=STORY,
        model="llamagen:gemini-image",
        preset="japanese_manga",
        size="1024x512",
        upscale="4K",
        language="Japanese",
        pagination={"totalPages": 2, "panelsPerPage": 2},
        comicRoles=[{"name": "Alice", "age": 12, "gender": "female", "dress": "a red coat", "image": alice}, {"name": "Bob"}],
        comicLocations=[{"name": "Dreamwood Forest", "description": "old pines", "image": place}],
        images=[look],
        attachments=[{"type": "image", "url": extra}],
    )
    (body,) = sent(begun)
    picked = ("model", "preset", "size", "upscale", "language", "pagination", "comicLocations", "attachments")
    assert {name: body[name] for name in picked} == {
        "model": "gemini-image",
        "preset": "japanese_manga",
        "size": "1024x512",
        "upscale": "4K",
        "language": "Japanese",
        "pagination": {"totalPages": 2, "panelsPerPage": 2},
        "comicLocations": [{"name": "Dreamwood Forest", "description": "old pines", "image": shown(pictures, place)}],
        "attachments": [{"type": "image", "url": shown(pictures, each)} for each in (extra, look)],
    }
    role = body["comicRoles"][0]
    assert {name: role[name] for name in ("name", "age", "gender", "dress", "image")} == {
        "name": "Alice",
        "age": 12,
        "gender": "female",
        "dress": "a red coat",
        "image": shown(pictures, alice),
    }
    assert STORY in body["prompt"]
    assert not any("look at" in said for said in begun.warnings)


def test_one_of_two_keys_is_used_and_the_same_again(people):
    first, second = add_key(people.owner, ending="1"), add_key(people.owner, ending="2")
    begun = create(people, prompt=STORY, model="llamagen", fixPanelNum=1)
    used = Submission.objects.get(generation=begun.generation).key
    assert used in (first, second)
    Key.objects.filter(pk=used.pk).update(owner=people.owner)
    third = add_key(people.owner, ending="3")
    again = go_on(begun.issue, people.owner, prompt="They swim.")
    assert Submission.objects.get(generation=again.generation).key == used != third
    Key.objects.filter(pk=used.pk).delete()
    other = go_on(begun.issue, people.owner, prompt="They run.")
    assert Submission.objects.get(generation=other.generation).key in (first, second, third)


def test_a_member_draws_with_a_key_of_theirs_or_not_at_all(people):
    add_key(people.owner)
    with pytest.raises(Refusal, match="Engine keys"):
        create(people, by=people.member, prompt=STORY, model="llamagen")
    assert not Issue.objects.exists()
    add_key(people.member)
    assert create(people, by=people.member, prompt=STORY, model="llamagen").generation.by == people.member


def test_the_model_of_kling_goes_where_kling_wants_it(people):
    add_key(people.owner, "kling")
    begun = create(people, prompt=STORY, model="kling:kling-v2", fixPanelNum=1)
    assert [row.call.request["model_name"] for row in Submission.objects.all()] == ["kling-v2"]
    assert begun.generation.options["model_name"] == "kling-v2"
    go_on(begun.issue, people.owner, prompt="They swim.")
    assert {row.call.request["model_name"] for row in Submission.objects.all()} == {"kling-v2"}


def test_another_engine_may_go_on(people):
    add_key(people.owner)
    begun = create(people, prompt=STORY, fixPanelNum=1)
    other = go_on(begun.issue, people.owner, prompt="They swim.", model="llamagen")
    assert other.generation.engine == "llamagen"
    back = go_on(begun.issue, people.owner, prompt="They run.", model="storyboard")
    assert back.generation.engine == "storyboard"


# Pictures


def test_the_series_comes_first_and_the_issue_fills_what_it_leaves_open(people, pictures, addresses):
    series = create_series(people.team, by=people.owner, title="Fox")
    of_series = Picture.objects.keep(people.team, picture_bytes(size=(33, 33)), "image/png")
    Character.objects.create(series=series, name="Alice", portrait=of_series, portrait_uploaded=True)
    Character.objects.create(series=series, name="Bob", age="70")
    Location.objects.create(series=series, name="Lake", description="deep")
    series.references.create(picture=of_series, description="Ink")
    begun = create(
        people,
        prompt=STORY,
        series="Fox",
        comicRoles=[
            {"name": name, "age": 12, "image": at} for name, at in zip(("alice", "Bob", "Cleo"), addresses, strict=False)
        ],
        comicLocations=[{"name": "lake", "description": "shallow", "image": addresses[3]}, {"name": "Hill"}],
        images=[addresses[4]],
    )
    brief = issue_brief(begun.issue, ())
    hashes = [pictures[each].sha256 for each in addresses]
    cast = {member.name: member for member in brief.cast}
    assert cast["Alice"].reference.sha256 == of_series.sha256
    assert (cast["Bob"].age, cast["Bob"].reference.sha256) == ("70", hashes[1])
    assert (cast["Cleo"].age, cast["Cleo"].reference.sha256) == ("12", hashes[2])
    assert [(place.name, place.description) for place in brief.places] == [("Lake", "deep"), ("Hill", "")]
    assert brief.places[0].reference.sha256 == hashes[3]
    assert [each.sha256 for each in brief.references] == [of_series.sha256, hashes[4]]


def test_pictures_of_one_issue_are_not_those_of_another(people, addresses):
    first = create(people, prompt=STORY, comicRoles=[{"name": "Alice", "image": addresses[0]}]).issue
    second = create(people, prompt=STORY, comicRoles=[{"name": "Alice", "age": 40}]).issue
    assert first.series == second.series
    assert issue_brief(second, ()).cast[0].reference is None
    assert IssueReference.objects.filter(issue=second).count() == 0


def test_an_engine_that_does_not_look_is_told_of(people, addresses):
    begun = create(people, prompt=STORY, fixPanelNum=1, comicRoles=[{"name": "Alice", "image": addresses[0]}])
    assert any("does not look at them" in said for said in begun.warnings)
    assert not any("look at" in said for said in create(people, prompt=STORY, fixPanelNum=1).warnings)


def test_pictures_for_later_pages_and_for_one_panel_are_for_these_alone(people, pictures, addresses):
    begun = create(people, prompt=STORY, fixPanelNum=2, images=[addresses[0]], draw=True)
    issue = Issue.objects.get(pk=begun.issue.pk)
    files = [{"type": "image", "url": each} for each in addresses[1:3]]
    more = go_on(issue, people.owner, prompt="They swim.", fixPanelNum=1, attachments=files)
    again = redraw(issue, people.owner, panel=1, images=addresses[3:5], images_url=addresses[4])
    hashes = [pictures[each].sha256 for each in addresses]
    for made, own in ((more, hashes[1:3]), (again, hashes[3:5])):
        brief = generation_brief(made.generation, account="")
        assert [each.sha256 for each in brief.panels[0].references] == own
        assert [each.sha256 for each in brief.references] == hashes[:1]
    with flat_engine(), queue.here():
        check_issue(issue.pk)
    drawn = Panel.objects.filter(page__issue=issue, chosen__isnull=False)
    assert [panel.stale for panel in drawn] == [[], []]


def test_more_pictures_than_a_request_may_name_are_refused(people):
    many = [f"https://x.example/{n}.png" for n in range(15)]
    with pytest.raises(Refusal, match="20 pictures"):
        create(people, prompt=STORY, images=many, attachments=[{"url": f"{each}?a"} for each in many])


def test_a_picture_of_another_team_is_not_there(people):
    theirs = Picture.objects.keep(people.stranger.personal_team, picture_bytes(), "image/png")
    with pytest.raises(Refusal):
        create(people, prompt=STORY, images=[asset_address(theirs, base=BASE)])
    assert not Issue.objects.exists()


# In the studio


def test_the_storyboard_draws_with_the_roles(people):
    with flat_engine() as flat, queue.here() as work:
        order = CreateOrder(prompt=STORY, fixPanelNum=1, preset="pixel", comicRoles=[{"name": "Alice", "dress": "a red coat"}])
        programs.create_comic(people.team, order, by=people.owner)
        work_off(work)
    (brief,) = flat.briefs
    assert brief.style.preset == "pixel"
    assert [(member.name, member.dress) for member in brief.cast] == [("Alice", "a red coat")]
    assert brief.panels[0].present == ("Alice",)


def test_an_issue_of_the_studio_goes_on_as_it_was_drawn(people):
    issue = make_issue(people)
    launch(issue, people, draw=False, size="512x768", language="de")
    begun = go_on(Issue.objects.get(pk=issue.pk), people.owner, prompt="They run.", fixPanelNum=1)
    drawing = Drawing.objects.get(generation=begun.generation)
    assert (drawing.width, drawing.height, begun.generation.language) == (512, 768, "de")


def test_a_panel_that_there_is_not(people):
    begun = create(people, prompt=STORY, fixPanelNum=1)
    with pytest.raises(Absent):
        redraw(begun.issue, people.owner, panel=1, prompt="x")


def test_a_place_of_the_series_keeps_its_drawn_picture_to_itself(people, pictures, addresses):
    """Only what its author gave is a reference; a picture drawn from words leaves room for the issue's."""
    series = create_series(people.team, by=people.owner, title="Fox")
    save_location(series, by=people.owner, name="Hill", description="green")
    begun = create(people, prompt=STORY, series="Fox", comicLocations=[{"name": "Hill", "image": addresses[0]}])
    (place,) = issue_brief(begun.issue, ()).places
    assert (place.description, place.reference.sha256) == ("green", pictures[addresses[0]].sha256)
