"""Takes: cropped in their frame, and uploaded."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from comics.actions import takes
from comics.actions.edits import redo, undo, undoable
from comics.actions.errors import Refusal
from comics.composition.crop import View
from comics.composition.edges import density
from comics.drawing.geometry import Box
from comics.jobs import queue
from comics.jobs.compose import page_panels, panel_art
from comics.models import Panel
from tests.rows import draw_issue
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def panel(people, django_capture_on_commit_callbacks):
    draw_issue(people, django_capture_on_commit_callbacks)
    return Panel.objects.select_related("page__issue__series__team", "chosen").get()


def crop(panel):
    return panel_art(next(one for one in page_panels(panel.page) if one.pk == panel.pk)).crop


def scribble(size=(300, 200)):
    image = Image.new("RGB", size, "#8899bb")
    ImageDraw.Draw(image).line([(160, 0), (290, 90), (170, 120), (295, 190)], fill="#1d1233", width=7)
    out = io.BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("mine.png", out.getvalue(), "image/png")


class TestView:
    def test_what_is_shown_and_where_words_stand_follow_the_view(self, panel, people):
        before, stamp = crop(panel), panel.page.issue.stamp
        takes.set_view(panel.chosen, by=people.member, view=View(0.3, 0.6, 2.0))
        after = crop(panel)
        assert max(after.w, after.h) == pytest.approx(0.5)
        assert after.centre == pytest.approx((0.3, 0.6))
        panel.page.issue.refresh_from_db()
        assert panel.page.issue.stamp > stamp
        assert panel.page.issue.touched_by == people.member
        takes.reset_view(panel.chosen, by=people.member)
        assert crop(panel) == before

    def test_it_is_remembered_for_each_take(self, panel, people):
        first = panel.chosen
        takes.set_view(first, by=people.member, view=View(0.3, 0.6, 2.0))
        takes.upload_take(panel, by=people.member, upload=scribble())
        assert crop(panel).centre != pytest.approx((0.3, 0.6))
        takes.choose_take(first, by=people.member)
        assert crop(panel).centre == pytest.approx((0.3, 0.6))

    def test_it_can_be_undone_and_redone(self, panel, people):
        before = crop(panel)
        for x in (0.3, 0.4, 0.45):  # one drag after the other within a breath is one edit
            takes.set_view(panel.chosen, by=people.member, view=View(x, 0.6, 2.0))
        edit = undoable(panel.page.issue, people.member)
        assert edit.label == "crop a picture"
        undo(edit)
        assert crop(panel) == before
        edit.refresh_from_db()
        redo(edit)
        assert crop(panel).centre == pytest.approx((0.45, 0.6))

    @pytest.mark.parametrize(
        "view", [(-0.1, 0.5, 1.0), (0.5, 1.1, 1.0), (0.5, 0.5, 0.9), (0.5, 0.5, 5.1), (float("nan"), 0.5, 1.0)]
    )
    def test_a_view_outside_the_picture_is_refused(self, panel, people, view):
        with pytest.raises(Refusal, match="at most 5 times"):
            takes.set_view(panel.chosen, by=people.member, view=View(*view))
        panel.chosen.refresh_from_db()
        assert panel.chosen.view == []


class TestUpload:
    def test_a_picture_of_ones_own_is_the_newest_take_and_chosen(self, panel, people, django_capture_on_commit_callbacks):
        with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
            take = takes.upload_take(panel, by=people.member, upload=scribble())
        panel.refresh_from_db()
        assert panel.chosen == take
        assert (take.number, take.engine, take.by, take.drawing) == (2, "upload", people.member, None)
        assert (take.picture.width, take.picture.height) == (300, 200)
        assert density(take.edges, Box(0.5, 0, 0.5, 1)) > 5 * density(take.edges, Box(0, 0, 0.5, 1))
        assert ("render.preview_page", (panel.page_id,)) in work

    def test_it_can_be_undone(self, panel, people):
        before = panel.chosen
        takes.upload_take(panel, by=people.member, upload=scribble())
        undo(undoable(panel.page.issue, people.member))
        panel.refresh_from_db()
        assert panel.chosen == before
        assert panel.takes.count() == 2  # what was uploaded is kept

    def test_no_picture_and_no_file_are_refused(self, panel, people):
        with pytest.raises(Refusal, match="Choose a picture"):
            takes.upload_take(panel, by=people.member, upload=None)
        with pytest.raises(Refusal, match="not a picture"):
            takes.upload_take(panel, by=people.member, upload=SimpleUploadedFile("x.png", b"no", "image/png"))
        assert panel.takes.count() == 1
