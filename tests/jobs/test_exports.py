"""Exports in the background, and what was chosen for them."""

import datetime
import io
import secrets
import zipfile

import pikepdf
import pypdfium2
import pytest
from django.utils import timezone
from django.utils.module_loading import import_string
from PIL import Image

from comics.actions.exports import cancel_export, request_export
from comics.composition.formats import custom_key, page_format, spread_of
from comics.jobs import queue
from comics.jobs.editions_pictures import MOST_PIXELS, print_width
from comics.jobs.exports import bind
from comics.models import Export, Page, Panel
from comics.models.takes import MAX_ATTEMPTS
from comics.publishing.choices import Choices
from comics.publishing.editions import EDITIONS
from tests.studio import flat_engine, flat_issue, launch, make_issue, make_people, work_off
from tests.validators import check_cbz, check_comic_info, check_epub, check_pdf

pytestmark = pytest.mark.django_db(transaction=True)
BLEED = 9.0


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return flat_issue(people, pages=2, per_page=2)


@pytest.fixture
def spread_issue(people):
    """Pages 1, 2–3 (a spread) and 4, between two covers."""
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, pages=3, per_page=1)
        Page.objects.filter(issue=issue, position=2).update(spread=True, content_stamp=5)
        for kind in ("front", "back"):
            Page.objects.create(issue=issue, kind=kind, position=1)
    return issue


def exported(issue, people, edition, **choices):
    with queue.here() as work:
        wanted = Choices(**choices)
        export = request_export(issue, edition, choices=wanted, by=people.owner, nonce=secrets.token_urlsafe(24))
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


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_issue_gives_the_same_bytes(issue, people, edition):
    first = exported(issue, people, edition, draft=True).path.read_bytes()
    assert exported(issue, people, edition, draft=True).path.read_bytes() == first


def test_two_presses_make_one_export(issue, people):
    with queue.here():
        first, second = (request_export(issue, "pdf", by=people.owner, nonce="nonce-of-this-export") for _ in range(2))
    assert first == second
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
    monkeypatch.setattr("comics.jobs.editions_pdf._sheet", _cancelling("comics.jobs.editions_pdf._sheet", export))
    bind(export.pk)
    export.refresh_from_db()
    assert export.state == "cancelled"
    assert list(export.path.parent.glob("*")) == []


@pytest.mark.parametrize(("state", "kept"), [("ready", True), ("cancelled", False)])
def test_a_worker_that_comes_late_takes_no_file_away(issue, people, monkeypatch, state, kept):
    with queue.here():
        export = request_export(issue, "text", by=people.owner, nonce="nonce-of-a-late-worker")
    write = import_string("comics.jobs.exports.write_edition")

    def write_while_another_ends_it(*args, **more):
        write(*args, **more)
        Export.objects.filter(pk=export.pk).update(state=state)

    monkeypatch.setattr("comics.jobs.exports.write_edition", write_while_another_ends_it)
    bind(export.pk)
    assert export.path.exists() is kept


def _cancelling(name, export):
    sheet = import_string(name)

    def cancel_and_go_on(binding, leaf):
        cancel_export(export)
        return sheet(binding, leaf)

    return cancel_and_go_on


class Killed(BaseException):
    """Stands for a worker's death: nothing catches it."""


def test_an_export_that_kills_every_worker_is_given_up(issue, people, monkeypatch):
    with queue.here():
        made = request_export(issue, "pdf", by=people.owner, nonce="nonce-of-a-poisonous-one")
    monkeypatch.setattr("comics.jobs.exports.write_edition", _die)
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(Killed):
            bind(made.pk)
        Export.objects.filter(pk=made.pk).update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    bind(made.pk)
    made.refresh_from_db()
    assert made.state == "failed"
    assert "try fewer pages" in made.error


def _die(*_, **__):
    raise Killed


