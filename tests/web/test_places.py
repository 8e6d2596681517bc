"""Places: their form and picture."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from comics.actions.cast import save_location
from comics.models import Location
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
def bridge(people, series):
    return save_location(series, by=people.owner, name="Old bridge", description="stone, lanterns")


def test_owner_member_and_stranger_at_every_address(client, people, series, bridge):
    for name, key, method, least in (
        ("place", bridge.pk, "get", "viewer"),
        ("new_place", series.pk, "get", "editor"),
        ("create_place", series.pk, "post", "editor"),
        ("change_place", bridge.pk, "post", "editor"),
        ("delete_place", bridge.pk, "post", "editor"),
        ("restore_place", bridge.pk, "post", "editor"),
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


def test_a_place_gets_a_picture_from_its_words_or_an_uploaded_one(client, people, series):
    client.force_login(people.owner)
    client.post(reverse("create_place", args=[series.pk]), {"name": "Rainy alley", "description": "narrow, wet"})
    alley = Location.objects.get()
    drawn = alley.picture_id
    assert drawn
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "#246").save(out, "JPEG")
    upload = SimpleUploadedFile("alley.jpg", out.getvalue())
    client.post(reverse("change_place", args=[alley.pk]), {"name": "Rainy alley", "picture": upload})
    alley.refresh_from_db()
    assert alley.picture_uploaded
    assert alley.picture_id != drawn


def test_what_is_wrong_is_told_and_nothing_is_changed(client, people, series, bridge):
    client.force_login(people.owner)
    assert client.post(reverse("create_place", args=[series.pk]), {"name": ""}).status_code == 422
    twin = client.post(reverse("create_place", args=[series.pk]), {"name": "OLD BRIDGE"})
    assert "has a place named OLD BRIDGE already" in twin.content.decode()
    broken = SimpleUploadedFile("x.png", b"no picture")
    answer = client.post(reverse("change_place", args=[bridge.pk]), {"name": "Renamed", "picture": broken})
    assert "not a picture" in answer.content.decode()
    bridge.refresh_from_db()
    assert (bridge.name, Location.objects.count()) == ("Old bridge", 1)


def test_deleting_offers_undo(client, people, series, bridge):
    client.force_login(people.owner)
    shown = client.post(reverse("delete_place", args=[bridge.pk]), follow=True).content.decode()
    assert reverse("restore_place", args=[bridge.pk]) in shown
    client.post(reverse("restore_place", args=[bridge.pk]))
    assert "Old bridge" in client.get(reverse("series", args=[series.pk])).content.decode()
