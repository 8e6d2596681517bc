"""Exports and previews in the background."""

import zipfile

import pikepdf
import pytest
from django.utils.module_loading import import_string

from comics.actions.exports import cancel_export, request_export
from comics.jobs import queue
from comics.jobs.render import bind, preview_page
from comics.models import Export, Page
from tests.studio import flat_engine, launch, make_issue, make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, pages=2, per_page=2)
    return issue


def exported(issue, people, edition, nonce="nonce-of-this-export"):
    with queue.here() as work:
        export = request_export(issue, edition, by=people.owner, nonce=nonce)
        work_off(work)
    export.refresh_from_db()
    return export


def test_a_pdf_holds_every_page_and_its_words(issue, people):
    export = exported(issue, people, "pdf")
    assert (export.state, export.pages_done) == ("ready", 2)
    assert export.size == export.path.stat().st_size
    with pikepdf.open(export.path) as pdf:
        assert len(pdf.pages) == 2
        assert str(pdf.docinfo["/Title"]) == "The Fox Detective #1"


def test_a_cbz_holds_every_page_and_comicinfo(issue, people):
    export = exported(issue, people, "cbz")
    with zipfile.ZipFile(export.path) as archive:
        names = archive.namelist()
        assert len([name for name in names if name.endswith(".jpg")]) == 2
        assert "<PageCount>2</PageCount>" in archive.read("ComicInfo.xml").decode()


def test_the_same_issue_gives_the_same_bytes(issue, people):
    first = exported(issue, people, "pdf").path.read_bytes()
    assert exported(issue, people, "pdf", nonce="nonce-of-another-export").path.read_bytes() == first


def test_two_presses_make_one_export(issue, people):
    exported(issue, people, "pdf")
    exported(issue, people, "pdf")
    assert Export.objects.count() == 1


def test_a_cancelled_export_leaves_no_file(issue, people):
    with queue.here() as work:
        export = request_export(issue, "cbz", by=people.owner, nonce="nonce-of-a-cancelled-one")
        cancel_export(export)
        work_off(work)
    export.refresh_from_db()
    assert export.state == "cancelled"
    assert not export.path.exists()


def test_an_export_cancelled_while_it_is_made_leaves_no_file(issue, people, monkeypatch):
    export = request_export(issue, "pdf", by=people.owner, nonce="nonce-cancelled-midway")
    monkeypatch.setattr("comics.jobs.render._sheets", _cancelling("comics.jobs.render._sheets", export))
    bind(export.pk)
    export.refresh_from_db()
    assert export.state == "cancelled"
    assert list(export.path.parent.glob("*")) == []


def _cancelling(name, export):
    sheets = import_string(name)

    def cancel_after_one(issue):
        for sheet in sheets(issue):
            cancel_export(export)
            yield sheet

    return cancel_after_one


def test_a_full_disk_is_said_and_nothing_half_written_stays(issue, people, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("comics.jobs.render.write_pdf", full)
    export = exported(issue, people, "pdf")
    assert export.state == "failed"
    assert "disk is full" in export.error
    assert not export.path.exists()


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
