"""Characters and places: saved whole or not at all, portrayed from their words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comics.actions import cast as actions
from comics.actions.errors import Refusal
from comics.actions.series import create_series
from comics.jobs import queue
from comics.models import Character, CharacterState, Location, Picture
from tests.studio import flat_engine, make_issue, make_people, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def series(people):
    return create_series(people.team, by=people.owner, title="Rain")


@pytest.fixture(autouse=True)
def flat():
    with flat_engine() as flat:
        yield flat


def upload(size=(90, 90)):
    return SimpleUploadedFile("me.png", picture_bytes(size=size))


def test_a_character_is_drawn_in_every_state(people, series):
    states = [
        {"name": " Disguise ", "appearance": "A false beard"},
        {"name": "Old", "appearance": ""},
        {"name": " ", "appearance": ""},
    ]
    ren = actions.save_character(series, by=people.member, name="Ren", role="fox", states=states)
    assert list(ren.states.values_list("name", "appearance")) == [("Disguise", "A false beard"), ("Old", "")]
    assert ren.portrait is not None
    assert all(state.portrait for state in ren.states.all())
    series.refresh_from_db()
    assert series.touched_by == people.member


def test_states_are_replaced_by_name_and_none_leaves_them(people, series):
    ren = actions.save_character(series, by=people.owner, name="Ren", states=[{"name": "Old", "appearance": "grey"}])
    old = ren.states.get()
    actions.save_character(series, by=people.owner, character=ren, age="60")
    assert ren.states.get() == old
    states = [{"name": "Old", "appearance": "white"}, {"name": "Wet", "appearance": "dripping"}]
    actions.save_character(series, by=people.owner, character=ren, states=states)
    assert ren.states.get(name="Old").pk == old.pk
    actions.save_character(series, by=people.owner, character=ren, states=[])
    assert not ren.states.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "REN"}, "name"),
        ({"name": "Tuva", "states": [{"name": "A", "appearance": "1"}, {"name": " A", "appearance": "2"}]}, "states"),
        ({"name": "Tuva", "states": [{"name": str(n), "appearance": ""} for n in range(13)]}, "states"),
        ({"name": "Tuva", "portrait": SimpleUploadedFile("p.svg", b"<svg/>")}, "file"),
    ],
)
def test_a_refused_character_leaves_nothing(people, series, values, field):
    actions.save_character(series, by=people.owner, name="Ren", age="30")
    with pytest.raises(Refusal) as refused:
        actions.save_character(series, by=people.owner, **values)
    assert refused.value.field == field
    assert Character.objects.count() == 1
    assert not CharacterState.objects.exists()


def test_a_name_is_free_again_when_its_bearer_lies_in_the_bin_or_in_another_series(people, series):
    ren = actions.save_character(series, by=people.owner, name="Ren")
    ren.bin()
    assert actions.save_character(series, by=people.owner, name="Ren").pk != ren.pk
    other = create_series(people.team, by=people.owner, title="Snow")
    assert actions.save_character(other, by=people.owner, name="Ren").series == other


def test_an_uploaded_portrait_stays_until_it_is_taken_away(people, series):
    ren = actions.save_character(series, by=people.owner, name="Ren", portrait=upload())
    own = ren.portrait
    assert (own.width, ren.portrait_uploaded) == (90, True)
    ren = actions.save_character(series, by=people.owner, character=ren, name="Renard")
    assert ren.portrait == own
    actions.draw_portrait_again(ren)
    ren.refresh_from_db()
    assert ren.portrait != own
    assert not ren.portrait_uploaded


def test_a_place_is_drawn_from_its_words_or_keeps_what_was_uploaded(people, series):
    bridge = actions.save_location(series, by=people.owner, name="Bridge", description="Old, of stone")
    drawn = bridge.picture
    assert (drawn.width, drawn.height) == (960, 640)
    bridge = actions.save_location(series, by=people.owner, location=bridge, name="The bridge", picture=upload((120, 80)))
    assert bridge.picture.width == 120
    assert actions.save_location(series, by=people.owner, location=bridge, name="Bridge").picture.width == 120
    with pytest.raises(Refusal, match="a place named BRIDGE already"):
        actions.save_location(series, by=people.owner, name="BRIDGE")
    assert Location.objects.count() == 1


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("no such creature")])
def test_words_are_safe_when_their_picture_cannot_be_made_and_the_worker_tries_again(
    people, series, monkeypatch, error, django_capture_on_commit_callbacks
):
    def failing(*args, **options):
        raise error

    monkeypatch.setattr(Picture.objects, "keep", failing)
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        ren = actions.save_character(series, by=people.owner, name="Ren", age="30")
        bridge = actions.save_location(series, by=people.owner, name="Bridge")
    assert (ren.age, ren.portrait) == ("30", None)
    assert (bridge.name, bridge.picture) == ("Bridge", None)
    assert work == [("draw.draw_portrait", (ren.pk,)), ("draw.draw_place", (bridge.pk,))]


def test_an_adopted_cast_is_portrayed_by_the_worker(people, django_capture_on_commit_callbacks):
    issue = make_issue(people)
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        adopted = actions.adopt_cast(issue, by=people.owner)
    assert work == [("draw.draw_portrait", (one.pk,)) for one in adopted]
    assert {one.portrait for one in adopted} == {None}


def test_the_cast_of_a_script_is_adopted_once(people):
    issue = make_issue(people)
    actions.save_character(issue.series, by=people.owner, name="ren", age="30")
    assert [one.name for one in actions.adopt_cast(issue, by=people.owner)] == ["Mino"]
    assert actions.adopt_cast(issue, by=people.owner) == []
    assert list(issue.series.characters.values_list("name", "age")) == [("ren", "30"), ("Mino", "")]


def test_age_gender_and_dress_come_from_the_script_too(people):
    script = "[Characters]\n- Name: Ada\n  - Age: 68\n  - Gender: female\n  - Dress: navy coat\n"
    issue = make_issue(people, text=script)
    (ada,) = actions.adopt_cast(issue, by=people.owner)
    assert (ada.age, ada.gender, ada.dress) == ("68", "female", "navy coat")
