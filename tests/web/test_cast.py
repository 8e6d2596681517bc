"""Characters: their form, states and portraits."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from comics.actions.cast import save_character
from comics.models import Character
from tests.studio import flat_engine, make_issue, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _flat():
    with flat_engine():
        yield


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def series(people):
    return make_issue(people).series


@pytest.fixture
def ren(people, series):
    return save_character(series, by=people.owner, name="Ren", states=[{"name": "wet", "appearance": "dripping coat"}])


def picture(kind="PNG", size=(64, 64)):
    out = io.BytesIO()
    Image.new("RGB", size, "#c62").save(out, kind)
    return out.getvalue()


def test_owner_member_and_stranger_at_every_address(client, people, series, ren):
    for name, key, method, least in (
        ("character", ren.pk, "get", "viewer"),
        ("new_character", series.pk, "get", "editor"),
        ("create_character", series.pk, "post", "editor"),
        ("change_character", ren.pk, "post", "editor"),
        ("draw_portrait", ren.pk, "post", "editor"),
        ("delete_character", ren.pk, "post", "editor"),
        ("restore_character", ren.pk, "post", "editor"),
    ):
        address = reverse(name, args=[key])
        client.force_login(people.stranger)
        assert getattr(client, method)(address).status_code == 404, name
        client.force_login(people.member)
        assert getattr(client, method)(address).status_code == (200 if least == "viewer" else 403), name
        client.logout()
        assert getattr(client, method)(address).status_code == 302, name
        client.force_login(people.owner)
        assert getattr(client, method)(address).status_code in (200, 302, 422), name


def test_a_new_character_has_its_states_and_a_portrait_at_once(client, people, series):
    client.force_login(people.owner)
    data = {
        "name": "Mino",
        "age": "8",
        "dress": "yellow raincoat",
        "state_name": ["asleep", ""],
        "state_appearance": ["eyes closed, wrapped in a tan coat", ""],
    }
    answer = client.post(reverse("create_character", args=[series.pk]), data, follow=True)
    mino = Character.objects.get(name="Mino")
    assert mino.portrait
    assert mino.states.get().portrait
    assert reverse("picture", args=[mino.portrait_id, "full"]) in answer.content.decode()


def test_changing_replaces_words_and_states(client, people, ren):
    client.force_login(people.owner)
    data = {"name": "Ren", "role": "fox detective", "state_name": ["disguised"], "state_appearance": ["a grey hat"]}
    client.post(reverse("change_character", args=[ren.pk]), data)
    ren.refresh_from_db()
    assert ren.role == "fox detective"
    assert [state.name for state in ren.states.all()] == ["disguised"]


def test_a_refused_form_keeps_what_was_typed_and_changes_nothing(client, people, series, ren):
    client.force_login(people.owner)
    words = {"name": "ren", "personality": "typed with care", "state_name": ["", "a"], "state_appearance": ["nameless", "b"]}
    answer = client.post(reverse("create_character", args=[series.pk]), words)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Give each state a name" in shown
    assert "typed with care" in shown
    assert "nameless" in shown
    twin = client.post(reverse("create_character", args=[series.pk]), {"name": "ren"})
    assert "has a character named ren already" in twin.content.decode()
    assert Character.objects.count() == 1


def test_a_name_of_ten_thousand_characters_is_refused(client, people, series):
    client.force_login(people.owner)
    assert client.post(reverse("create_character", args=[series.pk]), {"name": "x" * 10_000}).status_code == 422
    assert not Character.objects.exists()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_portrait_is_uploaded_and_drawn_again_on_request(client, people, ren, kind):
    client.force_login(people.owner)
    drawn = ren.portrait_id
    file = SimpleUploadedFile(f"ren.{kind.lower()}", picture(kind))
    assert client.post(reverse("change_character", args=[ren.pk]), {"name": "Ren", "portrait": file}).status_code == 302
    ren.refresh_from_db()
    assert ren.portrait_uploaded
    assert ren.portrait_id != drawn
    client.post(reverse("draw_portrait", args=[ren.pk]))
    ren.refresh_from_db()
    assert not ren.portrait_uploaded
    assert ren.portrait_id == drawn


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a picture"),
        ("x.png", picture()[:60], "not a picture"),
        ("x.png", b"", "empty"),
        ("x.png", picture(size=(8, 8)), "too small"),
        ("x.png", b"\x89PNG\r\n\x1a\n" + b"\0" * (10 * 2**20 + 1), "too large"),
    ],
)
def test_a_bad_upload_is_refused_in_a_clear_sentence(client, people, ren, name, data, sentence):
    client.force_login(people.owner)
    file = SimpleUploadedFile(name, data)
    answer = client.post(reverse("change_character", args=[ren.pk]), {"name": "Renamed", "portrait": file})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    ren.refresh_from_db()
    assert (ren.name, ren.portrait_uploaded) == ("Ren", False)


def test_deleting_offers_undo(client, people, series, ren):
    client.force_login(people.owner)
    shown = client.post(reverse("delete_character", args=[ren.pk]), follow=True).content.decode()
    assert reverse("restore_character", args=[ren.pk]) in shown
    assert client.get(reverse("character", args=[ren.pk])).status_code == 404
    client.post(reverse("restore_character", args=[ren.pk]))
    assert client.get(reverse("character", args=[ren.pk])).status_code == 200


def test_markup_in_every_word_stays_text(client, people, series):
    markup = "</textarea><script>alert(1)</script>"
    words = dict.fromkeys(("name", "role", "dress", "appearance", "personality", "signature"), markup)
    made = save_character(series, by=people.owner, states=[{"name": markup, "appearance": markup}], **words)
    client.force_login(people.owner)
    for address in (reverse("character", args=[made.pk]), reverse("series", args=[series.pk])):
        assert "<script>alert" not in client.get(address).content.decode()


def change_states(client, character, *rows, **files):
    """Save the character with these states: (row, name)."""
    words = {
        "state_row": [row for row, _ in rows],
        "state_name": [name for _, name in rows],
        "state_appearance": ["x"] * len(rows),
    }
    return client.post(reverse("change_character", args=[character.pk]), {"name": "Ren", **words, **files})


def portrait_of(row):
    return {f"state_portrait-{row}": SimpleUploadedFile("state.png", picture())}


def test_a_state_gets_an_uploaded_portrait_and_keeps_it_under_another_name(client, people, ren):
    client.force_login(people.owner)
    wet = ren.states.get()
    files = portrait_of(wet.pk) | portrait_of("new1")
    assert change_states(client, ren, (wet.pk, "wet"), ("new1", "old"), **files).status_code == 302
    shown = {state.name: state for state in ren.states.all()}
    assert {name: state.portrait_uploaded for name, state in shown.items()} == {"wet": True, "old": True}
    change_states(client, ren, (wet.pk, "old"), (shown["old"].pk, "wet"))
    after = {state.name: state.portrait_id for state in ren.states.all()}
    assert after == {"old": shown["wet"].portrait_id, "wet": shown["old"].portrait_id}


def test_an_uploaded_portrait_of_a_state_can_be_given_up_for_a_drawn_one(client, people, ren):
    client.force_login(people.owner)
    wet = ren.states.get()
    change_states(client, ren, (wet.pk, "wet"), **portrait_of(wet.pk))
    uploaded = ren.states.get().portrait_id
    change_states(client, ren, (wet.pk, "wet"), state_drawn=[str(wet.pk)])
    state = ren.states.get()
    assert not state.portrait_uploaded
    assert state.portrait_id != uploaded


def test_a_bad_portrait_of_a_state_names_the_state_and_changes_nothing(client, people, ren):
    client.force_login(people.owner)
    wet = ren.states.get()
    bad = {f"state_portrait-{wet.pk}": SimpleUploadedFile("x.png", b"no picture")}
    answer = change_states(client, ren, (wet.pk, "soaked"), **bad)
    assert answer.status_code == 422
    assert "soaked: This is not a picture" in answer.content.decode()
    assert ren.states.get().name == "wet"


def test_a_row_of_somebody_elses_character_is_not_taken_for_ours(client, people, series, ren):
    other = save_character(series, by=people.owner, name="Mino", states=[{"name": "asleep", "appearance": "x"}])
    client.force_login(people.owner)
    change_states(client, ren, (other.states.get().pk, "mine"))
    assert other.states.get().name == "asleep"
    assert ren.states.get().name == "mine"
