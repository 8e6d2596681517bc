"""Issues on the shelf: the cover that is shown, its shape, and what is counted."""

import pytest

from comics.actions.covers import add_cover
from comics.actions.pages import set_page_format
from comics.models import Issue, Page, Picture
from comics.web.shelf import covers
from tests.rows import draw_issue
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people, django_capture_on_commit_callbacks):
    return draw_issue(people, django_capture_on_commit_callbacks)


def on_shelf():
    return covers(Issue.objects.all())[0]


def test_the_first_page_stands_in_for_a_cover(issue, people):
    page = issue.live_pages().get()
    assert on_shelf().picture == page.preview
    set_page_format(page, "square", by=people.owner)
    assert on_shelf().paper.width == on_shelf().paper.height
    Page.objects.update(spread=True)
    assert on_shelf().paper.width == 2 * on_shelf().paper.height


def test_a_front_cover_is_shown_and_not_counted(issue, people):
    before = on_shelf()
    front = add_cover(issue, by=people.owner, kind="front")
    add_cover(issue, by=people.owner, kind="back")
    preview = Picture.objects.keep(people.team, picture_bytes(size=(90, 139)), "image/png")
    Page.objects.filter(pk=front.pk).update(preview=preview)
    Page.objects.get(pk=front.pk).panels.update(chosen=None)  # a cover without art is no unfinished story
    shown = on_shelf()
    assert shown.picture == preview
    assert (shown.pages, shown.panels, shown.drawn, shown.mark) == (before.pages, before.panels, before.drawn, "ready")
