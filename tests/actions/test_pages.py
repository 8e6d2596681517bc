"""Pages: their paper and their layout."""

import pytest

from comics.actions import pages
from comics.actions.edits import undo, undoable
from comics.actions.errors import Refusal
from comics.composition.formats import page_format
from tests.rows import draw_issue
from tests.studio import make_people

pytestmark = pytest.mark.django_db
OWN = "custom:170x240mm;bleed=3;margin=9x10"


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def page(people, django_capture_on_commit_callbacks):
    return draw_issue(people, django_capture_on_commit_callbacks).live_pages().get()


class TestPageFormat:
    def test_a_page_may_have_paper_of_its_own_and_the_series_again(self, page, people):
        pages.set_page_format(page, OWN, by=people.member)
        size = page_format(OWN)
        assert page.format() == size
        assert all(
            size.live.x - 0.1 <= panel.frame.x <= panel.frame.right <= size.live.right + 0.1 for panel in page.panels.all()
        )
        assert max(panel.frame.right for panel in page.panels.all()) > page_format("us_comic").live.right + 1
        pages.set_page_format(page, "", by=people.member)
        assert page.format() == page_format("us_comic")
        assert page.issue.touched_by == people.member

    def test_it_can_be_undone(self, page, people):
        before = [panel.box for panel in page.panels.all()]
        pages.set_page_format(page, "a4", by=people.member)
        undo(undoable(page.issue, people.member))
        page.refresh_from_db()
        assert page.page_format == ""
        assert [panel.box for panel in page.panels.all()] == before

    @pytest.mark.parametrize("key", ["tapestry", "custom:1x1mm;bleed=3;margin=0x0"])
    def test_a_format_that_there_is_not_is_refused(self, page, people, key):
        with pytest.raises(Refusal) as refused:
            pages.set_page_format(page, key, by=people.member)
        assert refused.value.field == "page_format"
        page.refresh_from_db()
        assert page.page_format == ""