def test_a_full_disk_is_said_and_nothing_half_written_stays(issue, people, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("comics.jobs.editions_pdf.write_pdf", full)
    export = exported(issue, people, "pdf")
    assert export.state == "failed"
    assert "disk is full" in export.error
    assert not export.path.exists()


def boxes(pdf, name):
    return [[float(edge) for edge in page[name]] for page in pdf.pages]


def test_a_print_pdf_has_trim_and_bleed_and_marks_outside_of_both(issue, people):
    with pikepdf.open(exported(issue, people, "print", marks=True).path) as pdf:
        media, bleed, trim = (boxes(pdf, name)[0] for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    assert trim[2] - trim[0] == pytest.approx(477)
    assert [trim[0] - bleed[0], bleed[2] - trim[2], trim[1] - bleed[1]] == pytest.approx([BLEED] * 3)
    assert bleed[0] - media[0] == pytest.approx(21)


def test_a_printer_gets_single_pages_and_a_spread_cut_in_two(spread_issue, people):
    export = exported(spread_issue, people, "print")
    with pikepdf.open(export.path) as pdf:
        assert {round(box[2] - box[0], 1) for box in boxes(pdf, "/TrimBox")} == {477.0}
        assert len(pdf.pages) == 6
    assert labels(export) == ["cover", "1", "2", "3", "4", "back cover"]
    assert export.pages_done == 5


def test_facing_pages_lie_on_one_sheet(spread_issue, people):
    Page.objects.filter(issue=spread_issue, position=2).update(spread=False)
    export = exported(spread_issue, people, "print", spreads=True)
    assert labels(export) == ["cover", "1", "2–3", "back cover"]
    with pikepdf.open(export.path) as pdf:
        assert [round(box[2] - box[0]) for box in boxes(pdf, "/TrimBox")] == [477, 477, 954, 477]


def labels(export):
    with pypdfium2.PdfDocument(export.path) as pdf:
        return [pdf.get_page_label(at) for at in range(len(pdf))]


def test_only_the_chosen_pages_are_bound(spread_issue, people):
    export = exported(spread_issue, people, "pdf", pages="3-4", covers=False)
    assert (labels(export), export.pages) == (["2–3", "4"], 2)


def test_a_cbz_tells_of_covers_and_of_spreads_as_one_wide_picture(spread_issue, people):
    with zipfile.ZipFile(exported(spread_issue, people, "cbz", picture="webp").path) as archive:
        info = archive.read("ComicInfo.xml").decode()
        sizes = [Image.open(io.BytesIO(archive.read(name))).size for name in archive.namelist() if name.endswith(".webp")]
    assert [width for width, _ in sizes] == [1600, 1600, 3200, 1600, 1600]
    assert 'Type="FrontCover" DoublePage="false"' in info
    assert 'Image="2" Type="Story" DoublePage="true"' in info
    assert 'Image="4" Type="BackCover"' in info


def test_a_draft_is_marked_on_every_page_without_a_word_to_be_read(issue, people):
    plain, draft = (exported(issue, people, "pdf", draft=draft) for draft in (False, True))
    for at in range(2):
        assert pixels(plain, at) != pixels(draft, at)
    with pypdfium2.PdfDocument(draft.path) as pdf:
        assert "DRAFT" not in pdf[0].get_textpage().get_text_bounded()


def pixels(export, at):
    with pypdfium2.PdfDocument(export.path) as pdf:
        return pdf[at].render(scale=0.3).to_pil().tobytes()


def entries(export):
    with zipfile.ZipFile(export.path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_webtoon_is_slices_of_one_column_covers_included(spread_issue, people):
    slices = entries(exported(spread_issue, people, "webtoon"))
    assert list(slices) == sorted(slices)
    sizes = [Image.open(io.BytesIO(data)).size for data in slices.values()]
    assert {width for width, _ in sizes} == {800}
    assert max(height for _, height in sizes) <= 1280
    assert len(sizes) >= 5


def test_composing_a_webtoon_leaves_the_pages_as_they_are(issue, people):
    before = list(Panel.objects.order_by("pk").values_list("box", "lettering__placed"))
    exported(issue, people, "webtoon")
    assert list(Panel.objects.order_by("pk").values_list("box", "lettering__placed")) == before


@pytest.mark.parametrize(("picture", "kind"), [("", "PNG"), ("jpeg", "JPEG")])
def test_pictures_are_as_large_as_they_are_printed(issue, people, picture, kind):
    pages = entries(exported(issue, people, "pictures", picture=picture))
    assert len(pages) == 2
    for data in pages.values():
        image = Image.open(io.BytesIO(data))
        assert (image.format, image.width) == (kind, 1988)


def test_pictures_come_without_lettering_where_that_is_wanted(issue, people):
    lettered, bare = (entries(exported(issue, people, "pictures", lettered=flag)) for flag in (True, False))
    name = "The Fox Detective 001 - p000.png"
    assert lettered[name] != bare[name]
    with Image.open(io.BytesIO(bare[name])) as image:
        assert len(image.convert("RGB").getcolors(1 << 20)) < 2000


def test_the_contact_sheet_shows_every_page(spread_issue, people):
    export = exported(spread_issue, people, "contact")
    with pypdfium2.PdfDocument(export.path) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
        assert len(pdf) == 1
    assert " ".join(text.split()).endswith("cover 1 2–3 4 back cover")


def test_the_text_edition_holds_the_script_and_what_is_said(issue, people):
    script, transcript = (data.decode() for data in entries(exported(issue, people, "text")).values())
    assert script == issue.script.text
    assert "Ren: Are you lost?" in transcript
    assert "Ren and Mino." in transcript


def test_the_epub_says_every_balloon(issue, people):
    files = entries(exported(issue, people, "epub"))
    page = files["EPUB/pages/p000.xhtml"].decode()
    assert ">Are you lost?</p>" in page
    assert 'aria-label="Ren and Mino."' in page


def test_others_programs_find_nothing_wrong_with_the_editions_of_a_right_to_left_issue(spread_issue, people):
    series = spread_issue.series
    series.direction = "rtl"
    series.save()
    for edition in ("pdf", "print", "contact"):
        check_pdf(exported(spread_issue, people, edition, draft=True, marks=True).path)
    cbz = exported(spread_issue, people, "cbz")
    check_comic_info(entries(cbz)["ComicInfo.xml"])
    assert "rtl" in check_cbz(cbz.path)
    check_epub(exported(spread_issue, people, "epub").path)


def test_the_words_of_a_cover_are_told(spread_issue, people):
    transcript = list(entries(exported(spread_issue, people, "text")).values())[1].decode()
    assert "Cover\n-----\n" in transcript
    assert "   The Fox Detective\n   #1\n" in transcript


def test_pictures_of_the_largest_paper_fit_into_memory():
    """Uncut, a spread of the largest size of one's own is a picture of 24000 × 12000 pixels: some gigabytes."""
    assert print_width(page_format("a5")) == 1748
    assert print_width(spread_of(page_format("a4"))) == 4961
    poster = spread_of(page_format(custom_key(40, 40, "in", 0, 1, 1)))
    assert print_width(poster) ** 2 / 2 <= 1.01 * MOST_PIXELS
