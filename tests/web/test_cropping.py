"""A panel's picture in its frame: seen, set, and uploaded by whom it is allowed to."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.rows import make_everything
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def every(people, django_capture_on_commit_callbacks):
    return make_everything(people, django_capture_on_commit_callbacks)


def shown(client, every, tab):
    address = reverse("editor", args=[every.issue.pk]) + f"?page={every.page.pk}&panel={every.panel.pk}&tab={tab}"
    return client.get(address).content.decode()


def test_the_frame_tab_has_hold_and_dials_for_editors_only(client, people, every):
    client.force_login(people.member)
    page = shown(client, every, "frame")
    assert 'id="crop-hit"' in page
    assert page.count('type="range"') == 3
    assert "dots an inch" in page
    assert 'id="crop-hit"' not in shown(client, every, "prompt")
    people.team.members.filter(user=people.member).update(role="letterer")
    page = shown(client, every, "frame")
    assert 'id="crop-hit"' not in page
    assert "dots an inch" in page


def test_a_view_is_set_and_only_the_page_comes_anew(client, people, every):
    client.force_login(people.member)
    address = reverse("set_view", args=[every.take.pk])
    answer = client.post(address, {"x": "0.4", "y": "0.5", "zoom": "1.8"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert 'id="sheet"' in answer.content.decode()
    assert "crop-form" not in answer.content.decode()
    every.take.refresh_from_db()
    assert every.take.view == [0.4, 0.5, 1.8]
    assert "Show it all as before" in shown(client, every, "frame")
    client.post(reverse("reset_view", args=[every.take.pk]))
    every.take.refresh_from_db()
    assert every.take.view == []


@pytest.mark.parametrize("sent", [{}, {"x": "a", "y": "0", "zoom": "1"}, {"x": "nan", "y": "0", "zoom": "1"}])
def test_nonsense_is_refused_in_a_sentence(client, people, every, sent):
    client.force_login(people.member)
    answer = client.post(reverse("set_view", args=[every.take.pk]), sent, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "toast" in answer.headers["HX-Trigger"]


def test_a_picture_is_uploaded_with_and_without_scripts(client, people, every):
    client.force_login(people.member)
    address = reverse("upload_take", args=[every.panel.pk])
    for number, headers in ((2, {}), (3, {"HX-Request": "true"})):
        file = SimpleUploadedFile("mine.png", picture_bytes(size=(60 + number, 48)), "image/png")
        answer = client.post(address, {"picture": file}, headers=headers)
        assert answer.status_code == (200 if headers else 302)
        every.panel.refresh_from_db()
        assert every.panel.chosen.number == number
    assert "Uploaded" in shown(client, every, "takes")
    assert client.post(address, headers={"HX-Request": "true"}).status_code == 422


def test_strangers_find_nothing_and_letterers_may_not(client, people, every):
    people.team.members.filter(user=people.member).update(role="letterer")
    for user, status in ((people.stranger, 404), (people.member, 403)):
        client.force_login(user)
        for name, pk in (("set_view", every.take.pk), ("reset_view", every.take.pk), ("upload_take", every.panel.pk)):
            assert client.post(reverse(name, args=[pk]), {"x": "0.5", "y": "0.5", "zoom": "1"}).status_code == status
