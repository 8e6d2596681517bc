"""Two editors side by side: a slow poll that costs one question, and who else is here."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comics.actions.lettering import change_lettering
from comics.models import Lettering, Member, Page
from tests.rows import draw_issue
from tests.studio import SCRIPT, make_people

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def own_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pulse"}}


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people, django_capture_on_commit_callbacks):
    made = draw_issue(people, django_capture_on_commit_callbacks, text=SCRIPT)
    for page in Page.objects.all():
        Page.objects.filter(pk=page.pk).update(preview_stamp=page.content_stamp)
    return made


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def poll_of(answer):
    found = re.search(r'id="poll"[^>]*hx-get="([^"]*)"[^>]*hx-trigger="([^"]*)"', answer.content.decode())
    return (found.group(1).replace("&amp;", "&"), found.group(2)) if found else None


def test_an_editor_at_rest_pulses_slowly_only_where_there_are_others(people, issue):
    olga = signed_in(people.owner)
    address, trigger = poll_of(olga.get(reverse("editor", args=[issue.pk])))
    assert trigger == "every 4s, pulse"
    assert "pulse=1" in address
    Member.objects.filter(user=people.member, team=people.team).delete()
    assert poll_of(olga.get(reverse("editor", args=[issue.pk]))) is None


def test_a_pulse_of_a_still_issue_is_204_from_three_queries(people, issue, django_assert_max_num_queries):
    olga = signed_in(people.owner)
    address, _ = poll_of(olga.get(reverse("editor", args=[issue.pk])))
    with django_assert_max_num_queries(3):
        assert olga.get(address, headers=HTMX).status_code == 204


def test_a_pulse_brings_what_somebody_else_changed(people, issue):
    olga = signed_in(people.owner)
    address, _ = poll_of(olga.get(reverse("editor", args=[issue.pk])))
    line = Lettering.objects.select_related("panel__page__issue__series__team").get(speaker="Ren")
    change_lettering(line, by=people.member, kind="speech", text="Lost again?", speaker="Ren")
    answer = olga.get(address, headers=HTMX)
    assert answer.status_code == 200
    assert "Lost again?" in answer.content.decode()


def test_each_sees_who_else_has_the_page_open(people, issue):
    olga, mila = signed_in(people.owner), signed_in(people.member)
    here, _ = poll_of(olga.get(reverse("editor", args=[issue.pk])))
    there, _ = poll_of(mila.get(reverse("editor", args=[issue.pk])))
    assert "olga is here too" in mila.get(reverse("editor", args=[issue.pk])).content.decode()
    told = olga.get(here, headers=HTMX)
    assert told.status_code == 200
    assert "mila is here too" in told.content.decode()
    assert 'value="mila"' in told.content.decode()
    assert olga.get(f"{here}&here=mila", headers=HTMX).status_code == 204
    assert mila.get(f"{there}&here=olga", headers=HTMX).status_code == 204
    # On another page she is not.
    other = mila.get(re.sub(r"page=\d+", "page=0", there) + "&here=olga", headers=HTMX)
    assert "here too" not in other.content.decode()
