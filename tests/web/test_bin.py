"""The bin: what lies there, for whom, and the ways back and out."""

import pytest
from django.urls import reverse
from django.utils import timezone

from comics.models import Character, Drawing, Issue, Location, Member, Page, Series
from tests.rows import make_everything
from tests.studio import make_people, make_user

pytestmark = pytest.mark.django_db
KINDS = {"series": "series", "issue": "issue", "page": "page", "character": "character", "location": "place"}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def all_of_it(people, django_capture_on_commit_callbacks):
    return make_everything(people, django_capture_on_commit_callbacks)


@pytest.fixture
def owner(client, people):
    client.force_login(people.owner)
    return client


def shown(client):
    return client.get(reverse("bin")).content.decode()


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_everything_can_be_brought_back_from_there(owner, all_of_it, name, kind):
    thing = getattr(all_of_it, name)
    assert "The bin is empty" in shown(owner)
    thing.bin()
    page = shown(owner)
    assert "stays until" in page
    assert reverse("ask_discard", args=[thing.pk, kind]) in page
    restore = "restore_place" if kind == "place" else "bring_back_page" if kind == "page" else f"restore_{kind}"
    assert reverse(restore, args=[thing.pk]) in page
    owner.post(reverse(restore, args=[thing.pk]))
    assert "The bin is empty" in shown(owner)
    assert type(thing).objects.get(pk=thing.pk).binned_at is None


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_deleting_for_good_asks_once_more_and_does_it(owner, all_of_it, name, kind):
    thing = getattr(all_of_it, name)
    thing.bin()
    asked = owner.get(reverse("ask_discard", args=[thing.pk, kind]))
    assert "for good?" in asked.content.decode()
    assert type(thing).objects.filter(pk=thing.pk).exists()
    done = owner.post(reverse("discard", args=[thing.pk, kind]), follow=True)
    assert "deleted for good" in done.content.decode()
    assert not type(thing).objects.filter(pk=thing.pk).exists()
    assert owner.post(reverse("discard", args=[thing.pk, kind])).status_code == 404


def test_what_does_not_lie_there_is_not_deleted(owner, all_of_it):
    assert owner.get(reverse("ask_discard", args=[all_of_it.page.pk, "page"])).status_code == 302
    done = owner.post(reverse("discard", args=[all_of_it.page.pk, "page"]), follow=True)
    assert "does not lie in the bin" in done.content.decode()
    assert Page.objects.filter(pk=all_of_it.page.pk).exists()
    assert owner.get(reverse("ask_discard", args=[all_of_it.page.pk, "panel"])).status_code == 404


def test_what_is_being_drawn_is_not_deleted(owner, all_of_it):
    all_of_it.issue.bin()
    Drawing.objects.update(state="drawing")
    done = owner.post(reverse("discard", args=[all_of_it.issue.pk, "issue"]), follow=True)
    assert "being drawn right now" in done.content.decode()
    assert Issue.objects.filter(pk=all_of_it.issue.pk).exists()


def test_the_newest_comes_first_and_what_lies_in_a_binned_series_is_not_listed(owner, all_of_it):
    now = timezone.now()
    Character.objects.filter(pk=all_of_it.character.pk).update(binned_at=now - timezone.timedelta(days=2))
    Location.objects.filter(pk=all_of_it.location.pk).update(binned_at=now)
    page = shown(owner)
    assert page.index("Old bridge") < page.index("Ren")
    all_of_it.series.bin()
    page = shown(owner)
    assert "Old bridge" not in page
    assert "The Fox Detective" in page


def test_viewers_and_strangers_find_nothing_there(client, people, all_of_it):
    for thing in (all_of_it.series, all_of_it.page):
        thing.bin()
    Series.objects.filter(pk=all_of_it.series.pk).update(binned_at=None)
    for somebody, answer in ((people.member, 403), (people.stranger, 404)):
        client.force_login(somebody)
        assert "The bin is empty" in shown(client)
        for method, name in (("get", "ask_discard"), ("post", "discard")):
            assert getattr(client, method)(reverse(name, args=[all_of_it.page.pk, "page"])).status_code == answer
    assert Page.objects.filter(pk=all_of_it.page.pk).exists()
    editor = make_user("edith")
    Member.objects.create(team=people.team, user=editor, role="editor")
    client.force_login(editor)
    assert "Page 1" in shown(client)


def test_a_name_that_somebody_else_got_meanwhile_is_not_given_twice(owner, all_of_it):
    for old, name, restore in (
        (all_of_it.character, "ren", "restore_character"),
        (all_of_it.location, "old BRIDGE", "restore_place"),
    ):
        old.bin()
        type(old).objects.create(series=all_of_it.series, name=name)
        done = owner.post(reverse(restore, args=[old.pk]), follow=True)
        assert f"named {old.name} by now" in done.content.decode()
        assert type(old).objects.get(pk=old.pk).binned_at is not None


def test_the_bin_asks_as_much_for_many_things_as_for_few(owner, all_of_it, django_assert_max_num_queries):
    for number in range(40):
        Character.objects.create(series=all_of_it.series, name=f"Extra {number}", binned_at=timezone.now())
        Page.objects.create(issue=all_of_it.issue, position=number, binned_at=timezone.now())
    with django_assert_max_num_queries(9):
        assert shown(owner).count("Bring back") >= 80


def test_library_and_account_menu_lead_there(owner, all_of_it):
    assert owner.get(reverse("library")).content.decode().count(f'href="{reverse("bin")}"') == 2
