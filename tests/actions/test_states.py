"""States of pages: who may set which, one page or all, and what is told of it."""

import pytest
from django.test import Client
from django.urls import reverse

from comics.actions import page_order
from comics.actions.errors import Refusal
from comics.actions.states import set_state
from comics.models import Activity, Member, Page
from tests.rows import draw_issue
from tests.studio import SCRIPT, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("letterer")


@pytest.fixture
def page(people, django_capture_on_commit_callbacks):
    issue = draw_issue(people, django_capture_on_commit_callbacks, text=SCRIPT)
    return issue.live_pages().select_related("issue__series__team").first()


def state_of(page):
    return Page.objects.get(pk=page.pk).state


def test_a_letterer_sends_drafts_to_review_and_does_nothing_else(people, page):
    client = Client()
    client.force_login(people.member)
    address = reverse("set_state", args=[page.pk])
    assert "Send to review" in client.get(reverse("editor", args=[page.issue_id])).content.decode()
    assert client.post(address, {"state": "approved"}).status_code == 403
    assert client.post(address, {"state": "in_review"}).status_code == 302
    assert state_of(page) == "in_review"
    assert client.post(address, {"state": "draft"}).status_code == 403
    assert client.post(address, {"state": "in_review"}).status_code == 403
    assert 'name="state"' not in client.get(reverse("editor", args=[page.issue_id])).content.decode()


def test_an_editor_unlocks_what_they_locked_and_an_owner_everything(people, page):
    Member.objects.filter(user=people.member, team=people.team).update(role="editor")
    set_state(page.issue, [page], "locked", by=people.owner, unlocks=True)
    client = Client()
    client.force_login(people.member)
    address = reverse("set_state", args=[page.pk])
    refused = client.post(address, {"state": "approved"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "was locked by olga" in refused.headers["HX-Trigger"]
    assert state_of(page) == "locked"
    set_state(page.issue, [page], "draft", by=people.owner, unlocks=True)
    client.post(address, {"state": "locked"})
    client.post(address, {"state": "approved"})
    assert state_of(page) == "approved"


def test_all_pages_at_once_and_what_the_shelf_says(people, page):
    page_order.add_page(page.issue, by=people.owner)
    client = Client()
    client.force_login(people.owner)
    address = reverse("set_state", args=[page.pk])
    said = client.post(address, {"state": "approved", "all": "on"}, headers={"HX-Request": "true"})
    assert "2 pages set to approved." in said.headers["HX-Trigger"]
    assert "all approved" in client.get("/").content.decode()
    said = client.post(address, {"state": "approved", "all": "on"}, headers={"HX-Request": "true"})
    assert "Nothing to change" in said.headers["HX-Trigger"]
    client.post(address, {"state": "in_review"})
    shelf = client.get("/").content.decode()
    assert "1 in review, 1 of 2 approved" in shelf
    told = Activity.objects.filter(issue=page.issue, deed="set the state to").values_list("about", flat=True)
    assert set(told) == {"approved on 2 pages", "in review"}
    with pytest.raises(Refusal, match="no such state"):
        set_state(page.issue, [page], "burnt", by=people.owner, unlocks=True)


def test_a_note_of_what_was_done_costs_two_questions(people, page, django_assert_max_num_queries):
    line = page.panels.get(objective="Ask").lettering.get(speaker="Ren")
    Activity.objects.all().delete()
    for number in (1, 2):
        page_order.add_page(page.issue, by=people.owner)
        lines = Activity.objects.filter(issue=page.issue)
        assert [(one.deed, one.about, one.times) for one in lines] == [("edited", "add a page", number)]
    with django_assert_max_num_queries(2):
        Activity.objects.tell(lines[0].deed, team=page.issue.series.team, by=people.owner, page=page)
    client = Client()
    client.force_login(people.member)
    client.post(reverse("change_lettering", args=[line.pk]), {"kind": "speech", "text": "Hm", "speaker": "Ren"})
    shown = client.get(reverse("issue_activity", args=[page.issue_id])).content.decode()
    assert "mila" in shown
    assert "2 times" in shown
