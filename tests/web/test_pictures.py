"""Pictures are for those who may see them, and can do no harm."""

import time
from unittest import mock

import pytest
from django.urls import reverse

from comics.models import Picture
from comics.models.references import VALID, signed_address
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def picture(people):
    return Picture.objects.keep(people.team, picture_bytes(), "image/png")


def test_owner_member_and_stranger(client, people, picture):
    address = reverse("picture", args=[picture.pk, "full.png"])
    for person, status in ((people.owner, 200), (people.member, 200), (people.stranger, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status
    client.logout()
    assert client.get(address).status_code == 302


def test_it_comes_with_our_own_type_and_a_policy_that_runs_nothing(client, people, picture):
    client.force_login(people.owner)
    answer = client.get(reverse("picture", args=[picture.pk, "full.html"]))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert "private" in answer.headers["Cache-Control"]
    assert b"".join(answer.streaming_content) == picture.path.read_bytes()


def test_the_thumb_is_small_and_an_unchanged_picture_is_not_sent_again(client, people, picture):
    client.force_login(people.owner)
    address = reverse("picture", args=[picture.pk, "thumb.webp"])
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/webp"
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_other_names_and_missing_files_are_not_found(client, people, picture):
    client.force_login(people.owner)
    assert client.get(reverse("picture", args=[picture.pk, "secret.png"])).status_code == 404
    picture.path.unlink()
    assert client.get(reverse("picture", args=[picture.pk, "full.png"])).status_code == 404


def signed(people, picture, settings):
    settings.PUBLIC_URL = "https://comics.example.org"
    address = signed_address(picture)
    assert address.startswith("https://comics.example.org/references/")
    return address.removeprefix("https://comics.example.org")


def test_a_signed_reference_shows_one_picture_to_a_service_without_an_account(client, people, picture, settings):
    answer = client.get(signed(people, picture, settings))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == picture.path.read_bytes()
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_a_signed_reference_expires_and_cannot_be_made_up(client, people, picture, settings):
    address = signed(people, picture, settings)
    other = Picture.objects.keep(people.team, picture_bytes(size=(20, 20)), "image/png")
    assert client.get(address.replace(f"/{picture.pk}:", f"/{other.pk}:")).status_code == 404
    assert client.get(address + "x").status_code == 404
    with mock.patch("django.core.signing.time.time", return_value=time.time() + VALID.total_seconds() + 1):
        assert client.get(address).status_code == 404


def test_without_a_public_address_no_reference_is_offered(picture):
    assert signed_address(picture) == ""
