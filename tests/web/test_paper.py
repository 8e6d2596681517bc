"""The paper of one page, chosen in the editor."""

import pytest
from django.urls import reverse

from tests.rows import make_everything
from tests.studio import make_people

pytestmark = pytest.mark.django_db
OWN = {"page_format": "custom", "custom_width": "170", "custom_height": "240", "custom_unit": "mm", "custom_bleed": "3"}
OWN_SIZE = {**OWN, "custom_margin_x": "9", "custom_margin_y": "10"}


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def every(people, django_capture_on_commit_callbacks):
    return make_everything(people, django_capture_on_commit_callbacks)


def paper(every):
    every.page.refresh_from_db()
    return every.page.page_format


def test_a_page_gets_paper_of_its_own_and_shows_it(client, people, every):
    client.force_login(people.member)
    address = reverse("set_page_format", args=[every.page.pk])
    answer = client.post(address, OWN_SIZE, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert paper(every) == "custom:170x240mm;bleed=3;margin=9x10"
    shown = answer.content.decode()
    assert 'viewBox="0 0 481.89 680.31"' in shown
    assert "As the series: US comic" in shown
    assert '<option value="custom" selected>' in shown
    client.post(address, {"page_format": ""})
    assert paper(every) == ""


@pytest.mark.parametrize("wrong", [{"custom_width": "1"}, {"custom_bleed": ""}, {"page_format": "tapestry"}])
def test_paper_that_cannot_be_is_refused_in_a_sentence(client, people, every, wrong):
    client.force_login(people.member)
    answer = client.post(reverse("set_page_format", args=[every.page.pk]), OWN_SIZE | wrong, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "." in answer.headers["HX-Trigger"]
    assert paper(every) == ""


def test_strangers_find_no_page(client, people, every):
    client.force_login(people.stranger)
    assert client.post(reverse("set_page_format", args=[every.page.pk]), {"page_format": "a5"}).status_code == 404
