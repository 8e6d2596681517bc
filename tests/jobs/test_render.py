"""Page previews in the background."""

import pytest

from comics.jobs.compose import touch
from comics.jobs.render import preview_page
from comics.models import Page, Panel
from tests.studio import flat_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return flat_issue(people, pages=2, per_page=2)


def test_a_preview_that_cannot_be_made_keeps_the_former_and_is_not_tried_for_ever(issue):
    page = Page.objects.first()
    former = page.preview
    page.panels.first().chosen.picture.path.unlink()
    Page.objects.filter(pk=page.pk).update(content_stamp=page.content_stamp + 1)
    preview_page(page.pk)
    page.refresh_from_db()
    assert page.preview == former
    assert page.preview_stamp == page.content_stamp


def test_a_preview_is_made_once_for_what_the_page_shows(issue):
    page = Page.objects.first()
    assert page.preview_stamp == page.content_stamp
    before = page.stamp
    preview_page(page.pk)
    page.refresh_from_db()
    assert page.stamp == before


def test_who_read_a_page_before_another_changed_it_leaves_the_change_to_be_shown(issue):
    page, before = Page.objects.first(), Page.objects.first()
    changed = touch(Page.objects.get(pk=page.pk))
    told = touch(before, Panel.objects.filter(page=page), content=False)
    page.refresh_from_db()
    assert (page.content_stamp, page.stamp) == (changed, told)
